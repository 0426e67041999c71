"""Links are asked once a day in the morning; of dead ones operators of everything are told."""

import datetime as dt
from dataclasses import replace
from typing import Any, Final, cast

import pytest

from bot.actions import notices
from bot.actions.letters import Letter
from bot.actions.operator import journal, links
from bot.link_watch import KIND, LinkWatch, asked, dead, due, tell, unknown
from bot.web import Answer, Web
from flows.gallery import texts_of
from flows.operator.links import all_links, code_of, reads_address
from storage import Notice, Priority, Tx
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW, OPERATORS, ROOT
from tests.support.operators import visit_of
from tests.support.waiting import waiting

__all__ = ["region"]
CODE, LINK = next(iter(all_links().items()))
ELSEWHERE: Final = "https://sferum.ru/elsewhere"


class Scripted:
    """Answers as told, and keeps what it was asked."""

    def __init__(self, **answers: Answer) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def ask(self, address: str) -> Answer:
        self.asked.append(address)
        return self.answers.get("all", Answer("ok", 200))


def watch(region: Region, web: Scripted) -> LinkWatch:
    one = LinkWatch(region.db, cast(Web, web), lambda _: visit_of("root"), lambda: None)
    one._pause = 0
    return one


async def check(region: Region, web: Scripted) -> None:
    await watch(region, web).check(await region.db.read(asked))


async def test_every_address_is_asked_once(region: Region) -> None:
    web = Scripted()
    await check(region, web)
    assert len(web.asked) == len(set(web.asked)) > 5
    assert not any("#" in one for one in web.asked)
    known = await region.db.read(lambda tx: tx.links.all())
    assert {one.status for one in known.values()} == {"ok"}
    assert await region.db.read(dead) == 0


async def test_a_replaced_address_is_asked_instead(region: Region) -> None:
    by = visit_of("root").by
    await region.db.write(lambda tx: tx.overrides.put(by, "link", LINK.url, "", ELSEWHERE))
    addresses = await region.db.read(asked)
    assert ELSEWHERE in addresses
    assert LINK.url not in addresses


async def test_operators_of_everything_are_told_of_dead_links(region: Region) -> None:
    await check(region, Scripted(all=Answer("dead", 404)))
    visit = visit_of("root")
    assert await region.db.write(lambda tx: tell(tx, visit))
    rows = [one for one in await region.db.read(waiting) if one.kind == KIND]
    assert {one.person_id for one in rows} == {ROOT, OPERATORS["all"]}
    letter = await region.db.read(lambda tx: _said(tx, rows[0], ROOT))
    assert isinstance(letter, Letter)
    assert letter.view.screen.paragraphs[0][1].key == "links.dead"
    assert await region.db.read(lambda tx: _said(tx, rows[0], OPERATORS["region"])) is None


def _said(tx: Tx, row: Notice, person: int) -> Any:
    visit = replace(visit_of("root"), person=person)
    return notices.compose(tx, visit, replace(row, person_id=person))


async def test_nobody_is_told_of_links_that_open(region: Region) -> None:
    await check(region, Scripted())
    assert not await region.db.write(lambda tx: tell(tx, visit_of("root")))


def opened(tx: Tx, addresses: list[str], when: int) -> None:
    for one in addresses:
        tx.links.put(one, "ok", 200, when)


def at(hour: int, days: int = 0) -> int:
    """Return an hour of a day of `TIMEZONE`, a minute past."""
    zone = visit_of("root").rules.zone
    day = dt.datetime.fromtimestamp(NOW, zone).replace(hour=hour, minute=1)
    return int((day + dt.timedelta(days=days)).timestamp())


@pytest.mark.parametrize(
    ("hour", "checked", "is_due"),
    [
        (9, None, False),
        (10, None, True),
        (23, at(10), False),
        (10, at(10, -1), True),
        (9, at(10, -1), False),
        (10, at(9), True),
        (23, at(0), True),
    ],
)
async def test_it_is_done_once_a_day_from_ten(
    region: Region, hour: int, checked: int | None, is_due: bool
) -> None:
    """What somebody has asked for in the night does not stand for the round of the day."""
    every = await region.db.read(asked)
    if checked is not None:
        await region.db.write(lambda tx: opened(tx, every, checked))
    now = replace(visit_of("root"), now=at(hour))
    assert await region.db.read(lambda tx: due(tx, now)) == (every if is_due else [])


async def test_a_round_that_was_broken_off_goes_on_where_it_was(region: Region) -> None:
    every = await region.db.read(asked)
    now = replace(visit_of("root"), now=at(12))

    await region.db.write(lambda tx: opened(tx, every, at(10, -1)))
    await region.db.write(lambda tx: opened(tx, every[:4], at(10)))
    assert await region.db.read(lambda tx: due(tx, now)) == every[4:]


async def test_an_address_that_came_later_begins_no_second_round(region: Region) -> None:
    """It is asked by itself; operators are told once a day, however many links they replace."""
    by, every = visit_of("root").by, await region.db.read(asked)
    await region.db.write(lambda tx: opened(tx, every, at(10)))
    await region.db.write(lambda tx: tx.overrides.put(by, "link", LINK.url, "", ELSEWHERE))
    assert await region.db.read(unknown) == [ELSEWHERE]
    noon, tomorrow = (replace(visit_of("root"), now=at(12, days)) for days in (0, 1))
    assert await region.db.read(lambda tx: due(tx, noon)) == []
    await watch(region, Scripted()).check([ELSEWHERE])
    assert await region.db.read(unknown) == []
    assert ELSEWHERE in await region.db.read(lambda tx: due(tx, tomorrow))


async def test_telling_of_dead_links_waits_behind_what_others_wait_for(region: Region) -> None:
    await check(region, Scripted(all=Answer("dead", 404)))
    await region.db.write(lambda tx: tell(tx, visit_of("root")))
    rows = [one for one in await region.db.read(waiting) if one.kind == KIND]
    assert {one.priority for one in rows} == {Priority.REMINDER}


@pytest.mark.parametrize(
    "text",
    [
        "http://sferum.ru/",
        "sferum.ru",
        "https://",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://a b.ru/",
        "https://user:pass@sferum.ru/",
        "https://sferum.ru:8443/",
        "https://сферум.рф/",
        "https://[::1]/",
        "https://sferum.ru/" + "x" * 300,
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_for_people_is_refused(text: str) -> None:
    assert reads_address(text) == ""


async def test_an_address_is_shown_before_it_holds(region: Region) -> None:
    assert reads_address(f" {ELSEWHERE} ") == ELSEWHERE
    await region.acts("root", links.ask(CODE))
    view = await region.acts("root", links.put(CODE))
    assert view.note is not None
    assert view.note.key == "note-no_button"
    await region.db.write(lambda tx: _typed(tx, ELSEWHERE))
    view = await region.acts("root", links.put(CODE))
    assert view.note is not None
    assert view.note.key == "note-link_replaced"
    assert await region.db.read(links.addresses) == {LINK.url: ELSEWHERE}
    await region.acts("root", links.undo(CODE))
    assert await region.db.read(links.addresses) == {}
    rows = await region.db.read(lambda tx: tx.audit.listed(visit_of("root").by, most=2))
    assert [row.act for row in rows] == ["link_restored", "link_replaced"]
    told = await region.acts("root", journal.listed(""))
    which = [one.args["which"] for one in texts_of(told.screen) if "which" in one.args]
    assert which == [LINK.key, LINK.key]


@pytest.mark.parametrize("who", ["region", "reader", "neighbour", "revoked", "expired", "stranger"])
async def test_only_operators_of_everything_replace_links(region: Region, who: str) -> None:
    for action in (links.opened(CODE), links.ask(CODE), links.put(CODE), links.undo(CODE)):
        view = await region.acts(who, action)
        assert view.note is not None
        assert view.note.key == "note-no_button"
    assert await region.db.read(links.addresses) == {}


def _typed(tx: Tx, text: str) -> None:
    ask, person = tx.asks.get(ROOT), tx.persons.get(ROOT)
    assert ask is not None
    assert person is not None
    links.answered(tx, visit_of("root"), person, ask, text)


def test_codes_of_links_differ() -> None:
    assert len({code_of(one.url) for one in all_links().values()}) == len(all_links())
