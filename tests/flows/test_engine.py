"""What a journey keeps and what it drops on its way."""

import pytest

from flows import (
    JOIN,
    RESTART,
    TICK,
    UNTICK,
    Event,
    Facts,
    FlowError,
    Journey,
    Outcome,
    Progress,
    Role,
    UnknownState,
    advance,
    begin,
    flow_of,
    replay,
)
from flows.model import pack_ticks, unpack_ticks
from tests.flows.walking import ADMIN, FAMILY, NOW, TEACHER, act, fresh, started, walk

AT_SUPPORT = ("tick:document", "tick:questionnaire", "tick:mail", "done")
REFUSED = ("refused", "no_phrase")


@pytest.fixture
def waiting() -> Journey:
    """Return an administrator who sent the application and waits."""
    return walk(ADMIN, started(ADMIN), "new", *AT_SUPPORT)


def test_checks_are_ticked_in_any_order_and_open_the_way() -> None:
    journey = walk(ADMIN, started(ADMIN), "lost", "tick:mail", "tick:document")
    assert act(ADMIN, journey, "done").refusal == "all_ticked"
    assert act(ADMIN, journey, TICK, "mail").refusal == "same"
    journey = walk(ADMIN, journey, "tick:questionnaire", "done")
    assert (journey.state, journey.variant) == ("await_support", "lost")


def test_a_tick_can_be_taken_back_and_does_not_age_the_card() -> None:
    journey = walk(ADMIN, started(ADMIN), "new", "tick:mail")
    untied = walk(ADMIN, journey, f"{UNTICK}:mail")
    assert untied.ticks == frozenset()
    assert untied.revision == journey.revision == 1
    assert untied.since == journey.since


def test_asking_again_keeps_the_waits_beginning(waiting: Journey) -> None:
    outcome = act(ADMIN, waiting, "asked_again")
    assert outcome.journey.since == waiting.since
    assert outcome.journey.asked == waiting.since + 60
    assert outcome.journey.revision == waiting.revision + 1


@pytest.mark.parametrize(("hours", "refusal"), [(1, "day_passed"), (19, "day_passed"), (20, "")])
def test_asking_again_is_for_another_day(waiting: Journey, hours: int, refusal: str) -> None:
    """Twenty hours make a day, for those who come a little earlier than yesterday."""
    asked = act(ADMIN, waiting, "asked_again").journey
    later = asked.asked + hours * 3600
    outcome = advance(ADMIN, asked, fresh(asked, "asked_again"), Facts(), later)
    assert outcome.refusal == refusal
    assert outcome.journey.asked == (asked.asked if refusal else later)
    assert outcome.journey.since == waiting.since


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("no_phrase", {"questionnaire"}),
        ("no_contacts", {"questionnaire"}),
        ("bad_questionnaire", {"document"}),
        ("other", set()),
    ],
)
def test_a_refusal_leads_back_and_asks_only_for_what_was_wrong(
    waiting: Journey, reason: str, kept: set[str]
) -> None:
    journey = walk(ADMIN, waiting, "asked_again", "refused", reason)
    assert (journey.state, journey.reason) == ("apply", reason)
    assert set(journey.ticks) == kept
    assert journey.asked == 0
    assert journey.variant == "new"


def test_the_reason_stays_until_the_case_is_chosen_anew(waiting: Journey) -> None:
    journey = walk(ADMIN, waiting, *REFUSED, "tick:document", "tick:mail")
    assert walk(ADMIN, journey, "done").reason == "no_phrase"
    assert walk(ADMIN, journey, "back", "change").reason == ""


def test_the_same_answer_again_keeps_what_was_ticked() -> None:
    ticked = walk(ADMIN, started(ADMIN), "lost", "tick:mail", "back")
    assert walk(ADMIN, ticked, "lost").ticks == {"mail"}
    assert walk(ADMIN, ticked, "new").ticks == frozenset()


def test_looking_ahead_and_back_keeps_the_waits_beginning(waiting: Journey) -> None:
    ahead = walk(ADMIN, waiting, "done")
    back = act(ADMIN, ahead, "back", facts=Facts(waited=(waiting.since, NOW + 9))).journey
    assert (back.state, back.since, back.asked) == ("await_support", waiting.since, NOW + 9)
    assert act(ADMIN, ahead, "back").journey.since > waiting.since, "unknown: from now on"


@pytest.mark.parametrize(
    "facts",
    [
        Facts(),
        Facts(True),
        Facts(False, (5, 0)),
        Facts(waited=(1, 2)),
        Facts(accepted=True),
        Facts(True, (5, 7), accepted=False),
    ],
)
def test_facts_are_read_back_as_written(facts: Facts) -> None:
    assert Facts.read(facts.text) == facts


def test_going_back_from_the_wait_keeps_what_was_ticked(waiting: Journey) -> None:
    assert walk(ADMIN, waiting, "back").ticks == {"document", "questionnaire", "mail"}


def test_back_from_signing_in_depends_on_how_one_came() -> None:
    registered = walk(ADMIN, started(ADMIN), "registered")
    assert registered.state == "sign_in"
    assert walk(ADMIN, registered, "back").state == "case"
    applied = walk(ADMIN, started(ADMIN), "new", *AT_SUPPORT, "done")
    assert walk(ADMIN, applied, "back").state == "await_support"


@pytest.mark.parametrize("known", [None, True, False])
def test_a_family_waits_only_when_the_link_is_known_to_be_missing(known: bool | None) -> None:
    journey = walk(FAMILY, started(FAMILY, "student"), "done")
    outcome = act(FAMILY, journey, "done", facts=Facts(chat_link=known))
    assert outcome.journey.state == ("await_link" if known is False else "join_chat")
    assert outcome.journey.variant == "student"


def test_classes_and_teachers_stay_reachable_after_the_end() -> None:
    journey = walk(ADMIN, started(ADMIN), "registered", "done", "done", "done", "done")
    assert journey.state == "finished"
    assert walk(ADMIN, journey, "more_classes").state == "build_classes"
    assert walk(ADMIN, journey, "more_teachers", "done").state == "finished"


def test_starting_over_forgets_the_way_but_not_who_walks() -> None:
    student = walk(FAMILY, started(FAMILY, "student"), "done", "done", RESTART)
    assert (student.state, student.variant) == ("install", "student")
    admin = walk(ADMIN, started(ADMIN), "new", "tick:mail", RESTART)
    assert (admin.state, admin.variant, admin.ticks, admin.reason) == ("case", "", frozenset(), "")
    assert (admin.started, admin.revision) == (NOW, 2)


def test_coming_back_after_months_finds_the_same_place() -> None:
    journey = walk(TEACHER, started(TEACHER), "done", "done")
    later = advance(TEACHER, journey, fresh(journey, "done"), Facts(), NOW + 200 * 86_400)
    assert (later.journey.state, later.journey.since) == ("await_acceptance", NOW + 200 * 86_400)


def test_the_record_of_an_event_is_one_short_line() -> None:
    journey = walk(FAMILY, started(FAMILY), "done")
    assert text(act(FAMILY, journey, "done", facts=Facts(chat_link=False))) == "done chat_link=0"
    assert text(act(ADMIN, walk(ADMIN, started(ADMIN), "new"), TICK, "mail")) == "tick:mail"
    assert text(act(FAMILY, journey, JOIN, "12.34")) == "join:12.34"


def text(outcome: Outcome) -> str:
    (progress,) = outcome.effects
    assert isinstance(progress, Progress)
    return progress.text


def test_a_record_replayed_gives_the_same_journey() -> None:
    first = started(FAMILY, "parent")
    record = [
        ("done", "install", 0, NOW + 1),
        ("done chat_link=0", "create_profile", 1, NOW + 2),
        ("asked_again chat_link=0", "await_link", 2, NOW + 3),
    ]
    journey = replay(first, record)
    assert (journey.state, journey.since, journey.asked) == ("await_link", NOW + 2, NOW + 3)


def test_a_note_in_the_record_that_no_step_knows_moves_nobody() -> None:
    """The record begins with "start", which is not an act."""
    first = started(TEACHER)
    assert replay(first, [("start", "install", 0, NOW)]) == first


def test_a_journey_begins_only_as_one_of_its_variants() -> None:
    with pytest.raises(ValueError, match="does not begin with 'uncle'"):
        begin(FAMILY, 1, 1, "uncle", NOW)


def test_an_unknown_flow_is_named() -> None:
    with pytest.raises(FlowError, match="role 'admin' in edition 'fax'"):
        flow_of("fax", Role.ADMIN)


def test_a_stored_state_that_no_flow_knows_is_refused_by_name() -> None:
    journey = begin(TEACHER, 1, 1, "", NOW)
    with pytest.raises(UnknownState, match="vk/teacher has no state 'gone'") as caught:
        TEACHER.state("gone")
    assert (caught.value.flow, caught.value.key) == ("vk/teacher", "gone")
    assert advance(TEACHER, journey, Event("done", "gone", 0), Facts(), NOW).refusal == "stale"


def test_ticks_survive_being_written_down() -> None:
    ticks = frozenset({"mail", "document"})
    assert pack_ticks(ticks) == "document mail"
    assert unpack_ticks(pack_ticks(ticks)) == ticks
    assert unpack_ticks("") == frozenset()
