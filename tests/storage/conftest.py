"""One suite, both engines: `url` is a blank database, `db` an open one."""

import itertools
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from storage import Database
from tests.storage import postgres_cluster
from tests.support.keys import SEAL

NOW = 1_700_000_000
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The server of TEST_POSTGRES_URL, or one of our own for as long as the tests run."""
    given = os.environ.get("TEST_POSTGRES_URL")
    programs = postgres_cluster.find_programs()
    if given:
        yield given
    elif programs:
        with postgres_cluster.cluster(programs) as started:
            yield started
    elif os.environ.get("CI") == "true":
        pytest.fail("no PostgreSQL here: set TEST_POSTGRES_URL or install its server")
    else:
        pytest.skip("no PostgreSQL here: set TEST_POSTGRES_URL or install its server")


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A schema of its own on the server, so that tests do not meet."""
    schema = f"test_{os.getpid()}_{next(_numbers)}"
    with closing(psycopg.connect(postgres_server, autocommit=True)) as connection:
        connection.execute(f"CREATE SCHEMA {schema}".encode())
        mark = "&" if "?" in postgres_server else "?"
        yield f"{postgres_server}{mark}options={quote(f'-csearch_path={schema}')}"
        connection.execute(f"DROP SCHEMA {schema} CASCADE".encode())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "guide.db"


@pytest.fixture
def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """A blank database, once of each engine."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    database = await Database.open(url, clock_now=lambda: NOW, seal=SEAL)
    yield database
    await database.close()


@pytest.fixture
async def sqlite_db(sqlite_url: str) -> AsyncIterator[Database]:
    database = await Database.open(sqlite_url, clock_now=lambda: NOW, seal=SEAL)
    yield database
    await database.close()


@pytest.fixture
async def postgres_db(postgres_url: str) -> AsyncIterator[Database]:
    database = await Database.open(postgres_url, clock_now=lambda: NOW, seal=SEAL)
    yield database
    await database.close()
