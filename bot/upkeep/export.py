"""`python -m bot export`: a copy of the database, or an area as tables, while the bot runs."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.settings import BadSettings, Settings, load
from storage import By, StorageError, Tx
from storage.backup import backup
from storage.reading import reader


def main(argv: Sequence[str]) -> int:
    """Return 0 when it is done, 1 when it failed, 2 when something is refused."""
    parser = _parser()
    asked = parser.parse_args(argv)
    if not (asked.backup or asked.xlsx or asked.csv):
        parser.error("нужно --backup, --xlsx или --csv")
    try:
        settings = load()
        if asked.backup:
            done = backup(settings.database_url, asked.backup, replace=asked.replace)
            sys.stdout.write(f"Копия базы: {done}, {done.stat().st_size} байт\n")
        if asked.xlsx or asked.csv:
            return _tables(settings, asked)
    except BadSettings as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except (StorageError, OSError) as fault:
        sys.stderr.write(f"Не сделано: {fault}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot export")
    parser.add_argument("--backup", metavar="ФАЙЛ", help="куда сохранить копию базы")
    parser.add_argument("--replace", action="store_true", help="заменить файл, если он есть")
    parser.add_argument("--xlsx", metavar="ФАЙЛ", type=Path, help="таблицы области, одной книгой")
    parser.add_argument("--csv", metavar="ПАПКА", type=Path, help="таблицы области, файл на каждую")
    area = "a — всё, r44 — регион, s7 — школа"
    parser.add_argument("--area", default="a", metavar="КОД", help=area)
    parser.add_argument("--person", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--language", default="", help=argparse.SUPPRESS)
    parser.add_argument("--now", type=int, default=0, help=argparse.SUPPRESS)
    return parser


def _tables(settings: Settings, asked: argparse.Namespace) -> int:
    """Write the tables, as whoever has the server, or as an operator sees them."""
    now = asked.now or int(time.time())
    by = By(asked.person, not asked.person or asked.person in settings.operators, now)
    with reader(settings.database_url) as tx:
        return _written(tx, by, settings, asked)


def _written(tx: Tx, by: By, settings: Settings, asked: argparse.Namespace) -> int:
    # These load a good part of the bot; a backup needs none of it.
    from bot.actions.operating import look_at  # noqa: PLC0415
    from bot.papers import spreadsheet  # noqa: PLC0415
    from bot.papers.region_tables import Book  # noqa: PLC0415
    from bot.texts import Texts  # noqa: PLC0415

    where = look_at(tx, by, asked.area)
    if where is None:
        sys.stderr.write(f"--area: нет такой области: {asked.area}\n")
        return 2
    texts = Texts(settings.timezone, {"teachers": settings.active_teachers})
    book = Book(tx, by, where, texts, asked.language or settings.locale)
    if asked.xlsx:
        count = spreadsheet.xlsx(asked.xlsx, book.tables())
        sys.stdout.write(f"Таблицы: {asked.xlsx}, строк: {count}\n")
    if asked.csv:
        count = spreadsheet.csvs(asked.csv, book.tables())
        sys.stdout.write(f"Таблицы: {asked.csv}, строк: {count}\n")
    return 0
