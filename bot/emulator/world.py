"""The emulated messenger's state: people, chats, messages, files, queries. No HTTP, no waiting.

Everything happens at `clock.now()`; everything that happens is published to `hub`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.clock import Clock
from bot.emulator.command_menu import CommandMenu
from bot.emulator.events import EventHub
from bot.emulator.files import FileStore
from bot.emulator.model import BotProfile, CallbackQuery, Chat, Json, Person, Topic
from bot.emulator.updates import UpdateQueue

MESSAGES_KEPT: Final = 2_000
"""Messages remembered per chat; older ones are as if they had never been."""
QUERIES_KEPT: Final = 10_000
FIRST_PERSON: Final = 700_000_001
FIRST_GROUP: Final = -1_001_000_000_001
FIRST_QUERY: Final = 4_000_000_000_000_000_001


@dataclass(slots=True)
class Counters:
    """The numbers given out so far."""

    last_private_message: int = 0
    next_person: int = FIRST_PERSON
    next_group: int = FIRST_GROUP
    next_query: int = FIRST_QUERY


class World:
    """Synchronous: a method either happened whole or raised."""

    def __init__(self, clock: Clock, bot: BotProfile) -> None:
        self.clock = clock
        self.bot = bot
        self.hub = EventHub()
        self.updates = UpdateQueue(clock)
        self.files = FileStore()
        self.menu = CommandMenu()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, CallbackQuery] = {}
        self.counters = Counters()

    def now(self) -> int:
        return self.clock.now()

    # -- who and where ---------------------------------------------------------------------------

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str = "",
        username: str = "",
        language_code: str = "ru",
        note: str = "",
        person_id: int | None = None,
    ) -> Person:
        """Ids count up from the same number, so the same order of arrival gives the same ids."""
        if person_id is None:
            person_id = self.counters.next_person
        if person_id in self.people:
            raise ValueError(f"person {person_id} is there already")
        self.counters.next_person = max(self.counters.next_person, person_id + 1)
        person = Person(person_id, first_name, last_name, username, language_code, note)
        self.people[person_id] = person
        chat = Chat(
            person_id,
            "private",
            first_name=first_name,
            last_name=last_name,
            username=username,
            members=[person_id],
        )
        self.chats[person_id] = chat
        self.publish_people()
        self.hub.publish({"type": "chats", "chat": chat.card()})
        self.publish_commands()
        return person

    def add_group(self, title: str, members: Iterable[int], *, is_forum: bool = False) -> Chat:
        """A supergroup with the bot in it: as an administrator of a forum, else as a member."""
        chat = Chat(
            self.counters.next_group,
            "supergroup",
            title=title,
            is_forum=is_forum,
            members=list(members),
            bot_status="administrator" if is_forum else "member",
        )
        self.counters.next_group -= 1
        self.chats[chat.id] = chat
        self.hub.publish({"type": "chats", "chat": chat.card()})
        return chat

    def open_topic(
        self, chat: Chat, name: str, icon_color: int, icon_custom_emoji_id: str
    ) -> Topic:
        """A topic is named after the id of the service message that opens it."""
        content: Json = {"name": name, "icon_color": icon_color}
        if icon_custom_emoji_id:
            content["icon_custom_emoji_id"] = icon_custom_emoji_id
        opening = chat.last_message_id + 1
        chat.topics[opening] = Topic(opening, name, icon_color, icon_custom_emoji_id)
        self.post(chat, self.bot.user(), {"forum_topic_created": content}, thread=opening)
        self.hub.publish({"type": "chats", "chat": chat.card()})
        return chat.topics[opening]

    # -- messages --------------------------------------------------------------------------------

    def post(
        self,
        chat: Chat,
        sender: Json,
        content: Json,
        *,
        thread: int | None = None,
        reply_to: Json | None = None,
    ) -> Json:
        """Store and publish one message. The bot learns of it by `deliver`, if at all."""
        message: Json = {
            "message_id": self._next_message_id(chat),
            "from": sender,
            "chat": chat.json(),
            "date": self.now(),
        }
        if thread in chat.topics:
            message |= {"message_thread_id": thread, "is_topic_message": True}
            if reply_to is None and thread != message["message_id"]:
                reply_to = chat.messages.get(thread)
        if reply_to is not None:
            message["reply_to_message"] = without_reply(reply_to)
        message |= content
        chat.messages[message["message_id"]] = message
        if len(chat.messages) > MESSAGES_KEPT:
            del chat.messages[next(iter(chat.messages))]
        self.hub.publish({"type": "message", "chat_id": chat.id, "message": message})
        return message

    def replace(self, chat: Chat, message: Json) -> Json:
        """Put an edited message in the place of the one with its id."""
        chat.messages[message["message_id"]] = message
        self.hub.publish({"type": "edited", "chat_id": chat.id, "message": message})
        return message

    def delete(self, chat: Chat, message_ids: Iterable[int]) -> list[int]:
        """The ids that were there and are gone now."""
        gone = [one for one in message_ids if chat.messages.pop(one, None) is not None]
        if gone:
            self.hub.publish({"type": "deleted", "chat_id": chat.id, "message_ids": gone})
        if any(one in chat.pinned for one in gone):
            chat.pinned = [one for one in chat.pinned if one not in gone]
            self.publish_pinned(chat)
        return gone

    def deliver(self, kind: str, payload: Json, key: int) -> None:
        """Queue an update for the bot."""
        self.updates.put(kind, payload, key)

    def _next_message_id(self, chat: Chat) -> int:
        """One sequence for all private chats (they share the bot's mailbox), one per supergroup."""
        if chat.private:
            self.counters.last_private_message += 1
            chat.last_message_id = self.counters.last_private_message
        else:
            chat.last_message_id += 1
        return chat.last_message_id

    # -- buttons ---------------------------------------------------------------------------------

    def add_query(self, person: Person, chat: Chat, message_id: int, data: str) -> CallbackQuery:
        query = CallbackQuery(
            str(self.counters.next_query), person.id, chat.id, message_id, data, self.now()
        )
        self.counters.next_query += 1
        self.queries[query.id] = query
        if len(self.queries) > QUERIES_KEPT:
            del self.queries[next(iter(self.queries))]
        return query

    # -- news for the page -----------------------------------------------------------------------

    def publish_people(self) -> None:
        cards = [person.card() for person in self.people.values()]
        self.hub.publish({"type": "people", "people": cards})

    def publish_pinned(self, chat: Chat) -> None:
        top = chat.pinned[-1] if chat.pinned else None
        self.hub.publish({"type": "pinned", "chat_id": chat.id, "message_id": top})

    def publish_bot(self) -> None:
        self.hub.publish({"type": "bot", "bot": self.bot.card()})

    def publish_commands(self) -> None:
        self.hub.publish({"type": "commands", "commands": self.commands()})

    def commands(self) -> dict[str, list[Json]]:
        """What each person's menu offers in the private chat."""
        return {
            str(person.id): self.menu.resolve(person.id, person.language_code)
            for person in self.people.values()
        }


def without_reply(message: Json) -> Json:
    """A quoted message carries no further quote (Bot API, Message.reply_to_message)."""
    if "reply_to_message" not in message:
        return message
    return {name: value for name, value in message.items() if name != "reply_to_message"}
