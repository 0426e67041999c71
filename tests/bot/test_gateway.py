"""What the gateway makes of each of Telegram's answers, and how often it asks."""

from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    EditMessageReplyMarkup,
    EditMessageText,
    GetMe,
    SendDocument,
    SendMessage,
    SendPhoto,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from structlog.testing import capture_logs

from bot.gateway import NO_PREVIEW, ChatNotFound, Gateway, MayHaveBeenSent, Profile, Unreachable
from bot.pauses import Pauses
from bot.render import Rendered
from bot.session import NotConnected
from tests.bot.fakes import MESSAGE, OK, Answer, Naps, ScriptedSession, bot_with, refusal

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Лист А4", callback_data="x")]]
)
CARD = Rendered("<b>Шаг 2</b>")
ANY = GetMe()
LOST = TelegramNetworkError(ANY, "ServerDisconnectedError")
OFFLINE = NotConnected(ANY, "ClientConnectorError")
BROKEN = TelegramServerError(ANY, "Internal Server Error")
DOWN = TelegramServerError(ANY, "HTTP 502")
"""Said before Telegram by a gateway that has nobody to give the request to."""
GONE = (
    "Bad Request: message to edit not found",
    "Bad Request: message can't be edited",
    "Bad Request: MESSAGE_ID_INVALID",
    "Bad Request: there is no text in the message to edit",
)
UNCHANGED = refusal(400, "Bad Request: message is not modified: specified new message content …")
BLOCKED = refusal(403, "Forbidden: bot was blocked by the user")
FLOOD = refusal(429, "Too Many Requests: retry after 3", retry_after=3)


def gateway_with(*script: Answer) -> tuple[Gateway, ScriptedSession, Naps]:
    bot, session = bot_with(*script)
    naps = Naps()
    return (
        Gateway(bot, sleep=naps, pauses=Pauses(first=1, longest=4, chance=lambda: 0)),
        session,
        naps,
    )


def only(session: ScriptedSession) -> Any:
    (method,) = session.asked
    return method


async def test_a_message_is_html_without_preview_and_gives_its_id() -> None:
    gateway, session, _ = gateway_with(MESSAGE)
    assert await gateway.send(5, CARD, silent=True) == 7
    method = only(session)
    assert type(method) is SendMessage
    assert (method.chat_id, method.text, method.parse_mode) == (5, CARD.text, "HTML")
    assert method.disable_notification is True
    assert method.link_preview_options == NO_PREVIEW


async def test_a_file_is_sent_by_its_name() -> None:
    gateway, session, _ = gateway_with(MESSAGE)
    assert await gateway.document(5, "данные.json", b"{}") == 7
    method = only(session)
    assert isinstance(method, SendDocument)
    assert isinstance(method.document, BufferedInputFile)
    assert (method.document.filename, method.document.data) == ("данные.json", b"{}")
    assert (method.caption, method.reply_markup) == (None, None)


async def test_a_picture_is_sent_with_its_words_and_buttons() -> None:
    gateway, session, _ = gateway_with(MESSAGE, MESSAGE)
    assert await gateway.photo(5, b"png", "qr.png", "<b>Код</b>", BUTTONS) == 7
    await gateway.document(5, "лист.pdf", b"pdf", keyboard=BUTTONS)
    picture, file = session.asked
    assert isinstance(picture, SendPhoto)
    assert isinstance(picture.photo, BufferedInputFile)
    assert (picture.photo.filename, picture.photo.data) == ("qr.png", b"png")
    assert (picture.chat_id, picture.caption, picture.parse_mode) == (5, "<b>Код</b>", "HTML")
    assert isinstance(file, SendDocument)
    assert picture.reply_markup == file.reply_markup == BUTTONS


@pytest.mark.parametrize("trouble", [LOST, BROKEN], ids=["lost", "broken"])
async def test_a_picture_whose_answer_was_lost_is_not_repeated(trouble: Exception) -> None:
    gateway, session, _ = gateway_with(trouble)
    with pytest.raises(MayHaveBeenSent):
        await gateway.photo(5, b"png", "qr.png")
    assert len(session.asked) == 1


async def test_an_edit_that_changes_nothing_is_done() -> None:
    gateway, session, _ = gateway_with(MESSAGE, UNCHANGED)
    assert await gateway.edit(5, 7, CARD)
    assert await gateway.edit(5, 7, CARD)
    assert all(isinstance(one, EditMessageText) for one in session.asked)


@pytest.mark.parametrize("words", GONE)
async def test_a_message_that_is_gone_cannot_be_edited(words: str) -> None:
    gateway, _, naps = gateway_with(refusal(400, words))
    assert not await gateway.edit(5, 7, CARD)
    assert naps.taken == []


async def test_our_own_mistake_is_an_error() -> None:
    broken = refusal(400, "Bad Request: can't parse entities: unclosed start tag")
    gateway, _, _ = gateway_with(broken, broken, broken, broken)
    for call in (
        gateway.edit(5, 7, CARD),
        gateway.strip(5, 7),
        gateway.delete(5, 7),
        gateway.answer("1"),
    ):
        with pytest.raises(TelegramBadRequest):
            await call


@pytest.mark.parametrize("answer", [MESSAGE, UNCHANGED, refusal(400, GONE[0]), BLOCKED])
async def test_taking_buttons_off_is_never_worth_an_error(answer: Answer) -> None:
    gateway, session, _ = gateway_with(answer)
    await gateway.strip(5, 7)
    method = only(session)
    assert isinstance(method, EditMessageReplyMarkup)
    assert method.reply_markup is None


async def test_deleting_says_whether_it_is_gone() -> None:
    late = refusal(400, "Bad Request: message can't be deleted for everyone")
    gateway, _, _ = gateway_with(OK, late)
    assert await gateway.delete(5, 7)
    assert not await gateway.delete(5, 7)


@pytest.mark.parametrize(
    "answer",
    [
        OK,
        BLOCKED,
        refusal(400, "Bad Request: query is too old and response timeout expired or query ID is"),
    ],
)
async def test_an_answer_to_a_tap_may_come_too_late(answer: Answer) -> None:
    gateway, session, _ = gateway_with(answer)
    await gateway.answer("77", "Готово", alert=True)
    method = only(session)
    assert (method.callback_query_id, method.text, method.show_alert) == ("77", "Готово", True)


async def test_a_flood_wait_is_waited_for() -> None:
    gateway, session, naps = gateway_with(FLOOD, FLOOD, MESSAGE)
    assert await gateway.send(5, CARD) == 7
    assert naps.taken == [3, 3]
    assert len(session.asked) == 3


async def test_a_long_flood_wait_is_not_waited_for() -> None:
    gateway, _, naps = gateway_with(refusal(429, "Too Many Requests", retry_after=61))
    with pytest.raises(TelegramRetryAfter):
        await gateway.send(5, CARD)
    assert naps.taken == []


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (BLOCKED, Unreachable),
        (refusal(403, "Forbidden: user is deactivated"), Unreachable),
        (refusal(400, "Bad Request: chat not found"), ChatNotFound),
    ],
)
async def test_who_cannot_be_reached_is_told_apart(answer: Answer, kind: type[Unreachable]) -> None:
    gateway, _, naps = gateway_with(answer)
    with pytest.raises(Unreachable) as caught:
        await gateway.send(5, CARD)
    assert type(caught.value) is kind
    assert caught.value.chat_id == 5
    assert "5" not in str(caught.value), "an account number belongs into no log"
    assert naps.taken == []


@pytest.mark.parametrize("trouble", [OFFLINE, DOWN], ids=["offline", "down"])
async def test_a_message_is_sent_again_only_when_it_surely_was_not_sent(
    trouble: Exception,
) -> None:
    gateway, session, naps = gateway_with(trouble, trouble, MESSAGE)
    assert await gateway.send(5, CARD) == 7
    assert naps.taken == [1, 2]
    assert len(session.asked) == 3


@pytest.mark.parametrize("trouble", [LOST, BROKEN], ids=["lost", "broken"])
async def test_a_message_whose_answer_was_lost_is_not_repeated(trouble: Exception) -> None:
    gateway, session, naps = gateway_with(trouble)
    with pytest.raises(MayHaveBeenSent):
        await gateway.send(5, CARD)
    assert len(session.asked) == 1
    assert naps.taken == []


async def test_what_changes_nothing_the_second_time_is_tried_again() -> None:
    gateway, session, naps = gateway_with(LOST, DOWN, OFFLINE, MESSAGE)
    assert await gateway.edit(5, 7, CARD)
    assert naps.taken == [1, 2, 4]
    assert len(session.asked) == 4


@pytest.mark.parametrize("trouble", [LOST, DOWN, OFFLINE], ids=["lost", "down", "offline"])
async def test_trying_again_ends(trouble: Exception) -> None:
    gateway, session, naps = gateway_with(*[trouble] * 5)
    with pytest.raises(type(trouble)):
        await gateway.delete(5, 7)
    assert len(session.asked) == 5
    assert naps.taken == [1, 2, 4, 4]


async def test_a_file_that_is_too_large_is_no_network_trouble() -> None:
    gateway, session, _ = gateway_with(refusal(413, "Request Entity Too Large"))
    with pytest.raises(TelegramEntityTooLarge):
        await gateway.document(5, "a.zip", b"")
    assert len(session.asked) == 1


async def test_the_username_is_asked_for_once() -> None:
    me = {"id": 42, "is_bot": True, "first_name": "Гид", "username": "guide_bot"}
    gateway, _, _ = gateway_with({"ok": True, "result": me})
    assert [await gateway.me(), await gateway.me()] == ["guide_bot", "guide_bot"]


PROFILE = Profile("en", (("start", "Begin"), ("menu", "Menu")), "Guides a school", "Guide")


def telegram(known: Profile) -> Any:
    """Answer as a messenger that knows this profile."""

    def answer(method: TelegramMethod[Any]) -> dict[str, Any]:
        commands = [{"command": name, "description": text} for name, text in known.commands]
        found = {
            "getMyCommands": commands,
            "getMyDescription": {"description": known.description},
            "getMyShortDescription": {"short_description": known.short},
        }
        return {"ok": True, "result": found.get(method.__api_method__, True)}

    return answer


async def test_a_new_profile_is_set() -> None:
    gateway, session, _ = gateway_with(*[telegram(Profile("en", (), "", ""))] * 7)
    await gateway.introduce([PROFILE])
    commands, description, short, menu = (
        one for one in session.asked if one.__api_method__.startswith("set")
    )
    assert isinstance(commands, SetMyCommands)
    assert [(one.command, one.description) for one in commands.commands] == list(PROFILE.commands)
    assert commands.scope is not None
    assert (commands.scope.type, commands.language_code) == ("all_private_chats", "en")
    assert isinstance(description, SetMyDescription)
    assert isinstance(short, SetMyShortDescription)
    assert isinstance(menu, SetChatMenuButton)
    assert (description.description, short.short_description) == ("Guides a school", "Guide")


async def test_a_profile_that_is_there_is_left_alone() -> None:
    gateway, session, _ = gateway_with(*[telegram(PROFILE)] * 7)
    await gateway.introduce([PROFILE, PROFILE])
    assert [one.__api_method__ for one in session.asked if "set" in one.__api_method__] == [
        "setChatMenuButton"
    ]


@pytest.mark.parametrize(
    "trouble", [refusal(429, "Too Many Requests", retry_after=9000), BLOCKED], ids=["flood", "no"]
)
async def test_the_bot_works_without_a_new_profile(trouble: Answer) -> None:
    gateway, session, _ = gateway_with(trouble)
    with capture_logs() as logs:
        await gateway.introduce([PROFILE])
    assert len(session.asked) == 1
    assert [one["log_level"] for one in logs] == ["warning"]


def test_pauses_grow_up_to_a_limit_and_differ_by_chance() -> None:
    plain = Pauses(first=1, longest=30, chance=lambda: 0)
    assert [plain.after(count) for count in (1, 2, 3, 6, 1000)] == [1, 2, 4, 30, 30]
    assert Pauses(first=1, longest=30, jitter=0.5, chance=lambda: 1).after(6) == 15
