"""Screens of links and texts that operators look after."""

from collections.abc import Iterator

from flows.operator import links, wording
from flows.operator.links import STATUSES, Line, Version, all_links
from flows.operator.shown import NOW
from flows.operator.wording import FAULTS, Words
from flows.screens import Screen, Text

_ADDRESS = "https://sferum.ru/new"
_LAST = Version(3, NOW, _ADDRESS, undone=False)
_VERSIONS = [_LAST, _LAST._replace(number=2, undone=True), _LAST._replace(number=1)]


def links_screens() -> Iterator[Screen]:
    known = list(all_links().values())
    lines = [
        Line(link, link.url, STATUSES[at % len(STATUSES)], NOW) for at, link in enumerate(known)
    ]
    yield links.listed(lines, 0, checks=True)
    yield links.listed(lines, links.SHOWN, checks=False)
    yield links.listed([one._replace(status="ok") for one in lines], 0, checks=True)
    for one in lines:
        yield links.opened(one, [])
    for code in (0, 404):
        for status in STATUSES:
            yield links.opened(Line(known[0], _ADDRESS, status, NOW, code), _VERSIONS)
    yield links.ask(known[0])
    yield links.preview(known[0], _ADDRESS)
    yield links.told(3)
    yield from _wording()
    notes = (
        *("no_address", "link_replaced", "link_restored", "links_checking"),
        *("text_replaced", "text_restored"),
    )
    yield from (Screen(((Text(f"note-{one}"),),)) for one in notes)


def _wording() -> Iterator[Screen]:
    texts = [Words("vk-teacher-install.title", "Установите мессенджер"), Words("x", "а" * 200)]
    yield wording.ask()
    for found in ([], texts):
        yield wording.found(found, more=bool(found))
    for versions in ([], _VERSIONS[-1:], _VERSIONS):
        yield wording.opened(texts[0], versions)
    yield wording.preview(texts[0].key, ["<b>1</b> учитель", "2 учителя"])
    yield from (Screen(((Text(f"wording-fault-{one}"),),)) for one in FAULTS)
