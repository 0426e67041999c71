"""`python -m bot run`: the bot at work, until it is asked to stop."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from bot import logs
from bot.app import UnknownSteps, opened, settle
from bot.intake import BadToken
from bot.settings import BadSettings, Settings, load
from flows.content_file import FaultyContent
from flows.library import library
from storage import StorageError, UnreachableDatabaseError

NOT_CONFIGURED = (
    "Нужен BOT_TOKEN: получите его у @BotFather и впишите в .env. Без токена работает «make demo»."
)


def main(argv: Sequence[str]) -> int:
    """Return 0 after a clean stop, 2 when something given to the program does not fit.

    What the library says is read first: whoever edited it is told before anybody is answered.

    1: trouble that may pass, as a database server that is not up yet.
    """
    argparse.ArgumentParser(prog="python -m bot run").parse_args(argv)
    try:
        settings = load()
        library()
    except (BadSettings, FaultyContent) as fault:
        return _refuse(str(fault))
    if settings.bot_token is None:
        return _refuse(NOT_CONFIGURED)
    logs.setup(settings.log_format, settings.log_level, secrets=_secrets(settings))
    try:
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(_serve(settings))
    except UnreachableDatabaseError as fault:
        sys.stderr.write(f"{_why(fault)}\n")
        return 1
    except (BadToken, StorageError, UnknownSteps, OSError) as fault:
        return _refuse(_why(fault))
    return 0


def _why(fault: Exception) -> str:
    match fault:
        case BadToken():
            return "BOT_TOKEN не подходит: мессенджер его не признал."
        case UnknownSteps():
            return f"В базе есть шаги не из этой версии: {fault}. Обновите программу."
        case StorageError():
            return f"DATABASE_URL: база не открыта. {fault}"
        case _:
            return f"LISTEN: адрес занят или недоступен. {fault}"


def _secrets(settings: Settings) -> list[str]:
    kept = (settings.bot_token, settings.bot_proxy, settings.webhook_secret, settings.data_key)
    keys = settings.data_key_old.get_secret_value().split(",") if settings.data_key_old else []
    return [*(one.get_secret_value() for one in kept if one), *(one.strip() for one in keys)]


def _refuse(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return 2


async def _serve(settings: Settings) -> None:
    async with opened(settings) as app:
        settle()
        on_signal(app.stop)
        await app.run()


def on_signal(stop: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Stop cleanly on Ctrl-C and SIGTERM; a second signal ends the program at once."""
    loop = asyncio.get_running_loop()
    stopping: list[asyncio.Task[None]] = []

    def ask() -> None:
        for one in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(one)
        stopping.append(loop.create_task(stop()))

    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, ask)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return uvloop's where it exists."""
    try:
        import uvloop  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return None
    return uvloop.new_event_loop
