"""What nobody should have sent: one-time codes, numbers of documents, lists of children.

Such a message is deleted and goes no further. A shape is enough, a check digit only makes sure.
What the bot itself asks for (classes, links, a school's ИНН, phones for a paper) has to pass.
"""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum
from typing import Final

from flows.documents import is_passport, is_snils
from flows.names import visible
from flows.roll import is_roll

LONGEST: Final = 4096
"""Characters that are looked at: as many as one message has."""


class Unwanted(StrEnum):
    """Why a message is deleted."""

    CODE = "code"
    PASSPORT = "passport"
    SNILS = "snils"
    CHILDREN = "children"


class Expected(StrEnum):
    """What the open question asks for, so that it is not taken for what is unwanted."""

    INN = "inn"
    CLASSES = "classes"
    CONTACTS = "contacts"


_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_PIECE: Final = re.compile(r"\S+")
_ADDRESS: Final = re.compile(r"://|@|[?&]\w+=")
"""What links and mail addresses have in them: their digits are nobody's numbers."""
_CODE: Final = re.compile(
    r"\W*(?:(?:мой|вот|my|the)\s+)?(?:(?:код|code)\W+)?(?:\d[\s-]?){3,7}\d\W*", re.IGNORECASE
)
"""A one-time code: 4 to 8 digits alone, perhaps in groups, perhaps called so."""
_CALLED: Final = re.compile(r"\b(?:код\w{0,2}|парол\w{1,2}|code|password|пин)\b", re.IGNORECASE)
_AFTER_CALLED: Final = re.compile(r"(?:код\w*|парол\w*|code|password|пин)\W{0,3}$", re.IGNORECASE)
_LONG: Final = re.compile(r"\+?\d(?:[ ()-]{0,2}\d){8,}+")
"""A phone's number or another too long for a code."""
_SHORT: Final = re.compile(r"(?<![\d.,:/№])(?<!\d-)(?:\d{3}[ -]\d{3}|\d{4,8})(?![\d:/-]|[.,]\d)")
_NO_CODE_AFTER: Final = re.compile(
    r"(?:школ|лице|гимнази|ошибк|error|регион|организаци|номер|дом)\w*\W*$", re.IGNORECASE
)
_NO_CODE_BEFORE: Final = re.compile(r" ?(?:год|г\.|руб|раз|мин|сек|час|чел|дн)", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SENTENCE: Final = 300
"""A message that tells a code is no longer than this."""
_GRADES: Final = re.compile(r"(?:1[0-2]|[1-9])(?:[\s,;-]+(?:1[0-2]|[1-9]))*+")
_INN: Final = re.compile(r"(?:инн\W*)?\d(?:[ -]?\d){9}(?:[ -]?\d\d?){0,2}", re.IGNORECASE)


def unwanted(text: str, expected: Collection[Expected] = ()) -> Unwanted | None:
    """Say why a message is to be deleted; None for one that may stay. Any text is fine."""
    seen = _plain(text[:LONGEST])
    alone = seen.strip()
    if _CODE.fullmatch(alone) and not (Expected.CLASSES in expected and _GRADES.fullmatch(alone)):
        return Unwanted.CODE
    words = _PIECE.sub(_no_address, seen)
    if is_snils(words):
        return Unwanted.SNILS
    inn = Expected.INN in expected and _INN.fullmatch(alone)
    if not inn and is_passport(words, phones=Expected.CONTACTS in expected):
        return Unwanted.PASSPORT
    if _tells_code(words):
        return Unwanted.CODE
    if is_roll(words, adults=Expected.CONTACTS in expected):
        return Unwanted.CHILDREN
    return None


def _no_address(piece: re.Match[str]) -> str:
    return " " if _ADDRESS.search(piece.group()) else piece.group()


def _plain(text: str) -> str:
    """Return the text with one kind of dash, one kind of space, and digits as they are typed."""
    shown = visible(text).translate(_DASHES)
    return "".join(map(_common, shown))


def _common(char: str) -> str:
    if char.isspace():
        return "\n" if char in "\n\r\u2028\u2029" else " "
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _tells_code(text: str) -> bool:
    """Whether a sentence holds a code: "Ваш код: 482193. Никому его не сообщайте"."""
    if len(text) > _SENTENCE or not _CALLED.search(text):
        return False
    short = _LONG.sub(" ", text)
    return any(_is_told(short, one) for one in _SHORT.finditer(short))


def _is_told(text: str, one: re.Match[str]) -> bool:
    """Whether a number in a message about a code is the code."""
    before, after = text[: one.start()], text[one.end() :]
    if _AFTER_CALLED.search(before):
        return not _NO_CODE_BEFORE.match(after)
    counted = _NO_CODE_AFTER.search(before) or _NO_CODE_BEFORE.match(after)
    return not counted and not _YEAR.fullmatch(one.group())
