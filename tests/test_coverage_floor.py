"""The floor of coverage: what it counts, what it prints, and when it fails."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.coverage_floor import FLOORS, Count, counts, main, shortfalls

WELL = Count(lines=99, all_lines=100, branches=49, all_branches=50)
MOST = Count(lines=990, all_lines=1000, branches=490, all_branches=500)
BARE = Count(lines=99, all_lines=100, branches=30, all_branches=50)


def test_three_figures_are_printed_and_all_of_them_hold(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert shortfalls({"flows/a.py": WELL, "storage/b.py": WELL, "bot/c.py": WELL}) == []
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in printed] == ["flows/", "storage/", "all"]
    assert printed[0].split()[1:] == ["lines", "99.0", "%", "branches", "98.0", "%"]


def test_branches_left_out_are_not_hidden_by_lines() -> None:
    (short,) = shortfalls({"flows/a.py": BARE, "storage/b.py": WELL, "bot/c.py": MOST})
    assert short.startswith("flows/")
    assert "60.0 %, wanted 95 %" in short


def test_a_part_that_was_not_measured_falls_short() -> None:
    (short,) = shortfalls({"flows/a.py": WELL, "bot/c.py": WELL})
    assert short == "storage/  was not measured, wanted 95 %"


def test_the_floors_are_those_promised() -> None:
    assert FLOORS == {"flows/": 95.0, "storage/": 95.0, "": 90.0}


def test_without_measurements_the_floor_is_not_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nothing")]) == 1
    assert "no coverage to read" in capsys.readouterr().err


def test_what_was_run_is_read_from_the_measurements(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    module, data = tmp_path / "branching.py", tmp_path / "measured"
    module.write_text("import sys\nif len(sys.argv) > 5:\n    print()\nelse:\n    pass\n")
    command = [sys.executable, "-m", "coverage", "run", "--branch", "--rcfile=/dev/null"]
    subprocess.run([*command, f"--data-file={data}", module], check=True, cwd=tmp_path)
    (count,) = counts(data).values()
    assert count == Count(lines=3, all_lines=4, branches=1, all_branches=2)
    assert main([str(data)]) == 1
    assert "under its floor: all" in capsys.readouterr().err
