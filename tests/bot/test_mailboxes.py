"""Mailboxes: order for each person, no waiting for each other, bounds, and a clean end."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, Message, Update
from structlog.testing import capture_logs

from bot.mailboxes import Errand, Mailboxes
from tests.bot.fakes import bot_with, said, tap


class Recorder:
    """A dispatcher with one handler that writes down what it got; some wait for `gate`."""

    def __init__(self) -> None:
        self.bot: Bot = bot_with()[0]
        self.dispatcher = Dispatcher(disable_fsm=True)
        self.dispatcher.message.register(self.handle)
        self.dispatcher.callback_query.register(self.tapped)
        self.began: list[tuple[int, int]] = []
        self.ended: list[tuple[int, int]] = []
        self.gates: dict[int, asyncio.Event] = {}
        self.at_once = self.most_at_once = 0

    def boxes(self, **limits: int) -> Mailboxes:
        return Mailboxes(self.dispatcher, self.bot, {"house": "the house"}, **limits)

    async def handle(self, message: Message, event_update: Update, house: str) -> None:
        assert house == "the house"
        assert message.bot is self.bot
        one = (message.chat.id, event_update.update_id)
        self.began.append(one)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if message.text == "boom":
                raise RuntimeError("boom")
            if message.text == "cancelled":
                lost = asyncio.get_running_loop().create_future()
                lost.cancel()
                await lost
            if (gate := self.gates.get(message.chat.id)) is not None:
                await gate.wait()
            await asyncio.sleep(0)
        finally:
            self.at_once -= 1
        self.ended.append(one)

    async def tapped(self, query: CallbackQuery, event_update: Update) -> None:
        self.ended.append((query.from_user.id, event_update.update_id))


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


async def settle() -> None:
    for _ in range(200):
        await asyncio.sleep(0)


async def test_one_persons_updates_go_in_order_one_at_a_time(recorder: Recorder) -> None:
    boxes = recorder.boxes()
    for number in range(20):
        assert boxes.put(said(number, person=5) if number % 2 else tap(number, person=5))
    assert await boxes.finish(5) == []
    assert recorder.ended == [(5, number) for number in range(20)]
    assert recorder.most_at_once == 1


async def test_nobody_waits_for_another_person(recorder: Recorder) -> None:
    boxes = recorder.boxes()
    recorder.gates[5] = asyncio.Event()
    boxes.put(said(1, person=5))
    boxes.put(said(2, person=5))
    for person in range(6, 30):
        boxes.put(said(person, person=person))
    await settle()
    assert len(recorder.ended) == 24
    assert recorder.began[0] == (5, 1)
    assert boxes.waiting(5) == 1
    assert boxes.waiting(6) == 0
    recorder.gates[5].set()
    assert await boxes.finish(5) == []
    assert recorder.ended[-2:] == [(5, 1), (5, 2)]


async def test_nothing_is_kept_for_who_is_idle(recorder: Recorder) -> None:
    boxes = recorder.boxes()
    for person in range(1, 50):
        boxes.put(said(person, person=person))
    await settle()
    assert not boxes._boxes
    assert not boxes._ready
    assert not boxes._in_hand
    assert not boxes._workers
    boxes.put(said(99, person=3))
    assert await boxes.finish(5) == []
    assert recorder.ended[-1] == (3, 99)


async def test_so_many_people_at_once_and_no_more(recorder: Recorder) -> None:
    boxes = recorder.boxes(at_once=3)
    for person in range(1, 10):
        recorder.gates[person] = asyncio.Event()
        boxes.put(said(person, person=person))
    await settle()
    assert recorder.most_at_once == 3
    for gate in recorder.gates.values():
        gate.set()
    assert await boxes.finish(5) == []
    assert len(recorder.ended) == 9


async def test_a_hundred_of_one_person_do_not_delay_others(recorder: Recorder) -> None:
    """With one worker the turn goes around, one update each."""
    boxes = recorder.boxes(at_once=1)
    for number in range(50):
        boxes.put(said(number, person=5))
    boxes.put(said(100, person=6))
    boxes.put(said(101, person=7))
    assert await boxes.finish(5) == []
    assert recorder.ended.index((6, 100)) == 1
    assert recorder.ended.index((7, 101)) == 2


async def test_a_flood_is_cut_counted_and_said_once_a_burst(recorder: Recorder) -> None:
    boxes = recorder.boxes(mailbox=3)
    with capture_logs() as logs:
        for burst in (0, 100):
            recorder.gates[5] = asyncio.Event()
            boxes.put(said(burst, person=5))
            await settle()
            for number in range(1, 9):
                assert boxes.put(said(burst + number, person=5)), "a drop is no refusal"
            assert boxes.waiting(5) == 3
            recorder.gates[5].set()
            await settle()
    assert [number for _, number in recorder.ended] == [0, 1, 2, 3, 100, 101, 102, 103]
    assert boxes.dropped == 10
    assert [(one["log_level"], one.get("dropped")) for one in logs] == [
        ("warning", None),
        ("info", 5),
    ] * 2
    assert "5" not in "".join(one["event"] for one in logs), "no account number"


async def test_too_many_altogether_are_refused_until_there_is_room(recorder: Recorder) -> None:
    boxes = recorder.boxes(backlog=4, at_once=1)
    recorder.gates[1] = asyncio.Event()
    for person in range(1, 5):
        assert boxes.put(said(person, person=person))
    assert not boxes.put(said(9, person=9))
    room = asyncio.create_task(boxes.has_room())
    await settle()
    assert room.done(), "one of the four is in hand"
    assert boxes.put(said(9, person=9))
    assert not boxes.put(said(10, person=9))
    room = asyncio.create_task(boxes.has_room())
    await settle()
    assert not room.done()
    recorder.gates[1].set()
    await room
    assert await boxes.finish(5) == []
    assert len(recorder.ended) == 5


async def test_an_error_is_logged_once_and_the_next_is_handled(recorder: Recorder) -> None:
    boxes = recorder.boxes()
    with capture_logs() as logs:
        for number, text in enumerate(("boom", "cancelled", "fine")):
            boxes.put(said(number, text))
        assert await boxes.finish(5) == []
    assert recorder.ended == [(5, 2)]
    assert [(one["log_level"], one["update_id"]) for one in logs] == [("error", 0), ("warning", 1)]


async def test_an_update_that_does_not_fit_is_skipped_without_its_content(
    recorder: Recorder,
) -> None:
    boxes = recorder.boxes()
    broken = said(1)
    broken["message"]["text"] = {"secret": "Анна"}
    with capture_logs() as logs:
        boxes.put(broken)
        boxes.put(said(2))
        assert await boxes.finish(5) == []
    assert recorder.ended == [(5, 2)]
    (line,) = logs
    assert line["update_id"] == 1
    assert line["faults"] == [("message", "text", "string_type")]
    assert "Анна" not in str(line)


@pytest.mark.parametrize(
    "update",
    [{"update_id": 1, "poll": {"id": "1"}}, {"update_id": 1}, {"message": {"text": "x"}}],
)
async def test_what_nothing_handles_is_over_at_once(
    recorder: Recorder, update: dict[str, Any]
) -> None:
    boxes = recorder.boxes()
    assert boxes.put(update)
    assert not boxes._boxes


async def test_the_end_waits_for_what_is_there_but_not_for_ever(recorder: Recorder) -> None:
    boxes = recorder.boxes()
    recorder.gates[5] = asyncio.Event()
    for number in (1, 2, 3):
        boxes.put(said(number, person=5))
    boxes.put(said(4, person=6))
    await settle()
    assert await boxes.finish(0) == [1, 2, 3]
    assert recorder.ended == [(6, 4)]
    assert not boxes.put(said(5))
    assert not boxes._workers
    await boxes.has_room()


async def test_a_handler_that_will_not_end_still_leaves_the_rest(recorder: Recorder) -> None:
    """It swallows the request to end; what waited behind it is not begun."""

    async def stubborn(message: Message) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            recorder.ended.append((message.chat.id, 0))

    recorder.dispatcher.message.handlers.clear()
    recorder.dispatcher.message.register(stubborn)
    boxes = recorder.boxes()
    boxes.put(said(1))
    boxes.put(said(2))
    await settle()
    assert await boxes.finish(0) == [1, 2]
    assert recorder.ended == [(5, 0)]


class Runner(Recorder):
    """Also writes down errands, by number; some fail, one is given up."""

    def errand(self, number: int, fault: Exception | None = None) -> Errand:
        async def work() -> None:
            await asyncio.sleep(0)
            if fault is not None:
                raise fault
            self.ended.append((5, number))

        return work


@pytest.fixture
def runner() -> Runner:
    return Runner()


async def test_an_errand_is_run_in_the_persons_turn(runner: Runner) -> None:
    boxes = runner.boxes()
    runner.gates[5] = asyncio.Event()
    boxes.put(said(1))
    assert boxes.errand(5, runner.errand(100))
    boxes.put(said(2))
    assert boxes.errand(5, runner.errand(101))
    boxes.put(said(3, person=6))
    await settle()
    assert runner.ended == [(6, 3)], "behind what is in hand, and nobody else waits for it"
    runner.gates[5].set()
    assert await boxes.finish(5) == []
    assert runner.ended[1:] == [(5, 1), (5, 100), (5, 2), (5, 101)]


async def test_an_errand_is_run_where_nothing_waits(runner: Runner) -> None:
    boxes = runner.boxes()
    assert boxes.errand(5, runner.errand(100))
    await settle()
    assert runner.ended == [(5, 100)]
    assert not boxes._boxes
    assert not boxes._workers


async def test_an_errand_is_no_message_of_the_person(runner: Runner) -> None:
    boxes = runner.boxes()
    runner.gates[5] = asyncio.Event()
    boxes.put(said(1))
    await settle()
    boxes.errand(5, runner.errand(100))
    boxes.put(tap(2))
    assert boxes.waiting(5) == 0
    boxes.put(said(3))
    assert boxes.waiting(5) == 1
    runner.gates[5].set()
    assert await boxes.finish(5) == []


async def test_an_errand_that_fails_stops_nothing(runner: Runner) -> None:
    """Neither the person's next one nor the worker, who may be the only one."""
    boxes = runner.boxes(at_once=1)
    with capture_logs() as logs:
        boxes.errand(5, runner.errand(100, RuntimeError("boom")))
        boxes.errand(5, runner.errand(101))
        boxes.put(said(1))
        boxes.put(said(2, person=6))
        await settle()
        boxes.put(said(3))
        assert await boxes.finish(5) == []
    assert sorted(runner.ended) == [(5, 1), (5, 3), (5, 101), (6, 2)]
    assert [(one["event"], one["log_level"]) for one in logs] == [("an errand failed", "error")]


async def test_an_errand_may_be_given_up(runner: Runner) -> None:
    async def lost() -> None:
        future = asyncio.get_running_loop().create_future()
        future.cancel()
        await future

    boxes = runner.boxes()
    with capture_logs() as logs:
        boxes.errand(5, lost)
        boxes.errand(5, runner.errand(100))
        assert await boxes.finish(5) == []
    assert runner.ended == [(5, 100)]
    assert [one["event"] for one in logs] == ["an errand was given up"]


async def test_no_errand_is_taken_at_the_end_nor_counted_as_an_update(runner: Runner) -> None:
    boxes = runner.boxes()
    began = asyncio.Event()

    async def endless() -> None:
        began.set()
        await asyncio.Event().wait()

    boxes.errand(5, endless)
    boxes.errand(5, runner.errand(100))
    boxes.put(said(7))
    await began.wait()
    assert await boxes.finish(0) == [7]
    assert not boxes.errand(5, runner.errand(101))
    assert not boxes._workers
    assert runner.ended == []


async def test_errands_take_room_like_updates(runner: Runner) -> None:
    boxes = runner.boxes(backlog=2, at_once=1)
    runner.gates[5] = asyncio.Event()
    boxes.put(said(1))
    await settle()
    for number in (100, 101, 102):
        assert boxes.errand(5, runner.errand(number)), "nobody else can do it later"
    assert not boxes.put(said(2))
    runner.gates[5].set()
    await boxes.has_room()
    assert boxes.put(said(3))
    assert await boxes.finish(5) == []
    assert [number for _, number in runner.ended] == [1, 100, 101, 102, 3]


async def test_errands_take_no_place_from_those_who_wait_for_an_answer(recorder: Recorder) -> None:
    """However many messages of a broadcast are on their way."""
    boxes = recorder.boxes(at_once=1)
    out = asyncio.Event()
    for person in range(50, 60):
        assert boxes.errand(person, errand_until(out))
    await asyncio.sleep(0)
    assert boxes.put(said(1, person=1))
    for _ in range(5):
        await asyncio.sleep(0)
    assert recorder.ended == [(1, 1)]
    out.set()
    assert await boxes.finish(1) == []


async def test_people_are_as_many_at_once_as_before_when_errands_are_done(
    recorder: Recorder,
) -> None:
    boxes = recorder.boxes(at_once=2)
    done = asyncio.Event()
    done.set()
    for person in range(50, 60):
        assert boxes.errand(person, errand_until(done))
    await asyncio.sleep(0.01)
    for person in range(1, 6):
        boxes.put(said(person, person=person))
    assert await boxes.finish(1) == []
    assert recorder.most_at_once == 2


def errand_until(out: asyncio.Event) -> Errand:
    async def work() -> None:
        await out.wait()

    return work
