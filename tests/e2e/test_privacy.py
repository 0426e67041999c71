"""Consent anew, one's own data, being forgotten and what is deleted: over HTTP, as it is met."""

import json
import re

import pytest

from flows.keeping_pages import GRACE, MONTH
from flows.notice import NOTICE
from storage import Database, Tx
from tests.storage.two_schools import identity
from tests.support.keys import SEAL
from tests.support.people import Message, Someone
from tests.support.town import Town, town

STEP = "Шаг 1 из 4"


async def older(place: Town, version: int = 1) -> None:
    """Let everybody have agreed to an earlier notice."""
    sql = "UPDATE persons SET notice = :n"
    await place.app.house.db.write(lambda tx: tx.execute(sql, {"n": version}))


async def state_of(place: Town, person: Someone) -> str:
    journey = await place.app.house.db.read(lambda tx: tx.journeys.current(person.id))
    assert journey is not None
    return journey.state


async def test_a_changed_notice_is_asked_about_and_then_it_goes_on(town: Town) -> None:
    anna = await town.someone()
    await older(town)
    asked = await anna.press("✅ Приложение установлено")
    assert "Прочитайте, что изменилось" in asked.text
    assert await state_of(town, anna) == "install"
    whole = await anna.press("Что храню")
    assert "Что я храню и зачем" in whole.text
    card = await anna.press("✅ Согласен(на), продолжить")
    assert "Шаг 2 из 4" in card.text
    assert await state_of(town, anna) == "create_profile"
    assert "Шаг 3 из 4" in (await anna.press("✅ Профиль создан")).text


async def test_looking_needs_no_new_consent(town: Town) -> None:
    anna = await town.someone()
    await older(town)
    await anna.ask("/menu")
    plan = await anna.press("Весь путь")
    assert "1. Установите" in plan.text
    found = await anna.ask("коды")
    assert "Вот что нашлось" in found.text
    await anna.press("К шагу")
    asked = await anna.press("✅ Приложение установлено")
    assert "Прочитайте, что изменилось" in asked.text
    assert STEP in (await anna.press("Только посмотреть")).text
    assert await state_of(town, anna) == "install"


async def test_after_a_restart_agreeing_leads_to_the_step(town: Town) -> None:
    """What was wanted was kept in memory only."""
    anna = await town.someone()
    await older(town)
    await anna.press("✅ Приложение установлено")
    await town.restart()
    card = await anna.press("✅ Согласен(на), продолжить")
    assert STEP in card.text
    assert "Шаг 2 из 4" in (await anna.press("✅ Приложение установлено")).text


async def test_refusing_leads_to_being_forgotten(town: Town) -> None:
    anna = await town.someone()
    await older(town)
    await anna.press("✅ Приложение установлено")
    await anna.press("Удалить всё")
    await anna.press("Удалить мои данные")
    assert "Ваши данные удалены" in (await anna.press("Да, удалить всё")).text
    assert await town.app.house.db.read(lambda tx: tx.persons.get(anna.id)) is None


async def test_what_is_kept_is_sent_as_a_page_and_as_json(town: Town) -> None:
    anna = await town.someone()
    await anna.press("✅ Приложение установлено")
    first = await anna.ask("/mydata")
    second = await anna.next()
    page, data = anna.file(first), anna.file(second)
    assert (page.name, data.name) == ("moi-dannye.html", "moi-dannye.json")
    assert first.json["media_group_id"] == second.json["media_group_id"]
    assert "страница для чтения" in second.text
    text = page.data.decode()
    assert "Создайте учебный профиль" in text
    assert str(anna.id) in text
    stored = json.loads(data.data)
    assert stored["persons"][0]["id"] == anna.id
    assert stored["persons"][0]["notice"] == NOTICE
    await anna.ask("/menu")
    await anna.press("Мои данные")
    assert (await anna.tap("Прислать файлами")).text == "Отправил."


async def test_the_page_is_in_the_persons_language(town: Town) -> None:
    anna = await town.someone()
    await anna.ask("/settings")
    await anna.press("English")
    page = anna.file(await anna.ask("/mydata"))
    assert page.name == "my-data.html"
    assert "Last visit" in page.data.decode()


async def test_forgetting_leaves_numbers_of_a_month_only(town: Town) -> None:
    anna = await town.someone()
    await anna.press("✅ Приложение установлено")
    await anna.ask("/forget")
    await anna.press("Удалить мои данные")
    await anna.press("Да, удалить всё")
    db = town.app.house.db
    assert not any((await db.read(lambda tx: tx.persons.export(anna.id))).values())
    steps = await db.read(lambda tx: tx.tallies.steps())
    assert [(one.event, one.count) for one in steps] == [("done", 1), ("start", 1)]
    assert await db.fold()
    beside = town.database.parent.iterdir()
    assert not any(str(anna.id).encode() in one.read_bytes() for one in beside)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("112-233-445 95", "Похоже на СНИЛС"),
        ("Паспорт 4509 123456", "Похоже на номер документа"),
        ("Ваш код: 482193, никому не говорите", "код не говорят никому"),
        ("1. Иванова Маша 12.05.2014\n2. Петров Коля 3.09.2014", "список людей"),
    ],
)
async def test_what_nobody_should_send_is_deleted(town: Town, text: str, said: str) -> None:
    anna = await town.someone()
    anna.unread.clear()
    mine = await anna.say(text)
    await anna.gone(mine)
    card = await anna.next()
    assert said in card.text
    assert STEP in card.text
    stored = await town.app.house.db.read(_everything)
    assert text not in stored


def _everything(tx: Tx) -> str:
    tables = ("persons", "asks", "outbox", "progress", "staff", "symptoms")
    return str([tx.execute(f"SELECT * FROM {one}", {}).fetchall() for one in tables])


async def test_below_a_picture_and_in_a_correction_too(town: Town) -> None:
    anna = await town.someone()
    anna.unread.clear()
    await anna.gone(await anna.send_photo(caption="СНИЛС 112-233-445 95"))
    assert "Похоже на СНИЛС" in (await anna.next()).text
    mine = await anna.say("абракадабра")
    await anna.wait_for_text("не нашлось")
    await anna.gone(await anna.edit(mine, "112-233-445 95"))


async def test_an_inn_in_groups_is_read_while_it_is_asked_for(town: Town) -> None:
    """The same digits are deleted anywhere else."""
    olga = await town.someone("Администратор школы")
    await olga.press("Школа есть")
    await olga.press("Добавить школу")
    for answer in ("костр", "Кострома", "Школа № 5"):
        await olga.ask(answer)
    card = await olga.ask("4401 000005")
    assert "4401000005" in card.text
    await olga.press("Сохранить школу")
    await olga.gone(await olga.say("4401 000005"))


# -- how long --------------------------------------------------------------------------------------


async def a_year_but_for_the_notice(place: Town) -> None:
    place.messenger.advance(12 * MONTH - GRACE + 2 * 24 * 60 * 60)
    await place.app.retention._turn()


async def faded(person: Someone) -> Message:
    return await person.wait_for_text("Вы давно не заходили")


async def test_whoever_stays_away_is_told_and_keeps_it_by_one_tap(town: Town) -> None:
    anna = await town.someone()
    await a_year_but_for_the_notice(town)
    letter = await faded(anna)
    assert letter.buttons == ["✅ Хранить дальше", "Удалить сейчас", "К шагу"]
    assert re.search(r"\d+ [а-я]+ забуду", letter.text)
    assert (await anna.tap("Хранить дальше")).text.startswith("Хорошо, храню ещё 12")
    town.messenger.advance(GRACE)
    await town.app.retention._turn()
    assert STEP in (await anna.ask("/start")).text


async def test_without_an_answer_they_are_forgotten(town: Town) -> None:
    anna = await town.someone()
    await a_year_but_for_the_notice(town)
    await faded(anna)
    town.messenger.advance(GRACE)
    await town.app.retention._turn()
    assert "✅ Согласен(на), начать" in (await anna.ask("/start")).buttons
    assert await town.app.house.db.read(lambda tx: tx.persons.get(anna.id)) is None


# -- names -----------------------------------------------------------------------------------------


async def test_a_teachers_name_is_sealed_in_the_file(town: Town) -> None:
    anna = await town.someone()

    def join(tx: Tx) -> None:
        journey = tx.journeys.current(anna.id)
        assert journey is not None
        school = tx.schools.add(identity(), 1)
        assert school is not None
        tx.staff.join(anna.id, school.id, journey.role, "waiting", 1)
        tx.staff.set_label(anna.id, school.id, journey.role, "Анна Сергеевна")

    await town.app.house.db.write(join)
    await town.stop()
    content = town.database.read_bytes()
    assert "Анна Сергеевна".encode() not in content
    assert SEAL.mark.encode() in content
    reopened = await Database.open(f"sqlite:///{town.database}", seal=SEAL)
    (row,) = await reopened.read(lambda tx: tx.staff.of(anna.id))
    assert row.label == "Анна Сергеевна"
    await reopened.close()
    await town.start()


async def test_the_organisations_own_page_is_a_button_beside_consent(tmp_path: object) -> None:
    async with town(tmp_path, policy_url="https://school.example/pd") as place:  # type: ignore[arg-type]
        anna = place.messenger.person("Анна")
        greeting = await anna.start()
        assert greeting.links["Кто отвечает за данные ↗"] == "https://school.example/pd"


# -- fourteen --------------------------------------------------------------------------------------


async def test_a_student_under_fourteen_is_turned_to_the_parent(town: Town) -> None:
    sasha = town.messenger.person("Саша")
    greeting = await sasha.start()
    assert "нет 14 лет" in greeting.text
    await sasha.press("Согласен")
    await sasha.press("Ученик")
    assert "Позовите родителя" in (await sasha.press("Ещё нет")).text
    assert await town.app.house.db.read(lambda tx: tx.journeys.of(sasha.id)) == []
    card = await sasha.press("Я родитель")
    assert card.text.startswith("Родитель\n")


async def test_without_a_parent_what_was_written_down_is_deleted(town: Town) -> None:
    sasha = town.messenger.person("Саша")
    await sasha.start()
    for label in ("Согласен", "Ученик", "Ещё нет", "Удалить то, что записано"):
        await sasha.press(label)
    await sasha.press("Удалить мои данные")
    await sasha.press("Да, удалить всё")
    assert await town.app.house.db.read(lambda tx: tx.persons.get(sasha.id)) is None
