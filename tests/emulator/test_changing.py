"""Editing, deleting, pinning, answering taps."""

from typing import Any

import pytest

from bot.emulator import persons
from bot.emulator.errors import NOT_MODIFIED, QUERY_TOO_OLD
from bot.emulator.model import Json
from tests.emulator.conftest import Caller
from tests.support.people import PNG, Messenger, Someone

YES = {"inline_keyboard": [[{"text": "Да", "callback_data": "y"}]]}
NO = {"inline_keyboard": [[{"text": "Нет", "callback_data": "n"}]]}


@pytest.fixture
def card(call: Caller, anna: Someone) -> Json:
    sent: Json = call("sendMessage", chat_id=anna.id, text="Шаг 1", reply_markup=YES)
    return sent


def edit(call: Caller, card: Json, method: str = "editMessageText", **params: Any) -> Json:
    chat, message = card["chat"]["id"], card["message_id"]
    edited: Json = call(method, chat_id=chat, message_id=message, **params)
    return edited


def refused_edit(call: Caller, card: Json, method: str = "editMessageText", **params: Any) -> str:
    chat, message = card["chat"]["id"], card["message_id"]
    return call.refusal(method, chat_id=chat, message_id=message, **params)


def test_edit_text(call: Caller, anna: Someone, card: Json) -> None:
    """Without a keyboard in the request the message loses its own; its date stays."""
    edited = edit(call, card, text="Шаг 2", reply_markup=NO)
    assert (edited["text"], edited["reply_markup"]) == ("Шаг 2", NO)
    assert edited["date"] == card["date"]
    assert edited["edit_date"] >= card["date"]
    assert "reply_markup" not in edit(call, card, text="Шаг 2")
    assert card["text"] == "Шаг 1", "whoever holds the old message keeps it"
    assert anna.last.text == "Шаг 2"


def test_not_modified(call: Caller, card: Json) -> None:
    """Neither text nor entities nor keyboard changed."""
    said = refused_edit(call, card, text="<u></u>Шаг 1 ", parse_mode="HTML", reply_markup=YES)
    assert said == f"400 Bad Request: {NOT_MODIFIED}"
    assert refused_edit(call, card, "editMessageReplyMarkup", reply_markup=YES) == said
    edit(call, card, text="<b>Шаг 1</b>", parse_mode="HTML", reply_markup=YES)


def test_edit_keyboard(call: Caller, card: Json) -> None:
    edited = edit(call, card, "editMessageReplyMarkup", reply_markup=NO)
    assert (edited["text"], edited["reply_markup"]) == ("Шаг 1", NO)
    assert "reply_markup" not in edit(call, card, "editMessageReplyMarkup")
    said = refused_edit(call, card, "editMessageReplyMarkup", reply_markup={"force_reply": True})
    assert said == "400 Bad Request: inline keyboard expected"


def test_old_messages_can_be_edited(silent: Messenger, call: Caller, card: Json) -> None:
    """The 48 hours of the documentation are for business messages only."""
    silent.advance(30 * 24 * 3600)
    assert edit(call, card, text="Через месяц")["text"] == "Через месяц"


async def test_what_cannot_be_edited(call: Caller, anna: Someone, card: Json) -> None:
    said = await anna.say("моё")
    assert refused_edit(call, said.json, text="x") == "400 Bad Request: message can't be edited"
    lost = card | {"message_id": 99}
    assert refused_edit(call, lost, text="x") == "400 Bad Request: message to edit not found"
    said_ = call.refusal("editMessageText", text="x")
    assert said_ == "400 Bad Request: message identifier is not specified"
    assert call.refusal("editMessageText", text="x", inline_message_id="7") == (
        "400 Bad Request: MESSAGE_ID_INVALID"
    )
    assert refused_edit(call, card, "editMessageCaption", caption="x") == (
        "400 Bad Request: there is no caption in the message to edit"
    )
    anna.block()
    assert refused_edit(call, card, text="x") == "403 Forbidden: bot was blocked by the user"


def test_edit_caption_and_media(silent: Messenger, call: Caller, anna: Someone) -> None:
    """A caption changes alone; media takes the place of the whole."""
    file = silent.world.files.add("document", "a.txt", b"x")
    photo = silent.world.files.add("photo", "a.png", PNG)
    sent = call("sendDocument", chat_id=anna.id, document=file.file_id, caption="раз")
    edited = edit(call, sent, "editMessageCaption", caption="<b>два</b>", parse_mode="HTML")
    assert edited["caption"] == "два"
    assert edited["caption_entities"][0]["type"] == "bold"
    assert edited["document"] == sent["document"]
    assert refused_edit(call, sent, text="x") == (
        "400 Bad Request: there is no text in the message to edit"
    )
    media = {"type": "photo", "media": photo.file_id, "caption": "три"}
    edited = edit(call, sent, "editMessageMedia", media=media)
    assert (edited["caption"], "document" in edited, "photo" in edited) == ("три", False, True)
    assert refused_edit(call, sent, "editMessageMedia") == (
        '400 Bad Request: parameter "media" is required'
    )


def test_deleting_messages(call: Caller, anna: Someone, card: Json) -> None:
    where = {"chat_id": anna.id, "message_id": card["message_id"]}
    assert call("deleteMessage", **where) is True
    assert anna.messages == []
    said = call.refusal("deleteMessage", **where)
    assert said == "400 Bad Request: message to delete not found"
    assert call.refusal("deleteMessage", chat_id=anna.id) == (
        "400 Bad Request: message identifier is not specified"
    )
    assert call.refusal("deleteMessage", message_id=1) == (
        "400 Bad Request: chat identifier is not specified"
    )


async def test_delete_what_a_person_wrote(call: Caller, anna: Someone) -> None:
    """In a private chat the bot may: a pasted code disappears."""
    said = await anna.say("123456")
    assert call("deleteMessage", chat_id=anna.id, message_id=said.id) is True
    await anna.gone(said)


async def test_too_old_to_delete(
    silent: Messenger, call: Caller, anna: Someone, card: Json
) -> None:
    said = await anna.say("старое")
    silent.advance(48 * 3600 + 1)
    for one in (card["message_id"], said.id):
        refused = call.refusal("deleteMessage", chat_id=anna.id, message_id=one)
        assert refused == "400 Bad Request: message can't be deleted for everyone"
    fresh = call("sendMessage", chat_id=anna.id, text="x")["message_id"]
    refused = call.refusal("deleteMessages", chat_id=anna.id, message_ids=[fresh, said.id])
    assert refused == "400 Bad Request: message can't be deleted for everyone"
    assert call("deleteMessages", chat_id=anna.id, message_ids=[fresh, 12345]) is True
    assert call.refusal("deleteMessage", chat_id=anna.id, message_id=fresh)


async def test_delete_in_groups(silent: Messenger, call: Caller, anna: Someone) -> None:
    """A plain member deletes its own; an administrator what it likes, but for a topic's opening."""
    plain, forum = silent.group([anna]), silent.group([anna], is_forum=True)
    said = await anna.say("x", chat_id=plain.id)
    refused = call.refusal("deleteMessage", chat_id=plain.id, message_id=said.id)
    assert refused == "400 Bad Request: message can't be deleted"
    topic = call("createForumTopic", chat_id=forum.id, name="Вопрос")["message_thread_id"]
    said = await anna.say("x", chat_id=forum.id, thread=topic)
    assert call("deleteMessage", chat_id=forum.id, message_id=said.id) is True
    refused = call.refusal("deleteMessage", chat_id=forum.id, message_id=topic)
    assert refused == "400 Bad Request: message can't be deleted"


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (None, "message identifiers are not specified"),
        ([], "message identifiers are not specified"),
        ("{}", "expected an Array of message identifiers"),
        (list(range(1, 102)), "too many message identifiers specified"),
        (["x"], "message identifier must be a Number"),
    ],
)
def test_wrong_lists(call: Caller, anna: Someone, ids: object, words: str) -> None:
    said = call.refusal("deleteMessages", chat_id=anna.id, message_ids=ids)
    assert said == f"400 Bad Request: {words}"


def tapped(silent: Messenger, anna: Someone, card: Json) -> str:
    return persons.tap(silent.world, anna.person, anna.id, card["message_id"], "y").id


async def test_answering_a_tap(silent: Messenger, call: Caller, anna: Someone, card: Json) -> None:
    query = tapped(silent, anna, card)
    assert call("answerCallbackQuery", callback_query_id=query, text="Да", show_alert=True)
    answer = await anna.answer(query)
    assert (answer.text, answer.show_alert) == ("Да", True)


def test_a_tap_is_answered_once_and_soon(
    silent: Messenger, call: Caller, anna: Someone, card: Json
) -> None:
    query = tapped(silent, anna, card)
    assert call("answerCallbackQuery", callback_query_id=query)
    too_old = f"400 Bad Request: {QUERY_TOO_OLD}"
    assert call.refusal("answerCallbackQuery", callback_query_id=query) == too_old
    assert call.refusal("answerCallbackQuery", callback_query_id="1") == too_old
    late = tapped(silent, anna, card)
    silent.advance(61)
    assert call.refusal("answerCallbackQuery", callback_query_id=late) == too_old


def test_limits_of_an_answer(silent: Messenger, call: Caller, anna: Someone, card: Json) -> None:
    query = tapped(silent, anna, card)
    said = call.refusal("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert said == "400 Bad Request: MESSAGE_TOO_LONG"
    said = call.refusal("answerCallbackQuery", callback_query_id=query, url="https://sferum.ru")
    assert said == "400 Bad Request: URL_INVALID"
    url = f"https://t.me/{silent.world.bot.username}?start=x"
    assert call("answerCallbackQuery", callback_query_id=query, url=url)


def test_a_tap_carries_the_message(silent: Messenger, anna: Someone, card: Json) -> None:
    """As it was at that moment; one that is gone is inaccessible, with a date of zero."""
    tapped(silent, anna, card)
    update = silent.world.updates.take(1)[0].json()["callback_query"]
    assert update["message"] == card
    assert update["data"] == "y"
    assert update["chat_instance"]
    silent.world.delete(anna.chat, [card["message_id"]])
    persons.tap(silent.world, anna.person, anna.id, card["message_id"], "y", force=True)
    gone = silent.world.updates.take(9)[-1].json()["callback_query"]["message"]
    assert gone == {"chat": card["chat"], "message_id": card["message_id"], "date": 0}


async def test_only_buttons_that_are_there(silent: Messenger, anna: Someone, card: Json) -> None:
    with pytest.raises(persons.CannotDo):
        persons.tap(silent.world, anna.person, anna.id, card["message_id"], "other")
    query = await anna.touch("other", force=True)
    assert query in silent.world.queries


def test_pin(silent: Messenger, call: Caller, anna: Someone, card: Json) -> None:
    """The chat says so by a service message, of which the bot hears."""
    where = {"chat_id": anna.id, "message_id": card["message_id"]}
    assert call("pinChatMessage", **where) is True
    assert call("pinChatMessage", **where) is True
    notices = [one for one in anna.messages if "pinned_message" in one.json]
    assert len(notices) == 1
    assert silent.world.updates.take(1)[0].json()["message"] == notices[0].json
    assert call("getChat", chat_id=anna.id)["pinned_message"]["text"] == "Шаг 1"
    assert call("unpinChatMessage", **where) is True
    assert "pinned_message" not in call("getChat", chat_id=anna.id)
    said = call.refusal("unpinChatMessage", chat_id=anna.id)
    assert said == "400 Bad Request: message to unpin not found"
    call("pinChatMessage", **where)
    assert call("unpinChatMessage", chat_id=anna.id) is True
    call("pinChatMessage", **where)
    assert call("unpinAllChatMessages", chat_id=anna.id) is True
    call("pinChatMessage", **where)
    call("deleteMessage", **where)
    assert anna.chat.pinned == []


def test_pinning_in_a_group_needs_rights(silent: Messenger, call: Caller, anna: Someone) -> None:
    group = silent.group([anna])
    sent = call("sendMessage", chat_id=group.id, text="x")
    said = call.refusal("pinChatMessage", chat_id=group.id, message_id=sent["message_id"])
    assert said == "400 Bad Request: not enough rights to manage pinned messages in the chat"
