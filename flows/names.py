"""Names of schools and municipalities as people type them, and a school's ИНН.

Text copied on a phone carries characters that nobody sees, and one school has a dozen spellings.
`clean` gives what is kept and shown, `key` what is compared and never shown.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

# Latin letters that look like Cyrillic ones, as typed with the keyboard in the wrong language.
CYRILLIC: Final = str.maketrans("ABCEHKMOPTXYabcehkmoptxy", "АВСЕНКМОРТХУавсенкмортху")
INN_DIGITS: Final = 10
PERSONAL_INN_DIGITS: Final = 12

# Control, format (zero-width, bidirectional), lone surrogate, private use.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
# Letters and signs that are drawn as nothing.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe0e\ufe0f")

_WORD: Final = re.compile(r"[0-9]++|[^\W\d_]++(?:[-\u2010\u2011][^\W\d_]++)*+")
_SCHOOL: Final = "школа"
_KINDS: Final = frozenset({_SCHOOL, "гимназия", "лицей"})
_TOWN: Final = "город"
# One word for the spellings that mean it; several words stand for an abbreviation.
_SAME: Final = {
    "сош": _SCHOOL,
    "сш": _SCHOOL,
    "оош": f"основная {_SCHOOL}",
    "нош": f"начальная {_SCHOOL}",
    "г": _TOWN,
    "гор": _TOWN,
    "города": _TOWN,
    "городе": _TOWN,
    "р-н": "район",
    "обл": "область",
    "имени": "им",
}
# Who founded a school and in which legal form says nothing about which school it is. The private
# forms (ЧОУ, НОУ, АНО) are kept: a private school has numbers of its own.
_FORMS: Final = frozenset(
    {
        *("мбоу", "моу", "мкоу", "маоу", "мобу", "гбоу", "гоу", "гкоу", "гаоу", "мбу", "гбу"),
        *("фгбоу", "фгкоу", "муниципальное", "муниципальный", "бюджетное", "автономное"),
        *("казенное", "государственное", "общеобразовательное", "общеобразовательная"),
        *("образовательное", "образование", "учреждение"),
    }
)
# An adjective before a town's noun: "г. Нижнего Новгорода" is two words to leave out.
_ADJECTIVE: Final = ("ий", "ый", "ой", "ая", "ое", "ие", "ые", "его", "ого", "их", "ых")


@dataclass(frozen=True, slots=True)
class Inn:
    """A school's ИНН, or the key of what is wrong with what was typed.

    `problem` is "" when `value` has the ten digits; otherwise `value` is "", so that a number
    that may be a person's goes no further: `inn_digits` (not ten digits), `inn_person` (twelve:
    a person's) or `inn_control` (the control digit does not fit: a slip of the finger).
    """

    value: str = ""
    problem: str = ""


def is_hidden(char: str) -> bool:
    """Tell a character that takes part in the text and is not seen; a space is seen."""
    return char in _BLANK or (unicodedata.category(char) in _HIDDEN and not char.isspace())


def visible(text: str) -> str:
    """Return the text composed (й is one letter) and without what is not seen."""
    return "".join(one for one in unicodedata.normalize("NFC", text) if not is_hidden(one))


def clean(text: str, limit: int) -> str:
    """Return one line of at most `limit` characters; "" if no letter or digit is left."""
    line = " ".join(visible(text).split())[:limit].rstrip()
    return line if any(map(str.isalnum, line)) else ""


def key(text: str) -> str:
    """Return what two spellings of one name have in common, for names of one municipality.

    «МБОУ "СОШ № 5"», «Школа №5», «5-я школа» and «СОШ 5 г. Костромы» agree. What tells two
    schools apart stays: the number, the kind (гимназия, лицей, основная школа), whose name it
    bears, a village. Give it to names of one municipality only: a numbered school's town is
    left out. A form that would leave nothing is kept, so that only "" has the key "".
    """
    words = [_word(found.group()) for found in _WORD.finditer(visible(text))]
    named = " ".join(word for word in words if word not in _FORMS) or " ".join(words)
    words = _ordinary(named.replace("-", " ").split())
    return " ".join(_without_initials(_kind_first(_without_town(words))))


def check_inn(text: str) -> Inn:
    """Read the ten digits of an organisation's ИНН; spaces and the word before them are allowed.

    A person's ИНН has twelve digits and is refused unread: no personal data is wanted here.
    No region has the code 00, which the control digit alone would let pass.
    """
    from stdnum.ru import inn  # noqa: PLC0415 - loaded when first used

    typed = "".join(visible(text).split()).casefold()
    digits = typed.removeprefix("инн").lstrip(":№.=-–—")
    if not (digits.isascii() and digits.isdigit()):
        return Inn(problem="inn_digits")
    if len(digits) == PERSONAL_INN_DIGITS:
        return Inn(problem="inn_person")
    if len(digits) != INN_DIGITS:
        return Inn(problem="inn_digits")
    if digits.startswith("00") or not inn.is_valid(digits):
        return Inn(problem="inn_control")
    return Inn(value=digits)


def _word(text: str) -> str:
    """Return a word or a number in its one spelling; a word of mixed letters becomes Cyrillic."""
    if text.isdigit():
        return text.lstrip("0") or "0"
    word = text.casefold().replace("ё", "е").replace("\u2010", "-").replace("\u2011", "-")
    if not word.isascii():
        word = word.translate(CYRILLIC)
    return _SAME.get(word, word)


def _ordinary(words: list[str]) -> list[str]:
    """Leave out "средняя", what a school is when nothing else is said, and "номер" of a number."""
    return [
        word
        for word, after in pairwise([*words, ""])
        if not (word == "средняя" and after == _SCHOOL)
        and not (word in {"n", "no", "номер"} and after.isdigit())
    ]


def _kind_first(words: list[str]) -> list[str]:
    """Read "5-я школа" as "школа 5"."""
    if not words or not words[0].isdigit():
        return words
    number, *rest = words
    if rest and rest[0] in {"я", "ая", "й", "ый", "ой"}:
        rest = rest[1:]
    return [rest[0], number, *rest[1:]] if rest and rest[0] in _KINDS else words


def _without_town(words: list[str]) -> list[str]:
    """Leave out the town of a numbered school, and what says of a town that it is one."""
    if words[:2] == ["городской", "округ"]:
        words = words[2:] or words
    if _TOWN not in words:
        return words
    at = words.index(_TOWN)
    town = words[at + 1 :]
    length = 1
    if len(town) > 1 and town[0].endswith(_ADJECTIVE):
        length = 2
    elif town[1:2] == ["на"]:
        length = 3
    rest = [*words[:at], *town[length:]]
    if _KINDS & set(rest) and any(map(str.isdigit, rest)):
        return rest
    return words if at or not town else town


def _without_initials(words: list[str]) -> list[str]:
    """Read "им. А. С. Пушкина" as "им. Пушкина"."""
    kept: list[str] = []
    named = False
    for word in words:
        named = word == "им" or (named and len(word) == 1)
        if word == "им" or not named:
            kept.append(word)
    return kept
