"""The list of those who wait: its names, everybody at once, the meter, and how often it is told."""

from bot.actions import desk
from bot.actions.view import View
from flows.desk import PAUSE_SECONDS, UNDO_SECONDS, live, waiting
from flows.gallery import texts_of
from flows.screens import Day, Text, say
from tests.bot.invited import (
    ADMIN,
    ANNA,
    AT,
    BORIS,
    DEPUTY,
    HEAD,
    TEACHER,
    VERA,
    Village,
    keys,
    note,
    pages,
)

LATER = AT + 60
"""When it is decided, a minute after the application."""


async def waits(village: Village, person: int) -> str:
    """Let somebody of the class wait to be accepted, known to everybody; return their row's id."""
    await village.applies(person, village.klass)
    await village.hush()
    return str((await village.row(person)).id)


async def says(village: Village, person: int) -> str:
    """Let somebody say on their own that they were accepted."""
    one = await waits(village, person)
    await village.taps(person, "done")
    await village.hush()
    return one


async def test_accepting_all_is_asked_once_and_anew_when_somebody_came(village: Village) -> None:
    school = str(village.school)
    await waits(village, ANNA)
    await waits(village, BORIS)
    asked = await village.do(HEAD, desk.accept_all(school, "2"), LATER)
    assert ("accept_all", school, "2!") in pages(asked)
    assert await village.standing(ANNA, TEACHER) == "waiting"
    await waits(village, VERA)
    again = await village.do(HEAD, desk.accept_all(school, "2!"), LATER)
    assert ("accept_all", school, "3!") in pages(again)
    assert await village.standing(ANNA, TEACHER) == "waiting"
    done = await village.do(HEAD, desk.accept_all(school, "3!"), LATER)
    assert done.note == say("note-accepted-all", count=3)
    assert done.desk == village.school
    for one in (ANNA, BORIS, VERA):
        assert await village.standing(one, TEACHER) == "accepted"
        assert (await village.current(one)).state == "create_chat"
        assert await village.told(one) == [("moved", "accepted")]
    assert await village.told(DEPUTY) == [("celebrate", ""), ("desk", "")]


async def test_where_nobody_waits_nobody_is_accepted(village: Village) -> None:
    view = await village.do(HEAD, desk.accept_all(str(village.school), "0!"))
    assert note(view) == ""
    assert ("desk-nobody" in keys(view), view.desk) == (True, village.school)
    assert await village.told(DEPUTY) == []


async def test_what_can_be_decided_depends_on_what_the_teacher_said(village: Village) -> None:
    waiter, sayer = await waits(village, ANNA), await says(village, BORIS)
    offered = {name for name, *_ in pages(await village.do(HEAD, desk.teacher(waiter)))}
    assert {"accept", "refuse", "waiting"} <= offered
    assert "object" not in offered
    offered = {name for name, *_ in pages(await village.do(HEAD, desk.teacher(sayer)))}
    assert {"accept", "refuse", "object", "said"} <= offered
    await village.do(HEAD, desk.accept(waiter), LATER)
    assert note(await village.do(HEAD, desk.teacher(waiter))) == "note-decided"


async def test_the_list_names_teachers_as_they_chose_to_be(village: Village) -> None:
    await village.applies(VERA, None, at=AT, label="")
    await village.applies(BORIS, village.next_class, at=AT + 1, label="")
    await village.applies(ANNA, village.klass, at=AT + 2, label="Анна, физика")
    view = await village.do(HEAD, desk.shown(str(village.school), waiting))
    named = [text for text in texts_of(view.screen) if text.key.startswith("desk-teacher")]
    assert named == [
        Text(
            "desk-teacher-named",
            {"class": "7А", "day": Day(AT + 2), "label": "Анна, физика"},
        ),
        Text("desk-teacher", {"class": "7Б", "day": Day(AT + 1)}),
        Text("desk-teacher", {"class": "none", "day": Day(AT)}),
    ]


async def test_only_the_live_list_is_remembered_as_shown(village: Village) -> None:
    school = str(village.school)
    assert (await village.do(HEAD, desk.shown(school, live, is_live=True))).desk == village.school
    assert (await village.do(HEAD, desk.shown(school, waiting))).desk is None


async def active(village: Village) -> tuple[bool, bool]:
    """Return whether the school is active, and whether it was congratulated."""
    school = await village.run(lambda tx: tx.schools.get(village.school))
    assert school is not None
    return bool(school.active_since), bool(school.celebrated_at)


async def test_a_school_is_congratulated_once_however_its_meter_moves(village: Village) -> None:
    rows = [await waits(village, one) for one in (ANNA, BORIS, VERA)]
    for one in rows[:2]:
        await village.do(HEAD, desk.accept(one), LATER)
    assert await active(village) == (False, False)
    await village.do(HEAD, desk.accept(rows[2]), LATER)
    assert await active(village) == (True, True)
    for admin in (HEAD, DEPUTY):
        assert ("celebrate", "") in await village.told(admin)
    await village.hush()
    await village.do(HEAD, desk.undo(rows[2]), LATER + 60)
    assert await active(village) == (False, True)
    await village.do(HEAD, desk.accept(rows[2]), LATER + 120)
    assert await active(village) == (True, True)
    assert ("celebrate", "") not in [*await village.told(HEAD), *await village.told(DEPUTY)]


async def test_who_says_so_counts_until_the_administrator_objects(village: Village) -> None:
    sayer = await says(village, ANNA)
    for one in (BORIS, VERA):
        await village.do(HEAD, desk.accept(await waits(village, one)), LATER)
    assert (await active(village))[0]
    await village.do(HEAD, desk.objected(sayer), LATER)
    assert not (await active(village))[0]


async def test_forty_applications_in_an_hour_notify_once(village: Village) -> None:
    """The list changes in silence where it is in sight, and notifies again after the pause."""
    sent = []
    for minute in range(40):
        now = AT + 60 * minute
        await village.applies(5_100_000_000 + minute, village.klass, at=now)
        sent += await village.news(HEAD, now)
    assert [letter.silent for letter in sent] == [False, *[True] * 39]
    assert (await village.row(HEAD, ADMIN)).told_at == AT
    assert counted(sent[-1].view) == [40]
    assert await village.news(HEAD, AT + PAUSE_SECONDS - 1) == []
    (again,) = await village.news(HEAD, AT + PAUSE_SECONDS)
    assert not again.silent
    assert (await village.row(HEAD, ADMIN)).told_at == AT + PAUSE_SECONDS
    assert await village.news(HEAD, AT + 3 * PAUSE_SECONDS) == [], "nobody new since"


async def test_after_the_page_was_left_the_list_waits_for_its_pause(village: Village) -> None:
    await village.applies(ANNA)
    await village.news(HEAD, AT)
    await village.run(lambda tx: tx.persons.set_desk(HEAD, None))
    for minute, one in ((1, BORIS), (2, VERA)):
        await village.applies(one, at=AT + 60 * minute)
        assert await village.news(HEAD, AT + 60 * minute) == []
    (again,) = await village.news(HEAD, AT + PAUSE_SECONDS)
    assert not again.silent
    assert counted(again.view) == [3]


def counted(view: View) -> list[object]:
    """Return how many are said to wait."""
    return [text.args["count"] for text in texts_of(view.screen) if text.key == "desk-waiting"]


async def test_everybody_accepted_in_time_is_no_news_after_the_pause(village: Village) -> None:
    await village.applies(ANNA)
    await village.news(HEAD, AT)
    await village.applies(BORIS, at=AT + 60)
    await village.news(HEAD, AT + 60)
    await village.do(HEAD, desk.accept_all(str(village.school), "2!"), AT + 120)
    (letter,) = await village.news(HEAD, AT + PAUSE_SECONDS)
    assert letter.silent
    assert letter.again is None


async def test_whoever_was_accepted_with_all_can_be_taken_back_one_by_one(village: Village) -> None:
    """The list offers it whenever it is opened, for ten minutes."""
    school = str(village.school)
    ids = {await waits(village, ANNA), await waits(village, BORIS)}
    await village.do(HEAD, desk.accept_all(school, "2!"), LATER)
    taken: set[str] = set()
    for minute in (1, 2):
        view = await village.do(HEAD, desk.shown(school, waiting), LATER + 60 * minute)
        (one,) = [arg for name, arg, _ in pages(view) if name == "undo"]
        await village.do(HEAD, desk.undo(one), LATER + 60 * minute)
        taken.add(one)
    assert taken == ids
    view = await village.do(HEAD, desk.shown(school, waiting), LATER + 180)
    assert "undo" not in {name for name, *_ in pages(view)}
    await village.do(HEAD, desk.accept_all(school, "2!"), LATER)
    late = await village.do(HEAD, desk.shown(school, waiting), LATER + UNDO_SECONDS + 1)
    assert "undo" not in {name for name, *_ in pages(late)}
