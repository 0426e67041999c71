"""What is answered on LISTEN: alive, ready, and counts that lead to nobody."""

import asyncio
import re
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
from aiogram.types import Update

from bot.house import House
from bot.listening import Listener, Status
from bot.metrics import Counting, Metrics
from bot.seen import KEPT, LATELY, VERSION, Seen
from bot.setting_values import Address
from storage import Database

NOW = 1_700_000_000
DOCS = Path(__file__).parents[2] / "docs"


class Desk:
    """A listener with what stands behind it."""

    def __init__(self, db: Database) -> None:
        self.fetching = True
        self.metrics = Metrics()
        self.seen = Seen(delivered=lambda: {"sent": 5, "failed": 1})
        house = cast(House, SimpleNamespace(db=db, clock=SimpleNamespace(now=lambda: NOW)))
        status = Status(house, self.metrics, self.seen, lambda: self.fetching)
        self.listener = Listener(status, Address("127.0.0.1", 0))

    async def get(self, path: str) -> tuple[int, str]:
        address = f"http://127.0.0.1:{self.listener.port}{path}"
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    one = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: NOW)
    yield one
    await one.close()


@pytest.fixture
async def desk(db: Database) -> AsyncIterator[Desk]:
    one = Desk(db)
    await one.listener.start()
    yield one
    await one.listener.stop()


async def test_it_lives_and_is_ready(desk: Desk) -> None:
    assert await desk.get("/healthz") == (200, "ok\n")
    assert await desk.get("/readyz") == (200, "ready\n")
    assert (await desk.get("/"))[0] == 404


async def test_without_updates_it_is_not_ready_but_lives(desk: Desk) -> None:
    desk.fetching = False
    assert await desk.get("/readyz") == (503, "not ready: updates\n")
    assert (await desk.get("/healthz"))[0] == 200


async def test_without_its_database_it_is_not_ready(desk: Desk, db: Database) -> None:
    await db.close()
    assert await desk.get("/readyz") == (503, "not ready: database\n")
    assert (await desk.get("/metrics"))[0] == 503


async def test_updates_calls_and_commits_are_counted(desk: Desk, db: Database) -> None:
    db.watch(desk.metrics.group)
    await asyncio.gather(
        *(
            db.write(lambda tx, n=n: tx.persons.agree(n, language="ru", at=NOW, notice=1))  # type: ignore[misc]
            for n in range(1, 6)
        )
    )
    await db.write(lambda tx: tx.outbox.put(1, "moved", 1, NOW - 60))
    counting = Counting(desk.metrics)
    update = Update.model_construct(update_id=1, message=cast(Any, object()))

    async def handled(_event: object, _data: object) -> str:
        return "done"

    async def failed(_event: object, _data: object) -> str:
        raise LookupError

    assert await counting(handled, update, {}) == "done"
    with pytest.raises(LookupError):
        await counting(failed, update, {})
    desk.metrics.called("sendMessage", "ok")
    desk.metrics.called("sendMessage", "TelegramRetryAfter")
    status, text = await desk.get("/metrics")
    assert status == 200
    for line in (
        'guide_updates_total{kind="message",result="done"} 1.0',
        'guide_updates_total{kind="message",result="failed"} 1.0',
        'guide_api_calls_total{method="sendMessage",result="TelegramRetryAfter"} 1.0',
        'guide_outbox_due{priority="hand_off"} 1.0',
        "guide_outbox_oldest_seconds 60.0",
        'guide_delivery{result="sent"} 5.0',
    ):
        assert line in text
    assert sum(map(float, re.findall(r"guide_commit_functions_sum (\S+)", text))) == 6
    labels = re.findall(r"\{(.*?)\}", text)
    assert not re.search(r"\d{5,}", " ".join(labels)), "an account in a label"


def test_the_page_names_every_family() -> None:
    text = (DOCS / "metrics.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(guide_\w+)` \|", text, re.MULTILINE))
    families = {one.name for one in Metrics().registry.collect()}
    assert named == families


def test_errors_are_spoken_of_for_an_hour_and_bounded() -> None:
    at = 1000.0
    seen = Seen(now=lambda: at)
    for _ in range(KEPT + 50):
        seen.called("sendMessage", "TelegramRetryAfter")
    seen.called("getMe", "ok")
    assert seen.errors() == {"sendMessage TelegramRetryAfter": KEPT}
    at += LATELY + 1
    assert not seen.errors()
    assert seen.uptime == LATELY + 1


def test_the_version_is_that_of_the_project() -> None:
    text = (DOCS.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["project"]["version"] == VERSION
