"""Whoever has no right in a school learns nothing of it by any button or word, and changes nothing.

Each page of the tables is tried with the real ids of a school and with ids that nothing has: who
has no right cannot tell one from the other. A new page must be put into `tests/support/outsiders`.
"""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, cast

import pytest

from bot.actions import answers
from bot.actions.letters import Letter
from bot.actions.notices import _KINDS, compose
from bot.actions.view import Action, look, once
from bot.callbacks import PageData
from bot.handlers import browsing, operator
from bot.handlers.inviting import SENDS
from flows.screens import Screen, Text
from storage import Ask, Database, Notice, Tx
from tests.support import outsiders as out
from tests.support.barred import HOUSE, WORN, Town, shows_nothing
from tests.support.keys import SEAL
from tests.support.outsiders import LINK, OUTSIDERS, Ground, Try

PAGES: Final = {*browsing.LOOKS, *browsing.ACTS, *SENDS} - {*operator.LOOKS, *operator.ACTS}
"""Operators' pages are tried in `test_operators_only`."""


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: out.NOW, seal=SEAL)
    yield Town(db, await db.write(out.prepare))
    await db.close()


def real_and_void(ground: Ground) -> Iterator[tuple[Try, Try]]:
    real, void = out.tries(ground.ids), out.tries(ground.void)
    for name, ways in real.items():
        yield from zip(ways, void[name], strict=True)


def test_every_page_is_known_here() -> None:
    concern = set(out.tries(out.all_of(1)))
    assert concern | set(out.OWN) | out.BY_TOKEN | out.ELSEWHERE == PAGES
    assert not out.ELSEWHERE & (concern | set(out.OWN) | out.BY_TOKEN)


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_page_tells_a_school_from_none(town: Town, who: str) -> None:
    """What is shown is the same as for ids that nothing has, and nothing is changed by it."""
    for real, void in real_and_void(town.ground):
        if real[0] == "choose" and who in out.TEACHING:
            continue
        (shown, did), (nothing, _) = await town.taps(who, real), await town.taps(who, void)
        assert (shown.screen, shown.note) == (nothing.screen, nothing.note), real
        assert not did, real
        shows_nothing(town, who, shown)


async def test_the_head_is_shown_what_others_are_not(town: Town) -> None:
    """The tries are real: each of these pages does something for whoever has the right."""
    plain = {"claim_school", "place", "choose", "add_missing", *SENDS}
    told = set()
    for real, void in real_and_void(town.ground):
        (shown, did), (nothing, _) = await town.taps("head", real), await town.taps("head", void)
        if did or (shown.screen, shown.note) != (nothing.screen, nothing.note):
            told.add(real[0])
    assert told == set(out.tries(town.ground.ids)) - plain


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_ones_own_pages_show_what_is_given_only(town: Town, who: str) -> None:
    for name, args in out.OWN.items():
        for arg in args:
            view, did = await town.taps(who, (name, arg, ""))
            shows_nothing(town, who, view)
            assert not did, (name, arg)


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_a_link_that_was_ended_opens_nothing(town: Town, who: str) -> None:
    revoke = "UPDATE invitations SET revoked_at = 1"
    await town.db.write(lambda tx: tx.execute(revoke, {}))
    for token in town.ground.tokens:
        for variant in ("", "parent"):
            view, did = await town.taps(who, ("enter", token, variant))
            shows_nothing(town, who, view)
            assert not did


# -- typed -----------------------------------------------------------------------------------------


def left_over(of: out.Ids) -> Iterator[Ask]:
    """Every question that somebody may have been asked while they had the right."""
    draft = {"region": "59", "place": "Пермь", "name": "Школа № 9", "inn": ""}
    yield Ask("rename", of.klass, {}, out.NOW)
    yield Ask("classes", of.school, {}, out.NOW)
    yield Ask("link", of.klass, {"of": "class"}, out.NOW)
    yield Ask("link", of.school, {"of": "school"}, out.NOW)
    yield Ask("link", of.school, {"of": "missing", "5В": LINK}, out.NOW)
    yield Ask("label", of.school, {}, out.NOW)
    yield Ask("school.label", of.school, {}, out.NOW)
    yield Ask("school.name", of.school, draft, out.NOW)
    yield Ask("school.review", of.school, draft, out.NOW)
    yield Ask("pause", 0, {}, out.NOW)
    yield Ask("break", 0, {"to": str(of.school)}, out.NOW)
    yield Ask("break", 0, {"to": "r59"}, out.NOW)
    yield Ask("break", 0, {"to": "all"}, out.NOW)
    yield Ask("break.region", 0, {}, out.NOW)


TYPED: Final = (
    "9Я",
    "5А, 5Б, 9В",
    "5А",
    "Пётр",
    "5А https://sferum.ru/?p=school&invite=FORGED",
    "https://sferum.ru/?p=messages&join=FORGED=",
    "28 октября – 5 ноября",
    "пермский",
)


def test_every_question_is_known_here() -> None:
    asked = {one.name.partition(".")[0] for one in left_over(out.all_of(1))}
    assert asked == set(answers.QUESTIONS) - operator.ASKS - {"ticket"}


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_answer_to_an_old_question_does_anything(town: Town, who: str) -> None:
    theirs = {"school.label"} if who == "claim" else set()
    if who in out.TEACHING or who == "crossed out":
        theirs = {"label"}
    real, void = list(left_over(town.ground.ids)), list(left_over(town.ground.void))
    for text in TYPED:
        view, did = await town.types(who, text, None)
        # A teacher who is in may give the chat of their own class.
        assert not did or (who in {"other class", "parent", "other head", "other teacher"}), text
        shows_nothing(town, who, view)
        for one, none in zip(real, void, strict=True):
            if one.name in theirs:
                continue
            (shown, did), (nothing, same) = (
                await town.types(who, text, one),
                await town.types(who, text, none),
            )
            assert (shown.screen, shown.note) == (nothing.screen, nothing.note), (text, one)
            assert did == same, (text, one)
            shows_nothing(town, who, shown)


@pytest.mark.parametrize("name", ["rename", "add_classes", "link", "links", "form", "add_break"])
async def test_an_administrator_who_left_answers_in_vain(town: Town, name: str) -> None:
    """They were asked, left the school, and type now."""
    opened = out.tries(town.ground.ids)[name][0]
    to = PageData(name=name, arg=opened[1], arg2="")
    await town.db.write(once(browsing.ACTS[name](to, HOUSE, 1), out.visit_of("head", 7)))
    assert await town.db.read(lambda tx: tx.asks.get(out.PEOPLE["head"]))
    await town.db.write(lambda tx: out.leave(tx, "head"))
    for text in TYPED:
        view, did = await town.types("head", text, None)
        assert not did, text
        shows_nothing(town, "head", view)
    view, did = await town.taps("head", ("save_school", "", ""))
    assert not did
    shows_nothing(town, "head", view)


# -- what comes late -------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_a_late_notice_tells_nothing(town: Town, who: str) -> None:
    """It was put down while they belonged, and is said when they do not any more."""
    visit = out.visit_of(who)

    def late(tx: Tx) -> list[object]:
        mine = [one.id for one in tx.journeys.of(visit.person)]
        return [
            compose(tx, visit, Notice(1, visit.person, kind, subject, "accepted", 1, 1, 0, 0))
            for kind in set(_KINDS) - WORN.get(who, frozenset())
            for subject in (*mine, town.ground.ids.school)
        ]

    for found in await town.db.read(late):
        if isinstance(found, Letter):
            shows_nothing(town, who, found.view)
            words = " ".join(out.keys_of(found.view.screen, found.view.note))
            assert not re.search("notice-|remind_chat", words)


# -- what is sent ----------------------------------------------------------------------------------


class Pen:
    """Instead of a messenger: writes down whatever is said, shown or sent."""

    def __init__(self) -> None:
        self.wrote: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        async def call(*args: Any, **more: Any) -> Any:
            self.wrote.append((name, args[1:], more))
            return "guide_bot" if name == "me" else 7

        return call


async def sent(town: Town, who: str, one: Try) -> list[Any]:
    """Have a letter, a sheet or a code sent by the handler itself."""
    pen = Pen()

    async def shown(_query: Any, _update: Any, action: Action) -> None:
        view = await town.db.read(look(action, out.visit_of(who)))
        pen.wrote.append((view.screen, view.note))

    house = SimpleNamespace(
        db=town.db,
        gateway=pen,
        look=shown,
        clock=SimpleNamespace(now=lambda: out.NOW),
        words=lambda key, _language: key,
        renderer=SimpleNamespace(
            message=lambda screen, _language: SimpleNamespace(text=screen, keyboard=None)
        ),
        settings=SimpleNamespace(active_teachers=3, timezone=None),
    )
    query = SimpleNamespace(id="1", from_user=SimpleNamespace(id=out.PEOPLE[who]), message=None)
    to = PageData(name=one[0], arg=one[1], arg2=one[2])
    await browsing.turned(cast(Any, query), to, cast(Any, house), cast(Any, None))
    return pen.wrote


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_nothing_is_sent_to_whoever_may_not_invite(town: Town, who: str) -> None:
    for real, void in real_and_void(town.ground):
        if real[0] in SENDS:
            wrote = await sent(town, who, real)
            assert wrote == await sent(town, who, void)
            ((screen, note),) = wrote
            assert isinstance(screen, Screen)
            assert note in {Text("note-no_button"), Text("note-not_started")}


async def test_the_head_is_sent_what_others_are_not(town: Town) -> None:
    for real in out.tries(town.ground.ids)["forward"]:
        assert "send" in {name for name, *_ in await sent(town, "head", real)}
