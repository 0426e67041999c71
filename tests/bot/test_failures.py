"""The error funnel: logged once, told once, and never the cause of another error."""

import re
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import GetMe
from aiogram.types import Message, Update
from structlog.testing import capture_logs

from bot import failures
from bot.gateway import ChatNotFound, MayHaveBeenSent, Unreachable
from tests.bot.fakes import bot_with, said


class House:
    """A dispatcher whose handler raises what it is told to."""

    def __init__(self, error: Exception) -> None:
        self.bot, _ = bot_with()
        self.dispatcher = Dispatcher(disable_fsm=True)
        self.dispatcher.message.register(self.handle)
        self.error = error
        self.told: list[tuple[int, str]] = []
        self.deaf = False
        failures.register(self.dispatcher, self.tell, code=lambda: "K7-4F2")

    async def handle(self, _: Message) -> None:
        raise self.error

    async def tell(self, update: Update, code: str) -> None:
        self.told.append((update.update_id, code))
        if self.deaf:
            raise Unreachable(5, "Forbidden: bot was blocked by the user")

    async def feed(self) -> Any:
        update = Update.model_validate(said(9, "Меня зовут Анна"), context={"bot": self.bot})
        with capture_logs() as logs:
            await self.dispatcher.feed_update(self.bot, update)
        return logs


async def test_a_bug_is_logged_once_and_told_with_its_code() -> None:
    house = House(ZeroDivisionError("no"))
    (line,) = await house.feed()
    assert house.told == [(9, "K7-4F2")]
    assert line["log_level"] == "error"
    assert (line["update_id"], line["kind"], line["code"]) == (9, "message", "K7-4F2")
    assert line["exc_info"] is house.error
    assert "Анна" not in str(line)
    assert "person" not in line


async def test_telling_may_fail() -> None:
    house = House(ZeroDivisionError("no"))
    house.deaf = True
    first, second = await house.feed()
    assert (first["log_level"], second["log_level"]) == ("error", "warning")
    assert second["code"] == "K7-4F2"


async def test_a_refused_request_is_a_bug_of_ours() -> None:
    house = House(TelegramBadRequest(GetMe(), "can't parse entities"))
    (line,) = await house.feed()
    assert line["log_level"] == "error"
    assert house.told


@pytest.mark.parametrize(
    ("error", "level"),
    [
        (Unreachable(5, "Forbidden: bot was blocked by the user"), "info"),
        (ChatNotFound(5, "Bad Request: chat not found"), "info"),
        (MayHaveBeenSent("TelegramNetworkError"), "warning"),
        (TelegramNetworkError(GetMe(), "no answer in time"), "warning"),
        (TelegramRetryAfter(GetMe(), "Too Many Requests", 90), "warning"),
    ],
)
async def test_what_no_reply_can_mend_is_not_replied_to(error: Exception, level: str) -> None:
    house = House(error)
    (line,) = await house.feed()
    assert house.told == []
    assert line["log_level"] == level
    assert "exc_info" not in line
    assert line["update_id"] == 9


def test_codes_are_short_and_differ() -> None:
    codes = {failures.new_code() for _ in range(200)}
    assert len(codes) > 190
    for code in codes:
        assert re.fullmatch(r"[A-Z]\d-\d[A-Z0-9]{2}", code)
        assert not set("0O1I8") & set(code)
