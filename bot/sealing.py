"""The seal of this installation: its keys, and what is said of what they do not open."""

import structlog

from bot.settings import Settings
from storage import Database, Place, Refused, Seal
from storage.resealing import reseal

log = structlog.get_logger(__name__)


def seal_of(settings: Settings) -> Seal:
    """Make the seal; a text that does not open is reported once, and shown as empty."""
    return Seal(settings.data_keys, _report)


def _report(place: Place, why: Refused) -> None:
    where = f"{place.table}.{place.column}"
    log.error("a sealed text does not open", where=where, row=place.row, why=why.value)


async def settle(db: Database, settings: Settings) -> None:
    """Bring what earlier releases stored in plain under the key; without a key, drop it."""
    did = await reseal(db)
    if did.sealed:
        log.info("names that were stored in plain are sealed now", count=did.sealed)
    if did.dropped:
        log.warning("names that were stored in plain are deleted: no DATA_KEY", count=did.dropped)
    if settings.data_key is None:
        log.warning("names, questions and notes are neither asked for nor kept: no DATA_KEY")
