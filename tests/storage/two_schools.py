"""Two schools with everybody who can stand before them, for tests of who may see and do what."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, NamedTuple

from flows.model import Journey, Role
from flows.names import key
from flows.notice import NOTICE
from storage import Database, Identity, Invitation, Terms, Tx
from storage.statements import Execute

AT: Final = 1_700_000_000
ADMIN, TEACHER, FAMILY = Role.ADMIN, Role.TEACHER, Role.FAMILY

# Ids of Telegram need more than 32 bits.
FIRST: Final = 5_000_000_001
_NAMES: Final = (
    "stranger", "head", "deputy", "claim",
    "joined", "waiting", "refused", "said", "accepted",
    "other class", "other head", "other teacher", "family",
    "parent", "crossed in", "crossed out", "unplaced",
)  # fmt: skip
WHO: Final = {name: FIRST + number for number, name in enumerate(_NAMES)}
ADMINS: Final = frozenset({"head", "deputy"})
CLASS_TEACHERS: Final = frozenset({"said", "accepted"})
EVERYBODY: Final = frozenset(_NAMES)


def identity(name: str = "Школа № 1", inn: str = "", place: str = "Пермь") -> Identity:
    """Return a school's data with the keys that they are compared by."""
    return Identity("59", place, name, inn, key(place), key(name))


class Place(NamedTuple):
    """Ids of what the tests ask about. `klass` and `empty` are classes of `school`."""

    school: int
    klass: int
    next_class: int
    empty: int
    other: int
    other_class: int
    rows: dict[str, int]
    """The id of each person's row in `staff`, at `school`."""


def put(tx: Tx, who: str | int, role: Role, school: int, klass: int | None = None) -> Journey:
    """Let somebody, by name or number, walk for a school and class."""
    person = WHO[who] if isinstance(who, str) else who
    journey = tx.journeys.start(person, role, "vk", "apply", "", AT)
    journey = replace(journey, school_id=school, class_id=klass)
    tx.journeys.save(journey)
    return journey


def _teach(tx: Tx, place: Place, name: str, standing: str) -> None:
    """Let a teacher get where they stand in the ordinary way."""
    person, school = WHO[name], place.school
    tx.staff.join(person, school, TEACHER, "joined", AT)
    if standing != "joined":
        tx.staff.apply(person, school, AT + 1)
    row = tx.staff.get(person, school, TEACHER)
    assert row is not None
    if standing == "said":
        tx.staff.say_accepted(person, school, AT + 2)
    elif standing in {"accepted", "refused"}:
        assert tx.staff.decide(WHO["head"], row.id, standing, ("waiting",), AT + 2)


def _teachers(tx: Tx, place: Place) -> None:
    for standing in ("joined", "waiting", "refused", "said", "accepted"):
        _teach(tx, place, standing, standing)
        put(tx, standing, TEACHER, place.school, place.klass)
    _teach(tx, place, "other class", "accepted")
    put(tx, "other class", TEACHER, place.school, place.next_class)
    # A teacher of the next class whose child goes to this one.
    _teach(tx, place, "parent", "accepted")
    put(tx, "parent", TEACHER, place.school, place.next_class)
    put(tx, "parent", FAMILY, place.school, place.klass)
    # Accepted at the other school, with a journey that leads here: by a bug, say.
    tx.staff.join(WHO["crossed in"], place.other, TEACHER, "accepted", AT)
    put(tx, "crossed in", TEACHER, place.school, place.klass)
    put(tx, "crossed in", TEACHER, place.other, place.klass)
    # Accepted here, with a journey that leads to this class, but at the other school.
    _teach(tx, place, "crossed out", "accepted")
    put(tx, "crossed out", TEACHER, place.other, place.klass)
    _teach(tx, place, "unplaced", "accepted")
    put(tx, "unplaced", TEACHER, place.school)


def _school(tx: Tx, name: str, head: str, classes: list[tuple[int, str]]) -> tuple[int, list[int]]:
    school = tx.schools.add(identity(name), AT)
    assert school is not None
    tx.staff.join(WHO[head], school.id, ADMIN, "head", AT)
    put(tx, head, ADMIN, school.id)
    assert tx.classes.add(WHO[head], school.id, classes) == len(classes)
    return school.id, [row.id for row in tx.classes.of_school(school.id)]


def build(tx: Tx) -> Place:
    """Store both schools and everybody; "stranger" has only agreed to the notice."""
    for person in WHO.values():
        tx.persons.agree(person, language="ru", at=AT, notice=NOTICE)
    school, (klass, following, empty) = _school(
        tx, "Школа № 1", "head", [(5, "А"), (5, "Б"), (6, "А")]
    )
    other, (other_class,) = _school(tx, "Школа № 2", "other head", [(5, "А")])
    place = Place(school, klass, following, empty, other, other_class, {})
    tx.staff.join(WHO["deputy"], school, ADMIN, "deputy", AT)
    tx.staff.join(WHO["claim"], school, ADMIN, "claim", AT)
    _teachers(tx, place)
    tx.staff.join(WHO["other teacher"], other, TEACHER, "accepted", AT)
    put(tx, "other teacher", TEACHER, other, other_class)
    put(tx, "family", FAMILY, school, klass)
    rows = tx.execute("SELECT person_id, id FROM staff WHERE school_id = :s", {"s": school})
    by_person = dict(rows.fetchall())
    names = {person: name for name, person in WHO.items()}
    return place._replace(rows={names[person]: row for person, row in by_person.items()})


def invite(tx: Tx, place: Place, gives: str, klass: int | None = None) -> Invitation:
    """Let the school's head invite."""
    terms = Terms(gives, place.school, klass)
    made = tx.invitations.make(WHO["head"], f"{gives}-{klass}", terms, AT)
    assert made is not None
    return made


_TABLES: Final = (
    "persons", "journeys", "schools", "classes", "staff", "invitations", "arrivals", "asks",
    "outbox",
)  # fmt: skip
Everything = dict[str, list[tuple[Any, ...]]]


def snapshot(execute: Execute) -> Everything:
    """Every row of every table that these gateways write."""
    return {
        table: execute(f"SELECT * FROM {table} ORDER BY id", {}).fetchall() for table in _TABLES
    }


class Undone(Exception):
    """Ends a transaction whose effects are not wanted, and carries what was learnt in it."""

    def __init__(self, result: Any) -> None:
        super().__init__(result)
        self.result = result


async def tried(db: Database, function: Callable[[Tx], Any]) -> Any:
    """Run a function, undo what it did, return its result."""

    def run(tx: Tx) -> None:
        raise Undone(function(tx))

    try:
        await db.write(run)
    except Undone as done:
        return done.result
    raise AssertionError
