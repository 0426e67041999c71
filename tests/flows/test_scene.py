"""What surrounds a journey, as its card tells it."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from flows import FLOWS, Flow, Journey, Kind
from flows.activity import Meter
from flows.card import card
from flows.gallery_chain import METERS, SCENES
from flows.scene import NOWHERE, Families, Scene, header, shows_link, warning
from flows.screens import Day, Page, Screen, Text, Url, say
from tests.flows.walking import ADMIN, CLASS, FAMILY, NOW, SCHOOL, TEACHER, at_school, standing_in

NAME, SCHOOL_LINK, VK_LINK = "Школа № 5", "https://sferum.ru/?p=chat&c=1", "https://vk.me/join/AAAA"
every_flow = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)


def shown(flow: Flow, state: str, *, asked: int = 0, **around: Any) -> Screen:
    """Draw the card of a state at a school, with this around it."""
    journey = at_school(standing_in(flow, state, asked=asked))
    return card(journey, NOW, Scene(NAME, "7Б", **around))


def lines(screen: Screen) -> list[Text]:
    return [line for paragraph in screen.paragraphs for line in paragraph]


def keys(screen: Screen) -> set[str]:
    return {line.key for line in lines(screen)}


def pages(screen: Screen) -> list[Page]:
    return [row[0].does for row in screen.rows[:-1] if isinstance(row[0].does, Page)]


def labels(screen: Screen) -> list[str]:
    return [row[0].text.key for row in screen.rows]


def body(screen: Screen) -> Text:
    (found,) = [line for line in lines(screen) if line.key.endswith(".body")]
    return found


@pytest.mark.parametrize(
    ("scene", "kind"),
    [
        (NOWHERE, "alone"),
        (Scene(NAME), "school"),
        (Scene(NAME, "7Б"), "school"),
        (Scene(NAME, "7Б", VK_LINK), "link"),
    ],
)
def test_a_scene_is_of_the_kind_that_texts_choose_by(scene: Scene, kind: str) -> None:
    assert scene.kind == kind


@pytest.mark.parametrize(
    ("scene", "said"),
    [
        (NOWHERE, Text("role-teacher")),
        (Scene(NAME), Text("hat-school", {"hat": Text("role-teacher"), "school": NAME})),
        (
            Scene(NAME, "7Б"),
            Text("hat-class", {"hat": Text("role-teacher"), "school": NAME, "class": "7Б"}),
        ),
    ],
)
def test_the_header_says_where_a_role_is_played(scene: Scene, said: Text) -> None:
    assert header(Text("role-teacher"), scene) == said
    assert card(standing_in(TEACHER, "apply"), NOW, scene).paragraphs[0][0] == said


@every_flow
def test_every_body_is_told_what_surrounds_it(flow: Flow) -> None:
    for state, scene in product(flow.states, (NOWHERE, *SCENES[flow.role])):
        screen = card(standing_in(flow, state.key), NOW, scene)
        assert body(screen).args["place"] == scene.kind


@every_flow
def test_a_link_that_was_handed_over_lies_on_its_own_step_only(flow: Flow) -> None:
    own = {"teacher": "apply", "family": "join_chat"}.get(flow.role)
    for state in flow.states:
        screen = shown(flow, state.key, link=VK_LINK)
        there = [row for row in screen.rows if row[0].does == Url(VK_LINK)]
        assert len(there) == (state.key == own)
        assert shows_link(standing_in(flow, state.key), state.key) is (state.key == own)
        assert ("link-warning" in keys(screen)) is (state.key == own)
        if there:
            assert there == [screen.rows[0]], "what to do first lies on top"


@pytest.mark.parametrize(
    ("address", "warned"), [(VK_LINK, True), ("https://vk.me/join/x", True), ("", False)]
)
def test_a_link_that_any_chat_may_have_is_warned_of(address: str, warned: bool) -> None:
    assert bool(warning(address)) is warned


def test_a_link_of_the_school_is_not_warned_of() -> None:
    assert not warning(SCHOOL_LINK)
    assert "link-warning" not in keys(shown(FAMILY, "join_chat", link=SCHOOL_LINK))
    assert "link-handed-family" in labels(shown(FAMILY, "join_chat", link=SCHOOL_LINK))


@pytest.mark.parametrize(
    ("flow", "state", "on"),
    [(TEACHER, "await_acceptance", "admin"), (FAMILY, "await_link", "teacher")],
)
def test_whoever_can_be_told_by_the_bot_is_asked_by_it(flow: Flow, state: str, on: str) -> None:
    far, near = shown(flow, state), shown(flow, state, reachable=True)
    again = f"vk-{flow.role}-{state}.asked_again"
    assert again in labels(far)
    assert f"{again}_for_me" in labels(near)
    assert not {again, f"{again}_for_me"} & set(labels(shown(flow, state, asked=NOW - 60)))
    assert f"wait-{on}-beside" not in keys(near)
    assert say(f"wait-{on}-beside", others=4) in lines(shown(flow, state, beside=4))


@every_flow
def test_only_a_wait_says_who_waits_beside(flow: Flow) -> None:
    for state in flow.states:
        beside = [key for key in keys(shown(flow, state.key, beside=2)) if "-beside" in key]
        assert bool(beside) is (state.kind is Kind.WAIT)


@pytest.mark.parametrize("meter", METERS)
def test_an_administrator_sees_on_every_step_what_the_school_lacks(meter: Meter) -> None:
    for state in ADMIN.states:
        screen = shown(ADMIN, state.key, meter=meter)
        assert (meter.line in lines(screen)) is (state.kind is not Kind.QUESTION)


def test_an_administrator_is_told_who_waits_and_led_to_them() -> None:
    told = shown(ADMIN, "fill_in", meter=METERS[1], waiting=7, since=NOW - 90)
    assert say("awaited-teachers", count=7, day=Day(NOW - 90)) in lines(told)
    assert pages(told) == [Page("desk", str(SCHOOL)), Page("school"), Page("help")]
    calm = shown(ADMIN, "fill_in", meter=METERS[1])
    assert pages(calm) == [Page("school"), Page("help")]
    assert not [key for key in keys(calm) if key.startswith("awaited")]


def test_an_administrator_without_a_school_is_led_to_adding_it() -> None:
    for state in ADMIN.states:
        found = [
            one for one in pages(card(standing_in(ADMIN, state.key), NOW)) if one.name == "form"
        ]
        assert len(found) == (state.kind is not Kind.QUESTION)


def test_a_teacher_is_told_which_families_wait_and_how_far_the_others_are() -> None:
    of = Families(12, 8, 5)
    told = shown(TEACHER, "create_chat", waiting=3, since=NOW, families=of)
    assert told.paragraphs[-1] == (
        say("awaited-families", count=3, day=Day(NOW)),
        say("families", opened=12, profiles=8, joined=5),
    )
    assert "families" not in keys(shown(TEACHER, "create_chat", families=Families(0, 0, 0)))


CHAT = Page("chat")
FAMILIES = Page("invite", "family", str(CLASS))


@pytest.mark.parametrize(
    ("state", "before", "after"),
    [
        ("apply", [], []),
        ("await_acceptance", [], []),
        ("create_chat", [CHAT], [FAMILIES, CHAT]),
        ("finished", [CHAT], [FAMILIES, CHAT]),
    ],
)
def test_a_teacher_is_led_to_the_chat_and_the_families_when_their_time_comes(
    state: str, before: list[Page], after: list[Page]
) -> None:
    """Families are invited when the chat's link is given, and not before."""
    assert around(shown(TEACHER, state)) == before
    assert around(shown(TEACHER, state, given=SCHOOL_LINK)) == after
    assert around(card(standing_in(TEACHER, state), NOW)) == []


def around(screen: Screen) -> list[Page]:
    return [one for one in pages(screen) if one.name != "help"]


def test_a_teacher_without_a_class_is_led_to_choosing_it_where_one_is_needed() -> None:
    for state in TEACHER.states:
        journey = at_school(standing_in(TEACHER, state.key), klass=None)
        needs = state.key in {"apply", "create_chat", "finished"}
        assert around(card(journey, NOW, Scene(NAME))) == ([Page("pick")] if needs else [])


@pytest.mark.parametrize(("given", "said"), [("", "no"), (SCHOOL_LINK, "yes")])
def test_a_body_is_told_whether_the_chats_link_is_given(given: str, said: str) -> None:
    for state in TEACHER.states:
        assert body(shown(TEACHER, state.key, given=given)).args["given"] == said


def test_the_want_of_a_link_that_is_there_is_not_offered() -> None:
    wants = "vk-family-join_chat.no_link"
    assert wants in labels(shown(FAMILY, "join_chat"))
    assert wants not in labels(shown(FAMILY, "join_chat", link=SCHOOL_LINK))


@every_flow
def test_whoever_walks_alone_sees_nobody_around(flow: Flow) -> None:
    for state in flow.states:
        alone: Journey = standing_in(flow, state.key)
        assert card(alone, NOW) == card(alone, NOW, NOWHERE)
        assert len(card(alone, NOW).paragraphs) == 2
        assert card(replace(alone, school_id=SCHOOL), NOW) == card(alone, NOW)
