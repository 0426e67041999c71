"""Taps on an invitation: its pages, and what goes out of it as a message, a sheet or a code.

The address is a secret to whom it is not given: nothing here is logged.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias

from aiogram.types import CallbackQuery, Update

from bot.actions import inviting
from bot.actions.inviting import Letter
from bot.actions.view import Action, present
from bot.callbacks import PageData
from bot.house import House
from bot.papers import qr, sheet, words
from bot.papers.words import Invited
from bot.texts import Texts
from flows import Role, invite_pages
from flows.screens import Text

Send: TypeAlias = Callable[[PageData, House, CallbackQuery, Update], Awaitable[None]]

ON_PAPER: Final[Mapping[str, Invited]] = {"teacher": Role.TEACHER, "family": Role.FAMILY}
"""What hangs on a wall; an invitation for one person does not."""


def new_token() -> str:
    """Make what `bot.actions.joining.TOKEN` recognises: 96 random bits."""
    return f"i{secrets.token_urlsafe(12)}"


LOOKS: Final[dict[str, Callable[[PageData, House], Action]]] = {
    "invitation": lambda to, _house: inviting.shown(to.arg),
    "bounds": lambda to, _house: inviting.bounds(to.arg),
}

ACTS: Final[dict[str, Callable[[PageData, House, int], Action]]] = {
    "invite": lambda to, _house, _tapped: inviting.opened(to.arg, to.arg2, new_token()),
    "bound": lambda to, _house, _tapped: inviting.bounded(to.arg, to.arg2),
    "renew": lambda to, _house, _tapped: inviting.renewed(to.arg, to.arg2, new_token()),
    "revoke": lambda to, _house, _tapped: inviting.revoked(to.arg, to.arg2),
}


async def send_message(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Send the message that is forwarded to those who are invited."""
    letter = await _letter(to, house, query, update)
    if letter is None:
        return
    await house.gateway.answer(query.id, house.words("note-invite-forward", letter.language))
    screen = invite_pages.letter(letter.invite, await _address(house, letter))
    rendered = house.renderer.message(screen, letter.language)
    await _below(house, query, await house.gateway.send(query.from_user.id, rendered))


async def send_qr(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Send the code as a picture, to be shown from a phone or a screen."""
    letter = await _letter(to, house, query, update)
    if letter is None:
        return
    await house.gateway.answer(query.id)
    address = await _address(house, letter)
    picture = await asyncio.to_thread(qr.png, address)
    said = house.renderer.message(invite_pages.qr(letter.invite, address), letter.language)
    sent = await house.gateway.photo(
        query.from_user.id, picture, "qr.png", said.text, said.keyboard
    )
    await _below(house, query, sent)


async def send_sheet(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Send the sheet for the wall; nobody hangs up what is for one person."""
    letter = await _letter(to, house, query, update)
    if letter is None:
        return
    one, language = letter.invite, letter.language
    if one.gives not in ON_PAPER:
        no_button = Text("note-no_button")
        await house.look(query, update, lambda tx, visit: present(tx, visit, no_button))
        return
    await house.gateway.answer(query.id, house.words("note-sent", language))
    invitation = words.Invitation(
        ON_PAPER[one.gives], one.school, one.class_name, await _address(house, letter)
    )
    texts = Texts(house.settings.timezone, {"teachers": house.settings.active_teachers})
    file = await asyncio.to_thread(sheet.pdf, words.sheet(texts, invitation, language))
    until = house.renderer.message(invite_pages.under_sheet(one), language).text
    caption = f"{words.caption(texts, invitation, language)}\n{until}"
    name = words.file_name(texts, invitation, language)
    sent = await house.gateway.document(query.from_user.id, name, file, caption)
    await _below(house, query, sent)


SENDS: Final[dict[str, Send]] = {
    "forward": send_message,
    "sheet": send_sheet,
    "qr": send_qr,
}


async def _letter(
    to: PageData, house: House, query: CallbackQuery, update: Update
) -> Letter | None:
    """Return what to send; otherwise the tap is answered with how things stand."""
    read = inviting.letter(query.from_user.id, to.arg, house.clock.now())
    found = await house.db.read(read)
    if found is None:
        await house.look(query, update, inviting.shown(to.arg, Text("note-invite-dead")))
    return found


async def _address(house: House, letter: Letter) -> str:
    return f"https://t.me/{await house.gateway.me()}?start={letter.token}"


async def _below(house: House, query: CallbackQuery, sent: int) -> None:
    """Know that the card is no longer the chat's last message."""
    person = query.from_user.id
    await house.db.write(lambda tx: tx.persons.set_bottom(person, sent))
