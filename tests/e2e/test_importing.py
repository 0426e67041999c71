"""/import over HTTP: a table sent, looked at, loaded, and its links followed."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.bot.test_untrusted_tables import book
from tests.support.coordinators import Office, office
from tests.support.papers import files, stored
from tests.support.people import Someone

SCHOOLS = ["Регион", "Муниципалитет", "Школа", "ИНН"]
RIGHTS = ["Регион", "Муниципалитет", "Школа", "Уровень", "До", "Кому"]
TABLE = book(
    [
        SCHOOLS,
        ["Пермский край", "Лысьва", "Школа № 5", 7707083893],
        ["Атлантида", "Лысьва", "Школа № 6", ""],
    ],
    [RIGHTS, ["59", "Лысьва", "", "чтение", "", "Образцова Мария Петровна"]],
)
LINKS = "sferum-ssylki.xlsx"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as one:
        yield one


def links(who: Someone, name: str = LINKS) -> dict[str, list[str]]:
    """Return what stands in the last column of each sheet of a file that came."""
    workbook = load_workbook(io.BytesIO(who.file(files(who)[name]).data))
    return {
        sheet.title: [str(row[-1]) for row in sheet.iter_rows(min_row=4, values_only=True)]
        for sheet in workbook.worksheets
    }


async def asked(boss: Someone) -> None:
    await boss.ask("/import")
    await boss.wait_for_text("Загрузить таблицу")


async def test_a_table_is_looked_at_loaded_and_its_links_lead_somewhere(here: Office) -> None:
    boss, town = here.boss, here.town
    await asked(boss)
    await boss.send_document("shkoly.xlsx", TABLE)
    shown = await boss.wait_for_text("Таблица прочитана")
    assert "новых 1, изменятся 0, без изменений 0, не подходят 1" in shown.text
    assert "Строка 3: нет такого региона" in shown.text
    assert "Школа № 5" not in stored(town.database)
    await boss.press("Загрузить без этих строк")
    await boss.wait_for_text("Таблица загружена")
    await boss.wait_for(lambda one: LINKS in str(one.json.get("document")))
    found = links(boss)
    assert [one.partition("?start=")[2][:1] for one in found["Школы"]] == ["i", ""]
    (right,) = found["Координаторы"]
    head, coordinator = town.messenger.person("Ольга"), town.messenger.person("Мария")
    await head.start(found["Школы"][0].partition("=")[2])
    await head.press("Согласен")
    await head.wait_for_text("Администратор школы · Школа № 5")
    await coordinator.start(right.partition("=")[2])
    await coordinator.press("Согласен")
    await coordinator.wait_for_text("Лысьва")
    assert "Образцова" not in stored(town.database)
    assert town.messenger.refused() == []


async def test_a_report_names_every_row(here: Office) -> None:
    boss = here.boss
    await asked(boss)
    await boss.send_document("shkoly.xlsx", TABLE)
    await boss.wait_for_text("Таблица прочитана")
    await boss.touch("Отчёт по строкам")
    await boss.wait_for(lambda one: "sferum-otchet.xlsx" in str(one.json.get("document")))
    data = boss.file(files(boss)["sferum-otchet.xlsx"]).data
    rows = list(load_workbook(io.BytesIO(data))["Школы"].iter_rows(min_row=4, values_only=True))
    assert [row[4:7] for row in rows] == [
        (2, "новая", None),
        (3, "не подходит", "нет такого региона"),
    ]


async def test_the_sample_can_be_sent_back_as_it_is(here: Office) -> None:
    boss = here.boss
    await asked(boss)
    await boss.touch("Образец таблицы")
    await boss.wait_for(lambda one: "sferum-shkoly.xlsx" in str(one.json.get("document")))
    await boss.send_document("mine.xlsx", boss.file(files(boss)["sferum-shkoly.xlsx"]).data)
    shown = await boss.wait_for_text("Таблица прочитана")
    assert "новых 1," in shown.text
    assert "Права координаторов: новых 1" in shown.text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"PK\x03\x04", "Файл не читается"),
        ("a.csv", "а;б\n1;2".encode(), "Не нахожу столбцов"),
        ("a.csv", "Регион;Школа\n".encode(), "нет строк"),
        ("a.exe", b"MZ\x00", "Это не таблица"),
    ],
)
async def test_what_is_no_table_is_told_kindly(
    here: Office, name: str, data: bytes, said: str
) -> None:
    await asked(here.boss)
    await here.boss.send_document(name, data)
    await here.boss.wait_for_text(said)


async def test_words_and_pictures_are_no_table(here: Office) -> None:
    await asked(here.boss)
    await here.boss.send_photo()
    await here.boss.wait_for_text("Это не таблица")
    await here.boss.say("школы")
    await here.boss.wait_for_text("Загрузить таблицу")


async def test_to_others_a_table_is_any_file(here: Office) -> None:
    anna = await here.town.someone()
    await anna.send_document("shkoly.xlsx", TABLE)
    last = await anna.next()
    assert "Таблица прочитана" not in last.text
