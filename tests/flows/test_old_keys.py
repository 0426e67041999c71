"""A release renames a state: whoever stands in it, and every old button, go on as before."""

from dataclasses import replace

import pytest

from flows import FLOWS, RESTART, Event, Flow, Journey, Party, Role, advance, begin, roles
from flows.card import card
from flows.check import faults
from flows.declare import back, end, move, question, step, wait
from flows.machine import build
from flows.pages import menu, plan, restart, stuck
from flows.screens import Tap
from tests.flows.walking import FACTS, NOW, act

RENAMED = Flow(
    role=Role.TEACHER,
    edition="renamed",
    states=(
        question("who", move("anybody", to="fetch"), keeps="variant"),
        step(1, "fetch", move("done", to="pause"), back("who"), minutes=1, checks=()),
        wait(
            1,
            "pause",
            move("done", to="finished"),
            move("asked_again", to="pause"),
            on=Party.ADMIN,
            minutes=1,
        ),
        end("finished"),
    ),
    old_keys={"install": "fetch", "download": "fetch", "hold": "pause"},
)


@pytest.fixture(autouse=True)
def _release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(roles._MACHINES, RENAMED.name, build(RENAMED))
    monkeypatch.setitem(roles._FLOWS, (RENAMED.edition, RENAMED.role), RENAMED)


def stored(state: str) -> Journey:
    return replace(begin(RENAMED, 1, 1, "", NOW), state=state, revision=3)


def test_the_made_up_release_is_a_sound_one() -> None:
    assert faults((*FLOWS, RENAMED)) == []


@pytest.mark.parametrize("kept", ["fetch", "install", "download"])
@pytest.mark.parametrize("shown", ["fetch", "install", "download"])
def test_a_stored_old_key_and_an_old_button_go_on(kept: str, shown: str) -> None:
    outcome = advance(RENAMED, stored(kept), Event("done", shown, 3), FACTS[0], NOW + 9)
    assert (outcome.journey.state, outcome.journey.revision) == ("pause", 4)
    assert outcome.journey.since == NOW + 9


def test_an_old_button_of_another_step_is_still_stale() -> None:
    outcome = advance(RENAMED, stored("install"), Event("done", "hold", 3), FACTS[0], NOW)
    assert outcome.refusal == "stale"


def test_asking_again_under_an_old_key_keeps_the_waits_beginning() -> None:
    outcome = act(RENAMED, stored("hold"), "asked_again")
    assert RENAMED.present(outcome.journey.state) == "pause"
    assert (outcome.journey.since, outcome.journey.asked) == (NOW, NOW + 60)


def test_starting_over_leaves_an_old_key_behind() -> None:
    assert act(RENAMED, stored("download"), RESTART).journey.state == "who"


def test_the_card_of_an_old_key_speaks_of_the_present_step() -> None:
    screen = card(stored("install"), NOW)
    taps = [button.does for row in screen.rows for button in row if isinstance(button.does, Tap)]
    assert {tap.state for tap in taps} == {"fetch"}
    assert screen == card(stored("fetch"), NOW)


def test_pages_of_an_old_key_speak_of_the_present_step() -> None:
    old, new = stored("install"), stored("fetch")
    assert plan(old, {}) == plan(new, {})
    assert stuck(old) == stuck(new)
    assert menu(old) == menu(new)
    assert restart(old, sure=True) == restart(new, sure=True)
