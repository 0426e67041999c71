"""The chat page without a browser: pure modules run in Node.js, files keep their promises."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "bot" / "emulator" / "page"
FILES = sorted(path for path in PAGE.iterdir() if path.is_file())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
RAW_MARKUP = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
INLINE_STYLE = r"\sstyle\s*=|<style|setAttribute\(\s*['\"]style|cssText"
LONGEST = 250


def offences(pattern: str, text: str) -> list[str]:
    return [found.group() for found in re.finditer(pattern, text)]


@pytest.mark.node
def test_pure_modules_pass_their_own_tests() -> None:
    """Skipped where Node.js is absent, except in CI."""
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Node.js is needed in CI")
        pytest.skip("Node.js is not installed")
    tests = sorted(map(str, HERE.glob("*.test.mjs")))
    run = subprocess.run(
        [node, "--test", *tests], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_asks_nobody_outside(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(NAMESPACE, "")
    assert not offences(r"(?:https?|wss?)://[\w.\[-]+", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_has_no_raw_markup_and_no_inline_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not offences(RAW_MARKUP, text)
    assert not offences(INLINE_STYLE, text)


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix in {".html", ".svg"}], ids=lambda path: path.name
)
def test_has_no_inline_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not offences(r"\son\w+\s*=|javascript:|<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_every_file_asked_for_is_there() -> None:
    """A name the server would answer with 404 is an empty page or a dead button."""
    names = {path.name for path in FILES}
    index = (PAGE / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'"/page/([^"]+)"', index)) <= names
    for path in SCRIPTS:
        assert set(re.findall(r"from '\./([^']+)'", path.read_text(encoding="utf-8"))) <= names


def test_every_icon_named_in_the_code_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="(\w+)"', (PAGE / "icons.svg").read_text(encoding="utf-8")))
    code = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    named = set(re.findall(r"\b(?:icon|iconButton|corner)\('(\w+)'", code))
    named |= set(re.findall(r"\bicon: '(\w+)'", code))
    named |= set(re.findall(r"\btool\('[^']+', '(\w+)'", code))
    assert named
    assert named <= drawn
