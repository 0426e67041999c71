"""Addresses are asked with bounds, and nowhere but in public."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

import pytest
from aiohttp import web
from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver
from aiohttp.test_utils import TestServer

from bot import web as asking
from bot.web import Answer, Web, public

Handler = Callable[[web.Request], Awaitable[web.Response]]
HERE: Final = {"127.0.0.1", "localhost"}
_asked: list[str] = []


async def answers(request: web.Request) -> web.Response:
    """Answer as the path says; `head-405` refuses its head so."""
    _asked.append(f"{request.method} {request.path}")
    what = request.match_info["what"]
    if what.startswith("head-"):
        refused = int(what.removeprefix("head-"))
        return web.Response(status=refused if request.method == "HEAD" else 200)
    if what == "loop":
        raise web.HTTPFound("/loop")
    if what == "there":
        raise web.HTTPFound("/200")
    if what == "inside":
        raise web.HTTPFound("http://10.0.0.1/200")
    return web.Response(status=int(what))


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    app = web.Application()
    app.router.add_route("*", "/{what}", answers)
    _asked.clear()
    one = TestServer(app)
    await one.start_server()
    yield one
    await one.close()


async def ask(server: TestServer, path: str) -> Answer:
    return await Web(allowed=lambda host: host in HERE).ask(str(server.make_url(path)))


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/200", Answer("ok", 200)),
        ("/204", Answer("ok", 204)),
        ("/404", Answer("dead", 404)),
        ("/410", Answer("dead", 410)),
        ("/500", Answer("unsure", 500)),
        ("/429", Answer("unsure", 429)),
        ("/403", Answer("unsure", 403)),
        *((f"/head-{code}", Answer("ok", 200)) for code in (400, 401, 403, 404, 405, 501)),
        ("/there", Answer("ok", 200)),
        ("/loop", Answer("unsure")),
        ("/inside", Answer("dead")),
    ],
)
async def test_an_answer_is_judged(server: TestServer, path: str, answer: Answer) -> None:
    assert await ask(server, path) == answer


async def test_the_head_is_enough_where_there_is_one(server: TestServer) -> None:
    await ask(server, "/200")
    await ask(server, "/head-405")
    await ask(server, "/429")
    assert _asked == ["HEAD /200", "HEAD /head-405", "GET /head-405", "HEAD /429"]


async def test_redirects_are_followed_only_so_far(server: TestServer) -> None:
    await ask(server, "/loop")
    assert len(_asked) == asking.HOPS


@pytest.mark.parametrize(
    ("host", "is_public"),
    [
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("::1", False),
        ("fd00::1", False),
        ("1.1.1.1", True),
    ],
)
def test_what_is_public(host: str, is_public: bool) -> None:
    assert public(host) is is_public


@pytest.mark.parametrize(
    "address",
    ["https://127.0.0.1/", "https://[::1]/", "http://sferum.ru/", "ftp://sferum.ru/", "https:///x"],
)
async def test_nothing_that_is_not_public_is_asked(
    server: TestServer, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del server
    monkeypatch.setattr(Web, "_code", lambda *_: pytest.fail("it was asked"))
    assert (await Web().ask(address)).status != "ok"


async def test_a_name_that_leads_inside_is_nobodys(server: TestServer) -> None:
    port = server.port
    assert await Web(allowed=lambda _: False).ask(f"http://localhost:{port}/200") == Answer("dead")
    assert _asked == []


async def _tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A proxy of HTTP: connects to where it is told to, and passes on both ways."""
    head = await reader.readuntil(b"\r\n\r\n")
    _, target, _ = head.decode().split(" ", 2)
    _asked.append(f"through {target.partition(':')[0]}")
    host, _, port = target.partition(":")
    there, back = await asyncio.open_connection(host, int(port))
    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    await asyncio.gather(_pass(reader, back), _pass(there, writer))


async def _pass(one: asyncio.StreamReader, other: asyncio.StreamWriter) -> None:
    while data := await one.read(4096):
        other.write(data)
        await other.drain()
    other.close()


async def test_links_are_asked_through_the_proxy_where_there_is_one(server: TestServer) -> None:
    proxy = await asyncio.start_server(_tunnel, "127.0.0.1", 0)
    port = proxy.sockets[0].getsockname()[1]
    asker = Web(f"http://127.0.0.1:{port}", allowed=lambda host: host in HERE)
    assert await asker.ask(str(server.make_url("/404"))) == Answer("dead", 404)
    assert _asked == ["through 127.0.0.1", "HEAD /404", "through 127.0.0.1", "GET /404"]
    proxy.close()
    await proxy.wait_closed()


async def _refusing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 503 Service Unavailable\r\n\r\n")
    await writer.drain()
    writer.close()


async def test_a_proxy_that_fails_ends_nothing_and_no_link_is_dead_by_it() -> None:
    proxy = await asyncio.start_server(_refusing, "127.0.0.1", 0)
    port = proxy.sockets[0].getsockname()[1]
    for _ in ("it refuses", "it is gone"):
        assert await Web(f"http://127.0.0.1:{port}").ask("https://sferum.ru/") == Answer("unsure")
        proxy.close()
        await proxy.wait_closed()


@pytest.mark.parametrize(
    ("errno", "status"),
    [(socket.EAI_NONAME, "dead"), (socket.EAI_AGAIN, "unsure"), (socket.EAI_FAIL, "unsure")],
)
async def test_only_a_name_that_there_is_not_is_dead(
    monkeypatch: pytest.MonkeyPatch, errno: int, status: str
) -> None:
    """Where the machine itself has no network, no link is to blame."""

    async def resolve(*_: object) -> list[ResolveResult]:
        raise socket.gaierror(errno, "as told")

    monkeypatch.setattr(ThreadedResolver, "resolve", resolve)
    assert (await Web().ask("https://sferum.ru/")).status == status


async def test_whoever_does_not_answer_is_not_waited_for(
    server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0)
    assert await ask(server, "/200") == Answer("unsure")
