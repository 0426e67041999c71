"""What is remembered: persons, journeys, progress. Transaction functions in, typed rows out."""

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
from storage.persons import Person
from storage.progress import ProgressRow
from storage.symptoms import SymptomRow, Tally
from storage.transaction import Function, Tx
from storage.updates import KEEP_SECONDS as KEEP_UPDATES_SECONDS

__all__ = [
    "KEEP_UPDATES_SECONDS",
    "AlreadyRunningError",
    "BackupError",
    "BadAddressError",
    "ChangedMigrationError",
    "ClosedError",
    "CommitError",
    "ConflictError",
    "CorruptDatabaseError",
    "Database",
    "DoubtfulCommitError",
    "ForeignDatabaseError",
    "Function",
    "MissingDriverError",
    "NewerDatabaseError",
    "OutdatedDatabaseError",
    "Person",
    "ProgressRow",
    "StatementError",
    "StorageError",
    "SymptomRow",
    "Tally",
    "Tx",
    "UnreachableDatabaseError",
    "UnusableError",
]
