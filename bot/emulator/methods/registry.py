"""The table of methods. Names are compared in lower case, as the server does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.emulator.bodies import Params
from bot.emulator.polling import Poller
from bot.emulator.webhook import Webhook
from bot.emulator.world import World


@dataclass(slots=True, frozen=True)
class Context:
    """What a method works on."""

    world: World
    poller: Poller
    webhook: Webhook


@dataclass(slots=True, frozen=True)
class Answer:
    """A result with a word about it; only webhook methods have one."""

    result: Any
    description: str


Handler = Callable[[Context, Params], Any | Awaitable[Any]]
METHODS: dict[str, Handler] = {}


def method(*names: str) -> Callable[[Handler], Handler]:
    """Register a handler under its Bot API names."""

    def register(handler: Handler) -> Handler:
        for name in names:
            METHODS[name.lower()] = handler
        return handler

    return register
