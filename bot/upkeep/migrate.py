"""`python -m bot migrate`: show what the database has, and apply what it lacks."""

import argparse
import sys
from collections.abc import Sequence

from bot.settings import BadSettings, load
from storage import StorageError
from storage.migrations import apply, status


def main(argv: Sequence[str]) -> int:
    """Return 0 when the database is up to date in the end, 2 when it is refused."""
    parser = argparse.ArgumentParser(prog="python -m bot migrate")
    parser.add_argument("--show", action="store_true", help="только показать, ничего не менять")
    asked = parser.parse_args(argv)
    try:
        url = load().database_url
        now = status(url)
        for one in now.applied:
            sys.stdout.write(f"{one.version:04} {one.name}: применено\n")
        if now.pending and not asked.show:
            apply(url)
    except BadSettings as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except StorageError as fault:
        sys.stderr.write(f"DATABASE_URL: {fault}\n")
        return 2
    for new in now.pending:
        done = "ждёт" if asked.show else "применено сейчас"
        sys.stdout.write(f"{new.version:04} {new.name}: {done}\n")
    if not now.pending:
        sys.stdout.write("База в порядке, обновлять нечего\n")
    return 0
