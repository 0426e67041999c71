"""Which addresses Telegram takes for a link and how it writes them (TDLib, `LinkManager`)."""

import ipaddress
import re
from functools import lru_cache
from typing import Final

WRONG_HTTP: Final = "Wrong HTTP URL"

_PROTOCOL: Final = re.compile(r"([^:/?#@\[\]]*)://")
_SPECIAL: Final = re.compile(r"(tg|tonsite|ton):(//)?", re.IGNORECASE)
_ALLOWED: Final = frozenset(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_!$,~*'();&+="
)
_HEX: Final = frozenset("0123456789abcdefABCDEF")
_USER: Final = re.compile(
    r"tg:(?://)?user/?\?(?:.*&)?id=([1-9][0-9]*)(?:[&#].*)?", re.IGNORECASE | re.DOTALL
)
_BLANK: Final = " \t\r\n\0\v"
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class WrongLink(ValueError):
    """Says why in Telegram's words."""


def user_id(link: str) -> int | None:
    """The account that `tg://user?id=…` names."""
    found = _USER.fullmatch(link)
    if found is None:
        return None
    number = int(found[1])
    return number if 0 < number < 2**40 else None


@lru_cache(maxsize=1_024)
def checked(link: str) -> str:
    """The link as Telegram stores it; raises WrongLink."""
    special = _SPECIAL.match(link)
    if special is None or special[1].lower() == "tonsite":
        protocol, userinfo, host, port, query = _parse(link)
        if "." not in host and not host.startswith("["):
            raise WrongLink(WRONG_HTTP)
        at = f"{userinfo}@" if userinfo else ""
        colon = f":{port}" if port else ""
        return f"{protocol}://{at}{host}{colon}{query}"
    name = special[1].lower()
    rest = link[special.end() :]
    protocol, userinfo, host, port, query = _parse(rest)
    is_http = protocol == "https" or rest.lower().startswith("http://")
    if is_http or userinfo or port or host[0] == "[":
        raise WrongLink(f"Wrong {name} URL")
    if any(not (c.isascii() and c.isalnum()) and c not in "-_" for c in host):
        raise WrongLink("Unallowed characters in URL host")
    return f"{name}://{host}{query.removeprefix('/') if query.startswith('/?') else query}"


def _parse(link: str) -> tuple[str, str, str, int, str]:
    """Protocol, user, host in lower case, the port if one was written, and path with query."""
    found = _PROTOCOL.match(link)
    protocol, rest = (found[1].lower(), link[found.end() :]) if found else ("http", link)
    if protocol not in _DEFAULT_PORTS:
        raise WrongLink("Unsupported URL protocol")
    cut = min((i for i in map(rest.find, "/?#") if i >= 0), default=len(rest))
    address, query = rest[:cut], rest[cut:]
    place, port = _port(address)
    userinfo, _, host = place.rpartition("@")
    _check_host(host, userinfo)
    query = query.rstrip(_BLANK) or "/"
    if not query.startswith("/"):
        query = "/" + query
    query = "".join(f"%{ord(c):02X}" if ord(c) <= ord(" ") else c for c in query)
    return protocol, userinfo, host.lower(), port, query


def _port(address: str) -> tuple[str, int]:
    at = len(address) - 1
    while at > 0 and address[at] not in ":]@":
        at -= 1
    if at <= 0 or address[at] != ":":
        return address, 0
    digits = address[at + 1 :]
    if not (digits.isascii() and digits.isdecimal()) or not 0 < int(digits) < 2**16:
        raise WrongLink("Wrong port number specified in the URL")
    return address[:at], int(digits)


def _check_host(host: str, userinfo: str) -> None:
    if not host:
        raise WrongLink("URL host is empty")
    if host == ".":
        raise WrongLink("Host is invalid")
    if host.startswith("[") and host.endswith("]"):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            raise WrongLink("Wrong IPv6 address specified in the URL") from None
        return
    _check_part(host, "host", "")
    _check_part(userinfo, "userinfo", ":")


def _check_part(part: str, name: str, extra: str) -> None:
    at = 0
    while at < len(part):
        c = part[at]
        if c == "%":
            if not set(part[at + 1 : at + 3]) <= _HEX or at + 2 >= len(part):
                raise WrongLink(f"Wrong percent-encoded symbol in URL {name}")
            at += 2
        elif c not in _ALLOWED and c not in extra and c.isascii():
            raise WrongLink(f"Disallowed character in URL {name}")
        at += 1
