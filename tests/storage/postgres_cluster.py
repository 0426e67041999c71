"""A throw-away PostgreSQL server for tests on a machine that has its programs but none running."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = "-c listen_addresses='' -c fsync=off -c max_connections=60 -k {folder}"


def find_programs() -> Path | None:
    """Return the folder with `initdb` and `pg_ctl`, where Debian or the PATH has them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _account() -> str | None:
    """The server refuses to run as root, so root lends it the account made for it."""
    return "postgres" if os.geteuid() == 0 else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Start a server on a socket in its own folder, yield its address, stop exactly that one."""
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if account:
        shutil.chown(folder, account)

    def run(*command: str) -> None:
        subprocess.run(command, user=account, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    try:
        initdb = ("-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")
        run(str(programs / "initdb"), "-D", data, *initdb)
        log = str(folder / "log")
        settings = _SETTINGS.format(folder=folder)
        run(str(programs / "pg_ctl"), "-D", data, "-w", "-l", log, "-o", settings, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run(str(programs / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
