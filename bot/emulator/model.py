"""What the emulated messenger is made of. JSON objects are the Bot API's own."""

from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]

ChatType = Literal["private", "supergroup"]


@dataclass(slots=True)
class Person:
    """A human account. `started`: the person wrote to the bot, so it may write back."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "ru"
    note: str = ""
    started: bool = False
    blocked: bool = False

    def user(self) -> Json:
        """The Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    def card(self) -> Json:
        """As the chat page lists people."""
        card: Json = {"id": self.id, "first_name": self.first_name}
        if self.last_name:
            card["last_name"] = self.last_name
        return card | {
            "username": self.username,
            "language_code": self.language_code,
            "note": self.note,
            "blocked": self.blocked,
        }


@dataclass(slots=True)
class Topic:
    """A forum topic; its thread id is the id of the message that opened it."""

    message_thread_id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str = ""
    closed: bool = False

    def card(self) -> Json:
        return {
            "message_thread_id": self.message_thread_id,
            "name": self.name,
            "closed": self.closed,
        }


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a supergroup.

    `messages` is in order of sending; an edit replaces the object, it never changes it in place,
    so whoever holds a message keeps what was true then. `bot_status` is a ChatMember status.
    """

    id: int
    type: ChatType
    title: str = ""
    is_forum: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    members: list[int] = field(default_factory=list)
    bot_status: str = "member"
    messages: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_message_id: int = 0

    @property
    def private(self) -> bool:
        return self.type == "private"

    def json(self) -> Json:
        """The Bot API's Chat, as it stands inside a Message."""
        chat: Json = {"id": self.id}
        for name in ("title", "first_name", "last_name", "username"):
            if value := getattr(self, name):
                chat[name] = value
        if self.is_forum:
            chat["is_forum"] = True
        chat["type"] = self.type
        return chat

    def card(self) -> Json:
        """As the chat page lists chats, without messages."""
        card: Json = {"id": self.id, "type": self.type}
        if self.title:
            card["title"] = self.title
        if not self.private:
            card["is_forum"] = self.is_forum
        if self.is_forum:
            card["topics"] = [topic.card() for topic in self.topics.values()]
        card["members"] = list(self.members)
        card["pinned"] = self.pinned[-1] if self.pinned else None
        return card


@dataclass(slots=True)
class StoredFile:
    """Bytes that travelled through the messenger, and how the Bot API names them."""

    file_id: str
    file_unique_id: str
    kind: Literal["document", "photo", "sticker", "voice"]
    name: str
    mime: str
    data: bytes = field(repr=False)
    path: str
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        return len(self.data)


@dataclass(slots=True)
class CallbackQuery:
    """A tapped inline button that waits for its answer."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    at: int
    answered: bool = False


@dataclass(slots=True)
class BotProfile:
    """The bot's account and what it says about itself. Texts are keyed by language code."""

    id: int
    token: str
    first_name: str = "Бот"
    username: str = "guide_bot"
    can_read_all_group_messages: bool = False
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    running: bool = True

    def user(self) -> Json:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }

    def card(self, language: str = "ru") -> Json:
        return {
            "id": self.id,
            "first_name": in_language(self.names, language) or self.first_name,
            "username": self.username,
            "running": self.running,
            "description": in_language(self.descriptions, language),
            "short_description": in_language(self.short_descriptions, language),
            "menu_button": self.menu_button,
        }


def in_language(texts: dict[str, str], language: str) -> str:
    """The dedicated text, else the one for all languages, as Telegram resolves them."""
    return texts.get(language) or texts.get("", "")
