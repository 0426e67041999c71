"""/school: the school that somebody walks for, as their role sees it; choosing a class; leaving."""

from bot.actions.scene import RUNS, gather, measure
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows import Journey, Role, school_pages
from flows.school_pages import Affairs, Choice, Place
from flows.screens import Screen, Text
from storage import Person, School, Tx


def number(text: str) -> int:
    """Read an id or an offset off a button; 0, which nothing has, for what is none."""
    fits = text.isascii() and text.isdecimal() and len(text) < 19  # noqa: PLR2004 - 64 bits
    return int(text) if fits else 0


def place_of(school: School) -> Place:
    return Place(school.id, school.name, school.municipality)


def school(arg: str = "") -> Action:
    """Show the school of the present journey, or one by its id to its administrator."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        journey = tx.journeys.current(person.id)
        if arg:
            own = tx.schools.seen_by(person.id, number(arg))
            if own is None:
                return present(tx, visit, Text("note-no_button"))
            return view_of(person, _administrators(tx, visit, own, journey))
        return view_of(person, _of_journey(tx, visit, journey))

    return agreed(act)


def _of_journey(tx: Tx, visit: Visit, journey: Journey | None) -> Screen:
    here = _school_of(tx, journey)
    if journey is None or here is None:
        return school_pages.nowhere(journey.role if journey else None)
    if journey.role is Role.ADMIN:
        return _runs(tx, visit, here, journey)
    scene = gather(tx, journey, visit.teachers)
    if journey.role is Role.TEACHER:
        names = tx.seal.keeps
        return school_pages.teacher(place_of(here), scene, journey.class_id, names=names)
    return school_pages.family(place_of(here), scene.class_name)


def _school_of(tx: Tx, journey: Journey | None) -> School | None:
    if journey is None or journey.school_id is None:
        return None
    return tx.schools.get(journey.school_id)


def _runs(tx: Tx, visit: Visit, here: School, journey: Journey) -> Screen:
    """Show the school's affairs to whoever runs it, and only its name to others."""
    row = tx.staff.get(visit.person, here.id, Role.ADMIN)
    if row is None or row.standing not in RUNS:
        return school_pages.outside(place_of(here), row.standing if row else "")
    return _administrators(tx, visit, here, journey)


def _administrators(tx: Tx, visit: Visit, here: School, journey: Journey | None) -> Screen:
    row = tx.staff.get(visit.person, here.id, Role.ADMIN)
    waiting, since = tx.staff.queue(here.id)
    own = journey is not None and (journey.role, journey.school_id) == (Role.ADMIN, here.id)
    affairs = Affairs(
        place_of(here),
        measure(tx, here.id, visit.teachers),
        waiting,
        since,
        classes=len(tx.classes.of_school(here.id)),
        claims=len(tx.staff.claims(visit.by, here.id)),
        head=row is not None and row.standing == "head",
        own=own,
    )
    return school_pages.administrator(affairs)


def pick(first: str = "") -> Action:
    """Let a teacher choose from the classes of the school that they walk for."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        journey = tx.journeys.current(person.id)
        here = _school_of(tx, journey)
        if journey is None or here is None or journey.role is not Role.TEACHER:
            return present(tx, visit, Text("note-no_button"))
        choices = [
            Choice(row.id, row.text, chosen=row.id == journey.class_id)
            for row in tx.classes.of_school(here.id)
        ]
        return view_of(person, school_pages.pick(place_of(here), choices, number(first)))

    return agreed(act)


def leaving(tx: Tx, visit: Visit) -> View:
    """Ask before the present journey's school is left."""
    return agreed(_leaving)(tx, visit)


def _leaving(tx: Tx, visit: Visit, person: Person) -> View:
    journey = tx.journeys.current(person.id)
    here = _school_of(tx, journey)
    if journey is None or here is None:
        return present(tx, visit, Text("note-no_button"))
    return view_of(person, school_pages.leaving(journey, place_of(here)))
