"""Find answers, documents and steps by a word or a question, with slips of finger and keyboard.

In memory: some sixty short texts a language, and a search takes less than a millisecond. Word forms
and slips are the matter of `bot/stems.py`, which is imported with the first index: `App` has it
made in a thread.
"""

from dataclasses import dataclass
from importlib import import_module
from math import log
from typing import TYPE_CHECKING, Final

from bot.findable import Thing, things
from bot.texts import LOCALES, Texts
from flows.keyboard import latin, russian
from flows.screens import Text

if TYPE_CHECKING:
    from bot.stems import Stems

BEST: Final = 5
READ: Final = 12
"""Words of a question that are looked at."""
TITLE, WORDS, TEXT = 3.0, 2.4, 1.0
"""What a word weighs by where it stands."""
COVERED: Final = 0.2
"""How much of a question must be met, by the worth of its words."""
BESIDE: Final = 0.3
"""How near to the best something must come to be shown beside it."""
IN_PART, WHOLE_TITLE, AS_TYPED = 0.5, 0.3, 0.3
"""What a question that is met in part keeps; what a whole title and the very form of a word add."""


@dataclass(frozen=True, slots=True)
class _Doc:
    """Something to be found: what each stem in it weighs, and the words it is told by."""

    name: str
    title: frozenset[str]
    told: frozenset[str]
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Word:
    """A typed word: what it is worth, and what each stem that it may mean is."""

    worth: float
    means: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question: its words as they were typed, and what they mean."""

    typed: frozenset[str]
    words: list[_Word]


class Search:
    """An index of the library and the steps for each language, made at its first use."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._indexes: dict[str, _Index] = {}

    def warm(self) -> None:
        """Make every index now: meant for a thread beside the event loop."""
        for locale in LOCALES:
            self._index(locale)

    def renew(self) -> None:
        """Make every index anew: texts are other ones now. Meant for a thread as well."""
        self._indexes = {locale: _Index(self._texts, locale) for locale in LOCALES}

    def find(self, words: str, locale: str) -> list[str]:
        """Return the names of up to five entries and steps, the best first.

        What is not found as it is written is looked for as if typed in the keyboard's other
        layout, then in the other languages.
        """
        plain = words.lower()
        tries = [(locale, plain), (locale, russian(plain)), (locale, latin(plain))]
        tries += [(one, plain) for one in LOCALES if one != locale]
        for where, typed in tries:
            if typed and (found := self._index(where).find(typed)):
                return found
        return []

    def _index(self, locale: str) -> "_Index":
        found = self._indexes.get(locale)
        if found is None:
            found = self._indexes[locale] = _Index(self._texts, locale)
        return found


class _Index:
    """What can be found in one language."""

    def __init__(self, texts: Texts, locale: str) -> None:
        empty = texts.format(Text("search.empty"), locale, escape=False)
        self._stems: Stems = import_module("bot.stems").Stems(locale, empty)
        self._docs = [self._doc(one) for one in things(texts, locale)]
        counts: dict[str, int] = {}
        for doc in self._docs:
            for stem in doc.weights:
                counts[stem] = counts.get(stem, 0) + 1
        self._rare = log(1 + len(self._docs))
        self._worth = {stem: log(1 + len(self._docs) / count) for stem, count in counts.items()}
        self._stems.learn(counts)

    def find(self, text: str) -> list[str]:
        words = self._stems.words(text)[:READ]
        asked = _Asked(frozenset(words), [self._meant(one) for one in self._stems.of(words)])
        scored = [(_score(doc, asked), -at) for at, doc in enumerate(self._docs)]
        ranked = sorted((one for one in scored if one[0] > 0), reverse=True)[:BEST]
        return [self._docs[-at].name for score, at in ranked if score >= BESIDE * ranked[0][0]]

    def _meant(self, stem: str) -> _Word:
        """Weigh what a typed word may mean; one that is known nowhere counts as rare."""
        near = self._stems.near(stem)
        worth = max((self._worth[one] for one in near), default=self._rare)
        return _Word(worth, {one: how * self._worth[one] for one, how in near.items()})

    def _doc(self, one: Thing) -> _Doc:
        words = self._stems.words
        weights: dict[str, float] = {}
        for weight, said in ((TEXT, one.text), (WORDS, one.words), (TITLE, one.title)):
            weights.update(dict.fromkeys(self._stems.of(words(said)), weight))
        title = frozenset(self._stems.of(words(one.title)))
        return _Doc(one.name, title, frozenset(words(f"{one.title} {one.words}")), weights)


def _score(doc: _Doc, asked: _Asked) -> float:
    """Weigh how well a question is met; 0 where too little of it is."""
    score = met = 0.0
    titled: set[str] = set()
    for word in asked.words:
        best, stem = max(
            ((worth * doc.weights.get(one, 0.0), one) for one, worth in word.means.items()),
            default=(0.0, ""),
        )
        if best:
            score += best
            met += word.means[stem]
            titled |= {stem} & doc.title
    whole = sum(word.worth for word in asked.words)
    if not score or met < COVERED * whole:
        return 0.0
    title = len(titled) / max(1, len(doc.title))
    typed = len(asked.typed & doc.told) / len(asked.typed)
    return score * (IN_PART + met / whole) * (1 + title * WHOLE_TITLE) * (1 + typed * AS_TYPED)
