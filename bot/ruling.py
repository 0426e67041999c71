"""What operators overruled, in force in the running bot: read at start and after each change."""

import asyncio
import html
import re
from collections.abc import Iterator
from typing import Final

from bot import patterns
from bot.render import Renderer
from bot.samples import LONGEST, samples
from bot.texts import plain
from flows.operator.links import code_of
from flows.operator.wording import Words
from flows.screens import Text
from storage import Database, Override, Tx

WAYS: Final = 4
"""Of how a text is said, shown in a preview."""
TAGS: Final = re.compile(patterns.TAG.pattern.replace("<", "&lt;").replace(">", "&gt;"))
"""The few marks of Telegram's HTML that may be typed; all else is text."""
_TOKEN: Final = re.compile(r"\w+")
_SPECIAL: Final = re.compile(r"^([.*\[}])", re.MULTILINE)


class Ruling:
    """Holds what is in force. `codes` are keys of texts by what their buttons carry."""

    def __init__(self, db: Database, renderer: Renderer) -> None:
        self._db = db
        self._renderer = renderer
        self._texts = renderer.texts
        self._said: dict[tuple[str, str], str] = {}
        self._codes: dict[str, str] = {}

    async def warm(self) -> None:
        """Make in a thread what the first change of a text would wait for."""
        await asyncio.to_thread(samples)

    async def load(self) -> None:
        """Put in force what the database says."""
        self._apply(await self._db.read(_in_force))

    def _apply(self, rows: list[Override]) -> None:
        links = {one.key: one.value for one in rows if one.kind == "link"}
        texts: dict[str, dict[str, str]] = {}
        for one in rows:
            if one.kind == "text":
                texts.setdefault(one.language, {})[one.key] = one.value
        self._said = {(lang, key): said for lang, of in texts.items() for key, said in of.items()}
        self._renderer.overrule(links, texts)

    def said(self, language: str, key: str) -> str:
        """Return what a text says now, as it would stand in a Fluent file."""
        own = self._texts.patterns(language).get(key, "")
        return html.unescape(self._said.get((language, key), own))

    def key_of(self, language: str, code: str) -> str:
        """Return the key that a button carries; "" for none."""
        if not self._codes:
            self._codes = {code_of(key): key for key in self._texts.patterns(language)}
        return self._codes.get(code, "")

    def found(self, language: str, typed: str, most: int) -> tuple[list[Words], bool]:
        """Return the shortest texts with all words that were typed, and whether there are more."""
        wanted = _TOKEN.findall(typed.casefold())
        said = ((key, self.said(language, key)) for key in self._texts.patterns(language))
        fits = [
            Words(key, words)
            for key, words in said
            if wanted and all(one in words.casefold() for one in wanted)
        ]
        fits.sort(key=lambda one: len(one.said))
        return fits[:most], len(fits) > most

    def judged(self, language: str, key: str, typed: str) -> tuple[str, str]:
        """Return the pattern that was typed, and a key of what is wrong with it, or ""."""
        if len(typed) > LONGEST:
            return "", "long"
        pattern = marked(typed)
        return pattern, self._fault(language, key, pattern)

    def fits(self, language: str, key: str, pattern: str) -> bool:
        return not self._fault(language, key, pattern)

    def _fault(self, language: str, key: str, pattern: str) -> str:
        fault = self._texts.fault(language, key, pattern)
        return fault or ("" if self._has_room(language, key, pattern) else "long")

    def _has_room(self, language: str, key: str, pattern: str) -> bool:
        """Whether the words fit where they are said; none need be shorter than the release's."""
        room, own = samples().room(key), self._texts.patterns(language)[key]
        return all(
            _length(new) <= room or _length(new) <= _length(self._texts.tried(one, language, own))
            for one, new in self._tried(language, key, pattern)
        )

    def _tried(self, language: str, key: str, pattern: str) -> Iterator[tuple[Text, str]]:
        names = patterns.variables(pattern) - self._texts.always
        for one in samples().of(key, names):
            yield one, self._texts.tried(one, language, pattern)

    def shown(self, language: str, key: str, pattern: str) -> list[str]:
        """Return how a pattern that fits looks, as HTML, in some ways in which it is said."""
        ways = dict.fromkeys(said for _, said in self._tried(language, key, pattern))
        return list(ways)[:WAYS]


def _length(words: str) -> int:
    """Return how many characters are shown: marks are none."""
    return len(plain(words))


def _in_force(tx: Tx) -> list[Override]:
    return tx.overrides.in_force()


def marked(typed: str) -> str:
    """Write what was typed as a pattern: its few tags are kept if they pair, all else is text."""
    lines = "\n".join(line.strip() for line in typed.strip().splitlines())
    escaped = html.escape(lines, quote=False).replace("-&gt;", "->")
    opened: list[str] = []
    for close, name in TAGS.findall(escaped):
        if not close:
            opened.append(name)
        elif not opened or opened.pop() != name:
            opened = ["never"]
            break
    if not opened:
        escaped = TAGS.sub(r"<\1\2>", escaped)
    return escaped if "->" in escaped else _SPECIAL.sub(r'{"\1"}', escaped)
