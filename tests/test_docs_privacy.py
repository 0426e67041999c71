"""What the documents say is stored is what a migrated database holds, column by column."""

import re
from pathlib import Path
from typing import Final

import pytest

from bot.app import KEEP_CASTS
from bot.menu import NAMES
from flows.keeping_pages import DAY, GRACE
from storage import KEEP_UPDATES_SECONDS, Database, Tx, personal
from storage.sealed import COLUMNS

DOCS: Final = Path(__file__).parents[1] / "docs"
LOCALES: Final = DOCS.parent / "bot" / "locales"
STORED: Final = (DOCS / "personal-data.md").read_text(encoding="utf-8")
TEMPLATE: Final = (DOCS / "privacy-template.md").read_text(encoding="utf-8")


def described() -> dict[str, list[str]]:
    """Return the columns that the page describes, by table."""
    found = {}
    for part in STORED.split("\n### `")[1:]:
        table, _, rest = part.partition("`")
        own = rest.partition("\n### ")[0]
        found[table] = re.findall(r"^\| `(\w+)` \|", own, re.MULTILINE)
    return found


def named() -> set[str]:
    """Return the tables that are not of people."""
    own = STORED.partition("### Не о людях")[2]
    return set(re.findall(r"^\| `(\w+)` \|", own, re.MULTILINE))


@pytest.fixture
async def columns(tmp_path: Path) -> dict[str, list[str]]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db")

    def look(tx: Tx) -> dict[str, list[str]]:
        tables = [table for table, _ in personal.TABLES]
        rows = {table: tx.execute(f"SELECT * FROM {table}", {}) for table in tables}
        return {table: [one[0] for one in found.description] for table, found in rows.items()}

    try:
        return await db.read(look)
    finally:
        await db.close()


async def test_every_column_of_a_person_is_described(columns: dict[str, list[str]]) -> None:
    assert {table: sorted(names) for table, names in described().items()} == {
        table: sorted(names) for table, names in columns.items()
    }


def test_every_other_table_is_named() -> None:
    assert named() == personal.IMPERSONAL


def test_each_column_says_what_it_is_and_what_for() -> None:
    rows = [line for line in STORED.splitlines() if re.match(r"\| `\w+` \| .* \| .* \|$", line)]
    assert len(rows) > 60
    assert all(all(cell.strip() for cell in line.strip("|").split("|")) for line in rows)


def test_what_is_sealed_is_said_to_be() -> None:
    for table, column in COLUMNS:
        own = STORED.partition(f"### `{table}`")[2].partition("\n### ")[0]
        (row,) = [line for line in own.splitlines() if line.startswith(f"| `{column}` |")]
        assert "зашифровано" in row


def test_the_key_is_said_to_seal_all_of_it() -> None:
    own = STORED.partition("\n## Ключ\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\w+)\.(\w+)`", own)) == set(COLUMNS)


def test_the_terms_of_questions_are_those_of_the_program_and_of_the_notice() -> None:
    days = f"{KEEP_CASTS // DAY} дней"
    notice = (LOCALES / "ru" / "privacy.ftl").read_text(encoding="utf-8")
    assert all(f"{days} после" in text for text in (STORED, TEMPLATE, notice))


def test_the_terms_are_those_of_the_program() -> None:
    assert GRACE // DAY == 28
    assert "за 4 недели" in STORED
    assert f"{KEEP_UPDATES_SECONDS // 3600} часов" in STORED


def test_the_commands_named_there_work() -> None:
    said = set(re.findall(r"`/([a-z]+)`", STORED + TEMPLATE))
    assert said <= set(NAMES)
    assert {"mydata", "forget"} <= said


def test_the_template_leaves_blanks_and_names_the_dates() -> None:
    """The dates of the law are the domain's; who answers is for the organisation to say."""
    assert TEMPLATE.count("______") >= 15
    assert "1 июля 2025" in TEMPLATE
    assert "1 сентября 2025" in TEMPLATE
    assert "юриста" in TEMPLATE
