"""/import: the table is read in a process of its own, twice, and kept nowhere between.

The judgement answers the person's message, so a tap on its button says where the messenger has the
file. The links go into a file that nobody but the operator is sent.
"""

import asyncio
import datetime as dt
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Document, Message, Update

from bot.actions.operating import NO_BUTTON
from bot.actions.operator import importing, judging
from bot.actions.operator.importing import Tokens
from bot.actions.view import Visit, present
from bot.callbacks import PageData
from bot.downloads import NoFile
from bot.handlers import inviting
from bot.handlers.operator.letters import new_token
from bot.house import House
from bot.papers import rosters
from bot.untrusted.reader import LARGEST
from flows.operator import importing as pages
from flows.operator.roster import Roster, read
from flows.screens import Screen, Text

_TOKENS: Final = Tokens(inviting.new_token, new_token)


class Table(Filter):
    """A file from an operator who was asked for a table."""

    async def __call__(self, message: Message, event_update: Update, house: House) -> bool:
        if message.document is None and not message.photo:
            return False
        by = house.visit(message.chat.id, event_update.update_id).by
        return await house.db.read(lambda tx: importing.wants_table(tx, by))


async def judged(message: Message, event_update: Update, house: House) -> None:
    """Answer a table with what it would change."""
    await house.pass_over(message)
    visit = house.visit(message.chat.id, event_update.update_id)
    try:
        screen = await _checked(house, visit, await _roster(house, visit, message.document))
    except NoFile as error:
        screen = pages.fault(error.why)
    rendered = house.renderer.message(screen, await house.language(message.chat.id))
    sent = await house.gateway.send(message.chat.id, replace(rendered, reply_to=message.message_id))
    await house.db.write(lambda tx: tx.persons.set_bottom(message.chat.id, sent))


async def _checked(house: House, visit: Visit, roster: Roster) -> Screen:
    if roster.fault:
        return pages.fault(roster.fault)
    plan = await house.db.read(lambda tx: judging.plan(tx, visit.by, roster, _today(visit)))
    return pages.checked(plan.counted)


async def _roster(house: House, visit: Visit, document: Document | None) -> Roster:
    """Fetch a table and read it. Raises `NoFile`."""
    if document is None:
        return Roster(fault="kind")
    if (document.file_size or 0) > LARGEST:
        return Roster(fault="big")
    table = await house.office.reader.table(await house.gateway.file(document.file_id, LARGEST))
    if table.fault:
        return Roster(fault=table.fault if table.fault in pages.FAULTS else "kind")
    region = await house.db.read(lambda tx: importing.own_region(tx, visit.by))
    return read(table.sheets, _today(visit), region)


def _today(visit: Visit) -> dt.date:
    return dt.datetime.fromtimestamp(visit.now, visit.rules.zone).date()


async def load(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Load the table that the tapped judgement answers, and send its links."""
    visit = house.visit_of(query, update)
    language = await house.language(visit.person)
    roster = await _again(house, visit, query, update)
    if roster is None:
        return
    await house.gateway.answer(query.id)
    plan, done = await house.db.write(
        lambda tx: importing.load(tx, visit.by, roster, _today(visit), to.arg, _TOKENS)
    )
    counted = plan.counted
    screen = pages.loaded(counted) if done else pages.checked(counted)
    rendered = house.renderer.message(screen, language)
    if query.message is not None:
        await house.gateway.edit(visit.person, query.message.message_id, rendered)
    if done:
        await _send(house, visit, plan, language, links=True)


async def report(_to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Send what became of each row of the table."""
    visit = house.visit_of(query, update)
    roster = await _again(house, visit, query, update)
    if roster is None:
        return
    language = await house.language(visit.person)
    await house.gateway.answer(query.id)
    plan = await house.db.read(lambda tx: judging.plan(tx, visit.by, roster, _today(visit)))
    await _send(house, visit, plan, language, links=False)


async def _again(house: House, visit: Visit, query: CallbackQuery, update: Update) -> Roster | None:
    """Fetch the table once more; say so where that is not to be."""
    message = query.message
    answers = message.reply_to_message if isinstance(message, Message) else None
    allowed = await house.db.read(lambda tx: tx.grants.operates(visit.by))
    if not allowed or answers is None or answers.document is None:
        await house.look(query, update, lambda tx, visit: present(tx, visit, NO_BUTTON))
        return None
    try:
        roster = await _roster(house, visit, answers.document)
    except NoFile as error:
        roster = Roster(fault=error.why)
    if not roster.fault:
        return roster
    await house.gateway.answer(query.id)
    rendered = house.renderer.message(pages.fault(roster.fault), await house.language(visit.person))
    sent = await house.gateway.send(visit.person, rendered)
    await house.db.write(lambda tx: tx.persons.set_bottom(visit.person, sent))
    return None


async def _send(
    house: House, visit: Visit, plan: judging.Plan, language: str, *, links: bool
) -> None:
    address = f"https://t.me/{await house.gateway.me()}?start=" if links else ""
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / ("sferum-ssylki.xlsx" if links else "sferum-otchet.xlsx")
        await asyncio.to_thread(rosters.write, path, plan, _words(house, language), address)
        data = path.read_bytes()
    said = house.words("import-file.links" if links else "import-file.report", language)
    sent = await house.gateway.document(visit.person, path.name, data, said)
    await house.db.write(lambda tx: tx.persons.set_bottom(visit.person, sent))


def _words(house: House, language: str) -> Callable[[Text], str]:
    return lambda text: house.renderer.plain(text, language)


async def sample(_to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Send an empty table with the columns."""
    visit = house.visit_of(query, update)
    if not await house.db.read(lambda tx: tx.grants.operates(visit.by)):
        await house.look(query, update, lambda tx, visit: present(tx, visit, NO_BUTTON))
        return
    language = await house.language(visit.person)
    await house.gateway.answer(query.id)
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / "sferum-shkoly.xlsx"
        await asyncio.to_thread(rosters.sample, path, _words(house, language))
        data = path.read_bytes()
    said = house.words("import-file.sample", language)
    sent = await house.gateway.document(visit.person, path.name, data, said)
    await house.db.write(lambda tx: tx.persons.set_bottom(visit.person, sent))


SENDS: Final[dict[str, Callable[[PageData, House, CallbackQuery, Update], Awaitable[None]]]] = {
    "import_load": load,
    "import_report": report,
    "import_sample": sample,
}


def setup() -> Router:
    router = Router(name="import")
    router.message.register(judged, Table())
    return router
