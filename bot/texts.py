"""Texts in Fluent files, one folder a language; a key and its arguments become words here."""

import datetime as dt
import html
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot import content, patterns
from flows.screens import Arg, Date, Day, Days, Marked, Private, Text

FOLDER = Path(__file__).parent / "locales"
LOCALES = ("ru", "en")
NBSP = "\N{NO-BREAK SPACE}"

_UNIT = re.compile(r"(?<=\d) (?=[^\W\d_])")
_DASH = re.compile(r" (?=[—–])")
_SINCE = re.compile(r"(?<=\bс) (?=\d)")


class MissingText(LookupError):
    """A key that the language has no words for."""


Args: TypeAlias = tuple[tuple[str, str | int], ...]
Over: TypeAlias = tuple[tuple[str, str], ...]
"""Keys and the patterns, as they stand in a Fluent file, that are in the place of theirs."""
_TRIED: Final = ast.Identifier("tried")


class Texts:
    """All languages. Words that every text may use are given as `always`."""

    def __init__(
        self, zone: ZoneInfo, always: Mapping[str, str | int], folder: Path = FOLDER
    ) -> None:
        self._zone = zone
        self._always = dict(always)
        self._folder = folder
        self._over: dict[str, Over] = {}
        self._cached = lru_cache(maxsize=20_000)(self._words)

    def format(self, text: Text, locale: str, *, escape: bool = True) -> str:
        """Return the words as HTML, their arguments escaped; `escape` off gives them plain."""
        if not text.args:
            return self._cached(text.key, (), locale, escape)
        words = self._words if _private(text) else self._cached
        return words(text.key, self._args(text, locale), locale, escape)

    def tried(self, text: Text, locale: str, pattern: str) -> str:
        """Return the words as HTML as they would be with a pattern that `fits` in their place."""
        bundle = FluentBundle([locale], use_isolating=False)
        bundle.add_resource(ast.Resource([ast.Message(_TRIED, patterns.read(pattern))]))
        found = bundle.get_message(_TRIED.name).value
        return self._said(bundle, found, self._args(text, locale), f"{locale}: {text.key}")

    def overrule(self, over: Mapping[str, Mapping[str, str]]) -> None:
        """Put patterns in the place of texts: by language and key; all others are the release's.

        A pattern that is no Fluent, or whose key is gone since, is left out.
        """
        self._over = {
            locale: tuple(
                sorted((key, one) for key, one in of.items() if self.fits(locale, key, one))
            )
            for locale, of in over.items()
        }
        self._cached.cache_clear()

    def fits(self, locale: str, key: str, pattern: str) -> bool:
        """Whether a pattern can stand in the place of a text."""
        return self.fault(locale, key, pattern) == ""

    def fault(self, locale: str, key: str, pattern: str) -> patterns.Fault:
        """Return what keeps a pattern from the place of a text; see `bot.patterns.fault`."""
        own = self.patterns(locale).get(key)
        return "syntax" if own is None else patterns.fault(pattern, own)

    def patterns(self, locale: str) -> Mapping[str, str]:
        """Return each text key of a language with the release's pattern."""
        return _patterns(locale, self._folder)

    @property
    def zone(self) -> ZoneInfo:
        return self._zone

    @property
    def always(self) -> frozenset[str]:
        return frozenset(self._always)

    def declared(self, locale: str) -> dict[str, frozenset[str]]:
        """Return each text key of a language with the variables that it uses, to be checked."""
        found: dict[str, frozenset[str]] = {}
        for resource in _resources(locale, self._folder):
            for entry in resource.body:
                if isinstance(entry, ast.Message):
                    if entry.value:
                        found[entry.id.name] = patterns.used(entry.value)
                    for one in entry.attributes:
                        found[f"{entry.id.name}.{one.id.name}"] = patterns.used(one.value)
                elif isinstance(entry, ast.Junk):
                    raise MissingText(f"{locale}: {entry.content!r} is no Fluent")
        return found

    def _args(self, text: Text, locale: str) -> Args:
        return tuple([(name, self._arg(value, locale)) for name, value in text.args.items()])

    def _arg(self, value: Arg, locale: str) -> str | int:
        if isinstance(value, int):
            return value
        if isinstance(value, str):
            return html.escape(value, quote=False)
        return self._words_of(value, locale)

    def _words_of(
        self, value: Text | Day | Date | Days | Marked | Private, locale: str
    ) -> str | int:
        match value:
            case Text():
                return self.format(value, locale)
            case Day():
                return _day(self._date(value.at), locale)
            case Date():
                return _year_and_day(dt.date.fromisoformat(value.iso), locale)
            case Days():
                return max(0, (self._date(value.until) - self._date(value.since)).days)
            case Marked():
                return value.words
            case Private():
                return html.escape(value.words, quote=False)

    def _date(self, at: int) -> dt.date:
        return dt.datetime.fromtimestamp(at, self._zone).date()

    def _words(self, key: str, args: Args, locale: str, escape: bool) -> str:
        message, _, attribute = key.partition(".")
        bundle = _bundle(locale, self._folder, self._over.get(locale, ()))
        if not bundle.has_message(message):
            raise MissingText(f"{locale}: {key}")
        found = bundle.get_message(message)
        pattern = found.attributes.get(attribute) if attribute else found.value
        words = self._said(bundle, pattern, args, f"{locale}: {key}")
        return words if escape else plain(words)

    def _said(self, bundle: FluentBundle, pattern: Any, args: Args, what: str) -> str:
        if pattern is None:
            raise MissingText(what)
        words, faults = bundle.format_pattern(pattern, {**self._always, **dict(args)})
        if faults:
            raise MissingText(f"{what}: {faults[0]}")
        return _typeset(str(words))


def _private(text: Text) -> bool:
    """Whether something is in it that no cache may keep."""
    return any(
        isinstance(one, Private | Marked) or (isinstance(one, Text) and _private(one))
        for one in text.args.values()
    )


@cache
def _resources(locale: str, folder: Path) -> list[ast.Resource]:
    """Return what a language says: its files, and the library's words."""
    files = sorted((folder / locale).glob("*.ftl"))
    own = [FluentResource(path.read_text(encoding="utf-8")) for path in files]
    return [*own, content.resource(locale)]


@lru_cache(maxsize=8)
def _bundle(locale: str, folder: Path, over: Over) -> FluentBundle:
    """Parse a language at its first use (a fifth of a second), once for the program."""
    bundle = FluentBundle([locale], use_isolating=False)
    for resource in _resources(locale, folder):
        bundle.add_resource(resource)
    if over:
        bundle.add_resource(_overruled(locale, folder, over), allow_overrides=True)
    return bundle


def _overruled(locale: str, folder: Path, over: Over) -> ast.Resource:
    """Return the messages of which something is overruled, otherwise as they are."""
    changed = dict(over)
    found: list[ast.EntryType] = []
    for resource in _resources(locale, folder):
        for entry in resource.body:
            if not isinstance(entry, ast.Message):
                continue
            name = entry.id.name
            keys = [name, *(f"{name}.{one.id.name}" for one in entry.attributes)]
            if not changed.keys().isdisjoint(keys):
                found.append(_with(entry, changed))
    return ast.Resource(found)


def _with(message: ast.Message, changed: Mapping[str, str]) -> ast.Message:
    name = message.id.name
    value = patterns.read(changed[name]) if name in changed else message.value
    attributes = [
        ast.Attribute(one.id, patterns.read(changed[key]) or one.value) if key in changed else one
        for one in message.attributes
        for key in (f"{name}.{one.id.name}",)
    ]
    return ast.Message(message.id, value, attributes)


@cache
def _patterns(locale: str, folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for resource in _resources(locale, folder):
        for entry in resource.body:
            if isinstance(entry, ast.Message):
                if entry.value:
                    found[entry.id.name] = patterns.written(entry.value)
                for one in entry.attributes:
                    found[f"{entry.id.name}.{one.id.name}"] = patterns.written(one.value)
    return found


def _typeset(words: str) -> str:
    """A number stays with its unit, a dash with the word before it."""
    return _SINCE.sub(NBSP, _DASH.sub(NBSP, _UNIT.sub(NBSP, words)))


def plain(words: str) -> str:
    """Buttons and short answers know no HTML."""
    return html.unescape(re.sub(r"</?[a-z]+>", "", words))


@lru_cache(maxsize=2000)
def _day(day: dt.date, locale: str) -> str:
    return format_date(day, "d MMMM" if locale == "ru" else "MMMM d", locale)


@lru_cache(maxsize=2000)
def _year_and_day(day: dt.date, locale: str) -> str:
    return format_date(day, "d MMMM y 'года'" if locale == "ru" else "MMMM d, y", locale)
