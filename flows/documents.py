"""Numbers of personal documents as people type them: a passport, a birth certificate, a СНИЛС.

Told from what looks alike: a phone, a school's ИНН.
"""

import re
from typing import Final

_PASSPORT: Final = re.compile(
    r"(?<![\d+(.-])(?:\d\d \d\d[ ,№N-]{0,3}|\d{4}(?: ?[№N,-] ?| {1,2}))\d{6}(?![\d.-])"
)
"""Series and number apart: 45 09 123456, 4509 № 123456. In one piece they may be an ИНН."""
_CALLED: Final = re.compile(
    r"(?:паспорт\w*|загран\w*|passport|серия)\D{0,30}"
    r"\d\d(?: ?\d\d\D{0,15}\d{6}|\D{0,4}\d{7})(?!\d)",
    re.IGNORECASE,
)
"""Called so, in any form; one for travelling has nine digits."""
_BIRTH: Final = re.compile(
    r"(?<!\w)[IVXLІХУ]{1,6} ?- ?[А-ЯЁ]{2} ?(?:№|N)? ?\d{6}(?!\d)", re.IGNORECASE
)
_OTHER: Final = re.compile(r"(?:инн|тел\w*|факс\w*|(?<!\d)[+]?[78])\W{0,3}$", re.IGNORECASE)
"""What stands before a number that is no document's."""

_SNILS: Final = re.compile(
    r"(?<![\d-])\d{3}-\d{3}-\d{3}[ -]{0,2}\d\d(?![\d-])"
    r"|(?<![\d+])(?<!\d[ (])\d{3} \d{3} \d{3} \d\d(?! ?\d)"
)
_SNILS_CALLED: Final = re.compile(r"снилс\D{0,20}\d(?:\D{0,2}\d){10}(?!\d)", re.IGNORECASE)
_ELEVEN: Final = re.compile(r"(?<![\d+])\d{11}(?!\d)")
_PHONES: Final = ("7", "8")
_FIRST: Final = 1_001_998
"""Numbers up to this one have no check digits."""


def is_passport(text: str, *, phones: bool = False) -> bool:
    """Find a passport's or birth certificate's number; `phones`: such shapes may be phones."""
    if _CALLED.search(text) or _BIRTH.search(text):
        return True
    found = () if phones else _PASSPORT.finditer(text)
    return any(not _OTHER.search(text[max(0, one.start() - 12) : one.start()]) for one in found)


def is_snils(text: str) -> bool:
    """Find a СНИЛС: by its shape, by its name, or in one piece by its check digits.

    Eleven digits that begin as a phone does are a phone unless they are called otherwise.
    """
    if _SNILS.search(text) or _SNILS_CALLED.search(text):
        return True
    pieces = (one.group() for one in _ELEVEN.finditer(text))
    return any(not one.startswith(_PHONES) and has_check_digits(one) for one in pieces)


def has_check_digits(number: str) -> bool:
    """Whether the last two of eleven digits check the nine before."""
    digits = [int(one) for one in number[:9]]
    if int(number[:9]) <= _FIRST:
        return False
    total = sum(digit * weight for digit, weight in zip(digits, range(9, 0, -1), strict=True))
    return int(number[9:]) == total % 101 % 100
