"""Classes as people write them: "5А, 5Б, 6а-в, 10 А Б, 1-4 А".

A list is read token by token. A number opens a year, letters belong to the latest year, a dash
between two of a kind is a range. What does not fit is named, never guessed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import total_ordering
from itertools import groupby, pairwise
from typing import Final

from flows.names import CYRILLIC, visible

ALPHABET: Final = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
# Evening schools have a twelfth year.
GRADES: Final = range(1, 13)
MAX_NAMES: Final = 200
MAX_WRONG: Final = 20
WRONG_LENGTH: Final = 40

# Schools go А Б В Г Д Е Ж and leave these out, unless one is named by itself.
_PASSED_OVER: Final = frozenset("ЁЙЪЫЬ")
_USUAL: Final = "".join(letter for letter in ALPHABET if letter not in _PASSED_OVER)
_WORDS: Final = frozenset({"класс", "класса", "классы", "классов", "классе", "кл"})
_ENDINGS: Final = frozenset({"й", "ый", "ой", "го", "ого", "му", "ому", "ые", "ых"})
_AND: Final = "и"
_GRADE: Final = re.compile("[1-9][0-9]?")
_TOKEN: Final = re.compile(
    r"""(?P<number>[0-9]++(?:[./][0-9]++)*+)
    | (?P<word>[^\W\d_]++)
    | (?P<dash>[-\u2010-\u2015\u2212]++)
    | (?P<gap>[\n,;:.!/&+]++)
    | (?P<blank>[^\S\n]++|["'«»“”„‘’()\[\]]++)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_CHUNK: Final = re.compile(r"\S++|\s++")


@total_ordering
@dataclass(frozen=True, slots=True)
class ClassName:
    """A year and a letter ("" in a school with one class a year), ordered as a school lists them.

    Letters follow the Russian alphabet, Ё behind Е. A year or a letter that no school has raises
    ValueError.
    """

    grade: int
    letter: str = ""

    def __post_init__(self) -> None:
        if self.grade not in GRADES or len(self.letter) > 1 or self.letter not in ALPHABET:
            raise ValueError(f"no class: {self.grade!r}, {self.letter!r}")

    def __lt__(self, other: "ClassName") -> bool:
        return self._place < other._place

    @property
    def text(self) -> str:
        return f"{self.grade}{self.letter}"

    @property
    def _place(self) -> tuple[int, int]:
        return self.grade, ALPHABET.index(self.letter) if self.letter else -1


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read: the classes in order, and the pieces not understood, as they were typed.

    At most `MAX_NAMES` classes are taken from one message, `over` counts the rest. At most
    `MAX_WRONG` pieces are named, each at most `WRONG_LENGTH` characters long.
    """

    names: tuple[ClassName, ...] = ()
    wrong: tuple[str, ...] = ()
    over: int = 0


def parse(text: str) -> Parsed:
    """Read the classes out of a message. Any text is fine; nothing is raised.

    Ranges include both ends and leave out Ё, Й, Ъ, Ы, Ь unless one is an end. Latin letters
    that look like Cyrillic ones are taken for them. A lower-case "и" between two classes joins
    them; an И that closes a list, stands on its number or is a capital is the class И.
    """
    seen = visible(text)
    reader = _Reader()
    reader.read([token for token in _tokens(seen) if token.kind != "blank"])
    names = sorted(ClassName(grade, letter) for grade, letter in reader.found)
    wrong = dict.fromkeys(shortened(seen[start:end]) for start, end in reader.strange)
    over = max(0, len(names) - MAX_NAMES)
    return Parsed(tuple(names[:MAX_NAMES]), tuple(wrong)[:MAX_WRONG], over)


def looks_like(text: str) -> bool:
    """Tell a list of classes from words to search for: all is understood, one has a letter."""
    parsed = parse(text)
    return not parsed.wrong and any(name.letter for name in parsed.names)


def grid(names: Iterable[ClassName]) -> tuple[tuple[ClassName, ...], ...]:
    """Return one row a year, both in order."""
    rows = groupby(sorted(set(names)), key=lambda name: name.grade)
    return tuple(tuple(row) for _, row in rows)


def shortened(text: str) -> str:
    """Return at most `WRONG_LENGTH` characters of what somebody typed, to show it to them."""
    return text if len(text) <= WRONG_LENGTH else text[: WRONG_LENGTH - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


def _tokens(text: str) -> Iterator[_Token]:
    """Cut the text up; an address of a page or of a mailbox stays whole and means nothing here."""
    for chunk in _CHUNK.finditer(text):
        piece, start = chunk.group(), chunk.start()
        if "://" in piece or "@" in piece:
            yield _Token("other", piece, start, chunk.end())
            continue
        for found in _TOKEN.finditer(text, start, chunk.end()):
            yield _Token(found.lastgroup or "other", found.group(), found.start(), found.end())


class _Reader:
    """Where the reading stands.

    `grades` are the years that the next letters belong to, `bare` says that they have had none.
    `last` is what a dash would continue ("grade", "letter" or nothing), `letter` the latest one.
    `opened` is the class before the dash of "1А-4А". `began` and `ended` are the places of the
    latest year. `joins` says that the next strange piece continues the latest one.
    """

    def __init__(self) -> None:
        self.found: set[tuple[int, str]] = set()
        self.strange: list[tuple[int, int]] = []
        self.grades: tuple[int, ...] = ()
        self.bare = self.dash = self.joins = False
        self.last = self.letter = ""
        self.began = self.ended = 0
        self.opened: tuple[int, str] | None = None

    def read(self, tokens: list[_Token]) -> None:
        """Take the tokens one by one; each sees its neighbours, blanks aside."""
        for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
            match token.kind:
                case "number":
                    self.number(token)
                case "word":
                    self.word(token, before, after)
                case "dash":
                    self.dash = bool(self.last)
                case "gap":
                    self.pause()
                case _:
                    self.refuse(token)
        self.close()

    def number(self, token: _Token) -> None:
        """A year by itself, the end of a range of years ("1-4"), or of classes ("1А-4")."""
        grade = int(token.text) if _GRADE.fullmatch(token.text) else 0
        if grade not in GRADES:
            self.refuse(token)
            return
        if not self.dash:
            self.close()
            self.grades, self.bare, self.began = (grade,), True, token.start
        elif self.last == "grade" and not self.opened and grade > self.grades[-1]:
            self.grades += tuple(range(self.grades[-1] + 1, grade + 1))
        elif self.last == "letter" and len(self.grades) == 1:
            self.opened = (self.grades[0], self.letter)
            self.grades = (grade,)
        else:
            self.refuse(token)
            return
        self.last, self.dash, self.joins, self.ended = "grade", False, False, token.end

    def word(self, token: _Token, before: _Token | None, after: _Token | None) -> None:
        """Letters, or one of the few words that go with a class and change nothing."""
        word = token.text.translate(CYRILLIC)
        tight = _tight(before, token)
        if tight and self.last == "grade" and word in _ENDINGS:
            self.dash = False
        elif word.lower() in _WORDS or (
            word == _AND and not tight and not self.dash and _goes_on(after)
        ):
            self.pause()
        else:
            letters = self.meant(word.upper(), tight=tight or word.isupper())
            if letters:
                self.found.update((grade, one) for grade in self.grades for one in letters)
                self.bare, self.opened, self.letter = False, None, letters[-1]
                self.last, self.dash, self.joins = "letter", False, False
            else:
                self.refuse(token)

    def meant(self, word: str, *, tight: bool) -> str:
        """Return the letters that a word stands for, "" if it is no letters of a class."""
        if not self.grades or not _ascending(word):
            return ""
        if self.opened:
            return self.closing(word, *self.opened)
        if self.dash and self.last == "letter":
            return _between(self.letter, word)
        return word if tight or len(word) == 1 or word in _USUAL else ""

    def closing(self, word: str, grade: int, letter: str) -> str:
        """Read the end of "5А-5Г" (letters of one year) or "1А-4А" (years of one letter)."""
        end = self.grades[0]
        if grade == end:
            return _between(letter, word)
        if letter == word and grade < end:
            self.grades = tuple(range(grade, end + 1))
            return word
        return ""

    def pause(self) -> None:
        self.last, self.dash, self.joins = "", False, False

    def refuse(self, token: _Token) -> None:
        """Name the piece, with the range it spoils or the strange ones right before it."""
        ranged = self.dash and (self.last == "grade" or token.kind == "number")
        start = token.start
        if ranged or self.opened:
            start = self.began
        else:
            self.close()
        if self.joins:
            start = self.strange.pop()[0]
        self.strange.append((start, token.end))
        self.grades, self.bare, self.opened = (), False, None
        self.last, self.dash, self.joins = "", False, True

    def close(self) -> None:
        """End a year: without a letter it is a class itself; a range left open is strange."""
        if self.bare:
            self.found.update((grade, "") for grade in self.grades)
        elif self.opened:
            self.strange.append((self.began, self.ended))
        self.bare, self.opened = False, None


def _tight(before: _Token | None, token: _Token) -> bool:
    """Whether a word stands on a number or a dash, as the letter of a class does."""
    if before is None:
        return False
    return before.end == token.start and before.kind in {"number", "dash"}


def _goes_on(after: _Token | None) -> bool:
    """Whether "и" has something to join: a number or a letter right behind it."""
    if after is None:
        return False
    return after.kind == "number" or (after.kind == "word" and len(after.text) == 1)


def _ascending(word: str) -> bool:
    """Tell "АБВ" from an ordinary word: letters of the alphabet, each behind the one before."""
    places = [ALPHABET.find(letter) for letter in word[: len(ALPHABET) + 1]]
    return places[0] >= 0 and all(one < two for one, two in pairwise(places))


def _between(first: str, last: str) -> str:
    """Return the letters of a range, both ends included; "" if it leads back or ends in a word."""
    start, end = ALPHABET.index(first), ALPHABET.index(last[:1])
    if len(last) != 1 or start >= end:
        return ""
    return "".join(
        one for one in ALPHABET[start : end + 1] if one in _USUAL or one in {first, last}
    )
