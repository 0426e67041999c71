"""To whom the bot may write, and what it may hang below."""

from typing import Any

import pytest

from bot.emulator.model import Json
from tests.emulator.conftest import Caller
from tests.support.people import Messenger, Someone

KEYBOARD = {"inline_keyboard": [[{"text": "Да", "callback_data": "y"}]]}


def keyboard(**button: Any) -> Json:
    return {"inline_keyboard": [[{"text": "Да", **button}]]}


def test_nobody_is_written_to_first(silent: Messenger, call: Caller) -> None:
    """A stranger does not exist for the bot; a member of its group may not be written to either."""
    stranger = silent.person("Олег")
    said = call.refusal("sendMessage", chat_id=stranger.id, text="x")
    assert said == "400 Bad Request: chat not found"
    silent.group([stranger])
    said = call.refusal("sendMessage", chat_id=stranger.id, text="x")
    assert said == "403 Forbidden: bot can't initiate conversation with a user"


@pytest.mark.parametrize("chat_id", [1, "@nobody", "слово"])
def test_unknown_chat(call: Caller, chat_id: object) -> None:
    said = call.refusal("sendMessage", chat_id=chat_id, text="x")
    assert said == "400 Bad Request: chat not found"


def test_chat_id_is_required(call: Caller) -> None:
    assert call.refusal("sendMessage", text="x") == "400 Bad Request: chat_id is empty"


def test_blocked(call: Caller, anna: Someone) -> None:
    """Until the person opens the bot again."""
    anna.block()
    said = call.refusal("sendMessage", chat_id=anna.id, text="x")
    assert said == "403 Forbidden: bot was blocked by the user"
    anna.block(blocked=False)
    assert call("sendMessage", chat_id=anna.id, text="x")["text"] == "x"


def test_message_ids_grow(silent: Messenger, call: Caller, anna: Someone) -> None:
    """In a private chat they only grow; a group counts on its own."""
    igor = silent.person("Игорь")
    igor.person.started = True
    ids = [
        call("sendMessage", chat_id=one.id, text="x")["message_id"] for one in (anna, igor, anna)
    ]
    assert ids == sorted(set(ids))
    group = silent.group([anna])
    assert call("sendMessage", chat_id=group.id, text="x")["message_id"] == 1


def test_reply(call: Caller, anna: Someone) -> None:
    """The answered message is quoted without its own quote; a missing one is an error."""
    first = call("sendMessage", chat_id=anna.id, text="раз")
    second = call(
        "sendMessage",
        chat_id=anna.id,
        text="два",
        reply_parameters={"message_id": first["message_id"]},
    )
    third = call(
        "sendMessage", chat_id=anna.id, text="три", reply_to_message_id=second["message_id"]
    )
    assert third["reply_to_message"]["text"] == "два"
    assert "reply_to_message" not in third["reply_to_message"]
    lost = {"message_id": 999}
    assert call.refusal("sendMessage", chat_id=anna.id, text="x", reply_parameters=lost) == (
        "400 Bad Request: message to be replied not found"
    )
    lost["allow_sending_without_reply"] = True
    sent = call("sendMessage", chat_id=anna.id, text="x", reply_parameters=lost)
    assert "reply_to_message" not in sent
    said = call.refusal("sendMessage", chat_id=anna.id, text="x", reply_parameters="[]")
    assert said == "400 Bad Request: object expected as reply parameters"
    assert call("sendMessage", chat_id=anna.id, text="x", reply_parameters="")["text"] == "x"


def test_keyboard_is_stored_as_telegram_writes_it(call: Caller, anna: Someone) -> None:
    """Addresses are completed, empty rows vanish; JSON may come as text."""
    rows = [[], [{"text": "Сайт", "url": "sferum.ru"}], [{"text": "Да", "callback_data": "y"}]]
    sent = call("sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": rows})
    assert sent["reply_markup"]["inline_keyboard"] == [
        [{"text": "Сайт", "url": "http://sferum.ru/"}],
        [{"text": "Да", "callback_data": "y"}],
    ]
    text = '{"inline_keyboard": [[{"text": "a", "url": "tg://user?id=5"}]]}'
    sent = call("sendMessage", chat_id=anna.id, text="x", reply_markup=text)
    assert sent["reply_markup"]["inline_keyboard"][0][0]["url"] == "tg://user?id=5"


@pytest.mark.parametrize(
    "markup",
    [
        {"keyboard": [["Да"], [{"text": "Нет"}]]},
        {"remove_keyboard": True},
        {"force_reply": True},
        {"inline_keyboard": []},
        {"inline_keyboard": [[{"text": "", "callback_data": "x"}]]},
        {},
        None,
    ],
)
def test_other_markup_is_no_part_of_a_message(call: Caller, anna: Someone, markup: object) -> None:
    sent = call("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    assert "reply_markup" not in sent


@pytest.mark.parametrize(
    "button",
    [
        {"switch_inline_query": ""},
        {"switch_inline_query_current_chat": "x"},
        {"switch_inline_query_chosen_chat": {"query": "x"}},
        {"copy_text": {"text": "123"}},
        {"web_app": {"url": "https://sferum.ru/"}},
        {"callback_data": "я" * 32, "style": "success"},
        {"disabled": {}},
    ],
)
def test_buttons_of_all_kinds(call: Caller, anna: Someone, button: Json) -> None:
    sent = call("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard(**button))
    assert sent["reply_markup"] == keyboard(**button)


NEEDS = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (keyboard(callback_data="я" * 32 + "x"), "BUTTON_DATA_INVALID"),
        (keyboard(callback_data=""), NEEDS + "Text buttons are unallowed in the inline keyboard"),
        (keyboard(), NEEDS + "Text buttons are unallowed in the inline keyboard"),
        (keyboard(callback_data=["x"]), NEEDS + 'Field "callback_data" must be of type String'),
        (keyboard(url="x"), "inline keyboard button URL 'x' is invalid: Wrong HTTP URL"),
        (keyboard(url="ftp://a.b"), "button URL 'ftp://a.b' is invalid: Unsupported URL protocol"),
        (keyboard(web_app={"url": "http://a.b"}), "is invalid: Only HTTPS links are allowed"),
        (keyboard(web_app={"url": "tg://user?id=5"}), "can't be used in Web App URL buttons"),
        (keyboard(web_app={"url": "a"}), "Web App URL 'a' is invalid: Wrong HTTP URL"),
        (keyboard(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (keyboard(pay=True), "BUTTON_TYPE_INVALID"),
        (keyboard(callback_data="x", style="loud"), NEEDS + "Invalid button style specified"),
        (keyboard(text=" ", callback_data="x"), "inline keyboard button text must be non-empty"),
        ({"inline_keyboard": [[{"callback_data": "x"}]]}, NEEDS + 'Can\'t find field "text"'),
        ({"inline_keyboard": [["x"]]}, NEEDS + "InlineKeyboardButton must be an Object"),
        ({"inline_keyboard": ["x"]}, "InlineKeyboardMarkup must be an Array of Arrays"),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ({"keyboard": "x"}, 'field "keyboard" must be of type Array'),
        ({"keyboard": ["x"]}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[1]]}, "KeyboardButton must be a String or an Object"),
        ([], "object expected as reply markup"),
        ("{", "can't parse reply keyboard markup JSON object"),
        (keyboard(url="a.b/" + "x" * 10_240), "reply markup is too long"),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]},
            "reply markup is too long",
        ),
        (
            {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101},
            "reply markup is too long",
        ),
    ],
)
def test_wrong_keyboards(call: Caller, anna: Someone, markup: object, words: str) -> None:
    said = call.refusal("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    assert said.startswith("400 Bad Request: ")
    assert words in said


def test_chat_action(silent: Messenger, call: Caller, anna: Someone) -> None:
    events: list[Json] = []
    silent.world.hub.listeners.add(events.append)
    assert call("sendChatAction", chat_id=anna.id, action="typing") is True
    assert events == [{"type": "action", "chat_id": anna.id, "action": "typing"}]
    said = call.refusal("sendChatAction", chat_id=anna.id, action="dancing")
    assert said == "400 Bad Request: wrong parameter action in request"


def test_copy_and_forward(silent: Messenger, call: Caller, anna: Someone) -> None:
    """A forward says who wrote it first; a copy says nothing and may have a new caption."""
    group = silent.group([anna], is_forum=True)
    sent = call("sendMessage", chat_id=anna.id, text="<b>x</b>", parse_mode="HTML")
    forwarded = call(
        "forwardMessage", chat_id=group.id, from_chat_id=anna.id, message_id=sent["message_id"]
    )
    assert forwarded["forward_origin"]["sender_user"]["is_bot"]
    again = call(
        "forwardMessage", chat_id=anna.id, from_chat_id=group.id, message_id=forwarded["message_id"]
    )
    assert again["forward_origin"] == forwarded["forward_origin"]
    copied = call(
        "copyMessage",
        chat_id=group.id,
        from_chat_id=anna.id,
        message_id=sent["message_id"],
        reply_markup=KEYBOARD,
        caption="нет у текста",
    )
    stored = group.messages[copied["message_id"]]
    assert (stored["text"], stored["reply_markup"]) == ("x", KEYBOARD)
    assert "forward_origin" not in stored


def test_what_cannot_be_copied(silent: Messenger, call: Caller, anna: Someone) -> None:
    group = silent.group([anna], is_forum=True)
    call("createForumTopic", chat_id=group.id, name="Вопрос")
    where = {"chat_id": anna.id, "from_chat_id": group.id}
    for method, verb in (("copyMessage", "copied"), ("forwardMessage", "forwarded")):
        said = call.refusal(method, **where, message_id=1)
        assert said == f"400 Bad Request: message can't be {verb}"
        what = "copy" if verb == "copied" else "forward"
        said = call.refusal(method, **where, message_id=99)
        assert said == f"400 Bad Request: message to {what} not found"
    said = call.refusal("copyMessage", chat_id=anna.id, message_id=1)
    assert said == '400 Bad Request: parameter "from_chat_id" is required'
