"""The page's side: snapshot, events, actions, files, and who may come in."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.emulator.events import BACKLOG, EventHub
from bot.emulator.model import Json
from tests.emulator.conftest import Wire
from tests.support.people import PNG, Messenger

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


async def state(wire: Wire) -> Json:
    async with wire.session.get(f"{wire.messenger.url}/control/state") as response:
        snapshot: Json = await response.json()
        return snapshot


async def test_snapshot(wire: Wire) -> None:
    """People, chats with messages, the bot, faults, and which buttons the host offers."""
    made = await wire.control("people", {"first_name": "Анна", "note": "учитель, 5А"})
    anna = made["person"]
    group = await wire.control(
        "groups", {"title": "Поддержка", "members": [anna["id"]], "is_forum": True}
    )
    await wire.control(f"people/{anna['id']}/start", {"payload": "abc"})
    snapshot = await state(wire)
    assert snapshot["people"] == [anna]
    assert anna == {
        "id": anna["id"],
        "first_name": "Анна",
        "username": "",
        "language_code": "ru",
        "note": "учитель, 5А",
        "blocked": False,
    }
    private, forum = snapshot["chats"]
    assert private["messages"][0]["text"] == "/start abc"
    assert (private["members"], private["pinned"]) == ([anna["id"]], None)
    assert {**forum, "messages": None} == {**group["chat"], "messages": None}
    assert forum["topics"] == []
    assert snapshot["faults"] == {"flood": 0, "broken": False, "slow": 0}
    assert snapshot["hooks"] == {"restart": False, "next": False, "prepare": False}
    assert snapshot["bot"]["running"] is True
    assert snapshot["commands"] == {str(anna["id"]): []}


async def test_what_people_do(messenger: Messenger, wire: Wire) -> None:
    anna = messenger.person()
    me = f"people/{anna.id}"
    said = (await wire.control(f"{me}/text", {"text": "привет"}))["message"]
    assert said["text"] == "привет"
    edited = await wire.control(f"{me}/edit", {"message_id": said["message_id"], "text": "пока"})
    assert edited["message"]["text"] == "пока"
    where = {"from_chat_id": anna.id, "message_id": said["message_id"]}
    forwarded = (await wire.control(f"{me}/forward", where))["message"]
    assert forwarded["forward_origin"]
    markup = {"inline_keyboard": [[{"text": "Да", "callback_data": "y"}]]}
    card = (await wire("sendMessage", chat_id=anna.id, text="?", reply_markup=markup))["result"]
    tap = {"chat_id": anna.id, "message_id": card["message_id"], "data": "y"}
    query = (await wire.control(f"{me}/tap", tap))["callback_query_id"]
    await wire("answerCallbackQuery", callback_query_id=query, text="ок")
    assert (await anna.answer(query)).text == "ок"
    missing = await wire.control(f"{me}/tap", tap | {"data": "z"}, status=400)
    assert missing["error"] == "Такой кнопки под сообщением нет"
    assert await wire.control(f"{me}/tap", tap | {"data": "z", "force": True})
    await wire.control(f"{me}/block", {"blocked": True})
    assert anna.person.blocked
    await wire.control(f"{me}/start", {})
    assert not anna.person.blocked


def form(kind: str = "document", data: bytes = b"x", **fields: str) -> aiohttp.FormData:
    body = aiohttp.FormData({"kind": kind, **fields}, quote_fields=False)
    body.add_field("file", data, filename="школа.png", content_type="image/png")
    return body


async def upload(wire: Wire, person_id: int, body: aiohttp.FormData, status: int = 200) -> Json:
    address = f"{wire.messenger.url}/control/people/{person_id}/upload"
    async with wire.session.post(address, data=body, headers={"X-Emulator": "1"}) as response:
        answer: Json = await response.json()
        assert response.status == status, answer
        return answer


async def test_files_both_ways(messenger: Messenger, wire: Wire) -> None:
    """A picture is shown, a document is saved under its name; neither is run."""
    anna = messenger.person()
    chat = str(anna.id)
    photo = (await upload(wire, anna.id, form("photo", PNG, caption="вот", chat_id=chat)))[
        "message"
    ]
    document = (await upload(wire, anna.id, form()))["message"]["document"]
    base = f"{messenger.url}/control/file/"
    async with wire.session.get(f"{base}{photo['photo'][0]['file_id']}?name=x") as response:
        assert await response.read() == PNG
        assert response.content_type == "image/png"
        assert response.headers["Content-Security-Policy"] == CSP
    async with wire.session.get(base + document["file_id"]) as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith(
            "attachment; filename*=UTF-8''%D1"
        )
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    async with wire.session.get(base + "nothing") as response:
        assert response.status == 404
    assert photo["caption"] == "вот"


async def test_bad_uploads(messenger: Messenger, wire: Wire, monkeypatch: Any) -> None:
    anna = messenger.person()
    await upload(wire, anna.id, form("film"), 400)
    await upload(wire, anna.id, form("photo"), 400)
    await upload(wire, anna.id, form(data=b""), 400)
    monkeypatch.setattr("bot.emulator.control.UPLOAD_LIMIT", 1)
    await upload(wire, anna.id, form(data=b"xx"), 413)


async def test_clock_and_faults(messenger: Messenger, wire: Wire) -> None:
    """To the next thing that is due, as the host knows it."""
    before = messenger.clock.now()
    moved = await wire.control("clock", {"advance": 3600})
    assert moved["now"] - before in (3600, 3601)
    await wire.control("clock", {"to_next": True}, status=400)
    heard: list[int] = []

    async def next_due() -> int:
        return messenger.clock.now() + 50

    async def clock_moved(now: int) -> None:
        heard.append(now)

    messenger.hooks.next_due, messenger.hooks.clock_moved = next_due, clock_moved
    jumped = await wire.control("clock", {"to_next": True})
    assert heard == [jumped["now"]]
    await wire.control("clock", {"advance": -5}, status=400)
    faults = (await wire.control("faults", {"flood": 3, "slow": 0.5, "broken": True}))["faults"]
    assert faults == {"flood": 3, "broken": True, "slow": 0.5}
    assert messenger.faults.broken
    assert (await state(wire))["hooks"]["next"] is True


async def test_host_buttons(messenger: Messenger, wire: Wire) -> None:
    done: list[str] = []
    await wire.control("bot", {"action": "restart"}, status=404)
    await wire.control("prepare", {"name": "x"}, status=404)

    async def restart() -> None:
        done.append("restart")

    async def prepare(name: str) -> None:
        done.append(name)

    messenger.hooks.restart, messenger.hooks.prepare = restart, prepare
    await wire.control("bot", {"action": "restart"})
    await wire.control("prepare", {"name": "waiting"})
    assert done == ["restart", "waiting"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("people", {}, 400),
        ("people", {"first_name": " "}, 400),
        ("people/1/text", {"text": "x"}, 404),
        ("people/700000001/dance", {}, 404),
        ("people/700000001/text", {}, 400),
        ("people/700000001/text", {"text": ""}, 400),
        ("people/700000001/text", {"text": "x", "chat_id": 5}, 400),
        ("groups", {"title": "x", "members": [5]}, 400),
        ("nothing", {}, 404),
    ],
)
async def test_what_is_refused(
    messenger: Messenger, wire: Wire, path: str, body: Json, status: int
) -> None:
    messenger.person()
    refused = await wire.control(path, body, status=status)
    assert refused["error"]


async def test_broken_bodies(messenger: Messenger, wire: Wire) -> None:
    headers = {"X-Emulator": "1"}
    for body in (b"{", b"[]"):
        async with wire.session.post(
            f"{messenger.url}/control/faults", data=body, headers=headers
        ) as response:
            assert response.status == 400


async def test_who_may_come_in(messenger: Messenger, wire: Wire) -> None:
    """Only pages of this address: others cannot send the header, nor be called by our name."""
    address = f"{messenger.url}/control/faults"
    async with wire.session.post(address, json={}) as response:
        assert response.status == 403
    for host, status in (("evil.example", 403), ("localhost:1", 200), ("[::1]:1", 200)):
        headers = {"Host": host}
        async with wire.session.get(f"{messenger.url}/control/state", headers=headers) as response:
            assert response.status == status
    async with wire.session.put(address) as response:
        assert response.status == 405


async def test_page(messenger: Messenger, wire: Wire) -> None:
    """Nothing but the page's own files, under a strict policy."""
    async with wire.session.get(messenger.url + "/") as response:
        assert response.status == 200
        assert response.content_type == "text/html"
        assert response.headers["Content-Security-Policy"] == CSP
        assert response.headers["Cache-Control"] == "no-store"
    for name in ("../server.py", "..%2fserver.py", "server.py", "nothing.js", "a/b.js", ".js"):
        async with wire.session.get(f"{messenger.url}/page/{name}") as response:
            assert response.status == 404, name


class Stream:
    """Reads server-sent events."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def next(self) -> Json:
        number = (await self._response.content.readline()).decode()
        data = (await self._response.content.readline()).decode()
        assert await self._response.content.readline() == b"\n"
        event: Json = json.loads(data.removeprefix("data: "))
        return event | {"#": int(number.removeprefix("id: "))}

    async def until(self, kind: str) -> Json:
        while (event := await self.next())["type"] != kind:
            pass
        return event


@pytest.fixture
async def stream(wire: Wire) -> AsyncIterator[Stream]:
    async with wire.session.get(f"{wire.messenger.url}/control/events") as response:
        assert response.content_type == "text/event-stream"
        assert response.headers["Cache-Control"] == "no-store"
        yield Stream(response)


async def test_events(messenger: Messenger, wire: Wire, stream: Stream) -> None:
    """Each change as it happens, in order and numbered."""
    hello = await stream.next()
    assert hello["type"] == "hello"
    anna = messenger.person()
    people = await stream.next()
    assert (people["type"], people["#"]) == ("people", hello["seq"] + 1)
    assert (await stream.until("chats"))["chat"]["id"] == anna.id
    await anna.say("привет")
    assert (await stream.until("message"))["message"]["text"] == "привет"
    markup = {"inline_keyboard": [[{"text": "Да", "callback_data": "y"}]]}
    card = (await wire("sendMessage", chat_id=anna.id, text="?", reply_markup=markup))["result"]
    call = await stream.until("call")
    assert (call["method"], call["ok"]) == ("sendMessage", True)
    await wire("editMessageText", chat_id=anna.id, message_id=card["message_id"], text="!")
    assert (await stream.until("edited"))["message"]["text"] == "!"
    await wire("pinChatMessage", chat_id=anna.id, message_id=card["message_id"])
    assert (await stream.until("pinned"))["message_id"] == card["message_id"]
    await wire("deleteMessage", chat_id=anna.id, message_id=card["message_id"])
    assert (await stream.until("deleted"))["message_ids"] == [card["message_id"]]
    await wire("setMyCommands", commands=[{"command": "menu", "description": "Меню"}])
    commands = (await stream.until("commands"))["commands"]
    assert commands[str(anna.id)][0]["command"] == "menu"
    messenger.set_running(running=False)
    assert (await stream.until("bot"))["bot"]["running"] is False
    messenger.log("перезапуск", "warning")
    host = await stream.until("host")
    assert (host["level"], host["text"]) == ("warning", "перезапуск")


async def test_a_page_that_lags_behind_starts_anew() -> None:
    """Memory stays bounded; a quiet stream gets a comment to stay alive."""
    hub = EventHub()
    subscription = hub.subscribe()
    for _ in range(BACKLOG + 1):
        hub.publish({"type": "clock", "now": 1})
    assert '"reset"' in await subscription.next(1)
    first = await hub.subscribe().next(1)
    assert f'"seq": {hub.seq}' in first
    quiet = hub.subscribe()
    await quiet.next(1)
    assert (await quiet.next(0)).startswith(":")
    hub.unsubscribe(subscription)
    assert hub.watched
