"""Runs a module of the bench as the program runs its own: aiogram's models are built when used."""

import importlib
import sys

from bot.models import built_when_used


def main() -> None:
    with built_when_used():
        module = importlib.import_module(f"scripts.bench.{sys.argv[1]}")
    module.main(*sys.argv[2:])


if __name__ == "__main__":
    main()
