"""A bot that sends more than Telegram lets it is told to wait, in Telegram's words."""

import aiohttp
import pytest

from bot.emulator.limits import BURST, GROUP, KEPT, OVERALL, Limits
from tests.bot.post_office import Time
from tests.emulator.conftest import Wire
from tests.support.people import Messenger


class Sender:
    """Sends to chats by the clock of a test."""

    def __init__(self, **options: int) -> None:
        self.time = Time()
        self.limits = Limits(monotonic=self.time, **options)

    def __call__(self, chat: object = 5, method: str = "sendmessage", **more: object) -> int:
        return self.limits.wait(method, {"chat_id": chat, **more})

    def burst(self, chat: object = 5, method: str = "sendmessage") -> int:
        """Send until refused; return how many went out."""
        return next(sent for sent in range(999) if self(chat, method))


def test_a_chat_takes_a_burst_and_then_one_a_second() -> None:
    sender = Sender()
    assert sender.burst() == BURST
    assert sender() == 1
    sender.time.now += 0.5
    assert sender() == 1, "a refused call counts nothing"
    sender.time.now += 0.5
    assert sender() == 0
    assert sender() == 1
    assert sender(6) == 0, "another chat"


def test_a_group_takes_twenty_a_minute() -> None:
    sender = Sender()
    assert sender.burst(-100) == GROUP
    assert sender("-100") == 3
    sender.time.now += 60
    assert sender.burst(-100) == GROUP


def test_everybody_together_takes_thirty_a_second() -> None:
    sender = Sender()
    assert [sender(chat) for chat in range(1, OVERALL + 2)] == [0] * OVERALL + [1]
    sender.time.now += 0.5
    assert [sender(chat) for chat in range(100, 116)] == [0] * 15 + [1]
    assert Sender(overall=2).burst(5) == 2


def test_edits_count_in_their_chat_and_answers_nowhere() -> None:
    sender = Sender()
    for method in ("answercallbackquery", "sendchataction", "getupdates", "deletemessage"):
        assert [sender(5, method) for _ in range(99)] == [0] * 99
    for chat in range(1, 99):
        assert sender(chat, "editmessagetext") == 0, "over all they do not count"
    assert sender.burst(5, "editmessagereplymarkup") == BURST - 1
    assert sender(5) == 1


def test_files_of_an_album_count_one_by_one() -> None:
    sender = Sender()
    media = '[{"media": "attach://a"}, {"media": "attach://b"}, {"media": "attach://c"}]'
    assert [sender(5, "sendmediagroup", media=media) for _ in range(4)] == [0, 0, 0, 2]
    assert sender.burst() == BURST - 9
    assert sender(6, "sendmediagroup", media=[{}] * 9) == 0
    assert sender.burst(6) == BURST - 9
    assert sender(7, "sendmediagroup", media=[{}] * 99) == 1, "never so many: when it is full"


def test_whoever_acts_faster_than_anybody_has_no_limit_of_their_own() -> None:
    sender = Sender(burst=0)
    assert sender.burst() == OVERALL
    assert sender.burst(-100) == 0
    assert sender("@channel", "editmessagetext") == 0


def test_chats_that_are_quiet_are_forgotten() -> None:
    sender = Sender(overall=KEPT * 2)
    for chat in range(1, KEPT + 1):
        assert sender(chat) == 0
    assert sender.burst(1) == BURST - 1
    sender.time.now += 5
    assert sender(KEPT + 1) == 0
    assert len(sender.limits._chats) == 2
    assert sender.burst(1) == 5


@pytest.mark.parametrize("limited", [False, True])
async def test_it_is_said_as_telegram_says_it(*, limited: bool) -> None:
    limits = Limits(monotonic=Time()) if limited else None
    async with Messenger(limits=limits) as messenger, aiohttp.ClientSession() as session:
        wire, anna = Wire(messenger, session), messenger.person()
        anna.person.started = True
        answers = [
            await wire("sendMessage", chat_id=anna.id, text="Привет") for _ in range(BURST + 2)
        ]
    assert [one["ok"] for one in answers[:BURST]] == [True] * BURST
    assert answers[-1]["ok"] != limited
    if limited:
        assert answers[-1] == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
