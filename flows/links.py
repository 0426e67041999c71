"""Invitation links in what people paste: found in a message, judged by the allow-list.

What an address is says `flows/verdicts.py`; here is where one begins and ends, and whose it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from flows import classes
from flows.classes import ClassName
from flows.names import is_hidden
from flows.verdicts import (
    ACCEPTED,
    HOSTS,
    MESSENGERS,
    SHORTENERS,
    Found,
    Verdict,
    judge_address,
)

__all__ = [
    "ACCEPTED",
    "HOSTS",
    "MESSENGERS",
    "SHORTENERS",
    "ClassLine",
    "Found",
    "LineFault",
    "Verdict",
    "class_lines",
    "judge_chat",
    "judge_class",
]

MAX_LINES: Final = 200

# Where a link begins in a piece of text without spaces, and what may stand around it.
_SCHEME: Final = re.compile(r"([A-Za-z]{1,20}+):[/\\]")
_RUN: Final = re.compile(r"[^/?#\\:,;()\[\]{}<>=\"'«»“”„‘’`|*–—]++")
_GOES_ON: Final = re.compile(r"[/?#\\]|:[0-9]")
_AROUND: Final = frozenset("<>()[]{}\"'«»“”„‘’`*|.,;:!?…–—")


class LineFault(StrEnum):
    """What is wrong with a line's class: not understood, several, or seen with another link."""

    CLASS_UNKNOWN = "class_unknown"
    CLASS_MANY = "class_many"
    CLASS_TWICE = "class_twice"


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One line of a list of class links.

    `found` has the verdict `no_link` where a class stands alone, `name` is None where a link does.
    `text` is what stood beside the link, at most `classes.WRONG_LENGTH` characters.
    """

    found: Found
    name: ClassName | None = None
    fault: LineFault | None = None
    text: str = ""


_NOTHING: Final = Found(Verdict.NO_LINK)


def judge_chat(text: str) -> Found:
    """Judge the one link of a message that should invite to a chat. Nothing is raised.

    Words and punctuation around the link are fine, and so is the same link twice. It ends at the
    first white space: what a line break cut off cannot be known. A missing scheme is read as
    https, as people copy what an address bar shows; a written http:// is refused. No one's
    application hands out such a link, so it went through other hands, and a family that learns to
    trust it here will trust it elsewhere; asking for the original costs one message. Subdomains
    (www.sferum.ru, m.vk.me) are not on the list: `unrecognised`.
    """
    return _judge([piece for piece in _pieces(text) if piece.rest], text, own=False)


def judge_class(text: str) -> Found:
    """Judge the link that an administrator made for the teachers of a class.

    Its form is not public, so besides what `judge_chat` accepts any address of exactly sferum.ru
    that carries something passes as `class_link`, and is `unsure`. It holds no second address.
    """
    return _judge([piece for piece in _pieces(text) if piece.rest], text, own=True)


def class_lines(text: str) -> tuple[ClassLine, ...]:
    """Read "5А https://…" line by line, in any order within a line, at most `MAX_LINES` lines.

    A class on one line with its link on the next is put together; if the message begins with a
    link and ends with a class, each link belongs to the class below it. Lines without a link and
    without a digit are words of greeting and passed over.
    """
    lines = [one for one in map(_line, text.splitlines()[: 4 * MAX_LINES]) if one][:MAX_LINES]
    if lines and _is_link(lines[0]) and _is_class(lines[-1]):
        return _each_once(_paired(lines[::-1])[::-1])
    return _each_once(_paired(lines))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text without spaces: what stands before a link, its scheme, and all after the colon.

    Without a link `rest` is "".
    """

    before: str
    scheme: str = ""
    rest: str = ""


def _pieces(text: str) -> Iterator[_Piece]:
    for chunk in text.split():
        start, end = 0, len(chunk)
        while end and (chunk[end - 1] in _AROUND or is_hidden(chunk[end - 1])):
            end -= 1
        while start < end and is_hidden(chunk[start]):
            start += 1
        piece = _piece(chunk[start:end])
        yield piece if piece.rest else _Piece(chunk)


def _piece(chunk: str) -> _Piece:
    """Find where a link begins: at a scheme, or at a host with a path before the first one."""
    scheme = _SCHEME.search(chunk)
    for run in _RUN.finditer(chunk, 0, scheme.start() if scheme else len(chunk)):
        if _is_host(run.group()) and _GOES_ON.match(chunk, run.end()):
            return _Piece(chunk[: run.start()], "https", f"//{chunk[run.start() :]}")
    if scheme and chunk[scheme.end() :].strip("/\\"):
        rest = chunk[scheme.end() - 1 :]
        return _Piece(chunk[: scheme.start()], scheme[1].lower(), rest)
    return _Piece(chunk)


def _is_host(run: str) -> bool:
    """Tell the name of a host from "5.А/Б", "и т.д./и т.п." and 1.09/2.09."""
    host = run.rpartition("@")[2].rstrip(".")
    zone = host.rpartition(".")[2] if "." in host else ""
    latin = any(one.isascii() and one.isalpha() for one in host)
    return len(zone) > 1 and not zone.isdigit() and (latin or zone == "рф")


def _judge(pieces: list[_Piece], text: str, *, own: bool) -> Found:
    judged = {}
    for piece in pieces:
        found = _verdict(piece, own=own)
        judged[found.url or piece.rest] = found
    if len(judged) > 1:
        return Found(Verdict.SEVERAL)
    return next(iter(judged.values()), None) or _mentioned(text)


def _mentioned(text: str) -> Found:
    """Judge the bare name of a known host ("sferum.ru"), which counts only if there is no link."""
    for chunk in text.split():
        for run in _RUN.finditer(chunk):
            host = run.group().strip(".!")
            if "." in host and host.isascii() and "@" not in host:
                found = _verdict(_Piece("", "https", f"//{host}"), own=False)
                if found.verdict is not Verdict.FOREIGN:
                    return found
    return _NOTHING


def _verdict(piece: _Piece, *, own: bool) -> Found:
    return judge_address(piece.scheme, piece.rest, own=own)


def _line(line: str) -> ClassLine | None:
    """Read one line; None if it is words only."""
    pieces = list(_pieces(line))
    words = " ".join(piece.before for piece in pieces if piece.before).strip(" -–—:,;.")
    found = _judge([piece for piece in pieces if piece.rest], line, own=True)
    digits = any(map(str.isdigit, words))
    if found == _NOTHING and not digits:
        return None
    parsed = classes.parse(words)
    text = classes.shortened(words)
    if len(parsed.names) > 1:
        return ClassLine(found, fault=LineFault.CLASS_MANY, text=text)
    if parsed.names and (parsed.names[0].letter or not parsed.wrong):
        return ClassLine(found, parsed.names[0], text=text)
    return ClassLine(found, fault=LineFault.CLASS_UNKNOWN if digits else None, text=text)


def _is_class(line: ClassLine) -> bool:
    """Whether a class stands alone."""
    return bool(line.name) and line.found == _NOTHING


def _is_link(line: ClassLine) -> bool:
    """Whether a link stands alone."""
    return not (line.name or line.fault or line.found == _NOTHING)


def _paired(lines: list[ClassLine]) -> list[ClassLine]:
    """Put a class that stands alone together with the link that stands alone behind it."""
    paired: list[ClassLine] = []
    for line in lines:
        above = paired[-1] if paired else None
        if above and _is_class(above) and _is_link(line):
            paired[-1] = replace(above, found=line.found)
        else:
            paired.append(line)
    return paired


def _each_once(lines: list[ClassLine]) -> tuple[ClassLine, ...]:
    """Leave out a line said twice; a class with a second link is a fault of the later line."""
    links: dict[ClassName, str] = {}
    once: list[ClassLine] = []
    for line in lines:
        if not (line.name and line.found.accepted):
            once.append(line)
        elif line.name not in links:
            links[line.name] = line.found.url
            once.append(line)
        elif links[line.name] != line.found.url:
            once.append(replace(line, fault=LineFault.CLASS_TWICE))
    return tuple(once)
