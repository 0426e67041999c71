"""The administrator's classes: seen, added, renamed and removed by those who run the school."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.actions import class_links, classes
from bot.actions.view import Action, View, Visit
from flows import Role
from flows.screens import Page, Text
from storage import Ask, Person, Tx
from tests.bot.school_town import (
    MAX,
    NOW,
    OUTSIDERS,
    Town,
    is_refused,
    pages_of,
    town,
    visit_of,
)
from tests.storage.two_schools import AT, WHO, Place, invite

__all__ = ["town"]

DAY = 24 * 60 * 60
MARK = "7.2.00"
"""What hangs on the class of two_schools: teachers and families who walk for it."""

Answered = Callable[[Tx, Visit, Person, Ask, str], View]


def acts(place: Place) -> list[Action]:
    """Everything that can be done to the first school and its class."""
    number, klass = str(place.school), str(place.klass)
    return [
        classes.grid(number),
        classes.klass(klass),
        classes.chat(klass),
        classes.remind_chat(klass),
        classes.ask_classes(number),
        classes.ask_name(klass),
        classes.remove(klass),
        classes.remove(klass, MARK),
        class_links.ask_link(klass),
        class_links.ask_links(number),
        class_links.add_missing(number),
    ]


ANSWERS: tuple[tuple[Answered, str, str, str, dict[str, str]], ...] = (
    (classes.answered_classes, "classes", "school", "9А", {}),
    (classes.answered_rename, "rename", "klass", "9А", {}),
    (class_links.answered_link, "link", "klass", MAX, {"of": "class"}),
    (class_links.answered_link, "link", "klass", f"5Б {MAX}", {"of": "class"}),
    (class_links.answered_link, "link", "school", f"5А {MAX}", {"of": "school"}),
)


@pytest.mark.parametrize("name", OUTSIDERS)
async def test_an_outsider_sees_and_does_nothing(town: Town, name: str) -> None:
    before = await town.everything()
    for action in acts(town.place):
        assert is_refused(await town.act(name, action))
    assert await town.everything() == before


@pytest.mark.parametrize("name", [one for one in OUTSIDERS if one != "nobody"])
async def test_an_outsiders_answer_does_nothing(town: Town, name: str) -> None:
    """As if they had been asked while they still had the right; the question is dropped."""
    before = await town.everything()
    for answered, ask, about, text, more in ANSWERS:
        subject = getattr(town.place, about)
        view = await town.answer(name, answered, Ask(ask, subject, more, NOW), text)
        assert is_refused(view)
    assert await town.everything() == before


@pytest.mark.parametrize("name", [one for one in OUTSIDERS if one != "nobody"])
async def test_an_outsiders_message_is_not_taken(town: Town, name: str) -> None:
    def sent(tx: Tx) -> list[object]:
        visit = visit_of(name)
        person = tx.persons.get(visit.person)
        assert person is not None
        return [
            classes.classes_for(tx, visit, person, town.place.school, "9А"),
            class_links.lines_for(tx, visit, person, town.place.school, f"5А {MAX}"),
        ]

    before = await town.everything()
    assert await town.db.write(sent) == [None, None]
    assert await town.everything() == before


@pytest.mark.parametrize("wrong", ["", "0", "x", "9" * 40])
async def test_a_forged_button_is_answered(town: Town, wrong: str) -> None:
    for action in (classes.klass(wrong), classes.grid(wrong), classes.remove(wrong, MARK)):
        assert is_refused(await town.act("head", action))


@pytest.mark.parametrize("name", ["head", "deputy"])
async def test_the_table_shows_every_class_with_its_teachers(town: Town, name: str) -> None:
    view = await town.act(name, classes.grid(str(town.place.school), "0"))
    rows = [
        [one.text.args.get("name", one.text.args.get("count")) for one in row[:2]]
        for row in view.screen.rows[:3]
    ]
    assert rows == [["5А", 2], ["5Б", 2], ["6А", 0]]


async def test_a_class_counts_its_people(town: Town) -> None:
    view = await town.act("head", classes.klass(str(town.place.klass)))
    said = {text.key: text.args for text in view.screen.paragraphs[0]}
    assert said["class-page.teachers"] == {"accepted": 2, "waiting": 2}
    assert said["class-page.families"] == {"opened": 2, "joined": 0}
    number = f"{town.place.school}.{town.place.klass}"
    assert Page("invite", "teacher", number) in pages_of(view)


async def test_a_list_of_classes_is_asked_for_and_added(town: Town) -> None:
    number = str(town.place.school)
    await town.act("head", classes.ask_classes(number))
    ask = await town.ask_of("head")
    assert ask == Ask("classes", town.place.school, {}, NOW)
    view = await town.answer("head", classes.answered_classes, ask, "5А, 5Ё, 7а-б, кот")
    assert view.note is not None
    assert (view.note.key, view.note.args["wrong"]) == ("class-add.partly", "«кот»")
    assert view.note.args["done"] == Text("class-add.done", {"new": 3, "known": 1, "over": 0})
    names = [row[0].text.args["name"] for row in view.screen.rows[:6]]
    assert names == ["5А", "5Б", "5Ё", "6А", "7А", "7Б"]
    assert await town.ask_of("head") is None


async def test_classes_with_their_links_are_taken_with_them(town: Town) -> None:
    ask = Ask("classes", town.place.school, {}, NOW)
    view = await town.answer("head", classes.answered_classes, ask, f"5А {MAX}\n7В {MAX}")
    assert Page("add_missing", str(town.place.school)) in pages_of(view)
    row = await town.db.read(lambda tx: tx.classes.get(town.place.klass))
    assert row is not None
    assert row.link == MAX


async def test_what_is_no_list_is_asked_for_again(town: Town) -> None:
    ask = Ask("classes", town.place.school, {}, NOW)
    view = await town.answer("head", classes.answered_classes, ask, "привет")
    assert view.note == Text("class-add.nothing", {"wrong": "«привет»"})
    assert await town.ask_of("head") == ask


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("8А, 8Б", "class-add.done"),
        ("9А", "class-add.done"),
        ("5А, 5Б", "class-add.done"),
        ("5А", None),
    ],
)
async def test_a_list_that_nobody_asked_for_is_taken(
    town: Town, text: str, note: str | None
) -> None:
    """A single class that is there is shown."""

    def sent(tx: Tx) -> object:
        visit = visit_of("head")
        person = tx.persons.get(visit.person)
        assert person is not None
        view = classes.classes_for(tx, visit, person, town.place.school, text)
        assert view is not None
        return view.note.key if view.note else view.screen.paragraphs[0][0].key

    assert await town.db.write(sent) == (note or "class-page")


async def test_words_are_no_list(town: Town) -> None:
    def sent(tx: Tx) -> object:
        visit = visit_of("head")
        person = tx.persons.get(visit.person)
        assert person is not None
        return classes.classes_for(tx, visit, person, town.place.school, "код не пришёл")

    assert await town.db.write(sent) is None


@pytest.mark.parametrize(
    ("text", "note", "done"),
    [
        ("6б", "class-rename.done", True),
        ("5А", "class-rename.done", True),
        ("5Б", "class-rename.taken", False),
        ("6Б, 6В", "class-rename.unclear", False),
        ("кот", "class-rename.unclear", False),
    ],
)
async def test_a_class_is_renamed_to_a_free_name(
    town: Town, text: str, note: str, done: bool
) -> None:
    await town.act("head", classes.ask_name(str(town.place.klass)))
    ask = await town.ask_of("head")
    assert ask == Ask("rename", town.place.klass, {}, NOW)
    view = await town.answer("head", classes.answered_rename, ask, text)
    assert view.note is not None
    assert view.note.key == note
    assert (await town.ask_of("head") is None) is done


async def test_removing_says_what_hangs_on_the_class_and_asks(town: Town) -> None:
    before = await town.everything()
    view = await town.act("head", classes.remove(str(town.place.klass)))
    assert Page("remove_class", str(town.place.klass), MARK) in pages_of(view)
    assert await town.everything() == before


async def test_a_removed_class_leaves_its_people_in_the_school(town: Town) -> None:
    place = town.place
    await town.db.write(lambda tx: invite(tx, place, "family", place.klass))
    walking = await town.db.read(
        lambda tx: [one for role in Role for one in tx.journeys.in_class(place.klass, role)]
    )
    view = await town.act("head", classes.remove(str(place.klass), MARK))
    assert view.note == Text("class-remove.done", {"name": "5А"})
    assert not [one for one in pages_of(view) if one == Page("class", str(place.klass))]
    after = await town.db.read(lambda tx: [tx.journeys.get(one.id) for one in walking])
    for was, now in zip(walking, after, strict=True):
        assert now is not None
        assert (now.school_id, now.class_id) == (was.school_id, None)
        assert (now.state, now.revision) == (was.state, was.revision + 1)
    assert await town.told() == [(one.person_id, "class_removed", one.id) for one in walking]


async def test_who_came_meanwhile_is_asked_about_anew(town: Town) -> None:
    def another(tx: Tx) -> None:
        journey = tx.journeys.current(WHO["unplaced"])
        assert journey is not None
        tx.journeys.save(replace(journey, class_id=town.place.klass))

    await town.db.write(another)
    view = await town.act("head", classes.remove(str(town.place.klass), MARK))
    assert Page("remove_class", str(town.place.klass), "8.2.00") in pages_of(view)
    assert await town.told() == []


async def test_an_administrator_is_not_told_of_their_own_act(town: Town) -> None:
    def teach(tx: Tx) -> None:
        journey = tx.journeys.start(WHO["head"], Role.TEACHER, "vk", "apply", "", AT)
        tx.journeys.save(replace(journey, school_id=town.place.school, class_id=town.place.empty))

    await town.db.write(teach)
    await town.act("head", classes.remove(str(town.place.empty), "1.0.00"))
    assert await town.told() == []


async def test_teachers_are_reminded_of_the_chat_once_a_day(town: Town) -> None:
    remind = classes.remind_chat(str(town.place.klass))
    view = await town.act("head", remind)
    assert view.note == Text("class-chat.reminded", {"count": 2})
    told = await town.told()
    assert {(person, kind) for person, kind, _ in told} == {
        (WHO["said"], "remind_chat"),
        (WHO["accepted"], "remind_chat"),
    }
    again = await town.act("deputy", remind, NOW + DAY - 1)
    assert again.note == Text("class-chat.reminded", {"count": 0})
    assert await town.told() == told
    later = await town.act("deputy", remind, NOW + DAY)
    assert later.note == Text("class-chat.reminded", {"count": 2})


async def test_nobody_is_reminded_of_a_chat_that_is_there(town: Town) -> None:
    klass = town.place.klass
    await town.db.write(lambda tx: tx.classes.set_chat(WHO["accepted"], klass, MAX, AT))
    assert Page("remind_chat", str(klass)) not in pages_of(
        await town.act("head", classes.chat(str(klass)))
    )
    await town.act("head", classes.remind_chat(str(klass)))
    assert await town.told() == []
