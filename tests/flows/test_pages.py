"""Pages: they show something, change no step, and always lead back."""

from dataclasses import replace

import pytest

from flows import FLOWS, RESTART, Flow
from flows.library import library
from flows.notice import NOTICE
from flows.pages import (
    commands,
    forget,
    forgotten,
    greeting,
    journeys,
    menu,
    plan,
    recorded,
    restart,
    roles,
    settings,
    stuck,
    symptom,
)
from flows.scene import NOWHERE, Scene, header
from flows.screens import MENU, TO_STEP, Button, Day, Page, Screen, Tap, Text, say
from tests.flows.walking import ADMIN, FAMILY, NOW, TEACHER, standing_in, started

every_flow = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)


def pages_of(screen: Screen) -> list[Page]:
    return [one.does for row in screen.rows for one in row if isinstance(one.does, Page)]


def test_agreeing_carries_language_and_payload_along() -> None:
    shown = pages_of(greeting("ru", "school_12"))
    assert shown == [
        Page("agree", f"ru.{NOTICE}", "school_12"),
        Page("notice", "ru", "school_12"),
        Page("greeting", "en", "school_12"),
    ]


def test_four_hats_are_offered_and_no_way_back_to_nowhere() -> None:
    offered = pages_of(roles(known=False))
    assert offered == [
        Page("begin", "admin"),
        Page("begin", "teacher"),
        Page("age"),
        Page("begin", "family", "parent"),
    ]
    assert roles(known=True).rows[-1] == (TO_STEP, MENU)


def test_the_menu_leads_to_the_step_or_to_the_choice_of_a_role() -> None:
    walking, new = pages_of(menu(started(TEACHER))), pages_of(menu(None))
    for own in (Page("plan"), Page("school")):
        assert own in walking
        assert own not in new
    assert (walking[-1], new[-1]) == (Page("step"), Page("roles"))


def test_one_of_several_hats_is_marked_as_the_present_one() -> None:
    mine = ((replace(started(TEACHER), id=8), NOWHERE), (started(FAMILY, "parent"), NOWHERE))
    screen = journeys(mine, 8)
    first, second, more, foot = screen.rows
    assert (first[0].text.key, second[0].text.key) == ("journeys.here", "journeys.there")
    assert [first[0].does, second[0].does] == [Page("switch", "8"), Page("switch", "7")]
    assert journeys(mine, None).rows[0][0].text.key == "journeys.there"
    assert more[0].does == Page("roles")
    assert foot == (TO_STEP, MENU)


@pytest.mark.parametrize(
    ("state", "place"),
    [
        ("case", Text("place-start")),
        ("await_support", say("place-step", step=1, of=5)),
        ("fill_in", say("place-step", step=3, of=5)),
        ("finished", Text("place-end")),
    ],
)
def test_a_hat_says_where_one_stands_with_it(state: str, place: Text) -> None:
    button = journeys([(standing_in(ADMIN, state), NOWHERE)], None).rows[0][0]
    assert button.text == say("journeys.there", hat=Text("role-admin"), place=place)


def test_two_hats_of_one_role_are_told_apart_by_where_they_are_worn() -> None:
    scenes = (Scene("Школа № 5", "7Б"), Scene("Школа № 5"), NOWHERE)
    rows = journeys([(started(TEACHER), scene) for scene in scenes], None).rows
    hats = [header(Text("role-teacher"), scene) for scene in scenes]
    assert [row[0].text.args["hat"] for row in rows[:3]] == hats


def test_the_plan_dates_what_is_behind_and_marks_where_one_stands() -> None:
    here = standing_in(ADMIN, "build_classes", "new")
    reached = {"apply": NOW, "await_support": NOW + 5, "sign_in": NOW + 10, "fill_in": NOW + 20}
    _, (_, *lines) = plan(here, {**reached, "build_classes": NOW + 30}).paragraphs
    assert [line.key for line in lines] == [
        "plan-done",
        "plan-done",
        "plan-done",
        "plan-here",
        "plan-ahead",
    ]
    assert [line.args.get("day") for line in lines[:3]] == [Day(NOW + at) for at in (10, 20, 30)]


def test_the_plan_marks_a_step_by_its_wait_and_dates_nothing_it_does_not_know() -> None:
    _, (_, *lines) = plan(standing_in(TEACHER, "await_acceptance"), {}).paragraphs
    assert [line.key for line in lines] == ["plan-passed", "plan-passed", "plan-here", "plan-ahead"]


@every_flow
def test_the_plan_of_a_beginner_is_ahead_and_at_the_end_all_of_it_is_behind(flow: Flow) -> None:
    end = plan(standing_in(flow, "finished"), dict.fromkeys(flow.by_key, NOW))
    lines = end.paragraphs[1][1:]
    assert len(lines) == flow.steps
    assert {line.key for line in lines} == {"plan-done"}
    first = plan(started(flow), {}).paragraphs[1][1:]
    assert [line.args["number"] for line in first] == list(range(1, flow.steps + 1))
    assert {line.key for line in first[1:]} == {"plan-ahead"}


def test_starting_over_is_asked_twice_and_says_no_first() -> None:
    journey = standing_in(TEACHER, "apply")
    asked, sure = restart(journey, sure=False), restart(journey, sure=True)
    assert asked.rows[0] == sure.rows[0] == (TO_STEP,)
    assert asked.rows[1][0].does == Page("restart", "sure")
    assert sure.rows[1][0].does == Tap(7, "apply", RESTART, 5)
    assert asked.paragraphs != sure.paragraphs


@every_flow
def test_each_step_lists_its_own_symptoms_and_something_else(flow: Flow) -> None:
    for state in flow.states:
        screen = stuck(standing_in(flow, state.key))
        shown = [one.arg for one in pages_of(screen) if one.name == "symptom"]
        assert shown == [*state.symptoms, "other"]
        assert screen.rows[-1] == (TO_STEP, MENU)


@pytest.mark.parametrize("key", [*library().entries, "other", "long_gone"])
def test_a_symptoms_answer_asks_whether_it_helped(key: str) -> None:
    screen = symptom(key)
    known = key if key in library().entries else "other"
    assert [one.does for one in screen.rows[-2]] == [
        Page("helped", known, "1"),
        Page("helped", known, "0"),
    ]
    assert screen.rows[-1] == (Button(Text("button-back"), Page("help")), TO_STEP)


def test_what_did_not_help_leads_to_a_coordinator_and_the_questions() -> None:
    assert pages_of(recorded("no_code"))[:2] == [Page("ask_look", "no_code"), Page("faq")]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_chosen_language_is_marked(language: str) -> None:
    labels = {row[0].does: row[0].text.key for row in settings(language).rows[:-1]}
    marked = [does for does, key in labels.items() if key == "language-on"]
    assert marked == [Page("language", language)]


def test_being_forgotten_is_asked_twice_and_says_no_first() -> None:
    asked, sure = forget(sure=False), forget(sure=True)
    assert asked.rows[0] == sure.rows[0] == (TO_STEP,)
    assert pages_of(asked)[-1] == Page("forget", "sure")
    assert pages_of(sure)[-1] == Page("forget", "now")
    assert forgotten().rows == ()


def test_help_names_every_command() -> None:
    lines = commands(("start", "help"), known=True).paragraphs[1]
    assert [line.args["name"] for line in lines] == ["start", "help"]
