"""Every statement finds its rows by an index, so that a million people cost what a thousand do."""

import datetime as dt
import inspect
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from flows.days_off import Break
from flows.model import Journey, Role
from flows.operator.figures import Key
from flows.reminders import Reason, Reminder, Wish
from flows.scopes import EVERYWHERE, Level, Reach, municipality_area, region_area, school_area
from storage import (
    Ask,
    By,
    Database,
    Done,
    Identity,
    Offer,
    Terms,
    Tx,
    finding,
    grants,
    link_checks,
    overrides,
    personal,
    tallies,
)
from storage.counters import Entry
from storage.keeping import Idle
from storage.statements import Execute, Rows
from storage.ticket_rows import Said

# These look at whole tables: for statistics (an index of it, or counts a month), once a start, and
# for a name, which is sealed, so that rows up to a bound are opened one by one. Links and what is
# overruled are some dozens of rows.
_WHOLE = (
    "GROUP BY role, state, symptom",
    "SELECT DISTINCT edition, role, state FROM journeys",
    tallies._ALL_STEPS,
    grants._LISTED,
    finding._LABELS[Reach.ALL],
    overrides._IN_FORCE,
    link_checks._ALL,
    link_checks._PRUNE,
)


_NO_TABLE = {"SCAN CONSTANT ROW", "SCAN below", "SCAN tree"}


class _Recorder:
    """Passes statements on, and keeps them."""

    def __init__(self, execute: Execute) -> None:
        self._execute = execute
        self.seen: dict[str, Mapping[str, object]] = {}

    def __call__(self, sql: str, params: Mapping[str, object] = {}, /) -> Rows:
        self.seen[sql] = params
        return self._execute(sql, params)


def _walking(tx: Tx) -> None:
    """Call every method of the gateways that each update goes through."""
    tx.persons.agree(1, language="ru", at=1, notice=1)
    tx.persons.get(1)
    tx.persons.set_language(1, "en")
    tx.persons.set_card(1, 5)
    tx.persons.set_bottom(1, 5)
    tx.persons.set_desk(1, 1)
    tx.persons.set_wish(1, Wish())
    tx.persons.set_summaries(1, off=True)
    tx.persons.reminded(1, 1)
    tx.persons.lost(1, 1)
    tx.persons.back(1)
    tx.persons.keep_payload(1, "x")
    tx.persons.take_payload(1)
    journey = tx.journeys.start(1, Role.ADMIN, "vk", "apply", "", 1)
    tx.persons.set_current(1, journey.id)
    tx.journeys.get(journey.id)
    tx.journeys.of(1)
    tx.journeys.open(1)
    tx.journeys.current(1)
    tx.journeys.save(journey)
    tx.journeys.at_school(1, 1, Role.ADMIN)
    tx.journeys.in_class(1, Role.ADMIN)
    tx.journeys.stages(1, Role.ADMIN)
    tx.journeys.stages_at(1, Role.ADMIN)
    tx.journeys.states_in_use()
    tx.progress.add(journey, journey, "start", 1)
    tx.progress.of(journey.id)
    tx.progress.latest(journey.id)
    tx.progress.reached(journey.id)
    tx.symptoms.add(journey, "no_code", helped=True, at=1)
    tx.symptoms.of(1)
    tx.symptoms.counts()
    tx.updates.first_seen(1, 1)
    tx.updates.prune(1)
    tx.journeys.remove(journey.id)


def _schools(tx: Tx) -> None:
    """Call every method of schools and classes."""
    me = Identity("59", "Пермь", "Школа", "", "пермь", "школа")
    tx.schools.add(me, 1)
    tx.staff.join(1, 1, Role.ADMIN, "head", 1)
    tx.schools.get(1)
    tx.schools.seen_by(1, 1)
    tx.schools.same(me)
    tx.schools.municipalities("59", 9)
    tx.schools.correct(1, 1, me)
    tx.schools.activity(1)
    tx.schools.set_active(1, 1)
    tx.schools.celebrate(1, 1)
    tx.classes.add(1, 1, [(5, "А"), (6, "А")])
    tx.classes.get(1)
    tx.classes.seen_by(1, 1)
    tx.classes.named(1, 5, "А")
    tx.classes.of_school(1)
    tx.classes.lines(1, 1)
    tx.classes.rename(1, 1, 5, "Б")
    tx.classes.remove(1, 2)
    tx.classes.set_link(1, 1, "x", 1)
    tx.classes.set_chat(1, 1, "x", 1)


def _staff(tx: Tx) -> None:
    """Call every method of staff."""
    tx.staff.join(1, 1, Role.TEACHER, "joined", 1)
    tx.staff.get(1, 1, Role.TEACHER)
    tx.staff.of(1)
    tx.staff.set_label(1, 1, Role.TEACHER, "x")
    tx.staff.apply(1, 1, 1)
    tx.staff.say_accepted(1, 1, 1)
    tx.staff.decide(1, 2, "accepted", ("waiting",), 1)
    tx.staff.undo(1, 2, 1)
    tx.staff.teachers(1, 1, "waiting")
    tx.staff.teachers_of(1)
    tx.staff.queue(1)
    tx.staff.admins(1)
    tx.persons.agree(2, language="ru", at=1, notice=1)
    tx.staff.join(2, 1, Role.ADMIN, "claim", 1)
    tx.staff.claims(By(1, False, 1), 1)
    tx.staff.dismiss(By(1, False, 1), 0)
    tx.staff.admit(By(1, False, 1), 3, "deputy")
    tx.staff.promote(1)
    tx.staff.hand_over(1, 2, 1)
    tx.staff.raise_to(1, 1, "deputy")
    tx.staff.told(1, 1)


def _messages(tx: Tx) -> None:
    """Call every method of invitations, asks and the outbox."""
    tx.invitations.make(1, "x", Terms("family", 1, 1), 1)
    tx.invitations.find("x")
    tx.invitations.end(1, "head", 1)
    tx.invitations.current(1, "family", 1, 1)
    tx.invitations.seen_by(1, 1)
    tx.invitations.bound(1, 1, 1, 1)
    tx.invitations.arrive(1, 1, 1)
    tx.invitations.came(1, 1)
    tx.invitations.came_to(1, "family")
    tx.invitations.revoke(1, 1, 1)
    tx.invitations.drop_class(1)
    tx.asks.put(1, Ask("inn", 1, {}, 1))
    tx.asks.get(1)
    tx.asks.rest(1)
    tx.asks.drop(1)
    tx.outbox.put(1, "x", 1, 1)
    tx.outbox.next_due()
    tx.outbox.waiting(1)
    for notice in tx.outbox.due(1, 1):
        tx.outbox.claim(notice, 1)
        tx.outbox.claimed()
        tx.outbox.on_its_way(1, "x")
        tx.outbox.postpone(notice, 1)
        tx.outbox.done(notice)
    tx.outbox.drop(1, "x", 1)
    tx.outbox.drop_all(1)


def _keeping(tx: Tx) -> None:
    """Call every method of what is kept how long, and of what is left in the end."""
    tx.keeping.known(1)
    tx.keeping.come(1, 1)
    tx.keeping.use(1, 1)
    tx.keeping.warn(Idle(1, 1, 1, 0), 1)
    tx.keeping.idle(1, 1)
    tx.keeping.over(1, 1)
    tx.keeping.warned(1)
    tx.keeping.nowhere(1, 1, 1)
    tx.tallies.take(1, 1)
    tx.tallies.steps()
    tx.tallies.symptoms()


def _plans(tx: Tx) -> None:
    """Call every method of reminders, summaries and days off."""
    tx.reminders.setting(1, 1, 1)
    tx.reminders.save(Reminder(1, 1, Reason.STOPPED, 0, due=1))
    tx.reminders.get(1)
    tx.reminders.of(1)
    tx.reminders.due(1, 1)
    tx.reminders.next_due()
    tx.reminders.ripen(1, 1)
    tx.reminders.ripe(1)
    tx.reminders.cancel(1)
    tx.reminders.drop(1)
    tx.summaries.begin(1, 1, 1, "")
    tx.summaries.has(1)
    tx.summaries.of(1)
    tx.summaries.due(1, 1)
    tx.summaries.next_due()
    tx.summaries.ripen(1, 1)
    tx.summaries.ripe(1)
    tx.summaries.set(1, 1, "")
    tx.summaries.cancel(1)
    tx.summaries.drop(1)
    today = dt.date(2026, 1, 15)
    tx.breaks.add(Break(today, today), school_id=1)
    tx.breaks.covering(today, "59", 1)
    tx.breaks.of(today, "59")
    tx.breaks.of(today, school_id=1)
    tx.breaks.remove(1)


def _operators(tx: Tx) -> None:
    """Call every method of operators' rights and of what they did."""
    by, area = By(1, True, 1), school_area("59", "пермь", 1)
    journey = Journey(1, 1, Role.ADMIN, "vk", "apply", 1, 1)
    tx.schools.operated(by, 1)
    tx.schools.any_of("59", "пермь")
    tx.grants.make(by, "x", Offer(area, Level.FULL, 0, 9))
    tx.grants.make(By(1, False, 1), "y", Offer(area, Level.FULL, 0, 9))
    tx.grants.take(1, "x", 1)
    tx.grants.rights(by)
    tx.grants.operates(By(1, False, 1))
    tx.grants.allows(by, area)
    tx.grants.listed(by, 0, 1)
    tx.grants.seen_by(by, 1)
    tx.grants.revoke(by, 1)
    tx.grants.people(1, 1)
    tx.grants.everybody(1)
    tx.grants.release(1)
    tx.grants.get(1)
    tx.grants.find("x")
    tx.grants.quit(by, 1)
    tx.grants.may_give(By(1, False, 1), area, 0)
    tx.invitations.first(by, 1, "y", 9, 9)
    tx.schools.amend(by, 1, Identity("59", "Пермь", "Школа", "", "пермь", "школа"))
    tx.mutes.add(by, area, None, "x", 9)
    tx.mutes.listed(by, area, 1)
    tx.mutes.over(1, Key("admin", "vk", "apply"), 1)
    tx.mutes.end(by, 1)
    tx.mutes.prune(1)
    tx.audit.add(by, Done("x", area, "person", 1))
    tx.audit.about(by, "person", 1, 1)
    tx.audit.forget(1)
    tx.notes.add(by, 1, "x")
    tx.notes.of(by, 1, 1)
    tx.notes.drop(by, 1)
    tx.schools.places("пермь")
    tx.listing.school(by, 1)
    tx.listing.people(by, 1, Key("admin", "vk", "apply"), 1, 1)
    tx.counters.count(journey, replace(journey, state="x", since=9), "done", 9)
    tx.counters.count(journey, replace(journey, school_id=1), "join:1.", 9)
    tx.counters.settle()
    tx.counters.removed(journey)
    tx.counters.forgotten(1)
    tx.counters.unentered(Entry(0, "admin", "vk", "x", 0))
    tx.counters.moved(1, "59", "16")
    tx.counters.prune(1)
    for one in (EVERYWHERE, region_area("59"), municipality_area("59", "пермь"), area):
        tx.audit.listed(by, one, most=1)
        tx.finding.staff(by, one, "Анна", 1)
        tx.schools.search(by, "Школа", "", 1, one)


def _lookups(tx: Tx) -> None:
    """Call every method that looks people up."""
    by = By(1, True, 1)
    tx.audit.words_of(1, 1)
    tx.overrides.put(by, "link", "x", "", "y")
    tx.overrides.undo(by, "link", "x", "")
    tx.overrides.reset(by, "link", "x", "")
    tx.overrides.in_force()
    tx.overrides.history(by, "link", "x", "", 9)
    tx.links.put("x", "ok", 200, 1)
    tx.links.all()
    tx.links.prune(1)
    tx.finding.journeys(by, 1)
    for level in Level:
        tx.finding.journey(by, 1, level)
    tx.finding.teachers(by, 1, 7, "А", 1)
    tx.finding.at_school(by, 1, 1)


def _casts(tx: Tx) -> None:
    """Call every method of broadcasts."""
    by, area = By(1, True, 1), school_area("59", "пермь", 1)
    cast = tx.casts.draft(by, area)
    tx.casts.own(by, 1)
    tx.casts.get(1)
    tx.casts.listed(by, 1)
    tx.casts.running(1)
    tx.casts.next_due(1)
    tx.casts.choose(by, 1, cast.segment)
    tx.casts.fill(by, 1, 5, "x")
    tx.casts.start(by, 1, 1, 1)
    tx.casts.turn(1, "paused", 1, "running")
    tx.casts.same(by, cast, 1)
    tx.casts.went_on(1, 1, 1, 1)
    tx.casts.count(1, sent=1)
    tx.casts.waiting(1)
    tx.casts.waiting_for(1)
    tx.casts.show(1, 1)
    tx.casts.prune(1)


def _tickets(tx: Tx) -> None:
    """Call every method of tickets and ready replies."""
    by = By(1, True, 1)
    key = Key("admin", "vk", "apply")
    ticket = tx.tickets.open(1, None, "x", 1)
    tx.tickets.say(ticket, Said("person", 1, 5, "x"), 1)
    tx.tickets.get(1)
    tx.tickets.of(1)
    tx.tickets.seen_by(by, 1)
    tx.tickets.messages(1)
    tx.tickets.message(1)
    tx.tickets.unposted(1)
    tx.tickets.posted(1, 1)
    tx.tickets.answered(1, 1, 1)
    tx.tickets.asked(1, 1)
    tx.tickets.close(1, 1)
    tx.tickets.take(1, 1)
    tx.tickets.count_open()
    tx.persons.count_blocked()
    tx.reminders.count_due(1)
    tx.tickets.told(1, 1, 1)
    tx.tickets.untold(1, 1)
    tx.tickets.forget(1)
    tx.tickets.set_topic(1, 1)
    tx.tickets.topic(1)
    tx.tickets.left_topics(1)
    tx.tickets.drop_topic(1)
    tx.tickets.of_topic(1)
    tx.replies.propose(key, "x", "x", 1)
    tx.replies.turn(by, 1, "approved")
    tx.replies.fitting(key, "x")
    tx.replies.get(1)
    tx.grants.levels(1, 1)
    tx.grants.levels(0, 1)


def _areas(tx: Tx) -> None:
    """Call what reads areas: counts of all of it, which the bench of operators times."""
    by, area = By(1, True, 1), school_area("59", "пермь", 1)
    tx.figures.spans(1)
    tx.tickets.fade(1)
    tx.tickets.listed(by, "open", 0, 1)
    tx.replies.listed(by, 1)
    tx.tickets.figures(by, EVERYWHERE, 1)
    for one in (EVERYWHERE, region_area("59"), municipality_area("59", "пермь"), area):
        tx.figures.standing(by, one)
        tx.figures.entered(by, one, 1)
        tx.figures.schools(by, one)
        tx.figures.parts(by, one, 0, 1)
        tx.listing.schools(by, one, "stuck", "waiting", 1, 0, 1)
        tx.tables.schools(by, one)
        tx.figures.standing(by, one, active="1")
        tx.casts.people(tx.casts.draft(by, one))
        tx.tables.waits(by, one, 0, 1)
        list(tx.tables.all_schools(by, one))
        tx.tables.tickets(by, one)
        list(tx.tables.all_tickets(by, one))
        list(tx.tables.all_waits(by, one))
        tx.listing.lagging(by, one, Key("admin", "vk", "apply"), 1)


def _leaving(tx: Tx) -> None:
    tx.staff.leave(1, 1, Role.ADMIN)
    tx.persons.export(1)
    tx.persons.forget(1)


_EVERYTHING = (
    _walking,
    _schools,
    _staff,
    _messages,
    _keeping,
    _plans,
    _operators,
    _lookups,
    _casts,
    _tickets,
    _leaving,
)


def _record(tx: Tx) -> dict[str, Mapping[str, object]]:
    """Return every statement that there is, with parameters."""
    recorder = _Recorder(tx.execute)
    watched = Tx(recorder)
    for function in _EVERYTHING:
        function(watched)
    return recorder.seen


def test_all_methods_are_called_here() -> None:
    """A new method of a gateway joins those above."""
    source = "".join(inspect.getsource(function) for function in (*_EVERYTHING, _areas))
    called = set(re.findall(r"tx\.(\w+)\.(\w+)\(", source))
    tx = Tx(_Recorder)  # type: ignore[arg-type]
    methods = {
        (gateway, method)
        for gateway in Tx.__slots__
        if gateway not in {"execute", "seal"}
        for method, _ in inspect.getmembers(getattr(tx, gateway), inspect.ismethod)
    }
    known = {(gateway, name) for gateway, name in methods if not name.startswith("_")}
    assert known - {("counters", name) for name in ("begin", "forgo", "settled")} == called


async def test_no_statement_scans_a_table(sqlite_db: Database) -> None:
    """SQLite says `SCAN` where it reads all rows, and `SEARCH` where it finds them."""

    def plans(tx: Tx) -> dict[str, list[str]]:
        return {sql: _plan(tx, sql, params) for sql, params in _record(tx).items()}

    found = await sqlite_db.write(plans)
    assert len(found) > 80
    scans = {sql: plan for sql, plan in found.items() if any("SCAN" in step for step in plan)}
    assert {_last_line(sql) for sql in scans} == {_last_line(sql) for sql in _WHOLE}
    assert all(
        "COVERING INDEX" in step
        for sql in scans
        if "GROUP" in sql and "tallies" not in sql
        for step in scans[sql]
    )


def _last_line(sql: str) -> str:
    return sql.strip().splitlines()[-1]


def _plan(tx: Tx, sql: str, params: Mapping[str, object]) -> list[str]:
    """Return the steps; a row of parameters alone is no table, nor is what a query gathers."""
    rows = tx.execute(f"EXPLAIN QUERY PLAN {sql}", params)
    return [row[3] for row in rows if row[3] not in _NO_TABLE]


@pytest.mark.postgres
async def test_postgresql_can_find_everything_by_an_index_too(postgres_db: Database) -> None:
    """It reads a small table whole by choice; forbidden to, it still finds an index."""

    def plans(tx: Tx) -> dict[str, str]:
        seen = _record(tx)
        tx.execute("SET LOCAL enable_seqscan = off", {})
        return {
            sql: "\n".join(step for (step,) in tx.execute(f"EXPLAIN {sql}", params))
            for sql, params in seen.items()
        }

    found = await postgres_db.write(plans)
    scans = {sql for sql, plan in found.items() if "Seq Scan" in plan}
    assert {sql.strip().splitlines()[-1] for sql in scans} <= set(_WHOLE)


async def test_what_is_asked_often_is_answered_from_an_index_alone(sqlite_db: Database) -> None:
    """Counts a class, who waits at a school, when the next message or reminder is due.

    No row is read; of a message that is due, whether the person's others let it go.
    """

    def plan(tx: Tx) -> dict[str, list[str]]:
        recorder = _Recorder(tx.execute)
        watched = Tx(recorder)
        watched.journeys.stages(1, Role.FAMILY)
        watched.staff.queue(1)
        watched.outbox.next_due()
        watched.outbox.due(1, 1)
        watched.reminders.next_due()
        watched.reminders.due(1, 1)
        watched.summaries.next_due()
        watched.summaries.due(1, 1)
        return {sql: _plan(tx, sql, params) for sql, params in recorder.seen.items()}

    stages, queue, next_due, due, *plans = (await sqlite_db.write(plan)).values()
    assert "COVERING INDEX journeys_class" in stages[0]
    assert "COVERING INDEX staff_standing" in queue[0]
    assert "COVERING INDEX outbox_due" in next_due[0]
    assert "INDEX outbox_due" in due[0]
    assert "SEARCH e USING INDEX outbox_once" in due[-1]
    assert [len(steps) for steps in (stages, queue, next_due, due)] == [1, 1, 1, 3]
    assert [len(steps) for steps in plans] == [1, 1, 1, 1]
    assert ["COVERING INDEX reminders_due" in step for (step,) in plans[:2]] == [True, True]
    assert ["COVERING INDEX summaries_due" in step for (step,) in plans[2:]] == [True, True]


async def test_looking_a_person_up_needs_no_sorting(sqlite_db: Database) -> None:
    """The hot read is two lookups by key; the prune walks its index."""

    def plan(tx: Tx) -> dict[str, list[Any]]:
        recorder = _Recorder(tx.execute)
        watched = Tx(recorder)
        watched.journeys.open(1)
        watched.updates.prune(1)
        watched.journeys.of(1)
        watched.progress.reached(1)
        return {
            sql: [row[3] for row in tx.execute(f"EXPLAIN QUERY PLAN {sql}", params)]
            for sql, params in recorder.seen.items()
        }

    open_, prune, of, reached = (await sqlite_db.write(plan)).values()
    # Versions of SQLite word the rest of a line differently.
    assert all(step.startswith("SEARCH") for step in (*open_, *prune, *of))
    assert not any("B-TREE" in step for step in (*of, *reached))
    assert [" USING INTEGER PRIMARY KEY " in step for step in open_] == [True, True]
    assert "updates_at" in prune[0]
    assert "journeys_person" in of[0]
    assert "COVERING INDEX progress_person" in reached[0]


async def test_references_are_found_by_an_index(sqlite_db: Database) -> None:
    """Deleting a row looks for what refers to it; each column that refers is indexed."""

    def unindexed(tx: Tx) -> tuple[int, list[str]]:
        listing = "SELECT m.name, f.[from] FROM sqlite_master m, pragma_foreign_key_list(m.name) f"
        columns = {*tx.execute(listing), *personal.TABLES[:-1]}
        missing = []
        for table, column in columns:
            sql = f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 1"
            plan = tx.execute(sql).fetchall()
            missing += [f"{table}.{column}" for row in plan if "USING" not in row[3]]
        return len(columns), missing

    count, missing = await sqlite_db.read(unindexed)
    assert count > len(personal.TABLES)
    assert missing == []
