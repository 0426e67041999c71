"""/audit: gather what operators did in an area."""

from bot.actions.operating import NO_BUTTON, commanding, look_at, operating, where_of
from bot.actions.operator.areas import found_area
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, present, view_of
from flows.operator import journal as pages
from flows.operator.acts import ACTS
from flows.operator.areas import Where
from flows.operator.journal import SHOWN, Deed
from flows.scopes import Area, Reach
from flows.screens import Screen
from storage import AuditRow, By, Person, Tx
from storage.audit import NEWEST


def listed(code: str, before: str = "") -> Action:
    """Show what was done, from the latest or from before a row on."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, _page(tx, by, where, number(before)))

    return operating(act)


def asked(text: str) -> Action:
    """Answer the command; an area may be typed behind it."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where, note = found_area(tx, by, text)
        if where is None:
            return present(tx, visit, note)
        return view_of(person, _page(tx, by, where, 0), note)

    return commanding(act)


def _page(tx: Tx, by: By, where: Where, before: int) -> Screen:
    rows = tx.audit.listed(by, where.area, before=before or NEWEST, most=SHOWN + 1)
    deeds = [_deed(tx, by, one) for one in rows[:SHOWN]]
    return pages.listed(where, deeds, more=len(rows) > SHOWN, first=not before)


def _deed(tx: Tx, by: By, row: AuditRow) -> Deed:
    act = row.act if row.act in ACTS else "other"
    whom = row.subject if row.kind == "person" else 0
    own = row.person_id == by.by
    where = where_of(tx, _area(row))
    which = row.detail if row.kind == "override" else ""
    return Deed(row.id, row.at, row.person_id, own, act, where, whom, row.words, which)


def _area(row: AuditRow) -> Area:
    """Return the smallest area that a row names."""
    reach = Reach.ALL
    if row.school_id:
        reach = Reach.SCHOOL
    elif row.place_key:
        reach = Reach.MUNICIPALITY
    elif row.region:
        reach = Reach.REGION
    return Area(reach, row.region, row.place_key, row.school_id)
