"""Lists of people, as a class register has them: names line by line, with classes or birthdays.

The bot asks for nobody's list. One name alone may be how a teacher wants to be shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flows.given_names import GIVEN

MANY: Final = 3
"""Full names in one line that make a list; below each other two do."""
MANY_ADULTS: Final = 4
"""The same where names are asked for: of a head and an administrator, say."""
MANY_GIVEN: Final = 4
"""Given names without surnames that make a list."""

_CHUNK: Final = re.compile(r"[,;]|(?<!\d)\d{1,2}[.)](?= ?[^\W\d])|[•*]")
_DATE: Final = re.compile(
    r"(?<!\d)(?:[0-3]?\d[./-][01]?\d[./-](?:19|20)?\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d ?(?:г\. ?р\.?|гр\b|года? рожд\w*|г\. ?рожд\w*)",
    re.IGNORECASE,
)
_CLASS: Final = re.compile(
    r"(?<![\w-])(?:1[0-2]|[1-9])(?:[ -]?[а-яё](?![\w])|(?= ?кл))", re.IGNORECASE
)
_NOISE: Final = re.compile(
    r"\b(?:г|гр|р|род(?:ил\w*)?|рожд\w*|года?|др|дата|кл|класс\w*|учени\w+|мальчик|девочка|фио|сын|дочь|дочка)\b"
    r"|[+\d][\d ()+.-]*",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PATRONYMIC: Final = re.compile(r"\w{3,}(?:вич|вна|ична)|оглы|кызы", re.IGNORECASE)
_SURNAME: Final = re.compile(
    r"\w+(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|[сц]к(?:ий|ая|ой)|[ыи]й|ая|ой|ко|[уюяеи]к|ич|ян|дзе|швили"
    r"|ых|их|ер|ман|ль|а|я)",
    re.IGNORECASE,
)
_NOT_A_NAME: Final = re.compile(
    r"школ|лице[йя]|гимнази|имени|\bим\b|улиц|\bул\b|посел|город|област|район|край|республик"
    r"|учител|директор|завуч|администратор|предмет|физик|математик|язык|литератур",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class _Person:
    """What one piece of a message says of somebody. `full`: with a surname."""

    full: bool
    dated: bool
    classed: bool


def is_roll(text: str, *, adults: bool = False) -> bool:
    """Tell a list of people from anything else; `adults`: a few names are asked for."""
    lines = [line for line in text.split("\n") if line.strip()]
    people = [list(_people(line)) for line in lines]
    found = [one for line in people for one in line]
    full = sum(one.full for one in found)
    if any(one.dated for one in found) or sum(one.full and one.classed for one in found) > 1:
        return True
    if adults:
        return full >= MANY_ADULTS
    below = len(lines) > 1 and all(any(one.full for one in line) for line in people)
    return below or full >= MANY or (len(found) >= MANY_GIVEN and len(found) == _pieces(lines))


def _pieces(lines: list[str]) -> int:
    return sum(bool(piece.strip()) for line in lines for piece in _CHUNK.split(line))


def _people(line: str) -> Iterator[_Person]:
    """Find the people of a line; what stands apart by a comma belongs to the name before it."""
    if _NOT_A_NAME.search(line):
        return
    pieces = [piece for piece in _CHUNK.split(line) if piece.strip()]
    kinds = [_name(piece) for piece in pieces]
    for at, full in enumerate(kinds):
        if full is None:
            continue
        own = [pieces[at]]
        for piece, kind in zip(pieces[at + 1 :], kinds[at + 1 :], strict=True):
            if kind is not None:
                break
            own.append(piece)
        said = " ".join(own)
        yield _Person(full, bool(_DATE.search(said)), bool(_CLASS.search(said)))


def _name(piece: str) -> bool | None:
    """Read a piece as somebody's name: with a surname or without; None if it is no name."""
    bare = _NOISE.sub(" ", _CLASS.sub(" ", _DATE.sub(" ", piece)))
    words = _WORD.findall(bare)
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    given = [word for word in words if word.casefold() in GIVEN]
    fathers = [word for word in words if _PATRONYMIC.fullmatch(word)]
    rest = [word for word in words if word not in given and word not in fathers]
    if not (given or fathers) or len(rest) > 1:
        return None
    if not rest:
        return False
    return _is_surname(rest[0]) or None


def _is_surname(word: str) -> bool:
    return word[0].isupper() or bool(_SURNAME.fullmatch(word))
