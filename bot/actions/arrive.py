"""The way in: a deep link, the privacy notice, the language; and the way out."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.actions import handoffs, joining
from bot.actions.operator import giving
from bot.actions.view import (
    Action,
    Free,
    View,
    Visit,
    asking,
    greeting,
    present,
    stranger,
    view_of,
)
from flows import notice, pages
from flows.screens import Text
from storage import Person, Tx

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
CARRIED = 50
"""A payload no longer than this rides in the greeting's buttons until the person has agreed."""
WAITS: Final = 30 * 60
"""Seconds for which somebody still wants what they were asked for consent for."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything of a person by table, and what its schools and classes are called."""

    tables: dict[str, list[dict[str, object]]]
    schools: dict[int, str]
    classes: dict[int, str]


def come(payload: str) -> Action:
    """Answer /start: the present step, the greeting, or what an invitation leads to."""
    known_form = payload if PAYLOAD.fullmatch(payload) else ""

    def act(tx: Tx, visit: Visit) -> View:
        if tx.persons.get(visit.person) is None:
            carried = known_form if len(known_form) <= CARRIED else ""
            return View(greeting(visit, visit.locale, carried), visit.locale)
        return _led(known_form)(tx, visit)

    return act


def _led(payload: str) -> Action:
    """Return what a deep link leads to: a school, a right, or where the person stands."""
    if joining.is_invitation(payload):
        return joining.enter(payload)
    return giving.take(payload) if giving.is_grant(payload) else present


def agree(to_what: str, payload: str, tapped: int) -> Action:
    """Keep the person from now on; the greeting becomes their live card.

    `to_what` is the language of the notice and its version: agreeing to an earlier one, on a
    greeting from then, brings the present one.
    """
    language, _, version = to_what.partition(".")

    def act(tx: Tx, visit: Visit) -> View:
        person = tx.persons.get(visit.person)
        if version != str(notice.NOTICE):
            return greet(language, payload)(tx, visit)
        _agreed(tx, visit, person, language)
        if person is None:
            tx.persons.set_card(visit.person, tapped)
            tx.persons.set_bottom(visit.person, tapped)
        return _led(payload)(tx, visit)

    return Free(act)


def _agreed(tx: Tx, visit: Visit, person: Person | None, language: str) -> None:
    """Write the consent down; whoever is known keeps their language."""
    spoken = language if language in pages.LANGUAGES else visit.locale
    if person is not None:
        spoken = person.language
    if person is None or person.notice < notice.NOTICE:
        tx.persons.agree(visit.person, language=spoken, at=visit.now, notice=notice.NOTICE)


def consent(version: str) -> Action:
    """Take the consent to the notice as it is now, and go on with what waited for it."""

    def act(tx: Tx, visit: Visit) -> View:
        person = tx.persons.get(visit.person)
        if person is None:
            return stranger(visit)
        if person.notice < notice.NOTICE and version != str(notice.NOTICE):
            return asking(tx, visit, visit.held)
        _agreed(tx, visit, person, person.language)
        tx.keeping.come(person.id, visit.now)
        held = visit.held
        if held is None or visit.now - held.visit.now > WAITS:
            return present(tx, visit, Text("note-consented"))
        return held.action(tx, replace(held.visit, now=visit.now))

    return Free(act)


def read_notice(language: str, payload: str) -> Action:
    """Show the whole notice; whoever has not agreed to it finds back to where they can."""

    def act(tx: Tx, visit: Visit) -> View:
        person = tx.persons.get(visit.person)
        current = person is not None and person.notice >= notice.NOTICE
        spoken = language if language in pages.LANGUAGES else visit.locale
        foot = notice.foot_of(
            known=person is not None, current=current, language=spoken, payload=payload
        )
        screen = notice.whole(foot, months=visit.keep_months, policy=visit.policy)
        return view_of(person, screen) if person else View(screen, spoken)

    return act


def greet(language: str, payload: str) -> Action:
    """Show the greeting in another language; somebody who agreed sees their step."""

    def act(tx: Tx, visit: Visit) -> View:
        if tx.persons.get(visit.person) is not None:
            return present(tx, visit)
        spoken = language if language in pages.LANGUAGES else visit.locale
        return View(greeting(visit, spoken, payload), spoken)

    return act


def speak(language: str) -> Action:
    """Change the language."""

    def act(tx: Tx, visit: Visit) -> View:
        if language not in pages.LANGUAGES:
            return present(tx, visit, Text("note-no_button"))
        tx.persons.set_language(visit.person, language)
        person = tx.persons.get(visit.person)
        if person is None:
            return present(tx, visit)
        return view_of(person, pages.settings(person.language), Text("note-language"))

    return act


def forget(sure: str) -> Action:
    """Ask, ask again, then delete everything of the person."""

    def act(tx: Tx, visit: Visit) -> View:
        person = tx.persons.get(visit.person)
        if person is None:
            return stranger(visit, Text("note-nothing-kept"))
        if sure != "now":
            return view_of(person, pages.forget(sure=sure == "sure"))
        handoffs.gone(tx, visit, visit.person)
        tx.persons.forget(visit.person)
        return View(pages.forgotten(), person.language, person.card, person.bottom)

    return Free(act)


def kept(person_id: int) -> Callable[[Tx], Kept]:
    """Everything stored of a person, and the names of the schools and classes in it."""

    def read(tx: Tx) -> Kept:
        tables = tx.persons.export(person_id)
        names = ("persons", "journeys", "staff", "grants", "audit")
        rows = [row for name in names for row in tables[name]]
        schools = (tx.schools.get(one) for one in _ids(rows, "school_id", "desk"))
        classes = (tx.classes.get(one) for one in _ids(rows, "class_id"))
        return Kept(
            tables,
            {one.id: one.name for one in schools if one},
            {one.id: one.text for one in classes if one},
        )

    return read


def _ids(rows: Iterable[Mapping[str, object]], *columns: str) -> set[int]:
    found = (row.get(column) for row in rows for column in columns)
    return {one for one in found if isinstance(one, int)}
