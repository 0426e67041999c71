"""A school as its administrator gives it, answer by answer, and what is read of a typed answer.

A fault is a note that says what to send instead; the question stays.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final, Self, TypeAlias

from flows import names, regions
from flows.regions import Region
from flows.screens import Text, say

FIELDS: Final = ("region", "place", "name", "inn")
"""In the order of asking."""
REVIEW: Final = "review"
SHOWN: Final = 8
"""Suggestions on one screen."""
LONGEST: Final = 80
_SHORTEST: Final = 2
_ALIKE: Final = 0.8
"""From here on a typed name may be a slip of a known one; "Косторма" and "Кострома" are 0.88."""
_NO_INN: Final = "-"
"""Stands in a draft for an ИНН that was passed over."""
# A name is shown to others, where the messenger would make a link of it.
_LINK: Final = re.compile(r"://|www\.|@|\.(?:ru|com|me|org|net|su|info|рф)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers so far, "" for none. `inn` is None until it is given or passed over ("")."""

    region: str = ""
    place: str = ""
    name: str = ""
    inn: str | None = None

    @classmethod
    def read(cls, answers: Mapping[str, str]) -> Self:
        """Read `answers` back; a region that is no more is asked for again."""
        region, inn = answers.get("region", ""), answers.get("inn")
        return cls(
            region if regions.region(region) else "",
            answers.get("place", ""),
            answers.get("name", ""),
            "" if inn == _NO_INN else inn,
        )

    @property
    def answers(self) -> dict[str, str]:
        """The form in which the draft is kept."""
        inn = "" if self.inn is None else self.inn or _NO_INN
        given = {"region": self.region, "place": self.place, "name": self.name, "inn": inn}
        return {field: value for field, value in given.items() if value}

    @property
    def missing(self) -> str:
        """The first field without an answer, or the review."""
        return next((field for field in FIELDS if not self.has(field)), REVIEW)

    def has(self, field: str) -> bool:
        return field in self.answers

    def shown(self, field: str) -> Text:
        """Say an answer as people read it."""
        if field == "region" and (known := regions.region(self.region)):
            return say("form-value", value=known.name)
        value = self.answers.get(field, "")
        return Text("form-no-inn") if value == _NO_INN else say("form-value", value=value)


Places: TypeAlias = Sequence[tuple[int, str]]
"""Municipalities that have schools, each with one school's id."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a typed answer may mean: regions, or places near what is in the draft by now."""

    draft: Draft
    regions: Sequence[Region] = ()
    places: Places = ()


Reading: TypeAlias = Draft | Choice | Text
"""The draft with the answer in it, several answers to choose from, or what to send instead."""


def read_region(draft: Draft, text: str) -> Reading:
    """Take a region that is said exactly or uniquely; else offer those that may be meant."""
    found = regions.find(text, SHOWN)
    said = _plain(text)
    exact = [one for one in found if said in {_plain(one.name), _plain(one.label), one.code}]
    if len(exact) == 1 or len(found) == 1:
        return replace(draft, region=(exact or found)[0].code)
    return Choice(draft, regions=found) if found else Text("note-form-region")


def _plain(text: str) -> str:
    return names.clean(text, LONGEST).casefold().replace("ё", "е")


def read_place(draft: Draft, text: str, known: Places) -> Reading:
    """Take a municipality, in the spelling that is `known`; one that is near is offered."""
    line = _line(text, "note-form-place")
    if isinstance(line, Text):
        return line
    wanted = names.key(line)
    keys = {names.key(name): (number, name) for number, name in known}
    if wanted in keys:
        return replace(draft, place=keys[wanted][1])
    begun = [key for key in keys if f" {wanted}" in f" {key}"]
    alike = get_close_matches(wanted, keys, SHOWN, _ALIKE)
    near = [keys[key] for key in dict.fromkeys((*begun, *alike))][:SHOWN]
    draft = replace(draft, place=line)
    return Choice(draft, places=near) if near else draft


def read_name(draft: Draft, text: str) -> Reading:
    line = _line(text, "note-form-name")
    return line if isinstance(line, Text) else replace(draft, name=line)


def _line(text: str, otherwise: str) -> str | Text:
    """Read a name of letters that fits on a card."""
    line = names.clean(text, LONGEST + 1)
    if len(line) > LONGEST:
        return say("note-form-long", most=LONGEST)
    if len(line) < _SHORTEST or not any(map(str.isalpha, line)) or _LINK.search(line):
        return Text(otherwise)
    return line


def read_inn(draft: Draft, text: str) -> Reading:
    found = names.check_inn(text)
    return Text(f"note-form-{found.problem}") if found.problem else replace(draft, inn=found.value)
