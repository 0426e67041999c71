"""Words as stems: a word in any form is one stem, and a mistyped one is near to some."""

import re
from collections.abc import Iterable
from typing import Final

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

SNOWBALL: Final = {"ru": "russian", "en": "english"}
_WORD = re.compile(r"[^\W_]{2,}")
_LONGEST: Final = 40
_SLIPS: Final = ((8, 2), (4, 1))
"""From how many letters on a stem may be mistyped, and in how many of them."""
_BEGINNING: Final = 3
"""Letters that tell the beginning of a word."""
_NEAR: Final = (1.0, 0.8, 0.6)
"""How near a stem is by its slips."""
_BEGUN: Final = 0.85
"""How near a word is that was typed in part."""


class Stems:
    """The stems of one language, and those that are known to be looked for."""

    def __init__(self, locale: str, empty: str) -> None:
        self._stemmer = snowballstemmer.stemmer(SNOWBALL[locale])
        self._empty = frozenset[str]()
        self._empty = frozenset(self.words(empty))
        self._known: list[str] = []
        self._there: frozenset[str] = frozenset()

    def words(self, text: str) -> list[str]:
        """Return the words of a text in their order, each once; empty ones are left out."""
        words = (one[:_LONGEST] for one in _WORD.findall(text.lower().replace("ё", "е")))
        return [one for one in dict.fromkeys(words) if one not in self._empty]

    def of(self, words: Iterable[str]) -> list[str]:
        """Return the stems of words, each once."""
        return list(dict.fromkeys(self._stemmer.stemWords(list(words))))

    def learn(self, stems: Iterable[str]) -> None:
        """Take note of every stem that can be found."""
        self._known = sorted(stems)
        self._there = frozenset(self._known)

    def near(self, stem: str) -> dict[str, float]:
        """Return the known stems that a typed one may mean, each with how near it is (0 to 1)."""
        if stem in self._there:
            return {stem: 1.0}
        if stem.isdecimal() or len(stem) < _BEGINNING:
            return {}
        near = {one: _BEGUN for one in self._known if one.startswith(stem)}
        slips = next((most for letters, most in _SLIPS if len(stem) >= letters), 0)
        if slips:
            for one, far, _ in process.extract(
                stem, self._known, scorer=OSA.distance, score_cutoff=slips, limit=5
            ):
                near[one] = max(near.get(one, 0.0), _NEAR[int(far)])
        return near
