"""The same dialogue of five steps in aiogram-dialog, with its state in SQLite.

Aiogram has no durable storage on SQLite, so it is lent this program's: each of its reads
and writes is one hop, writes that come together share a commit (`storage/`), and a write returns
when it is on the disk. A commit for each alone, as is usual elsewhere, would be slower.

It stores where somebody is after it has shown it, and looks that up before it takes its own lock.
A tap that comes in between, as a crowd's does, finds no dialog or the window before. So each
person's updates are kept apart by aiogram's own isolation.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Back, Next, Row, Url
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Const

from flows.teacher import TEACHER
from scripts.bench.cards import sample
from scripts.bench.instant import InstantSession, Load
from storage import Database, Tx

TABLE = "CREATE TABLE dialogs (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
GET = "SELECT value FROM dialogs WHERE key = :key"
SET = """
INSERT INTO dialogs (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


class Durable(BaseStorage):
    """Aiogram's storage over this program's database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._keys = DefaultKeyBuilder(with_bot_id=True, with_destiny=True)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._set(self._keys.build(key, "state"), state)

    async def get_state(self, key: StorageKey) -> str | None:
        found: str | None = await self._get(self._keys.build(key, "state"))
        return found

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        await self._set(self._keys.build(key, "data"), data)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return await self._get(self._keys.build(key, "data")) or {}

    async def close(self) -> None: ...

    async def _set(self, key: str, value: Any) -> None:
        text = json.dumps(value)

        def write(tx: Tx) -> None:
            tx.execute(SET, {"key": key, "value": text})

        await self._db.write(write)

    async def _get(self, key: str) -> Any:
        row = await self._db.read(lambda tx: tx.execute(GET, {"key": key}).fetchone())
        return json.loads(row[0]) if row else None


class Steps(StatesGroup):
    install = State()
    create_profile = State()
    apply = State()
    await_acceptance = State()
    create_chat = State()


def dialog() -> Dialog:
    """Five windows, each as large as the card of a step."""
    text = Const(sample().text)
    link = Url(Const("Открыть инструкцию"), Const(TEACHER.initial.links[0].url))
    places = Steps.__states__
    return Dialog(
        *(
            Window(
                text,
                LinkPreview(is_disabled=True),
                link,
                *((Next(Const("✅ Готово")),) if place is not places[-1] else ()),
                Row(Url(Const("🆘 Помощь"), Const("https://sferum.ru")), _back(place)),
                state=place,
                parse_mode="HTML",
            )
            for place in places
        )
    )


def _back(place: State) -> Back | Url:
    if place is Steps.install:
        return Url(Const("⬅️ Назад"), Const("https://sferum.ru"))
    return Back(Const("⬅️ Назад"))


async def run(load: Load, folder: Path, _people: int) -> None:
    db = await Database.open(f"sqlite:///{folder}/dialog.db")
    await db.write(lambda tx: tx.execute(TABLE))
    bot = Bot("42:bench", session=InstantSession(load, raw=False))
    dispatcher = Dispatcher(storage=Durable(db), events_isolation=SimpleEventIsolation())

    @dispatcher.message(CommandStart())
    async def start(_message: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(Steps.install, mode=StartMode.RESET_STACK)

    dispatcher.include_router(dialog())
    setup_dialogs(dispatcher)
    try:
        await dispatcher.start_polling(bot, handle_signals=False)
    finally:
        await db.close()
