"""How a teacher is shown to their administrator: asked once, changed at will, never made up."""

import pytest

from bot.actions import desk, labels
from bot.actions.answers import answered
from bot.actions.view import present
from flows.desk import waiting
from flows.screens import say
from storage import Ask, Tx
from tests.bot.invited import (
    ANNA,
    AT,
    DEPUTY,
    HEAD,
    TEACHER,
    VERA,
    Village,
    keys,
    note,
    pages,
    walks,
)


async def applied(village: Village) -> None:
    """Let Anna apply without having said how to be shown."""
    await village.applies(ANNA, village.klass, label="")
    await village.hush()


async def writes(village: Village, text: str) -> str:
    return note(await village.do(ANNA, answered(text, "", present)))


async def label(village: Village) -> str:
    return (await village.row(ANNA)).label


async def ask_of(village: Village, person: int = ANNA) -> Ask | None:
    return await village.run(lambda tx: tx.asks.get(person))


async def test_whoever_applies_is_asked_how_to_be_shown(village: Village) -> None:
    def joins(tx: Tx) -> None:
        tx.staff.join(ANNA, village.school, TEACHER, "joined", AT)
        walks(tx, ANNA, TEACHER, "apply", village.school, village.klass)

    await village.run(joins)
    view = await village.taps(ANNA, "done")
    assert {"label.title", "label.body"} <= keys(view)
    assert "label.now" not in keys(view)
    assert await ask_of(village) == Ask("label", village.school, {}, AT)


async def test_whoever_said_it_is_not_asked_again(village: Village) -> None:
    await village.applies(ANNA, village.klass, label="Анна")
    assert await ask_of(village) is None


async def test_who_walks_alone_is_not_asked(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "apply"))
    assert "vk-teacher-await_acceptance.title" in keys(await village.taps(ANNA, "done"))
    assert await ask_of(village) is None


async def test_the_answer_is_kept_and_the_list_is_drawn_anew(village: Village) -> None:
    await applied(village)
    assert await writes(village, "  Анна \u200bБорисовна, физика ") == "note-label-kept"
    assert await label(village) == "Анна Борисовна, физика"
    assert await ask_of(village) is None
    assert await village.told(HEAD) == await village.told(DEPUTY) == [("desk", "")]
    listed = await village.do(HEAD, desk.shown(str(village.school), waiting))
    assert "desk-teacher-named" in keys(listed)


async def test_a_long_answer_is_cut(village: Village) -> None:
    await applied(village)
    await writes(village, "а" * 500)
    assert len(await label(village)) <= labels.LONGEST


@pytest.mark.parametrize("text", ["\u200b", " \n ", "\u2800"])
async def test_an_answer_of_nothing_is_asked_for_again(village: Village, text: str) -> None:
    await applied(village)
    assert await writes(village, text) == "note-label-empty"
    assert await label(village) == ""
    assert await ask_of(village) is not None


async def test_a_teacher_may_stay_without_a_name(village: Village) -> None:
    await applied(village)
    view = await village.do(ANNA, labels.without)
    assert note(view) == "note-label-none"
    assert "vk-teacher-await_acceptance.title" in keys(view)
    assert await ask_of(village) is None


async def test_a_name_is_shown_and_taken_back(village: Village) -> None:
    await village.applies(ANNA, village.klass, label="Анна")
    view = await village.do(ANNA, labels.ask)
    assert say("label.now", label="Анна") in view.screen.paragraphs[0]
    assert ("no_label", "", "") in pages(view)
    await village.do(ANNA, labels.without)
    assert await label(village) == ""


@pytest.mark.parametrize("asked", [None, "school.inn"])
async def test_an_old_button_takes_no_name_away(village: Village, asked: str | None) -> None:
    await village.applies(ANNA, village.klass, label="Анна")
    if asked:
        await village.run(lambda tx: tx.asks.put(ANNA, Ask(asked, 0, {}, AT)))
    view = await village.do(ANNA, labels.without)
    assert "vk-teacher-await_acceptance.title" in keys(view)
    assert await label(village) == "Анна"
    assert (await ask_of(village) is None) is (asked is None)


async def test_only_a_teacher_of_a_school_is_asked(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "apply"))
    for person in (HEAD, VERA, ANNA):
        assert note(await village.do(person, labels.ask)) == "note-no_button"
        assert await ask_of(village, person) is None


async def test_somebody_who_left_meanwhile_is_shown_to_nobody(village: Village) -> None:
    await applied(village)
    await village.taps(ANNA, "leave")
    await village.hush()
    assert await writes(village, "Анна") == ""
    assert await ask_of(village) is None
    assert await village.told(HEAD) == []
    listed = await village.do(HEAD, desk.shown(str(village.school), waiting))
    assert "desk-nobody" in keys(listed)
