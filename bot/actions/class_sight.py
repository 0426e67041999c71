"""A class or school as its administrator sees it; whoever is not learns nothing of it."""

from collections.abc import Callable
from typing import Final

from bot.actions.scene import families
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, agreed, present
from flows import Role
from flows.class_pages import Klass
from flows.screens import Text
from storage import ClassRow, Person, School, Tx

BELONGS: Final = ("accepted", "said")
COMES: Final = ("waiting", "joined")


def refused(tx: Tx, visit: Visit) -> View:
    """Answer a button or an answer that has nothing to act on, or not for this person."""
    return present(tx, visit, Text("note-no_button"))


def in_school(school_id: str, act: Callable[[Tx, Visit, Person, School], View]) -> Action:
    """Act in a school that the person administrates."""

    def checked(tx: Tx, visit: Visit, person: Person) -> View:
        here = tx.schools.seen_by(person.id, number(school_id))
        return act(tx, visit, person, here) if here else refused(tx, visit)

    return agreed(checked)


def in_class(class_id: str, act: Callable[[Tx, Visit, Person, ClassRow], View]) -> Action:
    """Act on a class of a school that the person administrates."""

    def checked(tx: Tx, visit: Visit, person: Person) -> View:
        row = tx.classes.seen_by(person.id, number(class_id))
        return act(tx, visit, person, row) if row else refused(tx, visit)

    return agreed(checked)


def described(tx: Tx, person: Person, row: ClassRow) -> Klass:
    """Gather what the page of a class shows to its administrator."""
    school = row.school_id
    here = {one.person_id for one in tx.journeys.in_class(row.id, Role.TEACHER)}
    belong = set(tx.staff.teachers_of(row.id))
    labels = (
        one.staff.label
        for one in tx.staff.teachers(person.id, school, *BELONGS)
        if one.staff.person_id in belong
    )
    coming = [
        one for one in tx.staff.teachers(person.id, school, *COMES) if one.staff.person_id in here
    ]
    return Klass(
        row.id,
        school,
        row.text,
        row.link,
        row.link_at,
        row.chat,
        row.chat_at,
        tuple(labels),
        len(coming),
        families(tx.journeys.stages(row.id, Role.FAMILY)),
        place=place_in(tx, row),
    )


def place_in(tx: Tx, row: ClassRow) -> int:
    """Return the number of a class in the table."""
    return [one.id for one in tx.classes.of_school(row.school_id)].index(row.id)
