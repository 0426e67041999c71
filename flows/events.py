"""What happened: a person's act on one step, as it is decided upon and as it is recorded."""

from dataclasses import dataclass

BACK = "back"
RESTART = "restart"
TICK = "tick"
UNTICK = "untick"


@dataclass(frozen=True, slots=True)
class Event:
    """An act on the step `state` as it was shown at `revision`; `arg` is the check of a tick.

    >>> Event("tick", "apply", 3, "mail").text
    'tick:mail'
    """

    trigger: str
    state: str
    revision: int
    arg: str = ""

    @property
    def text(self) -> str:
        """The form kept in the progress records."""
        return f"{self.trigger}:{self.arg}" if self.arg else self.trigger
