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
LONG = 5
"""Letters of a stem in which a slip of the finger can be told from another word."""
_SNOWBALL = {"ru": "russian", "en": "english"}
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class _Entry:
    answer: Answer
    title: frozenset[str]
    text: frozenset[str]


class Search:
    """An index of the answers for each language, made at the language's first use."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._indexes: dict[str, _Index] = {}

    def warm(self) -> None:
        """Make every index now: meant for a thread beside the event loop."""
        for locale in LOCALES:
            self._index(locale)

    def find(self, words: str, locale: str) -> list[Answer]:
        """Return up to five answers, the best first; none if nothing is near enough."""
        index = self._index(locale)
        wanted = [_near(stem, index.known) for stem in index.stems(words)]
        scored = [(_score(entry, wanted), entry.answer) for entry in index.entries]
        ranked = sorted(scored, key=lambda pair: -pair[0])
        return [answer for score, answer in ranked[:BEST] if score >= ENOUGH]

    def _index(self, locale: str) -> "_Index":
        found = self._indexes.get(locale)
        if found is None:
            found = self._indexes[locale] = _Index(self._texts, locale)
        return found


class _Index:
    """The answers of one language, and every word stem in them."""

    def __init__(self, texts: Texts, locale: str) -> None:
        self._stemmer = snowballstemmer.stemmer(_SNOWBALL[locale])
        self._empty: frozenset[str] = frozenset()
        self._empty = self.stems(texts.format(Text("search.empty"), locale, escape=False))

        def stems(key: str) -> frozenset[str]:
            return self.stems(texts.format(Text(key), locale, escape=False))

        self.entries = [
            _Entry(
                one,
                stems(f"{one.message}.question") | stems(f"{one.message}.words"),
                stems(f"{one.message}.text"),
            )
            for one in ANSWERS
        ]
        self.known = sorted({word for one in self.entries for word in one.title | one.text})

    def stems(self, words: str) -> frozenset[str]:
        found = _WORD.findall(words.lower().replace("ё", "е"))
        return frozenset(self._stemmer.stemWords(found)) - self._empty


def _near(stem: str, known: list[str]) -> dict[str, float]:
    """Known stems that the typed one may mean, each with how near it is (0 to 1)."""
    if stem in known or len(stem) < LONG:
        return {stem: 1.0}
    near = process.extract(stem, known, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=3)
    return {word: score / 100 for word, score, _ in near}


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
