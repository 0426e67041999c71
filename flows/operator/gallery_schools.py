"""Screens of lists of schools, of a school's page, and of who is stuck."""

from collections.abc import Iterator
from dataclasses import replace

from flows.activity import Meter
from flows.operator import schools, stuck
from flows.operator.figures import Key
from flows.operator.schools import FILTERS, SORTS, Admin, Line, Look, Note, SchoolSheet
from flows.operator.shown import AREAS, ID, NOW
from flows.operator.stuck import AGES, Place, Stuck
from flows.roles import FLOWS
from flows.screens import Screen, say
from flows.spans import DAY

_AGO = NOW - 9 * DAY
_LINES = [
    Line(ID, "Школа № 5", "Казань", active, waiting, _AGO)
    for active, waiting in ((True, 0), (False, 0), (False, 12))
]


def schools_screens() -> Iterator[Screen]:
    for where in AREAS:
        for one, sort in ((name, SORTS[at % len(SORTS)]) for at, name in enumerate(FILTERS)):
            look = Look(where, one, sort, 99_992)
            yield schools.listed(look, _LINES, NOW, more=True)
            yield schools.listed(replace(look, first=0), (), NOW, more=False)
        for which in "fs":
            yield schools.ways(look, which)
        yield schools.search(where.code)
        for lines in (_LINES, ()):
            yield schools.found(lines, where.code, NOW)
    yield from _sheets()
    yield from stuck_screens()


def _sheets() -> Iterator[Screen]:
    admins = [
        Admin(Key("admin", "vk", "fill_in"), _AGO, label, head)
        for label in ("", "Завуч")
        for head in (True, False)
    ]
    notes = [Note(ID, _AGO, "Позвонить в понедельник", own) for own in (True, False)]
    meter = Meter(signed_in=True, filled_in=True, accepted=1, needed=3).line
    sheet = SchoolSheet(
        AREAS[-1], "1600000036", meter, admins, _LINES[-1], _AGO, 0, 20, 9, 7, 300, 2, notes,
        NOW, full=True, keeps=True, now=NOW,
    )  # fmt: skip
    bare = replace(
        sheet, inn="", admins=(), line=_LINES[0], stepped_at=0, claims=0, notes=(), quiet_until=0
    )
    for one in (sheet, bare, replace(bare, full=False), replace(bare, keeps=False)):
        yield schools.sheet(one)
        yield schools.notes(one)
    yield schools.ask_note(ID)


def stuck_screens() -> Iterator[Screen]:
    groups = tuple(
        Stuck(Key(flow.role.value, flow.edition, state.key), 12, _AGO, 2 * DAY)
        for flow in FLOWS
        for state in flow.states[:-1]
    )
    found = [Place(code, "Школа № 5", groups) for code in (f"s{ID}", "r16")] * 9
    for where in AREAS:
        for days in AGES:
            yield stuck.listed(where, days, found, 8, NOW, full=True)
        yield stuck.listed(where, 3, (), 0, NOW, full=False)
    for at in range(len(groups)):
        yield stuck.listed(
            AREAS[1], 3, [Place("r16", "Казань", groups[at : at + 1])], 0, NOW, full=True
        )
        yield stuck.school(
            AREAS[-1], 3, Place(f"s{ID}", "Школа", groups[at : at + 1]), NOW, full=True
        )
    yield stuck.school(AREAS[-1], 3, None, NOW, full=False)
    yield Screen(((say("note-reminded_all", count=3),),))
