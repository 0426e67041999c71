"""Fixtures for tests of every part."""

import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from bot import logs


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
