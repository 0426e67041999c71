"""Who is to be appointed, as understood so far. It lives in memory only, and its `repr` is mute."""

from dataclasses import dataclass, replace
from typing import Final

from flows.fullname import FullName

FIELDS: Final = ("name", "phone", "email")
"""The three data of the mandatory phrase, in its order."""
GENDERS: Final = ("male", "female")
FORM: Final = "form"
"""The name as it stands inside the phrase: corrected on its own."""


@dataclass(frozen=True, slots=True, repr=False)
class Appointee:
    """A name with its two forms for the phrase, a phone and an address.

    `forms` are the accusative of a man's and of a woman's name; `accusative` is the one chosen, ""
    while it is open. `kind` and `case` say which document it is for.
    """

    kind: str
    case: str
    name: FullName | None = None
    forms: tuple[str, str] = ("", "")
    accusative: str = ""
    phone: str = ""
    email: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be asked for still."""
        there = {"name": self.name, "phone": self.phone, "email": self.email}
        return tuple(field for field in FIELDS if not there[field])

    @property
    def undecided(self) -> bool:
        """Whether it cannot be told from the name how it is inflected."""
        return self.name is not None and not self.accusative

    @property
    def complete(self) -> bool:
        return not self.missing and not self.undecided

    def decided(self, gender: str) -> "Appointee":
        """Choose a form; what is no gender chooses nothing."""
        if gender not in GENDERS:
            return self
        return replace(self, accusative=self.forms[GENDERS.index(gender)])
