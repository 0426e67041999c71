"""What is remembered: persons, journeys, progress. Transaction functions in, typed rows out."""

from storage.asks import Ask
from storage.audit import AuditRow, Done
from storage.breaks import BreakRow
from storage.classes import ClassLine, ClassRow
from storage.database import Database
from storage.errors import (
    AlreadyRunningError,
    BackupError,
    BadAddressError,
    ChangedMigrationError,
    ClosedError,
    CommitError,
    ConflictError,
    CorruptDatabaseError,
    DoubtfulCommitError,
    ForeignDatabaseError,
    MissingDriverError,
    NewerDatabaseError,
    OutdatedDatabaseError,
    StatementError,
    StorageError,
    UnreachableDatabaseError,
    UnusableError,
)
from storage.grants import Grant, Offer
from storage.invitations import Invitation, Terms
from storage.outbox import Notice, Priority
from storage.overrides import Override
from storage.persons import Person
from storage.progress import ProgressRow
from storage.reminders import Setting
from storage.rights import By
from storage.schools import Activity, Identity, School
from storage.sealed import Place, Refused, Seal
from storage.staff_rows import Applicant, StaffRow
from storage.summaries import SummaryRow
from storage.symptoms import SymptomRow, Tally
from storage.transaction import Function, Tx, WriteRefused
from storage.updates import KEEP_SECONDS as KEEP_UPDATES_SECONDS

__all__ = [
    "KEEP_UPDATES_SECONDS",
    "Activity",
    "AlreadyRunningError",
    "Applicant",
    "Ask",
    "AuditRow",
    "BackupError",
    "BadAddressError",
    "BreakRow",
    "By",
    "ChangedMigrationError",
    "ClassLine",
    "ClassRow",
    "ClosedError",
    "CommitError",
    "ConflictError",
    "CorruptDatabaseError",
    "Database",
    "Done",
    "DoubtfulCommitError",
    "ForeignDatabaseError",
    "Function",
    "Grant",
    "Identity",
    "Invitation",
    "MissingDriverError",
    "NewerDatabaseError",
    "Notice",
    "Offer",
    "OutdatedDatabaseError",
    "Override",
    "Person",
    "Place",
    "Priority",
    "ProgressRow",
    "Refused",
    "School",
    "Seal",
    "Setting",
    "StaffRow",
    "StatementError",
    "StorageError",
    "SummaryRow",
    "SymptomRow",
    "Tally",
    "Terms",
    "Tx",
    "UnreachableDatabaseError",
    "UnusableError",
    "WriteRefused",
]
