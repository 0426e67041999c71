"""/find: by account, name, school, class; what is seen is written down, what is moved is told."""

from typing import Any, Final

import pytest

from bot.actions import notices
from bot.actions.letters import Letter
from bot.actions.operator import people, walking
from bot.actions.view import View
from flows.model import Role
from flows.screens import Page, Private
from storage import Ask, By, Notice, ProgressRow, Tx
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW, OPERATORS, ROOT
from tests.storage.two_schools import WHO
from tests.support.operators import visit_of

__all__ = ["region"]
ANNA: Final = "Анна Иванова"
ACCOUNT: Final = WHO["accepted"]


def named(tx: Tx) -> None:
    for name, label in (("accepted", ANNA), ("said", "Ольга Петрова")):
        person = WHO[name]
        school = next(one for one in tx.staff.of(person)).school_id
        tx.staff.set_label(person, school, Role.TEACHER, label)


def buttons(view: View, name: str) -> list[Page]:
    targets = (button.does for row in view.screen.rows for button in row)
    return [to for to in targets if isinstance(to, Page) and to.name == name]


async def found(region: Region, text: str, who: str = "town") -> set[int]:
    view, did = await region.does(who, people.asked(text), typed=True)
    assert not did
    return {int(to.arg) for to in buttons(view, "person")}


@pytest.mark.parametrize("text", [str(ACCOUNT), f" {ACCOUNT} ", ANNA, "иванова", "Анна, Пермь"])
async def test_somebody_is_found_by_account_and_by_name(region: Region, text: str) -> None:
    await region.db.write(named)
    assert await found(region, text) == {ACCOUNT}
    assert await found(region, text, "neighbour") == set()


async def test_a_school_shows_its_staff_and_its_page(region: Region) -> None:
    view, _ = await region.does("town", people.asked("Школа № 1"), typed=True)
    shown = {int(to.arg) for to in buttons(view, "person")}
    assert WHO["head"] in shown
    assert WHO["family"] not in shown
    assert [to.arg for to in buttons(view, "op_school")] == [str(region.ground.ids.school)]


async def test_a_class_shows_who_teaches_it(region: Region) -> None:
    here = await found(region, "5А Школа № 1")
    assert ACCOUNT in here
    assert WHO["other class"] not in here
    assert await found(region, "5Б Школа № 1") == {WHO["other class"], WHO["parent"]}


@pytest.mark.parametrize("text", ["7", "Никто Никтоев", "Анна, Кунгур", "5А Школа № 77", ",", "😀"])
async def test_who_is_not_there_is_not_found(region: Region, text: str) -> None:
    await region.db.write(named)
    assert await found(region, text) == set()


async def test_a_name_that_too_many_have_before_it_is_said_to_be_unread(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    await region.db.write(named)
    monkeypatch.setattr("storage.finding.LABELS", 1)
    view, _ = await region.does("town", people.asked("Петрова"), typed=True)
    assert "people.too_many" in {line.key for line in view.screen.paragraphs[0]}


async def test_that_one_has_looked_is_written_down(region: Region) -> None:
    await region.acts("town", people.opened(str(ACCOUNT)))
    await region.acts("town", walking.history(str(region.ground.ids.journey)))
    rows = await region.db.read(lambda tx: tx.audit.about(_root(), "person", ACCOUNT, 9))
    assert [(row.act, row.person_id) for row in rows[:2]] == [
        ("person_seen", OPERATORS["town"])
    ] * 2


async def test_history_shows_what_can_be_done_from_here_to_whoever_may(region: Region) -> None:
    journey = str(region.ground.ids.journey)
    view, _ = await region.does("town", walking.history(journey))
    assert {to.arg2 for to in buttons(view, "walk_move")} == {
        "await_acceptance",
        "create_chat",
        "create_profile",
    }
    view, _ = await region.does("reader", walking.history(journey))
    assert buttons(view, "walk_move") == []


async def moved(region: Region, target: str, why: str = "Заявка уже принята") -> View:
    journey = region.ground.ids.journey
    await region.acts("town", walking.ask_why(str(journey), target))
    return await _answers(region, why)


async def _answers(region: Region, text: str, update: int = 1) -> View:
    def act(tx: Tx, visit: Any) -> View:
        ask = tx.asks.get(visit.person)
        assert ask is not None
        person = tx.persons.get(visit.person)
        assert person is not None
        return walking.answered(tx, visit, person, ask, text)

    visit = visit_of("town", update)
    return await region.db.write(lambda tx: act(tx, visit))


@pytest.mark.parametrize("target", ["await_acceptance", "create_profile"])
async def test_a_step_moves_on_or_back_and_its_person_is_told_why(
    region: Region, target: str
) -> None:
    journey = region.ground.ids.journey
    view = await moved(region, target)
    assert view.note is not None
    assert view.note.key == "note-moved"
    state, rows, letter = await region.db.read(lambda tx: _after(tx, journey))
    assert state == target
    assert rows[0].state == target
    assert letter.view.note is not None
    assert letter.view.note.key == "handed-op_moved"
    reason = letter.view.note.args["reason"]
    assert isinstance(reason, Private)
    assert reason.words == "Заявка уже принята"


def _after(tx: Tx, journey: int) -> tuple[str, list[ProgressRow], Letter]:
    one = tx.journeys.get(journey)
    assert one is not None
    (row,) = tx.execute(
        "SELECT detail FROM outbox WHERE kind = 'op_moved' AND subject = :id", {"id": journey}
    ).fetchall()
    notice = Notice(1, ACCOUNT, "op_moved", journey, row[0], NOW, NOW, 0, 0)
    letter = notices.compose(tx, visit_of("accepted"), notice)
    assert isinstance(letter, Letter)
    return one.state, tx.progress.latest(journey), letter


async def test_the_journal_holds_the_reason_and_both_steps(region: Region) -> None:
    await moved(region, "await_acceptance")
    rows = await region.db.read(lambda tx: tx.audit.about(_root(), "person", ACCOUNT, 9))
    assert (rows[0].act, rows[0].detail, rows[0].words) == (
        "step_moved",
        "apply await_acceptance",
        "Заявка уже принята",
    )


async def test_who_went_on_meanwhile_is_not_moved(region: Region) -> None:
    journey = region.ground.ids.journey
    await region.acts("town", walking.ask_why(str(journey), "await_acceptance"))
    await moved(region, "create_profile")
    await region.db.write(
        lambda tx: tx.asks.put(
            OPERATORS["town"],
            Ask(walking.WHY, journey, {"from": "apply", "to": "await_acceptance"}, NOW),
        )
    )
    view = await _answers(region, "Снова", update=2)
    assert view.note is not None
    assert view.note.key == "note-not_movable"


async def test_without_a_reason_it_is_asked_again(region: Region) -> None:
    journey = region.ground.ids.journey
    view = await moved(region, "await_acceptance", "  ")
    assert "people.why" in {line.key for part in view.screen.paragraphs for line in part}
    one = await region.db.read(lambda tx: tx.journeys.get(journey))
    assert one is not None
    assert one.state == "apply"


def _root() -> By:
    return By(ROOT, True, NOW)
