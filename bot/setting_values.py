"""How the text of each setting is read. A text that does not fit raises `ValueError`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator

from flows.calendar import QuietHours
from flows.roles import EDITIONS
from storage.errors import BadAddressError
from storage.location import locate
from storage.sealed import read_key

PROXIES: Final = ("socks5", "socks4", "http")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TOKEN: Final = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,}")
_HOURS: Final = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2})")
_LAST_PORT: Final = 65_535
_LAST_HOUR: Final = 23
_LONGEST_GAP: Final = 90


class Misfit(ValueError):
    """Does not fit, for a reason worth telling the person; the text is theirs to read."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen; `host` of IPv6 has no brackets."""

    host: str
    port: int


def reads(parse: Callable[[str], Any]) -> BeforeValidator:
    """Parse text; what is no text (a default, a value given by code) is taken as it is."""
    return BeforeValidator(lambda value: parse(value.strip()) if isinstance(value, str) else value)


def token(text: str) -> str:
    return _whole(_TOKEN, text)


def secret(text: str) -> str:
    return _whole(_SECRET, text)


def database_url(text: str) -> str:
    try:
        locate(text)
    except BadAddressError:
        raise ValueError from None
    return text


def people(text: str) -> tuple[int, ...]:
    """Account ids, told apart by commas, semicolons or spaces; each once."""
    found = [int(one) for one in re.split(r"[\s,;]+", text) if one]
    if any(one <= 0 for one in found):
        raise ValueError
    return tuple(dict.fromkeys(found))


def data_key(text: str) -> str:
    """A key as `python -m bot migrate --new-key` makes it: 32 bytes in base64."""
    read_key(text)
    return text


def data_keys(text: str) -> str:
    """Earlier keys, told apart by commas or spaces."""
    for one in re.split(r"[\s,;]+", text):
        read_key(one)
    return text


def policy_url(text: str) -> str:
    """A page that people open from a button, so it must be one of the open web."""
    parts = _parts(text)
    if parts.scheme != "https" or "@" in parts.netloc:
        raise ValueError
    return text


def edition(text: str) -> str:
    if text.lower() not in EDITIONS:
        raise ValueError
    return text.lower()


def timezone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (LookupError, OSError):
        raise ValueError from None


def quiet_hours(text: str) -> QuietHours:
    found = _HOURS.fullmatch(text)
    if not found:
        raise ValueError
    begin, end = int(found[1]), int(found[2])
    if max(begin, end) > _LAST_HOUR or begin == end:
        raise ValueError
    return QuietHours(begin, end)


def gaps(text: str) -> tuple[int, ...]:
    """Days of the gaps between reminders, told apart by commas, semicolons or spaces."""
    found = tuple(int(one) for one in re.split(r"[\s,;]+", text) if one)
    if not found or not all(1 <= one <= _LONGEST_GAP for one in found):
        raise ValueError
    return found


def listen(text: str) -> Address:
    parts = _parts(f"//{text}")
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc or not parts.port:
        raise ValueError
    return Address(parts.hostname or "", parts.port)


def api_url(text: str) -> str:
    parts = _parts(text)
    if parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise ValueError
    return text.rstrip("/")


def proxy(text: str) -> str:
    parts = _parts(text)
    if parts.scheme not in PROXIES or not parts.port:
        raise ValueError
    return text


def folder(text: str) -> Path:
    """A folder that is there: a slip in its name would pass in silence otherwise."""
    found = Path(text)
    if not found.is_dir():
        raise Misfit("такой папки нет")
    return found


def webhook_url(text: str) -> str:
    """Telegram delivers to https only; plain http is for an emulator on this machine."""
    parts = _parts(text)
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise Misfit("должен начинаться с https://")
    if parts.scheme not in ("http", "https") or parts.fragment or "@" in parts.netloc:
        raise ValueError
    return text


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(url: str) -> SplitResult:
    parts = urlsplit(url)
    if not parts.hostname or (parts.port or 0) > _LAST_PORT or re.search(r"\s", url):
        raise ValueError
    return parts


def _whole(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError
    return text
