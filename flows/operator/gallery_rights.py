"""Screens of rights, of what operators did, and of where reminders are stopped."""

from collections.abc import Iterator
from itertools import product

from flows.model import Role
from flows.operator import giving, journal, outgoing, quiet
from flows.operator.acts import ACTS
from flows.operator.figures import Key
from flows.operator.giving import TERMS, Given
from flows.operator.journal import Deed
from flows.operator.outgoing import COLUMNS
from flows.operator.quiet import Stopped
from flows.operator.shown import AREAS, ID, NOW
from flows.operator.stats import Part
from flows.operator.stuck import PARTIES
from flows.scopes import Level
from flows.screens import Screen, Text, say


def rights_screens() -> Iterator[Screen]:
    parts = [Part("r16", "Республика Татарстан", 9, 3)]
    for where, level in product(AREAS, Level):
        for ends, taken in product((0, NOW), (0, NOW)):
            given = Given(ID, where, level, ends, NOW, taken)
            yield giving.listed([given], 8, more=True)
            for sure in (True, False):
                yield giving.one(given, note_sure=sure)
            yield giving.letter(given, "https://t.me/bot?start=x")
            yield giving.welcome(given)
        yield giving.quitting(given)
        yield giving.place(where, parts, 6, more=True, above="a")
        yield giving.term(where, level, TERMS)
        yield giving.find(where.code)
    yield giving.listed((), 0, more=False)
    yield giving.place(AREAS[0], (), 0, more=False, above="")
    for one in ("grant_taken", "grant_ended"):
        yield Screen(((say(f"notice-{one}", where="Казань"),),))
    notes = (
        *("grant_gone", "grant_own", "grant_made", "grant_ended", "grant_quit", "too_long"),
        *("mute_day", "mute_reason", "muted", "unmuted"),
    )
    yield from (Screen(((Text(f"note-{one}"),),)) for one in notes)
    yield from _journals()
    for where in AREAS:
        yield outgoing.choose(where)
        yield outgoing.caption(where)
    failures = ("exporting", "export_busy", "export_large", "export_failed")
    yield from (Screen(((Text(f"note-{one}"),),)) for one in failures)
    yield from _tables()
    yield from _quiets()


def _journals() -> Iterator[Screen]:
    for where in AREAS:
        for act in ACTS:
            yield journal.listed(
                where, [Deed(ID, NOW, ID, False, act, where)], more=True, first=False
            )
        deeds = [
            Deed(ID, NOW, 0, own=False, act="other", where=None),
            Deed(ID, NOW, ID, own=True, act="other", where=where, whom=ID),
            Deed(ID, NOW, ID, own=True, act="other", where=where, words="Так договорились"),
            Deed(ID, NOW, ID, own=True, act="text_replaced", where=where, which="card-step"),
        ]
        yield journal.listed(where, deeds, more=False, first=True)
    yield journal.listed(AREAS[0], (), more=False, first=True)


def _tables() -> Iterator[Screen]:
    """Names of sheets and columns, which are texts too."""
    for name, columns in COLUMNS.items():
        texts = [Text(f"table-{name}.{one}") for one in ("title", *columns)]
        yield Screen((tuple(texts),))
    note = say("table.note", where="Казань", when="01.12.2025 10:00")
    blockers = tuple(say("table-blocker", who=one) for one in PARTIES)
    states = tuple(say("table-status", status=one) for one in ("open", "answered", "closed"))
    yield Screen(((note, Text("table.total")), blockers, states))


def _quiets() -> Iterator[Screen]:
    for where, key in product(AREAS, (None, Key("teacher", "vk", "apply"))):
        stopped = Stopped(ID, where, key, NOW, "Перенос сроков")
        yield quiet.listed(where, [stopped], full=True)
        yield quiet.until(where, key)
        for role in ("", *Role):
            yield quiet.what(where, role, "vk")
    yield quiet.listed(AREAS[0], (), full=False)
