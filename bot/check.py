"""`python -m bot check`: flows, texts and links hold together, before anybody walks them."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

from bot.callbacks import PageData, TapData, pack
from bot.menu import NAMES
from bot.papers import memo, mydata_words
from bot.papers.package import CAPTIONS
from bot.papers.words import STEPS, WORDS, Invited
from bot.texts import FOLDER, LOCALES, MissingText, Texts
from flows import FLOWS
from flows.check import PAGE, TAP, faults, text_args
from flows.content_file import FaultyContent
from flows.gallery import buttons_of, drawn, texts_of
from flows.leads import NAMES as LEADS
from flows.library import library
from flows.screens import Url

OWN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "note-children",
            "note-children-kept",
            "note-code",
            "note-code-kept",
            "note-edited",
            "note-file",
            "note-forwarded",
            "note-group",
            "note-helped",
            "note-language",
            "note-long",
            "note-no_button",
            "note-not_started",
            "note-nothing",
            "note-other",
            "note-passport",
            "note-passport-kept",
            "note-restarted",
            "note-sent",
            "note-snils",
            "note-snils-kept",
            "note-sticker",
            "note-unknown-command",
            "note-voice",
            "note-nothing-kept",
            "search.empty",
            *(f"lead-{name}" for name in LEADS),
            "mydata.caption",
            "mydata.name",
            "profile.description",
            "profile.short",
            *(f"command-{name}" for name in NAMES),
        ),
        frozenset[str](),
    ),
    "note-failure": frozenset({"code"}),
    **mydata_words.keys(),
    **{
        f"sheet-{role}.{name}": frozenset({"class"} if name == "name" else ())
        for role in get_args(Invited)
        for name in (*WORDS, *STEPS, "caption", "name")
    },
    **memo.OWN,
    **{f"package-file.{name}": frozenset() for name in CAPTIONS},
    **{
        f"invite-{role}-message": frozenset({"school", "class", "address"})
        for role in get_args(Invited)
    },
}
"""Texts that the handlers ask for themselves, with their arguments; a test reads the sources."""


def all_faults(folder: Path = FOLDER) -> list[str]:
    """Return every fault, one line each; `folder` holds the languages.

    Where the library cannot be read nothing can be drawn, so its faults are said alone.
    """
    try:
        library()
    except FaultyContent as fault:
        return fault.faults
    found = [*faults(), *_prefixes(), *_buttons()]
    texts = Texts(ZoneInfo("UTC"), {"teachers": 3}, folder)
    asked = {**{key: frozenset(args) for key, args in text_args(NAMES).items()}, **OWN}
    for locale in LOCALES:
        found.extend(_texts(texts, locale, asked))
    return found


def _texts(texts: Texts, locale: str, asked: Mapping[str, frozenset[str]]) -> Iterator[str]:
    try:
        there = texts.declared(locale)
    except MissingText as fault:
        yield str(fault)
        return
    for key in sorted(asked.keys() - there.keys()):
        yield f"{locale}: нет текста {key}"
    for key in sorted(there.keys() - asked.keys()):
        yield f"{locale}: лишний текст {key}"
    for key in sorted(asked.keys() & there.keys()):
        if unknown := there[key] - asked[key] - texts.always:
            yield f"{locale}: {key} просит {', '.join(sorted(unknown))}, а этого ему не дают"
    for _, screen in drawn(commands=NAMES):
        for text in texts_of(screen):
            try:
                texts.format(text, locale)
            except MissingText as fault:
                yield f"{locale}: {fault}"


def _prefixes() -> Iterator[str]:
    for mine, theirs in ((TapData.__prefix__, TAP), (PageData.__prefix__, PAGE)):
        if mine != theirs:
            yield f"кнопки начинаются с {mine!r}, а проверяются с {theirs!r}"


def _buttons() -> Iterator[str]:
    for name, screen in drawn(commands=NAMES):
        for button in buttons_of(screen):
            if isinstance(button.does, Url):
                continue
            try:
                pack(button.does)
            except ValueError as fault:
                yield f"{name}: {fault}"


def remarks(today: dt.date) -> Iterator[str]:
    """Name what is to be looked up again: known longer than it keeps, or due by its own date."""
    for one in library().entries.values():
        looked = dt.date.fromisoformat(one.date)
        due = dt.date.fromisoformat(one.review) if one.review else None
        if due is None:
            due = looked + dt.timedelta(days=library().stale_days)
        if looked > today:
            yield f"{one.where}: {one.key}: дата {looked:%d.%m.%Y} ещё не наступила"
        elif due <= today:
            yield f"{one.where}: {one.key}: смотрели {looked:%d.%m.%Y}, пора проверить снова"


def main(argv: Sequence[str]) -> int:
    """Print the faults, or what is there with remarks; return 1 if there are faults."""
    parser = argparse.ArgumentParser(prog="python -m bot check")
    parser.add_argument(
        "--today",
        type=dt.date.fromisoformat,
        default=dt.datetime.now(dt.UTC).date(),
        metavar="ДАТА",
        help="какие записи библиотеки устареют к этому дню, например 2027-09-01",
    )
    asked = parser.parse_args(argv)
    found = list(dict.fromkeys(all_faults()))
    for fault in found:
        sys.stderr.write(f"{fault}\n")
    if found:
        return 1
    for remark in remarks(asked.today):
        sys.stdout.write(f"На заметку: {remark}\n")
    states = sum(len(flow.states) for flow in FLOWS)
    counts = f"алгоритмов {len(FLOWS)}, шагов и ожиданий {states}"
    sys.stdout.write(f"Всё сходится: {counts}, записей библиотеки {len(library().entries)}\n")
    return 0
