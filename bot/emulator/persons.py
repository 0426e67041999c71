"""What people do with their messenger, and what the bot learns of it."""

from typing import Final

from bot.emulator.detect import detect
from bot.emulator.entities import utf16
from bot.emulator.files import Kind, content
from bot.emulator.formatted import CAPTION_LIMIT, TEXT_LIMIT
from bot.emulator.methods.forwarding import forwarded
from bot.emulator.model import CallbackQuery, Chat, Json, Person
from bot.emulator.world import World, without_reply

START_LIMIT: Final = 64
_START_ALPHABET: Final = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
)


class CannotDo(ValueError):
    """A person's client would not let them do this; says why, for the page."""


def say(
    world: World,
    person: Person,
    text: str,
    *,
    chat_id: int | None = None,
    reply_to: int | None = None,
    thread: int | None = None,
) -> list[Json]:
    """Send a text; one too long leaves in several messages, as clients split it."""
    if not text.strip():
        raise CannotDo("Пустое сообщение не отправить")
    chat = _chat(world, person, chat_id)
    parts = [text[i : i + TEXT_LIMIT] for i in range(0, len(text), TEXT_LIMIT)]
    return [
        _send(world, person, chat, _texts("text", part), reply_to=reply_to, thread=thread)
        for part in parts
    ]


def start(world: World, person: Person, payload: str = "") -> Json:
    """Open the bot by its link: unblocks it, sends /start."""
    if len(payload) > START_LIMIT or not set(payload) <= _START_ALPHABET:
        raise CannotDo("В ссылке допустимы до 64 латинских букв, цифр, знаков _ и -")
    if person.blocked:
        block(world, person, blocked=False)
    return say(world, person, f"/start {payload}".strip())[0]


def upload(
    world: World,
    person: Person,
    kind: Kind,
    name: str,
    data: bytes,
    *,
    mime: str = "",
    caption: str = "",
    chat_id: int | None = None,
    thread: int | None = None,
) -> Json:
    chat = _chat(world, person, chat_id)
    if utf16(caption) > CAPTION_LIMIT:
        raise CannotDo("Подпись слишком длинная")
    file = world.files.add(kind, name, data, mime)
    if kind == "photo" and not file.width:
        raise CannotDo("Это не картинка PNG, JPEG или GIF")
    body = content(file) | (_texts("caption", caption) if caption else {})
    return _send(world, person, chat, body, thread=thread)


def forward(
    world: World, person: Person, from_chat_id: int, message_id: int, *, chat_id: int | None = None
) -> Json:
    source = _chat(world, person, from_chat_id)
    message = source.messages.get(message_id)
    if message is None:
        raise CannotDo("Такого сообщения нет")
    return _send(world, person, _chat(world, person, chat_id), forwarded(message))


def edit(
    world: World, person: Person, message_id: int, text: str, *, chat_id: int | None = None
) -> Json:
    chat = _chat(world, person, chat_id)
    message = chat.messages.get(message_id)
    if message is None or message["from"]["id"] != person.id or "text" not in message:
        raise CannotDo("Исправить можно только своё текстовое сообщение")
    kept = {name: value for name, value in message.items() if name not in ("text", "entities")}
    edited = world.replace(chat, kept | {"edit_date": world.now()} | _texts("text", text))
    if bot_sees(world, chat, edited):
        world.deliver("edited_message", edited, chat.id)
    return edited


def tap(
    world: World, person: Person, chat_id: int, message_id: int, data: str, *, force: bool = False
) -> CallbackQuery:
    """Press an inline button. `force` presses one that is no longer there, as a slow client may."""
    chat = _chat(world, person, chat_id)
    message = chat.messages.get(message_id)
    there = message is not None and data in callback_data(message)
    if not there and not force:
        raise CannotDo("Такой кнопки под сообщением нет")
    query = world.add_query(person, chat, message_id, data)
    inaccessible = {"chat": chat.json(), "message_id": message_id, "date": 0}
    payload: Json = {
        "id": query.id,
        "from": person.user(),
        "message": inaccessible if message is None else message,
        "chat_instance": str(8_000_000_000 + abs(chat.id)),
        "data": data,
    }
    world.deliver("callback_query", payload, person.id)
    return query


def block(world: World, person: Person, *, blocked: bool) -> None:
    """The bot is told, as a change of its own membership in the private chat."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    world.publish_people()
    if not person.started:
        return
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    change = {
        "chat": world.chats[person.id].json(),
        "from": person.user(),
        "date": world.now(),
        "old_chat_member": _membership(world, before),
        "new_chat_member": _membership(world, after),
    }
    world.deliver("my_chat_member", change, person.id)


def callback_data(message: Json) -> list[str]:
    """What the message's buttons send."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def bot_sees(world: World, chat: Chat, message: Json) -> bool:
    """Privacy mode: in a group a plain member sees commands, mentions and answers to itself."""
    if chat.private or chat.bot_status == "administrator" or world.bot.can_read_all_group_messages:
        return True
    if chat.bot_status != "member":
        return False
    if message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot.id:
        return True
    text = message.get("text") or message.get("caption") or ""
    name = f"@{world.bot.username}".lower()
    if text.startswith("/"):
        command = text.split(maxsplit=1)[0].lower()
        return "@" not in command or command.endswith(name)
    return name in text.lower()


def _send(
    world: World,
    person: Person,
    chat: Chat,
    body: Json,
    *,
    reply_to: int | None = None,
    thread: int | None = None,
) -> Json:
    if chat.private:
        if person.blocked:
            raise CannotDo("Сначала разблокируйте бота")
        person.started = True
    replied = chat.messages.get(reply_to) if reply_to else None
    if replied is not None:
        thread = replied.get("message_thread_id", thread)
        replied = without_reply(replied)
    message = world.post(chat, person.user(), body, thread=thread, reply_to=replied)
    if bot_sees(world, chat, message):
        world.deliver("message", message, chat.id)
    return message


def _chat(world: World, person: Person, chat_id: int | None) -> Chat:
    chat = world.chats.get(person.id if chat_id is None else chat_id)
    if chat is None or person.id not in chat.members:
        raise CannotDo("Такого чата у этого человека нет")
    return chat


def _texts(name: str, text: str) -> Json:
    body: Json = {name: text}
    if found := detect(text):
        key = "entities" if name == "text" else "caption_entities"
        body[key] = [entity.json({}) for entity in found]
    return body


def _membership(world: World, status: str) -> Json:
    member: Json = {"user": world.bot.user(), "status": status}
    return member | {"until_date": 0} if status == "kicked" else member
