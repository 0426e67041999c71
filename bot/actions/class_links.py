"""The administrator's invitation links of classes: one by one, or many in a message."""

from collections.abc import Sequence
from typing import Final

from bot.actions.class_sight import described, in_class, in_school, refused
from bot.actions.school import place_of
from bot.actions.view import Action, View, Visit, view_of
from flows import Role, class_notes, class_pages, classes
from flows.class_notes import Taken, Trouble
from flows.links import ClassLine, Verdict, class_lines, judge_class
from flows.screens import Text
from storage import Ask, ClassRow, Person, School, Tx

ASK: Final = "link"
OF: Final = "of"
"""The answer of an `Ask` that tells what its subject is: a `class`, a `school`, or a school whose
`missing` classes have their links in the other answers."""
NEED: Final = frozenset({"joined", "waiting"})
"""Standings of a teacher for whom the link of their class is something to do."""


def ask_link(class_id: str) -> Action:
    """Ask for the link of one class."""

    def act(tx: Tx, visit: Visit, person: Person, row: ClassRow) -> View:
        tx.asks.put(person.id, Ask(ASK, row.id, {OF: "class"}, visit.now))
        return view_of(person, class_pages.ask_link(described(tx, person, row)))

    return in_class(class_id, act)


def ask_links(school_id: str) -> Action:
    """Ask for the links of many classes."""

    def act(tx: Tx, visit: Visit, person: Person, here: School) -> View:
        tx.asks.put(person.id, Ask(ASK, here.id, {OF: "school"}, visit.now))
        return view_of(person, class_pages.ask_links(place_of(here)))

    return in_school(school_id, act)


def answered_link(tx: Tx, visit: Visit, person: Person, ask: Ask, text: str) -> View:
    """Take the link or links that were asked for."""
    if ask.answers.get(OF) != "class":
        return _answered_links(tx, visit, person, ask.subject, text)
    row = tx.classes.seen_by(person.id, ask.subject)
    if row is None:
        tx.asks.drop(person.id)
        return refused(tx, visit)
    if any(line.name for line in class_lines(text)):
        return _answered_links(tx, visit, person, row.school_id, text)
    found = judge_class(text)
    if not found.accepted:
        page = class_pages.ask_link(described(tx, person, row))
        return view_of(person, page, Text(f"link-{found.verdict}"))
    tx.asks.drop(person.id)
    told = _set(tx, visit, person, row, found.url)
    line = ClassLine(found, classes.ClassName(row.grade, row.letter))
    note = class_notes.saved(row.text, len(told or ()), class_notes.doubt_of(line))
    if told is None:
        note = class_notes.unchanged(row.text)
    after = tx.classes.seen_by(person.id, row.id) or row
    return view_of(person, class_pages.klass(described(tx, person, after)), note)


def _answered_links(tx: Tx, visit: Visit, person: Person, school_id: int, text: str) -> View:
    here = tx.schools.seen_by(person.id, school_id)
    if here is None:
        tx.asks.drop(person.id)
        return refused(tx, visit)
    lines = class_lines(text)
    if not lines:
        return view_of(person, class_pages.ask_links(place_of(here)), Text("link-no_link"))
    return taken(tx, visit, person, here, lines)


def lines_for(tx: Tx, visit: Visit, person: Person, school_id: int, text: str) -> View | None:
    """Take links that nobody asked for; None if there are none, or they are not theirs to send."""
    here = tx.schools.seen_by(person.id, school_id)
    lines = class_lines(text) if here else ()
    if here is None or not has_links(lines):
        return None
    return taken(tx, visit, person, here, lines)


def has_links(lines: Sequence[ClassLine]) -> bool:
    """Whether a message holds anything like a link, good or bad."""
    return any(line.found.verdict is not Verdict.NO_LINK for line in lines)


def taken(tx: Tx, visit: Visit, person: Person, here: School, lines: Sequence[ClassLine]) -> View:
    """Save what can be saved, keep the links of classes that are not there yet, say the rest."""
    saved: list[str] = []
    same: list[str] = []
    missing: dict[str, str] = {}
    troubles: list[Trouble] = []
    told: set[int] = set()
    for line in lines:
        trouble = class_notes.trouble_of(line)
        if trouble or line.name is None:
            troubles += [trouble] if trouble else []
            continue
        row = tx.classes.named(here.id, line.name.grade, line.name.letter)
        if row is None:
            missing[line.name.text] = line.found.url
            continue
        heard = _set(tx, visit, person, row, line.found.url)
        (same if heard is None else saved).append(line.name.text)
        told |= heard or set()
    doubts = [one for one in map(class_notes.doubt_of, lines) if one and one.what in saved]
    _keep(tx, visit, person, here, missing)
    outcome = Taken(tuple(saved), tuple(same), tuple(missing), (*troubles, *doubts), len(told))
    return view_of(person, class_notes.result(place_of(here), outcome))


def _keep(tx: Tx, visit: Visit, person: Person, here: School, missing: dict[str, str]) -> None:
    """Keep the links of classes that are not there until their administrator adds them."""
    tx.asks.drop(person.id)
    if missing:
        tx.asks.put(person.id, Ask(ASK, here.id, {OF: "missing", **missing}, visit.now))


def add_missing(school_id: str) -> Action:
    """Add the classes that links came for, with these links."""

    def act(tx: Tx, visit: Visit, person: Person, here: School) -> View:
        ask = tx.asks.get(person.id)
        if ask is None or (ask.name, ask.subject) != (ASK, here.id):
            return refused(tx, visit)
        links = {name: url for name, url in ask.answers.items() if name != OF}
        names = [classes.parse(name).names[0] for name in links]
        if not names:
            return refused(tx, visit)
        tx.classes.add(person.id, here.id, ((one.grade, one.letter) for one in names))
        lines = [ClassLine(judge_class(links[one.text]), one) for one in names if one.text in links]
        return taken(tx, visit, person, here, lines)

    return in_school(school_id, act)


def _set(tx: Tx, visit: Visit, person: Person, row: ClassRow, url: str) -> set[int] | None:
    """Set the link of a class and have its teachers told; None if it is the one that was there.

    Returns whom: those who have still to use it.
    """
    if not tx.classes.set_link(person.id, row.id, url, visit.now):
        return None
    told: set[int] = set()
    for one in tx.journeys.in_class(row.id, Role.TEACHER):
        staff = tx.staff.get(one.person_id, row.school_id, Role.TEACHER)
        needs = staff is not None and staff.standing in NEED
        if needs and one.state in {"apply", "await_acceptance"}:
            tx.outbox.put(one.person_id, "link_teacher", one.id, visit.now)
            told.add(one.person_id)
    return told
