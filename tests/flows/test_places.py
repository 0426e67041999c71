"""Steps as places: one's own before anybody's, the present one before the others."""

from dataclasses import replace

import pytest

from flows import FLOWS, Kind, Role
from flows.codes import LENGTH, code, read, spell
from flows.library import entry, library
from flows.places import (
    NOBODYS,
    Walks,
    found_steps,
    name_of,
    own_place,
    peers,
    place,
    steps,
)
from tests.flows.walking import ADMIN, FAMILY, TEACHER, standing_in

AT_INSTALL = standing_in(TEACHER, "install")
JOINING = replace(standing_in(FAMILY, "join_chat", "parent"), id=8)


def test_a_step_that_several_flows_share_is_found_once() -> None:
    assert peers("family/install") == ("teacher/install", "family/install")
    assert peers("admin/apply") == ("admin/apply",)
    assert peers("family/join_chat") == ("family/join_chat",), "no links tell it from others"
    numbered = [state for flow in FLOWS for state in flow.states if state.kind is Kind.STEP]
    assert len(found_steps()) == len(numbered) - 2


def test_whoever_stands_at_the_step_is_led_to_the_card() -> None:
    profile = entry("which_profile")
    assert profile is not None
    here = own_place(profile.steps, Walks(standing_in(TEACHER, "create_chat")))
    assert here is not None
    assert (here.state.key, here.own, here.here) == ("create_chat", True, True)


def test_whoever_is_elsewhere_is_led_to_the_first_that_fits() -> None:
    profile = entry("which_profile")
    assert profile is not None
    there = own_place(profile.steps, Walks(AT_INSTALL))
    assert there is not None
    assert (there.state.key, there.current, there.here) == ("create_profile", True, False)


def test_another_hat_is_looked_at_only_if_the_present_one_has_no_such_step() -> None:
    both = Walks(AT_INSTALL, (standing_in(ADMIN, "case"), JOINING))
    there = own_place(("family/join_chat", "admin/apply"), both)
    assert there is not None
    assert (there.journey.id, there.current, there.here) == (8, False, False)
    there = own_place(("family/install", "teacher/install"), both)
    assert there is not None
    assert there.here


def test_whoever_walks_nothing_like_it_is_led_nowhere() -> None:
    assert own_place(("admin/apply",), Walks(AT_INSTALL)) is None
    assert own_place(("admin/apply",), NOBODYS) is None
    assert own_place((), Walks(AT_INSTALL)) is None


@pytest.mark.parametrize("name", steps())
def test_anybody_may_look_at_a_step(name: str) -> None:
    there = place(name, NOBODYS)
    assert there is not None
    assert (there.own, there.here, there.state) == (False, False, steps()[name])
    assert name_of(there.journey.role, there.state) == name


def test_a_shared_step_is_shown_as_ones_own() -> None:
    there = place("teacher/install", Walks(None, (JOINING,)))
    assert there is not None
    assert (there.journey.role, there.own, there.current) == (Role.FAMILY, True, False)


@pytest.mark.parametrize("name", ["", "moon/apply", "teacher/fly", "teacher", "admin/case"])
def test_a_forged_name_is_no_step(name: str) -> None:
    assert place(name, NOBODYS) is None


def test_what_was_found_is_spelled_and_read_back() -> None:
    names = ["no_code", "teacher/apply", "act_1241"]
    assert len(spell(names)) == 3 * LENGTH
    assert read(spell(names)) == names
    assert read(spell(names) + spell(names)) == names, "each once"
    assert read("zzzzz" + code("no_code") + "ab") == ["no_code"], "what is gone is left out"
    assert read("") == []


def test_no_two_names_are_spelled_alike() -> None:
    names = [*library().entries, *found_steps()]
    assert len({code(one) for one in names}) == len(names)
