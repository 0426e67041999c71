"""/links: what changes links and texts for all, in force at once; words typed for a text."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, Update

from bot.actions.answers import FRESH
from bot.actions.operating import NO_BUTTON
from bot.actions.operator import links, wording
from bot.actions.view import present
from bot.callbacks import PageData
from bot.house import House
from flows.operator.wording import SHOWN
from flows.screens import Text
from storage import Ask

Sends = Callable[[PageData, House, CallbackQuery, Update], Awaitable[None]]


class Wording(Filter):
    """Words from an operator of everything who was asked for them; `ask` is handed on."""

    async def __call__(
        self, message: Message, event_update: Update, house: House
    ) -> bool | dict[str, Any]:
        text = (message.text or "").strip()
        if not text or text.startswith("/"):
            return False
        by = house.visit(message.chat.id, event_update.update_id).by
        ask = await house.db.read(lambda tx: tx.asks.get(by.by))
        if ask is None or ask.name not in {wording.FIND, wording.NEW} or by.now - ask.at > FRESH:
            return False
        return {"ask": ask} if await house.db.read(links.may(by)) else False


async def worded(message: Message, ask: Ask, event_update: Update, house: House) -> None:
    """Look for a text, or show what was typed in its place."""
    text = message.text or ""
    language = await house.language(message.chat.id)
    if ask.name == wording.FIND:
        texts, more = house.ruling.found(language, text, SHOWN)
        await house.reply(message, event_update, wording.found(texts, more=more))
        return
    key = ask.answers.get("key", "")
    await house.ruling.warm()
    pattern, fault = house.ruling.judged(language, key, text)
    if fault:
        said = house.ruling.said(language, key)
        note = Text(f"wording-fault-{fault}")
        await house.reply(message, event_update, wording.opened(key, said, note))
        return
    ways = house.ruling.shown(language, key, pattern)
    await house.reply(message, event_update, wording.previewed(key, language, pattern, ways))


async def _opened(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    language = await house.language(query.from_user.id)
    key = house.ruling.key_of(language, to.arg)
    if not key:
        await house.look(query, update, lambda tx, visit: present(tx, visit, NO_BUTTON))
        return
    await house.act(query, update, wording.opened(key, house.ruling.said(language, key)))


async def _put(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    language = await house.language(query.from_user.id)
    key = house.ruling.key_of(language, to.arg)
    await house.ruling.warm()
    fits = lambda locale, pattern: house.ruling.fits(locale, key, pattern)  # noqa: E731
    await house.act(query, update, wording.put(key, fits), rules=True)


async def _undo(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    language = await house.language(query.from_user.id)
    key = house.ruling.key_of(language, to.arg)
    await house.act(query, update, wording.undo(key, to.arg2), rules=True)


async def _link_put(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    await house.act(query, update, links.put(to.arg), rules=True)


async def _link_undo(to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    await house.act(query, update, links.undo(to.arg, to.arg2), rules=True)


async def _check(_to: PageData, house: House, query: CallbackQuery, update: Update) -> None:
    """Have the links asked now; what they answer is seen a little later."""
    allowed = await house.db.read(links.may(house.visit_of(query, update).by))
    if not allowed or house.hurry_links is None:
        await house.look(query, update, lambda tx, visit: present(tx, visit, NO_BUTTON))
        return
    house.hurry_links()
    language = await house.language(query.from_user.id)
    await house.gateway.answer(query.id, house.words("note-links_checking", language))


SENDS: Final[dict[str, Sends]] = {
    "links_check": _check,
    "link_put": _link_put,
    "link_undo": _link_undo,
    "wording_text": _opened,
    "wording_put": _put,
    "wording_undo": _undo,
}


def setup() -> Router:
    router = Router(name="wording")
    router.message.register(worded, Wording())
    return router
