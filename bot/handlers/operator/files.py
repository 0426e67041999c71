"""Files of an area, made by a process of their own: nobody in dialogue waits for them."""

import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

import structlog
from aiogram.types import CallbackQuery, Update

from bot.actions.operating import NO_BUTTON
from bot.actions.operator import outgoing
from bot.actions.view import Visit, present
from bot.callbacks import PageData
from bot.house import House
from bot.settings import Settings
from flows.operator import outgoing as pages
from flows.screens import Screen, Text

log = structlog.get_logger(__name__)
PATIENCE: Final = 600
"""Seconds after which the making of a file is given up."""
LARGEST: Final = 49 * 1024 * 1024
"""Bytes that a bot may send; Telegram's bound is 50 MB."""
_busy: Final = set[int]()


async def send(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Make the file and send it below the card."""
    visit = house.visit_of(query, update)
    person = query.from_user.id
    order = await house.db.write(outgoing.ordered(visit, to.arg, to.arg2))
    if order is None:
        await house.look(query, update, lambda tx, visit: present(tx, visit, NO_BUTTON))
        return
    if person in _busy:
        await house.gateway.answer(query.id, house.words("note-export_busy", order.language))
        return
    await house.gateway.answer(query.id, house.words("note-exporting", order.language))
    _busy.add(person)
    try:
        with tempfile.TemporaryDirectory(prefix="export-") as folder:
            file = await _made(house, visit, order, to.arg2, Path(folder))
            await _sent(house, person, order, file)
    finally:
        _busy.discard(person)


async def _made(
    house: House, visit: Visit, order: outgoing.Order, form: str, folder: Path
) -> Path | None:
    """Run the program's own `export`, as the operator; None when it failed or took too long."""
    target = folder / ("sferum.xlsx" if form == "xlsx" else "sferum")
    command = [
        *(sys.executable, "-m", "bot", "export", f"--{form}", str(target)),
        *("--area", order.where.code, "--person", str(visit.person)),
        *("--language", order.language, "--now", str(visit.now)),
    ]
    process = await asyncio.create_subprocess_exec(
        *command, env=_environment(house.settings), stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(PATIENCE):
            code = await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
        code = -1
    if code:
        log.error("an export failed", code=code)
        return None
    if form == "csv":
        return Path(await asyncio.to_thread(shutil.make_archive, str(target), "zip", target))
    return target


def _environment(settings: Settings) -> dict[str, str]:
    """Give the other process what it reads of the settings: it has no arguments for secrets."""
    operators = ",".join(map(str, settings.operators))
    own = {"DATABASE_URL": settings.database_url, "OPERATORS": operators}
    return {**os.environ, **own, "TIMEZONE": str(settings.timezone)}


async def _sent(house: House, person: int, order: outgoing.Order, file: Path | None) -> None:
    data = await asyncio.to_thread(file.read_bytes) if file else b""
    if file is None or len(data) > LARGEST:
        key = "note-export_large" if file else "note-export_failed"
        said = house.renderer.message(Screen(((Text(key),),)), order.language)
        sent = await house.gateway.send(person, said)
    else:
        said = house.renderer.message(pages.caption(order.where), order.language)
        sent = await house.gateway.document(person, file.name, data, said.text)
    await house.db.write(lambda tx: tx.persons.set_bottom(person, sent))
