"""/links: every link of the flows and the library, how it answers, and what leads elsewhere now."""

import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from flows import addresses
from flows.library import library
from flows.model import Link
from flows.operator.home import BACK
from flows.screens import (
    Arg,
    Button,
    Day,
    Page,
    Paragraph,
    Private,
    Row,
    Screen,
    Text,
    Url,
    page,
    say,
    title,
)

SHOWN: Final = 8
LONGEST: Final = 300
VERSIONS: Final = 4
"""Changes of a link or text that are shown, the latest ones."""
ALL: Final = "all"
"""On a button that takes all changes back."""
STATUSES: Final = ("dead", "unsure", "ok", "unknown")
"""How an address answers, the worst first."""


class Line(NamedTuple):
    """A link as operators see it.

    `address` is where it leads now, `own` where it leads by the release; `since` in unix seconds,
    0 before it was ever asked; `code` of HTTP, 0 for none.
    """

    link: Link
    address: str
    status: str
    since: int
    code: int = 0

    @property
    def own(self) -> bool:
        return self.address == self.link.url


class Version(NamedTuple):
    """What somebody put in the place of the release's own; `at` in unix seconds."""

    number: int
    at: int
    value: str
    undone: bool


@cache
def all_links() -> dict[str, Link]:
    """Return every link once, by what its buttons carry."""
    of_library = (link for one in library().entries.values() for link in one.links)
    found: dict[str, Link] = {}
    for link in (*addresses.ALL, *of_library):
        found.setdefault(code_of(link.url), link)
    return found


def code_of(key: str) -> str:
    """Return what a button carries for an address or a key."""
    return hashlib.blake2s(key.encode(), digest_size=5).hexdigest()


def reads_address(text: str) -> str:
    """Return the address that was typed; "" for what is none that people may be sent to."""
    address = text.strip()
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    named = "." in host and not host.replace(".", "").isdigit() and host.isascii()
    plain = address.isascii() and address.isprintable() and " " not in address
    fits = parts.scheme == "https" and named and plain and len(address) <= LONGEST
    return address if fits and not parts.username and port in {None, 443} else ""


def listed(lines: Sequence[Line], first: int, *, checks: bool) -> Screen:
    """Show the links, those that do not open first; `checks`: they are asked once a day."""
    ranked = sorted(lines, key=lambda one: STATUSES.index(one.status))
    shown = ranked[first : first + SHOWN]
    dead = sum(one.status == "dead" for one in lines)
    head: list[Text] = [title("links.title")]
    if dead:
        head.append(say("links.dead", count=dead))
    elif any(one.status != "unknown" for one in lines):
        head.append(Text("links.none_dead"))
    if not checks:
        head.append(Text("links.off"))
    rows: list[Row] = [(_button(one),) for one in shown]
    turns = []
    if first:
        turns.append(Button(Text("op-earlier"), Page("op_links", str(max(0, first - SHOWN)))))
    if first + SHOWN < len(ranked):
        turns.append(Button(Text("op-later"), Page("op_links", str(first + SHOWN))))
    if turns:
        rows.append(tuple(turns))
    if checks:
        rows.append((page("links.check", "links_check"),))
    rows.append((page("links.texts", "wording"), BACK))
    return Screen((tuple(head),), tuple(rows))


def _button(one: Line) -> Button:
    args: dict[str, Arg] = {"name": name_of(one.link)}
    key = f"links-line-{one.status}"
    return Button(Text(key, args), Page("op_link", code_of(one.link.url)))


def name_of(link: Link) -> Text:
    return Text(f"link-{link.key}")


def opened(one: Line, versions: Sequence[Version]) -> Screen:
    """Show one link: where it leads, how it answers, what it was replaced by, the latest first."""
    lines: list[Text] = [
        Text("links.one", {"name": name_of(one.link)}, strong=True),
        say("links.leads", address=one.address),
        say(f"links-status-{one.status}", day=Day(one.since), code=one.code),
    ]
    if not one.own:
        lines.append(say("links.replaced", own=one.link.url))
    code = code_of(one.link.url)
    rows: list[Row] = [
        (Button(Text("links.open"), Url(one.link.url)),),
        (page("links.replace", "link_new", code),),
    ]
    rows += undoing("link_undo", code, versions)
    rows.append((page("links.list", "op_links"), BACK))
    return Screen((tuple(lines), *told_of(versions)), tuple(rows))


def told_of(versions: Sequence[Version]) -> tuple[Paragraph, ...]:
    """Name the latest changes; nothing where there were none."""
    lines = tuple(
        say(
            "links-version-undone" if one.undone else "links-version",
            version=one.number,
            day=Day(one.at),
            value=Private(one.value),
        )
        for one in versions[:VERSIONS]
    )
    return (lines,) if lines else ()


def undoing(name: str, code: str, versions: Sequence[Version]) -> list[Row]:
    """Lead back to what was there before, and where that is not the release's own, to that."""
    held = [one for one in versions if not one.undone]
    rows: list[Row] = [(page("links.undo", name, code),)] if held else []
    if len(held) > 1:
        rows.append((page("links.reset", name, code, ALL),))
    return rows


def ask(link: Link) -> Screen:
    """Ask for another address."""
    name = Text("links.one", {"name": name_of(link)}, strong=True)
    back = page("button-back", "op_link", code_of(link.url))
    return Screen(((name, Text("links.write")),), ((back, BACK),))


def preview(link: Link, address: str) -> Screen:
    """Show an address before it holds for all."""
    name = Text("links.one", {"name": name_of(link)}, strong=True)
    code = code_of(link.url)
    body: Paragraph = (name, say("links.will", address=address), Text("links.for_all"))
    rows: tuple[Row, ...] = (
        (Button(Text("links.open"), Url(address)),),
        (page("links.put", "link_put", code),),
        (page("links.other", "link_new", code),),
        (page("links.list", "op_links"), BACK),
    )
    return Screen((body,), rows)


def told(count: int) -> Screen:
    """Tell operators once a day which links do not open."""
    return Screen(
        ((title("links.title"), say("links.dead", count=count)),),
        ((page("links.see", "op_links"),),),
    )
