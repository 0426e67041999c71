"""/schools: gather lists of schools and a school's page; keep what operators note about it."""

from typing import Final

from bot.actions.operating import NO_BUTTON, answering, commanding, look_at, operating, where_of
from bot.actions.operator.areas import found_area
from bot.actions.scene import families, measure
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, present, view_of
from flows import Role
from flows.names import check_inn, clean
from flows.operator import schools as pages
from flows.operator.figures import Key
from flows.operator.schools import (
    LONGEST,
    NOTES,
    SHOWN,
    SILENT_DAYS,
    STUCK_DAYS,
    Admin,
    Line,
    Look,
    Note,
    SchoolSheet,
    looked,
)
from flows.scopes import Level
from flows.screens import Screen
from flows.spans import DAY
from storage import Ask, By, Done, Person, School, Tx
from storage.keeping import day
from storage.listing import Line as Row

FIND: Final = "schools"
"""The question for a name or ИНН; its subject is nothing, the area is in its answers."""
NOTE: Final = "op_note"
"""The question for a note about the school that is its subject."""
DAYS: Final = {"stuck": STUCK_DAYS, "silent": SILENT_DAYS}


def listed(code: str, view: str = "") -> Action:
    """Show schools of an area, as the button tells."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, _list(tx, visit, by, looked(where, view)))

    return operating(act)


def asked(text: str) -> Action:
    """Answer the command; what is typed behind it names an area or a school."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where, note = found_area(tx, by, text)
        if where is None:
            return present(tx, visit, note)
        return view_of(person, _list(tx, visit, by, Look(where)), note)

    return commanding(act)


def _list(tx: Tx, visit: Visit, by: By, look: Look) -> Screen:
    before = day(visit.now) - DAYS.get(look.filter, 0) * DAY
    rows = tx.listing.schools(
        by, look.where.area, look.filter, look.sort, before, look.first, SHOWN + 1
    )
    lines = [_line(one) for one in rows[:SHOWN]]
    return pages.listed(look, lines, visit.now, more=len(rows) > SHOWN)


def _line(one: Row) -> Line:
    active = bool(one.active_since)
    return Line(one.id, one.name, one.municipality, active, one.waiting, one.since)


def ways(code: str, view: str) -> Action:
    """Let an operator choose a filter or an order."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code) if code else None
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, pages.ways(looked(where, view[1:]), view[:1]))

    return operating(act)


def ask_name(code: str) -> Action:
    """Ask for what to look for in an area."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code) if code else None
        if where is None:
            return present(tx, visit, NO_BUTTON)
        tx.asks.put(person.id, Ask(FIND, 0, {"area": code}, visit.now))
        return view_of(person, pages.search(code))

    return operating(act)


@answering
def answered_name(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    """Show the schools that were meant; the question stands for the next."""
    code = ask.answers.get("area", "")
    where = look_at(tx, by, code)
    if where is None:
        tx.asks.drop(person.id)
        return present(tx, visit)
    rows = tx.schools.search(by, text, check_inn(text).value, SHOWN, where.area)
    lines = [tx.listing.school(by, one.id) for one in rows]
    shown = [_line(one) for one in lines if one]
    return view_of(person, pages.found(shown, code, visit.now))


def opened(school: str) -> Action:
    """Show a school's page."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        sheet = gather(tx, visit, by, number(school))
        if sheet is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, pages.sheet(sheet))

    return operating(act)


def gather(tx: Tx, visit: Visit, by: By, school_id: int) -> SchoolSheet | None:
    """Gather a school's page; None for whoever may not look there."""
    school, line = tx.schools.operated(by, school_id), tx.listing.school(by, school_id)
    where = where_of(tx, school.area) if school else None
    if school is None or line is None or where is None:
        return None
    classes = tx.classes.of_school(school_id)
    of_families = families(tx.journeys.stages_at(school_id, Role.FAMILY))
    meter = measure(tx, school_id, visit.teachers)
    quiet = tx.mutes.over(school_id, Key("", "", ""), visit.now)
    return SchoolSheet(
        where,
        school.inn,
        meter.line,
        _admins(tx, school),
        _line(line),
        line.stepped_at,
        line.active_since,
        len(classes),
        sum(bool(one.chat) for one in classes),
        meter.accepted,
        of_families.opened,
        len(tx.staff.claims(by, school_id)),
        _notes(tx, by, school_id),
        quiet.ends_at if quiet else 0,
        full=tx.grants.allows(by, school.area, Level.FULL),
        keeps=tx.seal.keeps,
        now=visit.now,
    )


def _admins(tx: Tx, school: School) -> list[Admin]:
    found = []
    for row in tx.staff.admins(school.id):
        for one in tx.journeys.at_school(row.person_id, school.id, Role.ADMIN)[:1]:
            key = Key(one.role.value, one.edition, one.state)
            found.append(Admin(key, one.since, row.label, head=row.standing == "head"))
    return found


def _notes(tx: Tx, by: By, school_id: int) -> list[Note]:
    rows = tx.notes.of(by, school_id, NOTES)
    return [Note(one.id, one.at, one.words, own=one.person_id == by.by) for one in rows]


def notes(school: str) -> Action:
    """Show the notes about a school."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        sheet = gather(tx, visit, by, number(school))
        if sheet is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, pages.notes(sheet))

    return operating(act)


def ask_note(school: str) -> Action:
    """Ask for a note about a school."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        found = tx.schools.operated(by, number(school), Level.FULL)
        if found is None or not tx.seal.keeps:
            return present(tx, visit, NO_BUTTON)
        tx.asks.put(person.id, Ask(NOTE, found.id, {}, visit.now))
        return view_of(person, pages.ask_note(found.id))

    return operating(act)


@answering
def answered_note(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    """Keep a note."""
    words = clean(text, LONGEST)
    if not tx.updates.first_seen(visit.update, visit.now) or not words:
        return _back(tx, visit, person, by, ask.subject)
    tx.asks.drop(person.id)
    if not tx.notes.add(by, ask.subject, words):
        return present(tx, visit, NO_BUTTON)
    _audited(tx, by, ask.subject, "note_added")
    return _back(tx, visit, person, by, ask.subject)


def drop_note(note: str) -> Action:
    """Take back a note of one's own."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        school = tx.notes.drop(by, number(note))
        if not school:
            return present(tx, visit, NO_BUTTON)
        _audited(tx, by, school, "note_dropped")
        return _back(tx, visit, person, by, school)

    return operating(act)


def _audited(tx: Tx, by: By, school_id: int, act: str) -> None:
    school = tx.schools.operated(by, school_id)
    if school is not None:
        tx.audit.add(by, Done(act, school.area, "school", school_id))


def _back(tx: Tx, visit: Visit, person: Person, by: By, school_id: int) -> View:
    sheet = gather(tx, visit, by, school_id)
    if sheet is None:
        return present(tx, visit, NO_BUTTON)
    return view_of(person, pages.notes(sheet))
