"""Who may be written to and which message is meant; shared by all methods."""

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request, forbidden
from bot.emulator.model import Chat, Json, Person
from bot.emulator.world import World


def chat_of(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat for reading. An account that the bot never met does not exist for it."""
    text = params.text(name).strip()
    if not text:
        raise bad_request(f"{name} is empty")
    try:
        chat = world.chats.get(int(text))
    except ValueError:
        chat = None
    if chat is None or not known(world, chat):
        raise bad_request("chat not found")
    if chat.bot_status in ("left", "kicked"):
        way = "kicked from" if chat.bot_status == "kicked" else "not a member of"
        verb = "was" if chat.bot_status == "kicked" else "is"
        raise forbidden(f"bot {verb} {way} the supergroup chat")
    return chat


def writable_chat(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat for sending: nobody is written to first, nor after they blocked the bot."""
    chat = chat_of(world, params, name)
    if chat.private:
        person = world.people[chat.id]
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
    return chat


def known(world: World, chat: Chat) -> bool:
    """The bot knows its groups, those who wrote to it, and the members of its groups."""
    if not chat.private or world.people[chat.id].started:
        return True
    return any(chat.id in other.members for other in world.chats.values() if not other.private)


def message_of(chat: Chat, params: Params, what: str, name: str = "message_id") -> Json:
    """`what` names it in the complaint: "message to edit not found"."""
    message = chat.messages.get(params.message_id(name))
    if message is None:
        raise bad_request(f"{what} not found")
    return message


def message_ids(params: Params) -> list[int]:
    """Parameter `message_ids`: 1–100 numbers."""
    ids = params.json("message_ids", "message_ids")
    if ids is None:
        raise bad_request("Message identifiers are not specified")
    if not isinstance(ids, list):
        raise bad_request("Expected an Array of message identifiers")
    if len(ids) > 100:  # noqa: PLR2004 - Bot API, deleteMessages
        raise bad_request("Too many message identifiers specified")
    if not ids:
        raise bad_request("Message identifiers are not specified")
    try:
        return [int(one) for one in ids]
    except (TypeError, ValueError):
        raise bad_request("Message identifier must be a Number") from None


def person_of(world: World, params: Params, name: str = "user_id") -> Person | None:
    """None for an account that is not there (or is the bot's own)."""
    number = params.number(name, 0, 0, 2**52)
    if not number:
        raise bad_request(f"Invalid {name} specified")
    return world.people.get(number)


def users(world: World) -> dict[int, Json]:
    """Accounts that a text may mention."""
    return {person.id: person.user() for person in world.people.values() if person.started}
