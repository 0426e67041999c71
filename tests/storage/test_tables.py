"""What the gateways of persons and journeys promise, on both engines."""

from dataclasses import fields, replace

import pytest

from flows.model import Journey, Role
from storage import Database, Person, StorageError, Tx, journeys
from tests.storage.people import ANNA, AT, BORIS, agreed, walking


async def test_a_person_is_stored_once_they_agree(db: Database) -> None:
    """Nobody is there before; afterwards everything is as given, and nothing is invented."""
    assert await db.read(lambda tx: tx.persons.get(ANNA)) is None
    stored = await db.write(agreed)
    assert stored == Person(ANNA, "ru", AT, 1, None, None, 0, "", AT)
    assert await db.read(lambda tx: tx.persons.get(ANNA)) == stored


async def test_agreeing_again_keeps_what_the_person_has(db: Database) -> None:
    """A new notice changes language, time and version, never the journey or the first day."""
    journey = await db.write(walking)
    again = await db.write(lambda tx: tx.persons.agree(ANNA, language="en", at=AT + 9, notice=2))
    assert again == Person(ANNA, "en", AT + 9, 2, journey.id, None, 0, "", AT)


async def test_card_bottom_and_language_change_alone(db: Database) -> None:
    """Each setter changes its own column."""

    def change(tx: Tx) -> Person | None:
        agreed(tx)
        tx.persons.set_card(ANNA, 70)
        tx.persons.set_bottom(ANNA, 71)
        tx.persons.set_language(ANNA, "en")
        return tx.persons.get(ANNA)

    assert await db.write(change) == Person(ANNA, "en", AT, 1, None, 70, 71, "", AT)
    await db.write(lambda tx: tx.persons.set_card(ANNA, None))
    person = await db.read(lambda tx: tx.persons.get(ANNA))
    assert person is not None
    assert person.card is None


async def test_the_bottom_is_never_lowered(db: Database) -> None:
    """Messages may be heard of out of order; the highest counts."""

    def hear(tx: Tx) -> int:
        agreed(tx)
        for message_id in (10, 12, 11):
            tx.persons.set_bottom(ANNA, message_id)
        person = tx.persons.get(ANNA)
        assert person is not None
        return person.bottom

    assert await db.write(hear) == 12


async def test_a_payload_is_taken_once(db: Database) -> None:
    """A deep link's text waits for its use, and is gone after it."""

    def keep_and_take(tx: Tx) -> list[str]:
        agreed(tx)
        tx.persons.keep_payload(ANNA, "school-77")
        return [tx.persons.take_payload(ANNA), tx.persons.take_payload(ANNA)]

    assert await db.write(keep_and_take) == ["school-77", ""]
    assert await db.write(lambda tx: tx.persons.take_payload(BORIS)) == ""


async def test_changing_somebody_unknown_does_nothing(db: Database) -> None:
    """Whoever was just forgotten does not come back by a late message."""

    def change(tx: Tx) -> Person | None:
        tx.persons.set_card(ANNA, 1)
        tx.persons.set_bottom(ANNA, 1)
        tx.persons.set_language(ANNA, "en")
        tx.persons.set_current(ANNA, 1)
        tx.persons.keep_payload(ANNA, "x")
        return tx.persons.get(ANNA)

    assert await db.write(change) is None


def test_every_field_of_a_journey_has_its_column() -> None:
    """A field added to `Journey` cannot be forgotten here."""
    assert [field.name for field in fields(Journey)] == list(journeys.COLUMNS)


async def test_a_journey_starts_where_it_is_told_and_is_the_current_one(db: Database) -> None:
    """The row is the whole journey, and the person walks it now."""
    journey = await db.write(walking)
    assert journey == Journey(journey.id, ANNA, Role.TEACHER, "vk", "install", AT, AT)
    assert isinstance(journey.role, Role)
    assert await db.read(lambda tx: tx.journeys.get(journey.id)) == journey
    assert await db.read(lambda tx: tx.journeys.current(ANNA)) == journey


async def test_a_journey_comes_back_as_it_was_saved(db: Database) -> None:
    """Every field that may change is kept, ticks as a set."""

    def walk(tx: Tx) -> tuple[Journey, Journey | None]:
        changed = replace(
            walking(tx),
            state="apply",
            since=AT + 5,
            started=AT + 1,
            revision=2**40,
            variant="link",
            ticks=frozenset({"mail", "order"}),
            reason="no phrase",
            asked=AT + 6,
        )
        tx.journeys.save(changed)
        return changed, tx.journeys.get(changed.id)

    changed, found = await db.write(walk)
    assert found == changed


async def test_saving_a_journey_that_is_gone_is_an_error(db: Database) -> None:
    """A step must not be lost silently; somebody else's journey is not this person's either."""
    journey = await db.write(walking)
    with pytest.raises(StorageError, match="not stored"):
        await db.write(lambda tx: tx.journeys.save(replace(journey, person_id=BORIS)))
    await db.write(lambda tx: tx.journeys.remove(journey.id))
    with pytest.raises(StorageError, match="not stored"):
        await db.write(lambda tx: tx.journeys.save(journey))


async def test_opening_gives_the_person_and_where_they_stand(db: Database) -> None:
    """The hot read knows three cases: unknown, without a journey, on a journey."""
    assert await db.read(lambda tx: tx.journeys.open(ANNA)) is None
    person = await db.write(agreed)
    assert await db.read(lambda tx: tx.journeys.open(ANNA)) == (person, None)
    assert await db.read(lambda tx: tx.journeys.current(ANNA)) is None
    journey = await db.write(walking)
    assert await db.read(lambda tx: tx.journeys.open(ANNA)) == (
        replace(person, current_journey=journey.id),
        journey,
    )


async def test_the_journey_of_another_person_is_never_opened(db: Database) -> None:
    """Even if a wrong number was stored as the current journey."""
    journey = await db.write(walking)

    def meddle(tx: Tx) -> Journey | None:
        agreed(tx, BORIS)
        tx.persons.set_current(BORIS, journey.id)
        return tx.journeys.current(BORIS)

    assert await db.write(meddle) is None


async def test_several_hats_are_listed_oldest_first(db: Database) -> None:
    """A teacher who is a parent has two journeys and walks the one they chose."""

    def two_hats(tx: Tx) -> tuple[list[Journey], list[Journey], Journey | None]:
        first = walking(tx)
        walking(tx, BORIS)
        second = tx.journeys.start(ANNA, Role.FAMILY, "vk", "install", "parent", AT + 1)
        tx.persons.set_current(ANNA, first.id)
        return [first, second], tx.journeys.of(ANNA), tx.journeys.current(ANNA)

    made, found, current = await db.write(two_hats)
    assert found == made
    assert current == made[0]
    assert made[1].variant == "parent"


async def test_a_removed_journey_leaves_its_history_and_its_number(db: Database) -> None:
    """Nobody walks it any more, its rows stay its person's, and its id is never used again."""

    def remove(tx: Tx) -> Journey:
        journey = walking(tx)
        tx.progress.add(journey, journey, "start", AT)
        tx.journeys.remove(journey.id)
        tx.journeys.remove(journey.id)
        return journey

    gone = await db.write(remove)
    assert await db.read(lambda tx: tx.journeys.get(gone.id)) is None
    assert await db.read(lambda tx: tx.progress.of(gone.id)) == []
    stored = await db.read(lambda tx: tx.persons.export(ANNA))
    assert [row["journey_id"] for row in stored["progress"]] == [gone.id]
    person = await db.read(lambda tx: tx.persons.get(ANNA))
    assert person is not None
    assert person.current_journey is None
    assert (await db.write(walking)).id > gone.id


async def test_removing_another_journey_keeps_the_current_one(db: Database) -> None:
    """Only who walked the removed one has none afterwards."""

    def remove_other(tx: Tx) -> tuple[Journey, Journey | None]:
        old = walking(tx)
        new = walking(tx)
        tx.journeys.remove(old.id)
        return new, tx.journeys.current(ANNA)

    new, current = await db.write(remove_other)
    assert current == new


async def test_states_in_use_are_told_once_each(db: Database) -> None:
    """The check of old keys sees every edition, role and state, whoever stands there."""

    def fill(tx: Tx) -> None:
        for person_id, state in ((1, "install"), (2, "install"), (3, "apply"), (4, "zz")):
            agreed(tx, person_id)
            tx.journeys.start(person_id, Role.TEACHER, "vk", state, "", AT)
        tx.journeys.start(1, Role.ADMIN, "max", "apply", "", AT)

    assert await db.read(lambda tx: tx.journeys.states_in_use()) == set()
    await db.write(fill)
    assert await db.read(lambda tx: tx.journeys.states_in_use()) == {
        ("vk", "teacher", "install"),
        ("vk", "teacher", "apply"),
        ("vk", "teacher", "zz"),
        ("max", "admin", "apply"),
    }
