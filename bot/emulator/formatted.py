"""The text or caption of an outgoing message: parsed, cleaned and measured as Telegram does."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from bot.emulator import links
from bot.emulator.bodies import Params
from bot.emulator.cleaning import WrongEntities, clean, with_found
from bot.emulator.detect import detect
from bot.emulator.entities import Entity, utf16
from bot.emulator.errors import bad_request
from bot.emulator.markup import WrongMarkup, parse_html
from bot.emulator.model import Json

TEXT_LIMIT: Final = 4_096
CAPTION_LIMIT: Final = 1_024
SOURCE_LIMIT: Final = 1 << 15
"""Bytes of markup that the server reads at all."""
ENTITIES_LIMIT: Final = 100
"""Further ones are dropped (Bot API, Formatting options: "at most 100 … are allowed")."""

_SIMPLE: Final = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "blockquote",
        "expandable_blockquote",
    }
)
_FOUND_ANYWAY: Final = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bank_card_number",
    }
)

Text = tuple[str, list[Entity]]


def message_text(params: Params) -> Text:
    """Parameter `text`; refused when nothing is left of it or too much."""
    source = params.text("text")
    if not source:
        raise bad_request("Message text is empty")
    given = params.json("entities", "entities")
    text, entities = _cleaned(source, params.text("parse_mode"), given)
    if not text:
        raise bad_request("Text must be non-empty")
    if utf16(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(source: str, parse_mode: str, given: Any) -> Text:
    """A caption may be empty."""
    text, entities = _cleaned(source, parse_mode, given)
    if utf16(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def caption_of(params: Params) -> Text:
    given = params.json("caption_entities", "caption entities")
    return caption(params.text("caption"), params.text("parse_mode"), given)


def fields(name: str, text: Text, users: dict[int, Json]) -> Json:
    """The part of a Message that says it: `text` with `entities`, or `caption` with its own."""
    if not text[0]:
        return {}
    result: Json = {name: text[0]}
    known = [one for one in text[1] if one.type != "text_mention" or int(one.argument) in users]
    if known:
        key = "entities" if name == "text" else f"{name}_entities"
        result[key] = [one.json(users) for one in known]
    return result


def _cleaned(source: str, parse_mode: str, given: Any) -> Text:
    """Parsed and tidied; links, commands and the like are found where nothing else is marked."""
    if given is None:
        text, found = _known(source, parse_mode)
        return text, list(found)
    try:
        text, entities = clean(*_parsed(source, parse_mode, given))
    except WrongEntities as wrong:
        raise bad_request(str(wrong)) from None
    return text, with_found(entities, detect(text))[:ENTITIES_LIMIT]


@lru_cache(maxsize=1_024)
def _known(source: str, parse_mode: str) -> tuple[str, tuple[Entity, ...]]:
    """The same texts go to many people: each is parsed once."""
    text, entities = clean(*_parsed(source, parse_mode, None))
    return text, tuple(with_found(entities, detect(text))[:ENTITIES_LIMIT])


def _parsed(source: str, parse_mode: str, given: Any) -> Text:
    try:
        size = len(source.encode())
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    if size > SOURCE_LIMIT:
        raise bad_request("Text is too long")
    mode = parse_mode.lower()
    if not source or mode in ("", "none"):
        return source, _given(given)
    if mode in ("markdown", "markdownv2"):
        raise bad_request("the emulator parses HTML only; parse_mode Markdown is not emulated")
    if mode != "html":
        raise bad_request("Unsupported parse_mode")
    try:
        return parse_html(source)
    except WrongMarkup as wrong:
        raise bad_request(f"Can't parse entities: {wrong}") from None


def _given(given: Any) -> list[Entity]:
    """Entities that the caller marked; those that Telegram finds by itself are passed over."""
    if not isinstance(given, list):
        return []
    entities: list[Entity] = []
    for one in given:
        try:
            entity = _entity(one)
        except (TypeError, ValueError) as wrong:
            raise bad_request(f"Can't parse MessageEntity: {wrong}") from None
        if entity is not None:
            entities.append(entity)
    return entities


def _entity(one: Any) -> Entity | None:
    if not isinstance(one, dict):
        raise TypeError("expected an Object")
    for name in ("offset", "length", "type"):
        if name not in one:
            raise ValueError(f'Can\'t find field "{name}"')
    kind, span = str(one["type"]), (int(one["offset"]), int(one["length"]))
    if kind in _FOUND_ANYWAY:
        return None
    if kind in _SIMPLE:
        return Entity(kind, *span)
    if kind not in _ARGUMENTS:
        raise ValueError("Unsupported type specified")
    try:
        argument = _ARGUMENTS[kind](one)
    except KeyError as missing:
        raise ValueError(f'Can\'t find field "{missing.args[0]}"') from None
    how = str(one.get("date_time_format") or "") if kind == "date_time" else ""
    return Entity(kind, *span, argument, how)


_ARGUMENTS: Final[dict[str, Callable[[Json], str]]] = {
    "pre": lambda one: str(one.get("language") or ""),
    "text_link": lambda one: _address(str(one["url"])),
    "text_mention": lambda one: str(one["user"]["id"]),
    "custom_emoji": lambda one: str(one["custom_emoji_id"]),
    "date_time": lambda one: str(one["unix_time"]),
}


def _address(url: str) -> str:
    try:
        return links.checked(url)
    except links.WrongLink as wrong:
        raise ValueError(f"Entity URL '{url}' is invalid: {wrong}") from None
