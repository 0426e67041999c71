"""What /health is told of the program: its files, its uptime, and what failed lately."""

from pathlib import Path

from bot.actions.operator.health import Facts
from bot.house import House
from bot.seen import VERSION
from storage.backup import taken_at
from storage.location import SqliteFile, locate

MEGABYTE = 1024 * 1024


def facts(house: House) -> Facts:
    """Look at the program and its files."""
    place = locate(house.settings.database_url)
    path = place.path if isinstance(place, SqliteFile) else None
    at = taken_at(path) if path else None
    return Facts(
        VERSION,
        house.seen.uptime,
        house.seen.errors(),
        _size(path) // MEGABYTE if path else 0,
        None if at is None else max(0, round(house.seen.now()) - at),
        house.seen.support() if house.settings.support_chat_id else None,
    )


def _size(path: Path) -> int:
    """Return the bytes of a database with its log; 0 for one that is not there."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(one.stat().st_size for one in files if one.exists())
