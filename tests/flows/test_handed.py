"""Hand-offs: what one person's act does in another's journey, and joining and leaving a school."""

import pytest

from bot.actions import handoffs
from flows import (
    FLOWS,
    JOIN,
    LEAVE,
    NO_FACTS,
    RESTART,
    Facts,
    Flow,
    HandOff,
    Journey,
    Party,
    replay,
)
from flows.effects import HAND_OFFS
from flows.teacher import REFUSALS
from tests.flows.walking import (
    ADMIN,
    CLASS,
    FAMILY,
    NOW,
    SCHOOL,
    TEACHER,
    act,
    at_school,
    handed_in,
    standing_in,
    started,
    walk,
)

every_flow = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
APPLIED = ("done", "done", "done")
LEADS = {
    ("teacher", "await_acceptance"): "apply",
    ("teacher", "create_chat"): "apply",
    ("teacher", "finished"): "apply",
    ("family", "finished"): "join_chat",
}
"""Where leaving a school leads, if not to the same step."""


@pytest.fixture
def waiting() -> Journey:
    """Return a teacher of a school who has applied and waits."""
    return walk(TEACHER, at_school(started(TEACHER)), *APPLIED)


def given(flow: Flow, journey: Journey, trigger: str, facts: Facts = NO_FACTS) -> list[str]:
    outcome = act(flow, journey, trigger, facts=facts)
    return [one.name for one in outcome.effects if isinstance(one, HandOff)]


def test_what_a_step_can_give_is_what_the_bot_can_carry() -> None:
    declared = {move.gives for flow in FLOWS for state in flow.states for move in state.moves}
    assert declared - {""} == HAND_OFFS == set(handoffs._GIVES)


@pytest.mark.parametrize(
    ("flow", "state", "trigger", "name"),
    [
        (TEACHER, "apply", "done", "application"),
        (TEACHER, "await_acceptance", "done", "said_accepted"),
        (TEACHER, "await_acceptance", "asked_again", "nudge_admin"),
        (FAMILY, "await_link", "asked_again", "nudge_teacher"),
    ],
)
def test_a_step_gives_only_for_a_school(flow: Flow, state: str, trigger: str, name: str) -> None:
    alone = standing_in(flow, state)
    assert given(flow, alone, trigger) == []
    assert given(flow, at_school(alone, klass=None), trigger) == [name]


def test_a_hand_off_tells_of_the_journey_as_it_is_afterwards(waiting: Journey) -> None:
    outcome = act(TEACHER, waiting, "done")
    assert outcome.effects[1:] == (HandOff("said_accepted", outcome.journey),)


def test_whoever_was_let_in_before_applies_without_asking_anybody() -> None:
    journey = standing_in(TEACHER, "apply", school_id=SCHOOL)
    known = Facts(accepted=True)
    assert act(TEACHER, journey, "done", facts=known).journey.state == "create_chat"
    assert given(TEACHER, journey, "done", known) == []


def test_whoever_was_let_in_goes_back_to_the_application_and_not_to_the_wait() -> None:
    journey = standing_in(TEACHER, "create_chat", school_id=SCHOOL)
    assert act(TEACHER, journey, "back", facts=Facts(accepted=True)).journey.state == "apply"
    assert act(TEACHER, journey, "back").journey.state == "await_acceptance"


def test_nobody_is_asked_twice_a_day(waiting: Journey) -> None:
    asked = act(TEACHER, waiting, "asked_again").journey
    assert act(TEACHER, asked, "asked_again").refusal == "day_passed"
    assert given(TEACHER, asked, "asked_again") == []


@every_flow
def test_what_is_another_partys_act_nobody_else_can_do(flow: Flow) -> None:
    for state in flow.states:
        journey = at_school(standing_in(flow, state.key))
        for move in handed_in(state):
            for by in (None, *Party):
                outcome = act(flow, journey, move.trigger, by=by)
                assert outcome.refusal == ("" if by is move.by else "not_here")


def test_a_card_is_old_as_soon_as_somebody_else_moved_its_person(waiting: Journey) -> None:
    accepted = walk(TEACHER, waiting, "accepted")
    assert (accepted.state, accepted.since) == ("create_chat", waiting.since + 60)
    assert accepted.revision == waiting.revision + 1


@pytest.mark.parametrize("why", REFUSALS)
@pytest.mark.parametrize("state", ["await_acceptance", "create_chat", "finished"])
def test_a_teacher_is_sent_back_with_the_reason(state: str, why: str) -> None:
    journey = walk(TEACHER, at_school(standing_in(TEACHER, state)), why)
    assert (journey.state, journey.reason, journey.asked) == ("apply", why, 0)
    assert walk(TEACHER, journey, "done").reason == why


@pytest.mark.parametrize("way", [("restored",), ("done", "accepted"), ("done", "see_me")])
def test_only_the_last_thing_that_the_administrator_said_counts(
    waiting: Journey, way: tuple[str, ...]
) -> None:
    refused = walk(TEACHER, waiting, "who_is_it")
    said = "see_me" if "see_me" in way else ""
    assert walk(TEACHER, refused, *way).reason == said


@pytest.mark.parametrize(("state", "trigger"), [("create_chat", "recalled"), ("apply", "restored")])
def test_a_decision_taken_back_gives_the_wait_back_as_it_was(state: str, trigger: str) -> None:
    decided = at_school(standing_in(TEACHER, state))
    known = Facts(waited=(NOW - 900, NOW - 300))
    back = act(TEACHER, decided, trigger, by=Party.ADMIN, facts=known).journey
    assert (back.state, back.since, back.asked) == ("await_acceptance", NOW - 900, NOW - 300)
    anew = act(TEACHER, decided, trigger, by=Party.ADMIN).journey
    assert (anew.since, anew.asked) == (decided.since + 60, 0)


def test_the_link_that_came_ends_a_familys_wait() -> None:
    journey = at_school(standing_in(FAMILY, "await_link", "student"))
    after = walk(FAMILY, journey, "link_came")
    assert (after.state, after.variant) == ("join_chat", "student")


@every_flow
@pytest.mark.parametrize("trigger", [RESTART, JOIN, LEAVE, "tick", "done", "back"])
def test_nobody_acts_in_anothers_name(flow: Flow, trigger: str) -> None:
    arg = {JOIN: "9.", "tick": "mail"}.get(trigger, "")
    for state in flow.states:
        for by in Party:
            journey = at_school(standing_in(flow, state.key))
            assert act(flow, journey, trigger, arg, by=by).refusal == "not_here"


@every_flow
def test_joining_keeps_the_step_and_everything_done_on_it(flow: Flow) -> None:
    for state in flow.states:
        alone = standing_in(flow, state.key, ticks=frozenset(state.checks), asked=NOW)
        joined = act(flow, alone, JOIN, f"{SCHOOL}.{CLASS}").journey
        assert joined == at_school(
            standing_in(flow, state.key, revision=6, ticks=alone.ticks, asked=NOW)
        )
        assert act(flow, joined, JOIN, f"{SCHOOL}.{CLASS}").refusal == "same"
        whole = act(flow, joined, JOIN, f"{SCHOOL}.").journey
        assert (whole.school_id, whole.class_id) == (SCHOOL, None)


@pytest.mark.parametrize("arg", ["", ".", ".5", "x", "3.x", "-3", "3.-5", "3.5.7", "3 5", "3,5"])
def test_joining_needs_a_school_by_its_number(arg: str) -> None:
    assert act(TEACHER, started(TEACHER), JOIN, arg).refusal == "not_here"


@every_flow
def test_whoever_walks_alone_has_nothing_to_leave(flow: Flow) -> None:
    for state in flow.states:
        assert act(flow, standing_in(flow, state.key), LEAVE).refusal == "not_here"


@every_flow
def test_leaving_goes_on_alone_where_that_makes_sense(flow: Flow) -> None:
    for state in flow.states:
        journey = at_school(standing_in(flow, state.key, ticks=frozenset(state.checks)))
        outcome = act(flow, journey, LEAVE)
        after = outcome.journey
        assert (after.school_id, after.class_id) == (None, None)
        assert after.state == LEADS.get((flow.role, state.key), state.key)
        assert (after.since == journey.since) is (after.state == state.key)
        assert after.ticks == journey.ticks
        assert len(outcome.effects) == 1


def test_what_a_school_answered_is_left_with_it(waiting: Journey) -> None:
    refused = walk(TEACHER, waiting, "wrong_class")
    assert walk(TEACHER, refused, LEAVE).reason == ""
    again = walk(TEACHER, refused, "done", LEAVE)
    assert (again.state, again.reason) == ("apply", "")


def test_what_the_support_answered_stays_when_a_school_is_left() -> None:
    journey = at_school(standing_in(ADMIN, "apply", "new", reason="no_phrase"))
    assert walk(ADMIN, journey, LEAVE).reason == "no_phrase"


def test_starting_over_stays_in_the_school(waiting: Journey) -> None:
    again = walk(TEACHER, waiting, RESTART)
    assert (again.state, again.school_id, again.class_id) == ("install", SCHOOL, CLASS)


def test_a_record_tells_whose_act_it_was() -> None:
    record = [
        ("join:3.5", "install", 0, NOW + 1),
        ("done", "install", 1, NOW + 2),
        ("done", "create_profile", 2, NOW + 3),
        ("done accepted=0", "apply", 3, NOW + 4),
        ("accepted accepted=1 waited=1,2", "await_acceptance", 4, NOW + 5),
        ("recalled accepted=0 waited=1700000004,0", "create_chat", 5, NOW + 6),
        ("who_is_it", "await_acceptance", 6, NOW + 7),
    ]
    refused = replay(started(TEACHER), record)
    assert (refused.state, refused.reason) == ("apply", "who_is_it")
    assert (refused.school_id, refused.class_id, refused.revision) == (SCHOOL, CLASS, 7)
    waiting = replay(started(TEACHER), record[:-1])
    assert (waiting.state, waiting.since) == ("await_acceptance", NOW + 4)
    left = replay(started(TEACHER), [*record, ("leave", "apply", 7, NOW + 8)])
    assert (left.school_id, left.reason, left.revision) == (None, "", 8)
