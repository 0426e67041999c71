"""The administrator's desk: one card that tells everything, a list, and a decision on each."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.activity import Meter
from flows.desk import (
    PER_PAGE,
    Desk,
    Waiting,
    after,
    live,
    named,
    said,
    sure,
    teacher,
    waiting,
)
from flows.screens import TO_STEP, Day, Page, Screen, Text, say, title
from flows.teacher import REFUSALS
from tests.flows.walking import NOW

METER = Meter(signed_in=True, filled_in=True, accepted=1, needed=3)
NOBODY = Desk(3, "Школа № 5", "Кострома", METER, ())
NAME = title("desk-school", school="Школа № 5", place="Кострома")


def people(count: int, first: int = 100) -> tuple[Waiting, ...]:
    """Return teachers with and without a name, of classes that repeat; the first came first."""
    return tuple(
        Waiting(
            first + number,
            f"Учитель {number}" if number % 2 else "",
            f"{number % 11 + 1}А" if number % 5 else "",
            NOW + number * 60,
        )
        for number in range(count)
    )


def desk(count: int, claims: int = 0) -> Desk:
    return replace(NOBODY, waiting=people(count), said=people(claims, 500))


def pages(screen: Screen) -> list[Page]:
    return [one.does for row in screen.rows for one in row if isinstance(one.does, Page)]


def lines(screen: Screen) -> list[Text]:
    return [line for paragraph in screen.paragraphs for line in paragraph]


def staff(screen: Screen) -> list[str]:
    return [one.arg for one in pages(screen) if one.name == "teacher"]


def test_with_nobody_waiting_the_card_says_so_and_offers_no_list() -> None:
    screen = live(NOBODY)
    assert lines(screen) == [NAME, METER.line, say("desk-nobody")]
    assert pages(screen) == [Page("school", "3"), Page("step")]


def test_the_card_tells_how_many_wait_of_which_classes_and_since_when() -> None:
    late, early = Waiting(1, "", "7Б", NOW), Waiting(2, "Анна", "", NOW - 900)
    screen = live(replace(NOBODY, waiting=(late, early, replace(late, staff_id=3))))
    assert lines(screen) == [
        NAME,
        METER.line,
        title("desk-waiting", count=3),
        say("desk-classes", classes="7Б"),
        say("desk-longest", day=Day(NOW - 900)),
    ]
    assert pages(screen)[:2] == [Page("waiting", "3"), Page("accept_all", "3", "3")]


def test_classes_that_nobody_chose_are_not_listed() -> None:
    screen = live(replace(NOBODY, waiting=(Waiting(1, "Анна", "", NOW),)))
    assert "desk-classes" not in {line.key for line in lines(screen)}


def test_whoever_says_to_be_accepted_is_a_tap_away_even_with_nobody_waiting() -> None:
    for count in (0, 2):
        screen = live(desk(count, claims=4))
        (row,) = [row for row in screen.rows if row[0].does == Page("said", "3")]
        assert row[0].text == say("desk.said", count=4)
    assert Page("said", "3") not in pages(live(desk(2)))


def test_forty_who_wait_are_turned_through_page_by_page() -> None:
    here, seen, first = desk(40), list[str](), 0
    for turn in range(5):
        screen = waiting(here, first)
        seen += staff(screen)
        turns = [one for one in pages(screen) if one.name == "waiting"]
        back = [Page("waiting", "3", str(first - PER_PAGE))] if turn else []
        ahead = [Page("waiting", "3", str(first + PER_PAGE))] if turn < 4 else []
        assert turns == back + ahead
        assert lines(screen) == [NAME, say("desk-waiting_list", count=40)]
        first += PER_PAGE
    assert seen == [str(one.staff_id) for one in here.waiting]


@pytest.mark.parametrize(
    ("asked_for", "begins_at"),
    [(0, 0), (7, 0), (8, 8), (15, 8), (-5, 0), (-(10**9), 0), (16, 16), (17, 16), (10**9, 16)],
)
def test_any_number_finds_a_page(asked_for: int, begins_at: int) -> None:
    """The list has become shorter since the button was shown."""
    shown = people(17)[begins_at : begins_at + PER_PAGE]
    assert staff(waiting(desk(17), asked_for)) == [str(one.staff_id) for one in shown]


@pytest.mark.parametrize("count", [1, PER_PAGE, PER_PAGE + 1])
def test_a_list_is_turned_only_when_it_is_longer_than_a_page(count: int) -> None:
    turns = [one for one in pages(waiting(desk(count))) if one.name == "waiting"]
    assert bool(turns) is (count > PER_PAGE)


@pytest.mark.parametrize("draw", [waiting, said])
@pytest.mark.parametrize("first", [0, 3, 10**9, -1])
def test_an_empty_list_says_that_nobody_waits(
    draw: Callable[[Desk, int], Screen], first: int
) -> None:
    screen = draw(NOBODY, first)
    assert lines(screen) == [NAME, say("desk-nobody")]
    assert pages(screen) == [Page("desk", "3"), Page("step")]


def test_those_who_say_that_they_were_accepted_have_a_list_of_their_own() -> None:
    here = desk(3, claims=PER_PAGE + 1)
    screen = said(here)
    assert staff(screen) == [str(one.staff_id) for one in here.said[:PER_PAGE]]
    assert lines(screen)[1] == say("desk-said_list", count=PER_PAGE + 1)
    assert Page("said", "3", str(PER_PAGE)) in pages(screen)


def test_a_decision_can_be_taken_back_from_the_list_that_follows_it() -> None:
    gone = Waiting(77, "Анна", "", NOW)
    for count in (0, 1, 40):
        screen = after(desk(count), gone)
        assert screen.rows[-2][0].does == Page("undo", "77")
        assert len([one for one in pages(screen) if one.name == "undo"]) == 1
        plain = after(desk(count), None)
        assert "undo" not in {one.name for one in pages(plain)}
        assert plain == waiting(desk(count))


@pytest.mark.parametrize(
    ("one", "key", "args"),
    [
        (Waiting(1, "Анна", "7Б", NOW), "desk-teacher-named", {"label": "Анна", "class": "7Б"}),
        (Waiting(1, "Анна", "", NOW), "desk-teacher-named", {"label": "Анна", "class": "none"}),
        (Waiting(1, "", "7Б", NOW), "desk-teacher", {"class": "7Б"}),
        (Waiting(1, "", "", NOW), "desk-teacher", {"class": "none"}),
    ],
)
def test_a_teacher_is_named_as_they_chose_or_by_the_class(
    one: Waiting, key: str, args: dict[str, str]
) -> None:
    assert named(one) == Text(key, {**args, "day": Day(NOW)})
    assert waiting(replace(NOBODY, waiting=(one,))).rows[0][0].text == named(one)


def test_a_teacher_who_waits_is_accepted_or_refused_with_a_reason() -> None:
    one = people(1)[0]
    screen = teacher(desk(1), one, claimed=False)
    assert pages(screen) == [
        Page("accept", "100"),
        *(Page("refuse", "100", why) for why in REFUSALS),
        Page("waiting", "3"),
        Page("step"),
    ]
    assert screen.rows[0][0].text == Text("desk.accept")
    assert named(one) in lines(screen)


def test_a_teacher_who_says_to_be_accepted_is_confirmed_or_objected_to() -> None:
    screen = teacher(desk(0, claims=1), people(1, 500)[0], claimed=True)
    assert pages(screen)[:2] == [Page("accept", "500"), Page("object", "500")]
    assert [one.name for one in pages(screen)].count("refuse") == len(REFUSALS)
    assert screen.rows[0][0].text == Text("desk.confirm")
    assert Page("said", "3") in pages(screen)


def test_accepting_everybody_is_asked_once_for_as_many_as_are_shown() -> None:
    asked = live(desk(40))
    assert Page("accept_all", "3", "40") in pages(asked)
    screen = sure(desk(40))
    assert pages(screen) == [Page("accept_all", "3", "40!"), Page("desk", "3")]
    assert title("desk-all", count=40) in lines(screen)


@pytest.mark.parametrize("count", [0, 1, 8, 40])
def test_every_page_of_the_desk_leads_back_to_the_step_or_the_desk(count: int) -> None:
    here = desk(count, claims=count)
    for screen in (live(here), waiting(here), said(here), after(here, people(1)[0])):
        assert TO_STEP in screen.rows[-1]
        assert max(map(len, screen.rows)) <= 2
