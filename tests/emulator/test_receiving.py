"""Updates on their way to the bot: the queue, polling, the webhook."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from bot.clock import Clock
from bot.emulator.model import Json
from bot.emulator.updates import KEPT_FOR, UpdateQueue
from tests.emulator.conftest import Caller, Wire
from tests.support.people import Messenger, Someone


def test_queue() -> None:
    """Ids grow by one; what was confirmed is gone; a day later all is gone."""
    clock = Clock()
    queue = UpdateQueue(clock, first_id=7)
    for number in range(5):
        queue.put("message", {"n": number}, key=1)
    assert [one.id for one in queue.take(3)] == [7, 8, 9]
    queue.confirm(9)
    assert [one.id for one in queue.take(9)] == [9, 10, 11]
    queue.confirm(-1)
    (last,) = queue.take(9)
    assert last.json() == {"update_id": 11, "message": {"n": 4}}
    queue.confirm(12)
    queue.redeliver(last)
    assert len(queue) == 1
    clock.advance(KEPT_FOR + 1)
    assert queue.take(9) == []


def test_kinds() -> None:
    """By default all but a few; unknown names are passed over, an empty choice is the default."""
    queue = UpdateQueue(Clock())
    assert queue.put("message_reaction", {}, 1) is None
    queue.allow(["Message", "nonsense"])
    assert queue.put("callback_query", {}, 1) is None
    assert queue.put("message", {}, 1)
    queue.allow([])
    assert queue.put("callback_query", {}, 1)
    assert queue.put("chat_member", {}, 1) is None


async def test_get_updates(messenger: Messenger, wire: Wire) -> None:
    """At once what is there; offset confirms; limit limits."""
    anna = messenger.person()
    for number in range(3):
        await anna.say(str(number))
    updates = (await wire("getUpdates", limit=2))["result"]
    assert [one["message"]["text"] for one in updates] == ["0", "1"]
    after = updates[-1]["update_id"] + 1
    updates = (await wire("getUpdates", offset=after))["result"]
    assert [one["message"]["text"] for one in updates] == ["2"]
    updates = (await wire("getUpdates", offset=after + 1, timeout=0))["result"]
    assert updates == []


async def parked(messenger: Messenger, wire: Wire) -> "asyncio.Task[Json]":
    """A poll that waits at the server."""
    poll = asyncio.create_task(wire("getUpdates", timeout=50))
    await messenger.polled.wait()
    return poll


async def test_long_poll(messenger: Messenger, wire: Wire) -> None:
    anna = messenger.person()
    poll = await parked(messenger, wire)
    await anna.say("/start")
    assert (await poll)["result"][0]["message"]["text"] == "/start"
    assert not messenger.world.updates.wakers


async def test_only_kinds_that_were_asked_for(messenger: Messenger, wire: Wire) -> None:
    anna = messenger.person()
    await wire("getUpdates", allowed_updates=["message"])
    said = await anna.say("раз")
    await anna.edit(said, "два")
    updates = (await wire("getUpdates"))["result"]
    assert [[*one][1] for one in updates] == ["message"]


async def test_second_poller(messenger: Messenger, wire: Wire) -> None:
    """The newer one wins; the older one is told why."""
    first = await parked(messenger, wire)
    second = asyncio.create_task(wire("getUpdates", timeout=50))
    answer = await first
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    await messenger.person().say("x")
    assert len((await second)["result"]) == 1


async def test_a_poller_that_hangs_up(messenger: Messenger, wire: Wire) -> None:
    """Leaves nothing behind; the update waits for the next one."""
    poll = await parked(messenger, wire)
    poll.cancel()
    await messenger.person().say("x")
    assert len((await wire("getUpdates"))["result"]) == 1
    assert not messenger.world.updates.wakers
    assert not messenger.polled.is_set()


async def test_stopping_lets_everybody_go(messenger: Messenger, wire: Wire) -> None:
    """A parked poll ends empty, an event stream ends; nothing hangs."""
    poll = await parked(messenger, wire)
    async with wire.session.get(f"{messenger.url}/control/events") as stream:
        assert await stream.content.readline()
        await messenger.stop()
        assert (await poll)["result"] == []
        await stream.read()
        assert stream.content.at_eof()


def test_poll_with_a_deadline(call: Caller) -> None:
    assert asyncio.run(call("getUpdates", timeout=0)) == []


class Hook:
    """The bot's own server."""

    def __init__(self) -> None:
        self.got: asyncio.Queue[tuple[Json, str | None]] = asyncio.Queue()
        self.reply: Callable[[Json], web.Response] = lambda _: web.Response()
        self.url = ""

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        update = await request.json()
        self.got.put_nowait((update, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        return self.reply(update)

    async def texts(self, count: int) -> list[str]:
        return [(await self.got.get())[0]["message"]["text"] for _ in range(count)]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    runner = web.ServerRunner(web.Server(hook.handle))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_webhook(messenger: Messenger, wire: Wire, hook: Hook) -> None:
    """Delivered with the secret; the queue empties; polling is refused meanwhile."""
    anna = messenger.person()
    await anna.say("до")
    answer = await wire("setWebhook", url=hook.url, secret_token="s-1", max_connections=2)
    assert (answer["result"], answer["description"]) == (True, "Webhook was set")
    update, secret = await hook.got.get()
    assert (update["message"]["text"], secret) == ("до", "s-1")
    await anna.say("после")
    assert await hook.texts(1) == ["после"]
    poll = await wire("getUpdates")
    assert poll["error_code"] == 409
    assert "can't use getUpdates method while webhook is active" in poll["description"]
    info = (await wire("getWebhookInfo"))["result"]
    assert (info["url"], info["max_connections"]) == (hook.url, 2)
    again = await wire("setWebhook", url=hook.url)
    assert again["description"] == "Webhook is already set"
    assert (await wire("deleteWebhook"))["description"] == "Webhook was deleted"
    gone = await wire("setWebhook", url="")
    assert gone["description"] == "Webhook is already deleted"
    assert (await wire("getWebhookInfo"))["result"]["url"] == ""


async def test_webhook_keeps_order_and_tries_again(
    messenger: Messenger, wire: Wire, hook: Hook
) -> None:
    """One person's updates wait for each other, another's do not wait for them."""
    anna, igor = messenger.person("Анна"), messenger.person("Игорь")
    refusals = iter([500, 503])
    hook.reply = lambda update: web.Response(
        status=next(refusals, 200) if update["message"]["text"] == "раз" else 200
    )
    await anna.say("раз")
    await anna.say("два")
    await igor.say("свой")
    await wire("setWebhook", url=hook.url)
    texts = await hook.texts(5)
    assert texts.count("раз") == 3
    assert texts[-1] == "два"
    assert "свой" in texts[:3]
    info = (await wire("getWebhookInfo"))["result"]
    assert "Wrong response from the webhook: 50" in info["last_error_message"]


async def test_a_method_in_the_answer(messenger: Messenger, wire: Wire, hook: Hook) -> None:
    """Is carried out; nonsense and failures stay without consequence."""
    anna = messenger.person()
    answers: list[Any] = [
        {"method": "sendMessage", "chat_id": 1, "text": "в никуда"},
        {"nonsense": True},
        {"method": "sendMessage", "chat_id": anna.id, "text": "из ответа"},
    ]
    hook.reply = lambda _: web.json_response(answers.pop(0))
    await wire("setWebhook", url=hook.url)
    for number in range(3):
        await anna.say(str(number))
    assert (await anna.next()).text == "из ответа"
    assert [call.status for call in messenger.called("sendMessage")] == [400, 200]


async def test_webhook_nobody_listens_at(messenger: Messenger, wire: Wire) -> None:
    """Nothing is lost: after the webhook is gone the update can be polled."""
    await wire("setWebhook", url="http://127.0.0.1:9/")
    failed = asyncio.create_task(messenger.wait_for_event("host"))
    await asyncio.sleep(0)
    await messenger.person().say("x")
    assert (await failed)["text"] == "Webhook: Connection refused"
    info = (await wire("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Connection refused"
    await wire("deleteWebhook")
    assert len((await wire("getUpdates"))["result"]) == 1


async def test_dropping_what_waits(messenger: Messenger, wire: Wire, hook: Hook) -> None:
    anna = messenger.person()
    await anna.say("старое")
    await wire("setWebhook", url=hook.url, drop_pending_updates=True)
    await anna.say("новое")
    assert await hook.texts(1) == ["новое"]
    await wire("deleteWebhook", drop_pending_updates=True)
    await anna.say("x")
    await wire("deleteWebhook", drop_pending_updates=True)
    assert (await wire("getUpdates"))["result"] == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://sferum.ru"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://x.ru", "secret_token": "a b"}, "contains unallowed characters"),
        ({"url": "https://x.ru", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_wrong_webhooks(wire: Wire, params: Json, words: str) -> None:
    assert words in (await wire("setWebhook", **params))["description"]


async def test_poll_is_ended_by_a_webhook(messenger: Messenger, wire: Wire, hook: Hook) -> None:
    poll = await parked(messenger, wire)
    await wire("setWebhook", url=hook.url)
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"


async def test_people_helper_says_what_it_waited_for(
    anna: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.people.PATIENCE", 0)
    with pytest.raises(AssertionError, match="waited in vain for the bot's next message"):
        await anna.next()
