"""Days off: an administrator's of their school, an operator's of a region and of everybody."""

import datetime as dt
from dataclasses import replace
from typing import Final

import pytest

from bot.actions import breaks, reminding
from bot.actions.answers import answered
from bot.actions.view import Action, View, present
from flows.days_off import Break
from flows.gallery import texts_of
from flows.notice import NOTICE
from flows.screens import Text, say
from storage import Ask, Tx
from tests.bot.invited import (
    ANNA,
    BORIS,
    DAY,
    DEPUTY,
    FAMILY,
    HEAD,
    MORNING,
    OTHER_HEAD,
    VERA,
    Village,
    keys,
    note,
    pages,
    visit,
    walks,
)
from tests.flows.test_calendar import shown

OPERATOR, NEW = 5_000_000_050, 5_000_000_099
TODAY: Final = dt.date(2023, 11, 15)
THURSDAY: Final = Break(dt.date(2023, 11, 16), dt.date(2023, 11, 16))
AUTUMN: Final = Break(dt.date(2023, 11, 27), dt.date(2023, 12, 3))


async def do(village: Village, person: int, action: Action) -> View:
    by = replace(visit(person, MORNING), operators=(OPERATOR,))
    return await village.run(lambda tx: action(tx, by))


async def types(village: Village, person: int, text: str) -> View:
    return await do(village, person, answered(text, "", present))


async def listed(village: Village, region: str = "", school: int = 0) -> list[Break]:
    rows = await village.run(lambda tx: tx.breaks.of(TODAY, region, school))
    return [row.days for row in rows]


async def asked(village: Village, person: int) -> Ask | None:
    return await village.run(lambda tx: tx.asks.get(person))


@pytest.fixture(autouse=True)
async def operator(village: Village) -> None:
    await village.run(lambda tx: tx.persons.agree(OPERATOR, language="ru", at=1, notice=NOTICE))


def places(village: Village) -> tuple[str, ...]:
    return (str(village.school), "r44", "all")


# -- set and taken back ----------------------------------------------------------------------------


@pytest.mark.parametrize("person", [HEAD, DEPUTY])
async def test_whoever_runs_a_school_sets_its_holidays(village: Village, person: int) -> None:
    school = str(village.school)
    empty = await do(village, person, breaks.shown(school))
    assert say("breaks.where", where="Школа № 5") in list(texts_of(empty.screen))
    assert ("add_break", school, "") in pages(empty)
    assert "breaks-ask.title" in keys(await do(village, person, breaks.ask(school)))
    view = await types(village, person, "27 ноября – 3 декабря")
    assert view.note == Text("note-break")
    assert await listed(village, school=village.school) == [AUTUMN]
    assert await asked(village, person) is None
    (drop,) = [page for page in pages(view) if page[0] == "drop_break"]
    after = await do(village, person, breaks.drop(*drop[1:]))
    assert await listed(village, school=village.school) == []
    assert say("breaks.body", count=0) in list(texts_of(after.screen))


async def test_an_operator_sets_everybodys_a_regions_and_any_schools(village: Village) -> None:
    for to in ("all", "r44", str(village.school)):
        await do(village, OPERATOR, breaks.ask(to))
        assert note(await types(village, OPERATOR, "27.11–3.12")) == "note-break"
    assert await listed(village) == [AUTUMN]
    assert await listed(village, "44") == [AUTUMN]
    assert await listed(village, school=village.school) == [AUTUMN]
    assert await listed(village, "77") == await listed(village, school=village.other) == []


async def test_an_operator_types_the_region(village: Village) -> None:
    await do(village, OPERATOR, breaks.ask_region)
    again = await types(village, OPERATOR, "xyzzy")
    assert (note(again), "breaks-region.title" in keys(again)) == ("note-no_region", True)
    view = await types(village, OPERATOR, "костр")
    assert say("breaks.where", where="Костромская область") in list(texts_of(view.screen))
    assert ("add_break", "r44", "") in pages(view)
    assert await asked(village, OPERATOR) is None


@pytest.mark.parametrize("text", ["летом", "32 ноября", "1.11.2023 – 14.11.2023", "28 – 31"])
async def test_what_are_no_days_is_asked_for_again(village: Village, text: str) -> None:
    await do(village, HEAD, breaks.ask(str(village.school)))
    view = await types(village, HEAD, text)
    assert (note(view), "breaks-ask.title" in keys(view)) == ("note-no_days", True)
    assert await listed(village, school=village.school) == []
    assert note(await types(village, HEAD, "16 ноября")) == "note-break"
    assert await listed(village, school=village.school) == [THURSDAY]


async def test_the_same_days_are_kept_once(village: Village) -> None:
    for _ in range(2):
        await do(village, HEAD, breaks.ask(str(village.school)))
        assert note(await types(village, HEAD, "16 ноября")) == "note-break"
    assert await listed(village, school=village.school) == [THURSDAY]


async def test_a_place_has_no_more_days_than_a_page_can_show(village: Village) -> None:
    """Whoever removes some can add others."""
    school = str(village.school)
    for number in range(breaks.MOST + 2):
        await do(village, HEAD, breaks.ask(school))
        view = await types(village, HEAD, f"{1 + number} декабря")
        assert note(view) == ("note-break" if number < breaks.MOST else "note-many_days")
    (first, *rest) = [page for page in pages(view) if page[0] == "drop_break"]
    assert len(rest) == breaks.MOST - 1
    await do(village, HEAD, breaks.drop(*first[1:]))
    await do(village, HEAD, breaks.ask(school))
    assert note(await types(village, HEAD, "31 декабря")) == "note-break"


async def test_days_that_are_over_are_shown_no_more(village: Village) -> None:
    await village.run(lambda tx: tx.breaks.add(AUTUMN, school_id=village.school))
    by = visit(HEAD, MORNING + 30 * DAY)
    view = await village.run(lambda tx: breaks.shown(str(village.school))(tx, by))
    assert not any(name == "drop_break" for name, *_ in pages(view))


# -- rights ----------------------------------------------------------------------------------------


async def outsiders(village: Village) -> tuple[int, ...]:
    """A stranger, a teacher, a family, whoever waits, and another school's administrator."""
    await village.teaches(ANNA)
    await village.applies(BORIS, village.klass, at=MORNING)
    where = (village.school, village.klass)
    await village.run(lambda tx: walks(tx, VERA, FAMILY, "install", *where, "parent"))
    return (NEW, ANNA, BORIS, VERA, OTHER_HEAD)


async def test_nobody_else_sees_or_sets_any(village: Village) -> None:
    """By no page, and by no question that is left over from when they could."""
    await village.run(lambda tx: tx.breaks.add(AUTUMN, school_id=village.school))
    await village.run(lambda tx: tx.breaks.add(AUTUMN, "44"))
    await village.run(lambda tx: tx.breaks.add(AUTUMN))
    before = await village.run(lambda tx: tx.execute("SELECT * FROM breaks", {}).fetchall())
    for person in await outsiders(village):
        for to in (*places(village), "", "r", "r999", "-1", "999", "all "):
            for action in (
                breaks.shown(to),
                breaks.ask(to),
                *(breaks.drop(to, one) for one in "123"),
            ):
                view = await do(village, person, action)
                assert note(view) in {"note-no_button", "note-not_started"}, (person, to)
                assert not any(key.startswith("breaks") for key in keys(view))
            if person != NEW:
                left_over = Ask(breaks.BREAK, 0, {"to": to}, MORNING)
                await village.run(lambda tx, ask=left_over, by=person: tx.asks.put(by, ask))  # type: ignore[misc]
                assert note(await types(village, person, "16 ноября")) == "note-no_button"
                assert await asked(village, person) is None
        assert note(await do(village, person, breaks.ask_region)) in {
            "note-no_button",
            "note-not_started",
        }
    after = await village.run(lambda tx: tx.execute("SELECT * FROM breaks", {}).fetchall())
    assert after == before


async def test_an_administrator_sets_nothing_beyond_their_school(village: Village) -> None:
    for to in ("all", "r44", str(village.other)):
        for action in (breaks.shown(to), breaks.ask(to), breaks.drop(to, "1")):
            assert note(await do(village, HEAD, action)) == "note-no_button"
    assert note(await do(village, HEAD, breaks.ask_region)) == "note-no_button"
    await village.run(lambda tx: tx.asks.put(HEAD, Ask(breaks.REGION, 0, {}, MORNING)))
    assert note(await types(village, HEAD, "костр")) == "note-no_button"


async def test_a_school_takes_back_its_own_days_alone(village: Village) -> None:
    """The id on a button may be forged."""

    def add(tx: Tx) -> list[int]:
        tx.breaks.add(AUTUMN)
        tx.breaks.add(AUTUMN, "44")
        tx.breaks.add(AUTUMN, school_id=village.other)
        rows = [*tx.breaks.of(TODAY), *tx.breaks.of(TODAY, "44")]
        return [one.id for one in (*rows, *tx.breaks.of(TODAY, school_id=village.other))]

    for number in await village.run(add):
        await do(village, HEAD, breaks.drop(str(village.school), str(number)))
    for junk in ("", "x", "-1", "9" * 30):
        await do(village, HEAD, breaks.drop(str(village.school), junk))
    assert await listed(village) == await listed(village, "44") == [AUTUMN]
    assert await listed(village, school=village.other) == [AUTUMN]


# -- kept to ---------------------------------------------------------------------------------------


async def test_days_that_are_added_are_kept_to_by_what_is_planned_already(
    village: Village,
) -> None:
    """When its time has come it is seen that the day is off."""
    journey = await village.run(
        lambda tx: walks(tx, ANNA, FAMILY, "install", village.school, village.klass, "parent")
    )
    await village.run(lambda tx: reminding.plan(tx, visit(ANNA, MORNING), journey, acted=True))
    due = (await village.reminder(journey.id)).due
    assert shown(due)[:10] == "2023-11-16"
    await do(village, HEAD, breaks.ask(str(village.school)))
    await types(village, HEAD, "16 ноября")
    assert await village.reminded(ANNA, due) == []
    after = (await village.reminder(journey.id)).due
    assert shown(after)[:13] == "2023-11-17 09"
    (letter,) = await village.reminded(ANNA, after)
    assert letter.reminds
