"""What a reminder and the week in numbers look like: their lines, their buttons, their order."""

from dataclasses import replace
from typing import Any, Final

import pytest

from flows.activity import Meter
from flows.card import hat
from flows.gallery import buttons_of, texts_of
from flows.gallery_reminders import reminder_screens
from flows.model import Journey, Kind, Role
from flows.reminder_pages import (
    Nudge,
    adding,
    digest,
    elsewhere,
    noted,
    put_off,
    put_off_until,
    reminder,
)
from flows.reminders import Awaited, Reason
from flows.roles import FLOWS, walked_by
from flows.scene import NOWHERE, Scene, header
from flows.screens import Day, Page, Screen, Tap, Text, say
from flows.summary import Summary, Week, summary
from tests.flows.walking import ADMIN, FAMILY, NOW, TEACHER, standing_in

SCENE: Final = Scene("Школа № 5", "7Б")
SOME: Final = Awaited(7, NOW - 86_400)
BLOCKING, ANSWERED, STOPPED, NOT_STARTED, WAITING = Reason
EVERYBODY: Final = tuple(
    standing_in(flow, state.key, flow.variants[-1]) for flow in FLOWS for state in flow.states
)


def nudge(journey: Journey | None = None, reason: Reason = STOPPED, **more: Any) -> Nudge:
    of = journey or standing_in(TEACHER, "create_profile")
    return replace(Nudge(of, reason, NOWHERE, Awaited()), **more)


def keys(screen: Screen) -> list[str]:
    return [text.key for text in texts_of(screen)]


def pages(screen: Screen) -> list[Page]:
    return [one.does for one in buttons_of(screen) if isinstance(one.does, Page)]


def taps(screen: Screen) -> list[str]:
    return [one.does.trigger for one in buttons_of(screen) if isinstance(one.does, Tap)]


def said(screen: Screen) -> Text:
    """Return the first text that speaks of the steps that are left."""
    return next(text for text in texts_of(screen) if "left" in text.args)


# -- a step of one's own ---------------------------------------------------------------------------


@pytest.mark.parametrize("journey", EVERYBODY, ids=lambda one: f"{one.role}-{one.state}")
def test_a_reminder_has_the_buttons_of_its_step(journey: Journey) -> None:
    """All that lead on from it; looking back and leaving are not what it is for."""
    state = walked_by(journey).state(journey.state)
    if state.kind in {Kind.END, Kind.WAIT}:
        return
    screen = reminder(nudge(journey), NOW)
    ways = {move.trigger for move in state.moves if move.by is None} - {"back", "leave"}
    if state.checks:  # nothing is done before all of it is ticked
        ways = (ways - {"done"}) | {"tick"}
    assert set(taps(screen)) == ways
    assert Page("step") in pages(screen)
    assert (Page("help") in pages(screen)) == bool(state.symptoms)


@pytest.mark.parametrize("journey", EVERYBODY, ids=lambda one: f"{one.role}-{one.state}")
def test_what_is_left_is_counted(journey: Journey) -> None:
    """In steps and minutes, in hours where those are many."""
    if walked_by(journey).state(journey.state).kind is Kind.END:
        return
    args = said(reminder(nudge(journey), NOW)).args
    left, minutes, hours = args["left"], args["minutes"], args["hours"]
    assert isinstance(left, int)
    assert isinstance(minutes, int)
    assert 1 <= left <= walked_by(journey).steps
    assert minutes > 0
    assert hours == (round(minutes / 60) if minutes > 90 else 0)
    assert hours != 1


def test_the_way_that_is_left_gets_shorter() -> None:
    steps = [standing_in(TEACHER, key) for key in ("install", "create_profile", "create_chat")]
    args = [said(reminder(nudge(one), NOW)).args for one in steps]
    assert [(one["left"], one["minutes"]) for one in args] == [(4, 35), (3, 30), (1, 15)]
    begun = said(reminder(nudge(standing_in(ADMIN, "case")), NOW)).args
    assert (begun["left"], begun["minutes"], begun["hours"]) == (5, 165, 3)


def test_the_second_one_offers_help_with_what_hinders_most() -> None:
    screen = reminder(nudge(first=False), NOW)
    symptoms = walked_by(nudge().journey).state("create_profile").symptoms
    asked = [page.arg for page in pages(screen) if page.name == "symptom"]
    assert asked == list(symptoms[:3])
    for other in (nudge(), nudge(first=False, last=True)):
        assert not any(page.name == "symptom" for page in pages(reminder(other, NOW)))


def test_later_can_be_chosen_and_after_the_last_one_again() -> None:
    number = str(nudge().journey.id)
    later = [page for page in pages(reminder(nudge(), NOW)) if page.name == "snooze"]
    assert [(one.arg, one.arg2) for one in later] == [
        (number, when) for when in ("1", "3", "monday", "never")
    ]
    last = [page for page in pages(reminder(nudge(last=True), NOW)) if page.name == "snooze"]
    assert [(one.arg, one.arg2) for one in last] == [(number, "again")]


@pytest.mark.parametrize(
    ("reason", "first", "last", "key"),
    [
        *(
            (reason, True, False, f"reminder-{reason}")
            for reason in (STOPPED, NOT_STARTED, ANSWERED)
        ),
        *((reason, False, False, "reminder-help") for reason in (STOPPED, NOT_STARTED, ANSWERED)),
        *((reason, False, True, "reminder-last") for reason in (STOPPED, NOT_STARTED, ANSWERED)),
        (STOPPED, True, True, "reminder-last"),
    ],
)
def test_each_attempt_has_its_words(reason: Reason, key: str, *, first: bool, last: bool) -> None:
    screen = reminder(nudge(reason=reason, first=first, last=last), NOW)
    assert any(one.partition(".")[0] == key for one in keys(screen))


# -- others ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("journey", "scene", "asked"),
    [
        (standing_in(ADMIN, "await_support"), SCENE, "support"),
        (standing_in(TEACHER, "await_acceptance"), NOWHERE, "admin"),
        (standing_in(FAMILY, "await_link"), NOWHERE, "teacher"),
        (standing_in(FAMILY, "await_link"), replace(SCENE, reachable=True), "bot"),
    ],
)
def test_who_waits_is_told_who_asks(journey: Journey, scene: Scene, asked: str) -> None:
    one = nudge(journey, WAITING, scene=scene)
    assert noted(one, NOW) == say("reminder-waiting", last="no", asked=asked)
    assert noted(replace(one, last=True), NOW).args["last"] == "yes"


def test_the_reason_is_said_over_the_card_and_later_under_it() -> None:
    card = Screen(((Text("x"),),), ((),))
    screen = adding(card, Text("why"), nudge())
    assert screen.paragraphs == ((Text("why"),), (Text("x"),))
    assert screen.rows == ((), *put_off("7", last=False))


def test_several_are_told_in_the_order_that_they_are_given_in() -> None:
    """Each says where, what, and has a way of its own; those for administrators to their list."""
    runs = replace(standing_in(ADMIN, "accept_teachers"), id=1, school_id=5)
    walks = replace(standing_in(TEACHER, "install"), id=2)
    waits = replace(standing_in(FAMILY, "await_link"), id=3)
    several = [
        nudge(runs, BLOCKING, scene=SCENE, awaited=SOME),
        nudge(walks, NOT_STARTED),
        nudge(waits, WAITING),
    ]
    screen = digest(several, NOW)
    assert screen.paragraphs[0] == (Text("digest.title", {"count": 3}, strong=True),)
    told = [paragraph[-1].key for paragraph in screen.paragraphs[1:]]
    assert told == ["reminder-blocking-teachers", "digest.begin", "reminder-waiting"]
    ways = pages(screen)[:3]
    assert ways == [Page("desk", "5"), Page("switch", "2"), Page("switch", "3")]
    labels = [row[0].text for row in screen.rows[:3]]
    assert labels[0] == say("digest.go", where=header(hat(runs), SCENE))
    assert {page.arg for page in pages(screen) if page.name == "snooze"} == {"all"}


@pytest.mark.parametrize(
    ("reason", "key"),
    [(STOPPED, "digest.step"), (NOT_STARTED, "digest.begin"), (ANSWERED, "digest.answered")],
)
def test_of_another_hat_it_is_said_briefly_why(reason: Reason, key: str) -> None:
    """And when it is the last time."""
    assert key in keys(elsewhere(nudge(reason=reason), NOW))
    assert "digest.last" not in keys(elsewhere(nudge(reason=reason), NOW))
    assert "digest.last" in keys(elsewhere(nudge(reason=reason, last=True), NOW))
    assert taps(elsewhere(nudge(reason=reason), NOW)) == []


def test_when_it_comes_again_is_said() -> None:
    assert say("snoozed.until", day=Day(NOW)).key in keys(put_off_until(NOW))
    assert "snoozed.never" in keys(put_off_until(None))


# -- the week --------------------------------------------------------------------------------------


def week(role: Role = Role.ADMIN, now: Week | None = None, **more: Any) -> Summary:
    flow = ADMIN if role is Role.ADMIN else TEACHER
    journey = replace(standing_in(flow, "finished"), school_id=5, class_id=9)
    one = Summary(journey, header(hat(journey), SCENE), now or Week(accepted=5), Week(accepted=3))
    return replace(one, **more)


FULL: Final = Week(accepted=5, waiting=2, classes=4, chats=3, opened=30, joined=20)


def test_each_role_is_told_its_own_numbers() -> None:
    """What there is none of is not told; a teacher hears of families only."""
    meter = Meter(signed_in=True, filled_in=True, accepted=5, needed=3)
    told = [one for one in keys(summary(week(now=FULL, meter=meter))) if "summary-" in one]
    assert told == [
        f"summary-{one}" for one in ("accepted", "classes", "chats", "opened", "joined")
    ]
    teachers = keys(summary(week(Role.TEACHER, FULL)))
    assert [one for one in teachers if "summary-" in one] == ["summary-opened", "summary-joined"]
    assert meter.line.key in keys(summary(week(now=FULL, meter=meter)))
    assert [one for one in keys(summary(week(now=Week()))) if "summary-" in one] == []


def test_a_number_grows_and_never_shrinks() -> None:
    (accepted,) = [one for one in texts_of(summary(week())) if one.key == "summary-accepted"]
    assert (accepted.args["count"], accepted.args["more"]) == (5, 2)
    less = week(now=Week(accepted=1))
    (accepted,) = [one for one in texts_of(summary(less)) if one.key == "summary-accepted"]
    assert (accepted.args["count"], accepted.args["more"]) == (1, 0)


def test_whoever_waits_comes_with_the_way_to_end_it() -> None:
    admins = summary(week(now=FULL, since=NOW))
    assert "awaited-teachers" in keys(admins)
    assert pages(admins)[:2] == [Page("desk", "5"), Page("school", "5")]
    teachers = summary(week(Role.TEACHER, FULL, since=NOW))
    assert "awaited-families" in keys(teachers)
    assert pages(teachers)[0] == Page("chat")
    assert pages(summary(week()))[0] == Page("school", "5")
    for one in (admins, teachers):
        assert Page("summaries", "off") in pages(one)


@pytest.mark.parametrize(
    ("now", "before", "worth"),
    [
        (Week(), Week(), False),
        (FULL, FULL, True),
        (replace(FULL, waiting=0), replace(FULL, waiting=0), False),
        (Week(opened=1), Week(), True),
        (Week(), Week(opened=1), True),
        (Week(), Week(waiting=3), False),
    ],
)
def test_only_news_and_whoever_waits_are_worth_a_summary(
    now: Week, before: Week, *, worth: bool
) -> None:
    assert week(now=now, before=before).worth is worth


def test_a_kept_week_is_read_by_a_later_release() -> None:
    """A number that is named no more is passed over; one that is new begins at nothing."""
    assert Week.read(FULL.text) == FULL
    assert Week.read("accepted=3 pupils=9") == Week(accepted=3)
    assert Week.read("") == Week()


def test_the_gallery_shows_each_reason_first_between_and_last() -> None:
    screens = list(reminder_screens(EVERYBODY))
    assert len(screens) > 200
    seen = {key.partition(".")[0] for screen in screens for key in keys(screen)}
    wanted = {f"reminder-{one}" for one in ("not_started", "stopped", "answered", "help", "last")}
    wanted |= {f"reminder-blocking-{one}" for one in ("teachers", "families")}
    assert wanted | {"reminder-waiting", "digest", "summary", "snoozed", "wishes"} <= seen
