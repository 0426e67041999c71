"""Telegram's own text functions, offline, out of the `tdjson` wheel."""

import json
import os
from typing import Any, Final

import pytest

from bot.emulator.entities import Entity

if os.environ.get("CI") != "true":
    pytest.importorskip("tdjson", reason="there is no tdjson wheel for this platform")
import tdjson

_NAMES: Final = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "CustomEmoji": "custom_emoji",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "DateTime": "date_time",
    "BotCommand": "bot_command",
    "Mention": "mention",
    "Hashtag": "hashtag",
    "Url": "url",
    "EmailAddress": "email",
    "PhoneNumber": "phone_number",
}
_TYPES: Final = {name: kind for kind, name in _NAMES.items() if kind != "PreCode"}
_ARGUMENTS: Final = ("url", "language", "custom_emoji_id", "user_id", "unix_time")

Result = tuple[str, list[Entity]] | str
"""Text and entities, or a complaint."""


def parse_html(source: str) -> Result:
    mode = {"@type": "textParseModeHTML"}
    answer = _ask({"@type": "parseTextEntities", "text": source, "parse_mode": mode})
    return _result(answer)


def fix(text: str, entities: list[Entity]) -> Result:
    """Tidy without trimming: what `parseMarkdown` does to a text with no markup in it."""
    marked = [_entity(one) for one in entities]
    formatted = {"@type": "formattedText", "text": text, "entities": marked}
    return _result(_ask({"@type": "parseMarkdown", "text": formatted}))


def found(text: str) -> list[tuple[str, int, int]]:
    """What Telegram finds by itself."""
    answer = _ask({"@type": "getTextEntities", "text": text})
    return [
        (_NAMES[_kind(one)], one["offset"], one["length"])
        for one in answer["entities"]
        if _kind(one) in _NAMES
    ]


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None
    parsed: dict[str, Any] = json.loads(answer)
    return parsed


def _result(answer: dict[str, Any]) -> Result:
    if answer["@type"] == "error":
        return str(answer["message"]).removeprefix("Can't parse entities: ")
    return answer["text"], [_back(one) for one in answer["entities"]]


def _kind(entity: dict[str, Any]) -> str:
    return str(entity["type"]["@type"]).removeprefix("textEntityType")


def _back(entity: dict[str, Any]) -> Entity:
    kind = entity["type"]
    argument = next((str(kind[name]) for name in _ARGUMENTS if kind.get(name)), "")
    how = _format(kind.get("formatting_type"))
    return Entity(_NAMES[_kind(entity)], entity["offset"], entity["length"], argument, how)


def _format(how: dict[str, Any] | None) -> str:
    if how is None:
        return ""
    if how["@type"] == "dateTimeFormattingTypeRelative":
        return "r"

    def letter(part: str, short: str) -> str:
        precision = how[f"{part}_precision"]["@type"].removeprefix("dateTimePartPrecision")
        return {"None": "", "Short": short, "Long": short.upper()}[precision]

    week = "w" if how["show_day_of_week"] else ""
    return week + letter("date", "d") + letter("time", "t")


def _entity(one: Entity) -> dict[str, Any]:
    kind: dict[str, Any] = {"@type": f"textEntityType{_TYPES[one.type]}"}
    match one.type:
        case "text_link":
            kind["url"] = one.argument
        case "custom_emoji":
            kind["custom_emoji_id"] = one.argument
        case "pre" if one.argument:
            kind = {"@type": "textEntityTypePreCode", "language": one.argument}
    return {"@type": "textEntity", "offset": one.offset, "length": one.length, "type": kind}


_ask({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
