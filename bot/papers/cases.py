"""A name in the accusative, as Russian wants it after «назначить»: whom?

pytrovich knows the rules and logs the names that it works on, at DEBUG, and at WARNING where it is
in doubt: its log is shut.
"""

import logging
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Final

from flows.appointee import GENDERS
from flows.fullname import FullName, is_middle

if TYPE_CHECKING:
    from pytrovich.enums import Gender
    from pytrovich.maker import PetrovichDeclinationMaker

logging.getLogger("pytrovich").setLevel(logging.CRITICAL + 1)

_SONS: Final = ("ич", "оглы", "оглу", "улы", "уулу")
_DAUGHTERS: Final = ("на", "кызы", "гызы")


def accusative(name: FullName) -> tuple[tuple[str, str], str]:
    """Return both forms of a name, and the one that is right, "" if that cannot be told."""
    forms = (_inflected(name, GENDERS[0]), _inflected(name, GENDERS[1]))
    if forms[0] == forms[1]:
        return forms, forms[0]
    gender = gender_of(name)
    return forms, forms[GENDERS.index(gender)] if gender else ""


def gender_of(name: FullName) -> str:
    """Tell the gender by the patronymic, else by the other names; "" where they do not tell."""
    middle = name.middle.casefold()
    if middle.endswith(_SONS):
        return "male"
    if middle.endswith(_DAUGHTERS) and (is_middle(middle) or " " in middle):
        return "female"
    from pytrovich.detector import PetrovichGenderDetector  # noqa: PLC0415 - when first used

    detect: Callable[..., Gender] = PetrovichGenderDetector().detect
    found = detect(firstname=name.first, lastname=name.last).name.lower()
    return found if found in GENDERS else ""


def _inflected(name: FullName, gender: str) -> str:
    from pytrovich.enums import Case, Gender, NamePart  # noqa: PLC0415 - loaded when first used

    whose = Gender.MALE if gender == "male" else Gender.FEMALE

    def form(part: NamePart, word: str) -> str:
        return _maker().make(part, whose, Case.ACCUSATIVE, word)

    parts = [form(NamePart.LASTNAME, name.last), form(NamePart.FIRSTNAME, name.first)]
    if name.middle:
        # «Гасан оглы» stays as it is.
        linked = " " in name.middle
        parts.append(name.middle if linked else form(NamePart.MIDDLENAME, name.middle))
    return " ".join(parts)


@cache
def _maker() -> "PetrovichDeclinationMaker":
    from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415 - loaded when first used

    return PetrovichDeclinationMaker()
