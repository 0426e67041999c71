"""Documentation that cannot rot: settings, commands, targets and diagrams are the code's own."""

import re
from pathlib import Path

from bot.__main__ import COMMANDS
from bot.menu import NAMES
from bot.settings import Settings
from flows.operator.home import COMMANDS as COMMANDS_OF_OPERATORS
from scripts.operator_pictures import PICTURES

ROOT = Path(__file__).parents[1]
SETTINGS = {name.upper() for name in Settings.model_fields}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_readme_lists_every_setting() -> None:
    table = read("README.md").partition("## Настройки")[2].partition("\n## ")[0]
    named = " ".join(re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE))
    assert set(re.findall(r"`([A-Z][A-Z_]+)`", named)) == SETTINGS


def test_the_example_lists_every_setting() -> None:
    assert set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", read(".env.example"), re.MULTILINE)) == SETTINGS


def test_the_changelog_lists_every_program_command() -> None:
    assert all(name in read("CHANGELOG.md") for name in COMMANDS)


def test_make_targets_in_the_docs_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z]+)", read("README.md") + read("CONTRIBUTING.md")))
    assert named <= targets
    assert {"demo", "test", "run", "lint", "bench"} <= targets


def test_relative_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_chat_commands_of_the_school_page_work() -> None:
    said = set(
        re.findall(r"`/([a-z]+)`", read("docs/for-schools.md") + read("docs/for-regions.md"))
    )
    assert said <= set(NAMES)


def test_the_operators_page_shows_each_command_with_its_picture() -> None:
    page = read("docs/for-operators.md")
    assert set(re.findall(r"^## `/([a-z]+)`", page, re.MULTILINE)) == set(COMMANDS_OF_OPERATORS)
    shown = set(re.findall(r"\(images/op-([a-z]+)\.png\)", page))
    assert shown == set(PICTURES)
    for name in PICTURES:
        assert (ROOT / "docs" / "images" / f"op-{name}.png").exists()


def test_nothing_names_a_registry_or_this_machine() -> None:
    hosts = re.compile("py" + r"pi\.org|python" + "hosted|registry\\." + "npm")
    for path in (ROOT / "requirements").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not hosts.search(text)
        assert "--index" not in text
        assert "--hash=sha256:" in text
