"""What a person sees, without a messenger.

Text keys with arguments, and buttons that say what they do; `bot/render.py` makes a message of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

LANGUAGES: Final = ("ru", "en")
"""What a person may be spoken to in."""


@dataclass(frozen=True, slots=True)
class Day:
    """A moment shown as a local date (seconds, UTC)."""

    at: int


@dataclass(frozen=True, slots=True)
class Days:
    """How many local midnights lie between two moments (seconds, UTC)."""

    since: int
    until: int


@dataclass(frozen=True, slots=True, repr=False)
class Private:
    """What somebody typed and nobody keeps: shown once, in no log and in no cache of words."""

    words: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with marks of HTML that were judged before (`bot/patterns.py`): said as they are."""

    words: str


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the calendar, `2026-11-23`, shown with its year."""

    iso: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text by its key (`message.attribute`); `strong` makes it a title."""

    key: str
    args: Mapping[str, "Arg"] = field(default_factory=dict, hash=False)
    strong: bool = False


Arg: TypeAlias = str | int | Day | Days | Date | Private | Marked | Text


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of a step: what it was shown for, so that an old one is told from a present one."""

    journey: int
    state: str
    trigger: str
    revision: int
    arg: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A button that shows something and changes no step."""

    name: str
    arg: str = ""
    arg2: str = ""


@dataclass(frozen=True, slots=True)
class Url:
    """A button that leads out."""

    address: str


@dataclass(frozen=True, slots=True)
class Button:
    text: Text
    does: Tap | Page | Url


Row: TypeAlias = tuple[Button, ...]
Paragraph: TypeAlias = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """Paragraphs of lines over rows of buttons."""

    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...] = ()

    def noting(self, note: Text | None) -> "Screen":
        """Return the screen with one line said first, before what it shows."""
        return replace(self, paragraphs=((note,), *self.paragraphs)) if note else self


def say(key: str, /, **args: Arg) -> Text:
    return Text(key, args)


def title(key: str, /, **args: Arg) -> Text:
    return Text(key, args, strong=True)


def page(key: str, name: str, arg: str = "", arg2: str = "") -> Button:
    return Button(Text(key), Page(name, arg, arg2))


MENU = page("button-menu", "menu")
TO_STEP = page("button-to-step", "step")


def foot(*, known: bool = True) -> Row:
    """Lead on from a page; whoever has not agreed yet is led to the beginning."""
    return (TO_STEP, MENU) if known else (page("button-start", "greeting"),)
