"""All handlers in one list; the fallbacks last."""

from aiogram import Router

from bot.handlers import (
    browsing,
    commands,
    groups,
    membership,
    package_files,
    package_words,
    refused,
    steps,
    words,
)
from bot.handlers.filters import Private
from bot.handlers.operator import ruling, tables


def setup(root: Router) -> None:
    """Register everything below `root`, the taps on steps on itself.

    They are most of what comes, and each router above a handler costs a fortieth of a tap.
    """
    private = Router(name="private")
    private.message.filter(Private())
    private.edited_message.filter(Private())
    for part in (refused, commands, package_words, package_files, tables, ruling, words):
        private.include_router(part.setup())
    steps.register(root)
    root.include_routers(
        browsing.setup(), browsing.fallback(), private, groups.setup(), membership.setup()
    )
