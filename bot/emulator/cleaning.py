"""Tidies a text and its entities before they are stored (TDLib, `fix_formatted_text`).

Control characters become blanks, some vanish, ends are trimmed; entities that may not overlap are
dropped or split, so that what is left nests properly.
"""

import re
from typing import Final

from bot.emulator.entities import Entity, ordered, utf16

_FARTHEST: Final = 1_000_000
_VANISHING: Final = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u0333\u033f\u030a")
_BLANKED: Final = {code: " " for code in range(33) if chr(code) not in "\n\r"}
_TO_CLEAN: Final = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a\u200e\u200f]")
_WIDE: Final = re.compile("[\U00010000-\U0010ffff]")
_DIRECTION_MARKS: Final = re.compile("[\u200e\u200f]{2,}")
_INVISIBLE: Final = re.compile(
    "[\\s\u00ad\u1680\u180e\u2000-\u200f\u202f\u205f-\u206f\u2800\u3000\ufe0f\ufffc]*"
)
_SPLIT: Final = "in a middle of a UTF-16 symbol at byte offset"
_SPLITTABLE: Final = ("bold", "italic", "underline", "strikethrough", "spoiler")
_QUOTES: Final = ("blockquote", "expandable_blockquote")
_VERBATIM: Final = ("pre", "code")


class WrongEntities(ValueError):
    """Says why in Telegram's words."""


def clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text as it is stored; empty when nothing visible is left."""
    text, entities = _trimmed(*tidied(text, entities))
    if _INVISIBLE.fullmatch(text):
        return "", []
    return text, entities


def tidied(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Everything but the trimming. Raises WrongEntities."""
    for one in entities:
        if not 0 <= one.offset <= _FARTHEST:
            raise WrongEntities(f"Receive an entity with incorrect offset {one.offset}")
        if not 0 <= one.length <= _FARTHEST:
            raise WrongEntities(f"Receive an entity with incorrect length {one.length}")
    entities = untangled([one for one in entities if one.length])
    if entities or _TO_CLEAN.search(text):
        text, entities = _without_controls(text, entities)
    return text, untangled(entities)


def with_found(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """Add what was found by itself (`merge_new_entities`): what the author marked wins."""
    if not found:
        return entities
    splittable, quotes, solid = _sorts(entities)
    found = [one for one in found if not any(_crosses(one, quote) for quote in quotes)]
    found = [one for one in found if not any(_overlaps(one, other) for other in solid)]
    return _resplit(splittable, ordered([*solid, *found, *quotes]))


def untangled(entities: list[Entity]) -> list[Entity]:
    """No two overlap unless one is inside the other and may be there (`fix_entities`)."""
    if len(entities) < 2:  # noqa: PLR2004 - one alone is in nobody's way
        return entities
    splittable, quotes, solid = _sorts(ordered(entities))
    quotes, solid = _apart(quotes), _apart(solid)
    solid = [one for one in solid if not any(_crosses(one, quote) for quote in quotes)]
    return _resplit(splittable, ordered([*solid, *quotes]))


def _sorts(entities: list[Entity]) -> tuple[list[Entity], list[Entity], list[Entity]]:
    """Those that may be split, quotations, and the rest."""
    splittable = [one for one in entities if one.type in _SPLITTABLE]
    quotes = [one for one in entities if one.type in _QUOTES]
    solid = [one for one in entities if one.type not in _SPLITTABLE and one.type not in _QUOTES]
    return splittable, quotes, solid


def _apart(entities: list[Entity]) -> list[Entity]:
    """Of overlapping ones the first stays."""
    kept: list[Entity] = []
    for one in entities:
        if not kept or one.offset >= kept[-1].end:
            kept.append(one)
    return kept


def _overlaps(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def _crosses(one: Entity, quote: Entity) -> bool:
    inside = quote.offset <= one.offset and one.end <= quote.end
    return _overlaps(one, quote) and not inside


def _resplit(splittable: list[Entity], others: list[Entity]) -> list[Entity]:
    if not splittable:
        return others
    return ordered([*others, *_Splitter(splittable).around(others)])


class _Splitter:
    """Cuts bold, italic and their like at the borders of other entities and of each other."""

    def __init__(self, entities: list[Entity]) -> None:
        self._waiting = entities[::-1]
        self._spans: dict[str, tuple[int, int]] = {}
        self._done: list[Entity] = []

    def around(self, others: list[Entity]) -> list[Entity]:
        stack: list[Entity] = []
        for other in others:
            self._leave(stack, other.offset)
            self._advance(other.offset)
            stack.append(other)
        self._leave(stack, None)
        self._advance(None)
        return self._done

    def _leave(self, stack: list[Entity], offset: int | None) -> None:
        """Close the others that end by `offset`; in verbatim text nothing is bold."""
        while stack and (offset is None or offset >= stack[-1].end):
            closed = stack.pop()
            before = len(self._done)
            self._advance(closed.end)
            if closed.type in _VERBATIM:
                del self._done[before:]

    def _advance(self, offset: int | None) -> None:
        while self._waiting and (offset is None or self._waiting[-1].offset < offset):
            one = self._waiting.pop()
            span = self._spans.get(one.type)
            if span is not None and one.offset <= span[1]:
                self._spans[one.type] = span[0], max(span[1], one.end)
            else:
                self._flush(one.offset)
                self._spans[one.type] = one.offset, one.end
        self._flush(offset)

    def _flush(self, offset: int | None) -> None:
        for kind in _SPLITTABLE:
            if kind not in self._spans:
                continue
            begin, end = self._spans[kind]
            if offset is None or begin < offset:
                stop = end if offset is None else min(end, offset)
                self._done.append(Entity(kind, begin, stop - begin))
                if stop == end:
                    del self._spans[kind]
                else:
                    self._spans[kind] = stop, end


def _without_controls(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text with its entities moved by what vanished before them."""
    if complaint := _misplaced(entities, text):
        raise WrongEntities(complaint)
    if not _TO_CLEAN.search(text):
        return text, entities
    places: dict[int, int] = {}
    kept: list[str] = []
    old = new = 0
    for char in text:
        places[old] = new
        width = 2 if char > "\uffff" else 1
        old += width
        if char not in _VANISHING:
            kept.append(_BLANKED.get(ord(char), char))
            new += width
    places[old] = new
    result = _DIRECTION_MARKS.sub(lambda m: "\u200c" * (len(m[0]) - 1) + m[0][-1], "".join(kept))
    moved = [_moved(one, places) for one in entities]
    return result, [one for one in moved if one.length]


def _moved(one: Entity, places: dict[int, int]) -> Entity:
    begin, end = places[one.offset], places[one.end]
    return Entity(one.type, begin, end - begin, one.argument, one.how)


def _misplaced(entities: list[Entity], text: str) -> str:
    """The first complaint in reading order, of the innermost where several end at one place."""
    size = utf16(text)
    halves = {found.start() + number + 1 for number, found in enumerate(_WIDE.finditer(text))}
    found: list[tuple[int, int, int, str]] = []
    for number, one in enumerate(entities):
        says = f"Entity beginning at UTF-16 offset {one.offset} ends"
        if one.offset > size:
            why = f"Entity begins after the end of the text at UTF-16 offset {one.offset}"
            found.append((_FARTHEST * 2, 0, number, why))
        elif one.offset in halves:
            why = f"Entity begins {_SPLIT} {_byte_after(text, one.offset)}"
            found.append((one.offset, 1, number, why))
        if one.end > size:
            why = f"{says} after the end of the text at UTF-16 offset {one.end}"
            found.append((_FARTHEST * 2, 1, -number, why))
        elif one.end in halves:
            why = f"{says} {_SPLIT} {_byte_after(text, one.end)}"
            found.append((one.end, 0, -number, why))
    return min(found)[-1] if found else ""


def _byte_after(text: str, place: int) -> int:
    """Bytes up to the end of the character that `place` splits."""
    size = units = 0
    for char in text:
        if units >= place:
            break
        units += 2 if char > "\uffff" else 1
        size += len(char.encode())
    return size


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Blanks go at the end everywhere, at the beginning only up to the first entity."""
    text = text.rstrip(" \n")
    if not entities:
        return text.lstrip(" \n"), []
    size = utf16(text)
    inside = [one for one in entities if one.offset < size]
    cut = [Entity(o.type, o.offset, min(o.end, size) - o.offset, o.argument, o.how) for o in inside]
    limit = min((one.offset for one in cut), default=len(text))
    shift = 0
    while shift < min(limit, len(text)) and text[shift] in " \n":
        shift += 1
    moved = [Entity(o.type, o.offset - shift, o.length, o.argument, o.how) for o in cut]
    return text[shift:], ordered(moved)
