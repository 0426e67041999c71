"""Fixtures for tests of the bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import Database
from tests.bot.invited import AT, Village
from tests.support.keys import SEAL


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A school and its people, in a database of their own."""
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: AT, seal=SEAL)
    one = Village(db)
    await one.build()
    yield one
    await one.db.close()  # a test may have opened it anew
