"""The gallery shows every screen there is, so that what is held against it is held for all."""

import inspect

from flows import pages
from flows.check import BUTTON_BYTES, PAGE, TAP, button_bytes
from flows.gallery import JOURNEY, REVISION, buttons_of, cards, drawn, kept, standing, texts_of
from flows.screens import Page, Screen, Tap, Text, Url, say
from tests.flows.walking import ADMIN, FAMILY


def test_every_page_that_can_be_drawn_is_drawn() -> None:
    """Whoever adds a page is told to show it in the gallery as well."""
    declared = {
        name
        for name, one in inspect.getmembers(pages, inspect.isfunction)
        if one.__module__ == pages.__name__
        and not name.startswith("_")
        and inspect.signature(one).return_annotation in {Screen, Screen | None}
    }
    assert {name for name, _ in drawn()} == declared | {"card"}


def test_every_button_that_can_be_drawn_fits_into_the_messengers_bound() -> None:
    for name, screen in drawn():
        for button in buttons_of(screen):
            match button.does:
                case Tap(journey, state, trigger, revision, arg):
                    assert (journey, revision) == (JOURNEY, REVISION)
                    size = button_bytes(TAP, journey, state, trigger, revision, arg)
                case Page(shown, arg, arg2):
                    size = button_bytes(PAGE, shown, arg, arg2)
                case Url():
                    continue
            assert size <= BUTTON_BYTES, (name, button)


def test_every_screen_has_a_title_and_no_empty_paragraph() -> None:
    for name, screen in drawn(commands=["start"]):
        assert all(screen.paragraphs), name
        assert any(line.strong for part in screen.paragraphs for line in part), name


def test_a_text_is_given_the_same_arguments_wherever_it_is_shown() -> None:
    given: dict[str, set[str]] = {}
    for _, screen in drawn(commands=["start"]):
        for text in texts_of(screen):
            assert given.setdefault(text.key, set(text.args)) == set(text.args), text.key


def test_the_standings_cover_what_a_card_looks_at() -> None:
    assert kept(ADMIN, "variant") == ("", "new", "change", "lost", "registered")
    assert kept(FAMILY, "variant") == ("parent", "student")
    assert kept(ADMIN, "reason") == ("", "no_phrase", "no_contacts", "bad_questionnaire", "other")
    assert len(list(standing(ADMIN, ADMIN.state("apply")))) == 5 * 8 * 5
    assert len(list(standing(ADMIN, ADMIN.state("await_support")))) == 5 * 5 * 2
    assert len(list(cards([FAMILY]))) == 2 * (4 + 2)


def test_texts_inside_texts_are_seen() -> None:
    inner = say("days-ago", days=3)
    screen = Screen(((say("wait-admin", ago=inner),),))
    assert list(texts_of(screen)) == [say("wait-admin", ago=inner), inner]
    assert Text("x") == Text("x", {})
