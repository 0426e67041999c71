"""What is special in a text: what is bold, a link, a command. Counted in UTF-16 units."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.emulator.model import Json

_RANK: Final = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "date_time": 48,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
_DEFAULT_RANK: Final = 50
_WITH_LANGUAGE: Final = 10
"""Of entities with one place the lower rank comes first (TDLib, `get_type_priority`)."""


@dataclass(slots=True, frozen=True)
class Entity:
    """A marked stretch of text.

    `argument` is a link's address, an account's id, a block's language, an emoji's id or a moment;
    `how` is a moment's format.
    """

    type: str
    offset: int
    length: int
    argument: str = ""
    how: str = ""

    @property
    def end(self) -> int:
        return self.offset + self.length

    @property
    def rank(self) -> int:
        if self.type == "pre" and self.argument:
            return _WITH_LANGUAGE
        return _RANK.get(self.type, _DEFAULT_RANK)

    def json(self, users: dict[int, Json]) -> Json:
        """As the Bot API gives it; `users` are the accounts that a mention may name."""
        entity: Json = {"offset": self.offset, "length": self.length, "type": self.type}
        match self.type:
            case "text_link":
                entity["url"] = self.argument
            case "text_mention":
                entity["user"] = users[int(self.argument)]
            case "pre" if self.argument:
                entity["language"] = self.argument
            case "custom_emoji":
                entity["custom_emoji_id"] = self.argument
            case "date_time":
                entity["unix_time"] = int(self.argument)
                if self.how:
                    entity["date_time_format"] = self.how
        return entity


def ordered(entities: Iterable[Entity]) -> list[Entity]:
    """By place, outer before inner, then by kind (TDLib, `sort_entities`)."""
    return sorted(entities, key=lambda one: (one.offset, -one.length, one.rank))


def utf16(text: str) -> int:
    """Length in UTF-16 code units, the messenger's measure of everything."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
