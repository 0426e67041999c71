"""The gallery shows every screen there is, so that what is held against it is held for all."""

import inspect
import pkgutil
import sys
from dataclasses import replace
from importlib import import_module
from types import CodeType
from zoneinfo import ZoneInfo

import flows
from bot.render import Renderer
from bot.texts import LOCALES, Texts
from flows.check import BUTTON_BYTES, PAGE, TAP, button_bytes
from flows.gallery import JOURNEY, REVISION, buttons_of, cards, drawn, kept, standing, texts_of
from flows.gallery_chain import SCENES
from flows.screens import Page, Screen, Tap, Text, Url, say
from tests.flows.walking import ADMIN, FAMILY, TEACHER

MODULES = [one.name for one in pkgutil.walk_packages(flows.__path__, "flows.")]


def test_every_page_that_can_be_drawn_is_drawn() -> None:
    """Whoever adds a page is told to show it in the gallery as well."""
    declared = {
        one.__code__: f"{module.__name__}.{name}"
        for module in map(import_module, MODULES)
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__
        and not name.startswith("_")
        and inspect.signature(one).return_annotation in {Screen, Screen | None}
    }
    assert len(declared) > 50
    called: set[CodeType] = set()
    before = sys.getprofile()
    sys.setprofile(lambda frame, event, _: called.add(frame.f_code) if event == "call" else None)
    try:
        assert {name for name, _ in drawn()} >= {"card", "chain", "form", "invite", "library"}
    finally:
        sys.setprofile(before)
    assert sorted(name for code, name in declared.items() if code not in called) == []


def test_every_screen_fits_into_one_message() -> None:
    """Telegram: 4096 characters and 100 buttons; texts are counted with their HTML."""
    renderer = Renderer(Texts(ZoneInfo("Europe/Moscow"), {"teachers": 3}))
    for name, screen in drawn(commands=["start"]):
        # The list of hats is drawn with every hat that there is, which nobody wears at once.
        assert sum(map(len, screen.rows)) <= 100 or name == "journeys", name
        if screen.paragraphs:
            plain = replace(screen, rows=())
            assert max(len(renderer.message(plain, one).text) for one in LOCALES) <= 4096, name


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
    """What is sent on to others and what is said before a screen needs no title."""
    for name, screen in drawn(commands=["start"]):
        assert all(screen.paragraphs), name
        page = screen.paragraphs and any(isinstance(one.does, Page) for one in buttons_of(screen))
        titled = any(line.strong for part in screen.paragraphs for line in part)
        assert titled or not page, (name, screen.paragraphs)


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
    whys = ("", "not_at_school", "wrong_class", "who_is_it", "see_me")
    assert kept(TEACHER, "reason") == whys
    assert len(list(standing(TEACHER, TEACHER.state("await_acceptance")))) == 5 * 2
    scenes = 1 + len(SCENES[FAMILY.role])
    assert len(list(cards([FAMILY]))) == 2 * (4 + 2) * scenes


def test_texts_inside_texts_are_seen() -> None:
    inner = say("days-ago", days=3)
    screen = Screen(((say("wait-admin", ago=inner),),))
    assert list(texts_of(screen)) == [say("wait-admin", ago=inner), inner]
    assert Text("x") == Text("x", {})
