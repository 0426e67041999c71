"""A message with the data for a document: read, kept in memory for a while, deleted from the chat.

Whatever else comes while the question is open goes on to `words`: commands, links.
"""

import asyncio
from typing import Any, Final

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message, Update

from bot.actions import letterheads, package
from bot.actions.view import Action
from bot.house import House
from bot.papers import details
from bot.papers.details import NOTHING, Details
from flows.appointee import Appointee
from flows.screens import Text
from storage import Ask

_EVERYTHING: Final = ""


class Answers(Filter):
    """A text that answers what was asked for a document; `ask` is handed on."""

    async def __call__(self, message: Message, house: House) -> bool | dict[str, Any]:
        text = (message.text or "").strip()
        if not text or text.startswith("/") or "://" in text:
            return False
        person, now = message.chat.id, house.clock.now()
        ask = await house.db.read(lambda tx: letterheads.open_question(tx, person, now))
        return {"ask": ask} if ask else False


async def told(message: Message, ask: Ask, house: House, event_update: Update) -> None:
    """Understand a message, delete it, and show what was understood so far."""
    person, now = message.chat.id, house.clock.now()
    held = house.office.drafts.get(person, now)
    said, one = await asyncio.to_thread(_understood, held, ask, message.text or "")
    if said.found:
        house.office.drafts.put(person, one, now)
    # What nothing was found in may be a question of another kind: it is left to the person.
    gone = said.trouble == NOTHING or await house.gateway.delete(person, message.message_id)
    if house.waiting(person):
        await house.pass_over(message)
        return
    note = _note(said, gone=gone, lost=held is None and package.begun(ask))
    answer = _answer(ask, one if said.found else held, note, anew=not said.found)
    shown = await house.db.read(lambda tx: tx.persons.get(person)) if held else None
    await house.reply(message, event_update, answer)
    if shown is not None and shown.card:
        # Its data is said anew below, or asked for.
        await house.gateway.delete(person, shown.card)


def _understood(held: Appointee | None, ask: Ask, text: str) -> tuple[Details, Appointee]:
    field = letterheads.field_of(ask)
    said = details.read(text, _EVERYTHING if field == letterheads.ALL else field)
    return said, details.understood(held or package.of_ask(ask), said)


def _answer(ask: Ask, one: Appointee | None, note: Text | None, *, anew: bool) -> Action:
    """Show what is known; a question for one thing alone that was not answered is asked again."""
    if one is None or (anew and letterheads.field_of(ask) != letterheads.ALL):
        return package.asked_again(ask, note)
    return package.reviewed(one, note)


def _note(said: Details, *, gone: bool, lost: bool) -> Text | None:
    """Say one thing only: what is most in need of being done."""
    if said.trouble:
        return Text(f"note-package-{said.trouble}")
    if not gone:
        return Text("note-package-kept")
    return Text("note-package-again") if lost else None


def setup() -> Router:
    router = Router(name="package words")
    router.message.register(told, Answers())
    return router
