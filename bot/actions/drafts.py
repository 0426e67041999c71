"""The draft of a school between two answers: kept with the open question, and shown with it."""

from dataclasses import replace
from typing import Final

from bot.actions.handoffs import runs
from bot.actions.view import View, Visit, view_of
from flows import form, names
from flows.draft import FIELDS, REVIEW, SHOWN, Draft
from flows.form import Twin
from flows.screens import Screen, Text
from storage import Ask, Identity, Person, School, Tx

KIND: Final = "school."
"""How the names of the form's questions begin."""
NEW: Final = 0
"""The subject of a form that adds a school; of one that corrects, it is the school's id."""


def asked(tx: Tx, person: Person) -> Ask | None:
    """Return the question of the form that is open."""
    ask = tx.asks.get(person.id)
    return ask if ask and field_of(ask) in {*FIELDS, REVIEW} else None


def field_of(ask: Ask) -> str:
    """Return what is asked; "" if it is not the form that asks."""
    kind, _, field = ask.name.partition(".")
    return field if f"{kind}." == KIND else ""


def question(field: str, subject: int, draft: Draft, visit: Visit) -> Ask:
    return Ask(f"{KIND}{field}", subject, draft.answers, visit.now)


def going_on(
    tx: Tx,
    visit: Visit,
    person: Person,
    ask: Ask,
    *,
    note: Text | None = None,
    screen: Screen | None = None,
) -> View:
    """Keep the question and the draft and show them; `screen` where it is not the usual one."""
    draft = Draft.read(ask.answers)
    field = draft.missing if field_of(ask) == REVIEW else field_of(ask)
    tx.asks.put(person.id, question(field, ask.subject, draft, visit))
    return view_of(person, screen or _screen(tx, person, field, ask.subject, draft), note)


def taken(tx: Tx, visit: Visit, person: Person, subject: int, draft: Draft) -> View:
    """An answer is there: ask the next question, or show them all."""
    return going_on(tx, visit, person, question(draft.missing, subject, draft, visit))


def _screen(tx: Tx, person: Person, field: str, subject: int, draft: Draft) -> Screen:
    if field == "place":
        return form.ask(field, draft, tx.schools.municipalities(draft.region, SHOWN + 1))
    if field != REVIEW:
        return form.ask(field, draft)
    other = twin_of(tx, subject, draft)
    if other is None or (subject == NEW and runs(tx, person.id, other.id)):
        return form.review(draft, stored=subject != NEW)
    by = "inn" if draft.inn and draft.inn == other.inn else "name"
    there = Twin(other.id, other.name, other.municipality, by)
    return form.same(draft, there, stored=subject != NEW)


def identity(draft: Draft) -> Identity:
    place, name = names.key(draft.place), names.key(draft.name)
    return Identity(draft.region, draft.place, draft.name, draft.inn or "", place, name)


def twin_of(tx: Tx, subject: int, draft: Draft) -> School | None:
    """Return another school that is this one already: by its ИНН, or by its name in its place."""
    found = tx.schools.same(identity(draft))
    if found is not None and found.id == subject:
        # It was found by its own ИНН: its new name may still be another's.
        found = tx.schools.same(identity(replace(draft, inn="")))
    return found if found is not None and found.id != subject else None
