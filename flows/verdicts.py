"""One address, and what it is: the allow-list of invitation links (DOMAIN.md, section 2).

Nothing is opened, followed or logged. What is accepted is written anew from its parts, so nothing
but a known host and a token of plain characters ever becomes a button.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Final
from urllib.parse import unquote

from flows.names import is_hidden


class Verdict(StrEnum):
    """What was found: four kinds of invitation, or why it is none."""

    CHAT = "chat"
    VK_CHAT = "vk_chat"
    MAX_CHAT = "max_chat"
    CLASS_LINK = "class_link"
    CALL = "call"
    INNER_PAGE = "inner_page"
    MEMBERS_ONLY = "members_only"
    VK_OTHER = "vk_other"
    MAX_OTHER = "max_other"
    UNRECOGNISED = "unrecognised"
    DAMAGED = "damaged"
    SHORTENER = "shortener"
    MESSENGER = "messenger"
    NOT_HTTPS = "not_https"
    USER_INFO = "user_info"
    LOOK_ALIKE = "look_alike"
    FOREIGN = "foreign"
    NO_LINK = "no_link"
    SEVERAL = "several"


ACCEPTED: Final = frozenset(
    {Verdict.CHAT, Verdict.VK_CHAT, Verdict.MAX_CHAT, Verdict.CLASS_LINK},
)
HOSTS: Final = frozenset({"sferum.ru", "vk.me", "max.ru"})
SHORTENERS: Final = frozenset(
    {
        *("clck.ru", "vk.cc", "bit.ly", "goo.gl", "goo.su", "tinyurl.com", "is.gd", "u.to", "t.co"),
        *("t.ly", "cutt.ly", "ow.ly", "rb.gy", "qps.ru", "surl.li", "shorturl.at", "tiny.cc"),
        *("ya.cc", "clc.li", "clc.to", "inlnk.ru"),
    }
)
MESSENGERS: Final = frozenset(
    {
        *("t.me", "telegram.me", "telegram.dog", "telegram.org", "whatsapp.com", "wa.me"),
        *("viber.com", "discord.gg", "discord.com", "signal.group", "signal.me"),
    }
)
MAX_TOKEN: Final = 200
MAX_URL: Final = 400

# The rest of VK: people, communities, the address bar of whoever is signed in.
_VK: Final = frozenset({"vk.com", "vk.ru", "web.vk.me"})
_GUIDES: Final = "prof-sferum.ru"
_OURS: Final = HOSTS | _VK | {_GUIDES}
_APPS: Final = frozenset({"tg", "whatsapp", "viber"})
_INNER: Final = frozenset({"start", "dashboard", "messages"})

_TOKEN: Final = re.compile(r"[A-Za-z0-9_/-]++={0,2}")
_MAX_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]++")
_ESCAPED: Final = re.compile(r"%(2f|3d)", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[A-Za-z0-9_/?&=.~+%-]++")
_LEADS_OUT: Final = re.compile(r"^//|=//|[:\\%\s]|call_link")
_HOST: Final = re.compile(r"[a-z0-9_.-]*+")
_HOST_ENDS: Final = re.compile(r"[/?#]")

# Hosts that are not ours, each with its subdomains; a subdomain of ours is on no list.
_KNOWN: Final = (
    (SHORTENERS, Verdict.SHORTENER),
    (MESSENGERS, Verdict.MESSENGER),
    (_VK, Verdict.VK_OTHER),
    (HOSTS, Verdict.UNRECOGNISED),
)
# How a name is made to look like another one.
_DISGUISES: Final = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("3", "e"), ("5", "s"))
_BRAND: Final = "sferum"


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict, and for an accepted link its address in the one form that is kept.

    The address carries a token, so it stays out of `repr`, and with that out of logs.
    """

    verdict: Verdict
    url: str = field(default="", repr=False)

    @property
    def accepted(self) -> bool:
        return self.verdict in ACCEPTED

    @property
    def warned(self) -> bool:
        """Any chat of VK has such a link: no proof that it is a school's."""
        return self.verdict is Verdict.VK_CHAT

    @property
    def unsure(self) -> bool:
        """The form of the administrator's class link is not public: to be checked with them."""
        return self.verdict is Verdict.CLASS_LINK


def judge_address(scheme: str, rest: str, *, own: bool) -> Found:
    """Judge `rest`, all that stands behind "https:". `own`: an administrator's link for a class.

    The host is judged before the scheme: for a link that leads elsewhere it would be no help to
    ask for the same one with https.
    """
    host, tail = _cut(rest.removeprefix("//"))
    refused = _malformed(scheme, rest, host) or _stranger(host)
    if refused:
        return Found(refused)
    if any(map(is_hidden, tail)):
        return Found(Verdict.DAMAGED)
    found = _at_home(host.lower(), tail, own=own)
    return Found(Verdict.NOT_HTTPS) if found.accepted and scheme == "http" else found


def _malformed(scheme: str, rest: str, host: str) -> Verdict | None:
    if scheme in _APPS:
        return Verdict.MESSENGER
    if not rest.startswith("//") or "\\" in rest:
        return Verdict.DAMAGED
    if "@" in host:
        return Verdict.USER_INFO
    return None if scheme in {"http", "https"} else Verdict.NOT_HTTPS


def _cut(address: str) -> tuple[str, str]:
    """Cut behind the host, in front of its path, query or fragment."""
    ends = _HOST_ENDS.search(address)
    at = ends.start() if ends else len(address)
    return address[:at], address[at:]


def _stranger(written: str) -> Verdict | None:
    """Say why a host is none of ours; None for ours, whose paths decide.

    A port or a closing dot makes another host of it for a browser, so either is a look-alike. A
    host of other letters than Latin ones is taken for one as well, whatever it resembles.
    """
    host = written.lower().partition(":")[0].rstrip(".")
    if not written.isascii() or "xn--" in host:
        return Verdict.LOOK_ALIKE
    if host in _OURS:
        return None if host == written.lower() else Verdict.LOOK_ALIKE
    if not _HOST.fullmatch(host):
        return Verdict.LOOK_ALIKE
    if "." not in host:
        return Verdict.DAMAGED
    for hosts, verdict in _KNOWN:
        if any(host == one or host.endswith(f".{one}") for one in hosts):
            return verdict
    return Verdict.LOOK_ALIKE if _disguised(host) else Verdict.FOREIGN


def _disguised(host: str) -> bool:
    """Whether a name plays one of ours: sferum.ru.evil.com, sferurn.ru, vk-me.ru, my-sferum.com."""
    for drawn, meant in _DISGUISES:
        host = host.replace(drawn, meant)
    labels = re.split(r"[._-]", host)
    pairs = {".".join(pair) for pair in pairwise(labels)} | set(labels)
    return any(one in pairs or one.replace(".", "") in pairs for one in HOSTS) or any(
        _BRAND in label or _a_slip_away(label) for label in labels
    )


def _a_slip_away(label: str) -> bool:
    """Whether one letter is missing, added or changed in the name of Сферум, or two swapped."""
    if abs(len(label) - len(_BRAND)) > 1:
        return False
    common = _alike(label, _BRAND) + _alike(label[::-1], _BRAND[::-1])
    return common >= max(len(label), len(_BRAND)) - 1 or sorted(label) == sorted(_BRAND)


def _alike(one: str, other: str) -> int:
    """How many first letters two words share."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), len(one))


def _at_home(host: str, tail: str, *, own: bool) -> Found:
    if host == "sferum.ru":
        return _sferum(tail, own=own)
    if host in {"vk.me", "max.ru"} and tail.startswith("/join/"):
        return _joining(host, tail.removeprefix("/join/"))
    if host == "max.ru":
        return Found(Verdict.MAX_OTHER)
    if host == "web.vk.me" and tail.startswith("/convo"):
        return Found(Verdict.MEMBERS_ONLY)
    return Found(Verdict.INNER_PAGE if host == _GUIDES else Verdict.VK_OTHER)


def _joining(host: str, written: str) -> Found:
    if host == "vk.me":
        verdict, form, token = Verdict.VK_CHAT, _TOKEN, _unescaped(written)
    else:
        verdict, form, token = Verdict.MAX_CHAT, _MAX_TOKEN, written.removesuffix("/")
    if not _is_token(form, token):
        return Found(Verdict.DAMAGED)
    return Found(verdict, f"https://{host}/join/{token}")


def _sferum(tail: str, *, own: bool) -> Found:
    """Judge a page of sferum.ru by the names in its query; nothing is decoded to find them."""
    place, anchor, _ = tail.partition("#")
    path, _, query = place.partition("?")
    # Mail and electronic diaries show an address as HTML has it.
    parts = [part for part in query.replace("&amp;", "&").split("&") if part]
    pairs = [part.partition("=")[::2] for part in parts]
    given = dict(pairs)
    root = path in {"", "/"}
    if "call_link" in given:
        return Found(Verdict.CALL)
    if root and set(given) == {"p", "join"} and given["p"] == "messages":
        token = _unescaped(given["join"])
        if anchor or len(pairs) != len(given) or not _is_token(_TOKEN, token):
            return Found(Verdict.DAMAGED)
        return Found(Verdict.CHAT, f"https://sferum.ru/?p=messages&join={token}")
    if path.startswith("/static/") or (root and not anchor and _is_inner(given)):
        return Found(Verdict.INNER_PAGE)
    url = "?".join(filter(None, (f"https://sferum.ru{path or '/'}", "&".join(parts))))
    carries = not root or any(value for name, value in pairs if name != "p")
    if own and carries and not anchor and len(pairs) == len(given) and _is_plain(url):
        return Found(Verdict.CLASS_LINK, url)
    return Found(Verdict.UNRECOGNISED)


def _is_inner(given: dict[str, str]) -> bool:
    """The site's front page, and the pages of whoever is signed in."""
    where = given.get("p", "")
    if where.startswith("channel"):
        return True
    return not given or (where in _INNER and set(given) <= {"p", "schoolId"})


def _is_plain(url: str) -> bool:
    """Whether an address of unknown form is short, written plainly, and holds no other address."""
    tail = url.removeprefix("https://sferum.ru")
    short = len(url) <= MAX_URL and bool(_PLAIN.fullmatch(tail))
    return short and not _LEADS_OUT.search(unquote(tail))


def _is_token(form: re.Pattern[str], token: str) -> bool:
    """Lengths differ between the tokens seen, so only the absurd is refused."""
    return len(token) <= MAX_TOKEN and bool(form.fullmatch(token)) and any(map(str.isalnum, token))


def _unescaped(token: str) -> str:
    """Read %2F and %3D as the two signs of a token that some programs write so."""
    return _ESCAPED.sub(lambda found: "/" if found[1].startswith("2") else "=", token)
