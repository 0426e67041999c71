"""/find: operators look people up, which is written down."""

from collections.abc import Iterable
from typing import Final

from bot.actions.operating import NO_BUTTON, answering, commanding, look_at, operating, where_of
from bot.actions.operator.areas import NOT_FOUND, named
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, present, view_of
from flows import Journey, walked_by
from flows.classes import parse
from flows.names import check_inn
from flows.operator import people as pages
from flows.operator.figures import Key
from flows.operator.people import SHOWN, Match, Step, Walk
from flows.scopes import EVERYWHERE, Level
from flows.screens import Screen
from storage import Ask, By, Done, Person, School, Tx

FIND: Final = "find"
"""The question whom to look for."""
SCHOOLS: Final = 3
"""How many schools of one name are looked into."""


def asked(text: str) -> Action:
    """Answer the command: look at once for what is typed behind it."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        return _search(tx, person, by, text) if text else _ask(tx, visit, person, by)

    return commanding(act)


def _ask(tx: Tx, visit: Visit, person: Person, _by: By) -> View:
    tx.asks.put(person.id, Ask(FIND, 0, {}, visit.now))
    return view_of(person, pages.ask())


ask: Final[Action] = operating(_ask)
"""Ask whom to look for."""


@answering
def answered(tx: Tx, _visit: Visit, person: Person, by: By, _ask: Ask, text: str) -> View:
    """Look for what is typed; the question stays, so that one can type again."""
    return _search(tx, person, by, text)


def _search(tx: Tx, person: Person, by: By, text: str) -> View:
    """Look by account, by school and class, by school, or by name, as the text allows."""
    words = text.strip()
    digits = words.replace(" ", "")
    inn = check_inn(digits).value
    if digits.isascii() and digits.isdecimal() and not inn:
        shown = _matches(tx, by, tx.finding.journeys(by, number(digits)))[:1]
        return view_of(person, pages.found(shown, (), whole=True))
    in_class = _in_class(tx, by, words)
    if in_class is not None:
        return view_of(person, pages.found(_matches(tx, by, in_class), (), whole=True))
    schools = tx.schools.search(by, words, inn, SCHOOLS)
    if schools:
        return view_of(person, _of_schools(tx, by, schools))
    return _by_name(tx, person, by, words)


def _in_class(tx: Tx, by: By, words: str) -> list[Journey] | None:
    """Read «5А Школа № 3»; None for what names no class and school."""
    first, _, rest = words.partition(" ")
    names = parse(first).names if rest and first[:1].isdigit() else ()
    if len(names) != 1:
        return None
    schools = tx.schools.search(by, rest.strip(" ,"), check_inn(rest).value, SCHOOLS)
    return [
        one
        for school in schools
        for one in tx.finding.teachers(by, school.id, names[0].grade, names[0].letter, SHOWN)
    ]


def _of_schools(tx: Tx, by: By, schools: list[School]) -> Screen:
    walks = [one for school in schools for one in tx.finding.at_school(by, school.id, SHOWN)]
    places = [where_of(tx, one.area) for one in schools]
    return pages.found(_matches(tx, by, walks), [one for one in places if one], whole=True)


def _by_name(tx: Tx, person: Person, by: By, words: str) -> View:
    """Look for staff by name, in the whole of one's area or in the one behind a comma."""
    name, _, place = words.partition(",")
    where = named(tx, by, place.strip()) if place.strip() else look_at(tx, by, "")
    if where is None or not name.strip():
        note = NOT_FOUND if where is None else None
        return view_of(person, pages.found((), (), whole=True), note)
    staff, whole = tx.finding.staff(by, where.area, name, SHOWN)
    walks = [
        walk
        for one in staff
        for walk in tx.finding.journeys(by, one.person_id)
        if walk.school_id == one.school_id
    ]
    return view_of(person, pages.found(_matches(tx, by, walks), (), whole=whole))


def key_of(journey: Journey) -> Key:
    """Return where a journey stands, as statistics call it."""
    return Key(journey.role.value, journey.edition, walked_by(journey).present(journey.state))


def _matches(tx: Tx, by: By, walks: Iterable[Journey]) -> list[Match]:
    """Show each person once, as many as a page holds."""
    found: dict[int, Match] = {}
    for one in walks:
        if one.person_id not in found and len(found) < SHOWN:
            walk = walk_of(tx, by, one)
            found[one.person_id] = Match(one.person_id, walk.where, walk.label, walk.key)
    return list(found.values())


def walk_of(tx: Tx, by: By, journey: Journey) -> Walk:
    """Return a journey as an operator is shown it."""
    school = tx.schools.get(journey.school_id) if journey.school_id else None
    row = tx.staff.get(journey.person_id, school.id, journey.role) if school else None
    return Walk(
        journey.id,
        key_of(journey),
        journey.since,
        where_of(tx, school.area) if school else None,
        row.label if row else "",
        full=tx.finding.journey(by, journey.id, Level.FULL) is not None,
    )


def steps_of(tx: Tx, journey_id: int) -> list[Step]:
    """Return the latest steps of a journey, the latest first."""
    return [
        Step(one.at, Key(one.role.value, one.edition, one.state))
        for one in tx.progress.latest(journey_id)
        if one.origin != one.state
    ]


def opened(account: str) -> Action:
    """Show a person's journeys; that one has looked is written down."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        walks = tx.finding.journeys(by, number(account))
        if not walks:
            return present(tx, visit, NO_BUTTON)
        noted(tx, by, walks[0], "person_seen")
        return view_of(person, pages.person(number(account), [walk_of(tx, by, w) for w in walks]))

    return operating(act)


def noted(tx: Tx, by: By, of: Journey, act: str, words: str = "", detail: str = "") -> int:
    """Write an act about a person into the audit; return its number."""
    school = tx.schools.get(of.school_id) if of.school_id else None
    area = school.area if school else EVERYWHERE
    return tx.audit.add(by, Done(act, area, "person", of.person_id, detail, words))
