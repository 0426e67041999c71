"""Groups: who is in them, what the bot hears there, and topics for a support group."""

import pytest

from bot.emulator import persons
from bot.emulator.model import Json
from tests.emulator.conftest import Caller
from tests.support.people import Messenger, Someone


def heard(messenger: Messenger) -> list[Json]:
    """Updates so far, taken off the queue."""
    updates = [update.json() for update in messenger.world.updates.take(100)]
    messenger.world.updates.clear()
    return updates


async def test_privacy(silent: Messenger, call: Caller, anna: Someone) -> None:
    """A plain member hears commands, mentions and answers to itself, nothing else."""
    group = silent.group([anna])
    sent = call("sendMessage", chat_id=group.id, text="Здравствуйте")
    await anna.say("болтовня", chat_id=group.id)
    await anna.say("/menu@other_bot", chat_id=group.id)
    assert heard(silent) == []
    await anna.say("/menu", chat_id=group.id)
    await anna.say("/menu@guide_bot x", chat_id=group.id)
    await anna.say("спросим @guide_bot", chat_id=group.id)
    said = await anna.say("да", chat_id=group.id, reply_to=sent["message_id"])
    assert said.json["reply_to_message"]["text"] == "Здравствуйте"
    texts = [update["message"]["text"] for update in heard(silent)]
    assert texts == ["/menu", "/menu@guide_bot x", "спросим @guide_bot", "да"]
    await persons_edit(silent, anna, said.id, group.id)
    assert [*heard(silent)[0]] == ["update_id", "edited_message"]


async def persons_edit(messenger: Messenger, anna: Someone, number: int, chat_id: int) -> None:
    persons.edit(messenger.world, anna.person, number, "нет", chat_id=chat_id)


async def test_the_bot_may_leave(silent: Messenger, call: Caller, anna: Someone) -> None:
    group = silent.group([anna])
    assert call("leaveChat", chat_id=group.id) is True
    await anna.say("/menu", chat_id=group.id)
    assert heard(silent) == []
    said = call.refusal("sendMessage", chat_id=group.id, text="x")
    assert said == "403 Forbidden: bot is not a member of the supergroup chat"
    group.bot_status = "kicked"
    said = call.refusal("sendMessage", chat_id=group.id, text="x")
    assert said == "403 Forbidden: bot was kicked from the supergroup chat"
    said = call.refusal("leaveChat", chat_id=anna.id)
    assert said == "400 Bad Request: chat is not a group, supergroup or channel"


def test_who_is_a_member(silent: Messenger, call: Caller, anna: Someone) -> None:
    igor, olga = silent.person("Игорь"), silent.person("Ольга")
    group = silent.group([anna, igor], is_forum=True)

    def status(user: int) -> str:
        return str(call("getChatMember", chat_id=group.id, user_id=user)["status"])

    assert [status(one.id) for one in (anna, igor, olga)] == ["creator", "member", "left"]
    bot = call("getChatMember", chat_id=group.id, user_id=42)
    assert (bot["status"], bot["can_manage_topics"]) == ("administrator", True)
    assert call("getChatMember", chat_id=anna.id, user_id=anna.id)["status"] == "member"
    assert call("getChatMemberCount", chat_id=group.id) == 3
    admins = call("getChatAdministrators", chat_id=group.id)
    assert [one["status"] for one in admins] == ["creator", "administrator"]
    said = call.refusal("getChatMember", chat_id=group.id, user_id=5)
    assert said == "400 Bad Request: PARTICIPANT_ID_INVALID"
    said = call.refusal("getChatMember", chat_id=group.id)
    assert said == "400 Bad Request: invalid user_id specified"
    said = call.refusal("getChatAdministrators", chat_id=anna.id)
    assert said == "400 Bad Request: there are no administrators in the private chat"


def test_asking_about_a_chat(silent: Messenger, call: Caller, anna: Someone) -> None:
    group = silent.group([anna], "Помощь школам", is_forum=True)
    info = call("getChat", chat_id=group.id)
    assert (info["title"], info["type"], info["is_forum"]) == ("Помощь школам", "supergroup", True)
    assert call("getChat", chat_id=anna.id)["username"] == "anna"


@pytest.fixture
def forum(silent: Messenger, anna: Someone) -> int:
    return silent.group([anna], is_forum=True).id


async def test_topic_and_its_messages(
    silent: Messenger, call: Caller, anna: Someone, forum: int
) -> None:
    """A topic is named after its first message; what is said in it carries its id."""
    topic = call("createForumTopic", chat_id=forum, name=" Школа № 5 ")
    thread = topic["message_thread_id"]
    assert topic == {"message_thread_id": thread, "name": "Школа № 5", "icon_color": 0x6FB9F0}
    sent = call("sendMessage", chat_id=forum, text="Вопрос", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert sent["reply_to_message"]["forum_topic_created"]["name"] == "Школа № 5"
    said = await anna.say("Ответ", chat_id=forum, reply_to=sent["message_id"])
    assert said.json["message_thread_id"] == thread
    answered = call("sendMessage", chat_id=forum, text="x", reply_to_message_id=said.id)
    assert answered["message_thread_id"] == thread
    assert heard(silent)[-1]["message"]["message_thread_id"] == thread
    refused = call.refusal("sendMessage", chat_id=forum, text="x", message_thread_id=77)
    assert refused == "400 Bad Request: message thread not found"


def test_life_of_a_topic(silent: Messenger, call: Caller, forum: int) -> None:
    """Renamed, closed, opened, gone with all its messages; each change is a service message."""
    icon = {"icon_custom_emoji_id": "5"}
    topic = call("createForumTopic", chat_id=forum, name="A", icon_color=0xFFD67E, **icon)
    assert topic["icon_custom_emoji_id"] == "5"
    where = {"chat_id": forum, "message_thread_id": topic["message_thread_id"]}
    assert call("editForumTopic", **where, name="B", icon_custom_emoji_id="6")
    assert call("closeForumTopic", **where)
    assert call("reopenForumTopic", **where)
    news = [update["message"] for update in heard(silent)]
    assert news[0]["forum_topic_edited"] == {"name": "B", "icon_custom_emoji_id": "6"}
    assert "forum_topic_closed" in news[1]
    assert "forum_topic_reopened" in news[2]
    sent = call("sendMessage", **where, text="x")
    call("pinChatMessage", chat_id=forum, message_id=sent["message_id"])
    assert call("unpinAllForumTopicMessages", **where)
    chat = silent.world.chats[forum]
    assert chat.pinned == []
    assert chat.card()["topics"][0]["name"] == "B"
    assert call("deleteForumTopic", **where)
    assert not chat.topics
    assert not any(where["message_thread_id"] in one.values() for one in chat.messages.values())
    assert call.refusal("deleteForumTopic", **where) == "400 Bad Request: TOPIC_ID_INVALID"


def test_wrong_topics(silent: Messenger, call: Caller, anna: Someone, forum: int) -> None:
    plain = silent.group([anna])

    def refused(chat_id: int, **more: object) -> str:
        said = call.refusal("createForumTopic", chat_id=chat_id, **more)
        return said.removeprefix("400 Bad Request: ")

    assert refused(plain.id, name="x") == "the chat is not a forum"
    assert refused(forum, name=" ") == "title must be non-empty"
    assert refused(forum, name="x", icon_color=1) == "invalid icon color specified"
    silent.world.chats[forum].bot_status = "member"
    assert refused(forum, name="x") == "not enough rights to create a topic"
    silent.world.chats[forum].bot_status = "administrator"
    topic = call("createForumTopic", chat_id=forum, name="A")["message_thread_id"]
    where = {"chat_id": forum, "message_thread_id": topic}
    assert call.refusal("editForumTopic", **where, name="A").endswith("TOPIC_NOT_MODIFIED")
    assert call.refusal("reopenForumTopic", **where).endswith("TOPIC_NOT_MODIFIED")
