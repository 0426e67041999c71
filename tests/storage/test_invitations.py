"""What the gateway of invitations promises, on both engines. Rights: see `test_rights.py`."""

import asyncio
from dataclasses import replace

import pytest

from storage import Database, Invitation, StorageError, Terms, Tx
from tests.storage.two_schools import AT, WHO, Place, build, invite

HEAD, ANNA, BORIS = WHO["head"], WHO["stranger"], WHO["family"]


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(build)


async def test_an_invitation_is_good_for_what_it_says(db: Database, place: Place) -> None:
    """Whoever holds the token learns all of it; another token is good for nothing."""
    terms = Terms("family", place.school, place.klass, AT + 100, 30)
    made = await db.write(lambda tx: tx.invitations.make(HEAD, "token", terms, AT))
    assert made is not None
    expected = (place.school, place.klass, "family", AT, AT + 100, 30, 0, 0)
    assert made == Invitation(made.id, "token", *expected)
    assert await db.read(lambda tx: tx.invitations.find("token")) == made
    assert await db.read(lambda tx: tx.invitations.find("Token")) is None


async def test_a_token_is_given_once(db: Database, place: Place) -> None:
    """A second invitation with it is refused by the table."""
    terms = Terms("teacher", place.school)
    made = await db.write(lambda tx: tx.invitations.make(HEAD, "token", terms, AT))
    assert made is not None
    assert (made.class_id, made.expires_at, made.most) == (None, 0, 0)
    with pytest.raises(StorageError):
        await db.write(lambda tx: tx.invitations.make(HEAD, "token", terms, AT))


async def test_the_current_one_is_the_newest_that_is_not_revoked(
    db: Database, place: Place
) -> None:
    """For the same class, or for none, and the same role."""

    def look(tx: Tx) -> None:
        def current(gives: str, klass: int | None) -> Invitation | None:
            return tx.invitations.current(HEAD, gives, place.school, klass)

        def make(token: str, gives: str, klass: int | None = None) -> Invitation:
            terms = Terms(gives, place.school, klass)
            made = tx.invitations.make(HEAD, token, terms, AT)
            assert made is not None
            return made

        older, newer = make("a", "family", place.klass), make("b", "family", place.klass)
        whole, other = make("c", "family"), make("d", "family", place.next_class)
        assert current("family", place.klass) == newer
        assert current("family", None) == whole
        assert current("family", place.next_class) == other
        assert current("teacher", place.klass) is None
        assert tx.invitations.revoke(HEAD, newer.id, AT + 5)
        assert current("family", place.klass) == older
        assert tx.invitations.revoke(HEAD, older.id, AT + 6)
        assert current("family", place.klass) is None

    await db.write(look)


async def test_an_ended_invitation_stays_ended(db: Database, place: Place) -> None:
    """It is revoked once, and its bounds are of no use any more; it can still be looked at."""

    def end(tx: Tx) -> list[bool]:
        made = invite(tx, place, "teacher")
        answers = [
            tx.invitations.bound(HEAD, made.id, AT + 50, 3),
            tx.invitations.revoke(HEAD, made.id, AT + 1),
            tx.invitations.revoke(HEAD, made.id, AT + 2),
            tx.invitations.bound(HEAD, made.id, 0, 0),
        ]
        ended = replace(made, expires_at=AT + 50, most=3, revoked_at=AT + 1)
        assert tx.invitations.find(made.token) == ended
        assert tx.invitations.seen_by(HEAD, made.id) == ended
        return answers

    assert await db.write(end) == [True, True, False, False]


async def test_whoever_comes_is_counted_once(db: Database, place: Place) -> None:
    """By each invitation for itself; a class counts all of its own, ended ones too."""

    def come(tx: Tx) -> list[bool]:
        first = invite(tx, place, "family", place.klass)
        assert not tx.invitations.came(first.id, ANNA)
        answers = [
            tx.invitations.arrive(first.id, ANNA, AT),
            tx.invitations.arrive(first.id, ANNA, AT + 1),
            tx.invitations.arrive(first.id, BORIS, AT + 2),
        ]
        assert tx.invitations.came(first.id, ANNA)
        tx.invitations.revoke(HEAD, first.id, AT + 3)
        terms = Terms("family", place.school, place.klass)
        second = tx.invitations.make(HEAD, "second", terms, AT + 3)
        assert second is not None
        answers.append(tx.invitations.arrive(second.id, ANNA, AT + 4))
        of_teachers = invite(tx, place, "teacher", place.klass)
        tx.invitations.arrive(of_teachers.id, ANNA, AT)
        uses = [tx.invitations.find(one.token) for one in (first, second, of_teachers)]
        assert [one.uses for one in uses if one] == [2, 1, 1]
        assert tx.invitations.came_to(place.klass, "family") == 3
        assert tx.invitations.came_to(place.klass, "teacher") == 1
        assert tx.invitations.came_to(place.empty, "family") == 0
        return answers

    assert await db.write(come) == [True, False, True, True]


async def test_many_who_come_at_once_are_all_counted(db: Database, place: Place) -> None:
    """A link in a parents' chat is tapped by thirty in the same minute."""
    made = await db.write(lambda tx: invite(tx, place, "family", place.klass))
    people = range(100, 130)

    async def arrive(person: int) -> bool:
        def function(tx: Tx) -> bool:
            tx.persons.agree(person, language="ru", at=AT, notice=1)
            return tx.invitations.arrive(made.id, person, AT)

        return await db.write(function)

    assert all(await asyncio.gather(*(arrive(person) for person in people)))
    assert await db.read(lambda tx: tx.invitations.came_to(place.klass, "family")) == 30


async def test_dropping_a_classes_invitations_leaves_all_others(db: Database, place: Place) -> None:
    """With those who came by them."""

    def drop(tx: Tx) -> list[bool]:
        mine = invite(tx, place, "family", place.klass)
        others = [invite(tx, place, "family", place.next_class), invite(tx, place, "family")]
        for one in (mine, *others):
            tx.invitations.arrive(one.id, ANNA, AT)
        tx.invitations.drop_class(place.klass)
        assert tx.invitations.find(mine.token) is None
        return [tx.invitations.came(one.id, ANNA) for one in (mine, *others)]

    assert await db.write(drop) == [False, True, True]


async def test_coming_again_after_being_forgotten_is_coming_anew(
    db: Database, place: Place
) -> None:
    """Nothing is left of who came; the number of uses stays, as it names nobody."""

    def forget(tx: Tx) -> int:
        made = invite(tx, place, "teacher")
        for _ in range(2):
            tx.persons.agree(ANNA, language="ru", at=AT, notice=1)
            assert tx.invitations.arrive(made.id, ANNA, AT)
            tx.persons.forget(ANNA)
        found = tx.invitations.find(made.token)
        assert found is not None
        return found.uses

    assert await db.write(forget) == 2
