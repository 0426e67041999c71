"""The messenger's memory: what a demo keeps between runs."""

from pathlib import Path

from bot.clock import Clock
from bot.emulator import persons
from bot.emulator.memory import dump, restore, save
from bot.emulator.model import BotProfile
from bot.emulator.world import World
from tests.support.people import PNG


def world() -> World:
    return World(Clock(), BotProfile(42, "42:token"))


def lived_in() -> World:
    one = world()
    anna = one.add_person("Анна", note="учитель")
    persons.start(one, anna, "payload")
    persons.upload(one, anna, "photo", "photo.png", PNG, caption="вид")
    chat = one.add_group("Поддержка", [anna.id], is_forum=True)
    one.open_topic(chat, "Вопрос", 0, "")
    return one


def test_what_was_saved_is_restored_whole(tmp_path: Path) -> None:
    before, after = lived_in(), world()
    save(before, 3600, tmp_path / "deep" / "messenger.json")
    assert restore(after, tmp_path / "deep" / "messenger.json") == 3600
    assert dump(after, 0) == dump(before, 0)
    assert after.people == before.people
    assert after.chats == before.chats


def test_numbers_go_on_where_they_were(tmp_path: Path) -> None:
    before, after = lived_in(), world()
    save(before, 0, tmp_path / "m.json")
    restore(after, tmp_path / "m.json")
    anna = next(iter(after.people.values()))
    message = persons.say(after, anna, "ещё")[0]
    assert message["message_id"] > max(before.chats[anna.id].messages)
    old = {file.file_id for file in before.files.all()}
    assert after.files.add("photo", "photo.png", PNG).file_id not in old


def test_a_file_of_nobody_is_as_if_there_were_none(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    assert restore(world(), path) is None
    for text in ("{", "[]", '{"format": 99}', '{"format": 1, "counters": {"of": 1}}'):
        path.write_text(text, encoding="utf-8")
        assert restore(world(), path) is None


def test_update_numbers_only_grow() -> None:
    one = world()
    one.updates.begin_at(1_900_000_000)
    one.updates.begin_at(5)
    anna = one.add_person("Анна")
    persons.say(one, anna, "привет")
    assert one.updates.take(1)[0].id == 1_900_000_000
