"""What is cut from an update, and whose it is."""

from typing import Any

import pytest
from aiogram.types import CallbackQuery, InaccessibleMessage, Message, Update

from bot.trim import sender, trim
from tests.bot.fakes import said, tap


def test_of_a_tapped_message_remains_which_one_it_was() -> None:
    update = Update.model_validate(trim(tap(1, person=5)))
    assert isinstance(update.callback_query, CallbackQuery)
    assert isinstance(update.callback_query.message, Message)
    assert update.callback_query.message.message_id == 9
    assert update.callback_query.message.chat.id == 5
    assert update.callback_query.message.text is None
    assert update.callback_query.data == "x"


@pytest.mark.parametrize("kind", ["document", "photo"])
def test_of_a_file_that_a_tapped_message_answers_remains_how_to_get_it(kind: str) -> None:
    raw = tap(1)
    file: dict[str, Any] = {"file_id": "F", "file_unique_id": "U", "width": 1, "height": 1}
    carried = [file] if kind == "photo" else file | {"file_name": "приказ.docx"}
    answered = said(1, "тайна")["message"] | {kind: carried, "caption": "тайна"}
    raw["callback_query"]["message"]["reply_to_message"] = answered
    trimmed = trim(raw)
    assert "тайна" not in str(trimmed)
    query = Update.model_validate(trimmed).callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    kept = query.message.reply_to_message
    assert kept is not None
    assert kept.message_id == 1
    found = kept.photo[0] if kept.photo else kept.document
    assert found is not None
    assert found.file_id == "F"


def test_a_message_too_old_to_be_seen_stays_one() -> None:
    raw = tap(1)
    raw["callback_query"]["message"] = {
        "message_id": 9,
        "date": 0,
        "chat": {"id": 5, "type": "private"},
    }
    query = Update.model_validate(trim(raw)).callback_query
    assert query is not None
    assert isinstance(query.message, InaccessibleMessage)


@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_of_a_reply_remains_what_was_replied_to(kind: str) -> None:
    message = said(2)["message"] | {
        "reply_to_message": said(1, "тайна")["message"],
        "pinned_message": said(1, "тайна")["message"],
        "quote": {"text": "тайна", "position": 0},
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
    }
    trimmed = trim({"update_id": 2, kind: message})
    assert "тайна" not in str(trimmed)
    read = getattr(Update.model_validate(trimmed), kind)
    assert read.reply_to_message.message_id == 1
    assert read.pinned_message.message_id == 1
    assert read.entities is None


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"update_id": 1, "callback_query": "?"},
        {"update_id": 1, "message": None},
        {"update_id": 1, "my_chat_member": {}},
        {"update_id": 1, "message": {"reply_to_message": 5}},
    ],
)
def test_what_it_does_not_know_is_left_alone(update: dict[str, Any]) -> None:
    assert trim(update) == update


@pytest.mark.parametrize(
    ("update", "whose"),
    [
        (tap(1, person=5), 5),
        (said(1, person=6), 6),
        ({"update_id": 1, "my_chat_member": {"from": {"id": 7}, "chat": {"id": 8}}}, 7),
        ({"update_id": 1, "channel_post": {"chat": {"id": -100}}}, -100),
        (
            {"update_id": 1, "message": {"from": {"id": 1}, "sender_chat": {}, "chat": {"id": -9}}},
            -9,
        ),
        ({"update_id": 1, "poll": {"id": "x"}}, 0),
        ({"update_id": 1, "message": {"from": {"id": "five"}}}, 0),
        ({"update_id": 1, "message": "?"}, 0),
    ],
)
def test_whose_an_update_is(update: dict[str, Any], whose: int) -> None:
    assert sender(update) == whose
