"""What one person's act does to the school: it is left, it becomes active, others are told."""

from dataclasses import replace

from bot.actions import arrive, desk, handoffs, reminding
from bot.actions.view import Visit
from flows import Party
from storage import Tx
from tests.bot.invited import (
    ADMIN,
    ANNA,
    AT,
    BORIS,
    DEPUTY,
    FAMILY,
    HEAD,
    HOUR,
    MORNING,
    TEACHER,
    VERA,
    Village,
    note,
    visit,
    walks,
)


async def active(village: Village) -> bool:
    school = await village.run(lambda tx: tx.schools.get(village.school))
    assert school is not None
    return bool(school.active_since)


async def staffed(village: Village, *, head: str = "accept_teachers") -> None:
    """Let three teachers be accepted, and the administrators stand on this step."""

    def put(tx: Tx) -> None:
        for person in (HEAD, DEPUTY):
            (one,) = tx.journeys.at_school(person, village.school, ADMIN)
            tx.journeys.save(replace(one, state=head))

    for person in (ANNA, BORIS, VERA):
        await village.teaches(person)
    await village.run(put)


async def test_an_administrators_step_makes_the_school_active(village: Village) -> None:
    await staffed(village, head="fill_in")
    assert not await active(village)
    await village.taps(HEAD, "done")
    assert await active(village)
    assert await village.told(HEAD) == await village.told(DEPUTY) == [("celebrate", "")]
    await village.taps(HEAD, "back")
    assert not await active(village)


async def test_a_teacher_who_leaves_is_off_the_list_and_the_meter(village: Village) -> None:
    await staffed(village)
    await village.run(lambda tx: handoffs.settle(tx, Visit(0, 0, "ru", AT), village.school))
    await village.hush()
    await village.taps(ANNA, "leave")
    assert await village.standing(ANNA, TEACHER) == ""
    assert not await active(village)
    assert await village.told(HEAD) == [("desk", "")]


async def test_leaving_one_class_keeps_the_other(village: Village) -> None:
    def second(tx: Tx) -> None:
        walks(tx, ANNA, TEACHER, "finished", village.school, village.next_class)

    await village.teaches(ANNA)
    await village.run(second)
    await village.taps(ANNA, "leave")
    assert await village.standing(ANNA, TEACHER) == "accepted"
    await village.run(lambda tx: tx.persons.set_current(ANNA, tx.journeys.of(ANNA)[0].id))
    await village.taps(ANNA, "leave")
    assert await village.standing(ANNA, TEACHER) == ""


async def test_a_family_that_leaves_is_nobodys_staff(village: Village) -> None:
    def put(tx: Tx) -> None:
        walks(tx, ANNA, FAMILY, "finished", village.school, village.klass, "parent")

    await village.teaches(ANNA)
    await village.run(put)
    await village.taps(ANNA, "leave")
    assert (await village.current(ANNA)).school_id is None
    assert await village.standing(ANNA, TEACHER) == "accepted"
    assert await village.told(HEAD) == []


async def test_a_head_who_is_forgotten_leaves_the_school_to_a_deputy(village: Village) -> None:
    one = await village.invite("head", most=1)
    await village.do(HEAD, arrive.forget("now"))
    assert await village.standing(DEPUTY, ADMIN) == "head"
    assert ("desk", "") in await village.told(DEPUTY)
    assert note(await village.open(ANNA, one)) in {
        "invitation-unknown",
        "invitation-revoked-head",
    }
    assert await village.standing(ANNA, ADMIN) == ""


async def test_a_teacher_who_is_forgotten_waits_for_nobody(village: Village) -> None:
    await village.applies(ANNA)
    await village.do(ANNA, arrive.forget("now"))
    waiting = await village.run(lambda tx: tx.staff.queue(village.school))
    assert waiting[0] == 0


async def test_a_school_that_is_not_there_is_not_measured(village: Village) -> None:
    await village.run(lambda tx: handoffs.settle(tx, Visit(0, 0, "ru", AT), 999))
    assert not await active(village)


async def test_who_applies_twice_is_told_of_once(village: Village) -> None:
    await village.applies(ANNA)
    since = (await village.row(ANNA)).since
    await village.hush()
    await village.taps(ANNA, "back", AT + 60)
    await village.taps(ANNA, "done", AT + 120)
    assert (await village.row(ANNA)).since == since
    assert await village.told(HEAD) == []


async def test_an_accepted_teacher_says_so_to_nobody(village: Village) -> None:
    """A second class that was applied for before: the tap gives no news of the first."""
    await village.applies(ANNA, village.klass)
    await village.run(
        lambda tx: walks(tx, BORIS, TEACHER, "await_acceptance", village.school, village.next_class)
    )
    await village.run(lambda tx: tx.staff.join(BORIS, village.school, TEACHER, "accepted", AT))
    await village.hush()
    await village.taps(BORIS, "done")
    assert await village.standing(BORIS, TEACHER) == "accepted"
    assert await village.told(HEAD) == []


async def test_whoever_started_over_does_not_wait_since_long_ago(village: Village) -> None:
    """A recall that comes then begins a new wait."""
    await village.applies(ANNA)
    await village.taps(ANNA, "restart", AT + 60)
    here = await village.current(ANNA)
    assert await village.run(lambda tx: handoffs.waited(tx, here)) is None


async def test_a_recall_without_a_past_begins_the_wait_now(village: Village) -> None:
    here = await village.teaches(ANNA, "create_chat")
    moved = await village.run(
        lambda tx: handoffs.hand(tx, Visit(0, 0, "ru", AT + 500), here, "recalled", Party.ADMIN)
    )
    assert moved
    assert (await village.current(ANNA)).since == AT + 500


async def test_what_somebody_has_no_way_for_moves_them_nowhere(village: Village) -> None:
    here = await village.teaches(ANNA, "create_chat")
    tries = await village.run(
        lambda tx: [
            handoffs.hand(tx, Visit(0, 0, "ru", AT), here, trigger, party)
            for trigger, party in (("accepted", Party.ADMIN), ("recalled", Party.TEACHER))
        ]
    )
    assert tries == [False, False]
    assert await village.current(ANNA) == here
    assert await village.told(ANNA) == []


async def test_a_teacher_of_two_classes_is_nudged_for_the_one(village: Village) -> None:
    """In the morning: it is the middle of the night."""
    taught = await village.teaches(VERA)

    def put(tx: Tx) -> None:
        walks(tx, VERA, TEACHER, "finished", village.school, village.next_class)
        walks(tx, ANNA, FAMILY, "await_link", village.school, village.klass, "parent")
        walks(tx, BORIS, FAMILY, "await_link", village.school, village.next_class, "parent")
        reminding.teachers(tx, visit(0, AT), village.next_class)

    await village.run(put)
    await village.taps(ANNA, "asked_again")
    one, other = await village.blocking(VERA)
    assert one.journey_id == taught.id
    assert AT + 7 * HOUR < one.due < MORNING
    assert other.due > MORNING


async def test_a_wait_lasts_since_its_beginning_through_a_decision_and_its_end(
    village: Village,
) -> None:
    """What they asked for again is remembered too: a day passes between two reminders."""
    await village.applies(ANNA)
    await village.taps(ANNA, "asked_again", AT + 60)
    one = str((await village.row(ANNA)).id)
    await village.do(HEAD, desk.accept(one), AT + 120)
    await village.do(HEAD, desk.undo(one), AT + 180)
    here = await village.current(ANNA)
    assert (here.since, here.asked) == (AT, AT + 60)
    assert note(await village.taps(ANNA, "asked_again", AT + 240)) == "note-day_passed"
