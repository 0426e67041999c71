"""What nobody touches is forgotten after a notice; whoever comes back keeps all of it."""

from collections.abc import Callable
from typing import Final

import pytest

from bot.actions import handoffs, keeping
from bot.actions.keeping import Turn, turn
from bot.actions.view import Visit, once, present
from flows import Journey, Party
from flows.keeping_pages import GRACE, MONTH, untouched_since
from flows.scopes import EVERYWHERE, Level
from flows.screens import Day
from storage import By, Offer, Tx
from storage.keeping import DAY, day
from tests.bot.invited import (
    ANNA,
    AT,
    DEPUTY,
    EVERYBODY,
    FAMILY,
    HEAD,
    OTHER_HEAD,
    TEACHER,
    Village,
    keys,
    note,
    pages,
    walks,
)
from tests.support.waiting import waiting

MONTHS: Final = 12
NOW: Final = AT + MONTHS * MONTH - GRACE + 2 * DAY
"""Some day on which everybody of the village has to be told."""
END: Final = NOW + GRACE
NOTHING: Final = Turn(0, 0, 0, full=False)


async def turns(village: Village, now: int, *, most: int = 99, **more: tuple[int, ...]) -> Turn:
    visit = Visit(0, 0, "ru", now, keep_months=MONTHS, **more)  # type: ignore[arg-type]
    return await village.run(lambda tx: turn(tx, visit, most))


async def letters(village: Village, person: int) -> list[str]:
    return [one.kind for one in await village.run(lambda tx: waiting(tx, person))]


async def says(village: Village, person: int) -> set[str]:
    (letter,) = await village.news(person, NOW)
    return keys(letter.view)


async def comes(village: Village, person: int, now: int) -> None:
    village.made += 1
    visit = Visit(person, 5000 + village.made, "ru", now, keep_months=MONTHS)
    await village.run(once(present, visit))


async def walking(village: Village, person: int = ANNA) -> Journey:
    def put(tx: Tx) -> Journey:
        return walks(tx, person, TEACHER, "create_profile")

    return await village.run(put)


async def left(village: Village, person: int) -> list[int]:
    return [one.id for one in await village.journeys(person)]


def test_what_is_not_answered_ends_when_it_is_as_old_as_it_may_be() -> None:
    assert untouched_since(AT + 12 * MONTH, 12) == AT + GRACE
    assert GRACE == 4 * 7 * DAY


async def test_nobody_is_told_too_early(village: Village) -> None:
    await village.run(lambda tx: tx.persons.forget(ANNA))
    assert await turns(village, NOW - 4 * DAY) == NOTHING


async def test_whoever_stayed_away_is_told_once(village: Village) -> None:
    await walking(village)
    assert (await turns(village, NOW)).told == 4
    assert await letters(village, ANNA) == ["idle"]
    assert await turns(village, NOW) == NOTHING
    assert {"fading.title", "fading.hat", "fading.whole"} <= await says(village, ANNA)


async def test_the_notice_says_what_and_when(village: Village) -> None:
    await walking(village)
    await turns(village, NOW)
    (letter,) = await village.news(ANNA, NOW)
    lines = [line for part in letter.view.screen.paragraphs for line in part]
    assert [line.args["day"] for line in lines if line.key == "fading.body"] == [Day(END)]
    assert pages(letter.view) == [("keep", "", ""), ("forget", "", ""), ("step", "", "")]


async def test_without_an_answer_the_last_journey_takes_its_person_along(village: Village) -> None:
    await walking(village)
    await turns(village, NOW)
    assert await left(village, ANNA) != []
    await turns(village, END - DAY)
    assert await left(village, ANNA) != []
    did = await turns(village, END)
    assert (did.journeys, did.told) == (0, 0)
    assert await village.run(lambda tx: tx.persons.get(ANNA)) is None
    stored = await village.run(lambda tx: tx.persons.export(ANNA))
    assert not any(stored.values())
    assert len(await village.run(lambda tx: tx.tallies.steps())) > 0


@pytest.mark.parametrize("coming", [comes, None])
async def test_whoever_comes_back_keeps_everything(
    village: Village, coming: Callable[..., object] | None
) -> None:
    """By the button of the notice, or in any other way."""
    journey = await walking(village)
    await turns(village, NOW)
    if coming is None:
        view = await village.do(ANNA, keeping.keep(), NOW + DAY)
        assert note(view) == "note-kept"
        assert "vk-teacher-create_profile.title" in keys(view)
    else:
        await comes(village, ANNA, NOW + DAY)
    assert await village.news(ANNA, NOW + DAY) == [], "there is nothing to warn of any more"
    await turns(village, END)
    assert await left(village, ANNA) == [journey.id]


async def test_a_hat_that_nobody_wears_goes_alone(village: Village) -> None:
    """Its person comes every month for another one; until they come back it is told of."""
    old = await walking(village)
    worn = await village.run(lambda tx: walks(tx, ANNA, FAMILY, "install", variant="parent"))
    await village.run(lambda tx: tx.symptoms.add(old, "no_code", helped=True, at=AT))
    for month in range(1, 12):
        await comes(village, ANNA, AT + month * MONTH)
    await turns(village, NOW)
    assert "fading.part" in await says(village, ANNA)
    assert (await turns(village, END)).journeys == 1
    assert await left(village, ANNA) == [worn.id]
    stored = await village.run(lambda tx: tx.persons.export(ANNA))
    assert {row["journey_id"] for row in stored["progress"]} == {worn.id}
    assert stored["symptoms"] == []
    assert (await village.current(ANNA)).id == worn.id


async def test_coming_after_the_notice_keeps_the_hats_in_the_cupboard_too(
    village: Village,
) -> None:
    old = await walking(village)
    await village.run(lambda tx: walks(tx, ANNA, FAMILY, "install", variant="parent"))
    await comes(village, ANNA, NOW)
    await turns(village, NOW)
    await comes(village, ANNA, NOW + 60)
    await turns(village, END)
    assert old.id in await left(village, ANNA)


async def test_what_others_do_on_a_journey_keeps_it(village: Village) -> None:
    """A teacher who waits is accepted in the last month, and again after the notice."""
    journey = await village.applies(ANNA, village.klass)

    def moved(tx: Tx, now: int, trigger: str) -> bool:
        here = tx.journeys.get(journey.id)
        assert here is not None
        tx.staff.join(ANNA, village.school, TEACHER, "accepted", AT)
        return handoffs.hand(tx, Visit(HEAD, 0, "ru", now), here, trigger, Party.ADMIN)

    assert await village.run(lambda tx: moved(tx, NOW - DAY, "accepted"))
    await turns(village, NOW)
    assert "idle" not in await letters(village, ANNA)
    later = NOW + MONTHS * MONTH
    await turns(village, later)
    assert "idle" in await letters(village, ANNA)
    assert await village.run(lambda tx: moved(tx, later + DAY, "recalled"))
    await turns(village, later + GRACE)
    assert await left(village, ANNA) == [journey.id]


async def test_a_school_loses_its_head_to_the_deputy(village: Village) -> None:
    """Whoever is forgotten lets go of their school first, as with /forget."""
    await village.teaches(ANNA)
    await comes(village, DEPUTY, NOW)
    await turns(village, NOW)
    await comes(village, DEPUTY, NOW + DAY)
    await turns(village, END)
    assert await village.run(lambda tx: tx.persons.get(HEAD)) is None
    rows = await village.run(lambda tx: tx.staff.admins(village.school))
    assert [(row.person_id, row.standing) for row in rows] == [(DEPUTY, "head")]
    assert await village.standing(ANNA, TEACHER) == ""


async def test_leaving_one_of_two_journeys_at_a_school_leaves_the_standing(
    village: Village,
) -> None:
    first = await village.teaches(ANNA)
    second = await village.teaches(ANNA, klass=village.next_class)
    await comes(village, ANNA, NOW)
    await turns(village, NOW)
    await turns(village, END)
    assert await left(village, ANNA) == [second.id]
    assert first.id != second.id
    assert await village.standing(ANNA, TEACHER) == "accepted"


async def test_whoever_only_agreed_goes_in_silence(village: Village) -> None:
    """There is nothing to warn of: they walk nowhere."""
    for one in (HEAD, DEPUTY, OTHER_HEAD):
        await comes(village, one, END)
    strays = len(EVERYBODY) - 3
    assert await turns(village, END - 3 * DAY) == NOTHING
    assert await turns(village, END) == Turn(0, 0, strays, full=False)
    assert await village.run(lambda tx: tx.persons.get(ANNA)) is None


async def test_an_operator_is_kept_as_long_as_they_are_one(village: Village) -> None:
    """They are written to about schools, though they may walk nowhere."""
    await walking(village)
    await turns(village, NOW, operators=(ANNA,))
    operator = Visit(ANNA, 0, "ru", NOW, operators=(ANNA,))
    person = await village.run(lambda tx: tx.persons.get(ANNA))
    assert person is not None
    view = await village.run(lambda tx: keeping.notice(tx, operator, person))
    assert view is not None
    assert "fading.part" in keys(view)
    await turns(village, END, operators=(ANNA,))
    assert await left(village, ANNA) == []
    await turns(village, END + 5 * MONTHS * MONTH, operators=(ANNA,))
    assert await village.run(lambda tx: tx.persons.get(ANNA)) is not None


async def test_a_right_that_was_given_keeps_an_operator_until_it_ends(village: Village) -> None:
    """They look after schools, though they may walk nowhere for years."""
    ends = END + 3 * MONTHS * MONTH

    def give(tx: Tx) -> None:
        offer = Offer(EVERYWHERE, Level.READ, ends, AT + 1)
        assert tx.grants.make(By(HEAD, True, AT), "token", offer)
        assert tx.grants.take(ANNA, "token", AT)

    await village.run(give)
    await walking(village)
    await turns(village, NOW)
    await turns(village, END)
    assert await left(village, ANNA) == []
    await turns(village, ends - 1)
    assert await village.run(lambda tx: tx.persons.get(ANNA)) is not None
    await turns(village, ends)
    assert await village.run(lambda tx: tx.persons.get(ANNA)) is None


async def test_a_turn_takes_a_bounded_number(village: Village) -> None:
    """The longest untouched first; the rest is for the next turn."""
    assert await turns(village, NOW, most=2) == Turn(2, 0, 0, full=True)
    assert await turns(village, NOW, most=2) == Turn(1, 0, 0, full=False)
    ended = await turns(village, END, most=2)
    assert (ended.persons, ended.full) == (2 + 2, True)


async def test_a_notice_that_comes_late_says_nothing(village: Village) -> None:
    await walking(village)
    await turns(village, NOW)
    await comes(village, ANNA, NOW + 60)
    assert await letters(village, ANNA) == ["idle"]
    assert await village.news(ANNA, NOW + 120) == []
    assert await letters(village, ANNA) == []


async def test_days_are_compared_with_days(village: Village) -> None:
    """A journey moved within the day that decides is not looked at again and again."""
    journey = await walking(village)
    for one in (HEAD, DEPUTY, OTHER_HEAD):
        await comes(village, one, NOW)
    moved = day(NOW - MONTHS * MONTH + GRACE) + 100

    def touched(tx: Tx) -> None:
        tx.progress.add(journey, journey, "tick:a", moved)

    await village.run(touched)
    await turns(village, NOW)
    idle = await village.run(lambda tx: tx.keeping.idle(day(moved), 9))
    assert idle == []
    assert await letters(village, ANNA) == []
