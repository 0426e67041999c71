"""SIGKILL in the middle of hand-offs: each is there wholly or not at all.

Standing, journey, record and outbox were written together, so they agree whenever one looks.
"""

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from storage import Database
from tests.storage.test_kill import _Victims
from tests.support.handing import AT, DEPUTY, HEAD, TEACHERS, prepare
from tests.support.keys import SEAL

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")

KILLS: Final = int(os.environ.get("KILLS", "60"))
LONGEST_LIFE: Final = 0.15  # seconds; opening takes some hundredths, so some die while they open
STANDS: Final = {
    "apply": {"joined", "refused"},
    "await_acceptance": {"waiting"},
    "create_chat": {"accepted"},
}
SAID: Final = {"accepted": "accepted", "recalled": "undone", "see_me": "see_me"}
"""Hand-offs to a teacher, and what each has them told."""
_JOURNEYS: Final = """SELECT j.id, j.person_id, j.state, j.revision, j.reason, s.standing
    FROM journeys j JOIN staff s ON s.person_id = j.person_id WHERE j.role = 'teacher'"""
_EVENTS: Final = "SELECT event, state FROM progress WHERE journey_id = ? AND event <> 'start'"
_OUTBOX: Final = "SELECT detail, version FROM outbox WHERE person_id = ? AND kind = ?"


class Teacher(NamedTuple):
    """A teacher as they are stored."""

    journey: int
    person: int
    state: str
    revision: int
    reason: str
    standing: str


async def _made(url: str) -> None:
    db = await Database.open(url, clock_now=lambda: AT, seal=SEAL)
    await db.write(prepare)
    await db.close()


@contextmanager
def _victims(url: str) -> Iterator[_Victims]:
    command = [sys.executable, "-m", "tests.support.handing", url]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as process:
        yield _Victims(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(30) == 0


def _looked(path: Path) -> set[int]:
    """Look without mending, hold everything together, and return which updates were taken."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        teachers = [Teacher(*row) for row in connection.execute(_JOURNEYS)]
        assert len(teachers) == len(TEACHERS)
        acts = [act for one in teachers for act in _agrees(connection, one)]
        updates = {number for (number,) in connection.execute("SELECT id FROM updates")}
        assert len(updates) == len(acts), "an update without its act, or the other way round"
        applied = sum(act == "done" for act in acts)
        # The head is told of applications, a deputy of what the head decides too.
        assert _said(connection, HEAD, "desk") == ("", applied)
        assert _said(connection, DEPUTY, "desk") == ("", len(acts))
        ((active,),) = connection.execute("SELECT active_since FROM schools")
        accepted = sum(one.standing == "accepted" for one in teachers)
        assert bool(active) == (accepted >= 3)
    return updates


def _agrees(connection: sqlite3.Connection, one: Teacher) -> list[str]:
    """Hold one teacher's standing, step, record and outbox together; return their events."""
    rows = connection.execute(_EVENTS, (one.journey,)).fetchall()
    acts = [event.partition(" ")[0] for event, _ in rows]
    assert one.standing in STANDS[one.state], one
    assert one.revision == len(acts), (one, acts)
    assert one.state == (rows[-1][1] if rows else "apply"), one
    assert one.standing != "refused" or one.reason == "see_me", one
    came = [SAID[act] for act in acts if act in SAID]
    assert set(acts) <= {*SAID, "done"}
    assert _said(connection, one.person, "moved") == (came[-1] if came else "", len(came)), one
    return acts


def _said(connection: sqlite3.Connection, person: int, kind: str) -> tuple[str, int]:
    """Return what waits to be said last, and how often it was put down."""
    rows = connection.execute(_OUTBOX, (person, kind)).fetchall()
    assert len(rows) <= 1
    return (rows[0][0], rows[0][1] + 1) if rows else ("", 0)


@pytest.mark.timeout(600)
def test_a_hand_off_is_there_wholly_or_not_at_all(tmp_path: Path) -> None:
    """One school through dozens of sudden deaths, looked at after each."""
    path = tmp_path / "guide.db"
    asyncio.run(_made(f"sqlite:///{path}"))
    chance = random.Random(20_241_124)  # noqa: S311 - moments, not secrets
    with _victims(f"sqlite:///{path}") as victims:
        for _ in range(KILLS):
            assert victims.live_and_die(chance.uniform(0, LONGEST_LIFE)) == signal.SIGKILL
            assert victims.acknowledged - _looked(path) == set(), "acknowledged and lost"
    assert len(victims.acknowledged) > 3 * KILLS
