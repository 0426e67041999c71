"""What the gateway of staff promises, on both engines. Rights: see `test_rights.py`."""

import pytest

from storage import Database, StaffRow, Tx
from tests.storage.two_schools import (
    ADMIN,
    AT,
    FAMILY,
    TEACHER,
    WHO,
    Place,
    build,
    put,
    snapshot,
)

HEAD, DEPUTY, CLAIM, ANNA = WHO["head"], WHO["deputy"], WHO["claim"], WHO["stranger"]


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(build)


def _row(tx: Tx, place: Place, name: str) -> StaffRow:
    row = tx.staff.get(WHO[name], place.school, TEACHER)
    assert row is not None
    return row


async def test_whoever_belongs_already_stays_what_they_are(db: Database, place: Place) -> None:
    """In that role: an administrator may teach as well."""

    def join(tx: Tx) -> None:
        before = snapshot(tx.execute)
        assert not tx.staff.join(HEAD, place.school, ADMIN, "claim", AT + 9)
        assert not tx.staff.join(WHO["accepted"], place.school, TEACHER, "joined", AT + 9)
        assert snapshot(tx.execute) == before
        assert tx.staff.join(HEAD, place.school, TEACHER, "joined", AT + 9)
        assert [(row.role, row.standing) for row in tx.staff.of(HEAD)] == [
            (ADMIN, "head"),
            (TEACHER, "joined"),
        ]
        row = tx.staff.get(HEAD, place.school, TEACHER)
        assert row is not None
        expected = (place.school, HEAD, TEACHER, "joined", "", AT + 9, "", 0, 0)
        assert row == StaffRow(row.id, *expected)
        assert tx.staff.get(ANNA, place.school, TEACHER) is None
        assert tx.staff.of(ANNA) == []

    await db.write(join)


async def test_a_teacher_applies_when_there_is_something_to_apply_for(
    db: Database, place: Place
) -> None:
    """From where each standing leads; a step of their own can be undone by nobody."""
    applies = {"joined": "waiting", "refused": "waiting"}
    says = {"joined": "said", "waiting": "said"}

    def step(tx: Tx) -> None:
        for name in ("stranger", "joined", "waiting", "refused", "said", "accepted"):
            before = tx.staff.get(WHO[name], place.school, TEACHER)
            for move, ways in ((tx.staff.apply, applies), (tx.staff.say_accepted, says)):
                done = move(WHO[name], place.school, AT + 9)
                after = tx.staff.get(WHO[name], place.school, TEACHER)
                assert done == (before is not None and before.standing in ways)
                if before is not None and done:
                    assert after is not None
                    assert after.standing == ways[before.standing]
                    assert (after.before, after.since) == (before.standing, AT + 9)
                    assert tx.staff.undo(HEAD, after.id, 1) is None
                else:
                    assert after == before
                before = after

    await db.write(step)


async def test_a_decision_is_made_from_the_given_standings_only(db: Database, place: Place) -> None:
    """So that a button on an old card changes nothing; the place in the queue is kept."""

    def decide(tx: Tx) -> None:
        waiting = _row(tx, place, "waiting")
        before = snapshot(tx.execute)
        assert tx.staff.decide(HEAD, waiting.id, "accepted", ("joined", "said"), AT) is None
        assert tx.staff.decide(HEAD, waiting.id, "accepted", ("refused",), AT) is None
        assert tx.staff.decide(HEAD, 10**6, "accepted", ("waiting",), AT) is None
        assert snapshot(tx.execute) == before
        row = tx.staff.decide(DEPUTY, waiting.id, "refused", ("said", "joined", "waiting"), AT + 9)
        assert row is not None
        assert row == _row(tx, place, "waiting")
        assert (row.standing, row.before) == ("refused", "waiting")
        assert (row.since, row.decided_at) == (waiting.since, AT + 9)

    await db.write(decide)


async def test_a_decision_is_undone_once_and_in_time(db: Database, place: Place) -> None:
    """By any administrator of the school; a row that nobody decided on is not touched."""

    def undo(tx: Tx) -> None:
        number = place.rows["waiting"]
        assert tx.staff.undo(HEAD, place.rows["joined"], 0) is None
        assert tx.staff.decide(HEAD, number, "accepted", ("waiting",), AT + 10) is not None
        assert tx.staff.undo(HEAD, number, AT + 11) is None
        row = tx.staff.undo(DEPUTY, number, AT + 10)
        assert row is not None
        assert (row.standing, row.before, row.decided_at) == ("waiting", "accepted", 0)
        assert tx.staff.undo(DEPUTY, number, 0) is None
        assert tx.staff.undo(DEPUTY, place.rows["deputy"], 0) is None

    await db.write(undo)


async def test_who_applied_anew_is_not_refused_anew_by_an_undo(db: Database, place: Place) -> None:
    """The refusal is over; taking it back would take back the new application."""

    def apply(tx: Tx) -> None:
        number = place.rows["waiting"]
        tx.staff.decide(HEAD, number, "refused", ("waiting",), AT + 10)
        assert tx.staff.apply(WHO["waiting"], place.school, AT + 11)
        assert tx.staff.undo(HEAD, number, AT) is None
        assert _row(tx, place, "waiting").standing == "waiting"

    await db.write(apply)


async def test_teachers_are_listed_by_class_then_by_time(db: Database, place: Place) -> None:
    """Each once, with a class that is theirs; Ё after Е; whoever has none comes last."""

    def look(tx: Tx) -> list[tuple[int, str]]:
        tx.classes.add(HEAD, place.school, [(5, "Ё"), (5, "Е"), (7, "А")])
        ids = {row.text: row.id for row in tx.classes.of_school(place.school)}
        tx.staff.decide(HEAD, place.rows["waiting"], "accepted", ("waiting",), AT)
        plan = ((1, ("5Ё",)), (2, ()), (3, ("7А", "5Б")), (4, ("5Е",)), (5, ("5Ё",)))
        for number, classes in plan:
            tx.persons.agree(number, language="ru", at=AT, notice=1)
            tx.staff.join(number, place.school, TEACHER, "waiting", AT + (1 if number == 1 else 0))
            for name in classes:
                put(tx, number, TEACHER, place.school, ids[name])
            put(tx, number, FAMILY, place.school, ids["5А"])
        assert tx.staff.teachers(HEAD, place.school, "claim") == []
        found = tx.staff.teachers(HEAD, place.school, "waiting", "joined")
        assert all(
            one.staff == tx.staff.get(one.staff.person_id, place.school, TEACHER) for one in found
        )
        return [(one.staff.person_id, one.class_name) for one in found]

    assert await db.write(look) == [
        (WHO["joined"], "5А"),
        (3, "5Б"),
        (4, "5Е"),
        (5, "5Ё"),
        (1, "5Ё"),
        (2, ""),
    ]


async def test_the_queue_counts_those_who_wait(db: Database, place: Place) -> None:
    """And since when the longest does."""

    def look(tx: Tx) -> list[tuple[int, int]]:
        seen = [tx.staff.queue(place.school), tx.staff.queue(place.other)]
        tx.staff.apply(WHO["joined"], place.school, AT - 5)
        return [*seen, tx.staff.queue(place.school)]

    assert await db.write(look) == [(1, AT + 1), (0, 0), (2, AT - 5)]


async def test_teachers_of_a_class_are_those_who_were_let_in(db: Database, place: Place) -> None:
    """Each once, however many journeys they have there; nobody of another school."""

    def look(tx: Tx) -> list[list[int]]:
        put(tx, "said", TEACHER, place.school, place.klass)
        classes = (place.klass, place.next_class, place.empty)
        return [tx.staff.teachers_of(klass) for klass in classes]

    assert await db.write(look) == [
        [WHO["said"], WHO["accepted"]],
        [WHO["other class"], WHO["parent"]],
        [],
    ]


async def test_a_label_and_a_notice_change_nothing_else(db: Database, place: Place) -> None:
    """One's own label in one role; when somebody was told, in their row alone."""

    def change(tx: Tx) -> None:
        before = tx.execute("SELECT * FROM staff ORDER BY id", {}).fetchall()
        tx.staff.set_label(HEAD, place.school, ADMIN, "Анна П.")
        tx.staff.told(place.rows["head"], AT + 77)
        after = tx.execute("SELECT * FROM staff ORDER BY id", {}).fetchall()
        (changed,) = [new for old, new in zip(before, after, strict=True) if old != new]
        row = tx.staff.get(HEAD, place.school, ADMIN)
        assert row is not None
        assert (changed[:3], changed[4]) == ((row.id, row.school_id, row.person_id), row.standing)
        assert (changed[6:], row.label) == ((row.since, "", 0, AT + 77), "Анна П.")

    await db.write(change)


async def test_leaving_is_for_one_role_at_one_school(db: Database, place: Place) -> None:
    """Everything else of the person stays."""

    def leave(tx: Tx) -> list[str]:
        tx.staff.join(HEAD, place.school, TEACHER, "joined", AT)
        tx.staff.join(HEAD, place.other, ADMIN, "deputy", AT)
        assert tx.staff.leave(HEAD, place.school, TEACHER)
        assert not tx.staff.leave(HEAD, place.other, TEACHER)
        return [row.standing for row in tx.staff.of(HEAD)]

    assert await db.write(leave) == ["head", "deputy"]
