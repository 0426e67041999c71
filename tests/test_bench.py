"""The bench works: each contender answers a few taps, and the table says what was asked for."""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from scripts.bench import broadcast, crowd, dialogs, lookups, loopback, reminders
from scripts.bench.__main__ import FOLDER, main
from scripts.bench.audience import busiest
from scripts.bench.cards import sample_json
from scripts.bench.contenders import CONTENDERS
from scripts.bench.instant import Load
from scripts.bench.report import Aim, Near, line
from scripts.bench.rounds import compare, worker


@pytest.mark.parametrize("name", CONTENDERS)
def test_a_contender_answers_every_tap(name: str, tmp_path: Path) -> None:
    with worker(name, tmp_path) as one:
        crowd, alone = one.run(32, 0.05), one.run(1, 0.05)
    assert crowd.rate > 0
    assert 0 < alone.p99 < 60
    assert alone.work > 0


async def test_a_dialog_that_stores_late_is_tapped_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It shows a step before it has stored it: a tap in between waits and finds the step."""
    keep = dialogs.Durable._set

    async def late(self: dialogs.Durable, key: str, value: Any) -> None:
        for _ in range(50):
            await asyncio.sleep(0)
        await keep(self, key, value)

    monkeypatch.setattr(dialogs.Durable, "_set", late)
    monkeypatch.setattr(crowd, "PATIENCE", 20.0)
    load = Load(CONTENDERS["dialog"].ways, sample_json())
    working = asyncio.create_task(dialogs.run(load, tmp_path, 4))
    try:
        await load.greet(4)
        assert (await load.crowd.run(4, 0.05)).rate > 0
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


def test_the_guide_stores_every_tap_of_its_crowd(tmp_path: Path) -> None:
    """What is measured is durable: the steps are in the file when the process is killed."""
    found = compare(["guide"], tmp_path, 1, [(32, 0.05)])
    (one,) = found["guide", 32]
    with closing(sqlite3.connect(tmp_path / "guide" / "guide.db")) as connection:
        (steps,) = connection.execute("SELECT COUNT(*) FROM progress WHERE event <> 'start'")
        (taps,) = connection.execute("SELECT COUNT(*) FROM updates")
    assert steps[0] >= one.rate * 0.05
    assert taps[0] >= steps[0]


def test_a_contender_that_does_not_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="nobody ended early"), worker("nobody", tmp_path):
        pass


def test_both_bots_answer_over_http(tmp_path: Path) -> None:
    found = loopback.throughput(tmp_path, 1, [(4, 0.05)])
    assert {name for name, _ in found} == {"guide", "stateless"}
    assert all(one.rate > 0 and one.p99 > 0 for rounds in found.values() for one in rounds)


def test_both_bots_start_and_tell_their_memory(tmp_path: Path) -> None:
    found = loopback.starts(tmp_path, 1)
    assert all(seconds > 0 and size > 10 for each in found.values() for seconds, size in each)


def test_lookups_find_whom_they_look_for(tmp_path: Path) -> None:
    lookups.build(tmp_path / "some.db", 50)
    with lookups.transaction(tmp_path / "some.db") as tx:
        assert all(query(tx, 50) for query in lookups.QUERIES.values())
        assert tx.journeys.open(51) is None


def test_lookups_are_timed_with_few_and_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookups, "LOOKS", 20)
    found = lookups.measure(tmp_path, 2_000, 1)
    assert found.keys() == lookups.QUERIES.keys()
    assert all(min(series) > 0 for cost in found.values() for series in cost)


def test_reminders_are_timed_with_few_and_many(tmp_path: Path) -> None:
    """What is timed is whole: whoever was due was reminded, and the next time is set."""
    found = reminders.measure(tmp_path, (400, 100), turns=1, due=20, looks=3)
    assert {size: len(ticks) for size, ticks in found.items()} == {400: 2, 100: 2}
    for ticks in found.values():
        assert all(min(one.seconds, one.work, one.idle, one.peak) > 0 for one in ticks)
    with closing(sqlite3.connect(tmp_path / "400.db")) as connection:
        (told,) = connection.execute("SELECT COUNT(*) FROM reminders WHERE sent = 1 AND due_at > 0")
        (left,) = connection.execute("SELECT COUNT(*) FROM outbox")
    assert (told[0], left[0]) == (40, 0)


def test_a_broadcast_is_timed_beside_a_dialogue(tmp_path: Path) -> None:
    (turn,) = broadcast.measure(tmp_path, broadcast.Plan(100, turns=1, messages=40, seconds=0.3))
    assert min(turn.alone.p99, turn.during.p99, turn.rate, turn.handed) > 0
    assert turn.most >= 2
    assert turn.floods == 0


def test_the_busiest_second_is_any_second() -> None:
    assert busiest([0.0, 0.9, 1.1, 1.2, 1.8, 3.0]) == 4
    assert busiest([5.0]) == 1


def test_a_line_tells_whether_its_aim_holds() -> None:
    """Ratios are taken turn by turn; a disturbance of one turn moves its neighbours alike."""
    said = line("taps", [100.0, 10.0, 90.0], [50.0, 5.0, 60.0], Aim(1.0))
    assert said.split() == ["taps", "90", "50", "2.00", "1.50–2.00", "≥", "1.00", "holds"]
    assert line("wait", [3.0], [2.0], Aim(1.25, least=False)).endswith("MISSED")
    assert line("a second", [29.2], [30.0], Near(0.03)).endswith("± 0.03  holds")
    assert line("a second", [31.0], [30.0], Near(0.03)).endswith("MISSED")


def test_it_runs_as_a_module_says_what_it_can_do() -> None:
    command = [sys.executable, "-m", "scripts.bench", "--help"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "--quick" in ended.stdout


def test_databases_are_made_where_the_bot_keeps_its_own_and_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bench in a folder of memory would not flush to any disk."""
    assert Path("data") == FOLDER
    monkeypatch.setattr(lookups, "LOOKS", 20)
    assert main(["--quick", "--only", "lookups", "--folder", str(tmp_path)]) == 0
    assert "journeys.open" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
