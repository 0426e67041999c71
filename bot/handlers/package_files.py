"""A document sent to be checked, and the letter with that very file attached.

The file is read in a process of its own and kept nowhere. The verdict answers the person's message,
so a tap on its button says where the messenger has the file.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, Update

from bot.actions import letterheads
from bot.callbacks import PageData
from bot.downloads import NoFile
from bot.handlers.package import Send, refused, written
from bot.house import House
from bot.papers.documents import Paper
from bot.untrusted.reader import LARGEST
from flows import checked_pages
from flows.appointment_check import check
from flows.package import case_of
from flows.screens import Screen

ATTACHED: Final = 10_000_000
"""Bytes of a file that goes into a letter; mail servers take little more."""
_PHOTO: Final = "foto-dokumenta.jpg"
_UNREAD: Final = frozenset(checked_pages.UNREAD)


class Sent(NamedTuple):
    """Where the messenger has a file, and what it is called."""

    id: str
    name: str
    size: int


class Checked(Filter):
    """A document or a photo where one is expected; `case` is handed on."""

    async def __call__(self, message: Message, house: House) -> bool | dict[str, Any]:
        if message.document is None and not message.photo:
            return False
        person, now = message.chat.id, house.clock.now()
        case = await house.db.read(lambda tx: letterheads.wants_paper(tx, person, now))
        return {"case": case} if case else False


async def judged(message: Message, case: str, house: House) -> None:
    """Answer a document with what is in it and what is not."""
    if message.media_group_id and house.waiting(message.chat.id):
        await house.pass_over(message)
        return
    await house.pass_over(message)
    screen = await _screen(message, case, house)
    language = await house.language(message.chat.id)
    person = message.chat.id
    rendered = replace(house.renderer.message(screen, language), reply_to=message.message_id)
    sent = await house.gateway.send(person, rendered)
    await house.db.write(lambda tx: tx.persons.set_bottom(person, sent))


async def _screen(message: Message, case: str, house: House) -> Screen:
    document = message.document
    if document is None or (document.mime_type or "").startswith("image/"):
        return checked_pages.unread("photo", case)
    if (document.file_size or 0) > LARGEST:
        return checked_pages.fault("big")
    try:
        data = await house.gateway.file(document.file_id, LARGEST)
    except NoFile as error:
        return checked_pages.fault(error.why)
    text = await house.office.reader.read(data)
    if text.fault in _UNREAD:
        return checked_pages.unread(text.fault, case)
    if text.fault:
        return checked_pages.fault(text.fault)
    return checked_pages.verdict(await asyncio.to_thread(check, text.lines), case)


async def letter_with(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Send the letter with the file that the tapped verdict answers."""
    person = query.from_user.id
    found = await house.db.read(lambda tx: letterheads.sender(tx, person))
    if found is None:
        await refused(house, query, update)
        return
    await house.gateway.answer(query.id, house.words("note-package-making", found.language))
    try:
        paper = await _again(query, house)
    except NoFile as error:
        rendered = house.renderer.message(checked_pages.fault(error.why), found.language)
        sent = await house.gateway.send(person, rendered)
    else:
        mail = await asyncio.to_thread(written, house, found, case_of(to.arg), paper)
        caption = house.words("package-file.letter_signed", found.language)
        sent = await house.gateway.document(person, mail.name, mail.data, caption)
    await house.db.write(lambda tx: tx.persons.set_bottom(person, sent))


async def _again(query: CallbackQuery, house: House) -> Paper:
    """Fetch the file once more. Raises `NoFile`."""
    message = query.message
    file = _file_of(message.reply_to_message) if isinstance(message, Message) else None
    if file is None:
        raise NoFile("gone")
    if file.size > ATTACHED:
        raise NoFile("big")
    return Paper(file.name, await house.gateway.file(file.id, ATTACHED))


def _file_of(message: Message | None) -> Sent | None:
    if message is None:
        return None
    if message.document is not None:
        one = message.document
        return Sent(one.file_id, one.file_name or "document", one.file_size or 0)
    if message.photo:
        largest = message.photo[-1]
        return Sent(largest.file_id, _PHOTO, largest.file_size or 0)
    return None


SENDS: Final[Mapping[str, Send]] = {"letter_with": letter_with}


def setup() -> Router:
    router = Router(name="package files")
    router.message.register(judged, Checked())
    return router
