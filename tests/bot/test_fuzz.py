"""A short run of the fuzzer, the same each time; `make fuzz` runs it for as long as one likes."""

import importlib.util
import random
import subprocess
import sys
from pathlib import Path

import pytest

from bot.untrusted import child, docx
from scripts.fuzz import targets
from scripts.fuzz.__main__ import WATCHED
from scripts.fuzz.targets import TARGETS, seeds

ROOT = Path(__file__).parents[2]
ROUNDS = 40
MARKS = (b"", b"\x00", b"\xff" * 9, b"<!DOCTYPE x>", b"<w:p>" * 99, b"endobj", b"@", "ич".encode())


def mutations(seed: bytes, chance: random.Random) -> bytes:
    """Return a healthy input with a piece of it cut out, and something else in its place."""
    begin = chance.randrange(len(seed) + 1)
    end = min(len(seed), begin + chance.randrange(1, 200))
    return seed[:begin] + chance.choice(MARKS) + seed[end:]


@pytest.mark.parametrize("name", TARGETS)
def test_rubbish_is_refused_and_nothing_else_happens(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - the same rubbish each time
    for seed in seeds(name):
        TARGETS[name](seed)
        for _ in range(ROUNDS):
            TARGETS[name](mutations(seed, chance))
    TARGETS[name](b"")


def test_a_target_that_breaks_its_word_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The harness can fail: a reader that raises, or gives without end."""

    def raises(_data: bytes) -> list[str]:
        raise KeyError

    monkeypatch.setattr(docx, "lines", raises)
    with pytest.raises(KeyError):
        targets.read_docx(b"")
    monkeypatch.setattr(docx, "lines", lambda _data: ["x" * 9_999_999])
    with pytest.raises(AssertionError):
        targets.read_docx(b"")
    monkeypatch.setattr(child, "answer_of", lambda _data: {})
    with pytest.raises(AssertionError):
        targets.read_any(b"")


def test_every_target_can_be_asked_for() -> None:
    assert WATCHED.keys() == TARGETS.keys()


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
@pytest.mark.parametrize("name", ["docx", "message"])
def test_the_fuzzer_runs(name: str, tmp_path: Path) -> None:
    for number, seed in enumerate(seeds(name)):
        (tmp_path / f"seed-{number}").write_bytes(seed)
    command = [sys.executable, "-m", "scripts.fuzz", name, "-runs=300", "-seed=7", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Done 300 runs" in done.stderr


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
def test_without_a_target_it_says_what_there_is() -> None:
    command = [sys.executable, "-m", "scripts.fuzz"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "docx" in done.stderr
