"""HTML to text and entities, agreeing with Telegram's own parser (TDLib, `parse_html`).

Offsets and lengths count UTF-16 code units; offsets in complaints count bytes of UTF-8. A property
test compares text, entities and complaints with the original.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.emulator import date_time, links, references
from bot.emulator.entities import Entity, ordered, utf16

_BLANK: Final = " \t\r\n\v\0"
_END: Final = "\0"
_PLAIN: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS: Final = _PLAIN.keys() | {"a", "tg-emoji", "tg-time", "pre", "code", "blockquote"}
_SPECIAL: Final = re.compile("[<&]")


class WrongMarkup(ValueError):
    """Says why in Telegram's words."""


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    second: str
    offset: int
    begin: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source + _END
        self._size = len(source)
        self._at = 0
        self._out: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        source = self._source
        while self._at < self._size:
            if source[self._at] != "<":
                self._plain()
            elif source[self._at + 1] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            tag = self._open[-1].tag
            raise WrongMarkup(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return self._text(), ordered(map(_without_language, self._entities))

    def _text(self) -> str:
        text = "".join(self._out)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise WrongMarkup(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None
        return text

    def _plain(self) -> None:
        """Everything up to the next tag or reference; an ampersand of its own is text."""
        begin = self._at
        if self._source[begin] == "&":
            decoded, self._at = references.decode(self._source, begin)
            if decoded:
                self._put(decoded)
                return
            begin += 1
        found = _SPECIAL.search(self._source, begin, self._size)
        end = found.start() if found else self._size
        self._put(self._source[self._at : end])
        self._at = end

    def _put(self, piece: str) -> None:
        self._out.append(piece)
        self._offset += utf16(piece)

    def _byte(self, at: int) -> int:
        return len(self._source[:at].encode("utf-8", "surrogatepass"))

    def _skip_blank(self, at: int) -> int:
        while at < self._size and self._source[at] in _BLANK:
            at += 1
        return at

    # -- start tags ------------------------------------------------------------------------------

    def _start_tag(self) -> None:
        source, begin = self._source, self._at
        at = begin + 1
        while source[at] not in _BLANK and source[at] != ">":
            at += 1
        if source[at] == _END:
            raise WrongMarkup(f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = _lower(source[begin + 1 : at])
        if tag not in _TAGS:
            raise WrongMarkup(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        opened = _Open(tag, "", "", self._offset, len(self._out))
        while source[at] != ">":
            at = self._skip_blank(at)
            if source[at] == ">":
                break
            at = self._attribute(at, begin, opened)
        if tag == "span" and opened.argument != "spoiler":
            raise WrongMarkup(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self._open.append(opened)
        self._at = at + 1

    def _attribute(self, at: int, begin: int, opened: _Open) -> int:
        source, start = self._source, at
        while source[at] not in _BLANK and source[at] not in "=>/\"'":
            at += 1
        name = source[start:at]
        if not name:
            raise WrongMarkup(
                f'Empty attribute name in the tag "{opened.tag}" at byte offset {self._byte(begin)}'
            )
        at = self._skip_blank(at)
        if source[at] != "=":
            self._not_over(at, begin, opened.tag)
            if opened.tag == "blockquote" and name == "expandable":
                opened.argument = "1"
            return at
        at = self._skip_blank(at + 1)
        self._not_over(at, begin, opened.tag)
        if source[at] in "'\"":
            at, value = self._quoted(at)
        else:
            at, value = self._token(at)
        if source[at] == _END:
            raise WrongMarkup(f"Unclosed start tag at byte offset {self._byte(begin)}")
        _assign(opened, name, value)
        return at

    def _not_over(self, at: int, begin: int, tag: str) -> None:
        if self._source[at] == _END:
            raise WrongMarkup(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')

    def _token(self, at: int) -> tuple[int, str]:
        source, start = self._source, at
        while (source[at].isascii() and source[at].isalnum()) or source[at] in ".-":
            at += 1
        if source[at] not in _BLANK and source[at] != ">":
            raise WrongMarkup(f"Unexpected end of name token at byte offset {self._byte(start)}")
        return at, _lower(source[start:at])

    def _quoted(self, at: int) -> tuple[int, str]:
        source, quote = self._source, self._source[at]
        value: list[str] = []
        at += 1
        while source[at] not in (quote, _END):
            decoded, at = references.decode(source, at) if source[at] == "&" else ("", at)
            value.append(decoded or source[at])
            at += not decoded
        return at + (source[at] == quote), "".join(value)

    # -- end tags --------------------------------------------------------------------------------

    def _end_tag(self) -> None:
        source, begin = self._source, self._at
        if not self._open:
            raise WrongMarkup(f"Unexpected end tag at byte offset {self._byte(begin)}")
        at = begin + 1
        while source[at] not in _BLANK and source[at] != ">":
            at += 1
        found = _lower(source[begin + 2 : at])
        at = self._skip_blank(at)
        if source[at] != ">":
            raise WrongMarkup(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self._open.pop()
        if found and found != opened.tag:
            raise WrongMarkup(
                f"Unmatched end tag at byte offset {self._byte(begin)},"
                f' expected "</{opened.tag}>", found "</{found}>"'
            )
        if self._offset > opened.offset:
            self._close(opened)
        self._at = at + 1

    def _close(self, opened: _Open) -> None:
        span = opened.offset, self._offset - opened.offset
        match opened.tag:
            case "a":
                self._link(opened, *span)
            case "pre" | "code":
                self._code(opened, *span)
            case "tg-emoji":
                self._entities.append(Entity("custom_emoji", *span, _emoji_id(opened.argument)))
            case "tg-time":
                self._moment(opened, *span)
            case "blockquote":
                kind = "expandable_blockquote" if opened.argument else "blockquote"
                self._entities.append(Entity(kind, *span))
            case tag:
                self._entities.append(Entity(_PLAIN[tag], *span))

    def _link(self, opened: _Open, offset: int, length: int) -> None:
        """A wrong address silently makes no link; without one the text is the address."""
        url = opened.argument or "".join(self._out[opened.begin :])
        account = links.user_id(url)
        if account is not None:
            self._entities.append(Entity("text_mention", offset, length, str(account)))
            return
        try:
            self._entities.append(Entity("text_link", offset, length, links.checked(url)))
        except links.WrongLink:
            return

    def _moment(self, opened: _Open, offset: int, length: int) -> None:
        try:
            how = date_time.canonical(opened.second)
        except date_time.WrongFormat:
            raise WrongMarkup("Invalid date format used") from None
        if when := date_time.unix_time(opened.argument):
            self._entities.append(Entity("date_time", offset, length, str(when), how))

    def _code(self, opened: _Open, offset: int, length: int) -> None:
        """`pre` and `code` around the same text become one block with the language of `code`."""
        argument = opened.argument
        last = self._entities[-1] if self._entities else None
        if last is not None and (last.offset, last.length) == (offset, length):
            inner = opened.tag == "pre" and last.type == "code" and last.argument
            outer = opened.tag == "code" and last.type == "pre" and not last.argument and argument
            if language := inner or outer:
                self._entities[-1] = Entity("pre", offset, length, language)
                return
        self._entities.append(Entity(opened.tag, offset, length, argument))


def _without_language(entity: Entity) -> Entity:
    """Code inside a line has none, whatever its tag said."""
    if entity.type == "code" and entity.argument:
        return Entity("code", entity.offset, entity.length)
    return entity


def _assign(opened: _Open, name: str, value: str) -> None:
    match opened.tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix"):
            opened.argument = value
        case "tg-time", "format":
            opened.second = value
        case "code", "class" if value.startswith("language-"):
            opened.argument = value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            opened.argument = value.removeprefix("tg-")
        case "blockquote", "expandable":
            opened.argument = "1"


def _emoji_id(text: str) -> str:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or not 0 < int(digits) < 2**63:
        raise WrongMarkup("Invalid custom emoji identifier specified")
    return str(int(text))


def _lower(text: str) -> str:
    """Only ASCII letters, as TDLib's `to_lower`."""
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)
