"""Rights of operators: taps, and the letter with the link. The address is a secret: not logged."""

import secrets

from aiogram.types import CallbackQuery, Update

from bot.actions.operating import NO_BUTTON
from bot.actions.operator import giving
from bot.actions.view import present
from bot.callbacks import PageData
from bot.house import House
from flows.operator import giving as pages


def new_token() -> str:
    """Make what `bot.actions.operator.giving.TOKEN` recognises: 128 random bits."""
    return f"o{secrets.token_urlsafe(16)}"


async def send_letter(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Send the message that is forwarded to whoever is to have the right."""
    by = house.visit_of(query, update).by
    found = await house.db.read(giving.for_letter(by, to.arg))
    if found is None:
        await house.look(query, update, lambda tx, visit: present(tx, visit, NO_BUTTON))
        return
    given, token, language = found
    await house.gateway.answer(query.id, house.words("note-invite-forward", language))
    address = f"https://t.me/{await house.gateway.me()}?start={token}"
    rendered = house.renderer.message(pages.letter(given, address), language)
    person = query.from_user.id
    sent = await house.gateway.send(person, rendered)
    await house.db.write(lambda tx: tx.persons.set_bottom(person, sent))
