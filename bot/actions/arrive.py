"""The way in: a deep link, the privacy notice, the language; and the way out."""

import re
from collections.abc import Callable

from bot.actions import handoffs, joining
from bot.actions.view import Action, View, Visit, present, stranger, view_of
from flows import pages
from flows.screens import Text
from storage import Tx

NOTICE = 1
"""Version of the privacy notice that a person agrees to."""

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
CARRIED = 50
"""A payload no longer than this rides in the greeting's buttons until the person has agreed."""


def come(payload: str) -> Action:
    """Answer /start: the present step, the greeting, or what an invitation leads to."""
    known_form = payload if PAYLOAD.fullmatch(payload) else ""

    def act(tx: Tx, visit: Visit) -> View:
        if tx.persons.get(visit.person) is None:
            carried = known_form if len(known_form) <= CARRIED else ""
            return View(pages.greeting(visit.locale, carried), visit.locale)
        if joining.is_invitation(known_form):
            return joining.enter(known_form)(tx, visit)
        return present(tx, visit)

    return act


def agree(language: str, payload: str, tapped: int) -> Action:
    """Keep the person from now on; the greeting becomes their live card."""

    def act(tx: Tx, visit: Visit) -> View:
        if tx.persons.get(visit.person) is None:
            spoken = language if language in pages.LANGUAGES else visit.locale
            tx.persons.agree(visit.person, language=spoken, at=visit.now, notice=NOTICE)
            tx.persons.set_card(visit.person, tapped)
            tx.persons.set_bottom(visit.person, tapped)
        if joining.is_invitation(payload):
            return joining.enter(payload)(tx, visit)
        return present(tx, visit)

    return act


def greet(language: str, payload: str) -> Action:
    """Show the greeting in another language; somebody who agreed sees their step."""

    def act(tx: Tx, visit: Visit) -> View:
        if tx.persons.get(visit.person) is not None:
            return present(tx, visit)
        spoken = language if language in pages.LANGUAGES else visit.locale
        return View(pages.greeting(spoken, payload), spoken)

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

    return act


def kept(person_id: int) -> Callable[[Tx], dict[str, list[dict[str, object]]]]:
    """Everything stored of a person, by table."""
    return lambda tx: tx.persons.export(person_id)
