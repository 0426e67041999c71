"""The pages of the package: what leads where, and what is said about a document."""

from dataclasses import replace

import pytest

from flows import addresses, checked_pages, package_pages
from flows.appointment_check import MANDATORY, USUAL, Part, Verdict, check
from flows.gallery import buttons_of
from flows.gallery_package import APPOINTEES, FULL
from flows.package import ACTS, CASES, MEMOS, PHRASE, case_of, kind_of
from flows.screens import Page, Private, Screen, Text, Url

THERE = tuple(Part(key, "слова") for key in MANDATORY)
WHOLE = Verdict(THERE, tuple(Part(key, "1") for key in USUAL))


def ways(screen: Screen) -> list[Page]:
    return [one.does for one in buttons_of(screen) if isinstance(one.does, Page)]


def said(screen: Screen) -> list[str]:
    return [line.key for paragraph in screen.paragraphs for line in paragraph]


def test_the_package_leads_to_everything_that_the_letter_needs() -> None:
    screen = package_pages.package("change")
    names = [way.name for way in ways(screen)]
    assert names[:3] == ["appointment", "check_paper", "questionnaire"]
    assert {"mail", "papers", "step", "menu"} <= set(names)
    leads = [one.does for one in buttons_of(screen) if isinstance(one.does, Url)]
    assert leads == [Url(addresses.QUESTIONNAIRE.url)]


@pytest.mark.parametrize("one", APPOINTEES)
def test_a_document_is_made_of_all_three_and_nothing_less(one: object) -> None:
    assert isinstance(one, type(FULL))
    shown = ways(package_pages.review(one))
    assert (Page("make") in shown) is one.complete
    fixes = {way.arg for way in shown if way.name == "fix"}
    assert fixes == {"name", "phone", "email"} - set(one.missing) | (
        {"form"} if one.accusative else set()
    )
    assert (Page("gender", "male") in shown) is one.undecided
    assert Page("drop") in shown


def test_what_was_understood_is_shown_and_is_nobodys_to_keep() -> None:
    lines = package_pages.review(FULL).paragraphs[0][1:]
    values = [one.args["value"] for one in lines]
    assert all(isinstance(value, Private) for value in values)
    assert [value.words for value in values if isinstance(value, Private)] == [
        str(FULL.name),
        FULL.phone,
        FULL.email,
        FULL.accusative,
    ]


@pytest.mark.parametrize("lacking", ["name", "phone", "email"])
def test_the_first_thing_missing_is_asked_for(lacking: str) -> None:
    one = replace(FULL, name=None, accusative="") if lacking == "name" else FULL
    one = replace(one, phone="") if lacking == "phone" else one
    one = replace(one, email="") if lacking == "email" else one
    screen = package_pages.review(one)
    assert screen.paragraphs[0][0].args["lacks"] == lacking
    assert screen.paragraphs[-1] == (Text(f"package-send.{lacking}"),)


def test_the_phrase_is_shown_word_for_word() -> None:
    screen = package_pages.appointment("order", "new")
    assert screen.paragraphs[0][-1].args == {"phrase": PHRASE}
    assert PHRASE == "назначить администратором ИКОП «Сферум»"


def test_papers_know_the_school_that_they_are_for() -> None:
    for number, back in (("7", Page("school", "7")), ("", Page("package"))):
        shown = ways(package_pages.papers(number))
        assert [way for way in shown if way.name == "local_act"] == [
            Page("local_act", one, number) for one in ACTS
        ]
        assert [way.arg for way in shown if way.name == "memo"] == list(MEMOS)
        assert back in shown


@pytest.mark.parametrize("case", CASES)
def test_a_document_that_fits_goes_into_a_letter(case: str) -> None:
    assert ways(checked_pages.verdict(WHOLE, case))[0] == Page("letter_with", case)
    lacking = Verdict((Part("phrase"), *THERE[1:]), WHOLE.usual)
    assert ways(checked_pages.verdict(lacking, case))[0] == Page("appointment", "order", case)


def test_what_is_missing_is_named_one_by_one() -> None:
    screen = checked_pages.verdict(check([]), "new")
    assert [key for key in said(screen) if key.endswith(".missing")] == [
        f"checked-{key}.missing" for key in MANDATORY
    ]
    assert [key for key in said(screen) if key.startswith("checked-part.")] == [
        f"checked-part.{key}" for key in USUAL
    ]
    assert "checked-usual.all" in said(checked_pages.verdict(WHOLE, "new"))


def test_the_words_of_a_document_are_nobodys_to_keep() -> None:
    near = check(["Назначить ответственным за Сферум Образцову Марию Петровну"])
    for paragraph in checked_pages.verdict(near, "new").paragraphs:
        for line in paragraph:
            words = line.args.get("words")
            assert words is None or isinstance(words, Private)
    assert "Образцов" not in repr(checked_pages.verdict(near, "new"))


@pytest.mark.parametrize("what", checked_pages.UNREAD)
def test_a_picture_comes_with_the_list_to_compare_it_with(what: str) -> None:
    screen = checked_pages.unread(what, "lost")
    assert [key for key in said(screen) if key.removeprefix("checked-list.") in MANDATORY] == [
        f"checked-list.{key}" for key in MANDATORY
    ]
    assert ways(screen)[0] == Page("letter_with", "lost")


def test_a_button_that_says_nonsense_means_the_first() -> None:
    assert [kind_of(text) for text in ("instruction", "", "x")] == ["instruction", "order", "order"]
    assert [case_of(text) for text in ("lost", "registered", "")] == ["lost", "new", "new"]
