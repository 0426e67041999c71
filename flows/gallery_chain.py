"""The screens of hand-offs, drawn with what may surround them, so that their texts are checked."""

from collections.abc import Iterator
from typing import Final

from flows import desk as desks
from flows.activity import Meter
from flows.chat_pages import chat_page
from flows.desk import Desk, Waiting
from flows.label_pages import label_page
from flows.model import Role
from flows.scene import Families, Scene
from flows.screens import TO_STEP, Button, Page, Screen, Text, say
from flows.teacher import REFUSALS

AT: Final = 1_699_900_000
NOW: Final = 1_700_000_000
SCHOOL: Final = "Школа № 5"
CHAT: Final = "https://vk.me/join/AAAA"
STAFF: Final = 9_999_999_999
"""As long an id as a button is promised to hold."""
METERS: Final = (
    Meter(signed_in=False, filled_in=False, accepted=0, needed=3),
    Meter(signed_in=True, filled_in=False, accepted=3, needed=3),
    Meter(signed_in=True, filled_in=True, accepted=1, needed=3),
    Meter(signed_in=True, filled_in=True, accepted=5, needed=3),
)
_FAMILIES: Final = Families(12, 8, 5)
SCENES: Final = {
    Role.ADMIN: (
        *(Scene(SCHOOL, waiting=7, since=AT, standing="head", meter=one) for one in METERS),
        Scene(SCHOOL, standing="claim"),
    ),
    Role.TEACHER: (
        Scene(SCHOOL, "7Б", CHAT, beside=4, reachable=True, standing="waiting"),
        Scene(SCHOOL, "7Б", given=CHAT, standing="accepted", families=_FAMILIES),
        Scene(SCHOOL, "7Б", waiting=3, since=AT, standing="accepted", families=_FAMILIES),
        Scene(SCHOOL, standing="joined"),
    ),
    Role.FAMILY: (
        Scene(SCHOOL, "7Б", CHAT, beside=2, reachable=True),
        Scene(SCHOOL, "7Б"),
        Scene(SCHOOL),
    ),
}
"""What may surround a journey, by role."""


def chain_screens() -> Iterator[Screen]:
    yield from _desks()
    yield chat_page("", "", None)
    yield chat_page("7Б", "", 1)
    yield chat_page("7Б", CHAT, STAFF)
    yield label_page("")
    yield label_page("Мария Ивановна, физика")
    yield from (Screen(((note,),)) for note in notes())
    yield Screen((), ((Button(say("handed.go"), Page("switch", "1")),), (TO_STEP,)))
    yield Screen((), ((Button(say("notice.claims"), Page("claims", "1")),),))


def _desks() -> Iterator[Screen]:
    some = tuple(
        Waiting(STAFF - number, label, name, AT)
        for number, (label, name) in enumerate([("Анна", "5А"), ("", "7Б"), ("", ""), ("Ян", "")])
    )
    for measured in METERS:
        empty = Desk(STAFF, SCHOOL, "Кострома", measured, ())
        for waiting in ((), some, some * 6):
            full = Desk(STAFF, SCHOOL, "Кострома", measured, waiting, some, some[0])
            for lying in (full, empty):
                yield desks.live(lying)
                yield desks.waiting(lying, desks.PER_PAGE)
                yield desks.said(lying)
            yield desks.sure(full)
    for one in some:
        yield desks.after(full, one)
        for claimed in (True, False):
            yield desks.teacher(full, one, claimed=claimed)


def notes() -> Iterator[Text]:
    """What is said above a card because somebody did something."""
    for told in (
        *("accepted", "undone", "restored", "objected", "link_came", "link_new", "link_teacher"),
        *("dismissed", "remind_chat", *REFUSALS),
    ):
        yield say(f"handed-{told}")
    for told in ("celebrate", "admitted", "handed_over"):
        yield say(f"handed-{told}", school=SCHOOL)
    yield Text("handed-class_removed", {"class": "7Б"})
    yield say("notice-claim", school=SCHOOL, count=1)
    for done in (
        *("decided", "accepted", "refused", "undone", "objected", "class-first", "link-same"),
        *("link-early", "link-alone", "label-kept", "label-none", "label-empty"),
        *("wish", "no_day", "no_days", "no_region", "not_your_region", "break", "many_days"),
    ):
        yield say(f"note-{done}")
    yield from (say(f"note-invite-{done}") for done in ("new", "bounds", "forward", "dead"))
    yield from _openings()
    yield say("note-accepted-all", count=7)
    yield Text("note-class-chosen", {"class": "7Б"})
    for kind in ("taken", "warned"):
        yield say(f"note-chat-{kind}", families=7)


def _openings() -> Iterator[Text]:
    """What is said to whoever opens an invitation."""
    yield from (say("invitation-unknown"), say("invitation-yours"))
    for gives in ("head", "deputy", "first", "teacher", "family"):
        for what in ("welcome", "revoked", "expired", "used_up"):
            yield say(f"invitation-{what}-{gives}")
