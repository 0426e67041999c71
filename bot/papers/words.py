"""The words of an invitation, from the texts of a language.

An invitation is for teachers (from their administrator) or for families (from their teacher).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from bot.papers.sheet import Sheet
from bot.texts import Texts
from flows.model import Role
from flows.screens import Text

Invited: TypeAlias = Literal[Role.TEACHER, Role.FAMILY]

WORDS: Final = ("whom", "title", "lead", "scan", "by_hand", "note")
STEPS: Final = ("step_1", "step_2", "step_3")
_TWO: Final = {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya"}
_SPELLED: Final[Mapping[int, int | str | None]] = {
    **str.maketrans("абвгдеёзийклмнопрстуфхыэ", "abvgdeeziyklmnoprstufhye", "ъь"),
    **{ord(letter): latin for letter, latin in _TWO.items()},
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom to where. `class_name` may be empty, `address` is the link that opens the bot."""

    role: Invited
    school: str
    class_name: str
    address: str


def sheet(texts: Texts, invitation: Invitation, locale: str) -> Sheet:
    def said(name: str) -> str:
        return texts.format(Text(f"sheet-{invitation.role}.{name}"), locale, escape=False)

    return Sheet(
        language=locale,
        school=invitation.school,
        class_name=invitation.class_name,
        address=invitation.address,
        steps=tuple(said(step) for step in STEPS),
        **{name: said(name) for name in WORDS},
    )


def message(texts: Texts, invitation: Invitation, locale: str) -> str:
    """Return the message to forward, as HTML; the address stays visible when it is copied."""
    args = {
        "school": invitation.school,
        "class": invitation.class_name or "none",
        "address": invitation.address,
    }
    return texts.format(Text(f"invite-{invitation.role}-message", args), locale)


def caption(texts: Texts, invitation: Invitation, locale: str) -> str:
    """Return what is said under the sheet, as HTML: what it is, and where it may hang."""
    return texts.format(Text(f"sheet-{invitation.role}.caption"), locale)


def file_name(texts: Texts, invitation: Invitation, locale: str) -> str:
    """Return the sheet's file name, in plain ASCII for any school computer."""
    spelled = invitation.class_name.lower().translate(_SPELLED).upper()
    safe = re.sub(r"[^A-Z0-9]+", "-", spelled).strip("-")
    name = Text(f"sheet-{invitation.role}.name", {"class": safe or "none"})
    return texts.format(name, locale, escape=False)
