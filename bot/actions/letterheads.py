"""Who has a file made or checked, for which school, and whether what they send is meant for it.

What heads a school's papers is its name and place; region and ИНН are for those who run it.
"""

from dataclasses import dataclass
from typing import Final

from bot.actions.answers import FRESH
from bot.actions.school import number
from flows import Role
from flows.appointee import FIELDS, FORM
from flows.package import APPLY, Letterhead, case_of
from flows.regions import region
from storage import Ask, Person, Tx

QUESTION: Final = "package."
"""How the names of the questions begin that a document asks."""
ALL: Final = "all"
CHECK: Final = "check"


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose file it is: their language and school, and the case that their journey walks in."""

    language: str
    head: Letterhead
    case: str


def sender(tx: Tx, person_id: int, school: str = "") -> Sender | None:
    """Return whose file it is; None for a stranger, or for a school that is not theirs to see."""
    person = tx.persons.get(person_id)
    head = head_of(tx, person, school) if person else None
    if person is None or head is None:
        return None
    journey = tx.journeys.current(person_id)
    return Sender(person.language, head, case_of(journey.variant if journey else ""))


def head_of(tx: Tx, person: Person, school: str = "") -> Letterhead | None:
    """Name the school that is asked for if the person runs it; else the one of their journey."""
    if school:
        row = tx.schools.seen_by(person.id, number(school))
        return Letterhead(row.name, row.municipality) if row else None
    journey = tx.journeys.current(person.id)
    here = tx.schools.get(journey.school_id) if journey and journey.school_id else None
    if here is None:
        return Letterhead()
    if tx.schools.seen_by(person.id, here.id) is None:
        return Letterhead(here.name, here.municipality)
    known = region(here.region)
    return Letterhead(here.name, here.municipality, known.name if known else "", here.inn)


def field_of(ask: Ask) -> str:
    """Return what is asked for: everything, one of the data, or a document to check."""
    return ask.name.removeprefix(QUESTION)


def open_question(tx: Tx, person: int, now: int) -> Ask | None:
    """Return what is asked for a document, if the next message answers it."""
    ask = tx.asks.get(person)
    if ask is None or not ask.name.startswith(QUESTION) or now - ask.at > FRESH:
        return None
    return ask if field_of(ask) in {ALL, *FIELDS, FORM} else None


def wants_paper(tx: Tx, person: int, now: int) -> str:
    """Return the case of a document to be checked; "" where a file means nothing.

    It does for whoever asked for a check, and on the administrator's step of the application.
    """
    found = tx.journeys.open(person)
    if found is None:
        return ""
    journey, ask = found[1], tx.asks.get(person)
    name = QUESTION + CHECK
    asked = ask is not None and ask.name == name and now - ask.at <= FRESH
    applies = journey is not None and (journey.role, journey.state) == (Role.ADMIN, APPLY)
    return case_of(journey.variant if journey else "") if asked or applies else ""
