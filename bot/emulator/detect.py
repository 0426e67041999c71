"""Finds what nobody marked: commands, mentions, hashtags, addresses, mail and phone numbers.

A sensible part of TDLib's `find_entities`, which knows all top-level domains; here a bare domain
counts as an address only with one of the common endings.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.emulator.entities import Entity, utf16

_ENDINGS: Final = "ru|рф|com|org|net|me|su|info|edu|gov|io|dev|app|online|site|москва|дети"
_KINDS: Final[tuple[tuple[str, str, re.Pattern[str]], ...]] = (
    ("email", "@", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,24}(?![\w@])")),
    ("url", "://", re.compile(r"(?<![\w@])(?:https?|tg|ton)://[^\s<>\"'«»]+", re.IGNORECASE)),
    (
        "url",
        ".",
        re.compile(
            rf"(?<![\w@.\-/:])(?:[\w-]{{1,63}}\.)+(?:{_ENDINGS})(?::\d+)?(?:[/?#][^\s<>\"'«»]*)?"
            r"(?![\w-])",
            re.IGNORECASE,
        ),
    ),
    ("bot_command", "/", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>])")),
    ("mention", "@", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{3,32}(?![\w@])")),
    ("hashtag", "#", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")),
    ("phone_number", "+", re.compile(r"(?<![\w+])\+\d(?:[ \-()]{0,2}\d){9,14}(?!\w)")),
)
"""Kind, what must be in the text for it to be worth looking, and how it looks."""
_LOOSE_END: Final = ".,:;!?"
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}


def detect(text: str) -> list[Entity]:
    """In order of place; the kinds above win in their order where two claim one place."""
    taken: list[tuple[int, int, str]] = []
    for kind, begin, end in _matches(text):
        if all(end <= first or last <= begin for first, last, _ in taken):
            taken.append((begin, end, kind))
    return [
        Entity(kind, utf16(text[:begin]), utf16(text[begin:end]))
        for begin, end, kind in sorted(taken)
    ]


def _matches(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, sign, pattern in _KINDS:
        if sign not in text:
            continue
        for found in pattern.finditer(text):
            begin, end = found.span()
            if kind == "url":
                end = begin + len(_without_loose_end(found[0]))
            yield kind, begin, end


def _without_loose_end(address: str) -> str:
    """Punctuation after an address is not a part of it, nor is a bracket opened before it."""
    while address:
        last = address[-1]
        opening = _BRACKETS.get(last)
        unbalanced = opening is not None and address.count(opening) < address.count(last)
        if last not in _LOOSE_END and not unbalanced:
            break
        address = address[:-1]
    return address
