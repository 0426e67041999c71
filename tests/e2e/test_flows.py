"""Each algorithm from /start to done, over HTTP, as a person taps it."""

import pytest

from tests.support.town import Town


async def test_two_taps_from_start_to_a_step(town: Town) -> None:
    anna = town.messenger.person("Анна")
    greeting = await anna.start()
    assert "/forget" in greeting.text
    roles = await anna.press("Согласен")
    assert roles.buttons[:4] == ["Администратор школы", "Учитель", "Ученик", "Родитель"]
    card = await anna.press("Учитель")
    assert card.text.startswith("Учитель\nШаг 1 из 4  ▰▱▱▱")
    assert card.entities("bold") == ["Установите VK Мессенджер"]
    assert card.buttons[-2:] == ["⬅️ Назад", "☰"]
    assert len([one for one in anna.messages if one.from_bot]) == 1, "one live card, edited"


async def test_a_teacher_walks_to_the_end(town: Town) -> None:
    anna = await town.someone("Учитель")
    await anna.press("✅ Приложение установлено")
    card = await anna.press("✅ Профиль создан")
    assert "Шаг 3 из 4" in card.text
    wait = await anna.press("✅ Заявка подана")
    assert "Дождитесь администратора" in wait.text
    assert "сегодня" in wait.text
    town.messenger.advance(2 * 24 * 60 * 60)
    again = await anna.press("Напомнил(а) администратору")
    assert "2 дня назад" in again.text
    assert "Напоминали" in again.text
    card = await anna.press("✅ Меня уже приняли")
    assert "Шаг 4 из 4  ▰▰▰▰" in card.text
    end = await anna.press("✅ Чат создан")
    assert "Готово! Вы прошли все 4" in end.text


@pytest.mark.parametrize("role", ["Ученик", "Родитель"])
async def test_a_family_walks_to_the_end(town: Town, role: str) -> None:
    one = await town.someone(role)
    assert one.last.text.startswith(f"{role}\n")
    await one.press("✅ Приложение установлено")
    card = await one.press("✅ Профиль создан")
    assert "Вступите в чат" in card.text
    wait = await one.press("Ссылки пока нет")
    assert "Дождитесь ссылки" in wait.text
    await one.press("✅ Ссылка пришла")
    end = await one.press("✅ Я в чате")
    assert "Готово!" in end.text


async def test_an_administrator_walks_to_the_end_and_on(town: Town) -> None:
    olga = await town.someone("Администратор школы")
    await olga.press("Школа ещё не зарегистрирована")
    assert "назначить администратором ИКОП «Сферум»" in olga.last.entities("code")[0]
    for tick in ("Письмо отправлено", "Документ о назначении", "Анкета заполнена"):
        assert not any("Всё отправлено" in one for one in olga.last.buttons)
        await olga.press(f"⬜ {tick}")
    await olga.press("✅ Всё отправлено")
    await olga.press("Документы вернули")
    back = await olga.press("Нет телефона или почты")
    assert "Вернули: нет телефона" in back.text
    assert "☑️ Анкета заполнена" in back.buttons, "only what was wrong is to be done again"
    for tick in ("Документ о назначении", "Письмо отправлено"):
        await olga.press(f"⬜ {tick}")
    await olga.press("✅ Всё отправлено")
    card = await olga.press("✅ Ответили")
    assert "точно по тому номеру" in card.text
    await olga.press("✅ Я в Сферуме")
    pages = await olga.press("✅ Сведения заполнены")
    assert any("стр. 29–35" in label for label in pages.links)
    await olga.press("✅ Классы и ссылки готовы")
    end = await olga.press("✅ Все заявки приняты")
    assert "Готово!" in end.text
    again = await olga.press("Добавить классы")
    assert "Шаг 4 из 5" in again.text


async def test_looking_ahead_and_back_keeps_the_waits_beginning(town: Town) -> None:
    anna = await town.someone("Учитель")
    for label in ("✅ Приложение установлено", "✅ Профиль создан", "✅ Заявка подана"):
        await anna.press(label)
    town.messenger.advance(2 * 24 * 60 * 60)
    waiting = await anna.press("Напомнил(а) администратору")
    town.messenger.advance(24 * 60 * 60)
    for _ in range(2):
        await anna.press("✅ Меня уже приняли")
        back = await anna.press("⬅️ Назад")
        assert "3 дня назад" in back.text
        assert back.text.splitlines()[5] == waiting.text.splitlines()[5], "and when one asked"


async def test_the_plan_tells_what_was_not_needed_and_keeps_what_was_done(town: Town) -> None:
    olga = await town.someone("Администратор школы")
    await olga.press("Школа есть")
    for label in ("✅ Я в Сферуме", "✅ Сведения", "✅ Классы", "✅ Все заявки", "Добавить классы"):
        await olga.press(label)
    await olga.press("☰")
    lines = (await olga.press("Весь путь")).text.splitlines()[3:]
    assert lines[0].endswith("— не понадобилось")
    assert lines[3].startswith("▶️ 4.")
    assert lines[4].startswith("☑️ 5. Примите заявки учителей — ")


async def test_a_registered_school_begins_with_signing_in(town: Town) -> None:
    olga = await town.someone("Администратор школы")
    card = await olga.press("Школа есть")
    assert "Шаг 2 из 5" in card.text
    back = await olga.press("⬅️ Назад")
    assert "Выберите, что сейчас со школой" in back.text


async def test_english_from_the_first_screen(town: Town) -> None:
    ann = town.messenger.person("Ann", language_code="en")
    await ann.start()
    greeting = await ann.press("English")
    assert "guide" in greeting.text
    await ann.press("✅ I agree")
    card = await ann.press("Teacher")
    assert "Step 1 of 4" in card.text


async def test_a_restart_of_the_bot_keeps_the_place(town: Town) -> None:
    anna = await town.someone("Учитель")
    await anna.press("✅ Приложение установлено")
    await town.stop()
    query = await anna.touch("✅ Профиль создан")
    await town.start()
    await anna.answer(query)
    card = await anna.wait_for_text("Шаг 3 из 4")
    assert card.edited, "the same card goes on"


async def test_months_later_the_step_is_where_it_was(town: Town) -> None:
    anna = await town.someone("Учитель")
    await anna.press("✅ Приложение установлено")
    await town.restart()
    town.messenger.advance(200 * 24 * 60 * 60)
    card = await anna.ask("/start")
    assert "Шаг 2 из 4" in card.text


async def test_several_hats(town: Town) -> None:
    anna = await town.someone("Учитель")
    await anna.press("✅ Приложение установлено")
    await anna.press("☰")
    await anna.press("Мои роли")
    await anna.press("Добавить роль")
    parent = await anna.press("Родитель")
    assert parent.text.startswith("Родитель\nШаг 1 из 3")
    await anna.press("☰")
    mine = await anna.press("Мои роли")
    assert [one for one in mine.buttons if ":" in one] == [
        "Учитель: шаг 2 из 4",
        "▶️ Родитель: шаг 1 из 3",
    ]
    card = await anna.press("Учитель: шаг 2")
    assert card.text.startswith("Учитель\nШаг 2 из 4")


async def test_the_plan_has_dates(town: Town) -> None:
    anna = await town.someone("Учитель")
    await anna.press("✅ Приложение установлено")
    await anna.press("☰")
    plan = await anna.press("Весь путь")
    first, second, third = plan.text.splitlines()[3:6]
    assert first.startswith("☑️ 1. Установите VK Мессенджер — ")
    assert second == "▶️ 2. Создайте учебный профиль"
    assert third == "▫️ 3. Подайте заявку в школу"


async def test_starting_over_is_asked_twice(town: Town) -> None:
    anna = await town.someone("Учитель")
    await anna.press("✅ Приложение установлено")
    await anna.press("☰")
    await anna.press("Весь путь")
    await anna.press("Начать сначала")
    sure = await anna.press("Начать сначала")
    assert "Последний вопрос" in sure.text
    answer = await anna.tap("Да, вернуться к началу")
    assert answer.text == "Вернулись к началу."
    await anna.wait_for_text("Шаг 1 из 4")


async def test_help_names_what_people_get_stuck_on(town: Town) -> None:
    anna = await town.someone("Учитель")
    await anna.press("✅ Приложение установлено")
    stuck = await anna.press("🆘")
    assert "Код из SMS не приходит" in stuck.buttons
    answer = await anna.press("Код из SMS не приходит")
    assert answer.buttons[:2] == ["Помогло", "Не помогло"]
    recorded = await anna.press("Не помогло")
    assert "Записал" in recorded.text
    rows = await town.app.house.db.read(lambda tx: tx.symptoms.of(anna.id))
    assert [(one.state, one.symptom, one.helped) for one in rows] == [
        ("create_profile", "no_code", False)
    ]
    await anna.press("К шагу")
    await anna.press("🆘")
    await anna.press("Код из SMS не приходит")
    answered = await anna.tap("Помогло")
    assert "получилось" in answered.text
