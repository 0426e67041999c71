"""The outbox is emptied in each person's line, and nothing in it is lost or said in a crowd."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import GetMe
from structlog.testing import capture_logs

from bot.actions import nudges, reminding, sending
from bot.actions.view import View
from bot.delivery import AT_ONCE, DOUBTS, HELD_UP, LONGEST_SLEEP, TRIES
from bot.mailboxes import Errand
from bot.refusals import ChatNotFound, MayHaveBeenSent, NotSent, Unreachable
from flows import Role
from flows.screens import Text
from storage import CommitError, Database, Notice, Priority, Tx
from tests.bot.invited import AT, DAY, HEAD, HOUR, MORNING, Village
from tests.bot.post_office import ANNA, BORIS, VERA, Post, flood, walker
from tests.support.waiting import waiting

ACCEPTED, UNDONE = "handed-accepted", "handed-undone"


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db")
    yield Post(db)
    await db.close()


async def put_kind(post: Post, person: int, kind: str, subject: int = 1) -> None:
    def write(tx: Tx) -> None:
        walker(tx, person)
        tx.outbox.put(person, kind, subject, post.now)

    await post.db.write(write)


# -- sent ------------------------------------------------------------------------------------------


async def test_what_is_due_is_sent_once_and_gone(post: Post) -> None:
    await post.put(ANNA)
    await post.put(BORIS, "undone")
    assert await post.turn() == 0.0
    assert sorted(post.cards.sent) == [(ANNA, ACCEPTED), (BORIS, UNDONE)]
    assert await post.left() == []
    assert await post.turn() == LONGEST_SLEEP
    assert (len(post.cards.sent), post.delivery.counts.sent) == (2, 2)


@pytest.mark.parametrize("moments", range(5))
async def test_it_ends_when_it_is_told_to_though_there_is_news_just_then(
    post: Post, moments: int
) -> None:
    running = asyncio.create_task(post.delivery.run())
    while not post.delivery._news._waiters:  # noqa: ASYNC110 - nobody says when it sleeps
        await asyncio.sleep(0)
    post.delivery.wake()
    for _ in range(moments):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.wait([running], timeout=2)
    assert running.cancelled()


async def test_what_is_due_later_is_slept_for(post: Post) -> None:
    await post.put(ANNA, due=MORNING + 40)
    assert await post.delivery.next_due() == MORNING + 40
    assert await post.turn() == 40
    await post.remind(BORIS, due=MORNING + 30)
    assert await post.turn() == 30
    assert await post.delivery.next_due() == MORNING + 30
    post.passes(40)
    await post.turns()
    assert sorted(post.cards.sent) == [(ANNA, ACCEPTED), (BORIS, "role-teacher")]


async def test_at_night_what_cannot_wait_comes_without_a_sound(post: Post) -> None:
    await post.put(ANNA)
    await post.turn()
    post.now = AT
    await post.put(BORIS)
    await post.turn()
    assert post.cards.hushed == [False, True]


async def test_what_is_more_urgent_goes_first(post: Post) -> None:
    """Between persons, and to one: hand-offs, reminders, broadcasts."""
    await post.put(ANNA, priority=Priority.BROADCAST)
    await post.remind(BORIS)
    await post.put(VERA)
    await post.turns()
    assert [person for person, _ in post.cards.sent] == [VERA, BORIS, ANNA]


async def test_reminders_that_ripen_hold_no_hand_off_up(post: Post) -> None:
    """Also where thousands of them are due: some ripen in each turn, and what waits goes out."""
    for person in range(5_000_001_000, 5_000_001_150):
        await post.remind(person)
    await post.put(ANNA)
    assert await post.turn() == 0.0
    assert post.cards.sent[0] == (ANNA, ACCEPTED)
    assert len(await post.left()) < 150
    await post.turns()
    assert len(post.cards.sent) == 151


async def test_a_person_has_one_message_on_its_way_and_the_others_in_order(post: Post) -> None:
    def several(tx: Tx) -> None:
        number = walker(tx, ANNA).id
        for kind in ("moved", "dismissed", "link_teacher"):
            tx.outbox.put(ANNA, kind, number, MORNING, detail="accepted")

    await post.db.write(several)
    while await post.left():
        await post.turn()
        post.passes(1)
    assert post.cards.sent == [(ANNA, ACCEPTED), (ANNA, "handed-dismissed")]
    assert not post.cards.crowded
    assert post.delivery.counts.dropped == 1, "a link for whoever has it no more to use"


async def test_whoever_is_busy_has_no_second_message_started(post: Post) -> None:
    """Their line is long: the first has not even been taken out of the outbox."""

    def several(tx: Tx) -> None:
        number = walker(tx, ANNA).id
        tx.outbox.put(ANNA, "moved", number, MORNING, detail="accepted")
        tx.outbox.put(ANNA, "dismissed", number, MORNING)

    await post.db.write(several)
    errands: list[Errand] = []

    def keep(_person: int, work: Errand) -> bool:
        errands.append(work)
        return True

    post.delivery._errand = keep
    for _ in range(3):
        await post.turn()
        post.passes(5)
    assert len(errands) == 1
    await errands[0]()
    await post.turn()
    assert len(errands) == 2


async def test_nobody_is_written_to_more_than_once_a_second(post: Post) -> None:
    await post.put(ANNA)
    await post.turn()
    await post.put(ANNA, "undone")
    pause = await post.turn()
    assert 0.9 < pause <= 1.0
    assert len(post.cards.sent) == 1
    post.time.now += pause
    await post.turn()
    assert len(post.cards.sent) == 2


async def test_whoever_has_much_waiting_crowds_nobody_out(post: Post) -> None:
    def much(tx: Tx) -> None:
        walker(tx, ANNA)
        for subject in range(100):
            tx.outbox.put(ANNA, "claim", subject, MORNING - 100 + subject)

    await post.db.write(much)
    await post.put(BORIS)
    await post.turn()
    assert (BORIS, ACCEPTED) in post.cards.sent


async def test_no_more_are_on_their_way_than_can_be(post: Post) -> None:
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def wait(_person: int) -> None:
        arrived.set()
        await go_on.wait()

    post.cards.before = wait
    for person in range(1000, 1000 + AT_ONCE + 9):
        await post.put(person)
    assert await post.delivery._turn() == 0.0
    assert post.delivery.on_their_way == AT_ONCE
    assert await post.delivery._turn() == LONGEST_SLEEP, "until one of them is through"
    await arrived.wait()
    go_on.set()
    await post.settle()
    await post.turns()
    assert len(post.cards.sent) == AT_ONCE + 9


async def test_what_is_put_down_while_it_is_said_is_said_too(post: Post) -> None:
    """The newer word is not lost with the older one."""
    await post.put(ANNA)

    async def anew(_person: int) -> None:
        if len(post.cards.tried) == 1:
            await post.put(ANNA, "undone")

    post.cards.before = anew
    await post.turn()
    post.passes(1)
    await post.turn()
    assert post.cards.sent == [(ANNA, ACCEPTED), (ANNA, UNDONE)]
    assert await post.left() == []


async def test_what_matters_no_more_is_dropped(post: Post) -> None:
    """A journey that is gone, a kind of an earlier release, somebody who was forgotten."""
    await post.put(ANNA)
    await put_kind(post, ANNA, "nudge_admin")
    await put_kind(post, ANNA, "moved", 99)
    await post.db.write(lambda tx: tx.outbox.put(BORIS, "moved", 1, MORNING))
    for _ in range(3):
        await post.turn()
        post.passes(1)
    assert post.cards.sent == [(ANNA, ACCEPTED)]
    assert await post.left() == []


async def test_a_journey_that_is_not_walked_now_is_a_tap_away(post: Post) -> None:
    """The person wears another hat: they are told, with the way there, and keep their card."""
    await post.put(ANNA)
    await post.db.write(
        lambda tx: tx.journeys.start(ANNA, Role.FAMILY, "vk", "install", "parent", MORNING)
    )
    views: list[View] = []

    async def look(chat: int, view: View, **_more: Any) -> None:
        assert chat == ANNA
        views.append(view)

    post.cards.send = look  # type: ignore[method-assign]
    await post.turn()
    (view,) = views
    assert Text(ACCEPTED) in view.screen.paragraphs[1]
    assert view.screen.rows[0][0].text == Text("handed.go")


async def test_a_list_in_sight_is_changed_where_it_stands(post: Post) -> None:
    village = Village(post.db)
    await village.build()
    await village.run(lambda tx: tx.staff.told(tx.staff.admins(village.school)[0].id, MORNING))

    def in_sight(tx: Tx) -> None:
        tx.persons.set_card(HEAD, 7)
        tx.persons.set_bottom(HEAD, 7)
        tx.persons.set_desk(HEAD, village.school)
        tx.outbox.put(HEAD, "desk", village.school, MORNING)

    await village.run(in_sight)
    await post.turn()
    assert post.cards.sent == [(HEAD, "redrawn desk-school")]
    assert await post.left() == []


# -- not sent, or perhaps --------------------------------------------------------------------------


async def test_a_hand_off_that_may_have_been_sent_is_said_again(post: Post) -> None:
    await post.put(ANNA)
    post.cards.faults = [MayHaveBeenSent("lost")]
    with capture_logs():
        await post.turn()
    (row,) = await post.left()
    assert (row.tries, row.due_at - MORNING, row.claimed_at) == (1, 6, 0)
    assert post.delivery.counts.uncertain == 1
    assert post.delivery.is_down
    post.passes(6)
    await post.turns()
    assert post.cards.sent == [(ANNA, ACCEPTED)]
    assert await post.left() == []


async def test_a_hand_off_of_which_nobody_ever_hears_is_given_up_in_the_end(post: Post) -> None:
    """It is said ever more seldom, over some hours, and then not any more; others are not lost."""
    await post.put(ANNA)
    post.cards.fates = {ANNA: MayHaveBeenSent("lost")}
    at: list[int] = []
    with capture_logs() as said:
        while await post.left():
            tried = len(post.cards.tried)
            await post.turn()
            at += [post.now] * (len(post.cards.tried) - tried)
            post.passes(60)
    assert len(at) == DOUBTS
    gaps = [after - before for before, after in pairwise(at)]
    assert gaps == sorted(gaps)
    assert at[-1] - at[0] > 4 * 60 * 60
    assert sum("given up" in one["event"] for one in said) == 1
    assert post.delivery.counts.failed == 1
    post.cards.fates = {}
    await post.put(BORIS)
    with capture_logs():
        post.passes(3600)
        await post.turns()
    assert post.cards.sent == [(BORIS, ACCEPTED)]


async def test_after_an_outage_one_message_goes_first(post: Post) -> None:
    """It answers, but takes no message: of a hundred reminders one at a time is risked."""
    for person in range(1000, 1100):
        await post.remind(person)
    lost: Exception = MayHaveBeenSent("lost")
    post.cards.fates = dict.fromkeys(range(1000, 1100), lost)
    with capture_logs():
        await post.turn()
        risked = len(post.cards.tried)
        for _ in range(6):
            post.passes(1800)
            tried = len(post.cards.tried)
            await post.turn()
            assert len(post.cards.tried) - tried == 1
        assert post.delivery.is_down
        post.cards.fates = {}
        post.passes(1800)
        await post.turns()
    assert risked <= AT_ONCE
    assert len(post.cards.sent) == 100 - risked - 6


async def test_a_refusal_is_an_answer_too(post: Post) -> None:
    for person in (ANNA, BORIS, VERA):
        await post.put(person)
    post.cards.faults = [NotSent("down")] * 3
    with capture_logs():
        await post.turn()
        post.cards.faults = [TelegramBadRequest(method=GetMe(), message="no")]
        post.passes(10)
        await post.turns()
    assert not post.delivery.is_down
    assert [person for person, _ in post.cards.sent] == [BORIS, VERA]


async def test_a_reminder_that_may_have_been_sent_is_not_sent_again(post: Post) -> None:
    """It counts as told, today as well; the next one is planned."""
    journey = await post.remind(ANNA)
    post.cards.faults = [MayHaveBeenSent("lost")]
    with capture_logs():
        await post.turns()
        post.passes(60)
        await post.turns()
    assert post.cards.tried == [ANNA]
    assert await post.left() == []
    one = await post.reminder(journey)
    assert (one.sent, one.sent_at, one.due) == (1, MORNING, MORNING + 5 * DAY)  # over the weekend
    person = await post.db.read(lambda tx: tx.persons.get(ANNA))
    assert person is not None
    assert person.reminded_at == MORNING


async def test_a_broadcast_that_may_have_been_sent_is_not_sent_again(post: Post) -> None:
    await post.put(ANNA, priority=Priority.BROADCAST)
    post.cards.faults = [MayHaveBeenSent("lost")]
    with capture_logs():
        await post.turn()
    assert await post.left() == []


async def test_what_was_not_taken_keeps_its_place(post: Post) -> None:
    """Every row as it was, and nothing is risked until the messenger answers."""
    for person in (ANNA, BORIS, VERA):
        await post.put(person)
    before = await post.left()
    post.cards.faults = [NotSent("down")] * 3
    post.there = False
    with capture_logs():
        await post.turn()
    assert await post.left() == before
    assert post.delivery.is_down
    post.passes(5)
    with capture_logs():
        await post.turn()
    assert (post.pings, len(post.cards.tried)) == (1, 3)
    post.there = True
    post.passes(10)
    with capture_logs() as said:
        await post.turns()
    assert (post.pings, post.delivery.is_down) == (2, False)
    assert [one["event"] for one in said] == ["messages go out again"]
    assert post.cards.sent == [(person, ACCEPTED) for person in (ANNA, BORIS, VERA)]


async def test_a_messenger_that_is_away_is_asked_ever_more_seldom(post: Post) -> None:
    """A day without a network: some dozens of harmless calls, and not one message tried."""
    for person in range(1000, 1100):
        await post.put(person)
    post.cards.fates = {person: NotSent("down") for person in range(1000, 1100)}
    post.there = False
    pauses: list[float] = []
    with capture_logs():
        while post.now < MORNING + DAY:
            pauses.append(await post.turn())
            post.passes(max(1, pauses[-1]))
            post.delivery.wake()
    assert len(post.cards.tried) <= AT_ONCE
    assert post.pings == len(pauses) - 2, "one each time, after the turn that failed and its pause"
    assert post.pings < 70
    rounded = list(map(round, pauses))
    assert sorted(rounded) == rounded
    assert rounded[-1] == 1800
    assert len(await post.left()) == 100


async def test_a_flood_wait_holds_everybody_and_keeps_their_order(post: Post) -> None:
    """What was refused goes first afterwards; nothing is asked for in between."""
    people = list(range(1000, 1060))
    for person in people:
        await post.put(person)
    post.cards.faults = [flood(30)]
    with capture_logs() as said:
        first = await post.delivery._turn()
        await post.settle()
        assert first == 0.0
        begun = len(post.cards.tried)
        assert await post.turn() == pytest.approx(30, abs=1)
    assert begun <= AT_ONCE
    assert len(post.cards.tried) == begun
    assert [one["event"] for one in said] == ["the messenger asks for a pause"]
    assert {row.tries for row in await post.left()} == {0}
    post.passes(30)
    await post.turns()
    again = [person for person, _ in post.cards.sent]
    assert sorted(again) == people
    assert again.index(1000) == begun - 1, "the one that was refused is the first of the rest"


async def test_whoever_is_refused_by_a_flood_wait_hears_in_order(post: Post) -> None:
    def several(tx: Tx) -> None:
        number = walker(tx, ANNA).id
        tx.outbox.put(ANNA, "moved", number, MORNING, detail="accepted")
        tx.outbox.put(ANNA, "dismissed", number, MORNING)

    await post.db.write(several)
    post.cards.faults = [flood(3)]
    with capture_logs():
        await post.turn()
    for _ in range(3):
        post.passes(3)
        await post.turn()
    assert post.cards.sent == [(ANNA, ACCEPTED), (ANNA, "handed-dismissed")]


# -- refused ---------------------------------------------------------------------------------------


async def test_nobody_is_written_to_who_cannot_be_reached(post: Post) -> None:
    """All of theirs is dropped and nothing more is put down; others hear what is theirs."""
    journey = await post.remind(ANNA, due=MORNING + DAY)
    await post.put(ANNA)
    await put_kind(post, ANNA, "dismissed")
    await post.put(BORIS)
    post.cards.fates = {ANNA: Unreachable(ANNA, "blocked")}
    with capture_logs() as said:
        await post.turns()
    assert post.cards.sent == [(BORIS, ACCEPTED)]
    assert [one.get("dropped") for one in said] == [2]
    assert post.delivery.counts.blocked == 1
    assert (await post.reminder(journey)).due == 0
    await post.put(ANNA)
    assert await post.left() == []
    person = await post.db.read(lambda tx: tx.persons.get(ANNA))
    assert person is not None
    assert person.blocked_at == MORNING


@pytest.mark.parametrize(
    "fault", [ChatNotFound(ANNA, "chat not found"), TelegramBadRequest(GetMe(), "Bad Request: no")]
)
async def test_what_is_refused_for_itself_is_dropped_and_counted(
    post: Post, fault: Exception
) -> None:
    """It is no better the second time. The person is not marked, and their next one goes out."""
    await post.put(ANNA)
    await put_kind(post, ANNA, "dismissed")
    post.cards.faults = [fault]
    with capture_logs() as said:
        for _ in range(3):
            await post.turn()
            post.passes(1)
    assert [one["event"] for one in said] == ["a message was refused"]
    assert str(ANNA) not in str(said)
    assert post.cards.sent == [(ANNA, "handed-dismissed")]
    assert (post.delivery.counts.failed, post.delivery.counts.blocked) == (1, 0)
    person = await post.db.read(lambda tx: tx.persons.get(ANNA))
    assert person is not None
    assert person.blocked_at == 0


async def test_a_reminder_that_is_refused_does_not_stay_on_its_way(post: Post) -> None:
    """Or this person would not be reminded of that step ever again."""
    journey = await post.remind(ANNA)
    post.cards.faults = [TelegramBadRequest(GetMe(), "Bad Request: no")]
    with capture_logs():
        await post.turns()
    assert (await post.reminder(journey)).due == MORNING + 5 * DAY
    assert await post.db.read(lambda tx: tx.reminders.ripe(ANNA)) == []


# -- bugs ------------------------------------------------------------------------------------------


async def test_a_bug_in_one_message_holds_up_only_that_person(post: Post) -> None:
    """Tried ever more seldom, then given up, with the whole error in the log."""
    await post.put(ANNA)
    await post.put(BORIS)
    post.cards.fates = {ANNA: RuntimeError("a bug")}
    pauses = []
    with capture_logs() as said:
        while await post.left():
            await post.turns()
            rows = await post.left()
            if rows:
                pauses.append(rows[0].due_at - post.now)
                post.passes(pauses[-1])
    assert post.cards.sent == [(BORIS, ACCEPTED)]
    assert (len(pauses), pauses) == (TRIES - 1, sorted(pauses))
    assert [one["event"] for one in said] == ["a message failed"] * TRIES + [
        "a message is given up"
    ]
    assert isinstance(said[0]["exc_info"], RuntimeError)
    assert not post.delivery.is_down, "the network is not at fault"


async def test_a_reminder_that_is_given_up_does_not_stay_on_its_way(post: Post) -> None:
    journey = await post.remind(ANNA)
    post.cards.fates = {ANNA: RuntimeError("a bug")}
    with capture_logs():
        for _ in range(TRIES):
            await post.turns()
            post.passes(1000)
    assert await post.left() == []
    assert (await post.reminder(journey)).sent == 1


async def test_a_bug_in_planning_holds_up_only_that_person(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who fails alone is put aside for a day; the others of the same moment are reminded."""
    people = [ANNA, BORIS, VERA]
    journeys = {person: await post.remind(person) for person in people}
    whole = reminding._ripe

    def fails(tx: Tx, visit: Any, person: Any) -> None:
        if person.id == BORIS:
            raise ZeroDivisionError
        whole(tx, visit, person)

    monkeypatch.setattr(reminding, "_ripe", fails)
    with capture_logs() as said:
        await post.turns()
    assert [person for person, _ in post.cards.sent] == [ANNA, VERA]
    assert [(one["event"], one["people"]) for one in said] == [
        ("reminders could not be seen to", 100),
        ("reminders could not be seen to", 1),
    ]
    assert (await post.reminder(journeys[BORIS])).due == MORNING + DAY
    monkeypatch.undo()
    post.passes(DAY)
    await post.turns()
    assert [person for person, _ in post.cards.sent] == [ANNA, VERA, BORIS]


async def test_a_bug_in_planning_itself_lets_hand_offs_go(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing ripens, which is said once a minute."""
    await post.remind(ANNA)
    await post.put(BORIS)

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reminding, "_due", fails)
    with capture_logs() as said:
        await post.turns()
        assert await post.turn() == HELD_UP
    assert post.cards.sent == [(BORIS, ACCEPTED)]
    assert len(said) == 3
    post.passes(60)
    monkeypatch.undo()
    await post.turns()
    assert [person for person, _ in post.cards.sent] == [BORIS, ANNA]


# -- a storage that fails --------------------------------------------------------------------------


@contextlib.contextmanager
def failing(post: Post, monkeypatch: pytest.MonkeyPatch, *, times: int, after: int = 0) -> Any:
    """Let the next `times` transactions fail, once `after` of them were carried out."""
    whole, count = post.db.write, 0

    async def write(function: Any) -> Any:
        nonlocal count
        count += 1
        if after < count <= after + times:
            raise CommitError("the disk is full")
        return await whole(function)

    with monkeypatch.context() as patch, capture_logs():
        patch.setattr(post.db, "write", write)
        yield


async def test_what_was_said_and_could_not_be_noted_is_settled_later(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reminder counts as sent, and the person's next message does not wait for a restart."""
    journey = await post.remind(ANNA)
    with failing(post, monkeypatch, times=1, after=2):  # ripened, taken, not settled
        await post.turn()
    assert len(post.cards.sent) == 1
    (row,) = await post.left()
    assert row.claimed_at
    await post.put(ANNA)
    post.passes(1)
    await post.turns()
    assert [text for _, text in post.cards.sent[1:]] == [ACCEPTED]
    assert (await post.reminder(journey)).sent == 1
    assert await post.left() == []


async def test_a_hand_off_that_could_not_be_noted_comes_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post.put(ANNA)
    with failing(post, monkeypatch, times=1, after=1):
        await post.turn()
    post.passes(10)
    await post.turn()
    post.passes(10)
    await post.turns()
    assert post.cards.sent == [(ANNA, ACCEPTED)] * 2


async def test_what_could_not_be_taken_is_taken_later(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once: nothing was sent yet, and it does not count as a failure of the message."""
    journey = await post.remind(ANNA)
    with failing(post, monkeypatch, times=1, after=1):
        await post.turn()
    assert post.cards.sent == []
    (row,) = await post.left()
    assert (row.claimed_at, row.tries) == (0, 0)
    post.passes(1)
    await post.turns()
    assert len(post.cards.sent) == 1
    assert (await post.reminder(journey)).sent == 1


async def test_while_the_storage_fails_the_loop_waits_and_goes_on(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post.put(ANNA)
    asked = asyncio.Event()
    whole = post.db.read

    async def read(function: Any) -> Any:
        if not asked.is_set():
            asked.set()
            raise CommitError("the disk is full")
        return await whole(function)

    monkeypatch.setattr(post.db, "read", read)
    with capture_logs():
        work = asyncio.create_task(post.delivery.run())
        await asked.wait()
        post.delivery.wake()
        await until(post, 1)
    work.cancel()
    assert post.cards.sent == [(ANNA, ACCEPTED)]


async def test_a_message_that_is_out_and_cannot_be_noted_is_not_sent_on_and_on(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug in counting: the reminder is said once, and others are reminded."""
    await post.remind(ANNA)
    await post.remind(BORIS)
    whole = nudges.settle

    def fails(tx: Tx, visit: Any, number: int) -> None:
        if number == ANNA:
            raise ZeroDivisionError
        whole(tx, visit, number)

    monkeypatch.setattr(nudges, "settle", fails)
    with capture_logs() as said:
        for _ in range(9):
            await post.turns()
            post.passes(HOUR)
    assert sorted(person for person, _ in post.cards.sent) == [ANNA, BORIS]
    assert await post.left() == []
    assert [one["event"] for one in said] == [
        "a message could not be seen to",
        "a message cannot be settled, it is given up",
    ]
    assert isinstance(said[0]["exc_info"].__cause__, ZeroDivisionError)
    await post.put(ANNA)
    await post.turns()
    assert post.cards.sent[-1] == (ANNA, ACCEPTED)


async def test_a_hand_off_that_can_never_be_noted_is_given_up(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said again some times, since it must not be lost, and not for ever."""

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sending, "settle", fails)
    await post.put(ANNA)
    with capture_logs():
        for _ in range(20):
            await post.turns()
            post.passes(HOUR)
    assert post.cards.sent == [(ANNA, ACCEPTED)] * TRIES
    assert await post.left() == []


async def test_what_fails_after_the_note_is_over(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The buttons of an old card could not be taken off, say: the message is out and noted."""
    journey = await post.remind(ANNA)
    send = post.cards.send

    async def sent_but(*args: Any, **more: Any) -> None:
        await send(*args, **more)
        raise TelegramBadRequest(GetMe(), "Bad Request: something about the old card")

    monkeypatch.setattr(post.cards, "send", sent_but)
    with capture_logs():
        await post.turns()
        post.passes(2)
        await post.turns()
    assert len(post.cards.sent) == 1
    assert (await post.reminder(journey)).sent == 1
    assert await post.left() == []


# -- the loop --------------------------------------------------------------------------------------


async def until(post: Post, sent: int) -> None:
    """Wait until so much was sent."""
    async with asyncio.timeout(10):
        while len(post.cards.sent) < sent:
            post.cards.news.clear()
            await post.cards.news.wait()


async def test_the_loop_sleeps_until_it_is_woken(post: Post) -> None:
    pauses: list[float] = []
    rests = asyncio.Event()
    whole = post.delivery._turn

    async def turn() -> float:
        pauses.append(await whole())
        rests.set()
        return pauses[-1]

    post.delivery._turn = turn  # type: ignore[method-assign]
    work = asyncio.create_task(post.delivery.run())
    await rests.wait()
    for _ in range(100):
        await asyncio.sleep(0)
    assert pauses == [LONGEST_SLEEP], "with nothing to do it does nothing"
    await post.put(ANNA)
    post.delivery.wake()
    await until(post, 1)
    work.cancel()
    assert post.cards.sent == [(ANNA, ACCEPTED)]


async def test_what_was_on_its_way_at_the_end_is_settled_at_the_start(post: Post) -> None:
    """A hand-off comes again; of a reminder nobody knows, so it does not."""
    journey = await post.remind(ANNA)
    await post.put(BORIS)

    def claim(tx: Tx) -> None:
        reminding.ripen(tx, post.visit(0), 9)
        for row in waiting(tx):
            assert tx.outbox.claim(row, MORNING)

    await post.db.write(claim)
    with capture_logs() as said:
        work = asyncio.create_task(post.delivery.run())
        await until(post, 1)
    work.cancel()
    assert post.cards.sent == [(BORIS, ACCEPTED)]
    assert said[0]["messages"] == 2
    assert (await post.reminder(journey)).sent == 1


async def test_a_bug_in_settling_does_not_keep_the_bot_from_starting(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was on its way is settled one by one, and what cannot be is given up."""
    await post.remind(ANNA)
    await post.put(BORIS)

    def claim(tx: Tx) -> None:
        reminding.ripen(tx, post.visit(0), 9)
        for row in waiting(tx):
            assert tx.outbox.claim(row, MORNING)

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    await post.db.write(claim)
    monkeypatch.setattr(nudges, "settle", fails)
    with capture_logs() as said:
        await post.delivery._recover()
        await post.turn()
        post.passes(10)
        await post.turns()
    assert post.cards.sent == [(BORIS, ACCEPTED)]
    assert await post.left() == []
    assert len(said) == 3


def claims(tx: Tx, row: Notice) -> bool:
    return tx.outbox.claim(row, MORNING)


async def test_a_hand_off_is_not_lost_by_any_number_of_sudden_ends(post: Post) -> None:
    """Taken and never said: only what is known to be out is given up in the end."""
    await post.put(ANNA)
    with capture_logs():
        for _ in range(3 * TRIES):
            (row,) = await post.left()
            assert await post.db.write(partial(claims, row=row))
            await post.delivery._recover()
    await post.turns()
    assert post.cards.sent == [(ANNA, ACCEPTED)]


async def test_what_waits_behind_something_else_is_not_asked_for_all_the_time(
    post: Post,
) -> None:
    """Twenty times a second, until the one before it is tried again."""
    await post.put(ANNA)
    await put_kind(post, ANNA, "dismissed")
    post.cards.faults = [RuntimeError("a bug")]
    with capture_logs():
        await post.turns()
    assert await post.turn() == HELD_UP
    assert len(post.cards.tried) == 1


async def test_when_no_more_is_taken_everything_stays(post: Post) -> None:
    """The program is stopping, or too much is in hand."""
    await post.put(ANNA)
    before = await post.left()
    post.open = False
    assert await post.turn() == 1.0
    assert await post.left() == before
    post.open = True
    post.passes(1)
    await post.turn()
    assert post.cards.sent == [(ANNA, ACCEPTED)]


async def test_an_errand_that_is_given_up_is_settled(post: Post) -> None:
    """Cancelled in the middle of sending: it may be there."""
    await post.put(ANNA)

    async def cancelled(_person: int) -> None:
        if len(post.cards.tried) == 1:
            raise asyncio.CancelledError

    post.cards.before = cancelled
    await post.delivery._turn()
    with contextlib.suppress(asyncio.CancelledError):
        await post.settle()
    post.tasks.clear()
    await post.turn()
    post.passes(2 * HOUR)
    await post.turns()
    assert post.cards.sent == [(ANNA, ACCEPTED)]
