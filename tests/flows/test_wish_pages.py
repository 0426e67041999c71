"""The pages on which one chooses when to be reminded, and sets days off."""

import datetime as dt
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from flows import wish_pages
from flows.gallery import buttons_of, texts_of
from flows.reminders import Wish
from flows.screens import Day, Page, Screen, say
from flows.wish_pages import DaysOff, Wishes, moment
from tests.flows.test_calendar import RUSSIAN
from tests.flows.walking import NOW

HOURS: Final = tuple(range(9, 20))


def of(wish: Wish | None = None, **more: Any) -> Wishes:
    return Wishes(wish or Wish(), NOW, HOURS, **more)


def keys(screen: Screen) -> list[str]:
    return [text.key for text in texts_of(screen)]


def pages(screen: Screen) -> list[Page]:
    return [one.does for one in buttons_of(screen) if isinstance(one.does, Page)]


def test_what_is_chosen_is_shown_with_every_choice() -> None:
    """Without a choice they come at any open hour."""
    screen = wish_pages.reminders(of(next_due=NOW + 99))
    (first, *_) = [text for text in texts_of(screen) if text.key == "wishes.any"]
    assert (first.args["first"], first.args["last"]) == (9, 20)
    assert say("wishes.next", day=Day(NOW + 99)) in list(texts_of(screen))
    assert pages(screen)[:3] == [Page("hours"), Page("pause"), Page("wish", "off")]
    assert "wishes.next" not in keys(wish_pages.reminders(of()))


def test_an_hour_is_shown_instead_of_any() -> None:
    screen = wish_pages.reminders(of(Wish(0)))
    assert say("wishes.hour", hour=0) in list(texts_of(screen))
    assert "wishes.any" not in keys(screen)


def test_a_pause_can_be_ended_and_shows_its_day_alone() -> None:
    screen = wish_pages.reminders(of(Wish(paused_until=NOW + 1), next_due=NOW + 99))
    assert say("wishes.paused", day=Day(NOW + 1)) in list(texts_of(screen))
    assert "wishes.next" not in keys(screen)
    assert Page("wish", "resume") in pages(screen)
    assert Page("pause") not in pages(screen)
    over = wish_pages.reminders(of(Wish(paused_until=NOW)))
    assert "wishes.paused" not in keys(over)
    assert Page("pause") in pages(over)


def test_where_they_are_off_there_is_only_the_way_back() -> None:
    screen = wish_pages.reminders(of(Wish(10, NOW + 9, off=True), next_due=NOW + 9))
    assert [one for one in keys(screen) if one.startswith("wishes.")] == [
        "wishes.title",
        "wishes.off",
        "wishes.turn_on",
    ]
    assert pages(screen)[0] == Page("wish", "on")


@pytest.mark.parametrize(
    ("summaries", "ways"),
    [(None, []), (True, [Page("summaries", "off")]), (False, [Page("summaries", "on")])],
)
def test_summaries_are_offered_to_whoever_gets_any(
    *, summaries: bool | None, ways: list[Page]
) -> None:
    shown = pages(wish_pages.reminders(of(summaries=summaries)))
    assert [one for one in shown if one.name == "summaries"] == ways


def test_days_off_of_all_are_an_operators() -> None:
    assert Page("breaks", "all") in pages(wish_pages.reminders(of(days_off="all")))
    assert Page("breaks", "all") not in pages(wish_pages.reminders(of()))


def test_every_open_hour_can_be_chosen_and_the_chosen_one_is_marked() -> None:
    screen = wish_pages.hours(of(Wish(15)))
    shown = [page.arg for page in pages(screen) if page.name == "wish"]
    assert shown == [f"hour-{hour}" for hour in HOURS] + ["hour-any"]
    assert [text.args["hour"] for text in texts_of(screen) if text.key == "hours.chosen"] == [15]
    assert max(map(len, screen.rows)) <= 4


def test_a_pause_is_a_tap_away_or_typed() -> None:
    shown = [page.arg for page in pages(wish_pages.pause()) if page.name == "wish"]
    assert shown == ["pause-7", "pause-14", "pause-30"]


@pytest.mark.parametrize(
    ("to", "where", "back"),
    [
        ("5", "Школа № 5", Page("school", "5")),
        ("r16", "Татарстан", Page("breaks", "all")),
        ("all", "", Page("reminders")),
    ],
)
def test_days_off_are_listed_where_they_hold(to: str, where: str, back: Page) -> None:
    """Each with the tap that takes it back."""
    listed = ((3, NOW, NOW), (4, NOW, NOW + 9 * 86_400))
    screen = wish_pages.days_off(DaysOff(to, where, listed))
    shown = pages(screen)
    assert shown[:3] == [
        Page("drop_break", to, "3"),
        Page("drop_break", to, "4"),
        Page("add_break", to),
    ]
    assert back in shown
    assert (Page("break_region") in shown) == (to == "all")
    texts = list(texts_of(screen))
    assert say("breaks.day", day=Day(NOW)) in texts
    assert say("breaks.span", begins=Day(NOW), ends=Day(NOW + 9 * 86_400)) in texts
    place = say("breaks.where", where=where) if where else say("breaks.everybody")
    assert place in texts


def test_a_day_is_the_same_day_in_the_whole_country() -> None:
    """As it is shown by the zone of the house, whichever that is."""
    day = dt.date(2026, 10, 28)
    for zone in RUSSIAN:
        shown = dt.datetime.fromtimestamp(moment(day), ZoneInfo(zone))
        assert shown.date() == day
