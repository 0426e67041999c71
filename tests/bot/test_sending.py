"""A row of the outbox is taken before it is sent, and settled when it is out, or may be."""

from collections.abc import Callable
from typing import Final

import pytest

from bot.actions import reminding, sending
from bot.actions.letters import Copy, Letter
from bot.actions.view import View, Visit, noticed, once, present
from bot.actions.walk import start
from flows import Journey, Role
from flows.reminders import Reason, Reminder
from storage import Notice, Person, Priority, Tx
from tests.bot.invited import (
    ANNA,
    AT,
    BORIS,
    DAY,
    HEAD,
    MORNING,
    TEACHER,
    Village,
    note,
    visit,
    walks,
)
from tests.support.waiting import waiting

NEW: Final = 5_000_000_099
LATER: Final = MORNING + 60


async def reminded(village: Village, person: int = ANNA) -> Journey:
    """Let somebody have a reminder in the outbox."""

    def put(tx: Tx) -> Journey:
        one = walks(tx, person, TEACHER, "create_profile")
        tx.reminders.save(Reminder(one.id, person, Reason.STOPPED, one.revision, due=MORNING))
        reminding.ripen(tx, visit(0, MORNING), 9)
        return one

    return await village.run(put)


async def handed(village: Village, person: int = ANNA) -> None:
    def put(tx: Tx) -> None:
        one = walks(tx, person, TEACHER, "create_chat")
        tx.outbox.put(person, "moved", one.id, MORNING, detail="accepted")

    await village.run(put)


async def rows(village: Village, person: int = 0) -> list[Notice]:
    return await village.run(lambda tx: waiting(tx, person))


async def take(village: Village, row: Notice, now: int = MORNING) -> Letter | None:
    letter = await village.run(lambda tx: sending.take(tx, visit(row.person_id, now), row))
    assert not isinstance(letter, Copy)
    return letter


async def person(village: Village, number: int = ANNA) -> Person:
    found = await village.run(lambda tx: tx.persons.get(number))
    assert found is not None
    return found


# -- taken and settled -----------------------------------------------------------------------------


async def test_a_row_is_taken_once(village: Village) -> None:
    """Whoever comes second sends nothing; a row that is gone is nobody's."""
    await handed(village)
    (row,) = await rows(village)
    letter = await take(village, row)
    assert letter is not None
    assert (letter.reminds, letter.hushed) == (False, False)
    assert await take(village, row) is None
    (taken,) = await rows(village)
    assert taken.claimed_at == MORNING
    await village.run(lambda tx: sending.settle(tx, visit(ANNA, MORNING), row, letter))
    assert await rows(village) == []
    assert await take(village, row) is None


async def test_what_is_no_use_any_more_is_deleted_in_being_taken(village: Village) -> None:
    await village.run(lambda tx: tx.outbox.put(ANNA, "moved", 999, MORNING))
    (row,) = await rows(village)
    assert await take(village, row) is None
    assert await rows(village) == []


async def test_in_quiet_hours_and_only_then_nobody_is_woken(village: Village) -> None:
    """By the clock of the school that they walk for just now."""
    await handed(village)
    (row,) = await rows(village)
    letter = await take(village, row, AT)
    assert letter is not None
    assert letter.hushed


async def test_whoever_walks_nowhere_goes_by_the_clock_of_the_house(village: Village) -> None:
    def ask(tx: Tx) -> None:
        tx.staff.join(BORIS, village.school, TEACHER, "accepted", AT)
        tx.outbox.put(BORIS, "claim", village.school, AT)

    await village.run(ask)
    operators = Visit(BORIS, 0, "ru", AT, operators=(BORIS,))

    await village.run(lambda tx: tx.staff.join(ANNA, village.school, Role.ADMIN, "claim", AT))
    (row,) = await rows(village, BORIS)
    letter = await village.run(lambda tx: sending.take(tx, operators, row))
    assert letter is not None
    assert letter.hushed


# -- it may have been sent -------------------------------------------------------------------------


@pytest.mark.parametrize("priority", list(Priority))
async def test_after_an_unknown_outcome_only_hand_offs_come_again(
    village: Village, priority: Priority
) -> None:
    await handed(village)
    (row,) = await rows(village)
    await village.run(
        lambda tx: tx.outbox.put(ANNA, row.kind, row.subject, MORNING, priority=priority)
    )
    (row,) = await rows(village)
    assert await village.run(lambda tx: tx.outbox.claim(row, MORNING))
    await village.run(lambda tx: sending.uncertain(tx, visit(ANNA, MORNING), row, LATER))
    left = await rows(village)
    if priority is Priority.HAND_OFF:
        assert [(one.due_at, one.tries, one.claimed_at) for one in left] == [(LATER, 1, 0)]
    else:
        assert left == []


async def test_a_reminder_of_unknown_outcome_counts_as_told(village: Village) -> None:
    journey = await reminded(village)
    (row,) = await rows(village)
    assert await village.run(lambda tx: tx.outbox.claim(row, MORNING))
    await village.run(lambda tx: sending.uncertain(tx, visit(ANNA, LATER), row, LATER))
    one = await village.reminder(journey.id)
    assert (one.sent, one.sent_at) == (1, LATER)
    assert one.due > LATER
    assert (await person(village)).reminded_at == LATER


async def test_a_start_settles_what_was_on_its_way_and_nothing_else(village: Village) -> None:
    journey = await reminded(village)
    await handed(village, BORIS)
    await village.run(lambda tx: tx.outbox.put(HEAD, "claim", 1, MORNING))
    for row in await rows(village):
        if row.person_id != HEAD:
            assert await village.run(lambda tx, one=row: tx.outbox.claim(one, MORNING))  # type: ignore[misc]
    assert await village.run(lambda tx: sending.recover(tx, visit(0, LATER))) == 2
    assert [(one.person_id, one.tries, one.claimed_at) for one in await rows(village)] == [
        (HEAD, 0, 0),
        (BORIS, 1, 0),
    ]
    assert (await village.reminder(journey.id)).sent == 1
    assert await village.run(lambda tx: sending.recover(tx, visit(0, LATER))) == 0


async def test_what_was_put_down_anew_meanwhile_is_said_all_the_same(village: Village) -> None:
    """Whatever became of the older one."""
    await handed(village)
    (row,) = await rows(village)
    assert await take(village, row)
    await village.run(lambda tx: tx.outbox.put(ANNA, "moved", row.subject, LATER, detail="undone"))
    (anew,) = await rows(village)
    for settle in (sending.over, _uncertain, _stranded):
        await village.run(lambda tx, do=settle: do(tx, visit(ANNA, LATER), row))  # type: ignore[misc]
        assert await rows(village) == [anew]


def _uncertain(tx: Tx, by: Visit, row: Notice) -> None:
    sending.uncertain(tx, by, row, LATER)


def _stranded(tx: Tx, by: Visit, row: Notice) -> None:
    sending.stranded(tx, by, row, LATER)


async def test_what_was_never_taken_did_not_strand(village: Village) -> None:
    await handed(village)
    (row,) = await rows(village)
    await village.run(lambda tx: _stranded(tx, visit(ANNA, LATER), row))
    assert await rows(village) == [row]
    assert await village.run(lambda tx: tx.outbox.claim(row, MORNING))
    await village.run(lambda tx: _stranded(tx, visit(ANNA, LATER), row))
    assert [one.due_at for one in await rows(village)] == [LATER]


async def test_the_next_is_the_earliest_message_reminder_or_summary(village: Village) -> None:
    def look(tx: Tx) -> list[int | None]:
        for table in ("outbox", "reminders", "summaries"):
            tx.execute(f"DELETE FROM {table}", {})
        seen = [sending.next_due(tx)]
        journey = walks(tx, ANNA, TEACHER, "create_profile")
        tx.outbox.put(ANNA, "moved", journey.id, AT, due=AT + 30)
        tx.reminders.save(Reminder(journey.id, ANNA, Reason.STOPPED, 3, due=AT + 20))
        seen.append(sending.next_due(tx))
        tx.summaries.begin(journey.id, ANNA, AT + 10, "")
        return [*seen, sending.next_due(tx)]

    assert await village.run(look) == [None, AT + 20, AT + 10]


# -- lost and back ---------------------------------------------------------------------------------


async def test_whoever_cannot_be_reached_is_left_in_peace(village: Village) -> None:
    """Until they are back, and then for a day more; what was dropped is counted."""
    journey = await reminded(village)
    await handed(village)
    await village.run(lambda tx: tx.summaries.begin(journey.id, ANNA, MORNING, ""))
    assert await village.run(lambda tx: sending.lost(tx, visit(ANNA, MORNING), ANNA)) == 2
    assert (await person(village)).blocked_at == MORNING
    assert (await village.reminder(journey.id)).due == 0
    assert await village.run(lambda tx: tx.reminders.ripe(ANNA)) == []
    assert [one.due_at for one in await village.run(lambda tx: tx.summaries.of(ANNA))] == [0]
    assert await village.run(lambda tx: sending.lost(tx, visit(ANNA, LATER), ANNA)) == 0
    assert (await person(village)).blocked_at == MORNING
    await village.run(lambda tx: sending.back(tx, visit(ANNA, LATER)))
    assert (await person(village)).blocked_at == 0
    one = await village.reminder(journey.id)
    assert (one.sent, one.due) == (0, LATER + DAY + 5 * 60)


async def test_whoever_was_never_lost_keeps_their_plans(village: Village) -> None:
    journey = await reminded(village)
    before = await village.reminder(journey.id)
    await village.run(lambda tx: sending.back(tx, visit(ANNA, LATER)))
    assert await village.reminder(journey.id) == before


async def test_a_stranger_is_neither_lost_nor_back(village: Village) -> None:
    def act(tx: Tx) -> int:
        sending.back(tx, visit(NEW, MORNING))
        return sending.lost(tx, visit(NEW, MORNING), NEW)

    assert await village.run(act) == 0
    assert await village.run(lambda tx: tx.persons.get(NEW)) is None


@pytest.mark.parametrize("run", [once, noticed])
async def test_whatever_somebody_does_shows_that_they_are_there(
    village: Village, run: Callable[..., Callable[[Tx], View]]
) -> None:
    """A tap or a message; the act is carried out as ever."""
    journey = await reminded(village)
    await village.run(lambda tx: sending.lost(tx, visit(ANNA, MORNING), ANNA))
    by = Visit(ANNA, 77, "ru", LATER, 9)
    view = await village.run(sending.there(run(present, by), by))
    assert note(view) == ""
    assert (await person(village)).blocked_at == 0
    assert (await village.reminder(journey.id)).due > LATER


async def test_whoever_comes_for_the_first_time_is_welcome(village: Village) -> None:
    by = Visit(NEW, 78, "ru", AT)
    view = await village.run(sending.there(once(start("teacher", ""), by), by))
    assert (note(view), view.stored) == ("note-not_started", False)
