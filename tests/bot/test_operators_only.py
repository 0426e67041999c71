"""Operators' pages, commands and questions, each tried by everybody who has no right to it.

To whoever is no operator they do not exist: they get what an unknown button or command gets. An
operator of another place gets what is said of a thing that there is not. A reader changes nothing.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, NamedTuple, cast

import pytest

from bot.actions import answers
from bot.actions.operating import NO_BUTTON, NO_COMMAND
from bot.actions.view import Action, View, Visit, look, noticed, once, present
from bot.callbacks import PageData
from bot.handlers import browsing, operator
from bot.house import House
from bot.seen import Seen
from flows.screens import Screen, Text
from storage import Ask, Database, Tx
from tests.storage.three_places import NOW
from tests.storage.two_schools import tried
from tests.support import operators as op
from tests.support.bustle_rules import everything
from tests.support.keys import SEAL
from tests.support.operators import VOID, Args, Ground

HOUSE: Final = cast(
    House,
    SimpleNamespace(
        settings=SimpleNamespace(
            active_teachers=3, database_url="sqlite:///none.db", support_chat_id=None
        ),
        seen=Seen(),
        hurry_links=None,
    ),
)
PASSING: Final = frozenset({"updates", "asks"})
"""What changes whoever comes: which update it was, and what somebody was asked."""


class Region(NamedTuple):
    """The database with the schools and everybody in it."""

    db: Database
    ground: Ground

    async def taps(self, who: str, name: str, args: Args) -> tuple[View, bool]:
        """Tap a button, see what it shows and whether it did anything, and take it back."""
        to = PageData(name=name, arg=args[0], arg2=args[1])
        if name in browsing.LOOKS:
            return await self.does(who, browsing.LOOKS[name](to, HOUSE))
        return await self.does(who, browsing.ACTS[name](to, HOUSE, 1))

    async def does(self, who: str, action: Action, *, typed: bool = False) -> tuple[View, bool]:
        visit = op.visit_of(who)
        run = noticed(action, visit) if typed else once(action, visit)

        def act(tx: Tx) -> tuple[View, bool]:
            before = _everything(tx)
            view = run(tx)
            return view, _everything(tx) != before

        result: tuple[View, bool] = await tried(self.db, act)
        return result

    async def acts(self, who: str, action: Action, now: int = NOW) -> View:
        """Let somebody do something for good."""
        visit = self.visit(who, now)
        return await self.db.write(noticed(action, visit))

    async def looks(self, who: str, action: Action, now: int) -> View:
        visit = self.visit(who, now)
        return await self.db.read(look(action, visit))

    def visit(self, who: str, now: int) -> Visit:
        return replace(op.visit_of(who), now=now)

    async def types(self, who: str, ask: Ask, text: str) -> tuple[View, bool]:
        """Answer a question that is left over, from when one was an operator."""
        otherwise: Action = lambda tx, visit: present(tx, visit, Text("note-nothing"))  # noqa: E731

        def answer(tx: Tx, visit: Any) -> View:
            if tx.persons.get(visit.person) is not None:
                tx.asks.put(visit.person, ask)
            return answers.answered(text, "", otherwise)(tx, replace(visit, message=77))

        return await self.does(who, answer, typed=True)


def _everything(tx: Tx) -> dict[str, list[Any]]:
    return {name: rows for name, rows in everything(tx).items() if name not in PASSING}


@pytest.fixture
async def region(tmp_path: Path) -> AsyncIterator[Region]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: NOW, seal=SEAL)
    yield Region(db, await db.write(op.prepare))
    await db.close()


def _shown(view: View) -> tuple[Screen, Text | None]:
    return view.screen, view.note


def real_and_void(ground: Ground) -> Iterator[tuple[str, Args, Args]]:
    real, void = op.tries(ground.ids), op.tries(VOID)
    for name, ways in real.items():
        for one, nothing in zip(ways, void[name], strict=True):
            yield name, one, nothing


def test_every_page_command_and_question_is_known_here() -> None:
    pages = {*operator.LOOKS, *operator.ACTS}
    assert {*op.tries(VOID), *op.OWN} - op.SHARED == pages
    assert set(operator.SENDS) == op.SENDS
    assert set(op.commands(VOID)) == set(operator.SHOWS)
    asked = {ask.name.partition(".")[0] for ask, _ in op.questions(VOID)}
    assert asked == operator.ASKS
    assert set(answers.QUESTIONS) >= operator.ASKS


@pytest.mark.parametrize("who", op.STRANGERS)
async def test_to_others_there_is_nothing_of_it(region: Region, who: str) -> None:
    visit = op.visit_of(who)
    unknown = await region.db.read(lambda tx: present(tx, visit, NO_BUTTON))
    for name, ways in (op.tries(region.ground.ids) | op.OWN).items():
        for args in () if name in op.SHARED else ways:
            view, did = await region.taps(who, name, args)
            assert (_shown(view), did) == (_shown(unknown), False), (name, args)
    untold = await region.db.read(lambda tx: present(tx, visit, NO_COMMAND))
    for name, ways_typed in op.commands(region.ground.ids).items():
        for words in ways_typed:
            view, did = await region.does(who, operator.SHOWS[name](words), typed=True)
            assert (_shown(view), did) == (_shown(untold), False), (name, words)
    for name, about in operator.ABOUT.items():
        view, did = await region.does(who, about(HOUSE), typed=True)
        assert (_shown(view), did) == (_shown(untold), False), name
    for ask, text in op.questions(region.ground.ids):
        _, did = await region.types(who, ask, text)
        assert not did, ask


@pytest.mark.parametrize("who", op.ELSEWHERE)
async def test_to_operators_of_other_places_it_is_not_there(region: Region, who: str) -> None:
    """What they get is what they get for an id that nothing has."""
    for name, args, void in real_and_void(region.ground):
        (shown, did), (nothing, _) = (
            await region.taps(who, name, args),
            await region.taps(who, name, void),
        )
        assert (_shown(shown), did) == (_shown(nothing), False), (name, args)
    real, void_ones = op.commands(region.ground.ids), op.commands(VOID)
    for name, ways in real.items():
        for words, nothing_typed in zip(ways, void_ones[name], strict=True):
            act, other = operator.SHOWS[name](words), operator.SHOWS[name](nothing_typed)
            (shown, did), (nothing, _) = (
                await region.does(who, act, typed=True),
                await region.does(who, other, typed=True),
            )
            assert (_shown(shown), did) == (_shown(nothing), False), (name, words)
    for ask, text in op.questions(region.ground.ids):
        _, did = await region.types(who, ask, text)
        assert not did, ask


async def test_a_reader_changes_nothing(region: Region) -> None:
    for name, args, void in real_and_void(region.ground):
        shown, did = await region.taps(op.READER, name, args)
        assert not did or name in op.NOTED, (name, args)
        if name in op.CHANGES:
            nothing, _ = await region.taps(op.READER, name, void)
            assert _shown(shown) == _shown(nothing), (name, args)
    for ask, text in op.questions(region.ground.ids):
        _, did = await region.types(op.READER, ask, text)
        assert not did, ask


async def test_whoever_has_the_right_is_shown_or_does_something(region: Region) -> None:
    """The tries are real."""
    for name, args, void in real_and_void(region.ground):
        (shown, did), (nothing, _) = (
            await region.taps(op.RIGHTFUL, name, args),
            await region.taps(op.RIGHTFUL, name, void),
        )
        assert did or _shown(shown) != _shown(nothing), (name, args)
    for ask, text in op.questions(region.ground.ids):
        view, did = await region.types(op.RIGHTFUL, ask, text)
        assert did or ask.name in op.SEARCHES, ask
        assert view.screen.rows, ask
