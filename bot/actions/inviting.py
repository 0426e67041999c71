"""Invitations as those see them who may invite: made, bounded, renewed, revoked, sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from bot.actions.handoffs import runs
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows import Journey, Role, invite_pages
from flows.invitations import Offer, trouble
from flows.invite_pages import Chat, Invite
from flows.screens import Screen, Text
from storage import Invitation, Person, Terms, Tx

_DIGITS: Final = 18
"""Digits that surely fit the database's integers."""
SURE: Final = "sure"


class Target(NamedTuple):
    """What is invited to: `gives` as in `storage.Invitation`, the school, and the class if any."""

    gives: str
    school: int
    klass: int | None


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out of an invitation. The token is not shown in a log by mistake."""

    invite: Invite
    language: str
    token: str = field(repr=False)


def opened(gives: str, where: str, token: str) -> Action:
    """Show the invitation; the first time it is made, with this token."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        mine = tx.journeys.current(person.id)
        if gives == "family" and not where and _teaches(mine) and mine and not mine.class_id:
            return view_of(person, invite_pages.class_first())
        target = _target(tx, gives, where, mine)
        found = _current(tx, visit, person, target, token) if target else None
        if found is None:
            return present(tx, visit, Text("note-no_button"))
        return view_of(person, invite_pages.invite(_seen(tx, person, found), visit.now))

    return agreed(act)


def _teaches(mine: Journey | None) -> bool:
    return mine is not None and mine.role is Role.TEACHER and mine.school_id is not None


def _target(tx: Tx, gives: str, where: str, mine: Journey | None) -> Target | None:
    """Read a button's arguments; families are invited into a class, which knows its school."""
    if gives not in invite_pages.GIVES:
        return None
    first, dot, second = where.partition(".")
    if gives != "family":
        klass = _number(second)
        if not _number(first) or (dot and not klass) or (klass and gives in invite_pages.STAFF):
            return None
        return Target(gives, _number(first), klass or None)
    klass = _number(second if dot else first)
    if not where and _teaches(mine) and mine:
        klass = mine.class_id or 0
    row = tx.classes.get(klass)
    if row is None or (dot and row.school_id != _number(first)):
        return None
    return Target(gives, row.school_id, row.id)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0


def _current(tx: Tx, visit: Visit, person: Person, target: Target, token: str) -> Invitation | None:
    """Return the invitation there is, or make one; None for whoever may not invite to that."""
    there = tx.invitations.current(person.id, target.gives, target.school, target.klass)
    ends, most = invite_pages.usual(target.gives, visit.now)
    return there or _made(tx, visit, person, target, token, ends, most)


def _made(
    tx: Tx, visit: Visit, person: Person, target: Target, token: str, ends: int, most: int
) -> Invitation | None:
    terms = Terms(target.gives, target.school, target.klass, ends, most)
    return tx.invitations.make(person.id, token, terms, visit.now)


def _seen(tx: Tx, person: Person, one: Invitation) -> Invite:
    school = tx.schools.get(one.school_id)
    klass = tx.classes.get(one.class_id) if one.class_id else None
    mine = tx.journeys.current(person.id)
    own = klass is not None and _teaches(mine) and mine is not None and mine.class_id == klass.id
    chat: Chat = "there"
    if one.gives == "family" and klass is not None and not klass.chat:
        chat = "mine" if own else "theirs"
    return Invite(
        one.id,
        one.gives,
        one.school_id,
        school.name if school else "",
        klass.text if klass else "",
        _offer(one),
        chat,
        runs=not own and runs(tx, person.id, one.school_id),
    )


def _offer(one: Invitation) -> Offer:
    return Offer(one.expires_at, one.most, one.uses, one.revoked_at)


def _where(one: Invitation) -> str:
    """Return the second argument of the page `invite` that leads to such an invitation."""
    return f"{one.school_id}.{one.class_id}" if one.class_id else str(one.school_id)


def shown(number: str, note: Text | None = None) -> Action:
    """Show an invitation that is not revoked, as it stands."""
    return _drawn(number, invite_pages.invite, note)


def bounds(number: str) -> Action:
    """Show what can be chosen: until when, for how many."""
    return _drawn(number, _bounds)


def _bounds(one: Invite, now: int) -> Screen | None:
    return None if one.gives in invite_pages.STAFF else invite_pages.bounds(one, now)


def _drawn(
    number: str, draw: Callable[[Invite, int], Screen | None], note: Text | None = None
) -> Action:
    def act(tx: Tx, visit: Visit, person: Person) -> View:
        found = _open(tx, person, number)
        screen = draw(_seen(tx, person, found), visit.now) if found else None
        if screen is None:
            return present(tx, visit, Text("note-no_button"))
        return view_of(person, screen, note)

    return agreed(act)


def _open(tx: Tx, person: Person, number: str) -> Invitation | None:
    """Return an invitation that the person may see and that was not revoked."""
    found = tx.invitations.seen_by(person.id, _number(number))
    return found if found and not found.revoked_at else None


def bounded(number: str, choice: str) -> Action:
    """Set until when or for how many an invitation is good."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        found = _open(tx, person, number)
        chosen = None
        if found:
            chosen = invite_pages.bounds_of(found.gives, choice, _offer(found), visit.now)
        if found is None or chosen is None:
            return present(tx, visit, Text("note-no_button"))
        tx.invitations.bound(person.id, found.id, *chosen)
        return _drawn(number, _bounds, Text("note-invite-bounds"))(tx, visit)

    return agreed(act)


def renewed(number: str, sure: str, token: str) -> Action:
    """Ask, then let a new link take the place of the old one, at once."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        found = _open(tx, person, number)
        if found and sure != SURE:
            return view_of(person, invite_pages.renew(_seen(tx, person, found)))
        made = _replaced(tx, visit, person, found, token) if found else None
        if made is None:
            return present(tx, visit, Text("note-no_button"))
        screen = invite_pages.invite(_seen(tx, person, made), visit.now)
        return view_of(person, screen, Text("note-invite-new"))

    return agreed(act)


def _replaced(
    tx: Tx, visit: Visit, person: Person, old: Invitation, token: str
) -> Invitation | None:
    tx.invitations.revoke(person.id, old.id, visit.now)
    target = Target(old.gives, old.school_id, old.class_id)
    ends, most = invite_pages.anew(old.gives, _offer(old), visit.now)
    return _made(tx, visit, person, target, token, ends, most)


def revoked(number: str, sure: str) -> Action:
    """Ask, then end a link."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        found = _open(tx, person, number)
        if found is None:
            return present(tx, visit, Text("note-no_button"))
        old = _seen(tx, person, found)
        if sure != SURE:
            return view_of(person, invite_pages.revoke(old))
        tx.invitations.revoke(person.id, found.id, visit.now)
        return view_of(person, invite_pages.revoked(old, _where(found)))

    return agreed(act)


def letter(person_id: int, number: str, now: int) -> Callable[[Tx], Letter | None]:
    """Return what to send; None where the right is missing or the link leads nowhere any more."""

    def read(tx: Tx) -> Letter | None:
        person = tx.persons.get(person_id)
        found = _open(tx, person, number) if person else None
        if person is None or found is None:
            return None
        one = _seen(tx, person, found)
        return None if trouble(one.offer, now) else Letter(one, person.language, found.token)

    return read
