"""People who use the bot in tests: they write, tap, wait and read, by the emulator.

    async with Messenger() as messenger:
        anna = messenger.person("Анна")
        card = await anna.ask("/start")          # says it, returns the bot's next message or edit
        answer = await anna.tap("✅ Готово")      # by label or callback data, returns the answer
        card = await anna.wait_for(lambda m: "Шаг 2" in m.text)

All waiting is for events of the emulator; a timeout only ends a test that would never end.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

from bot.emulator import persons
from bot.emulator.api import Call
from bot.emulator.files import Kind
from bot.emulator.model import Chat, Json, Person, StoredFile
from bot.emulator.server import Emulator

PATIENCE: Final = 15.0
"""Seconds after which a wait counts as failed."""

PNG: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000f49444154789c63f8cfc0c0c0f01f00050001ff56c72f0d0000000049454e44ae426082"
)
"""A picture of two pixels."""


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{VARIATION SELECTOR-15}", "")


@dataclass(frozen=True)
class Message:
    """A message as a person sees it; `json` is the Bot API's object."""

    json: Json

    @property
    def id(self) -> int:
        return int(self.json["message_id"])

    @property
    def text(self) -> str:
        """Text or caption; a typographer's no-break spaces are as good as any."""
        return plain(self._said)

    @property
    def _said(self) -> str:
        return str(self.json.get("text") or self.json.get("caption") or "")

    @property
    def rows(self) -> list[list[Json]]:
        rows: list[list[Json]] = self.json.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[str]:
        """Labels, row by row."""
        return [plain(b["text"]) for row in self.rows for b in row]

    @property
    def links(self) -> dict[str, str]:
        """Addresses that buttons open, by label."""
        return {plain(b["text"]): b["url"] for row in self.rows for b in row if "url" in b}

    @property
    def from_bot(self) -> bool:
        return bool(self.json["from"]["is_bot"])

    @property
    def edited(self) -> bool:
        return "edit_date" in self.json

    def data(self, button: str) -> str:
        """Callback data of a button given by its data, label, or a part of the label."""
        known = [b for row in self.rows for b in row if "callback_data" in b]
        exact = [b for b in known if button in (b["callback_data"], plain(b["text"]))]
        for one in exact or [b for b in known if button in plain(b["text"])]:
            return str(one["callback_data"])
        raise AssertionError(f"no button {button!r}; there are {self.buttons}")

    def entities(self, kind: str) -> list[str]:
        """The pieces of text that are marked so."""
        units = self._said.encode("utf-16-le")
        marks = self.json.get("entities") or self.json.get("caption_entities") or []
        return [
            units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")
            for e in marks
            if e["type"] == kind
        ]


@dataclass(frozen=True)
class Answer:
    """What a tap brought at once: a line on top of the screen, an alert, or nothing."""

    text: str
    show_alert: bool
    url: str


class Someone:
    """One person with a telephone."""

    def __init__(self, messenger: "Messenger", person: Person) -> None:
        self.messenger = messenger
        self.person = person
        self.unread: list[Message] = []
        """The bot's messages and edits in the private chat, in order, that no wait has returned."""
        self.answers: dict[str, Answer] = {}
        self.news = asyncio.Event()
        messenger.world.hub.listeners.add(self._hear)

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def chat(self) -> Chat:
        return self.messenger.world.chats[self.id]

    @property
    def messages(self) -> list[Message]:
        """The private chat as it stands, oldest first."""
        return [Message(one) for one in self.chat.messages.values()]

    @property
    def last(self) -> Message:
        """The newest message of the bot."""
        for message in reversed(self.messages):
            if message.from_bot:
                return message
        raise AssertionError(f"the bot has said nothing to {self.person.first_name} yet")

    # -- doing -----------------------------------------------------------------------------------

    async def say(self, text: str, **where: Any) -> Message:
        """Send a text (`chat_id`, `reply_to`, `thread`); one too long leaves in parts."""
        return Message(persons.say(self.messenger.world, self.person, text, **where)[-1])

    async def ask(self, text: str) -> Message:
        """Say it and wait for the bot's next message or edit."""
        self.unread.clear()
        await self.say(text)
        return await self.next()

    async def start(self, payload: str = "") -> Message:
        """Follow a link to the bot, and wait for its next message."""
        self.unread.clear()
        persons.start(self.messenger.world, self.person, payload)
        return await self.next()

    async def tap(self, button: str, *, on: Message | None = None, force: bool = False) -> Answer:
        """Press a button of `on` (the bot's newest message with it), wait for the answer."""
        return await self.answer(await self.touch(button, on=on, force=force))

    async def press(self, button: str, *, on: Message | None = None) -> Message:
        """Press a button and wait for the bot's next message or edit."""
        self.unread.clear()
        await self.touch(button, on=on)
        return await self.next()

    async def touch(self, button: str, *, on: Message | None = None, force: bool = False) -> str:
        """Press a button and wait for nothing; the query's id. `force` takes raw callback data."""
        message = on or self._having(button, force=force)
        data = button if force else message.data(button)
        chat_id = int(message.json["chat"]["id"])
        world = self.messenger.world
        return persons.tap(world, self.person, chat_id, message.id, data, force=force).id

    async def send(
        self, kind: Kind, name: str = "файл.bin", data: bytes = b"\0", caption: str = ""
    ) -> Message:
        world = self.messenger.world
        return Message(persons.upload(world, self.person, kind, name, data, caption=caption))

    async def send_sticker(self) -> Message:
        return await self.send("sticker", "sticker.webp", b"RIFF")

    async def send_voice(self) -> Message:
        return await self.send("voice", "voice.ogg", b"OggS")

    async def send_photo(self, caption: str = "") -> Message:
        return await self.send("photo", "photo.png", PNG, caption)

    async def send_document(self, name: str = "приказ.pdf", data: bytes = b"%PDF") -> Message:
        return await self.send("document", name, data)

    async def edit(self, message: Message, text: str) -> Message:
        return Message(persons.edit(self.messenger.world, self.person, message.id, text))

    async def forward(self, message: Message, from_chat_id: int | None = None) -> Message:
        source = self.id if from_chat_id is None else from_chat_id
        return Message(persons.forward(self.messenger.world, self.person, source, message.id))

    def block(self, *, blocked: bool = True) -> None:
        persons.block(self.messenger.world, self.person, blocked=blocked)

    def file(self, message: Message) -> StoredFile:
        """The document or largest picture of a message."""
        photo: Sequence[Json] = message.json.get("photo", ())
        file_id = photo[-1]["file_id"] if photo else message.json["document"]["file_id"]
        found = self.messenger.world.files.by_id(file_id)
        assert found is not None
        return found

    # -- waiting ---------------------------------------------------------------------------------

    async def next(self) -> Message:
        """The bot's next message or edit that was not returned yet."""
        await self._until(lambda: bool(self.unread), "the bot's next message")
        return self.unread.pop(0)

    async def wait_for(self, wanted: Callable[[Message], bool]) -> Message:
        """The first unread message or edit that fits, else the newest if it does, else wait."""
        found: list[Message] = []

        def look() -> bool:
            while self.unread and not found:
                message = self.unread.pop(0)
                if wanted(message):
                    found.append(message)
            newest = next((one for one in reversed(self.messages) if one.from_bot), None)
            if not found and newest is not None and wanted(newest):
                found.append(newest)
            return bool(found)

        await self._until(look, "a fitting message")
        return found[0]

    async def wait_for_text(self, part: str) -> Message:
        return await self.wait_for(lambda message: part in message.text)

    async def answer(self, query_id: str) -> Answer:
        await self._until(lambda: query_id in self.answers, "an answer to the tap")
        return self.answers.pop(query_id)

    async def gone(self, message: Message) -> None:
        """Until the message is deleted."""
        await self._until(lambda: message.id not in self.chat.messages, "the message's end")

    async def _until(self, ready: Callable[[], bool], what: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not ready():
                    self.news.clear()
                    await self.news.wait()
        except TimeoutError:
            seen = self.messages[-1].text if self.messages else "nothing"
            calls = [f"{call.method} {call.status}" for call in self.messenger.calls[-8:]]
            raise AssertionError(
                f"{self.person.first_name} waited in vain for {what}; last in the chat: {seen!r}; "
                f"last calls: {calls}"
            ) from None

    def _having(self, button: str, *, force: bool) -> Message:
        for message in reversed(self.messages):
            if not message.from_bot:
                continue
            if force:
                return message
            try:
                message.data(button)
            except AssertionError:
                continue
            return message
        raise AssertionError(f"no message has a button {button!r}; last: {self.last.buttons}")

    def _hear(self, event: Json) -> None:
        match event["type"]:
            case "message" | "edited" if event["chat_id"] == self.id:
                message = Message(event["message"])
                # An older card that only loses its buttons is no news.
                if message.from_bot and message.id == self.last.id:
                    self.unread.append(message)
            case "answer" if event["person_id"] == self.id:
                answer = Answer(event["text"], event["show_alert"], event["url"])
                self.answers[event["callback_query_id"]] = answer
        self.news.set()


class Messenger(Emulator):
    """An emulator with its people. Use it as an async context manager."""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def person(self, first_name: str = "Анна", **more: Any) -> Someone:
        """A new account (`last_name`, `username`, `language_code`, `note`, `person_id`)."""
        return Someone(self, self.world.add_person(first_name, **more))

    def group(
        self, members: Iterable[Someone], title: str = "Поддержка", *, is_forum: bool = False
    ) -> Chat:
        return self.world.add_group(title, [one.id for one in members], is_forum=is_forum)

    def called(self, method: str) -> list[Call]:
        """The bot's requests of one method, oldest first."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def refused(self) -> list[Call]:
        """Requests that were answered with an error."""
        return [call for call in self.calls if not call.ok]

    async def wait_for_event(
        self, kind: str, wanted: Callable[[Json], bool] = lambda _: True
    ) -> Json:
        """The next event of a kind that fits (see CONTRACT.md); only from now on."""
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()

        def hear(event: Json) -> None:
            if event["type"] == kind and not future.done() and wanted(event):
                future.set_result(event)

        self.world.hub.listeners.add(hear)
        try:
            return await asyncio.wait_for(future, PATIENCE)
        finally:
            self.world.hub.listeners.discard(hear)

    async def wait_for_call(self, wanted: Callable[[Json], bool]) -> Json:
        """The bot's next request that fits."""
        return await self.wait_for_event("call", wanted)

    def advance(self, seconds: int) -> int:
        """Move the clock on; the new time."""
        return self.clock.advance(seconds)
