"""/import: what a table would change, judged row by row, and changed as a whole.

Nothing of the table is kept between looking and loading: the file is read once more, judged once
more, and loaded only if the judgement is the one that was shown.
"""

import datetime as dt
from collections.abc import Callable
from typing import Final, NamedTuple

from bot.actions.operating import answering, commanding, look_at, operating
from bot.actions.operator.judging import Judged, Plan, ends_at, identity_of, kept, plan
from bot.actions.view import Action, View, Visit, view_of
from flows.operator import importing as pages
from flows.operator.giving import LINK_DAYS
from flows.operator.importing import Counted
from flows.operator.roster import CoordinatorLine, Roster, SchoolLine
from flows.scopes import EVERYWHERE, Level
from flows.spans import DAY
from storage import Ask, By, Done, Offer, Person, Tx

ASK: Final = "import"
"""The question for a table: its answer is a file."""
HEAD_DAYS: Final = 30
"""Days that a link for a school's first administrator is good: it is sent on by many hands."""
LEFT: Final = 14
"""Days that a link must be good for still to be given once more."""


class Tokens(NamedTuple):
    """Make what links carry."""

    invitation: Callable[[], str]
    grant: Callable[[], str]


def asked(_text: str) -> Action:
    """Answer the command."""
    return commanding(_ask)


def _ask(tx: Tx, visit: Visit, person: Person, _by: By) -> View:
    tx.asks.put(person.id, Ask(ASK, 0, {}, visit.now))
    return view_of(person, pages.ask())


ask: Final[Action] = operating(_ask)
"""Ask for the table."""


@answering
def answered(_tx: Tx, _visit: Visit, person: Person, _by: By, _ask: Ask, _text: str) -> View:
    """Words are no table: ask once more."""
    return view_of(person, pages.ask())


def wants_table(tx: Tx, by: By) -> bool:
    """Whether a file that comes now is the table that an operator was asked for."""
    one = tx.asks.get(by.by)
    return one is not None and one.name == ASK and tx.grants.operates(by)


def own_region(tx: Tx, by: By) -> str:
    """Return the region that is meant where a row names none: an operator's own."""
    where = look_at(tx, by, "", Level.FULL)
    return where.area.region if where else ""


class Misjudged(Exception):
    """A row could not be loaded though it was judged to fit; nothing of the table is."""


def load(
    tx: Tx, by: By, roster: Roster, today: dt.date, digest: str, tokens: Tokens
) -> tuple[Plan, bool]:
    """Load a table if it is judged as it was shown; return the judgement, and whether it was."""
    judged = plan(tx, by, roster, today)
    if judged.digest != digest or not judged.counted.good:
        return judged, False
    for one in judged.schools:
        if isinstance(one.line, SchoolLine) and one.state != "refused":
            _load_school(tx, by, one, one.line, tokens)
    for one in judged.coordinators:
        if isinstance(one.line, CoordinatorLine) and one.state != "refused":
            _load_coordinator(tx, by, one, one.line, tokens, today)
    _noted(tx, by, judged.counted)
    tx.asks.drop(by.by)
    return judged, True


def _load_school(tx: Tx, by: By, one: Judged, line: SchoolLine, tokens: Tokens) -> None:
    identity = identity_of(line)
    if one.state == "new":
        added = tx.schools.add(identity, by.now)
        if added is None:
            raise Misjudged(f"row {one.row}: the school is there")
        one.school = added.id
    elif one.state == "changed":
        there = tx.schools.get(one.school)
        if there is None or not tx.schools.amend(by, one.school, kept(there, identity)):
            raise Misjudged(f"row {one.row}: the school cannot be changed")
    ends, until = by.now + HEAD_DAYS * DAY, by.now + LEFT * DAY
    invitation = tx.invitations.first(by, one.school, tokens.invitation(), ends, until)
    one.token = invitation.token if invitation else ""


def _load_coordinator(
    tx: Tx, by: By, one: Judged, line: CoordinatorLine, tokens: Tokens, today: dt.date
) -> None:
    area = one.area
    if line.named.school or line.named.inn:
        school = tx.schools.same(identity_of(line))
        area = school.area if school else None
    ends = ends_at(line, by.now, today)
    one.token = tokens.grant()
    made = None
    if area is not None:
        offer = Offer(area, line.level, ends, by.now + LINK_DAYS * DAY)
        made = tx.grants.make(by, one.token, offer)
    if made is None:
        raise Misjudged(f"row {one.row}: the right cannot be given")
    tx.audit.add(by, Done("grant_made", made.area, "grant", made.id, line.level.value))


def _noted(tx: Tx, by: By, counted: Counted) -> None:
    where = look_at(tx, by, "", Level.FULL)
    schools = counted.schools
    detail = f"{schools['new']} {schools['changed']} {counted.coordinators['new']}"
    tx.audit.add(by, Done("imported", where.area if where else EVERYWHERE, detail=detail))
