"""What can go wrong below the transaction functions, in words fit for one line on a console.

A message names the file or the setting, never a password, and says what to do where there is
something to do.
"""


class StorageError(Exception):
    """The root of all of them: catch this one."""


class BadAddressError(StorageError):
    """`DATABASE_URL` names no database that this program knows how to open."""


class MissingDriverError(StorageError):
    """The address asks for an engine whose package is not installed."""


class AlreadyRunningError(StorageError):
    """Another copy of the program holds this database."""


class UnusableError(StorageError):
    """The database is left untouched, because opening it would do harm or cannot succeed."""


class ForeignDatabaseError(UnusableError):
    """The file is no SQLite database, or it is one of another program."""


class CorruptDatabaseError(UnusableError):
    """SQLite's own check finds the file damaged."""


class NewerDatabaseError(UnusableError):
    """The database was written by a newer version of this program."""


class OutdatedDatabaseError(UnusableError):
    """Migrations wait to be applied, and the caller did not allow that."""


class ChangedMigrationError(UnusableError):
    """An applied migration is not the one this program carries."""


class UnreachableDatabaseError(UnusableError):
    """The file or the server cannot be opened for writing: rights, a full disk, no network."""


class ClosedError(StorageError):
    """The database is closed, or closing: nothing more is taken."""


class StatementError(StorageError):
    """The engine refused a statement; `__cause__` is the driver's own error."""


class CommitError(StorageError):
    """The transaction did not reach the disk. Nothing of it is stored."""


class DoubtfulCommitError(StorageError):
    """The connection broke while committing: the work may be stored, or not."""


class ConflictError(StorageError):
    """Others kept changing the same rows; the function was run again in vain."""


class BackupError(StorageError):
    """No backup was made; what was at the target is as it was."""
