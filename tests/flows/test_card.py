"""The card of a step: what stands on it, and in which order the buttons lie."""

import pytest

from flows import BACK, FLOWS, LEAVE, TICK, UNTICK, Flow, Journey, Kind
from flows.addresses import QUESTIONNAIRE
from flows.card import card, hat
from flows.gallery import cards, standing
from flows.gallery_chain import SCENES
from flows.screens import MENU, Button, Day, Days, Page, Row, Screen, Tap, Text, Url, say
from tests.flows.walking import (
    ADMIN,
    FAMILY,
    NOW,
    TEACHER,
    at_school,
    handed_in,
    standing_in,
    started,
    tick_all,
    walk,
)

DAY = 24 * 60 * 60

every_flow = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)


def every_card(flow: Flow) -> list[tuple[Journey, Screen]]:
    """Every card of whoever walks alone, and one of each state and reason in every scene."""
    alone = [one for state in flow.states for one in standing(flow, state)]
    met = {(one.state, one.reason, bool(one.asked)): at_school(one) for one in alone}
    around = [(one, card(one, NOW, scene)) for one in met.values() for scene in SCENES[flow.role]]
    return [*((one, card(one, NOW)) for one in alone), *around]


def does(row: Row) -> list[object]:
    return [button.does for button in row]


def taps(screen: Screen, *triggers: str) -> list[Tap]:
    found = [one.does for row in screen.rows for one in row if isinstance(one.does, Tap)]
    return [tap for tap in found if not triggers or tap.trigger in triggers]


def labels(screen: Screen) -> list[str]:
    return [row[0].text.key for row in screen.rows]


def keys(screen: Screen) -> list[str]:
    return [line.key for paragraph in screen.paragraphs for line in paragraph]


@every_flow
def test_the_last_row_leads_back_and_to_the_menu(flow: Flow) -> None:
    for _, screen in every_card(flow):
        back, menu = screen.rows[-1]
        assert menu == MENU
        assert back.text == Text("button-back")


@every_flow
def test_help_has_a_row_of_its_own_where_people_get_stuck(flow: Flow) -> None:
    for journey, screen in every_card(flow):
        alone = [row for row in screen.rows if does(row) == [Page("help")]]
        assert len(alone) == bool(flow.state(journey.state).symptoms)


@every_flow
def test_back_leads_a_step_back_and_from_the_first_one_to_the_roles(flow: Flow) -> None:
    for journey, screen in every_card(flow):
        back = screen.rows[-1][-2].does
        moves = {move.trigger for move in flow.state(journey.state).moves}
        expected = Tap(journey.id, journey.state, "back", journey.revision)
        assert back == (expected if "back" in moves else Page("roles"))


@every_flow
def test_links_come_first_then_checks_then_the_ways_on_and_to_others(flow: Flow) -> None:
    for journey, screen in every_card(flow):
        state = flow.state(journey.state)
        kinds = [_kind(row[0]) for row in screen.rows[:-1]]
        assert kinds == sorted(kinds, key=["link", "check", "way", "around", "help"].index)
        assert kinds.count("check") == len(state.checks)
        assert all(len(row) == 1 for row in screen.rows[:-1])
        links = [row[0].text.key for row in screen.rows if isinstance(row[0].does, Url)]
        # The questionnaire is among the documents of the application, a tap away.
        declared = [f"link-{link.key}" for link in state.links if link != QUESTIONNAIRE]
        assert [key for key in links if not key.startswith("link-handed")] == declared


def test_the_application_leads_to_its_documents_first_and_is_no_longer_for_it() -> None:
    for journey, screen in every_card(ADMIN):
        first = screen.rows[0][0].does
        assert (first == Page("package")) is (journey.state == "apply")
        assert len(screen.rows) <= 11


def _kind(button: Button) -> str:
    match button.does:
        case Url():
            return "link"
        case Page("package"):
            return "link"
        case Page(name):
            return "help" if name == "help" else "around"
        case Tap():
            return "check" if button.does.trigger in {TICK, UNTICK} else "way"


@every_flow
def test_nobody_is_offered_what_others_do(flow: Flow) -> None:
    for journey, screen in every_card(flow):
        others = {move.trigger for move in handed_in(flow.state(journey.state))}
        assert not taps(screen, LEAVE, *others)


@every_flow
def test_every_way_that_is_open_to_the_person_is_offered_once(flow: Flow) -> None:
    for journey, screen in every_card(flow):
        state = flow.state(journey.state)
        own = {move.trigger for move in state.moves if not move.by} - {BACK, LEAVE}
        shut = {"asked_again"} if journey.asked else set()
        shut |= {"done"} if set(state.checks) - journey.ticks else set()
        shut |= {"no_link"} if "link-handed-family" in labels(screen) else set()
        shown = [tap.trigger for tap in taps(screen) if tap.trigger not in {TICK, UNTICK, BACK}]
        assert sorted(shown) == sorted(own - shut)


def test_no_card_has_more_buttons_than_a_message_can_hold() -> None:
    assert max(sum(map(len, screen.rows)) for screen in cards()) <= 100


@every_flow
def test_a_button_carries_the_step_and_revision_it_was_shown_at(flow: Flow) -> None:
    for journey, screen in every_card(flow):
        for tap in taps(screen):
            assert (tap.journey, tap.state) == (journey.id, journey.state)
            assert tap.revision == journey.revision


def test_a_check_turns_into_its_opposite() -> None:
    journey = walk(ADMIN, started(ADMIN), "new", "tick:mail")
    shown = {tap.arg: tap.trigger for tap in taps(card(journey, NOW), TICK, UNTICK)}
    assert shown == {"document": TICK, "questionnaire": TICK, "mail": UNTICK}
    labels = [row[0].text.key for row in card(journey, NOW).rows]
    assert [key for key in labels if key.startswith("check-")] == [
        "check-off",
        "check-off",
        "check-on",
    ]


def test_done_appears_when_everything_is_ticked() -> None:
    journey = walk(ADMIN, started(ADMIN), "new", "tick:mail", "tick:document")
    assert taps(card(journey, NOW), "done") == []
    ready = tick_all(ADMIN, walk(ADMIN, started(ADMIN), "new"))
    (done,) = [
        row[0] for row in card(ready, NOW).rows if does(row) == taps(card(ready, NOW), "done")
    ]
    assert done.text == say("button-done", what=Text("vk-admin-apply.done"))


def test_only_done_wears_the_mark_of_a_completed_step() -> None:
    waiting = standing_in(TEACHER, "await_acceptance")
    labels = {row[0].text.key for row in card(waiting, NOW).rows[:-2]}
    assert labels == {"button-done", "vk-teacher-await_acceptance.asked_again"}


@pytest.mark.parametrize(("number", "bar"), [(1, "▰▱▱▱▱"), (3, "▰▰▰▱▱"), (5, "▰▰▰▰▰")])
def test_the_header_counts_the_seeds_steps(number: int, bar: str) -> None:
    (state,) = [one for one in ADMIN.states if one.number == number and one.kind is Kind.STEP]
    header = card(standing_in(ADMIN, state.key), NOW).paragraphs[0]
    assert header == (Text("role-admin"), say("card-step", step=number, of=5, bar=bar))


def test_a_question_before_the_first_step_and_the_end_have_no_number() -> None:
    for key in ("case", "finished"):
        assert card(standing_in(ADMIN, key), NOW).paragraphs[0] == (Text("role-admin"),)


@pytest.mark.parametrize("who", FAMILY.variants)
def test_a_family_is_addressed_as_the_one_who_walks(who: str) -> None:
    journey = started(FAMILY, who)
    assert hat(journey) == Text(f"role-{who}")
    title, *_ = card(journey, NOW).paragraphs[1]
    assert title == Text("vk-family-install.title", {"who": who}, strong=True)


def test_the_reason_stands_on_the_step_that_has_to_be_done_again() -> None:
    back = standing_in(ADMIN, "apply", "new", reason="no_phrase")
    assert "reason-no_phrase" in keys(card(back, NOW))
    assert not any(key.startswith("reason-") for key in keys(card(started(ADMIN), NOW)))
    later = standing_in(ADMIN, "sign_in", "new", reason="no_phrase")
    assert not any(key.startswith("reason-") for key in keys(card(later, NOW)))


@every_flow
def test_every_reason_that_is_kept_is_said_where_it_leads_and_nowhere_else(flow: Flow) -> None:
    leads = {
        (move.trigger, move.to)
        for state in flow.states
        for move in state.moves
        if move.keeps == "reason"
    }
    for journey, screen in every_card(flow):
        said = [key for key in keys(screen) if key.startswith("reason-")]
        here = (journey.reason, journey.state) in leads
        assert said == ([f"reason-{journey.reason}"] if here else [])


def test_a_wait_says_since_when_and_for_how_long() -> None:
    waiting = standing_in(ADMIN, "await_support", "new")
    _, body = card(waiting, NOW + 9 * DAY).paragraphs
    ago = say("days-ago", days=Days(NOW, NOW + 9 * DAY))
    assert body[1] == say("wait-support", day=Day(NOW), ago=ago)
    assert "wait-support-asked" not in keys(card(waiting, NOW))


def test_a_wait_says_when_one_asked_again() -> None:
    waiting = standing_in(ADMIN, "await_support", "new", asked=NOW + DAY)
    _, body = card(waiting, NOW + 2 * DAY).paragraphs
    assert body[2] == say("wait-support-asked", day=Day(NOW + DAY))


@pytest.mark.parametrize("hours", [0, 1, 19, 20, 23])
def test_asking_again_is_offered_when_a_day_has_passed(hours: int) -> None:
    asked = standing_in(TEACHER, "await_acceptance", asked=NOW)
    shown = taps(card(asked, NOW + hours * 3600), "asked_again")
    assert bool(shown) is (hours >= 20)


@every_flow
def test_only_a_step_says_how_long_it_takes_unless_it_has_a_reason_to_say(flow: Flow) -> None:
    for journey, screen in every_card(flow):
        reason = any(key.startswith("reason-") for key in keys(screen))
        timed = flow.state(journey.state).kind is Kind.STEP and not reason
        assert ("card-minutes" in keys(screen)) is timed


def test_a_note_is_said_before_everything_else() -> None:
    screen = card(started(TEACHER), NOW)
    assert screen.noting(None) is screen
    noted = screen.noting(Text("note-stale"))
    assert noted.paragraphs == ((Text("note-stale"),), *screen.paragraphs)
    assert noted.rows == screen.rows
