"""A typed message: the answer to what was asked, a link, a list of classes, or a search."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeAlias

from bot.actions import (
    asking,
    breaks,
    chats,
    claims,
    class_links,
    classes,
    form,
    joining,
    labels,
    wishes,
)
from bot.actions.handoffs import runs
from bot.actions.operator import (
    casting,
    giving,
    importing,
    links,
    people,
    quiet,
    schools,
    tickets,
    walking,
)
from bot.actions.view import Action, View, Visit, card_view
from flows import Journey, Role
from flows.links import Verdict, judge_chat
from flows.screens import say
from flows.unwanted import Expected
from storage import Ask, Person, Tx

Answered: TypeAlias = Callable[[Tx, Visit, Person, Ask, str], View]

QUESTIONS: Final[dict[str, Answered]] = {
    "school": form.answered,
    "classes": classes.answered_classes,
    "rename": classes.answered_rename,
    "link": class_links.answered_link,
    "label": labels.answered,
    "pause": wishes.answered,
    "break": breaks.answered,
    schools.FIND: schools.answered_name,
    schools.NOTE: schools.answered_note,
    quiet.UNTIL: quiet.answered,
    casting.WRITE: casting.answered,
    asking.QUESTION: asking.answered,
    importing.ASK: importing.answered,
    links.NEW: links.answered,
    people.FIND: people.answered,
    walking.WHY: walking.answered,
    tickets.ANSWER: tickets.answered,
    tickets.NOTE: tickets.answered,
    tickets.KEEP: tickets.answered_keep,
    casting.COUNT: casting.answered_count,
    giving.FIND: giving.answered_place,
    giving.UNTIL: giving.answered_until,
}
"""Who reads an answer, by the first word of the question's name."""
NAMES: Final = frozenset({"label", claims.INTRODUCE})
"""Questions how somebody is to be shown to others."""
EXPECTS: Final[dict[str, frozenset[Expected]]] = {
    "school.inn": frozenset({Expected.INN}),
    "classes": frozenset({Expected.CLASSES}),
    "rename": frozenset({Expected.CLASSES}),
    "schools": frozenset({Expected.INN}),
    "package": frozenset({Expected.CONTACTS}),
}
"""Questions whose answers may look like what is deleted otherwise (`flows/unwanted.py`)."""
ANYTHING: Final = frozenset({casting.WRITE, asking.QUESTION, tickets.ANSWER, tickets.NOTE})
"""Questions that a picture or a file answers too."""
FRESH: Final = 30 * 60
"""Seconds for which a question stands; after that a message is no answer to it any more."""


def answered(text: str, invitation: str, otherwise: Action, digest: str = "") -> Action:
    """Read a message; what is meant for nobody here goes to `otherwise`.

    `invitation` is the token of an own invitation in it, if there is one. A message without words
    answers only what any message answers; `digest` tells what it holds.
    """

    def act(tx: Tx, visit: Visit) -> View:
        person = tx.persons.get(visit.person)
        if person is None:
            return otherwise(tx, visit)
        if invitation:
            return joining.enter(invitation)(tx, visit)
        ask = tx.asks.get(person.id)
        read = QUESTIONS.get(ask.name.partition(".")[0]) if ask else None
        fresh = ask is not None and visit.now - ask.at <= FRESH
        if ask is not None and read is not None and fresh and _answers(ask, text):
            return read(tx, replace(visit, content=digest), person, ask, text)
        if not text:
            return otherwise(tx, visit)
        journey = tx.journeys.current(person.id)
        found = _unasked(tx, visit, person, journey, text) if journey else None
        return found or otherwise(tx, visit)

    return act


def expected(person: int, now: int) -> Callable[[Tx], frozenset[Expected]]:
    """Return what may be sent because it is asked for just now."""

    def read(tx: Tx) -> frozenset[Expected]:
        ask = tx.asks.get(person)
        fresh = ask is not None and now - ask.at <= FRESH
        if ask is None or not fresh:
            return frozenset()
        return EXPECTS.get(ask.name) or EXPECTS.get(ask.name.partition(".")[0], frozenset())

    return read


def _answers(ask: Ask, text: str) -> bool:
    """A link is nobody's name: who sends one while they are asked for it means something else."""
    if not text:
        return ask.name in ANYTHING
    return ask.name not in NAMES or judge_chat(text).verdict is Verdict.NO_LINK


def _unasked(tx: Tx, visit: Visit, person: Person, journey: Journey, text: str) -> View | None:
    """See whether somebody sends on their own what their step is about."""
    school = journey.school_id
    if journey.role is Role.ADMIN and school and runs(tx, person.id, school):
        lines = class_links.lines_for(tx, visit, person, school, text)
        return lines or classes.classes_for(tx, visit, person, school, text)
    found = judge_chat(text)
    if found.verdict is Verdict.NO_LINK:
        return None
    if chats.takes(tx, journey):
        return chats.pasted(tx, visit, person, journey, text)
    note = say("note-link-alone" if found.accepted else f"link-{found.verdict}")
    return card_view(tx, visit, person, journey, note)
