"""Everybody who may stand before an operator's page, and every such page with what it carries.

A new page, command or question joins the tables here, or a test fails.
"""

from typing import Final, NamedTuple, TypeAlias

from bot.actions.view import Visit
from flows.operator.figures import Key
from flows.operator.links import all_links
from storage import Ask, By, Tx
from storage.ticket_rows import Said
from tests.bot.school_town import settle as settle_town
from tests.storage.three_places import NEIGHBOURS, NO_MORE, NOW, OPERATORS, ROOT, Places, settle
from tests.storage.two_schools import WHO

STRANGERS: Final = ("nobody", "stranger", "family", "accepted", "other head", *sorted(NO_MORE))
"""Who is no operator: a stranger, a family, a teacher, another administrator, one no more."""
ELSEWHERE: Final = tuple(sorted(NEIGHBOURS))
"""Operators of another school, town or region."""
READER: Final = "reader"
"""May look at the region, and change nothing."""
RIGHTFUL: Final = "root"
NEVER: Final = 987_654
"""An id that nothing has."""

Args: TypeAlias = tuple[str, str]


class Ids(NamedTuple):
    """What buttons carry: a school, the codes of areas, and the ids of what `prepare` made."""

    school: int
    person: int
    journey: int
    claim: int
    note: int
    grant: int
    mute: int
    cast: int
    ticket: int
    message: int
    reply: int

    @property
    def areas(self) -> tuple[str, ...]:
        """Codes of the school and of its town: nothing of them is for others."""
        return (f"s{self.school}", f"m{self.school}")


VOID: Final = Ids(*[NEVER] * len(Ids._fields))


class Ground(NamedTuple):
    places: Places
    ids: Ids


def prepare(tx: Tx) -> Ground:
    """Settle the schools with something of every kind that an operator may look at or change."""
    places = settle(tx, settle_town(tx))
    teacher = tx.journeys.current(WHO["accepted"])
    assert teacher is not None
    for person in WHO.values():
        for one in tx.journeys.of(person):
            tx.progress.add(one, one, "start", one.since)
    root = By(ROOT, True, NOW)
    assert tx.notes.add(root, places.town.school, "Позвонить в понедельник")
    (note,) = tx.notes.of(root, places.town.school, 9)
    mute = tx.mutes.add(root, places.area, None, "Перенос сроков", NOW + 99_999)
    school, rows = places.town.school, places.town.rows
    cast = tx.casts.draft(root, places.area)
    tx.casts.choose(root, cast.id, cast.segment._replace(role="teacher"))
    tx.casts.fill(root, cast.id, 5, "digest")
    ticket = tx.tickets.open(WHO["accepted"], teacher, "no_school", NOW)
    message = tx.tickets.say(ticket, Said("person", WHO["accepted"], 5, ""), NOW)
    tx.tickets.say(ticket, Said("person", WHO["accepted"], 6, "Не вижу школу"), NOW)
    key = Key(ticket.role, ticket.edition, ticket.state)
    reply = tx.replies.propose(key, "no_school", "Обновите приложение", NOW)
    assert tx.replies.turn(root, reply.id, "approved")
    ids = Ids(
        school=school,
        person=WHO["accepted"],
        journey=teacher.id,
        claim=rows["claim"],
        note=note.id,
        grant=places.grants["town"],
        mute=mute,
        cast=cast.id,
        ticket=ticket.id,
        message=message,
        reply=reply.id,
    )
    return Ground(places, ids)


def visit_of(name: str, update: int = 1) -> Visit:
    everybody = WHO | OPERATORS | {"root": ROOT}
    return Visit(everybody.get(name, 77), update, "ru", NOW, operators=(ROOT,))


def _link(of: Ids) -> str:
    """Return what the button of a link carries."""
    return next(iter(all_links())) if of.school != NEVER else "never"


def tries(of: Ids) -> dict[str, list[Args]]:
    """Every operators' page that leads somewhere by an id, with all that its buttons carry."""
    area, town = of.areas
    school = str(of.school)
    return {
        "grant": [(str(of.grant), "")],
        "grant_new": [(town, ""), (area, "")],
        "grant_find": [(town, "")],
        "grant_term": [(town, "read")],
        "grant_make": [(town, "read.30")],
        "grant_end": [(str(of.grant), ""), (str(of.grant), "sure")],
        "export": [(area, ""), (town, "")],
        "broadcast": [(area, ""), (town, "")],
        **{
            f"ticket{what}": [(str(of.ticket), "")]
            for what in ("", "_answer", "_note", "_keep", "_take", "_close", "_open", "_reply")
        },
        "op_link": [(_link(of), "")],
        "link_new": [(_link(of), "")],
        "person": [(str(of.person), "")],
        "walk": [(str(of.journey), "")],
        "walk_move": [(str(of.journey), "await_acceptance")],
        "ticket_copy": [(str(of.message), "")],
        "reply_turn": [(str(of.reply), "withdrawn")],
        "cast": [(str(of.cast), "")],
        "cast_to": [(area, "")],
        "cast_for": [(str(of.cast), "rfamily")],
        "cast_steps": [(str(of.cast), "")],
        "cast_write": [(str(of.cast), "")],
        "cast_pause": [(str(of.cast), "")],
        "cast_resume": [(str(of.cast), "")],
        "cast_stop": [(str(of.cast), "")],
        "audit": [(area, ""), (town, "9")],
        "mute": [(town, "")],
        "mute_what": [(town, ""), (area, "teacher")],
        "mute_until": [(town, "teacher.2")],
        "mute_end": [(str(of.mute), "")],
        "stats": [(area, ""), (town, ""), (town, "8")],
        "stats_role": [(area, "teacher"), (town, "admin")],
        "schools": [(area, ""), (town, "10.0")],
        "schools_by": [(town, "f00.0"), (town, "s00.0")],
        "schools_find": [(town, "")],
        "op_school": [(school, "")],
        "op_notes": [(school, "")],
        "op_note": [(school, "")],
        "op_drop_note": [(str(of.note), "")],
        "stuck": [(area, "3"), (town, "3.0")],
        "stuck_at": [(area, "3")],
        "stuck_remind": [(area, "1")],
        "stuck_all": [(town, "1")],
        "claims": [(str(of.school), ""), (str(of.school), str(of.claim))],
        "admit": [(str(of.claim), "")],
        "dismiss": [(str(of.claim), "")],
        "breaks": [(str(of.school), "")],
        "add_break": [(str(of.school), "")],
    }


OWN: Final[dict[str, list[Args]]] = {
    "operator": [("", "")],
    "find": [("", "")],
    "import": [("", "")],
    "op_links": [("", "")],
    "wording": [("", "")],
    "grants": [("", "")],
    "tickets": [("", ""), ("all", "8")],
    "replies": [("", "")],
    "health": [("", "")],
    "grant_quit": [("987654", "sure")],
}
"""Pages that show what is the operator's own."""
SHARED: Final = frozenset({"claims", "admit", "dismiss", "breaks", "add_break"})
"""Pages that others use as well; `test_strangers` tries those."""
CHANGES: Final = frozenset(
    {"grant", "grant_new", "grant_find", "grant_term", "grant_make", "grant_end"}
    | {"cast", "cast_to", "cast_for", "cast_steps", "cast_write", "cast_pause"}
    | {"ticket_answer", "ticket_note", "ticket_keep", "ticket_take", "ticket_close"}
    | {"ticket_open", "ticket_reply", "reply_turn"}
    | {"cast_resume", "cast_stop"}
    | {"walk_move", "op_link", "link_new"}
    | {"mute_what", "mute_until", "mute_end"}
    | {"op_note", "op_drop_note", "stuck_remind", "stuck_all"}
    | {"admit", "dismiss", "claims", "breaks", "add_break"}
)
"""Pages for whoever may act: a reader gets what there is not."""
NOTED: Final = frozenset({"ticket", "ticket_copy", "person", "walk"})
"""Pages of people: whoever looks is written down, a reader too."""
SENDS: Final = frozenset(
    {"stats_pictures", "grant_letter", "export_file"}
    | {"links_check", "link_put", "link_undo"}
    | {"wording_text", "wording_put", "wording_undo"}
    | {"import_load", "import_report", "import_sample"}
)
"""What answers with a file; each has a test of its own for who gets it."""


SEARCHES: Final = frozenset(
    {"schools", "find", "import", "link_new", "grant_find", "grant_until", "cast", "cast_count"}
)
"""Questions whose answers are looked for: they change nothing."""


def commands(of: Ids) -> dict[str, list[str]]:
    """Every operators' command with what may be typed behind it."""
    school = f"Школа № {1 if of.school != NEVER else 777}"
    town = "Пермь" if of.school != NEVER else "Нигдеевка"
    return {
        "stats": [town, school],
        "schools": [town, school],
        "stuck": [f"7 {town}"],
        "mute": [town],
        "export": [town],
        "broadcast": [town],
        "tickets": [""],
        "import": [""],
        "find": [school, str(of.person), f"5А {school}", "Анна"],
        "audit": [town, school],
    }


def questions(of: Ids) -> list[tuple[Ask, str]]:
    """Every question that an operator may be asked, with an answer that would change something."""
    return [
        (Ask("schools", 0, {"area": of.areas[1]}, NOW), "Школа № 1"),
        (Ask("find", 0, {}, NOW), str(of.person)),
        (Ask("import", 0, {}, NOW), "таблица"),
        (Ask("link_new", 0, {"link": _link(of)}, NOW), "https://sferum.ru/new"),
        (Ask("walk_why", of.journey, {"from": "apply", "to": "await_acceptance"}, NOW), "Помогли"),
        (Ask("grant_find", 0, {"code": of.areas[1]}, NOW), "Пермь"),
        (Ask("grant_until", 0, {"code": of.areas[1], "level": "read"}, NOW), "31 августа"),
        (Ask("mute", 0, {"code": of.areas[1], "which": ""}, NOW), "31 декабря, каникулы"),
        (Ask("ticket_answer", of.ticket, {}, NOW), "Обновите приложение"),
        (Ask("ticket_note", of.ticket, {}, NOW), "Звонили"),
        (Ask("ticket_keep", of.ticket, {}, NOW), "Обновите приложение"),
        (Ask("cast", of.cast, {}, NOW), "Собрание в четверг"),
        (Ask("cast_count", of.cast, {}, NOW), "5"),
        (Ask("op_note", of.school, {}, NOW), "Договорились на среду"),
    ]
