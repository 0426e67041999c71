"""The engine for those who outgrow one machine is an extra: its package may be missing."""

from collections.abc import Iterator
from contextlib import contextmanager

from storage.errors import MissingDriverError


@contextmanager
def postgres_wanted() -> Iterator[None]:
    """Import `storage.postgres` inside this; without its package, say what to install."""
    try:
        yield
    except ImportError as error:
        raise MissingDriverError(
            "PostgreSQL needs one more package: pip install 'sferum-guide[postgres]'"
        ) from error
