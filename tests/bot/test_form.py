"""An administrator adds their school; what is stored can be corrected; nothing is there twice."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.actions import browse, enrol, form
from bot.actions.view import Action
from flows import Role
from storage import Ask, Database, Identity, Tx
from tests.bot.schoolyard import (
    ANNA,
    AT,
    BORIS,
    INN,
    OPERATOR,
    OTHER_INN,
    STRANGER,
    TEACHER,
    Yard,
    keys,
    note,
    pages,
    values,
)
from tests.support.keys import SEAL

STALE: list[Action] = [
    form.open_form("region"),
    form.open_form("on"),
    form.open_form("all"),
    form.open_form("nonsense"),
    form.open_form("edit-"),
    form.open_form("edit-99999999999999999999"),
    form.region("44"),
    form.place("1"),
    form.skip_inn(),
    enrol.claim("1"),
]


@pytest.fixture
async def yard(tmp_path: Path) -> AsyncIterator[Yard]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: AT, seal=SEAL)
    one = Yard(db)
    await one.build()
    yield one
    await db.close()


async def test_four_answers_and_a_tap_add_the_school(yard: Yard) -> None:
    assert "form-region.title" in keys(await yard.do(ANNA, form.open_form("")))
    assert "form-place.title" in keys(await yard.types(ANNA, "костр"))
    assert "form-name.title" in keys(await yard.types(ANNA, "Кострома"))
    assert "form-inn.title" in keys(await yard.types(ANNA, "Школа № 5"))
    view = await yard.types(ANNA, f"ИНН {INN[:4]} {INN[4:]}")
    assert "form-review.title" in keys(view)
    assert values(view) == ["Костромская область", "Кострома", "Школа № 5", INN]
    view = await yard.do(ANNA, enrol.save())
    assert note(view) == "note-school-added"
    assert "hat-school" in keys(view)
    journey = await yard.journey(ANNA)
    assert journey.school_id is not None
    assert await yard.standing(ANNA, journey.school_id) == "head"
    school = await yard.run(lambda tx: tx.schools.get(journey.school_id or 0))
    assert school is not None
    assert (school.region, school.municipality, school.name, school.inn) == (
        "44",
        "Кострома",
        "Школа № 5",
        INN,
    )
    assert (school.place_key, school.name_key) == ("кострома", "школа 5")
    assert await yard.asks(ANNA) == ""


async def test_a_second_tap_on_save_adds_no_second_school(yard: Yard) -> None:
    await yard.adds(ANNA)
    view = await yard.do(ANNA, enrol.save())
    assert "hat-school" in keys(view)
    assert await yard.schools() == 1
    assert len(await yard.run(lambda tx: tx.journeys.of(ANNA))) == 1


async def test_the_inn_can_be_passed_over(yard: Yard) -> None:
    view = await yard.fills(ANNA, "44", "Буй", "Школа № 1")
    assert ("no_inn", "", "") in pages(view)
    view = await yard.do(ANNA, form.skip_inn())
    assert "form-no-inn" in keys(view)
    await yard.do(ANNA, enrol.save())
    assert await yard.schools() == 1


async def test_whoever_leaves_in_the_middle_goes_on_where_they_were(yard: Yard) -> None:
    await yard.fills(ANNA, "Пермь", "Пермь")
    await yard.do(ANNA, browse.step)
    view = await yard.do(ANNA, form.open_form(""))
    assert "form-name.title" in keys(view)
    assert values(view) == ["Пермь"]


async def test_several_regions_are_offered_and_one_is_tapped(yard: Yard) -> None:
    view = await yard.fills(ANNA, "алтай")
    assert "form-regions.title" in keys(view)
    assert {("region", "04", ""), ("region", "22", "")} <= set(pages(view))
    assert await yard.asks(ANNA) == "school.region"
    view = await yard.do(ANNA, form.region("22"))
    assert "form-place.title" in keys(view)
    assert values(view)[0] == "Алтайский край"


async def test_a_region_said_exactly_is_taken_at_once(yard: Yard) -> None:
    await yard.fills(ANNA, "Алтайский край")
    assert await yard.asks(ANNA) == "school.place"


@pytest.mark.parametrize(
    ("before", "typed", "remark", "asked"),
    [
        ((), "qqq111", "note-form-region", "region"),
        (("44",), "5", "note-form-place", "place"),
        (("44",), "Ы", "note-form-place", "place"),
        (("44",), "к" * 81, "note-form-long", "place"),
        (("44", "Буй"), "12", "note-form-name", "name"),
        (("44", "Буй"), "https://example.com/x", "note-form-name", "name"),
        (("44", "Буй", "Школа № 1"), "12345", "note-form-inn_digits", "inn"),
        (("44", "Буй", "Школа № 1"), "123456789012", "note-form-inn_person", "inn"),
        (("44", "Буй", "Школа № 1"), "4401000004", "note-form-inn_control", "inn"),
        (("44", "Буй", "Школа № 1", INN), "спасибо", "note-form-tap", "review"),
    ],
)
async def test_nonsense_keeps_the_question_and_says_what_to_send(
    yard: Yard, before: tuple[str, ...], typed: str, remark: str, asked: str
) -> None:
    await yard.fills(ANNA, *before)
    assert note(await yard.types(ANNA, typed)) == remark
    assert await yard.asks(ANNA) == f"school.{asked}"


async def test_a_message_delivered_twice_answers_one_question(yard: Yard) -> None:
    await yard.fills(ANNA)
    twice = yard.visit(ANNA)
    await yard.sends(twice, "Москва")
    view = await yard.sends(twice, "Москва")
    assert "form-place.title" in keys(view)
    assert await yard.asks(ANNA) == "school.place"


async def test_places_that_have_schools_are_offered_and_spelled_the_same(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    view = await yard.fills(BORIS, "44")
    assert ("place", str(school.id), "") in pages(view)
    view = await yard.do(BORIS, form.place(str(school.id)))
    assert values(view)[0] == "Кострома"
    await yard.do(BORIS, form.open_form("place"))
    assert values(await yard.types(BORIS, "г. КОСТРОМА"))[0] == "Кострома"


async def test_many_places_are_found_by_typing(yard: Yard) -> None:
    def nine(tx: Tx) -> None:
        for number in range(9):
            place = f"Город {number}а"
            assert tx.schools.add(Identity("44", place, "Ш", "", place, "ш"), AT)

    await yard.run(nine)
    view = await yard.fills(ANNA, "44")
    assert [page for page in pages(view) if page[0] == "place"] == []


@pytest.mark.parametrize("typed", ["Костр", "Косторма"])
async def test_a_place_nearly_known_is_offered_but_may_stay(yard: Yard, typed: str) -> None:
    school = await yard.adds(ANNA)
    view = await yard.fills(BORIS, "44", typed)
    assert "form-places.title" in keys(view)
    assert {("place", str(school.id), ""), ("form", "on", "")} <= set(pages(view))
    view = await yard.do(BORIS, form.open_form("on"))
    assert "form-name.title" in keys(view)
    assert values(view) == [typed]


async def test_a_place_of_another_region_is_no_answer(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    await yard.fills(BORIS, "Пермский край")
    assert note(await yard.do(BORIS, form.place(str(school.id)))) == "note-no_button"
    assert note(await yard.do(BORIS, form.place("x"))) == "note-no_button"


async def test_an_answer_is_corrected_on_the_way_and_at_the_end(yard: Yard) -> None:
    view = await yard.fills(ANNA, "44", "Кострома")
    assert ("form", "place", "") in pages(view)
    view = await yard.do(ANNA, form.open_form("place"))
    assert ("form", "on", "") in pages(view)
    view = await yard.types(ANNA, "Буй", "Школа № 1", INN)
    await yard.do(ANNA, form.open_form("region"))
    view = await yard.types(ANNA, "Пермский край")
    assert values(view) == ["Пермский край", "Буй", "Школа № 1", INN]
    await yard.do(ANNA, form.open_form("name"))
    view = await yard.do(ANNA, form.open_form("on"))
    assert "form-review.title" in keys(view)


async def test_an_old_button_of_the_form_shows_the_open_question(yard: Yard) -> None:
    await yard.fills(ANNA, "44")
    view = await yard.do(ANNA, form.region("22"))
    assert note(view) == "note-stale"
    assert "form-place.title" in keys(view)
    assert "form-name.title" in keys(await yard.types(ANNA, "Кострома"))
    view = await yard.do(ANNA, enrol.save())
    assert "form-name.title" in keys(view)
    await yard.do(ANNA, form.open_form("region"))
    assert note(await yard.do(ANNA, form.region("00"))) == "note-no_button"


@pytest.mark.parametrize("stale", STALE)
async def test_without_an_open_form_its_buttons_do_nothing(yard: Yard, stale: Action) -> None:
    assert note(await yard.do(ANNA, stale)) == "note-no_button"
    assert await yard.asks(ANNA) == ""


@pytest.mark.parametrize("arg", ["", "new", "region", "edit-1"])
async def test_only_an_administrator_opens_the_form(yard: Yard, arg: str) -> None:
    await yard.adds(ANNA)
    for person in (TEACHER, OPERATOR):
        assert note(await yard.do(person, form.open_form(arg))) == "note-no_button"
    assert note(await yard.do(STRANGER, form.open_form(arg))) == "note-not_started"


async def test_a_question_of_an_earlier_release_is_forgotten(yard: Yard) -> None:
    await yard.run(lambda tx: tx.asks.put(ANNA, Ask("school.director", 0, {}, AT)))
    view = await yard.types(ANNA, "Иванов")
    assert "vk-admin-case.title" in keys(view)
    assert await yard.asks(ANNA) == ""


async def test_a_second_school_leaves_the_first_to_its_head(yard: Yard) -> None:
    first = await yard.adds(ANNA)
    assert note(await yard.do(ANNA, form.open_form(""))) == "note-no_button"
    await yard.do(ANNA, form.open_form("new"))
    await yard.types(ANNA, "44", "Кострома")
    assert "form-name.title" in keys(await yard.do(ANNA, form.open_form("")))
    await yard.types(ANNA, "Школа № 6")
    await yard.do(ANNA, form.skip_inn())
    await yard.do(ANNA, enrol.save())
    walked = [one.school_id for one in await yard.run(lambda tx: tx.journeys.of(ANNA))]
    assert len(set(walked)) == 2
    assert await yard.standing(ANNA, first.id) == "head"
    assert (await yard.journey(ANNA)).school_id != first.id


async def test_ones_own_school_is_gone_to_and_not_added_again(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    await yard.do(ANNA, form.open_form("new"))
    view = await yard.types(ANNA, "44", "Кострома", "СОШ № 5", INN)
    assert "form-review.title" in keys(view)
    view = await yard.do(ANNA, enrol.save())
    assert note(view) == "note-school-yours"
    assert await yard.schools() == 1
    assert (await yard.journey(ANNA)).school_id == school.id


async def test_a_heads_data_is_corrected_later(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    view = await yard.do(ANNA, form.open_form(f"edit-{school.id}"))
    assert "form-review.save_changes" in keys(view)
    await yard.do(ANNA, form.open_form("name"))
    await yard.types(ANNA, "Гимназия № 5")
    await yard.do(ANNA, browse.step)
    view = await yard.do(ANNA, form.open_form(f"edit-{school.id}"))
    assert "Гимназия № 5" in values(view)
    view = await yard.do(ANNA, enrol.save())
    assert note(view) == "note-school-corrected"
    assert "school-page" in keys(view)
    after = await yard.run(lambda tx: tx.schools.get(school.id))
    assert after is not None
    assert (after.name, after.name_key, after.inn) == ("Гимназия № 5", "гимназия 5", INN)
    assert await yard.asks(ANNA) == ""


async def test_a_school_does_not_become_another_by_correction(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    await yard.adds(BORIS, "Школа № 6", OTHER_INN)
    await yard.do(ANNA, form.open_form(f"edit-{school.id}"))
    await yard.do(ANNA, form.open_form("name"))
    view = await yard.types(ANNA, "Школа 6")
    assert {"form-same.by_name", "form-same.other"} <= keys(view)
    assert "claim_school" not in {name for name, _, _ in pages(view)}
    assert "form-same.title" in keys(await yard.do(ANNA, enrol.save()))
    await yard.do(ANNA, form.open_form("inn"))
    view = await yard.types(ANNA, OTHER_INN)
    assert "form-same.by_inn" in keys(view)
    after = await yard.run(lambda tx: tx.schools.get(school.id))
    assert after == school


async def test_who_lost_the_right_meanwhile_corrects_nothing(yard: Yard) -> None:
    school = await yard.adds(ANNA)
    await yard.do(ANNA, form.open_form(f"edit-{school.id}"))
    await yard.run(lambda tx: tx.staff.leave(ANNA, school.id, Role.ADMIN))
    assert note(await yard.do(ANNA, enrol.save())) == "note-no_button"
    assert await yard.asks(ANNA) == ""
    assert note(await yard.do(ANNA, form.open_form(f"edit-{school.id}"))) == "note-no_button"
