"""What the library is made of: entries in sections, each text in every language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from flows.model import Link

Words: TypeAlias = Mapping[str, str]
"""A text by the code of its language; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Act:
    """A normative act; `date` is "" where the list gives none."""

    kind: Words
    number: str
    name: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the library tells: texts `entry-<key>.title` and `entry-<key>.text`.

    `steps` are the states that it belongs to, as `teacher/apply`. `listed` is off for what makes
    sense only beside its step; search finds it all the same. `also` is a second section that lists
    it. `sources` are letters of `sources.toml`, `date` is when it was looked up, `review` when to
    look again, if that is told. `labels` name links of its own; `where` is its file and line.
    """

    key: str
    section: str
    title: Words
    text: Words
    sources: tuple[str, ...]
    date: str
    words: Words = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    labels: Mapping[str, Words] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    listed: bool = True
    also: str = ""
    review: str = ""
    act: Act | None = None
    where: str = ""

    @property
    def message(self) -> str:
        return f"entry-{self.key}"


@dataclass(frozen=True, slots=True)
class Section:
    """A page of entries. `opens_links`: its buttons lead out at once."""

    key: str
    title: Words
    text: Words
    entries: tuple[Entry, ...] = ()
    leads: tuple[str, ...] = ()
    opens_links: bool = False

    @property
    def message(self) -> str:
        return f"section-{self.key}"


@dataclass(frozen=True, slots=True)
class Library:
    """All of it. `stale_days` after its `date` an entry is to be looked up again.

    `step_words` are what steps are found by besides what their cards say.
    """

    sections: Mapping[str, Section]
    entries: Mapping[str, Entry]
    sources: Mapping[str, Words]
    stale_days: int
    step_words: Mapping[str, Words]
