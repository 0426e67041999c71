"""Counters are what counting anew gives, whatever happened, in whatever order, at once or not."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import Event, Facts, Progress, Role, advance, flow_of, walked_by
from flows.events import BACK, JOIN, LEAVE, RESTART
from flows.operator.figures import Key
from flows.scopes import EVERYWHERE
from storage import By, Database, Tx
from storage.counters import KEEP
from storage.keeping import DAY, day
from tests.storage.two_schools import AT, identity
from tests.support import recount

BY: Final = By(1, root=True, now=AT)
PEOPLE: Final = (801, 802, 803)
ROLES: Final = {801: Role.TEACHER, 802: Role.FAMILY, 803: Role.ADMIN}
DONE: Final = ("done", "link", "no_link", "new", "accepted", "hand", BACK, RESTART)


class Deed(NamedTuple):
    """What somebody does after so many hours; `what` is an event or a word of this test."""

    person: int
    what: str
    hours: int


def _schools(tx: Tx) -> None:
    for name, region in (("Школа № 1", "59"), ("Школа № 2", "16")):
        assert tx.schools.add(identity(name)._replace(region=region), AT)


def _begin(tx: Tx, person: int, at: int) -> None:
    tx.persons.agree(person, language="ru", at=at, notice=1)
    role = ROLES[person]
    first = flow_of("vk", role).initial.key
    variant = "parent" if role is Role.FAMILY else ""
    journey = tx.journeys.start(person, role, "vk", first, variant, at)
    tx.progress.add(journey, journey, "start", at)


def _step(tx: Tx, deed: Deed, at: int) -> None:
    journey = tx.journeys.current(deed.person)
    if journey is None:
        _begin(tx, deed.person, at)
        return
    what, _, arg = deed.what.partition(":")
    event = Event(what, journey.state, journey.revision, arg)
    outcome = advance(walked_by(journey), journey, event, Facts(), at)
    if not outcome.changed:
        return
    tx.journeys.save(outcome.journey)
    for effect in outcome.effects:
        if isinstance(effect, Progress):
            tx.progress.add(effect.before, effect.after, effect.text, effect.at)


def do(tx: Tx, deed: Deed, at: int) -> None:
    if deed.what == "forget":
        tx.persons.forget(deed.person)
    elif deed.what == "remove":
        for one in tx.journeys.of(deed.person):
            tx.tallies.take(deed.person, one.id)
            tx.journeys.remove(one.id)
    elif deed.what == "again":
        if tx.persons.get(deed.person):
            _begin(tx, deed.person, at)
    elif deed.what == "correct":
        school = tx.schools.get(1)
        assert school is not None
        tx.persons.agree(900, language="ru", at=at, notice=1)
        tx.staff.join(900, 1, Role.ADMIN, "head", at)
        region = "59" if school.region == "16" else "16"
        moved = identity("Школа № 1", place="Верх")._replace(region=region)
        assert tx.schools.correct(900, 1, moved)
    elif deed.what == "fail":
        _step(tx, deed._replace(what="done"), at)
        tx.counters.settle()
        _step(tx, deed._replace(what=f"{JOIN}:1."), at)
        raise LookupError
    else:
        _step(tx, deed, at)


WHATS: Final = (
    *DONE, f"{JOIN}:1.", f"{JOIN}:2.", LEAVE, "forget", "remove", "again", "correct", "fail",
)  # fmt: skip
deeds = st.builds(Deed, st.sampled_from(PEOPLE), st.sampled_from(WHATS), st.integers(0, 60))


async def _played(db: Database, played: list[Deed], *, at_once: bool = False) -> None:
    """Do it all, one after another or as one group."""
    now = AT
    doing: list[asyncio.Future[None]] = []
    for deed in played:
        now += deed.hours * 3600
        doing.append(asyncio.ensure_future(db.write(partial(do, deed=deed, at=now))))
        if not at_once:
            await asyncio.wait([doing[-1]])
    done = await asyncio.gather(*doing, return_exceptions=True)
    failed = [isinstance(one, LookupError) for one in done]
    assert failed == [one.what == "fail" for one in played], done


@settings(max_examples=60, deadline=None)
@given(st.lists(deeds, max_size=40), st.booleans())
def test_counting_anew_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, played: list[Deed], at_once: bool
) -> None:
    folder = tmp_path_factory.mktemp("counters")
    asyncio.run(_on_its_own(folder, played, at_once=at_once))


async def _on_its_own(folder: Path, played: list[Deed], *, at_once: bool) -> None:
    db = await Database.open(f"sqlite:///{folder}/guide.db", clock_now=lambda: AT)
    try:
        await db.write(_schools)
        await _played(db, played, at_once=at_once)
        await db.read(recount.agree)
        if not {"forget", "remove"} & {one.what for one in played}:
            await db.read(recount.spans_agree)
    finally:
        await db.close()


async def test_many_at_once_count_exactly(db: Database) -> None:
    """Some fail in the midst; what they had counted is undone with the rest."""
    await db.write(_schools)
    people = range(1, 41)

    def start(person: int) -> Callable[[Tx], None]:
        def act(tx: Tx) -> None:
            tx.persons.agree(person, language="ru", at=AT, notice=1)
            journey = tx.journeys.start(person, Role.TEACHER, "vk", "install", "", AT)
            tx.progress.add(journey, journey, "start", AT)
            after = replace(journey, state="create_profile", since=AT + DAY, revision=1)
            tx.journeys.save(replace(after, school_id=1 + person % 2))
            tx.progress.add(journey, replace(after, school_id=1 + person % 2), "done", AT + DAY)
            if person % 5 == 0:
                raise LookupError

        return act

    got = await asyncio.gather(*(db.write(start(one)) for one in people), return_exceptions=True)
    assert [isinstance(one, LookupError) for one in got] == [one % 5 == 0 for one in people]
    await db.read(recount.agree)
    await db.read(recount.spans_agree)
    standing = await db.read(recount.stands)
    assert sum(standing.values()) == 32


async def test_whoever_reads_counters_finds_what_the_same_transaction_did(db: Database) -> None:
    """Steps are written down at its end, or when somebody asks."""

    def act(tx: Tx) -> dict[Key, dict[int, int]]:
        _begin(tx, 801, AT)
        return tx.figures.standing(BY, EVERYWHERE)

    assert await db.write(act) == {Key("teacher", "vk", "install"): {day(AT): 1}}
    played = await db.read(lambda tx: tx.looking().figures.standing(BY, EVERYWHERE))
    assert played == await db.read(lambda tx: tx.figures.standing(BY, EVERYWHERE))


async def test_entries_of_long_ago_are_not_kept(db: Database) -> None:
    await db.write(_schools)
    await _played(db, [Deed(801, "again", 0), Deed(801, "done", 0), Deed(801, "done", 30)])
    now = AT + KEEP + DAY

    def rest(tx: Tx) -> tuple[int, set[int]]:
        gone = tx.counters.prune(now)
        return gone, {key[-1] for key in recount.kept(tx, "entered", "school_id")}

    gone, left = await db.write(rest)
    assert gone > 0
    assert left <= {day(AT + 30 * 3600)}
    await db.write(lambda tx: tx.persons.forget(801))


async def test_a_database_of_before_is_counted_when_it_is_brought_up_to_date(db: Database) -> None:
    """The migration counts what is there as the program does from then on."""
    await db.write(_schools)
    played = [Deed(person, what, 7) for what in ("done", "done", JOIN + ":1.") for person in PEOPLE]
    await _played(db, played)

    def anew(tx: Tx) -> None:
        from storage.schema import load  # noqa: PLC0415

        text = next(one for one in load() if one.name == "counters").text
        for table in ("stands", "stand_totals", "entered", "entered_totals", "spans"):
            tx.execute(f"DELETE FROM {table}", {})
        for statement in text.split(";"):
            lines = [line for line in statement.splitlines() if not line.startswith("--")]
            if lines and "INSERT INTO" in statement:
                tx.execute("\n".join(lines), {})

    await db.write(anew)
    await db.read(recount.spans_agree)
    standing = await db.read(recount.stands)
    assert await db.read(lambda tx: recount.kept(tx, "stands", "school_id")) == standing
    totals = await db.read(lambda tx: recount.kept(tx, "stand_totals", "region"))
    assert totals == await db.read(lambda tx: recount.by_region(tx, standing))
