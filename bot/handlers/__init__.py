"""All handlers in one list; the fallbacks last."""

from aiogram import Router

from bot.handlers import browsing, commands, groups, steps, words
from bot.handlers.filters import Private


def setup() -> Router:
    private = Router(name="private")
    private.message.filter(Private())
    private.edited_message.filter(Private())
    for part in (commands, words):
        private.include_router(part.setup())
    # Each router above a handler costs a twentieth of a tap, and taps are most of what comes.
    root = steps.setup()
    root.include_routers(browsing.setup(), browsing.fallback(), private, groups.setup())
    return root
