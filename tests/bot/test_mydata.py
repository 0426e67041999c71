"""/mydata as a page: every column has its words, every value is said as people say it."""

import html
import json
import re
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from aiogram.methods import SendMediaGroup
from aiogram.types import BufferedInputFile, InputMediaDocument

from bot.actions import arrive
from bot.albums import album
from bot.papers.mydata import Stored, as_json, as_page
from bot.papers.mydata_values import Names, Speaker
from bot.papers.mydata_words import COLUMNS, EVENTS, STANDINGS, is_number, keys
from bot.texts import LOCALES, Texts
from flows import FLOWS, Role
from flows.scopes import Level, region_area
from storage import Ask, By, Done, Offer, Tx, personal
from storage.ticket_rows import Said
from tests.bot.invited import ANNA, AT, HEAD, TEACHER, Village

NOW: Final = AT + 90
MOSCOW: Final = Texts(ZoneInfo("Europe/Moscow"), {"teachers": 3})
NOBODY: Final = Names({}, {})


async def filled(village: Village) -> None:
    """Let Anna be in every table, with a label that tries to be more than text."""
    journey = await village.applies(ANNA, village.klass, label="<b>Анна</b> & Ко")
    one = await village.invite("deputy")
    await village.open(ANNA, one)

    def more(tx: Tx) -> None:
        tx.persons.set_current(ANNA, journey.id)
        tx.symptoms.add(journey, "no_code", helped=False, at=AT)
        tx.symptoms.add(journey, "other", helped=True, at=AT)
        tx.asks.put(ANNA, Ask("school.name", 0, {"region": "44"}, AT))
        tx.outbox.put(ANNA, "moved", journey.id, AT, detail="accepted")
        by = By(ANNA, True, AT)
        assert tx.grants.make(by, "o-anna", Offer(region_area("44"), Level.FULL, 0, AT + 1))
        assert tx.grants.take(ANNA, "o-anna", AT)
        ticket = tx.tickets.open(ANNA, journey, "no_code", AT)
        tx.tickets.say(ticket, Said("person", ANNA, 5, "Не вижу школу"), AT)
        tx.tickets.set_topic(ANNA, 7)
        tx.casts.draft(by, region_area("44"))
        assert tx.notes.add(by, village.school, "Позвонить")
        tx.audit.add(by, Done("claim_admitted", region_area("44"), "person", ANNA))

    await village.run(more)


async def page(village: Village, language: str = "ru") -> str:
    kept = await village.run(arrive.kept(ANNA))
    stored = Stored(kept.tables, Names(kept.schools, kept.classes))
    return as_page(stored, MOSCOW, language, NOW).decode()


def blocks(text: str) -> list[dict[str, str]]:
    """Return each row as it is said: names and values."""
    pair = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>")
    return [dict(pair.findall(block)) for block in re.findall(r"<dl>(.*?)</dl>", text)]


async def test_every_column_of_a_person_has_words_or_is_a_mere_number(village: Village) -> None:
    """A column of a later release is put on one of the two lists."""

    def columns(tx: Tx) -> dict[str, set[str]]:
        found = {}
        for table, _ in personal.TABLES:
            rows = tx.execute(f"SELECT * FROM {table}", {})
            found[table] = {one[0] for one in rows.description}
        return found

    there = await village.run(columns)
    assert {table: set(names) for table, names in COLUMNS.items()} == {
        table: {name for name in names if not is_number(table, name)}
        for table, names in there.items()
    }


def test_every_word_is_there_in_every_language() -> None:
    for locale in LOCALES:
        declared = MOSCOW.declared(locale)
        assert keys().items() <= declared.items()


def test_the_program_s_own_words_are_all_translated() -> None:
    moves = {move.trigger for flow in FLOWS for state in flow.states for move in state.moves}
    assert {"done", "back", "leave", "asked_again", "accepted", "link_came"} <= moves & set(EVENTS)
    assert {"head", "deputy", "claim"} <= set(STANDINGS)


@pytest.mark.parametrize("language", LOCALES)
async def test_the_page_holds_everything_and_stands_alone(village: Village, language: str) -> None:
    """It opens on any phone: no script, nothing fetched, right in the dark."""
    await filled(village)
    text = await page(village, language)
    assert text.startswith("<!DOCTYPE html>")
    assert f'<html lang="{language}">' in text
    assert '<meta charset="utf-8">' in text
    assert "color-scheme: light dark" in text
    assert not re.search(r"<script|<link|src=|href=|url\(|@import|://", text)
    titles = re.findall(r"<h2>(.*?)</h2>", text)
    expected = [MOSCOW.declared(language) and f"mydata-{table}.title" for table in COLUMNS]
    speaker = Speaker(MOSCOW, language, NOBODY)
    assert sorted(titles) == sorted(speaker.say(str(key)) for key in expected)


async def test_values_are_said_as_people_say_them(village: Village) -> None:
    await filled(village)
    said = [value for block in blocks(await page(village)) for value in block.items()]
    for pair in (
        ("Номер аккаунта", str(ANNA)),
        ("Язык", "Русский"),
        ("Согласие дано", "15 ноября 2023, 01:13"),
        ("Последний визит", "14 ноября 2023"),
        ("Роль", "Учитель"),
        ("Шаг", "Дождитесь администратора школы"),
        ("Школа", "Школа № 5"),
        ("Класс", "7А"),
        ("Что произошло", "шаг пройден"),
        ("Положение", "подал заявку"),
        ("До этого", "пришёл по приглашению"),
        ("Вопрос", "Код из SMS не приходит"),
        ("Вопрос", "Другое"),
        ("Ответ помог", "нет"),
        ("Ответ помог", "да"),
    ):
        assert pair in said, pair
    assert not any(name in {"Запись", "id"} for name, _ in said)


async def test_what_somebody_typed_is_text_and_no_markup(village: Village) -> None:
    await filled(village)
    text = await page(village)
    assert "<b>Анна" not in text
    assert html.escape("<b>Анна</b> & Ко") in text


async def test_what_says_nothing_is_left_out(village: Village) -> None:
    await filled(village)
    for block in blocks(await page(village)):
        assert block
        assert all(value not in {"", "None", "0", "{}"} for value in block.values())


async def test_the_json_is_what_is_stored(village: Village) -> None:
    await filled(village)
    kept = await village.run(arrive.kept(ANNA))
    read = json.loads(as_json(Stored(kept.tables, NOBODY)))
    assert read == await village.run(lambda tx: tx.persons.export(ANNA))
    assert {row["label"] for row in read["staff"]} == {"<b>Анна</b> & Ко", ""}
    assert str(HEAD) not in json.dumps(read)


def said(row: dict[str, Any], name: str, names: Names = NOBODY) -> str:
    return Speaker(MOSCOW, "ru", names).value(row, name)


def test_what_has_no_words_is_shown_as_it_is() -> None:
    """Of a release that is older or newer: a step, a standing, a table, a column."""
    row = {"edition": "vk", "role": "teacher", "state": "gone", "standing": "new"}
    assert said(row, "state") == "gone"
    assert said({**row, "role": "janitor"}, "role") == "janitor"
    assert said({**row, "role": "janitor"}, "state") == "gone"
    assert said(row, "standing") == "new"
    assert said({"event": "melted:1"}, "event") == "melted:1"
    assert said({"school_id": 7}, "school_id") == "7"
    assert said({"class_id": 7}, "class_id", Names({}, {7: "5А"})) == "5А"
    assert Speaker(MOSCOW, "ru", NOBODY).column("weather", "wind") == "wind"
    stored = Stored({"weather": [{"wind": "<3"}], "empty": []}, NOBODY)
    text = as_page(stored, MOSCOW, "ru", NOW).decode()
    assert "<h2>weather</h2>" in text
    assert "<dt>wind</dt><dd>&lt;3</dd>" in text
    assert "empty" not in text


def test_a_family_is_said_to_be_who_it_is() -> None:
    row = {"role": Role.FAMILY.value, "variant": "student", "edition": "vk", "state": "install"}
    assert said(row, "role") == "Ученик"
    assert said({"role": Role.FAMILY.value}, "role") == "family"


def test_moments_are_said_by_the_clock_of_the_installation() -> None:
    english = Speaker(MOSCOW, "en", NOBODY)
    assert english.moment(AT) == "November 15, 2023, 01:13"
    assert said({"since": 0}, "since") == ""
    assert said({"told_at": AT}, "told_at") == "15 ноября 2023, 01:13"


def test_both_files_go_together_with_one_caption() -> None:
    made = album(5, [("a.html", b"1"), ("a.json", b"2")], "Всё")
    assert isinstance(made, SendMediaGroup)
    files = [one for one in made.media if isinstance(one, InputMediaDocument)]
    assert [one.caption for one in files] == [None, "Всё"]
    names = [one.media.filename for one in files if isinstance(one.media, BufferedInputFile)]
    assert names == ["a.html", "a.json"]


async def test_a_stranger_has_nothing_to_be_sent(village: Village) -> None:
    kept = await village.run(arrive.kept(5_000_000_099))
    assert not any(kept.tables.values())
    assert not kept.schools


async def test_names_are_of_what_is_in_the_rows_alone(village: Village) -> None:
    await village.teaches(ANNA)
    await village.run(lambda tx: tx.persons.set_desk(ANNA, village.other))
    kept = await village.run(arrive.kept(ANNA))
    assert kept.schools == {village.school: "Школа № 5", village.other: "Школа № 6"}
    assert kept.classes == {village.klass: "7А"}
    assert TEACHER.value in str(kept.tables["journeys"])
