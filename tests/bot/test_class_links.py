"""Links of classes: taken by the allow-list, many at once, and told to those who need them."""

from dataclasses import replace

import pytest

from bot.actions import class_links
from bot.actions.view import View
from flows.screens import Page, Text
from storage import Ask, Tx
from tests.bot.school_town import MAX, NOW, VK, Town, is_refused, pages_of, town, visit_of
from tests.storage.two_schools import WHO

__all__ = ["town"]

OTHER = "https://max.ru/join/" + "C" * 43


def keys(view: View) -> list[str]:
    return [text.key for part in view.screen.paragraphs for text in part]


async def sent(town: Town, text: str) -> View | None:
    """Let the head send a message that nobody asked for."""

    def act(tx: Tx) -> View | None:
        visit = visit_of("head")
        person = tx.persons.get(visit.person)
        assert person is not None
        return class_links.lines_for(tx, visit, person, town.place.school, text)

    return await town.db.write(act)


async def link_of(town: Town, klass: int) -> tuple[str, int]:
    row = await town.db.read(lambda tx: tx.classes.get(klass))
    assert row is not None
    return row.link, row.link_at


async def answered(town: Town, text: str) -> View:
    """Ask the head for the link of the class, and let them answer."""
    await town.act("head", class_links.ask_link(str(town.place.klass)))
    ask = await town.ask_of("head")
    assert ask == Ask("link", town.place.klass, {"of": "class"}, NOW)
    return await town.answer("head", class_links.answered_link, ask, text)


async def test_a_link_is_saved_and_told_to_whoever_has_still_to_use_it(town: Town) -> None:
    view = await answered(town, f"Вот ссылка: {MAX}.")
    assert view.note == Text("class-link.saved", {"name": "5А", "told": 2})
    assert await link_of(town, town.place.klass) == (MAX, NOW)
    assert {(person, kind) for person, kind, _ in await town.told()} == {
        (WHO["joined"], "link_teacher"),
        (WHO["waiting"], "link_teacher"),
    }
    assert await town.ask_of("head") is None


async def test_who_is_past_the_application_is_not_told(town: Town) -> None:
    def past(tx: Tx) -> None:
        for name in ("joined", "waiting"):
            journey = tx.journeys.current(WHO[name])
            assert journey is not None
            state = "install" if name == "joined" else "await_acceptance"
            tx.journeys.save(replace(journey, state=state))

    await town.db.write(past)
    await answered(town, MAX)
    assert [person for person, _, _ in await town.told()] == [WHO["waiting"]]


async def test_the_same_link_again_tells_nobody(town: Town) -> None:
    await answered(town, MAX)
    before = await town.told()
    assert (await answered(town, MAX)).note == Text("class-link.same", {"name": "5А"})
    assert await town.told() == before
    assert (await answered(town, OTHER)).note == Text("class-link.saved", {"name": "5А", "told": 2})
    assert await link_of(town, town.place.klass) == (OTHER, NOW)


async def test_a_link_of_any_chat_is_saved_with_a_doubt(town: Town) -> None:
    note = (await answered(town, VK)).note
    assert note is not None
    assert (note.key, note.args["look"]) == ("class-link.saved_look", Text("link-vk_chat"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("нет ссылки", "no_link"),
        ("https://clck.ru/abc", "shortener"),
        ("https://t.me/joinchat/abc", "messenger"),
        (f"{MAX} {OTHER}", "several"),
        ("https://sferum.ru/?call_link=abc", "call"),
    ],
)
async def test_a_refused_link_says_why_and_is_asked_for_again(
    town: Town, text: str, why: str
) -> None:
    view = await answered(town, text)
    assert view.note == Text(f"link-{why}")
    assert view.screen.paragraphs[0][0].key == "class-link"
    assert await link_of(town, town.place.klass) == ("", 0)
    assert await town.ask_of("head") is not None


async def test_a_class_that_is_named_has_the_link_whichever_was_asked_for(town: Town) -> None:
    view = await answered(town, f"5Б {MAX}")
    assert await link_of(town, town.place.next_class) == (MAX, NOW)
    assert await link_of(town, town.place.klass) == ("", 0)
    assert "class-taken.saved" in keys(view)


async def test_many_links_come_in_one_message(town: Town) -> None:
    await town.act("head", class_links.ask_links(str(town.place.school)))
    ask = await town.ask_of("head")
    assert ask == Ask("link", town.place.school, {"of": "school"}, NOW)
    text = f"5А {MAX}\n5Б {VK}\n6А https://clck.ru/a\n99 {OTHER}\n{OTHER}x"
    view = await town.answer("head", class_links.answered_link, ask, text)
    assert await link_of(town, town.place.klass) == (MAX, NOW)
    assert await link_of(town, town.place.next_class) == (VK, NOW)
    assert await link_of(town, town.place.empty) == ("", 0)
    troubles = view.screen.paragraphs[1]
    assert [text.args.get("why", text) for text in troubles] == [
        Text("link-shortener"),
        Text("link-class_unknown"),
        Text("link-class_missing"),
        Text("link-vk_chat"),
    ]
    assert await town.ask_of("head") is None


async def test_without_a_link_the_list_is_asked_for_again(town: Town) -> None:
    ask = Ask("link", town.place.school, {"of": "school"}, NOW)
    view = await town.answer("head", class_links.answered_link, ask, "потом пришлю")
    assert view.note == Text("link-no_link")
    assert await town.ask_of("head") == ask


async def test_classes_that_are_not_there_are_added_with_their_links(town: Town) -> None:
    view = await sent(town, f"5А {MAX}\n7В {OTHER}\n7Г {VK}")
    assert view is not None
    assert Page("add_missing", str(town.place.school)) in pages_of(view)
    after = await town.act("head", class_links.add_missing(str(town.place.school)))
    saved = {text.key: text.args for text in after.screen.paragraphs[0]}
    assert saved["class-taken.saved"] == {"names": "7В, 7Г"}
    rows = await town.db.read(lambda tx: tx.classes.of_school(town.place.school))
    assert {row.text: row.link for row in rows} == {
        "5А": MAX, "5Б": "", "6А": "", "7В": OTHER, "7Г": VK,
    }  # fmt: skip
    again = await town.act("head", class_links.add_missing(str(town.place.school)))
    assert is_refused(again)


async def test_an_offer_that_was_replaced_adds_nothing(town: Town) -> None:
    number = str(town.place.school)
    await sent(town, f"7В {MAX}")
    await town.act("head", class_links.ask_links(number))
    before = await town.everything()
    assert is_refused(await town.act("head", class_links.add_missing(number)))
    assert await town.everything() == before


async def test_the_offers_links_can_be_sent_with_other_names(town: Town) -> None:
    await sent(town, f"7В {MAX}")
    ask = await town.ask_of("head")
    assert ask is not None
    await town.answer("head", class_links.answered_link, ask, f"5А {MAX}")
    assert await link_of(town, town.place.klass) == (MAX, NOW)
    assert await town.ask_of("head") is None


@pytest.mark.parametrize("text", ["", "привет", "5А", "5А, 5Б"])
async def test_what_has_no_link_is_left_to_others(town: Town, text: str) -> None:
    assert await sent(town, text) is None


async def test_an_unchanged_link_among_others_is_named(town: Town) -> None:
    await sent(town, f"5А {MAX}")
    view = await sent(town, f"5А {MAX}\n5Б {OTHER}")
    assert view is not None
    said = {text.key: text.args for text in view.screen.paragraphs[0]}
    assert said["class-taken.same"] == {"names": "5А"}
    assert said["class-taken.saved"] == {"names": "5Б"}
