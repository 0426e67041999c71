"""An invitation is opened: school and role are joined without typing. And schools are left."""

import re
from typing import Final

from bot.actions import reminding
from bot.actions.handoffs import apply, belongs, desk_changed, hand, runs, settle
from bot.actions.scene import IN
from bot.actions.view import Action, View, Visit, agreed, card_view, present, view_of
from bot.actions.walk import begun, hats
from flows import JOIN, Event, Facts, Journey, Party, Role, advance, flow_of, walked_by
from flows.invitations import Offer, trouble
from flows.school_pages import which_family
from flows.screens import Text
from storage import Invitation, Person, Tx

TOKEN: Final = re.compile(r"i[A-Za-z0-9_-]{16}")
"""An invitation in a deep link: 96 random bits behind a letter that says what it is."""
NUMBER: Final = re.compile(r"[0-9]{1,18}")
"""An id off a button, no longer than the database holds."""
ROLES: Final = {
    **dict.fromkeys(("head", "deputy", "first"), Role.ADMIN),
    "teacher": Role.TEACHER,
}
ADMINS: Final = frozenset({"head", "deputy", "first"})


def is_invitation(payload: str) -> bool:
    return TOKEN.fullmatch(payload) is not None


def enter(payload: str, variant: str = "") -> Action:
    """Open an invitation; `variant` is who of a family opens it."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        invitation = tx.invitations.find(payload) if is_invitation(payload) else None
        if invitation is None:
            return present(tx, visit, Text("invitation-unknown"))
        offer = _offer(tx, invitation, person.id)
        wrong = trouble(offer, visit.now)
        if wrong:
            note = f"invitation-{wrong}-{invitation.gives}"
            yours = _runs_already(tx, invitation, person.id)
            return present(tx, visit, Text("invitation-yours" if yours else note))
        return _enter(tx, visit, person, invitation, variant)

    return agreed(act)


def _offer(tx: Tx, one: Invitation, person: int) -> Offer:
    came = tx.invitations.came(one.id, person)
    if came and one.gives in ADMINS:
        came = runs(tx, person, one.school_id)
    if one.gives == "first" and not came and _head(tx, one.school_id):
        # Somebody administrates the school by now: they decide who else does.
        return Offer(one.expires_at, one.most, max(one.most, one.uses), one.revoked_at)
    return Offer(one.expires_at, one.most, one.uses, one.revoked_at, came=came)


def _enter(tx: Tx, visit: Visit, person: Person, one: Invitation, variant: str) -> View:
    role = ROLES.get(one.gives, Role.FAMILY)
    variants = flow_of(visit.edition, role).variants
    if variant not in variants:
        mine = [] if len(variants) == 1 else _familys(tx, visit, one)
        if len(variants) > 1 and not mine:
            return view_of(person, which_family(one.token))
        variant = mine[0].variant if mine else variants[0]
    yours = _runs_already(tx, one, person.id)
    journey = _place(tx, visit, role, variant, one)
    if not yours:
        tx.invitations.arrive(one.id, person.id, visit.now)
    tx.persons.set_current(person.id, journey.id)
    note = "invitation-yours" if yours else f"invitation-welcome-{one.gives}"
    return card_view(tx, visit, person, journey, Text(note))


def _runs_already(tx: Tx, one: Invitation, person: int) -> bool:
    """Whether a link to administrate has nothing to give: whoever tries their own uses it not up.

    A deputy rises by a link to the head's place, once.
    """
    if one.gives not in ADMINS or not runs(tx, person, one.school_id):
        return False
    row = tx.staff.get(person, one.school_id, Role.ADMIN)
    is_head = row is not None and row.standing == "head"
    return is_head or one.gives != "head" or tx.invitations.came(one.id, person)


def _familys(tx: Tx, visit: Visit, one: Invitation) -> list[Journey]:
    """Return what of the person's walks as a family for this class, or as yet for none."""
    variants = flow_of(visit.edition, Role.FAMILY).variants
    mine = [hat for variant in variants for hat in hats(tx, visit, Role.FAMILY, variant)]
    return sorted(
        (hat for hat in mine if hat.class_id in {one.class_id, None}),
        key=lambda hat: hat.class_id is None,
    )


def _place(tx: Tx, visit: Visit, role: Role, variant: str, one: Invitation) -> Journey:
    """Find or begin the journey that the invitation leads to, and walk it for the school."""
    mine = hats(tx, visit, role, variant)
    whole = one.class_id is None
    for hat in mine:
        if hat.school_id == one.school_id and (whole or hat.class_id == one.class_id):
            _belong(tx, visit, one, role)
            return hat
    free = [hat for hat in mine if hat.school_id is None]
    free += [hat for hat in mine if (hat.school_id, hat.class_id) == (one.school_id, None)]
    journey = free[0] if free else begun(tx, visit, role, variant)
    _belong(tx, visit, one, role)
    return join(tx, visit, journey, one.school_id, one.class_id)


def _belong(tx: Tx, visit: Visit, one: Invitation, role: Role) -> None:
    """Give the standing that the invitation gives; whoever has a higher one keeps it.

    The right to administrate is given once: who came by it before only finds their way back.
    """
    school, person = one.school_id, visit.person
    if role is Role.TEACHER:
        tx.staff.join(person, school, role, "joined", visit.now)
    if role is not Role.ADMIN or tx.invitations.came(one.id, person):
        return
    tx.staff.join(person, school, role, "claim", visit.now)
    row = tx.staff.get(person, school, role)
    if row is not None and row.standing == "claim":
        tx.staff.raise_to(person, school, "deputy")
    head = _head(tx, school)
    if one.gives == "head" and head and head != person:
        tx.staff.hand_over(head, person, school)
        tx.invitations.end(school, "head", visit.now)
        tx.outbox.put(head, "handed_over", school, visit.now)
    elif not head:
        tx.staff.promote(school)
    settle(tx, visit, school)
    reminding.administrators(tx, visit, school)


def _head(tx: Tx, school: int) -> int:
    """Return a school's first administrator; 0 for none."""
    heads = (one.person_id for one in tx.staff.admins(school) if one.standing == "head")
    return next(heads, 0)


def join(tx: Tx, visit: Visit, journey: Journey, school: int, klass: int | None) -> Journey:
    """Walk a journey for a school and class, and catch up with what was done alone before."""
    event = Event(JOIN, journey.state, journey.revision, f"{school}.{klass or ''}")
    outcome = advance(walked_by(journey), journey, event, Facts(), visit.now)
    apply(tx, visit, outcome)
    journey = outcome.journey
    if journey.role is Role.TEACHER:
        _catch_up(tx, visit, journey)
        journey = tx.journeys.get(journey.id) or journey
    if journey.role is Role.FAMILY and journey.state == "await_link" and klass:
        row = tx.classes.get(klass)
        if row and row.chat and hand(tx, visit, journey, "link_came", Party.TEACHER):
            tx.outbox.drop(journey.person_id, "moved", journey.id)
            return tx.journeys.get(journey.id) or journey
    if journey.role is Role.ADMIN:
        settle(tx, visit, school)
    return journey


def _catch_up(tx: Tx, visit: Visit, journey: Journey) -> None:
    """Put a teacher who applied before they joined where they stand in the school."""
    school = journey.school_id or 0
    row = tx.staff.get(visit.person, school, Role.TEACHER)
    if row is None:
        return
    done = False
    if row.standing in IN:
        belongs(tx, visit, visit.person, school)
    elif journey.state == "await_acceptance":
        done = tx.staff.apply(visit.person, school, visit.now)
    elif journey.state in {"create_chat", "finished"}:
        done = tx.staff.say_accepted(visit.person, school, visit.now)
        if done:
            belongs(tx, visit, visit.person, school)
        elif tx.staff.apply(visit.person, school, visit.now):
            # Whoever was refused here is not in by what they did alone: they apply anew.
            done = hand(tx, visit, journey, "recalled", Party.ADMIN)
            tx.outbox.drop(visit.person, "moved", journey.id)
        settle(tx, visit, school)
    if done:
        desk_changed(tx, visit, school)


def choose(class_id: str) -> Action:
    """Choose the class that one's journey is walked for, in a school one belongs to."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        journey = tx.journeys.current(person.id)
        klass = tx.classes.get(int(class_id)) if NUMBER.fullmatch(class_id) else None
        if journey is None or klass is None or klass.school_id != journey.school_id:
            return present(tx, visit, Text("note-no_button"))
        if journey.role is not Role.TEACHER:
            return present(tx, visit, Text("note-no_button"))
        after = join(tx, visit, journey, klass.school_id, klass.id)
        return card_view(tx, visit, person, after, Text("note-class-chosen", {"class": klass.text}))

    return agreed(act)
