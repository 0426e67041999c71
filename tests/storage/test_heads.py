"""Who administrates a school: one head at most, and one wherever somebody does."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import By, Database, StorageError, Tx
from storage.schema import load, upgrade
from storage.sqlite_schema import SqliteSchema
from tests.storage.two_schools import ADMIN, AT, WHO, Place, build, identity, snapshot

HEAD, DEPUTY, CLAIM, ANNA = WHO["head"], WHO["deputy"], WHO["claim"], WHO["stranger"]


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(build)


def _standings(tx: Tx, school: int) -> dict[str, str]:
    """Who is what, of those who administrate the school or want to."""
    names = {person: name for name, person in WHO.items()}
    rows = [*tx.staff.admins(school), *tx.staff.claims(By(0, True, AT), school)]
    return {names[row.person_id]: row.standing for row in rows}


async def test_a_school_has_one_head(db: Database, place: Place) -> None:
    """Nobody becomes a second one, by whichever door; the table itself refuses it too."""

    def try_all(tx: Tx) -> list[object]:
        before = snapshot(tx.execute)
        tries: list[object] = [
            tx.staff.join(ANNA, place.school, ADMIN, "head", AT),
            tx.staff.raise_to(DEPUTY, place.school, "head"),
            tx.staff.raise_to(CLAIM, place.school, "head"),
            tx.staff.raise_to(HEAD, place.school, "deputy"),
            tx.staff.raise_to(ANNA, place.school, "deputy"),
            tx.staff.admit(By(HEAD, True, AT), place.rows["claim"], "head"),
        ]
        tx.staff.promote(place.school)
        assert snapshot(tx.execute) == before
        return tries

    assert not any(await db.write(try_all))
    with pytest.raises(StorageError):
        await db.write(lambda tx: tx.execute("UPDATE staff SET standing = 'head'"))


async def test_of_many_who_come_at_once_one_is_the_head(db: Database, place: Place) -> None:
    """The others are told that they are not in."""
    await db.write(lambda tx: tx.staff.leave(HEAD, place.school, ADMIN))
    await db.write(lambda tx: tx.staff.leave(DEPUTY, place.school, ADMIN))
    await db.write(lambda tx: tx.staff.leave(CLAIM, place.school, ADMIN))

    def come(person: int) -> Callable[[Tx], bool]:
        return lambda tx: tx.staff.join(person, place.school, ADMIN, "head", AT)

    came = await asyncio.gather(*(db.write(come(person)) for person in WHO.values()))
    assert came.count(True) == 1
    admins = await db.read(lambda tx: tx.staff.admins(place.school))
    assert [row.standing for row in admins] == ["head"]


async def test_a_claim_is_let_in_or_dismissed_once(db: Database, place: Place) -> None:
    """The second time there is nothing to decide; a dismissed one may ask again."""

    def decide(tx: Tx) -> None:
        claim = place.rows["claim"]
        row = tx.staff.dismiss(By(DEPUTY, False, AT), claim)
        assert row is not None
        assert (row.id, row.person_id, row.standing) == (claim, CLAIM, "claim")
        assert tx.staff.dismiss(By(DEPUTY, False, AT), claim) is None
        assert tx.staff.join(CLAIM, place.school, ADMIN, "claim", AT + 1)
        (row,) = tx.staff.claims(By(HEAD, False, AT), place.school)
        row = tx.staff.admit(By(HEAD, False, AT + 5), row.id, "deputy")
        assert row is not None
        assert (row.standing, row.decided_at) == ("deputy", AT + 5)
        assert row == tx.staff.get(CLAIM, place.school, ADMIN)
        assert tx.staff.admit(By(HEAD, True, AT + 5), row.id, "deputy") is None
        assert tx.staff.dismiss(By(HEAD, True, AT), row.id) is None
        # Neither is for teachers.
        waiting = place.rows["waiting"]
        assert tx.staff.admit(By(HEAD, True, AT), waiting, "deputy") is None
        assert tx.staff.dismiss(By(HEAD, True, AT), waiting) is None
        assert tx.staff.decide(HEAD, row.id, "refused", ("deputy",), AT) is None

    await db.write(decide)


async def test_the_oldest_deputy_takes_the_place_of_a_head_who_leaves(
    db: Database, place: Place
) -> None:
    """A claim does not; whoever is let in to a school without a head is the head."""

    def leave(tx: Tx) -> None:
        school = place.school
        tx.staff.join(ANNA, school, ADMIN, "deputy", AT)
        assert tx.staff.leave(HEAD, school, ADMIN)
        assert not tx.staff.leave(HEAD, school, ADMIN)
        assert _standings(tx, school) == {"deputy": "head", "stranger": "deputy", "claim": "claim"}
        assert tx.staff.leave(ANNA, school, ADMIN)
        assert tx.staff.leave(DEPUTY, school, ADMIN)
        assert _standings(tx, school) == {"claim": "claim"}
        row = tx.staff.admit(By(0, True, AT), place.rows["claim"], "deputy")
        assert row is not None
        assert row.standing == "head"
        assert _standings(tx, place.other) == {"other head": "head"}

    await db.write(leave)


async def test_an_invited_deputy_of_a_school_without_a_head_is_its_head(
    db: Database, place: Place
) -> None:
    """Whether they come anew or asked before; so is one who is invited as head."""

    def come(tx: Tx) -> list[dict[str, str]]:
        school, seen = place.school, []
        for name in ("head", "deputy"):
            tx.staff.leave(WHO[name], school, ADMIN)
        assert tx.staff.raise_to(CLAIM, school, "deputy")
        seen.append(_standings(tx, school))
        tx.staff.leave(CLAIM, school, ADMIN)
        assert tx.staff.join(ANNA, school, ADMIN, "deputy", AT)
        seen.append(_standings(tx, school))
        tx.staff.leave(ANNA, school, ADMIN)
        tx.staff.join(CLAIM, school, ADMIN, "claim", AT)
        assert tx.staff.raise_to(CLAIM, school, "head")
        return [*seen, _standings(tx, school)]

    found = await db.write(come)
    assert found == [{"claim": "head"}, {"stranger": "head"}, {"claim": "head"}]


async def test_the_head_hands_over_to_a_deputy_only(db: Database, place: Place) -> None:
    """Not to a claim, a teacher, themself or another school's; then they are a deputy."""

    def hand_over(tx: Tx) -> None:
        before = snapshot(tx.execute)
        for name in ("head", "claim", "accepted", "stranger", "other head"):
            assert not tx.staff.hand_over(HEAD, WHO[name], place.school)
        assert snapshot(tx.execute) == before
        assert tx.staff.hand_over(HEAD, DEPUTY, place.school)
        assert not tx.staff.hand_over(HEAD, DEPUTY, place.school)
        assert _standings(tx, place.school) == {
            "head": "deputy",
            "deputy": "head",
            "claim": "claim",
        }

    await db.write(hand_over)


people = st.integers(min_value=1, max_value=4)
standings = st.sampled_from(["head", "deputy", "claim"])
Act = Callable[[Tx, int], object]


def _of(tx: Tx, person: int, school: int) -> int:
    row = tx.staff.get(person, school, ADMIN)
    return row.id if row else 0


def _forget(tx: Tx, person: int) -> None:
    tx.persons.forget(person)
    tx.persons.agree(person, language="ru", at=AT, notice=1)


acts = st.one_of(
    st.builds(
        lambda p, as_: lambda tx, at: tx.staff.join(p, at, ADMIN, as_, AT), people, standings
    ),
    st.builds(lambda p: lambda tx, at: tx.staff.leave(p, at, ADMIN), people),
    st.builds(lambda p: lambda tx, _: _forget(tx, p), people),
    st.builds(lambda p, to: lambda tx, at: tx.staff.hand_over(p, to, at), people, people),
    st.builds(
        lambda p, as_: lambda tx, at: tx.staff.raise_to(p, at, as_),
        people,
        st.sampled_from(["head", "deputy"]),
    ),
    st.builds(
        lambda by, p, as_, operator: (
            lambda tx, at: tx.staff.admit(By(by, operator, AT), _of(tx, p, at), as_)
        ),
        people,
        people,
        st.sampled_from(["head", "deputy"]),
        st.booleans(),
    ),
    st.builds(
        lambda by, p: lambda tx, at: tx.staff.dismiss(By(by, False, AT), _of(tx, p, at)),
        people,
        people,
    ),
    st.just(lambda tx, at: tx.staff.promote(at)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(acts, max_size=25))
def test_whatever_happens_a_school_that_is_run_has_one_head(sequence: list[Act]) -> None:
    """Only a school that nobody runs, or that somebody only claims, has none; nothing fails."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        upgrade(SqliteSchema(connection, "memory"), load(), lambda: AT)
        connection.execute("PRAGMA foreign_keys = ON")
        tx = Tx(connection.execute)
        school = tx.schools.add(identity(), AT)
        assert school is not None
        for person in range(1, 5):
            tx.persons.agree(person, language="ru", at=AT, notice=1)
        for act in sequence:
            act(tx, school.id)
            run_by = [row.standing for row in tx.staff.admins(school.id)]
            assert run_by.count("head") == bool(run_by)
