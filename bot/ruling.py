"""What operators overruled, in force in the running bot: read at start and after each change."""

import html
import re
from typing import Final

from bot import patterns
from bot.render import Renderer
from flows.operator.links import code_of
from flows.operator.wording import LONGEST, Words
from storage import Database, Override, Tx

TAGS: Final = re.compile(r"&lt;(/?)(b|i|u|s|code)&gt;")
"""The few marks of Telegram's HTML that may be typed; all else is text."""
_TOKEN: Final = re.compile(r"\w+")
_SPECIAL: Final = re.compile(r"^([.*\[}])", re.MULTILINE)


class Ruling:
    """Holds what is in force. `codes` are keys of texts by what their buttons carry."""

    def __init__(self, db: Database, renderer: Renderer) -> None:
        self._db = db
        self._renderer = renderer
        self._said: dict[tuple[str, str], str] = {}
        self._codes: dict[str, str] = {}

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
        own = self._renderer.texts.patterns(language)[key]
        return html.unescape(self._said.get((language, key), own))

    def key_of(self, language: str, code: str) -> str:
        """Return the key that a button carries; "" for none."""
        if not self._codes:
            self._codes = {code_of(key): key for key in self._renderer.texts.patterns(language)}
        return self._codes.get(code, "")

    def found(self, language: str, typed: str, most: int) -> tuple[list[Words], bool]:
        """Return the shortest texts with all words that were typed, and whether there are more."""
        wanted = _TOKEN.findall(typed.casefold())
        said = ((key, self.said(language, key)) for key in self._renderer.texts.patterns(language))
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
        if patterns.read(pattern) is None:
            return "", "syntax"
        fits = self._renderer.texts.fits(language, key, pattern)
        return pattern, "" if fits else "variables"

    def fits(self, language: str, key: str, pattern: str) -> bool:
        return self._renderer.texts.fits(language, key, pattern)


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
