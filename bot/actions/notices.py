"""What the outbox's rows say: words are made of what is stored at the moment of sending.

So a late or doubled message tells how things stand, and one that does not matter any more is
dropped.
"""

from collections.abc import Callable

from bot.actions import desk as desks
from bot.actions import keeping, nudges, reminding, routing
from bot.actions.chats import takes
from bot.actions.letters import Answer, Copy, Later, Letter
from bot.actions.operating import where_of
from bot.actions.operator import casting
from bot.actions.operator.tickets import line_of, may_copy
from bot.actions.scene import place
from bot.actions.school import number as id_of
from bot.actions.view import Visit, card_view, view_of
from flows import Role, desk
from flows.card import hat
from flows.operator.areas import named
from flows.operator.home import BACK
from flows.operator.links import told as dead_links
from flows.operator.people import told as moved_by_operator
from flows.operator.tickets import new as new_ticket
from flows.scene import header
from flows.scopes import EVERYWHERE, Level
from flows.screens import TO_STEP, Arg, Button, Page, Screen, Text, say
from flows.ticket_pages import answer
from storage import Notice, Person, Tx


def compose(tx: Tx, visit: Visit, notice: Notice) -> Answer:
    """Return what to send, until when to wait, or None for what is no use any more."""
    person = tx.persons.get(notice.person_id)
    write = _KINDS.get(notice.kind)
    if person is None or write is None:
        return None
    return write(tx, visit, person, notice)


def _moved(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """Somebody else's act changed a journey: show it where it stands now."""
    return _journey(tx, visit, person, notice.subject, say(f"handed-{notice.detail}"))


def _of_journey(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    return _journey(tx, visit, person, notice.subject, say(f"handed-{notice.kind}"))


def _class_removed(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    note = Text("handed-class_removed", {"class": notice.detail})
    return _journey(tx, visit, person, notice.subject, note)


def _remind_chat(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """The administrator asks for the chat, unless it is there by now."""
    journey = tx.journeys.get(notice.subject)
    klass = tx.classes.get(journey.class_id) if journey and journey.class_id else None
    if journey is None or klass is None or klass.chat or not takes(tx, journey):
        return None
    return _journey(tx, visit, person, journey.id, say("handed-remind_chat"))


def _link_for_teacher(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """Tell of the administrator's link only whoever has still to use it."""
    journey = tx.journeys.get(notice.subject)
    if journey is None or journey.state not in {"apply", "await_acceptance"}:
        return None
    return _journey(tx, visit, person, journey.id, say("handed-link_teacher"))


def _journey(tx: Tx, visit: Visit, person: Person, number: int, note: Text) -> Answer:
    """Send the card of a journey; of one that is not walked just now, the way to it."""
    journey = tx.journeys.get(number)
    if journey is None or journey.person_id != person.id:
        return None
    if person.current_journey == journey.id:
        return Letter(card_view(tx, visit, person, journey, note))
    go = Button(say("handed.go"), Page("switch", str(journey.id)))
    worn = header(hat(journey), place(tx, journey))
    return Letter(view_of(person, Screen(((worn,), (note,)), ((go,), (TO_STEP,)))))


def _desk(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """The list changed: in silence where it is in sight, with a sound after a pause."""
    row = tx.staff.get(person.id, notice.subject, Role.ADMIN)
    here = desks.gather(tx, visit, person.id, notice.subject)
    if row is None or here is None:
        return None
    view = view_of(person, desk.live(here), desk=here.school_id)
    # Who applied in the second of the notice is in its list, or comes into it in silence.
    new = [one for one in here.waiting if one.since > row.told_at]
    rest = row.told_at + desk.PAUSE_SECONDS
    if new and visit.now >= rest:
        return Letter(view, told=row.id)
    # Below another message it cannot be changed in place: it would come anew, with a sound.
    if person.desk == notice.subject and person.card == person.bottom:
        return Letter(view, silent=True, again=rest if new else None)
    return Later(rest) if new else None


def _of_school(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """Tell an administrator of their school, on the card of the journey for it."""
    mine = tx.journeys.at_school(person.id, notice.subject, Role.ADMIN)
    school = tx.schools.get(notice.subject)
    if not mine or school is None or (notice.kind == "celebrate" and not school.active_since):
        return None
    args: dict[str, Arg] = {"school": school.name}
    return _journey(tx, visit, person, mine[0].id, Text(f"handed-{notice.kind}", args))


def _claim(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """Somebody asks to administrate a school: whoever may decide is asked to."""
    asking = tx.staff.claims(visit.by, notice.subject)
    school = tx.schools.get(notice.subject)
    if not asking or school is None:
        return None
    note = Text("notice-claim", {"school": school.name, "count": len(asking)})
    go = Button(say("notice.claims"), Page("claims", str(school.id)))
    return Letter(view_of(person, Screen(((note,),), ((go,), (TO_STEP,)))))


def _idle(tx: Tx, visit: Visit, person: Person, _notice: Notice) -> Answer:
    """Nobody has touched something for long: say when it ends, unless they have come back."""
    view = keeping.notice(tx, visit, person)
    return Letter(view) if view else None


def _grant(tx: Tx, _visit: Visit, person: Person, notice: Notice) -> Answer:
    """A right was taken, or ended: whoever gave or held it is told."""
    found = tx.grants.get(notice.subject)
    where = where_of(tx, found.area) if found else None
    if found is None or where is None:
        return None
    note = say(f"notice-{notice.kind}", where=named(where))
    rows = ((BACK,),) if notice.kind == "grant_taken" else ((TO_STEP,),)
    return Letter(view_of(person, Screen(((note,),), rows)))


def _cast(tx: Tx, visit: Visit, _person: Person, notice: Notice) -> Answer:
    """A broadcast's message, while it is on its way; paused, it waits."""
    cast = tx.casts.get(notice.subject)
    if cast is None or cast.status in {"stopped", "draft"}:
        return None
    if cast.status == "paused":
        return Later(visit.now + PAUSED)
    return Copy(cast.person_id, cast.message, counts=cast.id)


def _preview(tx: Tx, visit: Visit, _person: Person, notice: Notice) -> Answer:
    """Show an author what everybody will see."""
    cast = tx.casts.own(visit.by, notice.subject)
    return Copy(cast.person_id, cast.message) if cast and cast.message else None


PAUSED = 30
"""Seconds after which a paused broadcast's message is looked at anew."""


def _ticket_new(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """A question waits for an operator, who may still answer there, and nobody has."""
    row = tx.tickets.seen_by(visit.by, notice.subject, Level.FULL)
    if row is None or row.status != "open":
        return None
    return Letter(view_of(person, new_ticket(line_of(tx, row))))


def _ticket_answer(tx: Tx, _visit: Visit, person: Person, notice: Notice) -> Answer:
    """An operator has answered: seeing it twice does no harm."""
    one = tx.tickets.message(notice.subject)
    if one is None or one.person_id != person.id:
        return None
    return Letter(view_of(person, answer(one.words, one.ticket_id)))


def _ticket_copy(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """A picture, or what is not kept in words, as it was written."""
    one = tx.tickets.message(notice.subject)
    if one is None or not one.message or not may_copy(tx, visit.by, one, person.id):
        return None
    return Copy(one.chat_id, one.message)


def _op_moved(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """A coordinator moved the step: say why, on the card where it stands now."""
    journey = tx.journeys.get(notice.subject)
    if journey is None:
        return None
    why = tx.audit.words_of(id_of(notice.detail), person.id)
    return _journey(tx, visit, person, journey.id, moved_by_operator(why))


def _dead_links(tx: Tx, visit: Visit, person: Person, notice: Notice) -> Answer:
    """Tell an operator of everything that links are dead; of nobody else is it the business."""
    if not tx.grants.allows(visit.by, EVERYWHERE, Level.FULL):
        return None
    return Letter(view_of(person, dead_links(id_of(notice.detail))))


_KINDS: dict[str, Callable[[Tx, Visit, Person, Notice], Answer]] = {
    "moved": _moved,
    "desk": _desk,
    reminding.KIND: nudges.compose,
    "celebrate": _of_school,
    "admitted": _of_school,
    "handed_over": _of_school,
    "claim": _claim,
    "dismissed": _of_journey,
    "class_removed": _class_removed,
    "remind_chat": _remind_chat,
    "link_teacher": _link_for_teacher,
    "idle": _idle,
    "grant_taken": _grant,
    "op_moved": _op_moved,
    "dead_links": _dead_links,
    routing.KIND: _ticket_new,
    "ticket_answer": _ticket_answer,
    "ticket_copy": _ticket_copy,
    casting.KIND: _cast,
    casting.PREVIEW: _preview,
    "grant_ended": _grant,
}
