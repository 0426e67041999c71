"""What the gateways of schools and classes promise, and of journeys that lead there."""

from dataclasses import replace

import pytest

from storage import Activity, Database, School, StorageError, Tx
from tests.storage.two_schools import (
    ADMIN,
    AT,
    FAMILY,
    TEACHER,
    WHO,
    Place,
    build,
    identity,
    invite,
    put,
)

HEAD, DEPUTY = WHO["head"], WHO["deputy"]


@pytest.fixture
async def place(db: Database) -> Place:
    return await db.write(build)


async def test_a_school_is_stored_once(db: Database) -> None:
    """The same place and name is the same school; so is the same ИНН under any name."""

    def add(tx: Tx) -> list[School | None]:
        first = tx.schools.add(identity("Школа № 1", "5902290000"), AT)
        assert first is not None
        assert first == School(first.id, *identity("Школа № 1", "5902290000"), AT, 0, 0)
        assert tx.schools.get(first.id) == first
        assert tx.schools.same(identity("Другое имя", "5902290000")) == first
        assert tx.schools.same(identity("Школа № 1", "5902290001")) == first
        assert tx.schools.same(identity("Другое имя")) is None
        return [
            tx.schools.add(identity("Школа № 1", "5902290001"), AT),
            tx.schools.add(identity("Другое имя", "5902290000"), AT),
            tx.schools.get(first.id + 100),
        ]

    assert await db.write(add) == [None, None, None]


async def test_schools_without_an_inn_do_not_meet(db: Database) -> None:
    """An empty ИНН is no ИНН: any number of schools have none, and none is found by it."""

    def add(tx: Tx) -> None:
        names = ("Школа № 1", "Школа № 2", "Школа № 3")
        assert all(tx.schools.add(identity(name), AT) for name in names)
        assert tx.schools.add(identity("Школа № 1", place="Кунгур"), AT)
        assert tx.schools.same(identity("Школа № 4")) is None

    await db.write(add)


async def test_the_inn_speaks_before_the_name(db: Database) -> None:
    """A school that took another's old name is found by its ИНН."""

    def add(tx: Tx) -> tuple[School | None, School | None]:
        tx.schools.add(identity("Лицей"), AT)
        right = tx.schools.add(identity("Гимназия", "5902290000"), AT)
        return tx.schools.same(identity("Лицей", "5902290000")), right

    found, right = await db.write(add)
    assert found == right is not None


async def test_municipalities_are_told_once_each(db: Database) -> None:
    """However often spelled otherwise, in one region, with a school to find each by."""

    def add(tx: Tx) -> list[tuple[int, str]]:
        for number, name in enumerate(("Пермь", "ПЕРМЬ", "Кунгур", "Пермь")):
            assert tx.schools.add(identity(f"Школа № {number}", place=name), AT)
        tx.schools.add(identity(place="Казань")._replace(region="16"), AT)
        assert len(tx.schools.municipalities("59", 1)) == 1
        assert tx.schools.municipalities("77", 9) == []
        return tx.schools.municipalities("59", 9)

    found = await db.write(add)
    assert [name.casefold() for _, name in found] == ["кунгур", "пермь"]
    assert [number for number, _ in found] == [3, 1]


async def test_correcting_never_makes_two_schools_one(db: Database, place: Place) -> None:
    """Neither by the name nor by the ИНН of another; its own it may keep."""

    def correct(tx: Tx) -> list[bool]:
        answers = [
            tx.schools.correct(HEAD, place.school, identity("Школа № 1", "5902290000")),
            tx.schools.correct(HEAD, place.school, identity("Школа № 1", "5902290000")),
            tx.schools.correct(HEAD, place.school, identity("Школа № 2", "5902290000")),
            tx.schools.correct(WHO["other head"], place.other, identity("Лицей", "5902290000")),
            tx.schools.correct(WHO["other head"], place.other, identity("Лицей")),
            tx.schools.correct(HEAD, place.school, identity("Школа № 2")),
        ]
        assert tx.schools.get(place.school) == School(
            place.school, *identity("Школа № 2"), AT, 0, 0
        )
        return answers

    assert await db.write(correct) == [True, True, False, False, True, True]


async def test_activity_counts_those_who_were_let_in(db: Database, place: Place) -> None:
    """Journeys of head and deputies for this school, not of a claim; each teacher once."""

    def look(tx: Tx) -> tuple[Activity, Activity]:
        tx.journeys.save(replace(put(tx, "deputy", ADMIN, place.school), state="build"))
        put(tx, "claim", ADMIN, place.school)
        put(tx, "accepted", TEACHER, place.school, place.next_class)
        return tx.schools.activity(place.school), tx.schools.activity(place.other + 9)

    here, nowhere = await db.write(look)
    assert here == Activity((("vk", "apply"), ("vk", "build")), accepted=6)
    assert nowhere == Activity((), 0)


async def test_a_school_is_congratulated_once(db: Database, place: Place) -> None:
    """Though it may become active again and again."""

    def celebrate(tx: Tx) -> list[bool]:
        tx.schools.set_active(place.school, AT)
        first = tx.schools.celebrate(place.school, AT + 1)
        tx.schools.set_active(place.school, 0)
        return [first, tx.schools.celebrate(place.school, AT + 2)]

    assert await db.write(celebrate) == [True, False]
    school = await db.read(lambda tx: tx.schools.get(place.school))
    assert school is not None
    assert (school.active_since, school.celebrated_at) == (0, AT + 1)


async def test_classes_are_in_the_order_of_the_alphabet(db: Database, place: Place) -> None:
    """Ё comes after Е; a class that is there already stays as it is."""

    def add(tx: Tx) -> tuple[list[str], list[str]]:
        names = [(10, "А"), (5, "Ё"), (5, "Ж"), (5, "Е"), (5, "А"), (5, "Е")]
        tx.classes.set_link(HEAD, place.klass, "https://sferum.ru/x", AT)
        assert tx.classes.add(HEAD, place.school, names) == 4
        assert tx.classes.get(place.klass) == tx.classes.named(place.school, 5, "А")
        listed = [row.text for row in tx.classes.of_school(place.school)]
        return listed, [line.row.text for line in tx.classes.lines(HEAD, place.school)]

    chosen, lines = await db.write(add)
    assert chosen == ["5А", "5Б", "5Е", "5Ё", "5Ж", "6А", "10А"]
    assert lines == chosen
    row = await db.read(lambda tx: tx.classes.named(place.school, 5, "А"))
    assert row is not None
    assert (row.link, row.link_at) == ("https://sferum.ru/x", AT)
    assert await db.read(lambda tx: tx.classes.named(place.school, 5, "Я")) is None


async def test_a_class_tells_how_many_are_there(db: Database, place: Place) -> None:
    """Accepted teachers, each once, and families; those who wait or were refused do not count."""

    def count(tx: Tx) -> list[tuple[str, int, int]]:
        put(tx, "accepted", TEACHER, place.school, place.klass)
        lines = tx.classes.lines(DEPUTY, place.school)
        return [(line.row.text, line.teachers, line.families) for line in lines]

    assert await db.write(count) == [("5А", 2, 2), ("5Б", 2, 0), ("6А", 0, 0)]


async def test_a_class_takes_no_other_classes_name(db: Database, place: Place) -> None:
    """The same name in another school is no obstacle."""

    def rename(tx: Tx) -> list[bool]:
        tx.classes.add(WHO["other head"], place.other, [(9, "Г")])
        return [
            tx.classes.rename(HEAD, place.klass, 5, "Б"),
            tx.classes.rename(HEAD, place.klass, 9, "Г"),
            tx.classes.rename(HEAD, place.next_class, 5, "А"),
        ]

    assert await db.write(rename) == [False, True, True]


async def test_links_are_written_only_when_they_change(db: Database, place: Place) -> None:
    """So that nobody is told of a link that they have; its time stays too."""

    def write(tx: Tx) -> list[bool]:
        teacher = WHO["accepted"]
        answers = [tx.classes.set_link(HEAD, place.klass, "l", AT + n) for n in (1, 2)]
        return answers + [tx.classes.set_chat(teacher, place.klass, "c", AT + n) for n in (3, 4)]

    assert await db.write(write) == [True, False, True, False]
    row = await db.read(lambda tx: tx.classes.seen_by(DEPUTY, place.klass))
    assert row is not None
    assert (row.link, row.link_at, row.chat, row.chat_at) == ("l", AT + 1, "c", AT + 3)


async def test_a_class_is_removed_when_nothing_leads_there(db: Database, place: Place) -> None:
    """A journey or an invitation keeps it; without them it goes."""

    def remove(tx: Tx) -> list[bool]:
        journey = put(tx, "family", FAMILY, place.school, place.empty)
        made = invite(tx, place, "family", place.empty)
        tx.invitations.arrive(made.id, WHO["family"], AT)
        answers = [tx.classes.remove(HEAD, place.empty)]
        tx.journeys.save(replace(journey, class_id=None))
        answers.append(tx.classes.remove(HEAD, place.empty))
        tx.invitations.drop_class(place.empty)
        tx.journeys.save(journey)
        answers.append(tx.classes.remove(HEAD, place.empty))
        tx.journeys.save(replace(journey, class_id=None))
        answers.append(tx.classes.remove(HEAD, place.empty))
        assert tx.invitations.find(made.token) is None
        assert tx.classes.get(place.empty) is None
        return answers

    assert await db.write(remove) == [False, False, False, True]


async def test_a_class_belongs_to_a_school(db: Database) -> None:
    """The database itself refuses one of a school that is not there."""
    sql = """
    INSERT INTO classes (school_id, grade, letter, link, link_at, chat, chat_at)
    VALUES (99, 1, 'А', '', 0, '', 0)
    """
    with pytest.raises(StorageError):
        await db.write(lambda tx: tx.execute(sql))


async def test_journeys_are_found_by_school_and_by_class(db: Database, place: Place) -> None:
    """Only those in the role that is asked for, the oldest first."""

    def look(tx: Tx) -> None:
        second = put(tx, "accepted", TEACHER, place.school, place.empty)
        mine = tx.journeys.at_school(WHO["accepted"], place.school, TEACHER)
        assert [one.class_id for one in mine] == [place.klass, place.empty]
        assert mine[1] == second
        assert tx.journeys.at_school(WHO["accepted"], place.other, TEACHER) == []
        assert tx.journeys.at_school(WHO["accepted"], place.school, FAMILY) == []
        there = tx.journeys.in_class(place.klass, FAMILY)
        assert {one.person_id for one in there} == {WHO["parent"], WHO["family"]}
        assert there == sorted(there, key=lambda one: one.id)
        assert tx.journeys.in_class(place.empty, FAMILY) == []

    await db.write(look)


async def test_stages_say_how_many_stand_where(db: Database, place: Place) -> None:
    """And since when the first of them."""

    def look(tx: Tx) -> dict[str, tuple[int, int]]:
        journey = put(tx, "stranger", FAMILY, place.school, place.klass)
        tx.journeys.save(replace(journey, state="wait", since=AT + 9))
        late = put(tx, "claim", FAMILY, place.school, place.klass)
        tx.journeys.save(replace(late, since=AT + 5))
        assert tx.journeys.stages(place.empty, FAMILY) == {}
        return tx.journeys.stages(place.klass, FAMILY)

    assert await db.write(look) == {"apply": (3, AT), "wait": (1, AT + 9)}


async def test_the_desk_is_remembered_and_left(db: Database, place: Place) -> None:
    """None for a card that shows something else."""

    def sit(tx: Tx) -> list[int | None]:
        found = []
        for desk in (place.school, None):
            tx.persons.set_desk(HEAD, desk)
            person = tx.persons.get(HEAD)
            assert person is not None
            found.append(person.desk)
        return found

    assert await db.write(sit) == [place.school, None]
