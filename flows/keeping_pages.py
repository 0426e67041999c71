"""What is kept too long untouched: how long, and what its person is told before it is forgotten."""

from collections.abc import Sequence
from typing import Final

from flows.card import hat
from flows.model import Journey
from flows.scene import Scene, header
from flows.screens import TO_STEP, Day, Screen, Text, page, say, title

DAY: Final = 24 * 60 * 60
MONTH: Final = 2_629_800
"""Seconds of a month, as a twelfth of a year."""
GRACE: Final = 28 * DAY
"""Seconds from the notice to the end."""


def untouched_since(now: int, months: int) -> int:
    """Before which moment something must have been touched last for its person to be told.

    So what is not answered ends when it is as old as it may be.
    """
    return now - months * MONTH + GRACE


def fading(mine: Sequence[tuple[Journey, Scene]], until: int, *, whole: bool) -> Screen:
    """Say what will be forgotten and when. `whole`: with it everything of the person."""
    hats = tuple(say("fading.hat", hat=header(hat(one), scene)) for one, scene in mine)
    rows = ((page("fading.keep", "keep"),), (page("fading.forget", "forget"), TO_STEP))
    body = (title("fading.title"), say("fading.body", day=Day(until)))
    end = Text("fading.whole" if whole else "fading.part")
    return Screen((body, hats, (end,)), rows)
