"""What the papers' end-to-end tests have in common: made-up data, and looks behind the chat."""

import json
import logging
import sqlite3
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Final

from tests.support.people import Message, Someone
from tests.support.school import School
from tests.support.town import Town

NAME: Final = "Примерова Анфиса Захаровна"
FORM: Final = "Примерову Анфису Захаровну"
PHONE: Final = "8 900 123-45-67"
WRITTEN: Final = "+7 900 123 45 67"
EMAIL: Final = "primerova.a@example.ru"
SAID: Final = f"{EMAIL} {PHONE} {NAME.lower()}"
TRACES: Final = ("римеров", "нфис", "primerova", "9001234567", "123-45-67", "123 45 67")
"""Pieces of the data that would give it away, however it is written. The bot has other examples."""


async def applying(town: Town, name: str = "Ольга") -> Someone:
    """An administrator on the step of the application."""
    olga = await town.someone("Администратор школы", name)
    await olga.press("Школа ещё не зарегистрирована")
    return olga


async def filled(town: Town, said: str = SAID) -> Someone:
    """An administrator who was shown what was understood of their message."""
    olga = await applying(town)
    await School(town).press(olga, "Документы для заявки", "Документ о назначении")
    await School(town).press(olga, "Заполнить за меня")
    await olga.say(said)
    await olga.wait_for_text("Проверьте, так ли я понял")
    return olga


def files(who: Someone) -> dict[str, Message]:
    """Return the bot's messages with a file, by its name; of several the newest."""
    sent = [one for one in who.messages if one.from_bot and "document" in one.json]
    return {str(one.json["document"]["file_name"]): one for one in sent}


def letter_of(data: bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(data)


def traces(text: str) -> list[str]:
    """Return the pieces that are in a text, as they are or as JSON may write them."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ").replace("\\xa0", " ")
    return [one for one in TRACES if one in plain or json.dumps(one)[1:-1] in plain]


def stored(database: Path) -> str:
    """Return every row of every table, and the raw bytes of the database and of its journal."""
    connection = sqlite3.connect(database)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    rows = [connection.execute(f"SELECT * FROM [{name}]").fetchall() for (name,) in names]
    connection.close()
    raw = [path.read_bytes() for path in database.parent.glob(f"{database.name}*")]
    return "\n".join([str(rows), *(one.decode("utf-8", "replace") for one in raw)])


class Heard(logging.Handler):
    """Keeps everything that is logged, at any level, with tracebacks and arguments."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.getMessage()} {record.__dict__}")
