"""The library as people of a school see it: whose step an answer leads to, and what is forged."""

import pytest

from bot.actions import library
from bot.actions.view import Action, View
from bot.callbacks import PageData
from bot.handlers.browsing import LOOKS
from bot.house import House
from flows.codes import spell
from flows.gallery import buttons_of, texts_of
from flows.leads import LEADS
from flows.screens import Page
from tests.bot.invited import ADMIN, ANNA, BORIS, FAMILY, HEAD, TEACHER, VERA, Village, note, walks

NOBODY = 5_000_000_099


def pages(view: View) -> list[Page]:
    return [one.does for one in buttons_of(view.screen) if isinstance(one.does, Page)]


def keys(view: View) -> set[str]:
    return {text.key for text in texts_of(view.screen)}


def tapped(name: str, arg: str = "", arg2: str = "") -> Action:
    """What a button does; none of these asks anything of the house."""
    house: House = None  # type: ignore[assignment]
    return LOOKS[name](PageData(name=name, arg=arg, arg2=arg2), house)


async def test_an_answer_leads_to_the_step_only_where_the_flow_has_it(village: Village) -> None:
    await village.teaches(VERA, "create_chat")
    answer = tapped("answer", "application_hangs", "7")
    there = Page("peek", "teacher/await_acceptance", "application_hangs")
    assert there in pages(await village.do(VERA, answer))
    for other in (HEAD, ANNA, NOBODY):
        names = {one.name for one in pages(await village.do(other, answer))}
        assert names <= {"faq", "step", "greeting"}, other


async def test_at_the_step_the_answer_leads_to_the_card(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "create_profile"))
    view = await village.do(ANNA, tapped("answer", "no_code", "0"))
    assert pages(view) == [Page("step"), Page("faq", "0"), Page("menu")]


async def test_another_hat_leads_to_its_step_and_puts_it_on(village: Village) -> None:
    parent = await village.run(lambda tx: walks(tx, ANNA, FAMILY, "install", variant="parent"))
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "install"))
    view = await village.do(ANNA, tapped("answer", "parent_number", "7"))
    assert Page("peek", "family/create_profile", "parent_number") in pages(view)
    look = await village.do(ANNA, tapped("peek", "family/create_profile", "parent_number"))
    assert Page("switch", str(parent.id)) in pages(look)
    assert "peek-ahead" in keys(look)


async def test_a_look_at_ones_own_step_speaks_of_ones_school(village: Village) -> None:
    await village.teaches(VERA, "create_chat")
    view = await village.do(VERA, tapped("peek", "teacher/apply"))
    assert {"hat-class", "peek-passed", "vk-teacher-apply.body"} <= keys(view)
    anybodys = await village.do(ANNA, tapped("peek", "teacher/apply"))
    assert "hat-class" not in keys(anybodys)
    assert "peek-teacher" in keys(anybodys)


async def test_a_look_changes_nothing(village: Village) -> None:
    await village.teaches(VERA, "create_chat")
    before = await village.current(VERA)
    for action in (tapped("peek", "teacher/apply"), tapped("docs"), tapped("answer", "no_code")):
        await village.do(VERA, action)
    assert await village.current(VERA) == before


async def test_what_was_found_is_shown_again_on_the_way_back(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, FAMILY, "install", variant="parent"))
    names = ["no_code", "teacher/install", "act_1241"]
    first = await village.do(ANNA, library.searched(names))
    assert "step-own" in keys(first), "a step that flows share is one's own"
    again = await village.do(ANNA, tapped("found", spell(names)))
    assert again.screen == first.screen
    assert LEADS["ask"] in pages(again)


async def test_nothing_found_keeps_the_step_and_offers_to_ask(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, ADMIN, "sign_in"))
    view = await village.do(ANNA, library.searched([]))
    assert note(view) == "note-nothing"
    assert "vk-admin-sign_in.title" in keys(view)
    assert LEADS["ask"] in pages(view)
    stranger = await village.do(NOBODY, library.searched([]))
    assert LEADS["ask"] not in pages(stranger)


@pytest.mark.parametrize(
    ("name", "arg", "arg2"),
    [
        ("answer", "moon", "0"),
        ("docs", "moon", "0"),
        ("found", "zzzzz", ""),
        ("found", "", ""),
        ("peek", "moon/apply", ""),
        ("peek", "teacher", "no_code"),
    ],
)
async def test_a_forged_button_shows_where_one_stands(
    village: Village, name: str, arg: str, arg2: str
) -> None:
    await village.run(lambda tx: walks(tx, BORIS, TEACHER, "install"))
    view = await village.do(BORIS, tapped(name, arg, arg2))
    assert note(view) == "note-no_button"
    assert "vk-teacher-install.title" in keys(view)


@pytest.mark.parametrize(
    ("name", "arg", "arg2", "title"),
    [
        ("faq", "", "", "section-questions.title"),
        ("faq", "14", "", "section-questions.title"),
        ("answer", "no_code", "14", "entry-no_code.title"),
        ("docs", "", "", "docs.title"),
        ("docs", "acts", "0", "section-acts.title"),
        ("rules", "", "", "entry-rules.title"),
    ],
)
@pytest.mark.parametrize("person", [ANNA, NOBODY])
async def test_buttons_of_earlier_releases_go_on_working(
    village: Village, name: str, arg: str, arg2: str, title: str, person: int
) -> None:
    view = await village.do(person, tapped(name, arg, arg2))
    assert title in keys(view)
    assert view.stored is (person == ANNA)
