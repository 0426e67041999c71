"""The declarations beside the document they put to work; its outline is written here by hand."""

from dataclasses import dataclass

import pytest

from flows import FLOWS, Kind, Party, Role, State, addresses, flow_of
from tests.flows.walking import flow_of_role

GUIDE = "https://sferum.ru/static/Instruktsia_sferum.pdf"
PROF = "https://prof-sferum.ru"


@dataclass(frozen=True)
class Line:
    """A numbered line of an algorithm: which state it became, what it names."""

    number: int
    key: str
    addresses: frozenset[str] = frozenset()
    hands_over_to: Party | None = None


def line(number: int, key: str, *addresses: str, waits_on: Party | None = None) -> Line:
    return Line(number, key, frozenset(addresses), waits_on)


OUTLINE = {
    Role.ADMIN: (
        line(
            1,
            "apply",
            "https://cloud.mail.ru/public/WPky/Cvzr7fbc",
            GUIDE,
            waits_on=Party.SUPPORT,
        ),
        line(2, "sign_in", "https://sferum.ru/"),
        line(3, "fill_in", f"{GUIDE}#page=23"),
        line(4, "build_classes", f"{GUIDE}#page=29"),
        line(5, "accept_teachers"),
    ),
    Role.TEACHER: (
        line(1, "install", f"{PROF}/install_vk_messenger"),
        line(2, "create_profile", f"{PROF}/create_sferum_account_in_vk_messenger"),
        line(3, "apply", f"{PROF}/blue_mark_for_teachers_vk_messenger", waits_on=Party.ADMIN),
        line(4, "create_chat", f"{PROF}/how_to_create_chat_in_vk_messenger"),
    ),
    Role.FAMILY: (
        line(1, "install", f"{PROF}/install_vk_messenger"),
        line(2, "create_profile", f"{PROF}/create_sferum_account_in_vk_messenger"),
        line(3, "join_chat", waits_on=Party.TEACHER),
    ),
}
AROUND = f"{PROF}/how_to_start_call_app"
LINES = [(role, one) for role, lines in OUTLINE.items() for one in lines]


def steps_of(role: Role) -> list[State]:
    return [state for state in flow_of("vk", role).states if state.kind is Kind.STEP]


@pytest.mark.parametrize("role", Role)
def test_the_numbered_lists_are_the_steps_in_their_order(role: Role) -> None:
    assert [(one.number, one.key) for one in steps_of(role)] == [
        (one.number, one.key) for one in OUTLINE[role]
    ]
    assert flow_of("vk", role).steps == len(OUTLINE[role])


@pytest.mark.parametrize(("role", "said"), LINES, ids=lambda one: getattr(one, "key", one))
def test_every_address_of_a_line_is_on_its_step(role: Role, said: Line) -> None:
    step = flow_of("vk", role).state(said.key)
    assert said.addresses <= {link.url for link in step.links}


@pytest.mark.parametrize(("role", "said"), LINES, ids=lambda one: getattr(one, "key", one))
def test_a_step_leads_nowhere_that_another_line_is_about(role: Role, said: Line) -> None:
    """A general address may be repeated, an instruction belongs to its own step."""
    general = {"https://sferum.ru/", GUIDE}
    own = {link.url for link in flow_of("vk", role).state(said.key).links} - general
    assert own <= said.addresses


@pytest.mark.parametrize(("role", "said"), LINES, ids=lambda one: getattr(one, "key", one))
def test_a_line_that_needs_somebody_else_has_its_wait(role: Role, said: Line) -> None:
    waits = [one for one in flow_of("vk", role).states if one.kind is Kind.WAIT]
    on = {one.waits_on for one in waits if one.number == said.number}
    assert on == ({said.hands_over_to} if said.hands_over_to else set())


@pytest.mark.parametrize(("role", "said"), LINES, ids=lambda one: getattr(one, "key", one))
def test_a_line_that_needs_somebody_who_is_here_has_their_hand_off(role: Role, said: Line) -> None:
    """Whoever the seed makes others wait for can end the wait, and is asked for it."""
    if said.hands_over_to not in {Party.ADMIN, Party.TEACHER}:
        return
    states = [one for one in flow_of("vk", role).states if one.number == said.number]
    (wait,) = [one for one in states if one.kind is Kind.WAIT]
    ends = {move.to for move in wait.moves if move.by is said.hands_over_to and not move.keeps}
    assert ends == {move.to for move in wait.moves if move.trigger == "done"}
    assert f"nudge_{said.hands_over_to}" in {move.gives for move in wait.moves}


def test_the_instructions_page_ranges_are_the_seeds() -> None:
    assert addresses.GUIDE_DATA.url.endswith("#page=23")
    assert addresses.GUIDE_CLASSES.url.endswith("#page=29")


def test_the_application_has_the_three_parts_of_the_package() -> None:
    apply = flow_of_role(Role.ADMIN).state("apply")
    assert apply.checks == ("document", "questionnaire", "mail")


def test_three_of_four_cases_need_the_same_application() -> None:
    case = flow_of_role(Role.ADMIN).initial
    assert {move.trigger: move.to for move in case.moves} == {
        "new": "apply",
        "change": "apply",
        "lost": "apply",
        "registered": "sign_in",
    }


@pytest.mark.parametrize("role", Role)
def test_calls_are_explained_at_the_end(role: Role) -> None:
    (end,) = [one for one in flow_of("vk", role).states if one.kind is Kind.END]
    assert AROUND in {link.url for link in end.links}


def test_every_address_of_the_algorithms_is_declared_once() -> None:
    named = {url for _, one in LINES for url in one.addresses} | {AROUND}
    declared = [link.url for link in addresses.ALL]
    assert named <= set(declared)
    assert len(declared) == len(set(declared))


def test_there_is_a_flow_for_every_role() -> None:
    assert {flow.role for flow in FLOWS} == set(Role)
