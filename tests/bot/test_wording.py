"""Texts are replaced and taken back by operators of everything, and by nobody else."""

from typing import Final

import pytest

from bot.actions.operator import home, wording
from bot.actions.view import Action, View
from flows.screens import Page
from storage import Tx
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW, ROOT
from tests.support.operators import visit_of

__all__ = ["region"]
KEY: Final = "vk-teacher-install.title"
OTHERS: Final = ["region", "reader", "neighbour", "town", "revoked", "expired", "stranger"]


def note(view: View) -> str:
    return view.note.key if view.note else ""


def held(tx: Tx) -> dict[tuple[str, str], str]:
    return {(one.language, one.key): one.value for one in tx.overrides.in_force()}


def put(*, fits: bool = True) -> Action:
    return wording.put(KEY, lambda _language, _pattern: fits)


async def previewed(region: Region, words: str) -> None:
    await region.acts("root", wording.previewed(KEY, "ru", words, [words]))


async def test_a_text_holds_once_it_was_seen_and_is_taken_back_by_steps_or_at_once(
    region: Region,
) -> None:
    assert note(await region.acts("root", put())) == "note-no_button"
    for words in ("Один", "Два", "Три"):
        await previewed(region, words)
        assert note(await region.acts("root", put())) == "note-text_replaced"
    assert await region.db.read(held) == {("ru", KEY): "Три"}
    await region.acts("root", wording.undo(KEY))
    assert await region.db.read(held) == {("ru", KEY): "Два"}
    assert note(await region.acts("root", wording.undo(KEY, "all"))) == "note-text_restored"
    assert await region.db.read(held) == {}
    assert note(await region.acts("root", wording.undo(KEY, "all"))) == "note-no_button"
    rows = await region.db.read(lambda tx: tx.audit.listed(visit_of("root").by, most=5))
    assert [row.act for row in rows] == ["text_restored"] * 2 + ["text_replaced"] * 3


async def test_what_was_seen_in_one_language_is_not_put_into_another(region: Region) -> None:
    await previewed(region, "Иначе")
    await region.db.write(lambda tx: tx.persons.set_language(ROOT, "en"))
    assert note(await region.acts("root", put())) == "note-no_button"
    assert await region.db.read(held) == {}


async def test_what_fits_no_more_is_not_put(region: Region) -> None:
    await previewed(region, "Иначе")
    assert note(await region.acts("root", put(fits=False))) == "note-no_button"
    assert await region.db.read(held) == {}


@pytest.mark.parametrize("who", OTHERS)
async def test_only_operators_of_everything_change_texts(region: Region, who: str) -> None:
    await previewed(region, "Иначе")
    await region.acts("root", put())
    before = await region.db.read(held)
    for action in (
        wording.ask,
        wording.opened(KEY, "Сейчас"),
        wording.previewed(KEY, "ru", "Чужое", ["Чужое"]),
        put(),
        wording.undo(KEY),
        wording.undo(KEY, "all"),
    ):
        assert note(await region.acts(who, action)) == "note-no_button"
    assert await region.db.read(held) == before


@pytest.mark.parametrize(("who", "led"), [("root", True), ("all", True), ("region", False)])
async def test_nobody_is_led_to_what_they_may_not_open(region: Region, who: str, led: bool) -> None:
    view = await region.looks(who, home.home, NOW)
    buttons = [button.does for row in view.screen.rows for button in row]
    names = {one.name for one in buttons if isinstance(one, Page)}
    assert names & {"op_links", "health"} == ({"op_links", "health"} if led else set())
