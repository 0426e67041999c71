"""The school's form: an administrator adds their school, or corrects what is stored of it.

Whoever walks away in the middle finds the draft where it was. It is stored by `enrol.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.actions import claims
from bot.actions.drafts import NEW, asked, field_of, going_on, question, taken
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, agreed, present
from flows import Role, form, regions
from flows.draft import (
    FIELDS,
    REVIEW,
    Draft,
    Reading,
    read_inn,
    read_name,
    read_place,
    read_region,
)
from flows.screens import Text
from storage import Ask, Person, Tx

EDIT: Final = "edit-"
_PLACES: Final = 1000
"""Municipalities of a region that are compared with what is typed; no region has as many."""


def open_form(arg: str) -> Action:
    """Open the form.

    "": go on with a school to be added, for an administrator who walks alone; "new": for any,
    who may have another school. "edit-12": correct what is stored of school 12. Within the form:
    a field to correct, "on" (what is there can stay), "all" (every answer, to be corrected).
    """

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if arg.startswith(EDIT):
            return _edit(tx, visit, person, number(arg.removeprefix(EDIT)))
        if arg in {"", "new"}:
            return _add(tx, visit, person, alone=not arg)
        ask = asked(tx, person)
        if ask is None or arg not in {*FIELDS, "on", "all"}:
            return present(tx, visit, Text("note-no_button"))
        return _turn(tx, visit, person, ask, arg)

    return agreed(act)


def _add(tx: Tx, visit: Visit, person: Person, *, alone: bool) -> View:
    ask = asked(tx, person)
    if ask is not None and ask.subject == NEW:
        return going_on(tx, visit, person, ask)
    mine = [one for one in tx.journeys.of(person.id) if one.role is Role.ADMIN]
    if not any(one.school_id is None or not alone for one in mine):
        return present(tx, visit, Text("note-no_button"))
    return going_on(tx, visit, person, question(FIELDS[0], NEW, Draft(), visit))


def _edit(tx: Tx, visit: Visit, person: Person, school_id: int) -> View:
    school = tx.schools.seen_by(person.id, school_id)
    if school is None:
        return present(tx, visit, Text("note-no_button"))
    ask = asked(tx, person)
    if ask is None or ask.subject != school.id:
        draft = Draft(school.region, school.municipality, school.name, school.inn)
        ask = question(REVIEW, school.id, draft, visit)
    return going_on(tx, visit, person, ask)


def _turn(tx: Tx, visit: Visit, person: Person, ask: Ask, arg: str) -> View:
    draft = Draft.read(ask.answers)
    if arg != "all" or draft.missing != REVIEW:
        field = arg if arg in FIELDS else draft.missing
        return going_on(tx, visit, person, question(field, ask.subject, draft, visit))
    screen = form.review(draft, stored=ask.subject != NEW)
    ask = question(REVIEW, ask.subject, draft, visit)
    return going_on(tx, visit, person, ask, screen=screen)


def region(code: str) -> Action:
    def change(_tx: Tx, draft: Draft) -> Draft | None:
        return replace(draft, region=code) if regions.region(code) else None

    return _tapped("region", change)


def place(example: str) -> Action:
    """Take the municipality in which the school `example` is."""

    def change(tx: Tx, draft: Draft) -> Draft | None:
        school = tx.schools.get(number(example))
        if school is None or school.region != draft.region:
            return None
        return replace(draft, place=school.municipality)

    return _tapped("place", change)


def skip_inn() -> Action:
    return _tapped("inn", lambda _tx, draft: replace(draft, inn=""))


def _tapped(field: str, change: Callable[[Tx, Draft], Draft | None]) -> Action:
    """Take a tapped answer to the open question; `change` returns None for a forged one."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        ask = asked(tx, person)
        if ask is None:
            return present(tx, visit, Text("note-no_button"))
        if field_of(ask) != field:
            return going_on(tx, visit, person, ask, note=Text("note-stale"))
        draft = change(tx, Draft.read(ask.answers))
        if draft is None:
            return present(tx, visit, Text("note-no_button"))
        return taken(tx, visit, person, ask.subject, draft)

    return agreed(act)


def answered(tx: Tx, visit: Visit, person: Person, ask: Ask, text: str) -> View:
    """Read a typed answer; what does not fit keeps the question and says what to send."""
    if ask.name == claims.INTRODUCE:
        return claims.introduced(tx, visit, person, ask, text)
    if asked(tx, person) is None:
        # A question of an earlier release.
        tx.asks.drop(person.id)
        return present(tx, visit)
    if not tx.updates.first_seen(visit.update, visit.now):
        # Delivered twice: the question that is open by now is another one.
        return going_on(tx, visit, person, ask)
    read = _read(tx, field_of(ask), Draft.read(ask.answers), text)
    if isinstance(read, Text):
        return going_on(tx, visit, person, ask, note=read)
    if isinstance(read, Draft):
        return taken(tx, visit, person, ask.subject, read)
    asking = replace(ask, answers=read.draft.answers)
    return going_on(tx, visit, person, asking, screen=form.choose(read))


def _read(tx: Tx, field: str, draft: Draft, text: str) -> Reading:
    if field == "region":
        return read_region(draft, text)
    if field == "place":
        return read_place(draft, text, tx.schools.municipalities(draft.region, _PLACES))
    if field == "name":
        return read_name(draft, text)
    return read_inn(draft, text) if field == "inn" else Text("note-form-tap")
