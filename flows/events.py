"""What happened: a person's act on one step, as it is decided upon and as it is recorded."""

from dataclasses import dataclass

from flows.model import Party

BACK = "back"
RESTART = "restart"
TICK = "tick"
UNTICK = "untick"
JOIN = "join"
LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Event:
    """An act on the step `state` as it was shown at `revision`.

    `arg` is the check of a tick, or the school and class that are joined (`12.34`, `12.` without a
    class). `by` is whose act it was, if not the person's own.

    >>> Event("tick", "apply", 3, "mail").text
    'tick:mail'
    """

    trigger: str
    state: str
    revision: int
    arg: str = ""
    by: Party | None = None

    @property
    def text(self) -> str:
        """The form kept in the progress records."""
        return f"{self.trigger}:{self.arg}" if self.arg else self.trigger
