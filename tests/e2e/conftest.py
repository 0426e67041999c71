from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.town import Town
from tests.support.town import town as running


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with running(tmp_path) as one:
        yield one
