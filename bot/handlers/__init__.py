"""All handlers in one list; the fallbacks last."""

from aiogram import Router

from bot.handlers import browsing, commands, groups, steps, words
from bot.handlers.filters import Private


def setup() -> Router:
    private = Router(name="private")
    private.message.filter(Private())
    private.edited_message.filter(Private())
    for part in (steps, browsing, commands, words):
        private.include_router(part.setup())
    private.include_router(browsing.fallback())
    root = Router(name="root")
    root.include_routers(private, groups.setup())
    return root
