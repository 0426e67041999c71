"""/docs and search over HTTP: down to an act and back, a mistyped question, an answer's step."""

from tests.support.town import Town


async def test_down_to_an_act_and_back(town: Town) -> None:
    anna = await town.someone()
    shelves = await anna.ask("/docs")
    assert shelves.buttons[:4] == [
        *("Нормативные акты", "Шаблоны документов", "Инструкции", "Видео и презентация"),
    ]
    acts = await anna.press("Нормативные акты")
    assert len([one for one in acts.buttons if "№" in one]) == 7
    act = await anna.press("№ 1241")
    assert "Постановление Правительства РФ № 1241 от 13 июля 2022 года" in act.text
    assert "Для школы: " in act.text
    assert "Источник: алгоритмы регистрации в Сферуме" in act.text
    assert act.edited, "one card, edited in place"
    assert (await anna.press("⬅️ Назад")).buttons == acts.buttons
    assert (await anna.press("⬅️ Назад")).buttons == shelves.buttons
    assert "Шаг 1 из 4" in (await anna.press("К шагу")).text


async def test_instructions_open_at_once(town: Town) -> None:
    anna = await town.someone()
    await anna.ask("/docs")
    page = await anna.press("Инструкции")
    addresses = list(page.links.values())
    assert "https://prof-sferum.ru/install_vk_messenger" in addresses
    assert len(addresses) == 7
    await anna.press("⬅️ Назад")
    calls = await anna.press("Звонки")
    assert list(calls.links.values()) == ["https://prof-sferum.ru/how_to_start_call_app"]
    assert "Документы и инструкции" in (await anna.press("⬅️ Назад")).text


async def test_a_mistyped_question_its_answer_and_its_step(town: Town) -> None:
    anna = await town.someone()
    found = await anna.ask("не преходит код")
    assert "Код из SMS не приходит" in found.buttons
    assert "Не нашли? Спросить" in found.buttons
    answer = await anna.press("Код из SMS не приходит")
    assert "book.mylbt.ru" in answer.text
    step = await anna.press("Шаг 2. Создайте учебный профиль")
    assert "Этот шаг впереди" in step.text
    assert "Код из SMS" in (await anna.press("⬅️ Назад")).text
    await anna.press("⬅️ Назад")
    assert "Шаг 1 из 4" in (await anna.press("К шагу")).text
    await anna.press("✅ Приложение установлено")
    await anna.ask("rjl yt ghb[jlbn")
    await anna.press("Код из SMS не приходит")
    card = await anna.press("Шаг 2. Создайте учебный профиль")
    assert "✅ Профиль создан" in card.buttons


async def test_the_way_back_from_an_answer_leads_to_what_was_found(town: Town) -> None:
    anna = await town.someone()
    found = await anna.ask("учебный профиль")
    await anna.press("Какой профиль нужен?")
    assert (await anna.press("⬅️ Назад")).buttons == found.buttons
    asked = await anna.press("Не нашли? Спросить")
    assert "Спросить координатора" in asked.text


async def test_whoever_does_not_walk_the_step_gets_the_answer_alone(town: Town) -> None:
    olga = await town.someone("Администратор школы", "Ольга")
    await olga.ask("когда создавать чат")
    answer = await olga.press("Когда создавать чат?")
    assert not [one for one in answer.buttons if one.startswith("Шаг ")]


async def test_a_stranger_may_read_all_of_it(town: Town) -> None:
    nobody = town.messenger.person("Пётр")
    await nobody.start()
    await nobody.ask("/docs")
    await nobody.press("Правила")
    assert "не меньше 3" in nobody.last.text
    found = await nobody.ask("принять заявки учителей")
    step = await nobody.press("Шаг 5 администратора")
    assert "Это делает администратор школы" in step.text
    assert "Начать" in step.buttons
    assert found.buttons[-1] == "Начать"


async def test_the_library_is_read_in_english_as_well(town: Town) -> None:
    ann = town.messenger.person("Ann", language_code="en")
    await ann.start()
    await ann.press("English")
    await ann.press("✅ I agree")
    await ann.press("Teacher")
    await ann.ask("/docs")
    await ann.press("Legal acts")
    act = await ann.press("No. 1241")
    assert "For a school: " in act.text
    found = await ann.ask("brokn link")
    assert "The link doesn’t work" in found.buttons
