"""`python -m bot migrate`: show what the database has, and apply what it lacks. And its key."""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from bot.sealing import seal_of
from bot.settings import BadSettings, Settings, load
from storage import Database, StorageError
from storage.migrations import apply, status
from storage.resealing import Resealed, reseal
from storage.sealed import new_key


def main(argv: Sequence[str]) -> int:
    """Return 0 when all was done, 1 when some texts did not open, 2 when something is refused."""
    asked = _parser().parse_args(argv)
    if asked.new_key:
        sys.stdout.write(f"DATA_KEY={new_key()}\n")
        return 0
    try:
        settings = load()
        if asked.rotate_key:
            return _rotate(settings)
        _migrate(settings.database_url, show=asked.show)
    except BadSettings as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except StorageError as fault:
        sys.stderr.write(f"DATABASE_URL: {fault}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot migrate")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--show", action="store_true", help="только показать, ничего не менять")
    ways.add_argument("--new-key", action="store_true", help="сделать ключ для DATA_KEY")
    ways.add_argument(
        "--rotate-key",
        action="store_true",
        help="перешифровать всё ключом DATA_KEY; прежний — в DATA_KEY_OLD",
    )
    return parser


def _migrate(url: str, *, show: bool) -> None:
    now = status(url)
    for one in now.applied:
        sys.stdout.write(f"{one.version:04} {one.name}: применено\n")
    if now.pending and not show:
        apply(url)
    for new in now.pending:
        done = "ждёт" if show else "применено сейчас"
        sys.stdout.write(f"{new.version:04} {new.name}: {done}\n")
    if not now.pending:
        sys.stdout.write("База в порядке, обновлять нечего\n")


def _rotate(settings: Settings) -> int:
    if settings.data_key is None:
        sys.stderr.write("DATA_KEY: не задан. Впишите новый ключ, а прежний — в DATA_KEY_OLD.\n")
        return 2
    did = asyncio.run(_reseal(settings))
    sys.stdout.write(f"Зашифровано новым ключом: {did.sealed}\n")
    if did.refused:
        sys.stderr.write(
            f"Не открылись и оставлены как есть: {did.refused}. Впишите в DATA_KEY_OLD ключ, "
            "которым они зашифрованы; если строки изменены, имена не вернуть.\n"
        )
    return 1 if did.refused else 0


async def _reseal(settings: Settings) -> Resealed:
    db = await Database.open(settings.database_url, seal=seal_of(settings))
    try:
        return await reseal(db, rotate=True)
    finally:
        await db.close()
