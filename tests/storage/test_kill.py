"""SIGKILL at random moments under load: what was acknowledged is there, and nothing by halves."""

import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")

KILLS = int(os.environ.get("KILLS", "200"))
_LONGEST_LIFE = 0.12  # seconds; opening takes some hundredths, so some die while they open


class _Victims:
    """The forking program, and the lines that come from it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin
        assert process.stdout
        self._input = process.stdin
        self._output = process.stdout.fileno()
        self._rest = b""
        self._lines: deque[bytes] = deque()
        self.acknowledged: set[int] = set()

    def live_and_die(self, seconds: float) -> int:
        """Start one, kill it after `seconds`; return the signal that ended it."""
        self._input.write(b"\n")
        self._input.flush()
        pid = int(self._line(None).removeprefix("p"))
        until = time.monotonic() + seconds
        while line := self._line(until):
            self._take(line)
        os.kill(pid, signal.SIGKILL)
        while not (line := self._line(None)).startswith("d"):
            self._take(line)
        return int(line.removeprefix("d"))

    def _take(self, line: str) -> None:
        self.acknowledged.add(int(line.removeprefix("a")))

    def _line(self, until: float | None) -> str:
        """Return the next line; none that comes until the moment `until` is an empty one."""
        while not self._lines:
            wait = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self._output], [], [], wait)[0]:
                return ""
            more = os.read(self._output, 65536)
            assert more, "the forking program is gone"
            *whole, self._rest = (self._rest + more).split(b"\n")
            self._lines.extend(whole)
        return self._lines.popleft().decode()


@contextmanager
def _victims(url: str) -> Iterator[_Victims]:
    command = [sys.executable, "-m", "tests.storage.killed", url]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as process:
        yield _Victims(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(30) == 0


def _stored(path: Path) -> set[int]:
    """Look without mending: the log stays for the next start to deal with."""
    if not path.exists():
        return set()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'updates'").fetchone():
            return set()  # killed before or while the tables were made
        updates = {number for (number,) in connection.execute("SELECT id FROM updates")}
        events = {int(event) for (event,) in connection.execute("SELECT event FROM progress")}
        counted = "SELECT COUNT(*) FROM progress p WHERE p.journey_id = j.id"
        halves = connection.execute(
            f"SELECT id FROM journeys j WHERE revision <> ({counted})"
        ).fetchall()
    assert updates == events, "an update without its event, or the other way round"
    assert halves == [], "a journey that does not agree with its events"
    return updates


@pytest.mark.no_cover
@pytest.mark.timeout(600)
def test_no_acknowledged_write_is_lost_and_none_is_half_there(path: Path, sqlite_url: str) -> None:
    """The same database through hundreds of sudden deaths, looked at after each."""
    chance = random.Random(20_240_901)  # noqa: S311  # moments, not secrets
    with _victims(sqlite_url) as victims:
        for _ in range(KILLS):
            ended_by = victims.live_and_die(chance.uniform(0, _LONGEST_LIFE))
            assert ended_by == signal.SIGKILL
            assert victims.acknowledged - _stored(path) == set(), "acknowledged and lost"
    assert len(victims.acknowledged) > KILLS
