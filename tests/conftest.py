"""Fixtures for tests of every part."""

import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from bot import logs


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let those begin first that may take longest: at the end nobody waits for them."""
    items.sort(key=_patience, reverse=True)


def _patience(item: pytest.Item) -> int:
    """Return the seconds that a test has been given for itself; 0: what everybody has."""
    mark = item.get_closest_marker("timeout")
    return int(mark.args[0]) if mark else 0


@pytest.fixture
def quiet_afterwards() -> Iterator[None]:
    """Leave logging as it was."""
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, sys.excepthook
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    config = structlog.get_config()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, one in levels.items():
        logging.getLogger(name).setLevel(one)
    sys.excepthook = hook
    logging.captureWarnings(capture=False)
    structlog.configure(**config)
    logs._secrets.clear()
