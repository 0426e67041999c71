"""What people can do, and what the bot hears of it."""

import pytest

from bot.emulator import persons, world
from bot.emulator.model import Json
from tests.emulator.test_groups import heard
from tests.support.people import Message, Messenger, Someone


def only(messenger: Messenger) -> Json:
    """The one update that there is, without its number."""
    (update,) = heard(messenger)
    del update["update_id"]
    return update


async def test_sending_a_text(silent: Messenger) -> None:
    anna = silent.person("Анна", last_name="Смирнова", username="anna")
    said = await anna.say("привет /menu")
    message = only(silent)["message"]
    assert message == said.json
    assert message["from"] == {
        "id": anna.id,
        "is_bot": False,
        "first_name": "Анна",
        "last_name": "Смирнова",
        "username": "anna",
        "language_code": "ru",
    }
    assert anna.person.started


async def test_a_long_text_leaves_in_parts(silent: Messenger, anna: Someone) -> None:
    await anna.say("x" * 5000)
    assert [len(update["message"]["text"]) for update in heard(silent)] == [4096, 904]


def test_start_with_payload(silent: Messenger) -> None:
    anna = silent.person()
    persons.start(silent.world, anna.person, "school-5_a")
    message = only(silent)["message"]
    assert message["text"] == "/start school-5_a"
    assert message["entities"] == [{"offset": 0, "length": 6, "type": "bot_command"}]
    for wrong in ("школа", "x" * 65, "a b"):
        with pytest.raises(persons.CannotDo):
            persons.start(silent.world, anna.person, wrong)


async def test_block_and_return(silent: Messenger, anna: Someone) -> None:
    """The bot hears of it once; the person must unblock before writing."""
    anna.block()
    anna.block()
    change = only(silent)["my_chat_member"]
    assert change["old_chat_member"]["status"] == "member"
    assert change["new_chat_member"] == {
        "user": silent.world.bot.user(),
        "status": "kicked",
        "until_date": 0,
    }
    with pytest.raises(persons.CannotDo):
        await anna.say("x")
    persons.start(silent.world, anna.person)
    back, hello = heard(silent)
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert hello["message"]["text"] == "/start"


def test_a_stranger_who_blocks_is_no_news(silent: Messenger) -> None:
    silent.person().block()
    assert heard(silent) == []


async def test_sending_and_fetching_files(silent: Messenger, anna: Someone) -> None:
    sticker, voice = await anna.send_sticker(), await anna.send_voice()
    photo, document = await anna.send_photo("школа"), await anna.send_document()
    assert sticker.json["sticker"]["emoji"]
    assert voice.json["voice"]["duration"] == 1
    assert photo.json["photo"][0]["width"] == 2
    assert photo.text == "школа"
    assert document.json["document"]["mime_type"] == "application/pdf"
    assert len(heard(silent)) == 4
    for kind, caption in (("photo", ""), ("document", "x" * 1025)):
        with pytest.raises(persons.CannotDo):
            persons.upload(silent.world, anna.person, kind, "a", b"x", caption=caption)  # type: ignore[arg-type] # one of both each time


async def test_edit_and_forward(silent: Messenger, anna: Someone) -> None:
    said = await anna.say("раз")
    edited = await anna.edit(said, "два /menu")
    assert edited.edited
    assert edited.entities("bot_command") == ["/menu"]
    forwarded = await anna.forward(edited)
    assert forwarded.json["forward_origin"]["type"] == "user"
    kinds = [[*update][1] for update in heard(silent)]
    assert kinds == ["message", "edited_message", "message"]
    bot = Message(silent.world.post(anna.chat, silent.world.bot.user(), {"text": "x"}))
    for action in (anna.edit(bot, "y"), anna.forward(Message({"message_id": 99}))):
        with pytest.raises(persons.CannotDo):
            await action


async def test_other_peoples_chats(silent: Messenger, anna: Someone) -> None:
    igor = silent.person("Игорь")
    for chat_id in (igor.id, -5):
        with pytest.raises(persons.CannotDo):
            await anna.say("x", chat_id=chat_id)
    with pytest.raises(persons.CannotDo):
        await anna.say("  ")


def test_ids_are_stable(silent: Messenger) -> None:
    """The same order of arrival gives the same ids; one may be given."""
    first, second = silent.person("А"), silent.person("Б")
    assert (first.id, second.id) == (700_000_001, 700_000_002)
    assert silent.person("В", person_id=800_000_000).id == 800_000_000
    assert silent.person("Г").id == 800_000_001
    with pytest.raises(ValueError, match="there already"):
        silent.person("Д", person_id=800_000_000)


async def test_old_messages_and_queries_are_forgotten(
    silent: Messenger, anna: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory stays bounded however long it runs."""
    monkeypatch.setattr(world, "MESSAGES_KEPT", 3)
    monkeypatch.setattr(world, "QUERIES_KEPT", 3)
    for number in range(5):
        await anna.say(str(number))
        silent.world.add_query(anna.person, anna.chat, 1, "x")
    assert [one.text for one in anna.messages] == ["2", "3", "4"]
    assert len(silent.world.queries) == 3
