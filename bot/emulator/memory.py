"""The messenger's state as a file, so that a demo goes on where it was left."""

import base64
import json
from dataclasses import asdict
from pathlib import Path

from bot.emulator.model import Chat, Json, Person, StoredFile, Topic
from bot.emulator.world import Counters, World

FORMAT = 1


def save(world: World, ahead: int, path: Path) -> None:
    """Write the state whole or not at all. `ahead` is the clock's lead in seconds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(dump(world, ahead), ensure_ascii=False), encoding="utf-8")
    unfinished.replace(path)


def restore(world: World, path: Path) -> int | None:
    """Bring back what `save` wrote and return the clock's lead; None when there is nothing."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(state, dict) or state.get("format") != FORMAT:
        return None
    try:
        load(world, state)
        return int(state["ahead"])
    except (KeyError, TypeError):  # of an earlier release
        return None


def dump(world: World, ahead: int) -> Json:
    return {
        "format": FORMAT,
        "ahead": ahead,
        "counters": asdict(world.counters),
        "people": [asdict(person) for person in world.people.values()],
        "chats": [asdict(chat) for chat in world.chats.values()],
        "files": [_packed(file) for file in world.files.all()],
    }


def load(world: World, state: Json) -> None:
    """Read all of it before anything is put in its place."""
    counters = Counters(**state["counters"])
    people = {one["id"]: Person(**one) for one in state["people"]}
    chats = {one["id"]: _chat(one) for one in state["chats"]}
    files = [
        StoredFile(**(one | {"data": base64.b64decode(one["data"])})) for one in state["files"]
    ]
    world.counters, world.people, world.chats = counters, people, chats
    world.files.put_back(files)


def _packed(file: StoredFile) -> Json:
    return asdict(file) | {"data": base64.b64encode(file.data).decode()}


def _chat(state: Json) -> Chat:
    """JSON has no whole numbers as keys: they come back as texts."""
    chat = Chat(**state)
    chat.messages = {int(number): message for number, message in state["messages"].items()}
    chat.topics = {int(number): Topic(**topic) for number, topic in state["topics"].items()}
    return chat
