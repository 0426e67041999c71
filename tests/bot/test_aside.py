"""The gateway of what is said unasked: it waits for nothing and tries nothing twice."""

from typing import Any

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageReplyMarkup, GetMe, SendMessage
from structlog.testing import capture_logs

from bot.gateway import ChatNotFound, Gateway, MayHaveBeenSent, NotSent, Unreachable
from bot.pace import Pace
from bot.render import Rendered
from bot.session import NotConnected
from tests.bot.fakes import MESSAGE, OK, Answer, Naps, ScriptedSession, bot_with, refusal
from tests.bot.post_office import Time

CARD = Rendered("<b>Шаг 2</b>")
ANY = GetMe()
LOST = TelegramNetworkError(ANY, "ServerDisconnectedError")
GARBLED = ClientDecodeError("x", ValueError(), None)
OFFLINE = NotConnected(ANY, "ClientConnectorError")
DOWN = TelegramServerError(ANY, "HTTP 502")
BROKEN = TelegramServerError(ANY, "Internal Server Error")
FLOOD = refusal(429, "Too Many Requests: retry after 7", retry_after=7)
ME = {"ok": True, "result": {"id": 42, "is_bot": True, "first_name": "Гид", "username": "g_bot"}}


def gateway_with(*script: Answer) -> tuple[Gateway, ScriptedSession, Naps, Time]:
    bot, session = bot_with(*script)
    naps, time = Naps(), Time()
    pace = Pace(30, sleep=time.sleep, monotonic=time)
    return Gateway(bot, sleep=naps, pace=pace), session, naps, time


async def raised(gateway: Gateway, what: str = "send") -> Exception:
    """Send or edit a message; return what came of it."""
    calls: dict[str, Any] = {
        "send": lambda: gateway.send(5, CARD),
        "edit": lambda: gateway.edit(5, 7, CARD),
    }
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the kind is what is asked for
        await calls[what]()
    return caught.value


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (LOST, MayHaveBeenSent),
        (BROKEN, MayHaveBeenSent),
        (GARBLED, MayHaveBeenSent),
        (OFFLINE, NotSent),
        (DOWN, NotSent),
        (TelegramServerError(ANY, "Service Unavailable"), NotSent),
        (FLOOD, TelegramRetryAfter),
        (refusal(403, "Forbidden: bot was blocked by the user"), Unreachable),
        (refusal(400, "Bad Request: chat not found"), ChatNotFound),
        (refusal(400, "Bad Request: can't parse entities"), TelegramBadRequest),
    ],
)
async def test_a_message_is_tried_once_and_it_is_said_what_came_of_it(
    trouble: Answer, kind: type[Exception]
) -> None:
    gateway, session, naps, _ = gateway_with(trouble)
    assert type(await raised(gateway.aside())) is kind
    assert len(session.asked) == 1
    assert naps.taken == []


@pytest.mark.parametrize("trouble", [LOST, BROKEN, GARBLED, OFFLINE, DOWN])
async def test_an_edit_that_failed_can_be_made_again(trouble: Exception) -> None:
    """What changes nothing the second time cannot do harm: it was not sent."""
    gateway, session, naps, _ = gateway_with(trouble)
    assert type(await raised(gateway.aside(), "edit")) is NotSent
    assert (len(session.asked), naps.taken) == (1, [])


@pytest.mark.parametrize("trouble", [LOST, OFFLINE, FLOOD, DOWN])
async def test_an_old_card_that_keeps_its_buttons_is_no_failure(trouble: Answer) -> None:
    """The message is out already: nothing may make it come twice."""
    gateway, session, naps, _ = gateway_with(trouble)
    with capture_logs():
        await gateway.aside().strip(5, 7)
    assert isinstance(session.asked[0], EditMessageReplyMarkup)
    assert naps.taken == []


async def test_a_flood_wait_holds_all_that_is_unasked_whoever_met_it() -> None:
    """A reply waits for itself, and for nothing else."""
    gateway, session, naps, time = gateway_with(FLOOD, MESSAGE)
    assert await gateway.send(5, CARD) == 7
    assert naps.taken == [7]
    assert gateway.pace.held == 7
    assert gateway.aside().pace is gateway.pace
    began = time.now
    await gateway.pace.turn(6)
    assert time.now - began == 7
    assert len(session.asked) == 2


async def test_what_is_unasked_is_not_counted_twice() -> None:
    """Its turn counted it; a reply is counted when it is sent."""
    gateway, _, naps, _ = gateway_with(*[MESSAGE] * 6)
    for _ in range(2):
        await gateway.aside().send(5, CARD)
    assert gateway.pace.room(5) == 0
    for _ in range(4):
        await gateway.send(5, CARD)
    assert naps.taken == pytest.approx([1])


async def test_an_edit_of_a_card_is_not_counted() -> None:
    gateway, _, naps, _ = gateway_with(*[MESSAGE] * 9)
    for _ in range(9):
        assert await gateway.edit(5, 7, CARD)
    assert naps.taken == []


async def test_what_comes_without_a_sound_says_so() -> None:
    gateway, session, _, _ = gateway_with(MESSAGE, MESSAGE)
    for silent in (True, False):
        await gateway.aside().send(5, CARD, silent=silent)
    sent = [one for one in session.asked if isinstance(one, SendMessage)]
    assert [one.disable_notification for one in sent] == [True, None]


@pytest.mark.parametrize(
    ("answer", "there"),
    [
        *((ME, True), (LOST, False), (OFFLINE, False), (DOWN, False), (FLOOD, False)),
        *((GARBLED, False), (refusal(401, "Unauthorized"), False)),
    ],
)
async def test_one_harmless_call_tells_whether_the_messenger_is_there(
    answer: Answer, *, there: bool
) -> None:
    gateway, session, naps, _ = gateway_with(answer)
    assert await gateway.aside().answers() is there
    assert [type(one) for one in session.asked] == [GetMe]
    assert naps.taken == []


async def test_asking_is_done_by_the_same_bot_in_the_same_session() -> None:
    gateway, session, _, _ = gateway_with(MESSAGE, OK)
    assert await gateway.aside().send(5, CARD) == 7
    await gateway.answer("1")
    assert len(session.asked) == 2
