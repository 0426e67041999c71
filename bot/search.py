"""Find answers by a word, in any of its forms and with a slip of the finger.

In memory: some thirty short texts a language. Word forms by Snowball stems, slips by RapidFuzz.
"""

import re
from dataclasses import dataclass

import snowballstemmer
from rapidfuzz import fuzz, process

from bot.texts import LOCALES, Texts
from flows.library import ANSWERS, Answer
from flows.screens import Text

BEST = 5
ENOUGH = 1.5
CLOSE = 80
_SNOWBALL = {"ru": "russian", "en": "english"}
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class _Entry:
    answer: Answer
    title: frozenset[str]
    text: frozenset[str]


class Search:
    """An index of the answers for each language."""

    def __init__(self, texts: Texts) -> None:
        self._stemmers = {code: snowballstemmer.stemmer(_SNOWBALL[code]) for code in LOCALES}
        self._index = {code: self._entries(texts, code) for code in LOCALES}
        self._known = {
            code: sorted(frozenset().union(*(e.title | e.text for e in entries)))
            for code, entries in self._index.items()
        }

    def find(self, words: str, locale: str) -> list[Answer]:
        """Return up to five answers, the best first; none if nothing is near enough."""
        wanted = [self._near(stem, locale) for stem in self._stems(words, locale)]
        scored = [(self._score(entry, wanted), entry.answer) for entry in self._index[locale]]
        ranked = sorted(scored, key=lambda pair: -pair[0])
        return [answer for score, answer in ranked[:BEST] if score >= ENOUGH]

    def _entries(self, texts: Texts, locale: str) -> list[_Entry]:
        def stems(key: str) -> frozenset[str]:
            return self._stems(texts.format(Text(key), locale, escape=False), locale)

        return [
            _Entry(one, stems(f"{one.message}.question"), stems(f"{one.message}.text"))
            for one in ANSWERS
        ]

    def _stems(self, words: str, locale: str) -> frozenset[str]:
        found = _WORD.findall(words.lower().replace("ё", "е"))
        return frozenset(self._stemmers[locale].stemWords(found))

    def _near(self, stem: str, locale: str) -> dict[str, float]:
        """Known stems that the typed one may mean, each with how near it is (0 to 1)."""
        near = process.extract(
            stem, self._known[locale], scorer=fuzz.ratio, score_cutoff=CLOSE, limit=3
        )
        return {word: score / 100 for word, score, _ in near}

    @staticmethod
    def _score(entry: _Entry, wanted: list[dict[str, float]]) -> float:
        """Count each typed word once: thrice in the question, else twice in the answer."""
        return sum(
            max((near * _weight(entry, word) for word, near in one.items()), default=0.0)
            for one in wanted
        )


def _weight(entry: _Entry, word: str) -> float:
    if word in entry.title:
        return 3.0
    return 2.0 if word in entry.text else 0.0
