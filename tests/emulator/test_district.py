"""The demo's region: its schools stand at every stage, and its counts are those of its people."""

from pathlib import Path

from bot.actions.operator import schools, stats, stuck
from bot.actions.view import Visit
from bot.emulator.district import REGION, SCHOOLS, people
from flows.scopes import region_area
from storage import By, Database, Tx
from tests.support import recount

NOW = 1_764_547_200
ROOT = 700_000_006


async def test_a_region_is_written_once_and_counts_exactly(tmp_path: Path) -> None:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: NOW)
    assert await people(db, NOW, 3) == SCHOOLS
    assert await people(db, NOW, 3) == 0
    await db.read(recount.agree)
    await db.read(recount.spans_agree)
    root = By(ROOT, True, NOW)
    area = region_area(REGION)
    found = await db.read(lambda tx: tx.figures.schools(root, area))
    assert found.total == SCHOOLS
    assert 5 <= found.active < SCHOOLS
    assert found.waiting >= 5
    assert len(await db.read(lambda tx: tx.figures.parts(root, area, 0, 9))) == 3
    await db.close()


async def test_every_look_of_a_coordinator_shows_something_there(tmp_path: Path) -> None:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: NOW)
    await people(db, NOW, 3)
    visit = Visit(ROOT, 1, "ru", NOW, operators=(ROOT,))

    def looks(tx: Tx) -> dict[str, int]:
        tx.persons.agree(ROOT, language="ru", at=NOW, notice=9)
        actions = {
            "stats": stats.shown("r59"),
            "schools": schools.listed("r59", "31.0"),
            "stuck": stuck.listed("r59", "3"),
        }
        return {name: len(act(tx, visit).screen.rows) for name, act in actions.items()}

    rows = await db.write(looks)
    assert min(rows.values()) >= 5, rows
    await db.close()
