"""The library's pages: each leads on and back, and to a step only whoever walks it."""

from dataclasses import replace

import pytest

from flows import leads
from flows.codes import spell
from flows.gallery import texts_of
from flows.library import library, section
from flows.library_pages import FOUND, PER_PAGE, answer, docs, found, listed
from flows.peek import peek
from flows.places import NOBODYS, Walks, place
from flows.scene import Scene
from flows.screens import MENU, TO_STEP, Button, Date, Page, Screen, Text, Url, say
from tests.flows.walking import ADMIN, FAMILY, TEACHER, standing_in

QUESTIONS = library().sections["questions"].entries
LAST = (len(QUESTIONS) - 1) // PER_PAGE * PER_PAGE
BACK = "button-back"


def pages_of(screen: Screen | None) -> list[Page]:
    assert screen is not None
    return [one.does for row in screen.rows for one in row if isinstance(one.does, Page)]


def back_of(screen: Screen | None) -> Page:
    assert screen is not None
    (back,) = (one.does for row in screen.rows for one in row if one.text.key == BACK)
    assert isinstance(back, Page)
    return back


def asked_on(screen: Screen | None) -> list[str]:
    return [one.arg for one in pages_of(screen) if one.name == "answer"]


def test_the_sections_are_listed_and_a_single_entry_is_opened_at_once() -> None:
    rows = pages_of(docs(known=True))
    assert rows[:3] == [
        Page("docs", "acts", "0"),
        Page("docs", "templates", "0"),
        Page("docs", "instructions", "0"),
    ]
    assert Page("answer", "calls", "calls.0") in rows
    assert Page("answer", "about", "about.0") in rows
    assert Page("faq", "0") in rows
    assert docs(known=True).rows[-1] == (TO_STEP, MENU)


@pytest.mark.parametrize("key", library().sections)
def test_each_section_leads_to_its_entries_and_back(key: str) -> None:
    one = library().sections[key]
    screen = listed(key, 0, known=True)
    assert screen is not None
    if one.opens_links:
        urls = [row[0].does for row in screen.rows[:-1]]
        assert urls == [Url(entry.links[0].url) for entry in one.entries]
        (source,) = screen.paragraphs[1]
        assert source.key == "answer-source"
    else:
        assert asked_on(screen) == [entry.key for entry in one.entries[:PER_PAGE]]
    assert back_of(screen) == Page("docs")


def test_a_section_that_is_none_has_no_page() -> None:
    assert listed("moon", 0, known=True) is None
    assert section("moon") is None


@pytest.mark.parametrize(
    ("asked_for", "begins_at"),
    [
        *((0, 0), (1, 0), (PER_PAGE - 1, 0), (PER_PAGE, PER_PAGE), (PER_PAGE + 1, PER_PAGE)),
        *((-1, 0), (-(10**9), 0), (len(QUESTIONS), LAST), (10**9, LAST)),
    ],
)
def test_any_number_finds_a_page_of_questions(asked_for: int, begins_at: int) -> None:
    screen = listed("questions", asked_for, known=True)
    assert asked_on(screen) == [one.key for one in QUESTIONS[begins_at : begins_at + PER_PAGE]]
    assert {one.arg2 for one in pages_of(screen) if one.name == "answer"} == {str(begins_at)}


def test_turning_pages_shows_every_question_once_and_stops_at_both_ends() -> None:
    first, seen = 0, list[str]()
    while True:
        screen = listed("questions", first, known=False)
        seen += asked_on(screen)
        turns = [int(one.arg) for one in pages_of(screen) if one.name == "faq"]
        later = [turn for turn in turns if turn > first]
        assert [turn for turn in turns if turn < first] == ([first - PER_PAGE] if first else [])
        if not later:
            break
        (first,) = later
    assert seen == [one.key for one in QUESTIONS]


def sources(letters: tuple[str, ...]) -> Text:
    named = Text(f"source-{letters[0]}")
    for letter in letters[1:]:
        named = say("source-both", first=named, second=Text(f"source-{letter}"))
    return named


@pytest.mark.parametrize("key", library().entries)
def test_an_entry_names_every_source_and_the_day(key: str) -> None:
    one = library().entries[key]
    screen = answer(key, "7", known=True)
    assert screen is not None
    (source,) = screen.paragraphs[-1]
    assert source == say("answer-source", source=sources(one.sources), day=Date(one.date))
    assert screen.paragraphs[0][0].strong
    assert Text(f"entry-{key}.text") in list(texts_of(screen))
    urls = [b.does for row in screen.rows for b in row if isinstance(b.does, Url)]
    assert urls == [Url(link.url) for link in one.links]


def test_an_act_is_cited_with_its_kind_number_and_day() -> None:
    screen = answer("act_1241", "acts.0", known=False)
    assert screen is not None
    head, name = screen.paragraphs[0]
    assert (head.key, head.args["number"], head.args["day"]) == ("act", "1241", Date("2022-07-13"))
    assert head.args["kind"] == Text("entry-act_1241.kind")
    assert str(name.args["name"]).startswith("О федеральной")
    undated = answer("act_1545", "acts.0", known=False)
    assert undated is not None
    assert undated.paragraphs[0][0].key == "act-undated"


@pytest.mark.parametrize(
    ("key", "back", "way"),
    [
        ("no_code", "7", Page("faq", "7")),
        ("no_code", "", Page("faq", "")),
        ("no_code", "zz", Page("faq", "zz")),
        ("act_1241", "acts.0", Page("docs", "acts", "0")),
        ("act_1241", "", Page("docs", "acts")),
        ("act_1241", "moon.7", Page("docs", "acts")),
        ("calls", "calls.0", Page("docs")),
        ("calls", "14", Page("faq", "14")),
        ("rules", "", Page("docs", "rules")),
        ("no_code", FOUND + "abcde", Page("found", "abcde")),
    ],
)
def test_an_entry_leads_back_to_where_it_was_opened(key: str, back: str, way: Page) -> None:
    assert back_of(answer(key, back, known=True)) == way


def test_an_entry_that_is_no_more_has_no_page() -> None:
    assert answer("long_gone", "0", known=True) is None


def test_a_step_is_offered_only_to_those_who_walk_it() -> None:
    there = Page("peek", "teacher/create_chat", "chat_too_early")
    own = Walks(standing_in(TEACHER, "install"))
    assert there in pages_of(answer("chat_too_early", "7", known=True, walks=own))
    for other in (
        NOBODYS,
        Walks(standing_in(ADMIN, "apply")),
        Walks(standing_in(FAMILY, "install")),
    ):
        shown = pages_of(answer("chat_too_early", "7", known=True, walks=other))
        assert [one.name for one in shown] == ["faq", "step"]
    stranger = pages_of(answer("chat_too_early", "7", known=False))
    assert [one.name for one in stranger] == ["faq", "greeting"]


def test_at_the_step_itself_the_button_leads_to_the_card() -> None:
    here = Walks(standing_in(TEACHER, "create_profile"))
    screen = answer("no_code", "0", known=True, walks=here)
    assert screen is not None
    step, last = screen.rows
    assert step[0].does == Page("step")
    assert (step[0].text.key, step[0].text.args["step"]) == ("step-own", 2)
    assert [one.does for one in last] == [Page("faq", "0"), Page("menu")], "not twice to the step"


def test_what_was_found_is_shown_in_its_order_with_the_way_to_ask() -> None:
    names = ("is_active", "teacher/apply", "vk_page")
    screen = found(names, known=True, walks=Walks(standing_in(TEACHER, "install")))
    back = FOUND + spell(names)
    assert [row[0].does for row in screen.rows] == [
        Page("answer", "is_active", back),
        Page("peek", "teacher/apply", back),
        Page("answer", "vk_page", back),
        leads.LEADS["ask"],
        TO_STEP.does,
    ]
    assert screen.rows[1][0].text.key == "step-own"
    assert found(names, known=True).rows[1][0].text.key == "step-of-teacher"


def test_what_is_gone_meanwhile_is_not_shown() -> None:
    assert len(found(("moon", "moon/apply", "no_code"), known=False).rows) == 3


@pytest.mark.parametrize(
    ("stands", "looks", "said"),
    [
        ("install", "install", "peek-here"),
        ("install", "create_chat", "peek-ahead"),
        ("apply", "await_acceptance", "peek-ahead"),
        ("await_acceptance", "apply", "peek-passed"),
        ("finished", "apply", "peek-passed"),
    ],
)
def test_a_look_at_a_step_says_where_it_lies(stands: str, looks: str, said: str) -> None:
    there = place(f"teacher/{looks}", Walks(standing_in(TEACHER, stands)))
    assert there is not None
    screen = peek(there, "no_school", known=True)
    assert screen.paragraphs[-1] == (Text(said),)
    assert screen.paragraphs[1][0].key == f"vk-teacher-{looks}.title"
    assert screen.rows[-1] == (Button(Text(BACK), Page("answer", "no_school")), TO_STEP)


def test_a_look_at_a_step_of_another_hat_leads_to_its_card() -> None:
    parent = replace(standing_in(FAMILY, "install", "parent"), id=8)
    there = place("family/join_chat", Walks(standing_in(TEACHER, "install"), (parent,)))
    assert there is not None
    screen = peek(there, "", Scene("Школа № 5"), known=True)
    assert [one.does for one in screen.rows[-1]] == [Page("docs"), Page("switch", "8")]
    assert screen.paragraphs[0][0].args["school"] == "Школа № 5"


def test_anybody_may_look_at_what_others_do() -> None:
    there = place("admin/accept_teachers", NOBODYS)
    assert there is not None
    screen = peek(there, FOUND + "abcde", known=False)
    assert screen.paragraphs[-1] == (Text("peek-admin"),)
    assert [one.does for one in screen.rows[-1]] == [Page("found", "abcde"), Page("greeting")]


@pytest.mark.parametrize("known", [True, False])
def test_whoever_walks_nowhere_yet_is_led_to_the_beginning(known: bool) -> None:
    for screen in (docs(known=known), listed("acts", 0, known=known), found((), known=known)):
        assert ("greeting" in [one.name for one in pages_of(screen)]) is not known


def test_a_lead_has_its_button_as_soon_as_it_has_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown() -> list[str]:
        screens = (listed("templates", 0, known=True), answer("what_phrase", "0", known=True))
        return [one.name for screen in screens for one in pages_of(screen)]

    monkeypatch.setattr(leads, "LEADS", {})
    assert "package" not in shown()
    monkeypatch.setattr(leads, "LEADS", {"package": Page("package"), "papers": Page("papers")})
    assert [shown().count(one) for one in ("package", "papers")] == [2, 1]


@pytest.mark.parametrize("known", [True, False])
def test_no_row_has_three_buttons(known: bool) -> None:
    """They would not stand side by side on a narrow phone."""
    for key in library().sections:
        screen = listed(key, 0, known=known)
        assert screen is not None
        assert max(map(len, screen.rows)) <= 2
        assert back_of(screen) == Page("docs")
