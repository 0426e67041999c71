"""Texts at rest: sealed under a key, bound to their place, shown as empty when they do not open."""

# ruff: noqa: ASYNC240  # a test may wait for the files it looks at

import base64
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.model import Role
from storage import Database, Place, Refused, Seal, Tx, resealing
from storage.resealing import Resealed, reseal
from storage.sealed import COLUMNS, FORM, MARK_LENGTH, new_key, read_key
from tests.storage.people import ANNA, AT, BORIS, agreed
from tests.storage.two_schools import identity
from tests.support.keys import KEY, OTHER_KEY, SEAL, written

HERE = Place("staff", "label", 7)
NAME = "Мария Ивановна, физика"
KEYLESS = Seal()

Report = list[tuple[Place, Refused]]


@given(st.text(min_size=1), st.integers(1, 2**62))
def test_what_is_closed_opens_in_its_place(text: str, row: int) -> None:
    place = Place("staff", "label", row)
    sealed = SEAL.close(place, text)
    assert re.fullmatch(r"s1\.[0-9a-f]{8}\.[A-Za-z0-9_=-]+", sealed)
    assert sealed.startswith(SEAL.mark)
    assert SEAL.open(place, sealed) == text


def test_the_same_text_is_never_sealed_alike() -> None:
    assert SEAL.close(HERE, NAME) != SEAL.close(HERE, NAME)


def test_nothing_is_kept_of_nothing() -> None:
    assert SEAL.close(HERE, "") == ""
    assert SEAL.open(HERE, "") == ""


def test_without_a_key_nothing_is_kept() -> None:
    assert not KEYLESS.keeps
    assert KEYLESS.close(HERE, NAME) == ""


@pytest.mark.parametrize(
    "elsewhere",
    [Place("staff", "label", 8), Place("staff", "before", 7), Place("tickets", "label", 7)],
)
def test_elsewhere_it_does_not_open(elsewhere: Place) -> None:
    """Copied to another row, column or table, it is no one's text."""
    assert SEAL.look(elsewhere, SEAL.close(HERE, NAME)) is Refused.NOT_ITS_PLACE


@given(st.data())
def test_whatever_is_changed_in_it_it_does_not_open(data: st.DataObject) -> None:
    sealed = SEAL.close(HERE, NAME)
    raw = bytearray(base64.urlsafe_b64decode(sealed[MARK_LENGTH:]))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    changed = sealed[:MARK_LENGTH] + base64.urlsafe_b64encode(raw).decode()
    assert SEAL.look(HERE, changed) is Refused.NOT_ITS_PLACE


@given(st.text())
def test_what_was_never_sealed_is_refused_and_harms_nobody(text: str) -> None:
    assert isinstance(SEAL.look(HERE, f"{FORM}{text}"), Refused)
    assert isinstance(SEAL.look(HERE, f"{SEAL.mark}{text}"), Refused)
    if text and not text.startswith(FORM):
        assert SEAL.look(HERE, text) is Refused.NOT_SEALED


def test_another_key_does_not_open_it_and_an_earlier_one_does() -> None:
    sealed = SEAL.close(HERE, NAME)
    assert Seal([OTHER_KEY]).look(HERE, sealed) is Refused.NO_KEY
    assert KEYLESS.look(HERE, sealed) is Refused.NO_KEY
    both = Seal([OTHER_KEY, KEY])
    assert both.open(HERE, sealed) == NAME
    assert both.close(HERE, NAME).startswith(Seal([OTHER_KEY]).mark)


def test_what_does_not_open_is_empty_and_told_once() -> None:
    told: Report = []
    seal = Seal([KEY], lambda place, why: told.append((place, why)))
    for _ in range(3):
        assert seal.open(HERE, NAME) == ""
    assert told == [(HERE, Refused.NOT_SEALED)]


def test_a_key_is_32_bytes_in_either_base64() -> None:
    assert read_key(written(KEY)) == KEY
    key = base64.urlsafe_b64encode(b"\xff" * 32).decode()
    assert read_key(f" {key}\n") == b"\xff" * 32
    assert len(read_key(new_key())) == 32
    for bad in ("", "короткий", written(KEY[:31]), written(KEY) + "AAAA", "a b"):
        with pytest.raises(ValueError, match=r".*"):
            read_key(bad)


# -- in the database -------------------------------------------------------------------------------


def named(tx: Tx, person: int = ANNA, label: str = NAME) -> int:
    """Let somebody join a school and write how to be shown; return their row."""
    agreed(tx, person)
    school = tx.schools.same(identity()) or tx.schools.add(identity(), AT)
    assert school is not None
    tx.staff.join(person, school.id, Role.TEACHER, "joined", AT)
    tx.staff.set_label(person, school.id, Role.TEACHER, label)
    (row,) = tx.staff.of(person)
    assert row.label == label
    return row.id


def labels(tx: Tx) -> list[str]:
    return [label for (label,) in tx.execute("SELECT label FROM staff ORDER BY id", {})]


def put(label: str, row: int) -> Callable[[Tx], object]:
    sql = "UPDATE staff SET label = :label WHERE id = :id"
    return lambda tx: tx.execute(sql, {"label": label, "id": row})


async def test_a_label_is_sealed_in_the_row_and_read_by_every_way(db: Database) -> None:
    await db.write(named)
    (stored,) = await db.read(labels)
    assert stored.startswith(SEAL.mark)
    rows = await db.read(lambda tx: tx.persons.export(ANNA)["staff"])
    assert [row["label"] for row in rows] == [NAME]


async def test_a_label_moved_to_another_row_is_refused(db: Database) -> None:
    """Shown without a name, in no way a crash."""
    mine = await db.write(named)
    theirs = await db.write(lambda tx: named(tx, BORIS, "Борис"))
    stolen, _ = await db.read(labels)
    await db.write(put(stolen, theirs))
    shown = await db.read(lambda tx: [tx.staff.of(one)[0].label for one in (ANNA, BORIS)])
    assert shown == [NAME, ""]
    assert mine != theirs
    exported = await db.read(lambda tx: tx.persons.export(BORIS)["staff"])
    assert [row["label"] for row in exported] == [""]


async def test_whoever_does_not_belong_writes_no_label(db: Database) -> None:
    await db.write(named)
    before = await db.read(labels)
    await db.write(lambda tx: tx.staff.set_label(BORIS, 1, Role.TEACHER, "Борис"))
    assert await db.read(labels) == before


async def test_a_label_is_nowhere_in_the_file(path: Path, sqlite_url: str) -> None:
    database = await Database.open(sqlite_url, seal=SEAL)
    await database.write(named)
    beside = [one.read_bytes() for one in path.parent.iterdir()]
    await database.close()
    assert not any(NAME.encode() in content for content in (*beside, path.read_bytes()))
    assert SEAL.mark.encode() in path.read_bytes()


# -- sealed anew -----------------------------------------------------------------------------------


async def plain(db: Database, *people: int) -> None:
    """Store labels as an earlier release did."""
    for person in people:
        row = await db.write(partial(named, person=person))
        await db.write(put(f"Анна {person}", row))


async def shown(db: Database, *people: int) -> list[str]:
    return await db.read(lambda tx: [tx.staff.of(one)[0].label for one in people])


async def test_what_was_stored_in_plain_is_sealed(db: Database) -> None:
    await plain(db, ANNA, BORIS)
    assert await shown(db, ANNA) == [""], "in plain it is not shown"
    assert await reseal(db) == Resealed(sealed=2)
    assert await shown(db, ANNA, BORIS) == [f"Анна {ANNA}", f"Анна {BORIS}"]
    assert await reseal(db) == Resealed()


async def test_without_a_key_what_is_plain_is_dropped_and_what_is_sealed_waits(
    path: Path, sqlite_url: str
) -> None:
    database = await Database.open(sqlite_url, seal=SEAL)
    await plain(database, BORIS)
    await database.write(named)
    await database.close()
    keyless = await Database.open(sqlite_url)
    assert await reseal(keyless) == Resealed(dropped=1)
    assert await shown(keyless, ANNA, BORIS) == ["", ""]
    await keyless.close()
    assert f"Анна {BORIS}".encode() not in path.read_bytes()
    again = await Database.open(sqlite_url, seal=SEAL)
    assert await shown(again, ANNA, BORIS) == [NAME, ""]
    await again.close()


async def test_a_key_is_changed_for_another(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the old one at hand; afterwards the new one alone is enough. Batches meet no gap."""
    monkeypatch.setattr(resealing, "BATCH", 2)
    people = range(ANNA, ANNA + 5)
    database = await Database.open(url, seal=SEAL)
    for person in people:
        await database.write(partial(named, person=person, label=f"Имя {person}"))
    await database.close()
    both = await Database.open(url, seal=Seal([OTHER_KEY, KEY]))
    assert await reseal(both) == Resealed(), "a start changes no key"
    assert await reseal(both, rotate=True) == Resealed(sealed=5)
    assert await reseal(both, rotate=True) == Resealed()
    await both.close()
    new = await Database.open(url, seal=Seal([OTHER_KEY]))
    assert await shown(new, *people) == [f"Имя {person}" for person in people]
    await new.close()


async def test_what_does_not_open_stays_as_it_is(db: Database) -> None:
    row = await db.write(named)
    lost = Seal([OTHER_KEY]).close(Place("staff", "label", row), NAME)
    await db.write(put(lost, row))
    assert await reseal(db, rotate=True) == Resealed(refused=1)
    assert await db.read(labels) == [lost]


async def test_every_sealed_column_is_there(db: Database) -> None:
    for table, column in COLUMNS:
        sql = f"SELECT {column} FROM {table}"
        await db.read(partial(_selects, sql=sql))


def _selects(tx: Tx, sql: str) -> object:
    return tx.execute(sql, {}).fetchall()
