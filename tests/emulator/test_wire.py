"""HTTP: addresses, bodies, faults."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.emulator.model import Json
from tests.emulator.conftest import Wire
from tests.support.people import Messenger, Someone


@pytest.fixture
async def reader(messenger: Messenger) -> Someone:
    someone = messenger.person()
    someone.person.started = True
    return someone


async def answer(request: Any) -> Json:
    async with request as response:
        assert response.headers["Content-Type"].startswith("application/json")
        parsed: Json = await response.json()
        assert response.status == (200 if parsed["ok"] else parsed["error_code"])
        return parsed


async def test_wrong_addresses(wire: Wire) -> None:
    """401 for a token that could be one, else 404, as for an unknown method."""
    base = wire.messenger.url
    session = wire.session
    assert await answer(session.get(f"{base}/bot1:x/getMe")) == {
        "ok": False,
        "error_code": 401,
        "description": "Unauthorized",
    }
    lost = {"ok": False, "error_code": 404, "description": "Not Found"}
    assert await answer(session.get(f"{base}/bot1/getMe")) == lost
    assert await answer(session.get(f"{wire.base}/getNothing")) == lost
    assert await answer(session.get(f"{wire.base}/test/getMe")) == lost
    assert await answer(session.get(f"{base}/elsewhere")) == lost


async def test_every_kind_of_body(wire: Wire, reader: Someone) -> None:
    """Address, form, JSON and multipart mean the same; names of methods are case-blind."""
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]}
    fields = {"chat_id": str(reader.id), "text": "я", "reply_markup": json.dumps(markup)}
    multipart = aiohttp.FormData(fields, default_to_multipart=True)
    address = f"{wire.base}/sendmessage"
    session = wire.session
    for request in (
        session.get(address, params=fields),
        session.post(address, data=fields),
        session.post(address, json=fields | {"reply_markup": markup, "chat_id": reader.id}),
        session.post(address, data=multipart),
        session.post(f"{address}?text=я", json={"chat_id": reader.id, "reply_markup": markup}),
    ):
        result = (await answer(request))["result"]
        assert (result["text"], result["reply_markup"]) == ("я", markup)


@pytest.mark.parametrize("body", [b"{", b"[1]"])
async def test_broken_json(wire: Wire, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    refused = await answer(
        wire.session.post(f"{wire.base}/sendMessage", data=body, headers=headers)
    )
    assert refused["error_code"] == 400
    assert "JSON" in refused["description"]


async def test_empty_json(wire: Wire) -> None:
    headers = {"Content-Type": "application/json"}
    assert (await answer(wire.session.post(f"{wire.base}/getMe", headers=headers)))["ok"]


async def test_a_body_said_to_be_huge(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.emulator.bodies.BODY_LIMIT", 10)
    refused = await wire("sendMessage", text="длиннее десяти")
    assert refused["description"] == "Request Entity Too Large"


async def test_flood_wait_begins_with_the_first_refusal(wire: Wire, reader: Someone) -> None:
    """It is over when its seconds have passed; polling is not concerned."""
    events: list[Json] = []
    wire.messenger.world.hub.listeners.add(events.append)
    wire.messenger.faults.flood = 30
    wire.messenger.advance(100)
    refused = await wire("sendMessage", chat_id=reader.id, text="x")
    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 30",
        "parameters": {"retry_after": 30},
    }
    assert (await wire("getUpdates"))["ok"]
    wire.messenger.advance(25)
    left = (await wire("sendMessage", chat_id=reader.id, text="x"))["parameters"]["retry_after"]
    assert left in (4, 5)
    wire.messenger.advance(5)
    assert (await wire("sendMessage", chat_id=reader.id, text="x"))["ok"]
    assert wire.messenger.faults.quiet
    assert any(one["type"] == "faults" and one["faults"]["flood"] == 0 for one in events)


async def test_broken_connection(wire: Wire, reader: Someone) -> None:
    """Nothing is carried out, nothing is answered; polling breaks too."""
    wire.messenger.faults.broken = True
    for method in ("sendMessage", "getUpdates"):
        with pytest.raises(aiohttp.ClientConnectionError):
            await wire(method, chat_id=reader.id, text="x")
    wire.messenger.faults.clear()
    assert reader.messages == []
    assert [call.status for call in wire.messenger.calls] == [0, 0]


async def test_broken_after(wire: Wire, reader: Someone) -> None:
    """Carried out, but the answer is lost: the sender cannot know."""
    faults = wire.messenger.faults
    faults.next("drop_after", ["sendMessage"])
    with pytest.raises(aiohttp.ClientConnectionError):
        await wire("sendMessage", chat_id=reader.id, text="раз")
    faults.broken_after = True
    with pytest.raises(aiohttp.ClientConnectionError):
        await wire("sendMessage", chat_id=reader.id, text="два")
    assert [one.text for one in reader.messages] == ["раз", "два"]


async def test_faults_for_the_next_calls(wire: Wire, reader: Someone) -> None:
    """Arranged for a method and a number of times, then over."""
    faults = wire.messenger.faults
    faults.next("flood", ["sendMessage"], seconds=3)
    faults.next("server_error", times=2)
    assert (await wire("getMe"))["error_code"] == 502
    sent = await wire("sendMessage", chat_id=reader.id, text="x")
    assert sent["parameters"] == {"retry_after": 3}
    assert (await wire("getMe"))["error_code"] == 502
    assert faults.quiet
    faults.next("drop_before", ["sendMessage"])
    assert (await wire("getMe"))["ok"]
    with pytest.raises(aiohttp.ClientConnectionError):
        await wire("sendMessage", chat_id=reader.id, text="x")
    assert reader.messages == []


async def test_slow_answers(wire: Wire, reader: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    """The delay is before the work, on the machine's clock."""
    waited: list[float] = []
    sleep = asyncio.sleep

    async def note(seconds: float) -> None:
        waited.append(seconds)
        await sleep(0)

    monkeypatch.setattr("bot.emulator.api.asyncio.sleep", note)
    wire.messenger.faults.slow = 2
    assert (await wire("sendMessage", chat_id=reader.id, text="x"))["ok"]
    assert waited == [2]


async def test_log_of_calls(wire: Wire, reader: Someone) -> None:
    """Every call, long values cut, never the token; the page sees it as it happens."""
    waiting = asyncio.create_task(
        wire.messenger.wait_for_call(lambda event: event["method"] == "sendMessage")
    )
    await asyncio.sleep(0)
    await wire("sendMessage", chat_id=reader.id, text="я" * 500, reply_markup={"x": "y" * 200})
    event = await waiting
    assert (event["ok"], event["status"], event["chat_id"]) == (True, 200, reader.id)
    assert len(event["request"]["text"]) == 161
    assert wire.messenger.token not in json.dumps(event)
    waiting = asyncio.create_task(wire.messenger.wait_for_call(lambda event: not event["ok"]))
    await asyncio.sleep(0)
    await wire("sendMessage", chat_id="@x", text="x")
    event = await waiting
    assert event["description"] == "Bad Request: chat not found"
    assert "chat_id" not in event
    assert wire.messenger.refused()[0].method == "sendMessage"


async def test_taken_port(messenger: Messenger) -> None:
    with pytest.raises(OSError, match="address already in use"):
        await Messenger().start(messenger.port)
