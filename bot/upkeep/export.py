"""`python -m bot export --backup FILE`: a whole copy of the database while the bot runs."""

import argparse
import sys
from collections.abc import Sequence

from bot.settings import BadSettings, load
from storage import StorageError
from storage.backup import backup


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bot export")
    parser.add_argument("--backup", metavar="ФАЙЛ", required=True, help="куда сохранить копию")
    parser.add_argument("--replace", action="store_true", help="заменить файл, если он есть")
    asked = parser.parse_args(argv)
    try:
        done = backup(load().database_url, asked.backup, replace=asked.replace)
    except BadSettings as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except StorageError as fault:
        sys.stderr.write(f"Копия не сделана: {fault}\n")
        return 1
    sys.stdout.write(f"Копия базы: {done}, {done.stat().st_size} байт\n")
    return 0
