"""What the outbox's rows say when their time comes: how things stand, or nothing any more."""

from dataclasses import replace
from typing import Any, Final

import pytest

from bot.actions import notices
from bot.actions.letters import Answer, Letter
from bot.actions.notices import compose
from bot.actions.view import Visit
from flows.screens import Text, say
from flows.teacher import REFUSALS
from storage import Notice, Tx
from tests.bot.invited import (
    ADMIN,
    ANNA,
    AT,
    BORIS,
    CHAT,
    FAMILY,
    HEAD,
    VERA,
    Village,
    keys,
    pages,
    walks,
)

NEW: Final = 5_000_000_099
OF_TEACHER: Final = (
    *(("moved", told) for told in ("accepted", "undone", "restored", "objected", *REFUSALS)),
    ("moved", "link_came"),
    ("moved", "link_new"),
    ("dismissed", ""),
    ("link_teacher", ""),
    ("remind_chat", ""),
)


async def says(
    village: Village,
    kind: str,
    subject: int,
    *,
    person: int = ANNA,
    detail: str = "",
    now: int = AT,
    **more: Any,
) -> Answer:
    """Compose a row that says this."""
    row = Notice(1, person, kind, subject, detail, AT, AT, 0, 0)
    return await village.run(lambda tx: compose(tx, Visit(person, 0, "ru", now, **more), row))


def sent(answer: Answer) -> Letter:
    assert isinstance(answer, Letter)
    return answer


async def teaches(village: Village, state: str = "apply", person: int = ANNA) -> int:
    return (await village.teaches(person, state)).id


async def other_hat(village: Village, person: int = ANNA) -> None:
    """Let somebody walk as a parent just now."""
    await village.run(lambda tx: walks(tx, person, FAMILY, "install", variant="parent"))


async def child(village: Village, person: int = BORIS, *, at: int = AT) -> None:
    """Let a family of the class wait for the chat's link."""

    def put(tx: Tx) -> None:
        one = walks(tx, person, FAMILY, "await_link", village.school, village.klass, "parent")
        tx.journeys.save(replace(one, since=at))

    await village.run(put)


def test_every_kind_that_is_put_down_has_its_words() -> None:
    assert set(notices._KINDS) == {
        *("moved", "desk", "reminder", "celebrate", "admitted"),
        *("handed_over", "claim", "dismissed", "class_removed", "remind_chat", "link_teacher"),
        *("idle", "grant_taken", "grant_ended", "cast", "cast_preview"),
        *("ticket_new", "ticket_answer", "ticket_copy", "op_moved", "dead_links"),
    }


async def test_an_unknown_kind_says_nothing(village: Village) -> None:
    assert await says(village, "of old", await teaches(village)) is None


async def test_nobody_is_told_who_was_forgotten(village: Village) -> None:
    assert await says(village, "moved", 1, person=NEW, detail="accepted") is None


@pytest.mark.parametrize(("kind", "detail"), OF_TEACHER)
async def test_news_of_a_journey_come_with_its_step(
    village: Village, kind: str, detail: str
) -> None:
    number = await teaches(village)
    letter = sent(await says(village, kind, number, detail=detail))
    assert letter.view.note == say(f"handed-{detail or kind}")
    assert "vk-teacher-apply.title" in keys(letter.view)
    assert (letter.silent, letter.told, letter.again) == (False, None, None)


@pytest.mark.parametrize(("kind", "detail"), OF_TEACHER)
async def test_news_of_a_hat_that_is_not_worn_lie_a_tap_away(
    village: Village, kind: str, detail: str
) -> None:
    number = await teaches(village)
    await other_hat(village)
    letter = sent(await says(village, kind, number, detail=detail))
    assert pages(letter.view) == [("switch", str(number), ""), ("step", "", "")]
    where = {"hat": Text("role-teacher"), "school": "Школа № 5", "class": "7А"}
    worn, told = letter.view.screen.paragraphs
    assert (worn[0].key, worn[0].args) == ("hat-class", where)
    assert told == (say(f"handed-{detail or kind}"),)


@pytest.mark.parametrize(("kind", "detail"), OF_TEACHER)
async def test_nothing_is_told_of_a_journey_that_is_gone_or_anothers(
    village: Village, kind: str, detail: str
) -> None:
    await child(village)
    others = await teaches(village, person=VERA)
    for number in (999, others):
        assert await says(village, kind, number, detail=detail) is None


async def test_a_class_that_was_removed_is_named(village: Village) -> None:
    number = await teaches(village)
    letter = sent(await says(village, "class_removed", number, detail="7А"))
    assert letter.view.note == Text("handed-class_removed", {"class": "7А"})


async def test_nobody_is_reminded_of_a_chat_that_is_there(village: Village) -> None:
    number = await teaches(village, "create_chat")
    assert await village.run(lambda tx: tx.classes.set_chat(ANNA, village.klass, CHAT, AT))
    assert await says(village, "remind_chat", number) is None


async def test_nobody_is_reminded_of_the_chat_of_no_class(village: Village) -> None:
    journey = await village.teaches(ANNA, klass=None)
    assert await says(village, "remind_chat", journey.id) is None


@pytest.mark.parametrize(
    ("state", "told"), [("apply", True), ("await_acceptance", True), ("create_chat", False)]
)
async def test_only_who_has_still_to_apply_is_told_of_the_link(
    village: Village, state: str, *, told: bool
) -> None:
    number = await teaches(village, state)
    assert isinstance(await says(village, "link_teacher", number), Letter) is told


@pytest.mark.parametrize("kind", ["celebrate", "admitted", "handed_over"])
async def test_news_of_a_school_come_with_the_administrators_step(
    village: Village, kind: str
) -> None:
    await village.run(lambda tx: tx.schools.set_active(village.school, AT))
    letter = sent(await says(village, kind, village.school, person=HEAD))
    assert letter.view.note == say(f"handed-{kind}", school="Школа № 5")
    assert "vk-admin-accept_teachers.title" in keys(letter.view)
    assert await says(village, kind, village.school, person=ANNA) is None
    assert await says(village, kind, 999, person=HEAD) is None


async def test_a_school_that_is_active_no_more_is_not_congratulated(village: Village) -> None:
    assert await says(village, "celebrate", village.school, person=HEAD) is None


async def test_whoever_decides_hears_of_a_claim_while_it_is_open(village: Village) -> None:
    assert await says(village, "claim", village.school, person=HEAD) is None
    await village.run(lambda tx: tx.staff.join(ANNA, village.school, ADMIN, "claim", AT))
    letter = sent(await says(village, "claim", village.school, person=HEAD))
    (told,) = letter.view.screen.paragraphs[0]
    assert told == Text("notice-claim", {"school": "Школа № 5", "count": 1})
    assert pages(letter.view)[0] == ("claims", str(village.school), "")
    assert await says(village, "claim", village.school, person=BORIS) is None
    operated = await says(village, "claim", village.school, person=BORIS, operators=(BORIS,))
    assert isinstance(operated, Letter)
