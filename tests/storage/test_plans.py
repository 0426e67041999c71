"""Every statement finds its rows by an index, so that a million people cost what a thousand do."""

from collections.abc import Mapping
from typing import Any

from flows.model import Role
from storage import Database, Tx, personal
from storage.statements import Execute, Rows

# These look at whole tables: for statistics (an index of it), and once a start.
_WHOLE = ("GROUP BY role, state, symptom", "SELECT DISTINCT edition, role, state FROM journeys")


class _Recorder:
    """Passes statements on, and keeps them."""

    def __init__(self, execute: Execute) -> None:
        self._execute = execute
        self.seen: dict[str, Mapping[str, object]] = {}

    def __call__(self, sql: str, params: Mapping[str, object] = {}, /) -> Rows:
        self.seen[sql] = params
        return self._execute(sql, params)


def _everything(tx: Tx) -> None:
    """Call every method of every gateway at least once."""
    tx.persons.agree(1, language="ru", at=1, notice=1)
    tx.persons.set_language(1, "en")
    tx.persons.set_card(1, 5)
    tx.persons.set_bottom(1, 5)
    tx.persons.keep_payload(1, "x")
    tx.persons.take_payload(1)
    journey = tx.journeys.start(1, Role.ADMIN, "vk", "apply", "", 1)
    tx.persons.set_current(1, journey.id)
    tx.journeys.get(journey.id)
    tx.journeys.of(1)
    tx.journeys.open(1)
    tx.journeys.current(1)
    tx.journeys.save(journey)
    tx.journeys.states_in_use()
    tx.progress.add(journey, journey, "start", 1)
    tx.progress.of(journey.id)
    tx.progress.reached(journey.id)
    tx.symptoms.add(journey, "no_code", helped=True, at=1)
    tx.symptoms.of(1)
    tx.symptoms.counts()
    tx.updates.first_seen(1, 1)
    tx.updates.prune(1)
    tx.journeys.remove(journey.id)
    tx.persons.export(1)
    tx.persons.forget(1)


def _methods() -> set[str]:
    gateways = ("persons", "journeys", "progress", "symptoms", "updates")
    kinds = [Tx.__init__.__globals__[gateway.capitalize()] for gateway in gateways]
    return {name for kind in kinds for name in vars(kind) if not name.startswith("_")}


def test_all_methods_are_called_here() -> None:
    """A new method of a gateway joins `_everything`."""
    called = set(_everything.__code__.co_names)
    assert _methods() <= called


async def test_no_statement_scans_a_table(sqlite_db: Database) -> None:
    """SQLite says `SCAN` where it reads all rows, and `SEARCH` where it finds them."""

    def plans(tx: Tx) -> dict[str, list[str]]:
        recorder = _Recorder(tx.execute)
        _everything(Tx(recorder))
        return {
            sql: [row[3] for row in tx.execute(f"EXPLAIN QUERY PLAN {sql}", params)]
            for sql, params in recorder.seen.items()
        }

    found = await sqlite_db.write(plans)
    assert len(found) > 25
    scans = {sql: plan for sql, plan in found.items() if any("SCAN" in step for step in plan)}
    assert {sql.strip().splitlines()[-1] for sql in scans} == set(_WHOLE)
    assert all("COVERING INDEX" in step for sql in scans if "GROUP" in sql for step in scans[sql])


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
    """Deleting a person looks for what refers to them; each such column is indexed."""

    def unindexed(tx: Tx) -> list[str]:
        missing = []
        for table, column in personal.TABLES[:-1]:
            sql = f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 1"
            plan = tx.execute(sql).fetchall()
            missing += [table for row in plan if "USING" not in row[3]]
        return missing

    assert await sqlite_db.read(unindexed) == []
