"""A prepared school, everybody who has no right in it, and every page that concerns a school."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

from bot.actions.view import Visit
from bot.actions.walk import begun, tap
from flows import LEAVE, Journey, Role
from flows.days_off import Break
from flows.gallery import buttons_of, texts_of
from flows.notice import NOTICE
from flows.screens import Page, Screen, Tap, Text, Url
from storage import Terms, Tx
from tests.bot.school_town import settle
from tests.storage.two_schools import AT, FIRST, WHO, Place, put

NOW: Final = AT + 300
"""So soon that the decisions at the school can be taken back still."""
_MORE: Final = ("left", "former head", "alone admin", "alone teacher", "student", "nobody")
PEOPLE: Final = WHO | {name: FIRST + 100 + number for number, name in enumerate(_MORE)}
OUTSIDERS: Final = (
    "nobody", "stranger", "alone admin", "alone teacher", "left", "former head", "claim",
    "joined", "waiting", "refused", "other class", "unplaced", "parent", "family", "student",
    "other head", "other teacher", "crossed in", "crossed out",
)  # fmt: skip
"""Everybody but the head, the deputy, and the teachers of the class."""
TEACHING: Final = frozenset(
    {"joined", "waiting", "refused", "other class", "unplaced", "parent", "crossed in"}
)
"""Who walks as a teacher for the school: they may choose their class, and how they are shown."""
LINK, NEXT_LINK = (f"https://sferum.ru/?p=school&invite=SYNTHETIC{n}" for n in (1, 2))
CHAT, NEXT_CHAT = (f"https://sferum.ru/?p=messages&join=SYNTHETIC{n}=" for n in (1, 2))
LABEL: Final = "Секретная Анна"
DAYS: Final = Break(dt.date(2023, 11, 27), dt.date(2023, 11, 30))
"""Holidays of the school."""
NEVER: Final = 987_654
"""An id that nothing has."""

Try: TypeAlias = tuple[str, str, str]


class Ids(NamedTuple):
    """What the buttons of the school's people carry."""

    school: int
    klass: int
    waiting: int
    said: int
    refused: int
    claim: int
    invitations: tuple[int, ...]
    days: int
    mark: str = "5.3.11"
    """What a button to remove the class says of it: teachers, families, links."""


def all_of(number: int, invitations: int = 1) -> Ids:
    """Return buttons that carry the same number everywhere."""
    one = number
    return Ids(one, one, one, one, one, one, (one,) * invitations, one)


class Ground(NamedTuple):
    """The school as it was prepared, and the same buttons with ids that nothing has."""

    place: Place
    ids: Ids
    tokens: tuple[str, ...]

    @property
    def void(self) -> Ids:
        return all_of(NEVER, len(self.ids.invitations))


def visit_of(name: str, update: int = 1, now: int = NOW) -> Visit:
    return Visit(PEOPLE[name], update, "ru", now)


def prepare(tx: Tx) -> Ground:
    """Give the school links, chats, labels and invitations; let some people come and go."""
    place = settle(tx)
    head, teacher = WHO["head"], WHO["accepted"]
    for klass, link, chat in (
        (place.klass, LINK, CHAT),
        (place.next_class, NEXT_LINK, NEXT_CHAT),
    ):
        assert tx.classes.set_link(head, klass, link, AT)
        by = teacher if klass == place.klass else WHO["other class"]
        assert tx.classes.set_chat(by, klass, chat, AT)
    for name in ("waiting", "said", "accepted"):
        tx.staff.set_label(WHO[name], place.school, Role.TEACHER, f"{LABEL} {name}")
    tx.staff.set_label(WHO["claim"], place.school, Role.ADMIN, f"{LABEL} claim")
    _newcomers(tx, place)
    _goers(tx, place)
    terms = [Terms("teacher", place.school), Terms("family", place.school, place.klass)]
    terms += [Terms("deputy", place.school), Terms("head", place.school)]
    made = [tx.invitations.make(head, f"i{n:016d}", one, AT) for n, one in enumerate(terms)]
    invitations = tuple(one.id for one in made if one)
    rows = place.rows
    staff = (rows["waiting"], rows["said"], rows["refused"], rows["claim"])
    tx.breaks.add(DAYS, school_id=place.school)
    (off,) = tx.breaks.of(DAYS.begins, school_id=place.school)
    ids = Ids(place.school, place.klass, *staff, invitations, off.id)
    return Ground(place, ids, tuple(one.token for one in made if one))


def _newcomers(tx: Tx, place: Place) -> None:
    for name in _MORE[:-1]:
        tx.persons.agree(PEOPLE[name], language="ru", at=AT, notice=NOTICE)
    begun(tx, visit_of("alone admin"), Role.ADMIN, "")
    begun(tx, visit_of("alone teacher"), Role.TEACHER, "")
    student = begun(tx, visit_of("student"), Role.FAMILY, "student")
    tx.journeys.save(replace(student, school_id=place.school, class_id=place.klass))
    for one in tx.journeys.of(WHO["refused"]):
        tx.journeys.save(replace(one, reason="not_at_school"))
    for name in ("waiting", "joined"):
        state = "await_acceptance" if name == "waiting" else "apply"
        for one in tx.journeys.of(WHO[name]):
            tx.journeys.save(replace(one, state=state))


def _goers(tx: Tx, place: Place) -> None:
    """Let an accepted teacher leave, and somebody who was the head for a while."""
    school, head = place.school, WHO["head"]
    left, former = PEOPLE["left"], PEOPLE["former head"]
    tx.staff.join(left, school, Role.TEACHER, "accepted", AT)
    put(tx, left, Role.TEACHER, school, place.klass)
    tx.staff.join(former, school, Role.ADMIN, "deputy", AT)
    walked = put(tx, former, Role.ADMIN, school)
    tx.journeys.save(replace(walked, state="accept_teachers"))
    assert tx.staff.hand_over(head, former, school)
    assert tx.staff.hand_over(former, head, school)
    for name in ("left", "former head"):
        leave(tx, name)


def leave(tx: Tx, name: str) -> None:
    journey = tx.journeys.current(PEOPLE[name])
    assert isinstance(journey, Journey)
    tap(Tap(journey.id, journey.state, LEAVE, journey.revision))(tx, visit_of(name))
    gone = tx.journeys.current(PEOPLE[name])
    assert gone is not None
    assert gone.school_id is None


# -- pages -----------------------------------------------------------------------------------------


def tries(of: Ids) -> dict[str, list[Try]]:
    """Every page that leads by an id to a school, with all that its buttons carry."""
    school, klass = str(of.school), str(of.klass)
    both = f"{school}.{klass}"
    waiting, said, refused = str(of.waiting), str(of.said), str(of.refused)
    staff = [waiting, said, refused]
    invitations = list(map(str, of.invitations))
    arguments: dict[str, list[tuple[str, str]]] = {
        "school": [(school, "")],
        "grid": [(school, ""), (school, "8")],
        "class": [(klass, "")],
        "class_chat": [(klass, "")],
        "claims": [(school, ""), (school, str(of.claim))],
        "desk": [(school, "")],
        "waiting": [(school, ""), (school, "8")],
        "said": [(school, "")],
        "teacher": [(one, "") for one in staff],
        "form": [(f"edit-{school}", "")],
        "admit": [(str(of.claim), "")],
        "dismiss": [(str(of.claim), "")],
        "add_classes": [(school, "")],
        "rename": [(klass, "")],
        "link": [(klass, "")],
        "links": [(school, "")],
        "add_missing": [(school, "")],
        "remind_chat": [(klass, "")],
        "remove_class": [(klass, ""), (klass, of.mark)],
        "accept": [(one, "") for one in staff],
        "accept_all": [(school, "1"), (school, "1!")],
        "refuse": [(one, "see_me") for one in staff],
        "object": [(said, "")],
        "undo": [(one, "") for one in staff],
        "choose": [(klass, "")],
        "papers": [(school, "")],
        "claim_school": [(school, "")],
        "place": [(school, "")],
        "invite": [
            *((gives, school) for gives in ("teacher", "deputy", "head")),
            *((gives, both) for gives in ("teacher", "family")),
            ("family", klass),
        ],
        "invitation": [(one, "") for one in invitations],
        "bounds": [(one, "") for one in invitations],
        "bound": [(one, "d7") for one in invitations],
        "renew": [(one, sure) for one in invitations for sure in ("", "sure")],
        "revoke": [(one, sure) for one in invitations for sure in ("", "sure")],
        "forward": [(one, "") for one in invitations],
        "sheet": [(one, "") for one in invitations],
        "qr": [(one, "") for one in invitations],
        "breaks": [(school, "")],
        "add_break": [(school, "")],
        "drop_break": [(school, str(of.days))],
    }
    return {name: [(name, *both) for both in pairs] for name, pairs in arguments.items()}


OWN: Final[dict[str, tuple[str, ...]]] = {
    "chat": ("",),
    "pick": ("", "8"),
    "leaving": ("",),
    "label": ("",),
    "no_label": ("",),
    "introduce": ("",),
    "school": ("",),
    "form": ("", "new", "on", "all", "name"),
    "region": ("59",),
    "no_inn": ("",),
    "save_school": ("",),
    "step": ("",),
    "menu": ("",),
    "journeys": ("",),
    "plan": ("",),
    "restart": ("", "sure"),
    "help": ("",),
    "data": ("",),
    "look": ("",),
    "reminders": ("",),
    "hours": ("",),
    "pause": ("",),
    "breaks": ("", "all", "r59"),
    "add_break": ("", "all", "r59"),
    "break_region": ("",),
    "package": ("",),
    "appointment": ("", "order"),
    "mail": ("", "change"),
    "papers": ("",),
    "fill": ("", "instruction"),
    "check_paper": ("",),
}
"""Pages that show what is one's own: nothing of the school that is not given."""
BY_TOKEN: Final = frozenset({"enter", "agree", "greeting"})
"""Who holds an invitation may open it: that is the right."""
ELSEWHERE: Final = frozenset(
    {"roles", "symptom", "faq", "answer", "rules", "docs", "found", "peek", "settings"}
    | {"begin", "switch", "helped", "language", "forget", "notice", "consent"}
    | {"age", "with_parent", "keep"}
    | {"wish", "summaries", "snooze"}
    | {"ask_look", "ask_write", "ticket_helped", "ticket_more"}
)
"""Pages that know of no school, or of the person's own journeys only."""


# -- what is shown ---------------------------------------------------------------------------------


def words_of(screen: Screen, note: Text | None) -> Iterator[str]:
    """Everything in a screen that came out of the database: arguments, addresses, buttons."""
    for text in (*texts_of(screen), *([note] if note else ())):
        yield from (str(value) for value in text.args.values() if isinstance(value, str | int))
    for button in buttons_of(screen):
        if isinstance(button.does, Url):
            yield button.does.address
        elif isinstance(button.does, Page):
            yield from (button.does.arg, button.does.arg2)


def keys_of(screen: Screen, note: Text | None) -> set[str]:
    return {text.key for text in (*texts_of(screen), *([note] if note else ()))}
