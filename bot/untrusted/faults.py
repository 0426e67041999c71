"""Why a file was not read: a key that `flows/checked_pages.py` has words for."""

from typing import Literal, TypeAlias

Fault: TypeAlias = Literal["kind", "old", "locked", "broken", "bomb", "late", "scan"]


class Unreadable(Exception):
    """The file is not read; `fault` says why. No word of the file is in it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
