"""The class's chat: its teacher sends the link once, and every family of the class has it."""

from bot.actions.handoffs import hand
from bot.actions.scene import IN, class_of
from bot.actions.view import View, Visit, agreed, card_view, present, view_of
from flows import Journey, Party, Role
from flows.chat_pages import chat_page
from flows.links import Verdict, judge_chat
from flows.screens import Text, say
from storage import Person, Tx


def chat(tx: Tx, visit: Visit) -> View:
    """Show what to do with the link of the chat, and whether it is there."""
    return agreed(_chat)(tx, visit)


def _chat(tx: Tx, visit: Visit, person: Person) -> View:
    journey = tx.journeys.current(person.id)
    if journey is None or journey.role is not Role.TEACHER or journey.school_id is None:
        return present(tx, visit, Text("note-no_button"))
    if not takes(tx, journey):
        # A card from before the administrator refused, or took a decision back.
        return present(tx, visit, say("note-link-early"))
    klass = class_of(tx, journey)
    page = chat_page(klass.text if klass else "", klass.chat if klass else "", journey.class_id)
    return view_of(person, page)


def pasted(tx: Tx, visit: Visit, person: Person, journey: Journey, text: str) -> View:
    """Take the link that a teacher sent, or say why not and what to send instead."""
    found = judge_chat(text)
    if not found.accepted:
        return card_view(tx, visit, person, journey, say(f"link-{found.verdict}"))
    if journey.class_id is None:
        return card_view(tx, visit, person, journey, say("note-class-first"))
    klass = tx.classes.get(journey.class_id)
    if klass is not None and klass.chat == found.url:
        return card_view(tx, visit, person, journey, say("note-link-same"))
    if klass is None or not tx.classes.set_chat(person.id, klass.id, found.url, visit.now):
        return card_view(tx, visit, person, journey, say("note-link-early"))
    moved = _carry(tx, visit, klass.id, anew=bool(klass.chat))
    kind = "warned" if found.verdict is Verdict.VK_CHAT else "taken"
    return card_view(tx, visit, person, journey, say(f"note-chat-{kind}", families=moved))


def _carry(tx: Tx, visit: Visit, klass: int, *, anew: bool) -> int:
    """Move on whoever waited for the link; tell whoever has the old one. Return how many moved."""
    moved = 0
    for one in tx.journeys.in_class(klass, Role.FAMILY):
        if one.state == "await_link":
            moved += hand(tx, visit, one, "link_came", Party.TEACHER)
        elif one.state == "join_chat" and anew:
            tx.outbox.put(one.person_id, "moved", one.id, visit.now, detail="link_new")
    return moved


def takes(tx: Tx, journey: Journey) -> bool:
    """Whether a link from this person is meant for the families of a class."""
    if journey.role is not Role.TEACHER or journey.school_id is None:
        return False
    row = tx.staff.get(journey.person_id, journey.school_id, Role.TEACHER)
    return row is not None and row.standing in IN
