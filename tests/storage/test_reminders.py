"""What reminders, weekly summaries and days off promise of their rows, on both engines."""

import datetime as dt
from dataclasses import replace

import pytest

from flows.days_off import Break
from flows.model import Role
from flows.reminders import Reason, Reminder, Wish
from storage import Database, Identity, Tx
from tests.storage.people import ANNA, AT, BORIS, agreed, walking

STRANGER = BORIS + 1


def _first(tx: Tx) -> Reminder:
    """Let Anna walk, and have a reminder of it."""
    journey = walking(tx)
    one = Reminder(journey.id, ANNA, Reason.STOPPED, 3, sent=2, due=AT + 60, sent_at=AT - 60)
    tx.reminders.save(one)
    return one


def _another(tx: Tx, person: int = ANNA, due: int = AT) -> Reminder:
    if tx.persons.get(person) is None:
        agreed(tx, person)
    journey = tx.journeys.start(person, Role.FAMILY, "vk", "install", "parent", AT)
    one = Reminder(journey.id, person, Reason.NOT_STARTED, 0, due=due)
    tx.reminders.save(one)
    return one


async def test_a_journey_has_one_reminder(db: Database) -> None:
    """The later one is read back as it was written, in every field."""

    def save(tx: Tx) -> list[Reminder | None]:
        one = _first(tx)
        seen = [tx.reminders.get(one.journey_id)]
        other = replace(one, reason=Reason.BLOCKING, revision=9, sent=0, due=0, muted=True)
        tx.reminders.save(other)
        assert seen == [one]
        assert tx.reminders.of(ANNA) == [other]
        tx.reminders.drop(one.journey_id)
        return [tx.reminders.get(one.journey_id), *tx.reminders.of(ANNA)]

    assert await db.write(save) == [None]


async def test_those_are_due_whose_time_has_come(db: Database) -> None:
    """The longest overdue first, each person once, no more rows looked at than asked for."""

    def due(tx: Tx) -> list[object]:
        seen: list[object] = [tx.reminders.next_due(), tx.reminders.due(AT, 9)]
        _first(tx)
        _another(tx, BORIS, AT)
        _another(tx, BORIS, AT - 50)
        _another(tx, ANNA, 0)
        seen += [tx.reminders.next_due(), tx.reminders.due(AT, 9), tx.reminders.due(AT + 59, 9)]
        return [*seen, tx.reminders.due(AT + 60, 9), tx.reminders.due(AT + 60, 2)]

    assert await db.write(due) == [
        *(None, []),
        *(AT - 50, [BORIS], [BORIS]),
        *([BORIS, ANNA], [BORIS]),
    ]


async def test_what_is_ripe_is_due_no_more(db: Database) -> None:
    """Until it is saved again; whatever is cancelled is neither."""

    def ripen(tx: Tx) -> list[list[int]]:
        one, other = _first(tx), _another(tx)
        _another(tx, BORIS, AT + 99)
        tx.reminders.ripen(one.journey_id, AT)
        tx.reminders.ripen(other.journey_id, AT)
        assert tx.reminders.ripe(ANNA) == [replace(one, due=0), replace(other, due=0)]
        seen = [tx.reminders.due(AT + 90, 9)]
        tx.reminders.save(replace(one, due=0))
        seen.append([each.journey_id for each in tx.reminders.ripe(ANNA)])
        assert seen[-1] == [other.journey_id]
        tx.reminders.save(one)
        tx.reminders.cancel(ANNA)
        assert [each.due for each in tx.reminders.of(ANNA)] == [0, 0]
        return [seen[0], tx.reminders.due(AT + 99, 9), [x.due for x in tx.reminders.ripe(ANNA)]]

    assert await db.write(ripen) == [[], [BORIS], []]


async def test_a_plan_sees_wish_region_and_reminder_at_once(db: Database) -> None:
    """Whoever cannot be reached wishes for nothing; of whoever was forgotten nothing is known."""

    def setting(tx: Tx) -> None:
        school = tx.schools.add(Identity("25", "Находка", "Школа", "", "находка", "школа"), AT)
        assert school is not None
        one = _first(tx)
        number = one.journey_id
        tx.persons.set_wish(ANNA, Wish(17, AT + 500))
        assert tx.reminders.setting(ANNA, number, school.id) == (Wish(17, AT + 500), "25", one)
        assert tx.reminders.setting(ANNA, 99, None) == (Wish(17, AT + 500), "", None)
        tx.persons.lost(ANNA, AT)
        found = tx.reminders.setting(ANNA, number, None)
        assert found is not None
        assert found.wish == Wish(17, AT + 500, off=True)
        assert tx.reminders.setting(STRANGER, number, None) is None

    await db.write(setting)


async def test_what_somebody_chose_is_kept(db: Database) -> None:
    def choose(tx: Tx) -> list[Wish]:
        seen = [agreed(tx).wish]
        for wish in (Wish(0), Wish(19, AT), Wish(off=True), Wish()):
            tx.persons.set_wish(ANNA, wish)
            person = tx.persons.get(ANNA)
            assert person is not None
            seen.append(person.wish)
        return seen

    assert await db.write(choose) == [Wish(), Wish(0), Wish(19, AT), Wish(off=True), Wish()]


async def test_somebody_is_lost_and_back_once(db: Database) -> None:
    """Since the first time; whoever is not stored is neither."""

    def lose(tx: Tx) -> list[object]:
        agreed(tx)
        seen: list[object] = [tx.persons.back(ANNA), tx.persons.lost(ANNA, AT)]
        seen.append(tx.persons.lost(ANNA, AT + 9))
        person = tx.persons.get(ANNA)
        assert person is not None
        seen += [person.blocked_at, tx.persons.back(ANNA), tx.persons.back(ANNA)]
        return [*seen, tx.persons.lost(STRANGER, AT), tx.persons.back(STRANGER)]

    assert await db.write(lose) == [False, True, False, AT, True, False, False, False]


async def test_agreeing_again_changes_nothing_that_was_chosen(db: Database) -> None:
    def agree(tx: Tx) -> tuple[object, ...]:
        agreed(tx)
        tx.persons.set_wish(ANNA, Wish(12))
        tx.persons.set_summaries(ANNA, off=True)
        tx.persons.reminded(ANNA, AT)
        again = agreed(tx)
        return again.wish, again.summaries_off, again.reminded_at, again.blocked_at

    assert await db.write(agree) == (Wish(12), 1, AT, 0)


# -- summaries -------------------------------------------------------------------------------------


async def test_summaries_begin_once(db: Database) -> None:
    def begin(tx: Tx) -> list[object]:
        journey = walking(tx)
        seen: list[object] = [tx.summaries.has(journey.id), tx.summaries.next_due()]
        tx.summaries.begin(journey.id, ANNA, AT + 5, "accepted=1")
        tx.summaries.begin(journey.id, ANNA, AT + 99, "accepted=2")
        seen += [tx.summaries.has(journey.id), tx.summaries.next_due()]
        assert tx.summaries.of(ANNA) == [(journey.id, ANNA, AT + 5, "accepted=1")]
        return [*seen, tx.summaries.due(AT + 4, 9), tx.summaries.due(AT + 5, 9)]

    assert await db.write(begin) == [False, None, True, AT + 5, [], [ANNA]]


async def test_a_ripe_summary_is_due_again_when_it_is_set(db: Database) -> None:
    def ripen(tx: Tx) -> list[object]:
        journey = walking(tx)
        tx.summaries.begin(journey.id, ANNA, AT, "a=1")
        tx.summaries.ripen(journey.id, AT)
        seen: list[object] = [tx.summaries.due(AT, 9), tx.summaries.ripe(ANNA)]
        tx.summaries.set(journey.id, AT + 7, "a=2")
        seen += [tx.summaries.ripe(ANNA), tx.summaries.next_due()]
        tx.summaries.ripen(journey.id, AT)
        tx.summaries.cancel(ANNA)
        seen += [tx.summaries.ripe(ANNA), tx.summaries.next_due(), tx.summaries.of(ANNA)[0].seen]
        tx.summaries.drop(journey.id)
        assert seen[1] == [(journey.id, ANNA, 0, "a=1")]
        return [seen[0], *seen[2:], tx.summaries.of(ANNA)]

    assert await db.write(ripen) == [[], [], AT + 7, [], None, "a=2", []]


async def test_what_is_planned_of_a_journey_goes_with_it(db: Database) -> None:
    def remove(tx: Tx) -> list[object]:
        one = _first(tx)
        tx.summaries.begin(one.journey_id, ANNA, AT, "")
        other = _another(tx)
        tx.journeys.remove(one.journey_id)
        found = [tx.reminders.get(one.journey_id), tx.summaries.has(one.journey_id)]
        return [*found, [each.journey_id for each in tx.reminders.of(ANNA)] == [other.journey_id]]

    assert await db.write(remove) == [None, False, True]


# -- days off --------------------------------------------------------------------------------------

TODAY = dt.date(2026, 10, 30)
AUTUMN = Break(dt.date(2026, 10, 28), dt.date(2026, 11, 5))
PAST = Break(dt.date(2026, 10, 1), dt.date(2026, 10, 29))
TODAYS = Break(TODAY, TODAY)
FEAST = Break(dt.date(2026, 11, 6), dt.date(2026, 11, 6))


@pytest.fixture
async def schools(db: Database) -> tuple[int, int]:
    """Two schools, with days off of each, of a region, and of everybody."""

    def build(tx: Tx) -> tuple[int, int]:
        made = [
            tx.schools.add(Identity("16", "Казань", name, "", "казань", name), AT) for name in "аб"
        ]
        one, other = (school.id for school in made if school)
        tx.breaks.add(AUTUMN, school_id=one)
        tx.breaks.add(PAST, school_id=one)
        tx.breaks.add(TODAYS, school_id=other)
        tx.breaks.add(FEAST, "16")
        tx.breaks.add(PAST)
        tx.breaks.add(TODAYS)
        return one, other

    return await db.write(build)


async def test_days_off_hold_where_they_were_set(db: Database, schools: tuple[int, int]) -> None:
    """A school's, its region's and everybody's; what is over yesterday is not looked at."""
    one, other = schools

    def cover(tx: Tx) -> list[set[Break]]:
        asked = [("16", one), ("16", other), ("16", 99), ("77", None), ("", None)]
        return [set(tx.breaks.covering(TODAY, region, school)) for region, school in asked]

    everybody, of_region = {TODAYS}, {TODAYS, FEAST}
    assert await db.read(cover) == [
        {AUTUMN, *of_region},
        of_region,
        of_region,
        everybody,
        everybody,
    ]


async def test_a_list_shows_what_was_set_for_just_this_place(
    db: Database, schools: tuple[int, int]
) -> None:
    one, other = schools

    def listed(tx: Tx) -> list[list[Break]]:
        rows = [tx.breaks.of(TODAY, school_id=one), tx.breaks.of(TODAY, school_id=other)]
        rows += [tx.breaks.of(TODAY, "16"), tx.breaks.of(TODAY), tx.breaks.of(TODAY, "77")]
        assert [row.school_id for row in rows[0]] == [one]
        assert [(row.region, row.school_id) for row in rows[2]] == [("16", None)]
        return [[row.days for row in found] for found in rows]

    assert await db.read(listed) == [[AUTUMN], [TODAYS], [FEAST], [TODAYS], []]


async def test_days_off_are_taken_back_by_whoever_set_them(
    db: Database, schools: tuple[int, int]
) -> None:
    """An id alone does not do: the place must be theirs."""
    one, other = schools

    def remove(tx: Tx) -> list[bool]:
        (row,) = tx.breaks.of(TODAY, school_id=one)
        (feast,) = tx.breaks.of(TODAY, "16")
        seen = [tx.breaks.remove(row.id, school_id=other), tx.breaks.remove(row.id)]
        seen += [tx.breaks.remove(row.id, "16"), tx.breaks.remove(feast.id)]
        seen += [tx.breaks.remove(feast.id, "16", one)]
        seen += [tx.breaks.remove(row.id, school_id=one), tx.breaks.remove(feast.id, "16")]
        return [*seen, tx.breaks.remove(row.id, school_id=one)]

    assert await db.write(remove) == [*[False] * 5, True, True, False]


async def test_days_off_are_listed_in_their_order(db: Database) -> None:
    def add(tx: Tx) -> list[Break]:
        for days in (FEAST, AUTUMN, TODAYS):
            tx.breaks.add(days)
        return [row.days for row in tx.breaks.of(TODAY)]

    assert await db.write(add) == [AUTUMN, TODAYS, FEAST]
