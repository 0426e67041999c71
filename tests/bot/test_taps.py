"""A tap that is copied is what validating gives."""

from typing import Any, Final

import pytest
from aiogram import Bot
from aiogram.methods import EditMessageText
from aiogram.types import InlineKeyboardButton, Message, Update
from pydantic import ValidationError

from bot.copies import copied
from bot.taps import Taps
from bot.trim import trim
from tests.bot.fakes import TOKEN, tap

CONTEXT: Final = {"bot": Bot(TOKEN)}


def sent(**more: Any) -> dict[str, Any]:
    """Return a tap as Telegram sends it."""
    raw = tap(7, person=5, data="j:1:install:done:0:")
    return raw | {"callback_query": raw["callback_query"] | more}


def validated(raw: dict[str, Any]) -> Update:
    """Return what aiogram makes of a tap, of whose chat only is told which one it is."""
    chat = raw["callback_query"]["message"]["chat"]
    raw["callback_query"]["message"]["chat"] = {name: chat[name] for name in ("id", "type")}
    return Update.model_validate(trim(raw), context=CONTEXT)


def test_a_tap_on_a_card_reads_as_validated() -> None:
    read = Taps(CONTEXT).read(trim(sent()))
    assert read == validated(sent())
    assert read is not None
    assert read.event_type == "callback_query"
    assert read.bot is CONTEXT["bot"]
    query = read.callback_query
    assert query is not None
    assert query.from_user.id == 5
    assert query.bot is CONTEXT["bot"]
    assert isinstance(query.message, Message)


def test_one_tap_leaves_nothing_in_the_next() -> None:
    taps = Taps(CONTEXT)
    first = taps.read(trim(sent(data="a")))
    second = taps.read(trim(tap(8, person=6, data="b")))
    assert first == validated(sent(data="a"))
    assert second == validated(tap(8, person=6, data="b"))


GROUP: Final = {"id": -5, "type": "group", "title": "A"}
REPLY: Final = {"message_id": 3, "date": 1, "chat": {"id": 5, "type": "private"}}


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1, "message": {}},
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"update_id": 1, "callback_query": "?"},
        sent(message="?"),
        sent(message={"message_id": 9, "date": 0, "chat": {"id": 5, "type": "private"}}),
        sent(message={"message_id": 9, "date": 1, "chat": GROUP}),
        sent(message={"message_id": 9, "date": 1, "chat": {"id": "5", "type": "private"}}),
        sent(message={"message_id": True, "date": 1, "chat": {"id": 5, "type": "private"}}),
        sent(message=REPLY | {"reply_to_message": REPLY}),
        sent(game_short_name="a"),
        sent(data=None),
        sent() | {"message": {}},
    ],
)
def test_whatever_is_no_such_tap_is_left_to_validating(raw: dict[str, Any]) -> None:
    assert Taps(CONTEXT).read(trim(raw)) is None


@pytest.mark.parametrize("who", [{}, {"id": "x", "is_bot": False, "first_name": "A"}])
def test_a_person_who_is_none_is_refused(who: dict[str, Any]) -> None:
    raw = trim(sent() | {"callback_query": sent()["callback_query"] | {"from": who}})
    with pytest.raises(ValidationError):
        Taps(CONTEXT).read(raw)


def test_a_copy_is_what_the_model_itself_would_make() -> None:
    sample = EditMessageText(chat_id=1, message_id=2, text="a")
    fields: dict[str, Any] = {"text": "b", "business_connection_id": "c"}
    mine, theirs = copied(sample, **fields), sample.model_copy(update=fields)
    assert mine == theirs
    assert mine.model_fields_set == theirs.model_fields_set
    assert sample.text == "a"
    button = InlineKeyboardButton(text="", callback_data="x")
    assert copied(button, text="Да").model_dump() == button.model_dump() | {"text": "Да"}
