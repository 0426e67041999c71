"""When a school is active, as the seed says: signed in, filled in, enough teachers."""

from itertools import product

import pytest

from flows.activity import Meter, meter
from flows.screens import say
from tests.flows.walking import ADMIN

NEEDED = 3
STATES = [state.key for state in ADMIN.states]


def measured(*states: str, accepted: int = NEEDED, needed: int = NEEDED) -> Meter:
    return meter([("vk", state) for state in states], accepted, needed)


@pytest.mark.parametrize(
    ("state", "signed_in", "filled_in"),
    [
        ("case", False, False),
        ("apply", False, False),
        ("await_support", False, False),
        ("why_refused", False, False),
        ("sign_in", False, False),
        ("fill_in", True, False),
        ("build_classes", True, True),
        ("accept_teachers", True, True),
        ("finished", True, True),
    ],
)
def test_a_step_is_done_when_its_administrator_is_beyond_it(
    state: str, signed_in: bool, filled_in: bool
) -> None:
    found = measured(state)
    assert (found.signed_in, found.filled_in) == (signed_in, filled_in)
    assert state in STATES


def test_a_school_without_an_administrator_has_done_nothing() -> None:
    nobody = measured(accepted=9)
    assert (nobody.signed_in, nobody.filled_in, nobody.active) == (False, False, False)


def test_one_administrator_who_is_further_speaks_for_the_school() -> None:
    assert measured("case", "build_classes", "sign_in").active
    assert measured("build_classes", "case").active


@pytest.mark.parametrize(("accepted", "left"), [(0, 3), (1, 2), (2, 1), (3, 0), (40, 0)])
def test_as_many_teachers_are_left_as_are_needed(accepted: int, left: int) -> None:
    found = measured("finished", accepted=accepted)
    assert found.teachers_left == left
    assert found.active is (left == 0)


@pytest.mark.parametrize("needed", [0, 1, 5])
def test_how_many_teachers_are_needed_is_a_setting(needed: int) -> None:
    assert measured("finished", accepted=needed, needed=needed).active
    assert not measured("finished", accepted=needed - 1, needed=needed).active or not needed


@pytest.mark.parametrize(
    ("state", "accepted", "missing", "left", "bar"),
    [
        ("case", 0, "sign_in", 3, "▱▱▱▱▱"),
        ("sign_in", 2, "sign_in", 1, "▰▰▱▱▱"),
        ("sign_in", 9, "sign_in", 0, "▰▰▰▱▱"),
        ("fill_in", 0, "fill_in", 3, "▰▱▱▱▱"),
        ("fill_in", 3, "fill_in", 0, "▰▰▰▰▱"),
        ("build_classes", 0, "teachers", 3, "▰▰▱▱▱"),
        ("finished", 2, "teachers", 1, "▰▰▰▰▱"),
    ],
)
def test_the_line_names_what_comes_next_and_draws_what_there_is(
    state: str, accepted: int, missing: str, left: int, bar: str
) -> None:
    assert measured(state, accepted=accepted).line == say(f"meter-{missing}", left=left, bar=bar)


def test_an_active_school_is_told_how_many_teachers_it_has() -> None:
    assert measured("finished", accepted=7).line == say("meter-active", accepted=7)


def test_the_bar_is_full_only_when_the_school_is_active() -> None:
    for state, accepted, needed in product(STATES, range(6), range(1, 5)):
        found = measured(state, accepted=accepted, needed=needed)
        bar = str(found.line.args.get("bar", ""))
        assert len(bar) == (0 if found.active else 2 + needed)
        assert bool(bar.endswith("▱")) is not found.active
        if found.line.key == "meter-teachers":
            assert found.teachers_left
