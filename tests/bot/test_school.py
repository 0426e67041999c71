"""/school: everybody sees the school they walk for as their role sees it, and no other."""

from dataclasses import replace

import pytest

from bot.actions import joining, school, walk
from bot.actions.view import look
from flows import LEAVE, Role
from flows.screens import Page, Tap, Text
from storage import Tx
from tests.bot.school_town import OUTSIDERS, Town, is_refused, pages_of, town, visit_of
from tests.storage.two_schools import WHO

__all__ = ["town"]


def shown(view_pages: list[Page]) -> set[str]:
    return {one.name for one in view_pages}


async def test_the_head_sees_the_affairs_of_their_school(town: Town) -> None:
    view = await town.act("head", school.school())
    number = str(town.place.school)
    pages = pages_of(view)
    assert {
        Page("grid", number),
        Page("desk", number),
        Page("invite", "head", number),
        Page("claims", number),
        Page("leaving"),
    } <= set(pages)
    waits = view.screen.paragraphs[1][1]
    assert (waits.key, waits.args["count"]) == ("school-page.waiting", 1)


async def test_a_deputy_sees_it_by_its_number_and_does_not_hand_it_over(town: Town) -> None:
    number = str(town.place.school)
    view = await town.act("deputy", school.school(number))
    assert Page("grid", number) in pages_of(view)
    assert Page("invite", "head", number) not in pages_of(view)


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_by_its_number_nobody_else_sees_it(town: Town, name: str) -> None:
    assert is_refused(await town.act(name, school.school(str(town.place.school))))


@pytest.mark.parametrize("wrong", ["0", "x", "9" * 30, "-1", "²"])
async def test_a_forged_number_is_no_school(town: Town, wrong: str) -> None:
    assert is_refused(await town.act("head", school.school(wrong)))


async def test_who_asks_to_administrate_sees_that_they_are_not_let_in(town: Town) -> None:
    view = await town.act("claim", school.school())
    (said,) = view.screen.paragraphs[1]
    assert (said.key, said.args) == ("school-outside", {"standing": "claim"})
    assert shown(pages_of(view)) == {"leaving", "step", "menu"}


async def test_who_was_refused_sees_the_same_without_a_claim(town: Town) -> None:
    await town.db.write(lambda tx: tx.staff.leave(WHO["claim"], town.place.school, Role.ADMIN))
    view = await town.act("claim", school.school())
    assert view.screen.paragraphs[1][0].args == {"standing": "none"}


async def test_an_accepted_teacher_may_invite_the_families_of_their_class(town: Town) -> None:
    pages = pages_of(await town.act("accepted", school.school()))
    assert Page("invite", "family", str(town.place.klass)) in pages
    assert Page("chat") in pages


async def test_a_teacher_who_waits_has_nothing_to_hand_on(town: Town) -> None:
    pages = pages_of(await town.act("waiting", school.school()))
    assert shown(pages) == {"pick", "label", "leaving", "step", "menu"}


async def test_a_family_sees_school_and_class(town: Town) -> None:
    view = await town.act("family", school.school())
    assert view.screen.paragraphs[1][0].args == {"name": "5А"}
    assert shown(pages_of(view)) == {"leaving", "step", "menu"}


async def test_without_a_school_the_way_to_one_is_shown(town: Town) -> None:
    assert "roles" in shown(pages_of(await town.act("stranger", school.school())))
    await town.act("stranger", walk.start("admin", ""))
    assert "form" in shown(pages_of(await town.act("stranger", school.school())))
    assert is_refused(await town.act("nobody", school.school()))


async def test_a_teacher_chooses_from_the_classes_of_their_school_only(town: Town) -> None:
    pages = pages_of(await town.act("unplaced", school.pick()))
    choices = [one.arg for one in pages if one.name == "choose"]
    assert choices == [
        str(one) for one in (town.place.klass, town.place.next_class, town.place.empty)
    ]
    assert is_refused(await town.act("unplaced", joining.choose(str(town.place.other_class))))


@pytest.mark.parametrize("name", ["nobody", "stranger", "head", "family"])
async def test_nobody_but_a_teacher_of_the_school_chooses_a_class(town: Town, name: str) -> None:
    assert is_refused(await town.act(name, school.pick()))


@pytest.mark.parametrize("name", ["head", "accepted", "family"])
async def test_each_role_may_leave_and_does(town: Town, name: str) -> None:
    person = WHO[name]
    view = await town.act(name, school.leaving)
    (leave,) = (b.does for row in view.screen.rows for b in row if isinstance(b.does, Tap))
    assert leave.trigger == LEAVE
    await town.act(name, walk.tap(leave))
    journey = await town.db.read(lambda tx: tx.journeys.current(person))
    assert journey is not None
    assert (journey.school_id, journey.class_id) == (None, None)


async def test_there_is_nothing_to_leave_without_a_school(town: Town) -> None:
    assert is_refused(await town.act("stranger", school.leaving))
    assert is_refused(await town.act("nobody", school.leaving))


async def test_a_school_that_is_gone_is_none(town: Town) -> None:
    """A journey may lead to a school that was removed by hand."""

    def lost(tx: Tx) -> None:
        journey = tx.journeys.current(WHO["unplaced"])
        assert journey is not None
        tx.journeys.save(replace(journey, school_id=999))

    await town.db.write(lost)
    view = await town.act("unplaced", school.school())
    assert view.screen.paragraphs[0][0] == Text(
        "school-nowhere.title", {"role": "teacher"}, strong=True
    )


async def test_looking_changes_nothing(town: Town) -> None:
    before = await town.everything()
    for name in ("head", "accepted", "family", "stranger"):
        for action in (school.school(), school.pick("24"), school.leaving):
            await town.db.read(look(action, visit_of(name)))
    assert await town.everything() == before
