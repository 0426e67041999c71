"""The package for info@sferum.ru: its pages, and the questions that a document asks.

What people type for a document never comes near a transaction: a question is stored with the kind
of the document and what it is for, and nothing else.
"""

from bot.actions.letterheads import ALL, CHECK, QUESTION, field_of, head_of
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows import Role, package_pages
from flows.appointee import FIELDS, FORM, Appointee
from flows.package import CASES, case_of, kind_of
from flows.screens import Screen, Text
from storage import Ask, Person, Tx


def _case(tx: Tx, person: Person, text: str = "") -> str:
    """Read a case off a button; else it is the one that the person's journey walks in."""
    if text in CASES:
        return text
    journey = tx.journeys.current(person.id)
    return case_of(journey.variant if journey else "")


# -- pages -----------------------------------------------------------------------------------------


def package(tx: Tx, visit: Visit) -> View:
    def act(tx: Tx, _visit: Visit, person: Person) -> View:
        return view_of(person, package_pages.package(_case(tx, person)))

    return agreed(act)(tx, visit)


def appointment(kind: str, case: str) -> Action:
    def act(tx: Tx, _visit: Visit, person: Person) -> View:
        screen = package_pages.appointment(kind_of(kind), _case(tx, person, case))
        return view_of(person, screen)

    return agreed(act)


def mail(case: str) -> Action:
    def act(tx: Tx, _visit: Visit, person: Person) -> View:
        head = head_of(tx, person)
        name = head.name if head else ""
        return view_of(person, package_pages.mail(_case(tx, person, case), name))

    return agreed(act)


def papers(school: str) -> Action:
    """Show what is made for a school: of the present journey, or one that the person runs."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if school and tx.schools.seen_by(person.id, number(school)) is None:
            return present(tx, visit, Text("note-no_button"))
        return view_of(person, package_pages.papers(school))

    return agreed(act)


# -- questions -------------------------------------------------------------------------------------


def _only_family(tx: Tx, person: Person) -> bool:
    """Whether somebody walks as a family just now: a family is asked for no names or phones."""
    journey = tx.journeys.current(person.id)
    return journey is not None and journey.role is Role.FAMILY


def fill(kind: str, case: str) -> Action:
    """Ask for everything at once."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if _only_family(tx, person):
            return present(tx, visit, Text("note-package-admin"))
        of = kind_of(kind), _case(tx, person, case)
        _put(tx, visit, ALL, *of)
        return view_of(person, package_pages.fill(*of))

    return agreed(act)


def check_paper(tx: Tx, visit: Visit) -> View:
    """Ask for a document to be judged."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if _only_family(tx, person):
            return present(tx, visit, Text("note-package-admin"))
        tx.asks.put(person.id, Ask(QUESTION + CHECK, 0, {}, visit.now))
        return view_of(person, package_pages.check_page())

    return agreed(act)(tx, visit)


def fix(field: str, of: Appointee, note: Text | None = None) -> Action:
    """Ask for one thing anew; what is no such thing shows what there is."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if field not in (*FIELDS, FORM):
            return reviewed(of)(tx, visit)
        _put(tx, visit, field, of.kind, of.case)
        return view_of(person, package_pages.fix(field), note)

    return agreed(act)


def reviewed(of: Appointee, note: Text | None = None) -> Action:
    """Show what was understood so far; the next message adds to it."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        _put(tx, visit, ALL, of.kind, of.case, begun=True)
        return view_of(person, package_pages.review(of), note)

    return agreed(act)


def asked_again(ask: Ask, note: Text | None) -> Action:
    """Keep the question, and say what is wrong with the answer."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        field, of = field_of(ask), of_ask(ask)
        _put(tx, visit, field, of.kind, of.case)
        if field == ALL:
            return view_of(person, package_pages.fill(of.kind, of.case), note)
        return view_of(person, package_pages.fix(field), note)

    return agreed(act)


def lost(tx: Tx, visit: Visit) -> View:
    """Say that what was typed is there no more."""

    def act(tx: Tx, _visit: Visit, person: Person) -> View:
        ask = tx.asks.get(person.id)
        of = of_ask(ask) if ask else Appointee(kind_of(""), _case(tx, person))
        return view_of(person, package_pages.lost(of.kind, of.case))

    return agreed(act)(tx, visit)


def made(case: str) -> Action:
    """Ask nothing any more: the document is out."""
    return _over(package_pages.done(case))


def dropped(of: Appointee) -> Action:
    screen = package_pages.appointment(of.kind, of.case)
    return _over(screen, Text("note-package-dropped"))


def _over(screen: Screen, note: Text | None = None) -> Action:
    def act(tx: Tx, _visit: Visit, person: Person) -> View:
        ask = tx.asks.get(person.id)
        if ask and ask.name.startswith(QUESTION):
            tx.asks.drop(person.id)
        return view_of(person, screen, note)

    return agreed(act)


def _put(tx: Tx, visit: Visit, field: str, kind: str, case: str, *, begun: bool = False) -> None:
    answers = {"kind": kind, "case": case} | ({"begun": "1"} if begun else {})
    tx.asks.put(visit.person, Ask(QUESTION + field, 0, answers, visit.now))


def of_ask(ask: Ask) -> Appointee:
    """Return an empty draft for the document that a question is about."""
    return Appointee(kind_of(ask.answers.get("kind", "")), case_of(ask.answers.get("case", "")))


def begun(ask: Ask) -> bool:
    """Whether something was understood before this question was asked."""
    return field_of(ask) != ALL or "begun" in ask.answers
