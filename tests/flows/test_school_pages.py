"""The school's pages: what each shows to whom, and where every button leads."""

from dataclasses import replace

import pytest

from flows import LEAVE, Role, class_notes, class_pages, school_pages
from flows.activity import Meter
from flows.check import BUTTON_BYTES, PAGE, TAP, button_bytes
from flows.class_notes import REFUSED, Taken, Trouble
from flows.class_pages import Hangs, Klass, Line
from flows.classes import ClassName, parse
from flows.gallery import JOURNEY, REVISION, buttons_of, texts_of
from flows.gallery_school import school_screens
from flows.links import class_lines
from flows.scene import Families, Scene
from flows.school_pages import Affairs, Choice, Place
from flows.screens import Page, Screen, Tap, Text, Url, page
from tests.flows.walking import ADMIN, NOW, TEACHER, standing_in

PLACE = Place(5, "Школа № 5", "Кострома")
METER = Meter(signed_in=True, filled_in=True, accepted=1, needed=3)
KLASS = Klass(7, 5, "5А", "", 0, "", 0, (), 0, Families(0, 0, 0), place=3)
VK = "https://vk.me/join/" + "A" * 24


def ways(screen: Screen) -> list[Page]:
    return [one.does for row in screen.rows for one in row if isinstance(one.does, Page)]


def keys(screen: Screen) -> list[str]:
    return [text.key for text in texts_of(screen)]


def named(name: str, **more: object) -> Line:
    (one,) = parse(name).names
    line = Line(hash(name) % 1000, one, teachers=0, link=False, chat=False)
    return replace(line, **more)  # type: ignore[arg-type]


def test_every_screen_fits_the_messenger() -> None:
    """A hundred buttons, eight a row, 64 bytes each; a title, and no empty paragraph."""
    for screen in school_screens():
        assert all(screen.paragraphs)
        assert any(line.strong for part in screen.paragraphs for line in part)
        assert len(list(buttons_of(screen))) <= 100
        assert all(0 < len(row) <= 8 for row in screen.rows)
        for button in buttons_of(screen):
            match button.does:
                case Tap(journey, state, trigger, revision, arg):
                    assert (journey, revision) == (JOURNEY, REVISION)
                    size = button_bytes(TAP, journey, state, trigger, revision, arg)
                case Page(name, arg, arg2):
                    size = button_bytes(PAGE, name, arg, arg2)
                case Url():
                    continue
            assert size <= BUTTON_BYTES, button


def test_a_text_of_the_school_is_given_the_same_arguments_everywhere() -> None:
    given: dict[str, set[str]] = {}
    for screen in school_screens():
        for text in texts_of(screen):
            assert given.setdefault(text.key, set(text.args)) == set(text.args), text.key


def test_only_the_first_administrator_hands_the_school_over() -> None:
    affairs = Affairs(PLACE, METER, 0, 0, 0)
    assert Page("invite", "head", "5") not in ways(school_pages.administrator(affairs))
    head = school_pages.administrator(replace(affairs, head=True))
    assert Page("invite", "head", "5") in ways(head)


def test_an_administrator_is_led_to_everything_of_the_school() -> None:
    screen = school_pages.administrator(Affairs(PLACE, METER, 2, NOW, 3, claims=1, own=True))
    assert ways(screen)[:9] == [
        Page("grid", "5"),
        Page("desk", "5"),
        Page("invite", "teacher", "5"),
        Page("claims", "5"),
        Page("invite", "deputy", "5"),
        Page("form", "edit-5"),
        Page("breaks", "5"),
        Page("papers", "5"),
        Page("leaving"),
    ]
    assert screen.paragraphs[1][0] == METER.line
    assert "school-page.waiting" in keys(screen)


def test_claims_and_leaving_are_offered_only_where_there_is_something_to_do() -> None:
    plain = ways(school_pages.administrator(Affairs(PLACE, METER, 0, 0, 0)))
    assert not {"claims", "leaving"} & {one.name for one in plain}


@pytest.mark.parametrize(
    ("standing", "klass", "may"),
    [("accepted", 7, True), ("said", 7, True), ("waiting", 7, False), ("accepted", None, False)],
)
def test_families_are_invited_by_accepted_teachers_of_a_class(
    standing: str, klass: int | None, may: bool
) -> None:
    scene = Scene("Школа", "5А" if klass else "", standing=standing)
    shown = ways(school_pages.teacher(PLACE, scene, klass))
    assert (Page("invite", "family", "7") in shown) is may
    assert (Page("chat") in shown) is may
    assert {Page("pick"), Page("leaving")} <= set(shown)


def test_a_teacher_sees_how_far_the_families_are() -> None:
    scene = Scene("Школа", "5А", standing="accepted", families=Families(3, 2, 1))
    screen = school_pages.teacher(PLACE, scene, 7)
    (counts,) = (text for text in texts_of(screen) if text.key == "families")
    assert counts.args == {"opened": 3, "profiles": 2, "joined": 1}


def test_without_a_school_the_way_to_one_depends_on_the_role() -> None:
    assert Page("form") in ways(school_pages.nowhere(Role.ADMIN))
    assert Page("form") not in ways(school_pages.nowhere(Role.TEACHER))
    assert ways(school_pages.nowhere(None))[0] == Page("roles")


def test_leaving_is_a_tap_on_the_journey_itself() -> None:
    journey = standing_in(TEACHER, "await_acceptance", school_id=5)
    taps = [b.does for b in buttons_of(school_pages.leaving(journey, PLACE))]
    assert taps == [Page("school"), Tap(journey.id, "await_acceptance", LEAVE, journey.revision)]
    admin = school_pages.leaving(standing_in(ADMIN, "apply", school_id=5), PLACE)
    assert Text("leaving.body", {"role": "admin"}).args in [t.args for t in texts_of(admin)]


def test_a_family_says_who_opens_the_invitation() -> None:
    token = "i" + "A" * 16
    shown = ways(school_pages.which_family(token))
    assert shown[:2] == [Page("enter", token, "parent"), Page("age", token)]


def test_classes_to_choose_stand_four_a_row_and_turn() -> None:
    choices = [Choice(number, f"5{number}", chosen=number == 1) for number in range(30)]
    first, last = school_pages.pick(PLACE, choices), school_pages.pick(PLACE, choices, 24)
    assert [len(row) for row in first.rows] == [4] * 6 + [1, 2]
    assert first.rows[0][1].text.key == "pick.chosen"
    assert (ways(first)[24], ways(last)[6]) == (Page("pick", "24"), Page("pick", "0"))
    assert ways(school_pages.pick(PLACE, choices, 999))[0] == Page("choose", "24")
    assert "pick.empty" in keys(school_pages.pick(PLACE, []))


def test_the_table_goes_by_year_and_the_russian_alphabet() -> None:
    lines = [named(name) for name in ("10А", "5Ж", "5Ё", "5Е", "1")]
    screen = class_pages.table(PLACE, lines)
    shown = [row[0].text.args["name"] for row in screen.rows[:5]]
    assert shown == ["1", "5Е", "5Ё", "5Ж", "10А"]
    years = screen.paragraphs[-1]
    assert [(text.key, *text.args.values()) for text in years] == [
        ("grid-bare", "1"),
        ("grid-year", "5", "Е Ё Ж"),
        ("grid-year", "10", "А"),
    ]


def test_a_class_without_a_letter_stands_among_its_year() -> None:
    screen = class_pages.table(PLACE, [named("5"), named("5А")])
    assert screen.paragraphs[-1][0].args == {"year": "5", "letters": "5 А"}


def test_each_cell_leads_to_what_is_missing() -> None:
    line = Line(7, ClassName(5, "А"), teachers=2, link=True, chat=False)
    row = class_pages.table(PLACE, [line]).rows[0]
    assert [one.does for one in row] == [
        Page("class", "7"),
        Page("invite", "teacher", "5.7"),
        Page("link", "7"),
        Page("class_chat", "7"),
    ]
    assert [one.text.key for one in row[2:]] == ["grid.link_yes", "grid.chat_no"]


def test_the_table_has_eight_classes_a_page() -> None:
    lines = [named(f"{grade}А") for grade in range(1, 12)]
    first, second = class_pages.table(PLACE, lines), class_pages.table(PLACE, lines, 10)
    assert [len(row) for row in first.rows[:9]] == [4] * 8 + [1]
    assert first.rows[8][0].does == Page("grid", "5", "8")
    assert [len(row) for row in second.rows[:4]] == [4, 4, 4, 1]
    assert second.rows[3][0].does == Page("grid", "5", "0")


def test_an_empty_table_says_how_to_add() -> None:
    screen = class_pages.table(PLACE, [])
    assert "grid.empty" in keys(screen)
    assert ways(screen)[0] == Page("add_classes", "5")


def test_a_class_leads_back_to_its_place_in_the_table() -> None:
    assert Page("grid", "5", "3") in ways(class_pages.klass(KLASS))


def test_a_link_that_is_there_can_be_opened_and_replaced() -> None:
    without, having = class_pages.klass(KLASS), class_pages.klass(replace(KLASS, link=VK))
    assert "class-page.set" in keys(without)
    assert "class-page.replace" in keys(having)
    assert Url(VK) in [one.does for one in buttons_of(having)]


def test_teachers_are_reminded_of_a_chat_that_they_can_make() -> None:
    remind = Page("remind_chat", "7")
    assert remind not in ways(class_pages.chat(KLASS))
    able = replace(KLASS, who=("Анна", ""))
    assert remind in ways(class_pages.chat(able))
    assert remind not in ways(class_pages.chat(replace(able, chat=VK)))
    assert Page("waiting", "5") in ways(class_pages.chat(replace(KLASS, waiting=1)))


def test_removing_asks_anew_when_something_changed() -> None:
    hangs = Hangs(link=True, chat=False, teachers=2, families=14)
    screen = class_pages.remove(KLASS, hangs)
    assert Page("remove_class", "7", hangs.mark) in ways(screen)
    assert hangs.mark != replace(hangs, families=15).mark
    assert hangs.mark != replace(hangs, chat=True).mark


def test_what_was_not_understood_is_named() -> None:
    note = class_notes.added(1, parse("5А, 5Б, кот"))
    assert (note.key, note.args["wrong"]) == ("class-add.partly", "«кот»")
    assert note.args["done"] == Text("class-add.done", {"new": 1, "known": 1, "over": 0})
    assert class_notes.added(2, parse("5А, 5Б")).key == "class-add.done"
    assert class_notes.added(0, parse("")).args["wrong"] == "none"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"5А {VK}", None),
        (VK, "class_missing"),
        ("5А https://clck.ru/abc", "shortener"),
        (f"5А, 5Б {VK}", "class_many"),
        ("5А", "no_link"),
        (f"99 {VK}", "class_unknown"),
    ],
)
def test_each_line_is_taken_or_its_trouble_is_known(line: str, why: str | None) -> None:
    (one,) = class_lines(line)
    trouble = class_notes.trouble_of(one)
    assert (trouble.why if trouble else None) == why
    assert why is None or why in REFUSED


def test_a_link_of_any_chat_is_taken_with_a_doubt() -> None:
    (one,) = class_lines(f"5А {VK}")
    assert class_notes.doubt_of(one) == Trouble("5А", "vk_chat")
    (sure,) = class_lines("5А https://max.ru/join/" + "A" * 43)
    assert class_notes.doubt_of(sure) is None
    (nameless,) = class_lines(VK)
    assert class_notes.doubt_of(nameless) is None


def test_troubles_are_told_once_a_kind_and_not_without_end() -> None:
    many = tuple(Trouble(f"{grade}А", why) for why in REFUSED for grade in range(1, 9))
    screen = class_notes.result(PLACE, Taken(troubles=many))
    told = [text for text in screen.paragraphs[1] if text.key == "class-trouble"]
    assert len(told) == class_notes.REASONS
    assert told[0].args["more"] == 3
    assert screen.paragraphs[1][-1].args == {"count": len(REFUSED) - class_notes.REASONS}


def test_classes_that_are_not_there_are_offered() -> None:
    screen = class_notes.result(PLACE, Taken(unknown=("7В",)))
    assert ways(screen)[0] == Page("add_missing", "5")
    assert page("class-taken.grid", "grid", "5") in list(buttons_of(screen))
