"""Topics of a forum: one per question in a support group."""

from typing import Final

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request
from bot.emulator.methods.access import writable_chat
from bot.emulator.methods.registry import Context, method
from bot.emulator.model import Chat, Json, Topic
from bot.emulator.world import World

NAME_LIMIT: Final = 128
COLORS: Final = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)


@method("createForumTopic")
def create_forum_topic(context: Context, params: Params) -> Json:
    world = context.world
    chat = _forum(world, params)
    name = params.text("name").strip()
    if not name:
        raise bad_request("Title must be non-empty")
    color = params.number("icon_color") or COLORS[0]
    if color not in COLORS:
        raise bad_request("Invalid icon color specified")
    emoji = params.text("icon_custom_emoji_id")
    topic = world.open_topic(chat, name[:NAME_LIMIT], color, emoji)
    answer: Json = {
        "message_thread_id": topic.message_thread_id,
        "name": topic.name,
        "icon_color": topic.icon_color,
    }
    return answer | ({"icon_custom_emoji_id": emoji} if emoji else {})


@method("editForumTopic")
def edit_forum_topic(context: Context, params: Params) -> bool:
    world = context.world
    chat = _forum(world, params)
    topic = _topic(chat, params)
    changes: Json = {}
    name = params.text("name").strip()[:NAME_LIMIT]
    if name and name != topic.name:
        changes["name"] = topic.name = name
    emoji = params.text("icon_custom_emoji_id")
    if params.has("icon_custom_emoji_id") and emoji != topic.icon_custom_emoji_id:
        changes["icon_custom_emoji_id"] = topic.icon_custom_emoji_id = emoji
    if not changes:
        raise bad_request("TOPIC_NOT_MODIFIED")
    _announce(world, chat, topic, {"forum_topic_edited": changes})
    return True


@method("closeForumTopic")
def close_forum_topic(context: Context, params: Params) -> bool:
    return _toggle(context.world, params, closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(context: Context, params: Params) -> bool:
    return _toggle(context.world, params, closed=False)


@method("deleteForumTopic")
def delete_forum_topic(context: Context, params: Params) -> bool:
    """The topic goes "along with all its messages"."""
    world = context.world
    chat = _forum(world, params)
    topic = _topic(chat, params)
    del chat.topics[topic.message_thread_id]
    world.delete(
        chat,
        [
            number
            for number, message in chat.messages.items()
            if message.get("message_thread_id") == topic.message_thread_id
        ],
    )
    world.hub.publish({"type": "chats", "chat": chat.card()})
    return True


@method("unpinAllForumTopicMessages")
def unpin_all_forum_topic_messages(context: Context, params: Params) -> bool:
    world = context.world
    chat = _forum(world, params)
    thread = _topic(chat, params).message_thread_id
    chat.pinned = [
        one for one in chat.pinned if chat.messages.get(one, {}).get("message_thread_id") != thread
    ]
    world.publish_pinned(chat)
    return True


def _toggle(world: World, params: Params, *, closed: bool) -> bool:
    chat = _forum(world, params)
    topic = _topic(chat, params)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _announce(world, chat, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})
    return True


def _announce(world: World, chat: Chat, topic: Topic, notice: Json) -> None:
    """A service message in the topic, which the bot receives, and the new list for the page."""
    message = world.post(chat, world.bot.user(), notice, thread=topic.message_thread_id)
    world.deliver("message", message, chat.id)
    world.hub.publish({"type": "chats", "chat": chat.card()})


def _forum(world: World, params: Params) -> Chat:
    chat = writable_chat(world, params)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if chat.bot_status != "administrator":
        raise bad_request("not enough rights to create a topic")
    return chat


def _topic(chat: Chat, params: Params) -> Topic:
    topic = chat.topics.get(params.message_id("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return topic
