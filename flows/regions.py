"""The subjects of the Russian Federation: which one a school is in, and what its clocks show.

The list is data (`regions.toml`, which names its sources), so that a change of law is a change of
one line. It is read from the package at its first use and kept: the file is a part of the program
like its modules, the same for every call, and whoever never asks for a region does not pay for it.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from flows.keyboard import russian

COUNT = 89
"""Subjects in article 65 of the Constitution since October 2022."""
FITS = 30
"""Letters of a name that a button shows whole on a phone."""
_FILE = "flows/regions.toml"
_CODE = re.compile(r"[0-9]{2}", re.ASCII)
_ZONE = re.compile(r"[A-Z][A-Za-z]+/[A-Z][A-Za-z-]+", re.ASCII)
_WORD = re.compile(r"[^\W_]+")

# A typed text: what of it is read, and how many slips a word of that many letters may have.
_READ, _WORDS, _LETTERS = 200, 8, 40
_SLIPS = ((7, 2), (4, 1))
_SHORTEST_PART = 3
# What is nearer comes first: the cost of how a word is met, of what was met, of letters to come.
_WHOLE, _BEGINNING, _PART, _SLIP = 0, 1000, 2000, 3000
_NAME, _ALIAS, _KIND, _UNSAID = 0, 100, 400, 500
_LONGEST = 99
# Words that tell kinds of places, not places: they rank, but nobody is missed for want of one.
_KINDS = frozenset(
    _WORD.findall(
        "в во на и г гор город городе обл область области край края крае респ республика "
        "республики республике автономный автономная округ округа ао народная россия рф"
    )
)


class FaultyRegions(ValueError):
    """The list cannot be used; the message names the file, the entry and the fault."""


@dataclass(frozen=True, slots=True)
class Region:
    """A subject of the Federation.

    `code` is the tax service's, two digits. `zone` is the IANA zone of the administrative centre,
    `zones` are further ones inside the subject (some with the same hour). `aliases` is what people
    type, the administrative centre first.
    """

    code: str
    name: str
    zone: str
    short: str = ""
    zones: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name for a button, at most `FITS` letters."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class _Word:
    """A word to be found by: where it leads (code and cost), and its letters as a set of bits.

    `joined`: it is several words written together, whose seams mean nothing.
    """

    text: str
    homes: dict[str, int]
    letters: int
    joined: bool


@cache
def regions() -> tuple[Region, ...]:
    """Return all of them, by code. A faulty list raises `FaultyRegions`."""
    return parse(files("flows").joinpath("regions.toml").read_text(encoding="utf-8"))


def region(code: str) -> Region | None:
    return _by_code().get(code)


def find(text: str, limit: int = 8) -> tuple[Region, ...]:
    """Return the regions that a typed text may mean, the likeliest first; none for no text.

    A word is looked for as a beginning of any word of a name, an alias or a code; only if there
    is none, inside the words; only then with slips of the finger. Of several typed words as many
    as possible must fit. A name goes before an alias, a shorter word before a longer one. Case,
    punctuation and ё do not matter, nor does a keyboard left in its Latin layout.
    """
    wanted = _typed(text)
    telling = [word for word in wanted if word not in _KINDS] or wanted
    met = {word: _meets(word) for word in wanted}
    missed = {
        code: sum(code not in met[word] for word in telling)
        for code in {code for word in telling for code in met[word]}
    }
    least = min(missed.values(), default=0)
    ranked = sorted(
        (sum(met[word].get(code, _UNSAID) for word in wanted), code)
        for code, count in missed.items()
        if count == least
    )
    found = (region(code) for _, code in ranked[: max(limit, 0)])
    return tuple(one for one in found if one)


def parse(text: str) -> tuple[Region, ...]:
    """Read the list out of its TOML and check it; a fault raises `FaultyRegions`."""
    try:
        entries = tomllib.loads(text).get("region", [])
    except tomllib.TOMLDecodeError as fault:
        raise FaultyRegions(f"{_FILE}: {fault}") from fault
    if not isinstance(entries, list):
        raise FaultyRegions(f"{_FILE}: region must be a list of tables, [[region]]")
    read = tuple(_entry(number, entry) for number, entry in enumerate(entries, 1))
    for what in ("code", "name", "label"):
        _unique(read, what)
    if len(read) != COUNT:
        raise FaultyRegions(f"{_FILE}: {COUNT} entries expected, {len(read)} found")
    return read


def _entry(number: int, entry: object) -> Region:
    if not isinstance(entry, Mapping):
        raise FaultyRegions(f"{_FILE}, entry {number}: must be a table")
    where = f"{_FILE}, entry {number} ({entry.get('code')} {entry.get('name')})"
    known = {field.name for field in fields(Region)}
    if strange := sorted(entry.keys() - known):
        raise FaultyRegions(f"{where}: unknown {', '.join(strange)}")
    one = Region(
        code=_text(entry, "code", where),
        name=_text(entry, "name", where),
        zone=_text(entry, "zone", where),
        short=_text(entry, "short", where) if "short" in entry else "",
        zones=_texts(entry, "zones", where),
        aliases=_texts(entry, "aliases", where),
    )
    if fault := _fault(one):
        raise FaultyRegions(f"{where}: {fault}")
    return one


def _fault(one: Region) -> str:
    if not _CODE.fullmatch(one.code):
        return "code must be two digits"
    if len(one.label) > FITS:
        return f"short must be given, at most {FITS} letters"
    zones = (one.zone, *one.zones)
    if strange := [zone for zone in zones if not _ZONE.fullmatch(zone)]:
        return f"{strange[0]} is no time zone's name"
    if len(set(zones)) < len(zones):
        return "a time zone is given twice"
    if len({_plain(alias) for alias in one.aliases}) < len(one.aliases):
        return "an alias is given twice"
    return ""


def _text(entry: Mapping[str, object], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value or value != value.strip():
        raise FaultyRegions(f"{where}: {key} must be a text")
    return value


def _texts(entry: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    values = entry.get(key, [])
    if not isinstance(values, list):
        raise FaultyRegions(f"{where}: {key} must be a list of texts")
    return tuple(_text({key: value}, key, where) for value in values)


def _unique(read: tuple[Region, ...], what: str) -> None:
    seen: set[str] = set()
    for number, one in enumerate(read, 1):
        value = _plain(getattr(one, what))
        if value in seen:
            raise FaultyRegions(
                f"{_FILE}, entry {number} ({one.code} {one.name}): {what} is taken already"
            )
        seen.add(value)


@cache
def _by_code() -> dict[str, Region]:
    return {one.code: one for one in regions()}


@cache
def _index() -> tuple[_Word, ...]:
    homes: dict[str, dict[str, int]] = {}
    real: set[str] = set()
    for one in regions():
        for cost, phrase in _phrases(one):
            words = _WORD.findall(_plain(phrase))
            real.update(words)
            for word in (*words, "".join(words)):
                homes.setdefault(word, {}).setdefault(one.code, _KIND if word in _KINDS else cost)
    return tuple(_Word(word, at, _letters(word), word not in real) for word, at in homes.items())


def _phrases(one: Region) -> Iterator[tuple[int, str]]:
    yield from ((_NAME, phrase) for phrase in (one.code, one.name, one.short) if phrase)
    yield from ((_ALIAS, alias) for alias in one.aliases)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("ё", "е")


def _typed(text: str) -> list[str]:
    """Return the words of a typed text, each once, in Cyrillic letters."""
    plain = _plain(text.strip()[:_READ])
    plain = russian(plain).replace("ё", "е") or plain
    words = [word[:_LETTERS] for word in _WORD.findall(plain)]
    padded = [word.zfill(2) if word.isdecimal() else word for word in words]
    return list(dict.fromkeys(padded))[:_WORDS]


def _meets(word: str) -> dict[str, int]:
    """Regions (by code) that a typed word may mean, with how far they are from it."""
    found: dict[str, int] = {}
    for ways in (_starting, _inside, _mistyped):
        for one, far in ways(word):
            rest = min(abs(len(one.text) - len(word)), _LONGEST)
            for code, cost in one.homes.items():
                found[code] = min(far + cost + rest, found.get(code, far + cost + rest))
        if found:
            break
    return found


def _starting(word: str) -> Iterator[tuple[_Word, int]]:
    for one in _index():
        if one.text.startswith(word):
            yield one, _WHOLE if one.text == word else _BEGINNING


def _inside(word: str) -> Iterator[tuple[_Word, int]]:
    if len(word) >= _SHORTEST_PART:
        yield from ((one, _PART) for one in _index() if word in one.text and not one.joined)


def _mistyped(word: str) -> Iterator[tuple[_Word, int]]:
    allowed = next((slips for size, slips in _SLIPS if len(word) >= size), 0)
    if not allowed or word.isdecimal() or word in _KINDS:
        return
    letters = _letters(word)
    for one in _index():
        strange = (letters & ~one.letters).bit_count()
        if strange <= allowed and len(word) <= len(one.text) + allowed:
            slips = _slips(word, one.text, allowed)
            if slips <= allowed:
                yield one, _SLIP * slips


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def _slips(typed: str, word: str, allowed: int) -> int:
    """Count letters wrong, missing, extra or swapped between what is typed and a word's beginning.

    The Damerau-Levenshtein distance (optimal string alignment) to the word's best prefix, counted
    along the diagonal only and no further than `allowed`: more is said as `allowed + 1`. By hand:
    flows/ imports the standard library only, whose difflib compares whole words and knows no swap.
    """
    most = allowed + 1
    width = min(len(word), len(typed) + allowed) + 1
    before, last = [most] * width, [min(j, most) for j in range(width)]
    for i, letter in enumerate(typed, 1):
        row = [min(i, most)] + [most] * (width - 1)
        for j in range(max(1, i - allowed), min(width, i + allowed + 1)):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != word[j - 1]))
            if i > 1 < j and letter == word[j - 2] and typed[i - 2] == word[j - 1]:
                cost = min(cost, before[j - 2] + 1)
            row[j] = cost
        if min(row) > allowed:
            return most
        before, last = last, row
    return min(last)
