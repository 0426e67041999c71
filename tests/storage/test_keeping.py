"""Since when nobody has come or touched a journey, and what waits for its end."""

from dataclasses import replace

from flows.model import Role
from storage import Database, Tx
from storage.keeping import DAY, Idle, Known, day
from tests.storage.people import ANNA, AT, BORIS, agreed, walking

TODAY = day(AT)
LATER = AT + 40 * DAY


def used(tx: Tx, journey: int) -> tuple[int, int]:
    sql = "SELECT used_at, warned_at FROM journeys WHERE id = :id"
    row: tuple[int, int] = tx.execute(sql, {"id": journey}).fetchone()
    return row


def idle_ids(tx: Tx, before: int, most: int = 9) -> list[int]:
    return [one.journey for one in tx.keeping.idle(before, most)]


async def test_somebody_new_has_come_today(db: Database) -> None:
    await db.write(agreed)
    assert await db.read(lambda tx: tx.keeping.known(ANNA)) == Known(notice=1, seen_at=TODAY)
    assert await db.read(lambda tx: tx.keeping.known(BORIS)) is None


async def test_a_moment_is_cut_down_to_its_day(db: Database) -> None:
    """When exactly somebody comes is nobody's business."""
    journey = await db.write(walking)
    assert await db.read(lambda tx: used(tx, journey.id)) == (TODAY, 0)
    await db.write(lambda tx: tx.keeping.come(ANNA, LATER))
    known = await db.read(lambda tx: tx.keeping.known(ANNA))
    assert known is not None
    assert known.seen_at == day(LATER)
    assert known.seen_at % DAY == 0
    assert await db.read(lambda tx: used(tx, journey.id)) == (day(LATER), 0)


async def test_coming_touches_what_is_walked_and_what_was_to_end(db: Database) -> None:
    """A hat that nobody wears grows older meanwhile."""

    def act(tx: Tx) -> list[tuple[int, int]]:
        worn, warned, left = walking(tx), walking(tx), walking(tx)
        other = walking(tx, BORIS)
        tx.persons.set_current(ANNA, worn.id)
        (_, one, *_) = tx.keeping.idle(AT * 2, 9)
        assert one.journey == warned.id
        tx.keeping.warn(one, AT)
        tx.keeping.come(ANNA, LATER)
        return [used(tx, one.id) for one in (worn, warned, left, other)]

    came, was = (day(LATER), 0), (TODAY, 0)
    assert await db.write(act) == [came, came, was, was]


async def test_the_longest_untouched_come_first(db: Database) -> None:
    def act(tx: Tx) -> list[list[int]]:
        first, second, third = (walking(tx).id for _ in range(3))
        tx.keeping.use(first, LATER)
        tx.keeping.use(third, AT - 5 * DAY)
        assert [first, second, third] == sorted([first, second, third])
        return [
            idle_ids(tx, TODAY),
            idle_ids(tx, TODAY + 1),
            idle_ids(tx, LATER * 2, most=2),
            [third, second],
        ]

    none_today, both, most, expected = await db.write(act)
    assert none_today == expected[:1]
    assert both == most == expected


async def test_it_is_told_when_something_happened_on_it(db: Database) -> None:
    """By the records: a wait that is gone back to says when it began."""

    def act(tx: Tx) -> list[Idle]:
        journey, bare = walking(tx), walking(tx)
        tx.progress.add(journey, journey, "start", AT)
        tx.progress.add(journey, replace(journey, since=AT - 9), "recalled", AT + 5)
        assert bare.since == AT
        return tx.keeping.idle(AT * 2, 9)

    found = await db.write(act)
    assert [(one.person, one.moved, one.warned_at) for one in found] == [
        (ANNA, AT + 5, 0),
        (ANNA, AT, 0),
    ]


async def test_whoever_was_warned_waits_for_the_end_or_comes_back(db: Database) -> None:
    def act(tx: Tx) -> Idle:
        walking(tx)
        (one,) = tx.keeping.idle(AT * 2, 9)
        tx.keeping.warn(one, LATER)
        return one

    one = await db.write(act)
    assert await db.read(lambda tx: tx.keeping.idle(AT * 2, 9)) == []
    assert await db.read(lambda tx: tx.keeping.over(LATER - 1, 9)) == []
    expected = [one._replace(warned_at=LATER)]
    assert await db.read(lambda tx: tx.keeping.over(LATER, 9)) == expected
    assert await db.read(lambda tx: tx.keeping.warned(ANNA)) == expected
    assert await db.read(lambda tx: tx.keeping.warned(BORIS)) == []
    await db.write(lambda tx: tx.keeping.come(ANNA, LATER + DAY))
    assert await db.read(lambda tx: tx.keeping.over(LATER * 2, 9)) == []


async def test_whoever_comes_on_the_day_of_the_warning_is_noticed(db: Database) -> None:
    """They were here today already, for another hat: that must not hide it."""

    def act(tx: Tx) -> list[int]:
        walking(tx)
        tx.keeping.come(ANNA, LATER)
        seen = [tx.keeping.known(ANNA)]
        (one,) = tx.keeping.idle(LATER * 2, 9)
        tx.keeping.warn(one, LATER)
        seen.append(tx.keeping.known(ANNA))
        return [one.seen_at for one in seen if one]

    assert await db.write(act) == [day(LATER), day(LATER) - DAY]


async def test_who_walks_nowhere_is_found_when_they_stay_away(db: Database) -> None:
    def act(tx: Tx) -> list[list[int]]:
        agreed(tx, ANNA)
        walking(tx, BORIS)
        tx.persons.set_current(BORIS, None)
        other = BORIS + 1
        tx.persons.agree(other, language="ru", at=LATER, notice=1)
        return [
            tx.keeping.nowhere(TODAY, 9, LATER),
            tx.keeping.nowhere(TODAY + 1, 9, LATER),
            tx.keeping.nowhere(LATER * 2, 1, LATER),
        ]

    assert await db.write(act) == [[], [ANNA], [ANNA]]


async def test_a_role_that_others_move_is_theirs_to_keep_in_use(db: Database) -> None:
    def act(tx: Tx) -> tuple[int, int]:
        journey = tx.journeys.start(agreed(tx).id, Role.TEACHER, "vk", "install", "", AT)
        (one,) = tx.keeping.idle(AT * 2, 9)
        tx.keeping.warn(one, AT)
        tx.keeping.use(journey.id, LATER)
        return used(tx, journey.id)

    assert await db.write(act) == (day(LATER), 0)
