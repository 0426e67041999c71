"""The administrator decides on teachers: what becomes of them, and how it is taken back."""

import asyncio

import pytest

from bot.actions import desk
from flows.desk import UNDO_SECONDS, live, waiting
from flows.teacher import REFUSALS
from storage import Tx
from tests.bot.invited import (
    ANNA,
    AT,
    BORIS,
    DEPUTY,
    HEAD,
    OTHER_HEAD,
    TEACHER,
    Village,
    keys,
    note,
    pages,
    walks,
)

LATER = AT + 60
"""When it is decided, a minute after the application."""


async def number(village: Village, person: int = ANNA) -> str:
    return str((await village.row(person)).id)


async def waits(village: Village, person: int = ANNA, *, at: int = AT) -> str:
    """Let somebody of the class wait to be accepted, known to everybody; return their row's id."""
    await village.applies(person, village.klass, at=at)
    await village.hush()
    return await number(village, person)


async def says(village: Village, person: int = ANNA) -> str:
    """Let somebody say on their own that they were accepted."""
    one = await waits(village, person)
    await village.taps(person, "done")
    await village.hush()
    return one


async def stands(village: Village, person: int = ANNA) -> tuple[str, str, str]:
    """Return a teacher's standing, step, and the reason they were sent back for."""
    here = await village.current(person)
    return await village.standing(person, TEACHER), here.state, here.reason


async def test_to_be_accepted_ends_the_wait_at_once(village: Village) -> None:
    one = await waits(village)
    view = await village.do(HEAD, desk.accept(one), LATER)
    assert note(view) == "note-accepted"
    assert ("undo", one, "") in pages(view)
    assert "desk-nobody" in keys(view)
    assert await stands(village) == ("accepted", "create_chat", "")
    assert await village.told(ANNA) == [("moved", "accepted")]
    assert await village.told(HEAD) == []
    assert await village.told(DEPUTY) == [("desk", "")], "the other administrator's list changed"


@pytest.mark.parametrize("why", REFUSALS)
async def test_a_refusal_sends_back_with_its_reason(village: Village, why: str) -> None:
    one = await waits(village)
    view = await village.do(HEAD, desk.refuse(one, why), LATER)
    assert note(view) == "note-refused"
    assert await stands(village) == ("refused", "apply", why)
    assert await village.told(ANNA) == [("moved", why)]
    (letter,) = await village.news(ANNA, LATER)
    assert f"reason-{why}" in keys(letter.view)


async def test_a_reason_that_is_none_refuses_nobody(village: Village) -> None:
    one = await waits(village)
    view = await village.do(HEAD, desk.refuse(one, "moody"), LATER)
    assert note(view) == "note-decided"
    assert await stands(village) == ("waiting", "await_acceptance", "")


async def test_whoever_was_refused_can_apply_again(village: Village) -> None:
    one = await waits(village)
    await village.do(HEAD, desk.refuse(one, "who_is_it"), LATER)
    await village.taps(ANNA, "done", LATER + 60)
    assert (await stands(village))[:2] == ("waiting", "await_acceptance")
    assert note(await village.do(HEAD, desk.undo(one), LATER + 90)) == "note-decided"
    await village.do(HEAD, desk.accept(one), LATER + 120)
    assert await stands(village) == ("accepted", "create_chat", "")


@pytest.mark.parametrize("after", [0, UNDO_SECONDS])
async def test_an_acceptance_is_taken_back_within_ten_minutes(village: Village, after: int) -> None:
    one = await waits(village)
    since = (await village.current(ANNA)).since
    await village.do(HEAD, desk.accept(one), LATER)
    view = await village.do(HEAD, desk.undo(one), LATER + after)
    assert note(view) == "note-undone"
    assert ("teacher", one, "") in pages(view)
    assert ("undo", one, "") not in pages(view)
    assert await stands(village) == ("waiting", "await_acceptance", "")
    assert (await village.current(ANNA)).since == since, "they wait since they applied"
    assert await village.told(ANNA) == [("moved", "undone")]


@pytest.mark.parametrize("why", ["", "wrong_class"])
async def test_after_ten_minutes_a_decision_stands(village: Village, why: str) -> None:
    one = await waits(village)
    await village.do(HEAD, desk.refuse(one, why) if why else desk.accept(one), LATER)
    before = await stands(village)
    view = await village.do(HEAD, desk.undo(one), LATER + UNDO_SECONDS + 1)
    assert note(view) == "note-decided"
    assert await stands(village) == before


async def test_a_refusal_is_taken_back_and_the_teacher_waits_on(village: Village) -> None:
    one = await waits(village)
    since = (await village.current(ANNA)).since
    await village.do(HEAD, desk.refuse(one, "see_me"), LATER)
    await village.do(HEAD, desk.undo(one), LATER + 60)
    assert await stands(village) == ("waiting", "await_acceptance", "")
    assert (await village.current(ANNA)).since == since
    assert await village.told(ANNA) == [("moved", "restored")]
    assert note(await village.do(HEAD, desk.undo(one), LATER + 61)) == "note-decided"


async def test_a_refusal_of_who_said_so_is_taken_back_whole(village: Village) -> None:
    """They do not wait anew: nobody would see them on the list of those who do."""
    one = await says(village)
    await village.do(HEAD, desk.refuse(one, "see_me"), LATER)
    assert await stands(village) == ("refused", "apply", "see_me")
    await village.do(HEAD, desk.undo(one), LATER + 60)
    assert await stands(village) == ("said", "create_chat", "")
    assert await village.told(ANNA) == [("moved", "accepted")]


async def test_to_confirm_what_was_said_is_no_news_and_nor_is_its_undoing(
    village: Village,
) -> None:
    one = await says(village)
    await village.do(HEAD, desk.accept(one), LATER)
    assert await stands(village) == ("accepted", "create_chat", "")
    await village.do(HEAD, desk.undo(one), LATER + 60)
    assert await stands(village) == ("said", "create_chat", "")
    assert await village.told(ANNA) == []


async def test_an_objection_puts_back_who_was_not_accepted(village: Village) -> None:
    one = await says(village)
    view = await village.do(HEAD, desk.objected(one), LATER)
    assert note(view) == "note-objected"
    assert await stands(village) == ("waiting", "await_acceptance", "")
    assert await village.told(ANNA) == [("moved", "objected")]
    assert ("teacher", one, "") in pages(view), "they are on the list again"


async def test_an_objection_is_taken_back(village: Village) -> None:
    one = await says(village)
    await village.do(HEAD, desk.objected(one), LATER)
    await village.do(HEAD, desk.undo(one), LATER + 60)
    assert await stands(village) == ("said", "create_chat", "")
    assert await village.told(ANNA) == [("moved", "accepted")]


async def test_nobody_objects_to_what_was_not_said(village: Village) -> None:
    one = await waits(village)
    assert note(await village.do(HEAD, desk.objected(one), LATER)) == "note-decided"
    assert await stands(village) == ("waiting", "await_acceptance", "")


async def test_whoever_looked_back_meanwhile_is_told_all_the_same(village: Village) -> None:
    """Their step has no way for the decision: it stays, and the decision is said above it."""
    one = await waits(village)
    await village.taps(ANNA, "back")
    for action, standing, said in (
        (desk.accept(one), "accepted", "accepted"),
        (desk.undo(one), "waiting", "undone"),
        (desk.refuse(one, "see_me"), "refused", "see_me"),
        (desk.undo(one), "waiting", "restored"),
    ):
        await village.do(HEAD, action, LATER)
        assert await stands(village) == (standing, "apply", "")
        assert await village.told(ANNA) == [("moved", said)]


async def test_accepted_while_looking_back_a_teacher_goes_straight_on(village: Village) -> None:
    one = await waits(village)
    await village.taps(ANNA, "back")
    await village.do(HEAD, desk.accept(one), LATER)
    await village.taps(ANNA, "done")
    assert await stands(village) == ("accepted", "create_chat", "")


async def test_a_teacher_of_two_classes_is_decided_on_once(village: Village) -> None:
    one = await waits(village)

    def second(tx: Tx) -> None:
        walks(tx, ANNA, TEACHER, "await_acceptance", village.school, village.next_class)

    await village.run(second)
    listed = await village.do(HEAD, desk.shown(str(village.school), waiting))
    assert [name for name, *_ in pages(listed)].count("teacher") == 1
    for action, states in (
        (desk.accept(one), ["create_chat", "create_chat"]),
        (desk.undo(one), ["await_acceptance", "await_acceptance"]),
        (desk.refuse(one, "wrong_class"), ["apply", "apply"]),
        (desk.undo(one), ["await_acceptance", "await_acceptance"]),
    ):
        await village.do(HEAD, action, LATER)
        assert [each.state for each in await village.journeys(ANNA)] == states
    assert await village.told(ANNA) == [("moved", "restored")] * 2


async def test_a_class_that_had_not_applied_is_not_moved_by_an_undoing(village: Village) -> None:
    one = await waits(village)
    await village.do(HEAD, desk.refuse(one, "wrong_class"), LATER)

    def second(tx: Tx) -> None:
        walks(tx, ANNA, TEACHER, "apply", village.school, village.next_class)

    await village.run(second)
    await village.do(HEAD, desk.undo(one), LATER)
    assert [each.state for each in await village.journeys(ANNA)] == ["await_acceptance", "apply"]


@pytest.mark.parametrize("first", ["accept", "refuse"])
@pytest.mark.parametrize("then", ["accept", "refuse", "object"])
async def test_what_is_decided_is_decided_once(village: Village, first: str, then: str) -> None:
    """A button of an earlier card does not turn a decision round; taking it back does."""
    one = await waits(village)
    acts = {
        "accept": desk.accept(one),
        "refuse": desk.refuse(one, "see_me"),
        "object": desk.objected(one),
    }
    await village.do(HEAD, acts[first], LATER)
    await village.hush()
    before = await stands(village)
    assert note(await village.do(DEPUTY, acts[then], LATER + 1)) == "note-decided"
    assert await stands(village) == before
    assert [*await village.told(ANNA), *await village.told(HEAD)] == []


async def test_of_two_administrators_at_once_one_decides(village: Village) -> None:
    one = await waits(village)
    views = await asyncio.gather(
        village.do(HEAD, desk.accept(one), LATER),
        village.do(DEPUTY, desk.refuse(one, "see_me"), LATER),
    )
    assert [note(view) for view in views] == ["note-accepted", "note-decided"]
    assert await stands(village) == ("accepted", "create_chat", "")
    assert await village.told(ANNA) == [("moved", "accepted")]


async def test_one_administrator_takes_back_what_the_other_decided(village: Village) -> None:
    one = await waits(village)
    await village.do(HEAD, desk.accept(one), LATER)
    await village.do(DEPUTY, desk.undo(one), LATER)
    assert (await stands(village))[0] == "waiting"
    assert ("desk", "") in await village.told(HEAD)


@pytest.mark.parametrize("who", [ANNA, BORIS, OTHER_HEAD])
async def test_only_who_runs_the_school_decides(village: Village, who: int) -> None:
    one = await waits(village)
    for action in (desk.accept(one), desk.refuse(one, "see_me"), desk.undo(one)):
        assert note(await village.do(who, action, LATER)) == "note-decided"
    assert note(await village.do(who, desk.teacher(one))) == "note-decided"
    for action in (
        desk.shown(str(village.school), live),
        desk.accept_all(str(village.school), "1!"),
    ):
        assert note(await village.do(who, action, LATER)) == "note-no_button"
    assert await stands(village) == ("waiting", "await_acceptance", "")


@pytest.mark.parametrize("forged", ["", "x", "-1", "0", "9" * 40])
async def test_a_number_that_is_none_decides_nothing(village: Village, forged: str) -> None:
    assert note(await village.do(HEAD, desk.accept(forged))) == "note-decided"
    assert note(await village.do(HEAD, desk.shown(forged, live))) == "note-no_button"
