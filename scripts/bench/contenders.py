"""The bots that are compared. Each runs until it is cancelled."""

import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.types import CallbackQuery, Message
from pydantic import SecretStr

from bot import logs
from bot.app import App, opened, settle
from bot.cards import Cards
from bot.settings import Settings
from scripts.bench.cards import sample
from scripts.bench.crowd import Ways
from scripts.bench.enrol import enrol
from scripts.bench.hops import Hops
from scripts.bench.instant import TOKEN, InstantSession, Load
from storage import Database

Run = Callable[[Load, Path, int], Coroutine[Any, Any, None]]


class Contender(NamedTuple):
    """A bot: how to run it for so many people, and how its buttons are told apart."""

    run: Run
    ways: Ways


async def echo(load: Load, _folder: Path, _people: int) -> None:
    """Aiogram's own example, but for taps: every default left as it is."""
    logging.basicConfig(level=logging.INFO)
    await silent_echo(load, _folder, _people)


async def silent_echo(load: Load, _folder: Path, _people: int) -> None:
    """The same without the line that aiogram logs about each update."""
    card = sample()
    session = InstantSession(load, raw=False)
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def said(message: Message) -> None:
        await message.answer(card.text, reply_markup=card.keyboard)

    @dispatcher.callback_query()
    async def tapped(query: CallbackQuery) -> None:
        await query.answer()
        if isinstance(query.message, Message):
            await query.message.edit_text(card.text, reply_markup=card.keyboard)

    await dispatcher.start_polling(bot, handle_signals=False)


async def guide(load: Load, folder: Path, people: int) -> None:
    """This bot as `python -m bot run` has it, the session apart."""
    async with _guide(load, folder, people) as app:
        await app.run()


async def hopping(load: Load, folder: Path, people: int) -> None:
    """This bot with a hop for each statement."""
    async with _guide(load, folder, people) as app, Hops.opened(folder / "guide.db") as hops:
        house = app.house
        house.db = cast("Database", hops)
        house.cards = Cards(house.db, house.gateway, house.renderer)
        await app.run()


async def dialogs(load: Load, folder: Path, people: int) -> None:
    """Aiogram-dialog; imported here so that nobody else carries it."""
    from scripts.bench.dialogs import run  # noqa: PLC0415

    await run(load, folder, people)


@asynccontextmanager
async def _guide(load: Load, folder: Path, people: int) -> AsyncIterator[App]:
    logs.setup("console", "INFO")
    url = f"sqlite:///{folder}/guide.db"
    settings = Settings(bot_token=SecretStr(TOKEN), database_url=url)
    async with opened(settings, session=InstantSession(load, raw=True)) as app:
        await app.house.db.write(lambda tx: enrol(tx, people))
        settle()
        yield app


CONTENDERS: Final = {
    "echo": Contender(echo, Ways(":", ":")),
    "silent echo": Contender(silent_echo, Ways(":", ":")),
    "guide": Contender(guide, Ways(":done:", ":back:")),
    "hops": Contender(hopping, Ways(":done:", ":back:")),
    "dialog": Contender(dialogs, Ways("__next__", "__back__")),
}
