"""What the program around the emulator offers to the page's buttons."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.emulator.model import Json


@dataclass(slots=True)
class Hooks:
    """Each is optional; the page shows the buttons of those that are there.

    `restart` stops the bot and starts it again. `next_due` gives the moment (UTC seconds on the
    emulator's clock) of the next thing that the bot will do on its own accord, None when there is
    none. `prepare` brings about one of the `situations` (titles of buttons by name); it raises
    `CannotDo` for the page to say why not. `clock_moved` is told the new time. `delivery` is
    what the bot has to send of its own accord (see CONTRACT.md), None where nobody watches it.
    """

    restart: Callable[[], Awaitable[None]] | None = None
    next_due: Callable[[], Awaitable[int | None]] | None = None
    prepare: Callable[[str], Awaitable[None]] | None = None
    clock_moved: Callable[[int], Awaitable[None]] | None = None
    situations: Mapping[str, str] = field(default_factory=dict)
    delivery: Json | None = None

    def json(self) -> Json:
        return {
            "restart": self.restart is not None,
            "next": self.next_due is not None,
            "prepare": self.prepare is not None and (dict(self.situations) or True),
        }
