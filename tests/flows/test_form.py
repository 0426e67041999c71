"""What is read of a typed answer, what is asked next, and what the form's screens hold."""

import pytest

from flows import form
from flows.check import BUTTON_BYTES, PAGE, button_bytes
from flows.draft import (
    FIELDS,
    LONGEST,
    REVIEW,
    Choice,
    Draft,
    read_inn,
    read_name,
    read_place,
    read_region,
)
from flows.gallery import buttons_of, texts_of
from flows.gallery_form import DRAFTS, FULL, form_notes, form_screens
from flows.screens import Page, Screen, Text

KNOWN = [(1, "Кострома"), (2, "Буйский район"), (3, "Нерехта")]


def pages(screen: Screen) -> list[Page]:
    return [button.does for button in buttons_of(screen) if isinstance(button.does, Page)]


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_draft_is_read_back_as_it_was_kept(draft: Draft) -> None:
    assert Draft.read(draft.answers) == draft


def test_the_questions_come_in_order_and_end_in_the_review() -> None:
    missing = [draft.missing for draft in DRAFTS]
    assert missing == [*FIELDS, REVIEW, REVIEW]


def test_a_region_that_is_no_more_is_asked_for_again() -> None:
    draft = Draft.read({**FULL.answers, "region": "00"})
    assert draft.missing == "region"
    assert draft.place == FULL.place


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("костр", "44"),
        ("Республика Алтай", "04"),
        ("московская область", "50"),
        ("МОСКВА", "77"),
        ("орёл", "57"),
        ("44", "44"),
    ],
)
def test_a_region_is_taken_if_it_can_be_no_other(typed: str, code: str) -> None:
    assert read_region(Draft(), typed) == Draft(code)


def test_regions_that_may_be_meant_are_offered() -> None:
    choice = read_region(FULL, "алтай")
    assert isinstance(choice, Choice)
    assert [one.code for one in choice.regions] == ["04", "22"]
    assert choice.draft == FULL
    assert read_region(Draft(), "эээ") == Text("note-form-region")


@pytest.mark.parametrize("typed", ["Кострома", "г. Кострома", " кострома ", "ГОРОД КОСТРОМА"])
def test_a_known_place_keeps_its_spelling(typed: str) -> None:
    assert read_place(Draft("44"), typed, KNOWN) == Draft("44", "Кострома")


@pytest.mark.parametrize(
    ("typed", "near"),
    [("Кост", 1), ("Косторма", 1), ("Буй", 2), ("район", 2), ("буйски район", 2)],
)
def test_a_place_near_a_known_one_is_offered(typed: str, near: int) -> None:
    choice = read_place(Draft("44"), typed, KNOWN)
    assert isinstance(choice, Choice)
    assert [number for number, _ in choice.places] == [near]
    assert choice.draft.place == typed


def test_a_new_place_is_taken_as_it_was_typed() -> None:
    assert read_place(Draft("44"), "Галич", KNOWN) == Draft("44", "Галич")


@pytest.mark.parametrize(
    "typed", ["Школа № 5", "МБОУ «СОШ № 5 им. А.С.Пушкина»", "Лицей", "ш" * LONGEST]
)
def test_a_name_is_taken_as_it_was_typed(typed: str) -> None:
    assert read_name(Draft(), f" {typed}\n") == Draft(name=typed)


@pytest.mark.parametrize(
    "typed", ["", "5", "Ш", "12 34", "...", "t.me/xx", "@school", "http://a.b", "школа5.рф"]
)
def test_what_is_no_name_is_not_taken(typed: str) -> None:
    assert read_name(Draft(), typed) == Text("note-form-name")


def test_a_name_too_long_for_a_card_is_not_cut() -> None:
    assert read_name(Draft(), "ш" * (LONGEST + 1)) == Text("note-form-long", {"most": LONGEST})


def test_an_inn_is_checked_by_its_last_digit() -> None:
    assert read_inn(Draft(), "ИНН 4401000005") == Draft(inn="4401000005")
    assert read_inn(Draft(), "4401000006") == Text("note-form-inn_control")


def test_the_first_question_has_no_way_back_and_the_others_do() -> None:
    for number, field in enumerate(FIELDS):
        back = [one.arg for one in pages(form.ask(field, DRAFTS[number])) if one.name == "form"]
        assert back == list(FIELDS[:number])[-1:]


def test_an_answer_that_is_there_can_be_kept() -> None:
    for field in FIELDS:
        assert Page("form", "on") in pages(form.ask(field, FULL))
    assert Page("no_inn") in pages(form.ask("inn", FULL))
    assert Page("no_inn") not in pages(form.ask("inn", DRAFTS[4]))


def test_the_review_leads_to_every_question() -> None:
    for stored in (True, False):
        assert {Page("form", field) for field in FIELDS} < set(
            pages(form.review(FULL, stored=stored))
        )


def test_a_stored_school_cannot_claim_to_be_another() -> None:
    twin = form.Twin(7, "Школа № 5", "Кострома", "name")
    assert Page("claim_school", "7") in pages(form.same(FULL, twin, stored=False))
    assert Page("claim_school", "7") not in pages(form.same(FULL, twin, stored=True))


def test_every_screen_of_the_form_fits_and_has_a_title() -> None:
    given: dict[str, set[str]] = {}
    for screen in form_screens():
        assert all(screen.paragraphs)
        assert any(line.strong for part in screen.paragraphs for line in part)
        for one in pages(screen):
            assert button_bytes(PAGE, one.name, one.arg, one.arg2) <= BUTTON_BYTES
        for text in texts_of(screen):
            assert given.setdefault(text.key, set(text.args)) == set(text.args)
    assert len({note.key for note in form_notes()}) == len(list(form_notes()))
