"""The program: `python -m bot run | demo | migrate | check | simulate | export`."""

import argparse
import gc
import importlib
import sys
from collections.abc import Sequence

from bot.models import built_when_used

COMMANDS = {
    "run": ("bot.serve", "работать: нужен BOT_TOKEN"),
    "demo": ("bot.emulator.demo", "попробовать всё в браузере, без токена"),
    "migrate": ("bot.upkeep.migrate", "показать состояние базы и обновить её"),
    "check": ("bot.check", "проверить шаги, тексты и ссылки"),
    "simulate": ("bot.simulate", "пройти алгоритмы в памяти, показать карточки"),
    "export": ("bot.upkeep.export", "сохранить копию базы, пока бот работает"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; only its own module is imported. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Sferum Guide")
    chosen = parser.add_subparsers(dest="command", required=True, metavar="команда")
    for name, (_, what) in COMMANDS.items():
        chosen.add_parser(name, help=what, add_help=False)
    known, rest = parser.parse_known_args(argv)
    gc.disable()  # importing makes much and drops little
    try:
        with built_when_used():
            module = importlib.import_module(COMMANDS[known.command][0])
    finally:
        gc.enable()
    try:
        return int(module.main(rest))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
