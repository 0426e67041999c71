"""How an address of the web answers: asked politely, with bounds, and nowhere but in public.

A name that leads to a private address is not followed: not at first, and not by a redirect. Only
the head is asked for, or the page where a server refuses its head; nothing is kept of a page.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final, Literal, NamedTuple, TypeAlias
from urllib.parse import urljoin, urlsplit

import structlog
from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

log = structlog.get_logger(__name__)
Status: TypeAlias = Literal["ok", "dead", "unsure"]
SECONDS: Final = 20.0
"""For one address, its redirects included."""
HOPS: Final = 5
GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_AGENT: Final = {"User-Agent": "sferum-guide link check"}
_NO_NAME: Final = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
"""What a resolver says of a name that there is not; any other fault may be our own."""


class Answer(NamedTuple):
    """`ok`, `dead` (the page or the name is gone) or `unsure`; the code of HTTP, 0 for none."""

    status: Status
    code: int = 0


class NoName(OSError):
    """Nobody is known by this name, or nobody in public."""


class Web:
    """Asks addresses. `allowed` says which hosts may be asked; `proxy` as in the settings."""

    def __init__(
        self, proxy: str | None = None, allowed: Callable[[str], bool] | None = None
    ) -> None:
        self._proxy = proxy
        self._allowed = allowed or public
        self._schemes = ("https",) if allowed is None else ("https", "http")

    async def ask(self, address: str) -> Answer:
        """Return how an address answers now; never raises, whatever a server or a proxy does."""
        try:
            async with asyncio.timeout(SECONDS), self._session() as session:
                return _judged(await self._follow(session, address))
        except NoName:
            return Answer("dead")
        except Exception as error:  # noqa: BLE001 - a link is not worth the program
            if isinstance(error.__cause__ or error.__context__, NoName):
                return Answer("dead")
            log.info("a link did not answer", error=type(error).__name__)
            return Answer("unsure")

    async def _follow(self, session: ClientSession, address: str) -> int:
        for _ in range(HOPS):
            parts = urlsplit(address)
            if parts.scheme not in self._schemes or not parts.hostname:
                raise ValueError("no address to follow")
            if _literal(parts.hostname) and not self._allowed(parts.hostname):
                raise NoName(parts.hostname)
            code, to = await self._code(session, address)
            if not to:
                return code
            address = urljoin(address, to)
        raise ValueError("too many redirects")

    async def _code(self, session: ClientSession, address: str) -> tuple[int, str]:
        """Return the code, and where it leads on; where a head is refused, of the page."""
        for method in ("HEAD", "GET"):
            async with session.request(method, address, allow_redirects=False) as response:
                code = response.status
                to = response.headers.get("Location", "") if 300 <= code < 400 else ""  # noqa: PLR2004
                if not _refuses_head(code):
                    break
        return code, to

    def _session(self) -> ClientSession:
        connector: Any = None
        if self._proxy is None:
            connector = TCPConnector(resolver=_Public(self._allowed), limit=2)
        else:
            from aiohttp_socks import ProxyConnector  # noqa: PLC0415 - only where there is a proxy

            connector = ProxyConnector.from_url(self._proxy)
        return ClientSession(
            connector=connector,
            cookie_jar=DummyCookieJar(),
            headers=_AGENT,
            timeout=ClientTimeout(total=SECONDS),
        )


class _Public(AbstractResolver):
    """Resolves names, and knows none that lead to what is not public."""

    def __init__(self, allowed: Callable[[str], bool]) -> None:
        self._allowed = allowed
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        try:
            found = await self._inner.resolve(host, port, family)
        except socket.gaierror as error:
            if error.errno not in _NO_NAME:
                raise
            raise NoName(host) from error
        allowed = [one for one in found if self._allowed(str(one["host"]))]
        if not allowed:
            raise NoName(host)
        return allowed

    async def close(self) -> None:
        await self._inner.close()


def public(host: str) -> bool:
    """Whether a numeric address is one of the public network."""
    return ipaddress.ip_address(host).is_global


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _refuses_head(code: int) -> bool:
    """Whether the page may be there all the same; whoever asks for rest is let alone."""
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        return False
    return 400 <= code < 500 or code == HTTPStatus.NOT_IMPLEMENTED  # noqa: PLR2004


def _judged(code: int) -> Answer:
    if code in GONE:
        return Answer("dead", code)
    return Answer("ok" if code < HTTPStatus.BAD_REQUEST else "unsure", code)
