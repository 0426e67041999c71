"""What an administrator sends to info@sferum.ru, and the school's own papers: their names.

The seed's step 1 needs a document of appointment and a questionnaire; a change and a restoration
take the same package as a new school.
"""

from dataclasses import dataclass
from typing import Final

KINDS: Final = ("order", "instruction")
"""In which form the school appoints: приказ or распоряжение. Any free form will do (seed)."""
CASES: Final = ("new", "change", "lost")
"""As the administrator's flow calls them (`flows/admin.py`)."""
ACTS: Final = ("order", "use", "ethics")
"""Drafts of the school's own acts."""
MEMOS: Final = ("staff", "parents")
MAILBOX: Final = "info@sferum.ru"
PHRASE: Final = "назначить администратором ИКОП «Сферум»"
"""The mandatory words of the document, before the three data (seed)."""
APPLY: Final = "apply"
"""The step of the administrator that all of this is for."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is known of a school for the head of its papers; nothing of it has to be."""

    name: str = ""
    place: str = ""
    region: str = ""
    inn: str = ""


def kind_of(text: str) -> str:
    """Read a kind off a button; what is none is the first."""
    return text if text in KINDS else KINDS[0]


def case_of(variant: str) -> str:
    """Read a case off a button or a journey; whoever is registered already has none."""
    return variant if variant in CASES else CASES[0]
