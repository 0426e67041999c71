"""Long polling: what is confirmed when, every kind of trouble, and the clean end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramServerError
from aiogram.methods import DeleteWebhook, GetMe, GetUpdates
from aiogram.types import Message, Update
from structlog.testing import capture_logs

from bot.intake import ALLOWED, LONG_POLL, BadToken, Intake
from bot.mailboxes import Mailboxes
from bot.pauses import Pauses
from bot.session import NotConnected
from tests.bot.fakes import OK, Answer, Naps, batch, bot_with, refusal, said

LOST = NotConnected(GetMe(), "ClientConnectorDNSError")
LATE = TelegramNetworkError(GetMe(), "no answer in time")
DOWN = TelegramServerError(GetMe(), "HTTP 502")
OTHER_COPY = refusal(409, "Conflict: terminated by other getUpdates request; make sure that only")
WEBHOOK = refusal(409, "Conflict: can't use getUpdates method while webhook is active; use delete")

Hold = Callable[[int], Awaitable[None]]


class Desk:
    """An intake over a scripted session; what was handled is in `handled`."""

    def __init__(self, *script: Answer, **limits: int) -> None:
        self.bot, self.session = bot_with(*script)
        self.naps = Naps()
        self.handled: list[int] = []
        self.hold: Hold | None = None
        self.time = 100.0
        dispatcher = Dispatcher(disable_fsm=True)
        dispatcher.message.register(self._handle)
        self.intake = Intake(
            dispatcher,
            self.bot,
            mailboxes=Mailboxes(dispatcher, self.bot, None, **limits) if limits else None,
            sleep=self.naps,
            monotonic=self._now,
            pauses=Pauses(first=1, chance=lambda: 0),
        )

    def _now(self) -> float:
        self.time += 30
        return self.time

    async def _handle(self, _message: Message, event_update: Update) -> None:
        if self.hold is not None:
            await self.hold(event_update.update_id)
        self.handled.append(event_update.update_id)

    @property
    def offsets(self) -> list[int | None]:
        return [one.offset for one in self.session.asked if isinstance(one, GetUpdates)]

    @asynccontextmanager
    async def polling(self) -> AsyncIterator[asyncio.Task[None]]:
        """Poll until the script is through; the test stops it."""
        task = asyncio.create_task(self.intake.poll())
        await self.quiet()
        yield task
        if not task.done():
            await self.intake.stop()
            await task

    async def quiet(self) -> None:
        for _ in range(300):
            await asyncio.sleep(0)


async def test_updates_are_asked_for_handled_and_confirmed() -> None:
    desk = Desk(batch(said(10), said(11, person=6)), batch(said(12)), batch())
    async with desk.polling():
        assert sorted(desk.handled) == [10, 11, 12]
        assert desk.offsets == [None, 12, 13, 13]
    first = desk.session.asked[0]
    assert isinstance(first, GetUpdates)
    assert (first.timeout, first.limit) == (LONG_POLL, 100)
    assert first.allowed_updates == list(ALLOWED)
    assert desk.session.timeouts[0] == LONG_POLL + 15


async def test_an_update_that_does_not_fit_does_not_hold_up_the_rest() -> None:
    broken = said(10) | {"message": {"chat": {"id": "?"}}}
    desk = Desk(batch(broken, said(11)))
    with capture_logs() as logs:
        async with desk.polling():
            assert desk.handled == [11]
            assert desk.offsets == [None, 12]
    assert [one["update_id"] for one in logs] == [10]


async def test_a_lost_network_is_said_once_and_its_return_once() -> None:
    desk = Desk(LOST, LATE, DOWN, *[LOST] * 4, batch(said(10)), LOST, batch())
    with capture_logs() as logs:
        async with desk.polling():
            assert desk.handled == [10]
    assert [one["log_level"] for one in logs] == ["warning", "info"] * 2
    assert logs[0]["reason"] == "ClientConnectorDNSError"
    assert (logs[1]["tries"], logs[1]["after_seconds"]) == (7, 30)
    assert desk.naps.taken == [1, 2, 4, 8, 16, 30, 30, 1]


async def test_an_answer_that_is_none_is_trouble_like_any_other() -> None:
    desk = Desk({"ok": True, "result": 5}, batch(said(10)))
    with capture_logs() as logs:
        async with desk.polling():
            assert desk.handled == [10]
    assert logs[0]["error"] == "ClientDecodeError"
    assert logs[0]["reason"] == ""


async def test_another_copy_is_named_as_such() -> None:
    desk = Desk(LOST, OTHER_COPY, OTHER_COPY, batch())
    with capture_logs() as logs:
        async with desk.polling():
            pass
    assert [one["log_level"] for one in logs] == ["warning", "warning", "info"]
    assert "another copy" in logs[1]["event"]


@pytest.mark.parametrize("removed", [OK, LOST], ids=["removed", "not yet"])
async def test_a_webhook_in_the_way_is_removed_without_losing_updates(removed: Answer) -> None:
    desk = Desk(WEBHOOK, removed, batch(said(10)))
    with capture_logs() as logs:
        async with desk.polling():
            assert desk.handled == [10]
    (removal,) = (one for one in desk.session.asked if isinstance(one, DeleteWebhook))
    assert removal.drop_pending_updates is False
    assert "webhook" in logs[0]["event"]


@pytest.mark.parametrize("answer", [refusal(401, "Unauthorized"), refusal(404, "Not Found")])
async def test_a_token_that_telegram_does_not_know_ends_the_program(answer: Answer) -> None:
    desk = Desk(answer)
    with pytest.raises(BadToken):
        await desk.intake.poll()


async def test_telegram_may_ask_for_a_pause() -> None:
    desk = Desk(refusal(429, "Too Many Requests", retry_after=7), batch(said(10)))
    with capture_logs() as logs:
        async with desk.polling():
            assert desk.handled == [10]
    assert desk.naps.taken == [7]
    assert not logs


async def test_stop_cuts_the_long_poll_finishes_the_rest_and_confirms() -> None:
    desk = Desk(batch(said(10), said(11), said(12)))
    gate = asyncio.Event()

    async def hold(_: int) -> None:
        await gate.wait()

    desk.hold = hold
    async with desk.polling() as task:
        assert desk.intake.waiting(5) == 2
        desk.session.script.append(batch())
        stopping = asyncio.create_task(desk.intake.stop())
        for _ in range(20):
            await asyncio.sleep(0)
        assert desk.offsets == [None, 13], "no more is asked for"
        assert not task.done(), "poll ends when everything is through"
        assert not desk.intake.put(said(99)), "no more is taken in"
        gate.set()
        assert await stopping == 0
        await task
    assert desk.handled == [10, 11, 12]
    assert desk.offsets[-1] == 13
    assert desk.intake.stopped.is_set()
    last = desk.session.asked[-1]
    assert isinstance(last, GetUpdates)
    assert last.timeout == 0


async def test_what_is_left_at_the_end_is_counted_and_not_confirmed() -> None:
    desk = Desk(batch(said(10), said(11), said(12)))

    async def hold(number: int) -> None:
        if number == 11:
            await asyncio.Event().wait()

    desk.hold = hold
    async with desk.polling() as task:
        desk.session.script.append(LATE)
        with capture_logs() as logs:
            assert await desk.intake.stop(grace=0) == 2
        await task
    assert desk.handled == [10]
    assert desk.offsets[-1] == 11
    assert [(one["log_level"], one.get("left")) for one in logs] == [("warning", 2), ("info", None)]


async def test_stop_during_a_pause_does_not_wait_it_out() -> None:
    desk = Desk(LOST)
    asleep = asyncio.Event()

    async def sleep(_: float) -> None:
        asleep.set()
        await asyncio.Event().wait()

    desk.intake._sleep = sleep
    task = asyncio.create_task(desk.intake.poll())
    await asleep.wait()
    assert await desk.intake.stop() == 0
    await task
    assert desk.offsets == [None], "nothing was taken, nothing is confirmed"


async def test_stop_before_the_start() -> None:
    desk = Desk()
    assert await desk.intake.stop() == 0
    await desk.intake.poll()
    assert desk.offsets == []


async def test_being_cancelled_from_outside_is_no_clean_stop() -> None:
    desk = Desk(batch())
    task = asyncio.create_task(desk.intake.poll())
    await desk.quiet()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await desk.intake.stop()


async def test_when_too_many_wait_telegram_keeps_the_others() -> None:
    updates: list[Any] = [said(number, person=number) for number in range(10, 16)]
    desk = Desk(batch(*updates), backlog=2, at_once=1)
    gate = asyncio.Event()

    async def hold(_: int) -> None:
        await gate.wait()

    desk.hold = hold
    async with desk.polling():
        assert desk.offsets == [None], "a batch that does not fit yet is not confirmed"
        gate.set()
        await desk.quiet()
        assert sorted(desk.handled) == [10, 11, 12, 13, 14, 15]
        assert desk.offsets == [None, 16]


async def test_stop_while_a_batch_does_not_fit_leaves_the_rest_to_telegram() -> None:
    updates: list[Any] = [said(number, person=number) for number in range(10, 16)]
    desk = Desk(batch(*updates), backlog=2, at_once=1)
    gate = asyncio.Event()

    async def hold(_: int) -> None:
        await gate.wait()

    desk.hold = hold
    async with desk.polling() as task:
        desk.session.script.append(batch())
        stopping = asyncio.create_task(desk.intake.stop())
        for _ in range(20):
            await asyncio.sleep(0)
        gate.set()
        assert await stopping == 0
        await task
    assert desk.handled == [10, 11, 12]
    assert desk.offsets == [None, 13]


async def test_a_batch_that_came_too_late_stays_with_telegram() -> None:
    desk = Desk(batch(said(10)))
    await desk.intake.stop()
    await desk.intake._turn()
    assert desk.handled == []
    assert desk.intake._offset == 0, "it is not confirmed"
