"""What the composer of an outbox's row answers: what to send now, when instead, or nothing."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.actions.view import View


@dataclass(frozen=True, slots=True)
class Letter:
    """What to send now. `silent`: change the live card where it stands instead of a new message.

    `told` is the administrator's row in which to remember that they were notified. `again`: the
    row is not done with, but looked at anew at that time (unix seconds). `reminds`: it is the day's
    reminder. `hushed`: the person is not to be woken by it.
    """

    view: View
    silent: bool = False
    told: int | None = None
    again: int | None = None
    reminds: bool = False
    hushed: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """Its time has not come: not before `at` (unix seconds)."""

    at: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A message of another chat to be copied as it is; the live card stays where it is."""

    chat: int
    message: int
    hushed: bool = False
    counts: int = 0
    """The broadcast that it belongs to; 0: none."""


Answer: TypeAlias = Letter | Copy | Later | None
