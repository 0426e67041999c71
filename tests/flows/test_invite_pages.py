"""The pages of an invitation: what they offer, and that they never show the address by accident."""

from dataclasses import replace

import pytest

from flows import invite_pages
from flows.gallery import buttons_of, texts_of
from flows.gallery_invite import ADDRESS, invite_screens
from flows.invitations import DAY, Offer
from flows.invite_pages import GIVES, MOST, STAFF, Invite, anew, bounds_of, usual
from flows.screens import MENU, TO_STEP, Day, Page, Screen, Text, Url, say

NOW = 1_700_000_000
GOOD = Offer(NOW + DAY, 30, 5, 0)
TEACHERS = Invite(9, "teacher", 5, "Школа № 5", "", GOOD, runs=True)
FAMILIES = Invite(9, "family", 5, "Школа № 5", "7Б", Offer(0, 0, 0, 0))
DEPUTY = Invite(9, "deputy", 5, "Школа № 5", "", Offer(NOW + 7 * DAY, 1, 0, 0), runs=True)
every_kind = pytest.mark.parametrize("gives", GIVES)


def leads(screen: Screen) -> list[tuple[str, str, str]]:
    does = (button.does for button in buttons_of(screen))
    return [(one.name, one.arg, one.arg2) for one in does if isinstance(one, Page)]


def names(screen: Screen) -> list[str]:
    return [name for name, _, _ in leads(screen)]


def said(screen: Screen) -> dict[str, Text]:
    return {text.key: text for text in texts_of(screen)}


def test_everything_that_can_be_done_is_one_tap_away() -> None:
    assert names(invite_pages.invite(TEACHERS, NOW)) == [
        *("forward", "sheet", "qr", "bounds", "renew", "revoke"),
        *("school", "step"),
    ]


@pytest.mark.parametrize("gives", sorted(STAFF))
def test_what_is_for_one_person_has_no_sheet_and_no_bounds_to_choose(gives: str) -> None:
    screen = invite_pages.invite(replace(DEPUTY, gives=gives), NOW)
    assert names(screen)[:4] == ["forward", "qr", "renew", "revoke"]


@every_kind
def test_the_page_says_whom_until_when_and_how_many(gives: str) -> None:
    texts = said(invite_pages.invite(replace(TEACHERS, gives=gives), NOW))
    assert {f"invite-{gives}.title", f"invite-{gives}.body"} <= texts.keys()
    assert texts["invite-until"] == say("invite-until", day=Day(NOW + DAY))
    assert texts["invite-came-of"] == say("invite-came-of", uses=5, most=30)


def test_without_bounds_it_says_so() -> None:
    texts = said(invite_pages.invite(FAMILIES, NOW))
    assert "invite-endless" in texts
    assert texts["invite-came"] == say("invite-came", uses=0)


@pytest.mark.parametrize(
    ("offer", "key"),
    [(Offer(NOW, 30, 5, 0), "invite-expired"), (Offer(NOW + 1, 5, 5, 0), "invite-used_up")],
)
def test_what_is_good_no_more_is_not_sent_but_made_anew_at_once(offer: Offer, key: str) -> None:
    screen = invite_pages.invite(replace(TEACHERS, offer=offer), NOW)
    assert key in said(screen)
    assert leads(screen)[:2] == [("bounds", "9", ""), ("renew", "9", "sure")]
    assert not {"forward", "sheet", "qr", "revoke"} & set(names(screen))


@pytest.mark.parametrize("name", ["renew", "revoke"])
def test_a_good_link_ends_only_after_a_question_that_can_be_left(name: str) -> None:
    ask = invite_pages.renew if name == "renew" else invite_pages.revoke
    assert (name, "9", "") in leads(invite_pages.invite(TEACHERS, NOW))
    assert leads(ask(TEACHERS)) == [(name, "9", "sure"), ("invitation", "9", "")]
    assert "invite-ends-paper" in said(ask(TEACHERS))
    assert "invite-ends-link" in said(ask(DEPUTY))


@pytest.mark.parametrize(("chat", "offered"), [("there", False), ("mine", True), ("theirs", False)])
def test_a_class_without_a_chat_is_mentioned_and_its_teacher_led_there(
    chat: invite_pages.Chat, offered: bool
) -> None:
    screen = invite_pages.invite(replace(FAMILIES, chat=chat), NOW)
    assert ("chat" in names(screen)) is offered
    assert any(key.startswith("invite-chatless") for key in said(screen)) is (chat != "there")
    assert "forward" in names(screen), "families can be invited before there is a chat"


def test_a_teacher_goes_back_to_the_step_an_administrator_to_the_school() -> None:
    assert invite_pages.invite(FAMILIES, NOW).rows[-1] == (TO_STEP, MENU)
    assert leads(invite_pages.invite(TEACHERS, NOW))[-2:] == [("school", "5", ""), ("step", "", "")]


def test_without_a_class_families_are_not_invited_yet() -> None:
    assert names(invite_pages.class_first()) == ["pick", "step", "menu"]


@pytest.mark.parametrize("gives", list(MOST))
def test_bounds_are_chosen_apart_and_the_present_ones_marked(gives: str) -> None:
    one = replace(TEACHERS, gives=gives, offer=Offer(0, 30, 0, 0))
    screen = invite_pages.bounds(one, NOW)
    choices = [arg2 for name, _, arg2 in leads(screen) if name == "bound"]
    assert choices == ["d7", "d30", "d0", *(f"m{most}" for most in MOST[gives])]
    marked = [one.does for one in buttons_of(screen) if one.text.key == "invite-chosen"]
    assert marked == [Page("bound", "9", "d0"), Page("bound", "9", "m30")]


@pytest.mark.parametrize(
    ("choice", "bounds"),
    [
        ("d7", (NOW + 7 * DAY, 30)),
        ("d30", (NOW + 30 * DAY, 30)),
        ("d0", (0, 30)),
        ("m1", (NOW + DAY, 1)),
        ("m30", (NOW + DAY, 30)),
        ("m0", (NOW + DAY, 0)),
        *((forged, None) for forged in ("", "d", "m", "d8", "m2", "m60", "x7", "d-7", "d07")),
    ],
)
def test_one_bound_is_set_and_the_other_stays(choice: str, bounds: tuple[int, int] | None) -> None:
    assert bounds_of("teacher", choice, GOOD, NOW) == bounds


@pytest.mark.parametrize("gives", sorted(STAFF))
def test_the_bounds_of_a_right_to_administrate_stay(gives: str) -> None:
    assert usual(gives, NOW) == anew(gives, GOOD, NOW) == (NOW + 7 * DAY, 1)
    assert {bounds_of(gives, choice, GOOD, NOW) for choice in ("d7", "d0", "m0", "m1")} == {None}


@pytest.mark.parametrize(
    ("gives", "old", "bounds"),
    [
        ("teacher", Offer(NOW - 1, 1, 1, 0), (NOW + 30 * DAY, 1)),
        ("teacher", Offer(0, 0, 5, 0), (0, 0)),
        ("family", Offer(NOW + 5, 60, 5, 0), (NOW + 30 * DAY, 60)),
        ("family", Offer(0, 30, 30, 0), (0, 30)),
    ],
)
def test_a_new_link_is_as_strict_as_the_old_one(
    gives: str, old: Offer, bounds: tuple[int, int]
) -> None:
    assert anew(gives, old, NOW) == bounds


def test_nobody_has_chosen_yet() -> None:
    assert usual("teacher", NOW) == (NOW + 30 * DAY, 0)
    assert usual("family", NOW) == (0, 0)


@every_kind
def test_the_message_says_where_and_carries_the_address_twice(gives: str) -> None:
    one = replace(FAMILIES, gives=gives, offer=GOOD)
    screen = invite_pages.letter(one, ADDRESS)
    (said_text,) = screen.paragraphs[0]
    assert said_text.args["school"] == "Школа № 5"
    assert said_text.args["address"] == ADDRESS
    assert (said_text.args.get("class") == "7Б") is (gives not in STAFF)
    assert (said_text.args.get("day") == Day(NOW + DAY)) is (gives in STAFF)
    assert [button.does for button in buttons_of(screen)] == [Url(ADDRESS)]


def test_paper_says_how_long_its_link_is_good() -> None:
    assert invite_pages.under_sheet(TEACHERS).paragraphs == (
        (say("invite-until", day=Day(NOW + DAY)),),
    )


def test_a_revoked_link_has_a_successor_one_tap_away() -> None:
    assert leads(invite_pages.revoked(FAMILIES, "5.7"))[0] == ("invite", "family", "5.7")


def test_only_what_is_sent_bears_the_address() -> None:
    """A page is no place for it: whoever looks over a shoulder must not come in."""
    for screen in invite_screens():
        bears = ADDRESS in repr(screen)
        assert bears is any(isinstance(one.does, Url) for one in buttons_of(screen))
