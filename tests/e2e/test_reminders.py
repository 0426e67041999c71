"""Reminders over HTTP: the clock is moved on, and they come, are answered, and end."""

import asyncio
import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from babel.dates import format_date

from bot.emulator.api import Call
from flows.reminders import Reminder
from storage import Tx
from tests.support.moving import (
    DAY,
    local,
    reminded,
    seen_to,
    to_next,
    to_tuesday,
    told,
)
from tests.support.people import PATIENCE, Someone
from tests.support.school import LABEL, School
from tests.support.town import Town
from tests.support.town import town as running


def typed(day: dt.date) -> str:
    """Write a day as people do, and as the bot does."""
    return format_date(day, "d MMMM", "ru")


async def reminders(town: Town, who: Someone) -> list[Reminder]:
    return await town.app.house.db.read(lambda tx: tx.reminders.of(who.id))


async def state(town: Town, who: Someone) -> str:
    journey = await town.app.house.db.read(lambda tx: tx.journeys.current(who.id))
    assert journey is not None
    return journey.state


def sent_to(town: Town, who: Someone) -> list[Call]:
    sent = town.messenger.called("sendMessage")
    return [call for call in sent if str(call.params.get("chat_id")) == str(who.id)]


async def stopped(town: Town) -> Someone:
    """A teacher who stopped at their second step, on a Tuesday at ten."""
    to_tuesday(town)
    anna = await town.someone()
    await anna.press("✅ Приложение установлено")
    return anna


# -- they come -------------------------------------------------------------------------------------


async def test_a_reminder_comes_the_next_day_and_its_button_leads_on(town: Town) -> None:
    """A message of its own, with the step's button; the old card has none any more."""
    anna = await stopped(town)
    old = anna.last
    reminder = await reminded(town, anna)
    assert local(town).strftime("%a %H:%M") == "Wed 10:05"
    assert "Вы остановились на шаге «Создайте учебный профиль»" in reminder.text
    assert "До конца — 3 шага, около 30 минут." in reminder.text
    assert reminder.id > old.id
    assert anna.chat.messages[old.id].get("reply_markup") is None
    assert await state(town, anna) == "create_profile"
    card = await anna.press("✅ Профиль создан")
    assert "Шаг 3 из 4" in card.text
    assert card.id == reminder.id, "the reminder has become the card"
    assert await state(town, anna) == "apply"


async def test_they_come_more_and_more_seldom_help_and_end(town: Town) -> None:
    """First the next small thing, then help, then peace; and it can be begun again."""
    anna = await stopped(town)
    came = []
    for _ in range(4):
        reminder = await reminded(town, anna)
        came.append((local(town).date(), reminder))
    days = [day for day, _ in came]
    gaps = [(later - day).days for day, later in pairwise(days)]
    assert all(gap >= least for gap, least in zip(gaps, (3, 7, 14), strict=True))
    assert "Как войти в учебный профиль" not in str(came[0][1].buttons)
    assert any("SMS" in label or "код" in label.lower() for label in came[1][1].buttons)
    assert "Больше не буду напоминать" in came[3][1].text
    assert "Напоминать снова" in came[3][1].buttons
    assert [one.due for one in await reminders(town, anna)] == [0]
    said = await anna.press("Напоминать снова")
    assert "Хорошо, напомню" in said.text
    assert "Вы остановились" in (await reminded(town, anna)).text


async def test_whoever_has_not_begun_is_told_what_comes_first(town: Town) -> None:
    to_tuesday(town)
    anna = await town.someone()
    reminder = await reminded(town, anna)
    assert "Установите" in reminder.text
    assert "✅ Приложение установлено" in reminder.buttons


async def test_whoever_waits_hears_how_things_stand_in_a_week(town: Town) -> None:
    to_tuesday(town)
    anna = await town.someone()
    for button in ("✅ Приложение установлено", "✅ Профиль создан", "✅ Заявка подана"):
        await anna.press(button)
    begun = local(town).date()
    reminder = await reminded(town, anna)
    assert (local(town).date() - begun).days >= 7
    assert "Пока без новостей. Спросите администратора школы" in reminder.text
    assert "✅ Меня уже приняли" in reminder.buttons


async def test_two_hats_are_reminded_in_one_message(town: Town) -> None:
    """Each with its way; later is for both of them."""
    anna = await stopped(town)
    await anna.ask("/menu")
    await anna.press("Мои роли")
    await anna.press("Добавить роль")
    await anna.press("Родитель")
    await anna.press("✅ Приложение установлено")
    reminder = await reminded(town, anna)
    assert reminder.text.startswith("Напоминаю о 2 делах")
    assert {"Учитель", "Родитель"} <= set(reminder.buttons)
    assert "Хорошо, напомню" in (await anna.press("Завтра")).text
    again = await reminded(town, anna)
    assert again.text.startswith("Напоминаю о 2 делах")
    assert local(town).strftime("%a") == "Thu"
    card = await anna.press("Учитель", on=again)
    assert "Шаг 2 из 4" in card.text


async def test_a_message_in_the_night_makes_no_sound_and_a_reminder_waits(town: Town) -> None:
    to_tuesday(town, hour=19)
    school = School(town)
    olga, igor = await school.waiting()
    assert sent_to(town, olga)[-1].params.get("disable_notification") is None
    town.messenger.advance(4 * 60 * 60)
    await school.press(olga, "Открыть список", LABEL, "✅ Принят(а)")
    await igor.wait_for_text("Администратор вас принял")
    (call,) = [one for one in sent_to(town, igor) if "вас принял" in str(one.params["text"])]
    assert call.params["disable_notification"] in {True, "true"}
    assert local(town).hour == 23
    await reminded(town, igor)
    assert 9 <= local(town).hour < 20


# -- answered --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "day"), [("Завтра", "Thu"), ("Через 3 дня", "Mon"), ("В понедельник", "Mon")]
)
async def test_a_reminder_is_put_off(town: Town, button: str, day: str) -> None:
    anna = await stopped(town)
    await reminded(town, anna)
    said = await anna.press(button)
    assert "Хорошо, напомню" in said.text
    assert "Создайте учебный профиль" in (await anna.press("К шагу")).text
    await reminded(town, anna)
    assert local(town).strftime("%a") == day


async def test_never_means_never_for_this_step(town: Town) -> None:
    anna = await stopped(town)
    await reminded(town, anna)
    said = await anna.press("Не напоминать")
    assert "больше не напомню" in said.text
    assert [(one.due, one.muted) for one in await reminders(town, anna)] == [(0, True)]
    assert await town.app.delivery.next_due() is None
    await anna.press("К шагу")
    await anna.press("✅ Профиль создан")
    following = await reminded(town, anna)
    assert "Подайте заявку" in following.text


async def test_what_was_done_before_its_reminder_is_not_reminded_of(town: Town) -> None:
    anna = await stopped(town)
    due = await town.app.delivery.next_due()
    assert due is not None
    town.messenger.advance(due - town.messenger.clock.now() - 60)
    await anna.press("✅ Профиль создан")
    town.messenger.advance(120)
    await seen_to(town)
    assert not told(anna, "Вы остановились")
    assert "Подайте заявку" in (await reminded(town, anna)).text


# -- chosen ----------------------------------------------------------------------------------------


async def settings(anna: Someone, *buttons: str) -> str:
    """Go through the pages of /settings; return what is shown in the end."""
    await anna.ask("/settings")
    shown = await anna.press("Напоминания")
    for button in buttons:
        shown = await anna.press(button)
    return shown.text


async def test_an_hour_is_chosen_and_kept(town: Town) -> None:
    anna = await stopped(town)
    assert "Время — с 9:00 до 20:00" in await settings(anna)
    assert "Время — около 17:00" in await settings(anna, "Выбрать время", "17:00")
    await reminded(town, anna)
    assert local(town).strftime("%a %H") == "Wed 17"
    hours = await anna.ask("/settings")
    assert "Напоминания" in hours.buttons
    await anna.press("Напоминания")
    assert "✓ 17:00" in (await anna.press("Выбрать время")).buttons


async def test_a_pause_until_a_typed_day(town: Town) -> None:
    """On that day they come again."""
    anna = await stopped(town)
    await settings(anna, "Сделать паузу")
    assert "Не похоже на будущий день" in (await anna.ask("как-нибудь потом")).text
    until = local(town).date() + 9 * DAY  # a Thursday
    shown = await anna.ask(f"до {typed(until)}")
    assert f"Сейчас пауза, до {typed(until)}." in shown.text
    await reminded(town, anna)
    assert local(town).date() >= until
    assert (local(town).date() - until).days < 14


async def test_a_pause_of_a_week_is_a_tap_and_taken_back_by_another(town: Town) -> None:
    anna = await stopped(town)
    today = local(town).date()
    assert f"до {typed(today + 7 * DAY)}" in await settings(anna, "Сделать паузу", "Неделю")
    assert "пауза" not in await settings(anna, "Снять паузу")
    await reminded(town, anna)
    assert local(town).date() == today + DAY


async def test_off_is_off_and_news_come_all_the_same(town: Town) -> None:
    to_tuesday(town)
    school = School(town)
    olga, igor = await school.waiting()
    assert "выключены" in await settings(igor, "Выключить")
    assert [one.due for one in await reminders(town, igor)] == [0]
    await olga.ask("/school")
    await school.press(olga, "Ждут принятия: 1", "Открыть список", LABEL, "✅ Принят(а)")
    await igor.wait_for_text("Администратор вас принял")
    assert [one.due for one in await reminders(town, igor)] == [0]
    assert "Напоминаю не чаще раза в день" in await settings(igor, "Включить")
    await reminded(town, igor)
    assert "Создайте чат" in igor.last.text


# -- days off --------------------------------------------------------------------------------------


async def test_holidays_that_an_administrator_sets_are_kept_to(town: Town) -> None:
    """By everybody of the school, also for what was planned already."""
    to_tuesday(town)
    school = School(town)
    olga, igor = await school.accepted()
    begins = local(town).date() + DAY
    ends = begins + 8 * DAY
    await olga.ask("/school")
    await school.press(olga, "Каникулы", "Добавить дни")
    assert "Не похоже на дни каникул" in (await olga.ask("осенью")).text
    shown = await olga.ask(f"{typed(begins)} – {typed(ends)}")
    assert "Добавлено: в эти дни не напоминаю." in shown.text
    assert f"✕ {typed(begins)} – {typed(ends)}" in shown.buttons
    await reminded(town, igor)
    assert local(town).date() > ends
    before = local(town).date()
    await olga.ask("/school")
    await school.press(olga, "Каникулы")
    assert "Пока не отмечены" in olga.last.text, "what is over is not shown"
    assert local(town).date() == before


async def test_an_operator_sets_days_off_for_everybody(tmp_path: Path) -> None:
    async with running(tmp_path, operators=(4242,)) as town:
        anna = await stopped(town)
        elena = town.messenger.person("Елена", person_id=4242)
        await elena.start()
        await elena.press("Согласен")
        await settings(elena, "Каникулы и выходные", "Добавить дни")
        tomorrow = local(town).date() + DAY
        assert "Для всех школ" in (await elena.ask(typed(tomorrow))).text
        await reminded(town, anna)
        assert local(town).date() == tomorrow + DAY
        await settings(elena, "Каникулы и выходные", "Дни одного региона")
        shown = await elena.ask("костр")
        assert "Костромская область" in shown.text


# -- away and back ---------------------------------------------------------------------------------


async def test_whoever_blocks_the_bot_is_left_alone_until_they_return(town: Town) -> None:
    anna = await stopped(town)
    anna.block()
    await _until_blocked(town, anna, blocked=True)
    assert await town.app.delivery.next_due() is None
    calls = len(sent_to(town, anna))
    town.messenger.advance(30 * 24 * 60 * 60)
    await seen_to(town)
    assert len(sent_to(town, anna)) == calls, "not one message was tried"
    anna.block(blocked=False)
    await anna.start()
    await _until_blocked(town, anna, blocked=False)
    to_tuesday(town)
    before = local(town).date()
    due = await town.app.delivery.next_due()
    assert due is not None
    reminder = await reminded(town, anna)
    assert "Вы остановились" in reminder.text
    assert local(town).date() >= before


async def _until_blocked(town: Town, who: Someone, *, blocked: bool) -> None:
    """Wait until the bot knows."""

    def knows(tx: Tx) -> bool:
        person = tx.persons.get(who.id)
        assert person is not None
        return bool(person.blocked_at) == blocked

    async with asyncio.timeout(PATIENCE):
        while not await town.app.house.db.read(knows):
            pass


async def test_whoever_cannot_be_written_to_is_noticed_by_trying(town: Town) -> None:
    """The news that they blocked the bot was lost, as when it was down for days."""
    anna = await stopped(town)
    await town.stop()
    anna.block()
    town.messenger.world.updates.clear()
    await town.start()
    await to_next(town)
    await _until_blocked(town, anna, blocked=True)
    assert await town.app.delivery.next_due() is None


# -- the week --------------------------------------------------------------------------------------


async def test_on_monday_an_administrator_hears_what_came_of_the_week(town: Town) -> None:
    to_tuesday(town)
    school = School(town)
    olga, igor = await school.accepted()
    marina = await school.family("Марина", await school.invitation(igor, "Пригласить семьи"))
    assert "Дождитесь ссылки" in marina.last.text
    await reminded(town, olga)
    await olga.press("Не напоминать")
    summary = await reminded(town, olga)
    assert summary.text.startswith("Что нового за неделю")
    assert local(town).strftime("%a") == "Mon"
    assert local(town).hour == 9
    assert "Принят 1 учитель, за неделю +1." in summary.text
    assert "Приглашение для семей открыл 1 человек, за неделю +1." in summary.text
    assert "Марина" not in summary.text
    shown = await olga.press("Не присылать сводку")
    assert "Присылать сводку по понедельникам" in shown.buttons


async def test_the_week_and_a_reminder_of_that_day_are_one_message(town: Town) -> None:
    to_tuesday(town)
    olga, _ = await School(town).accepted()
    digest = await reminded(town, olga)
    while "Напоминаю о 2 делах" not in digest.text:
        digest = await reminded(town, olga)
    assert local(town).strftime("%a") == "Mon"
    assert "Принят 1 учитель, за неделю +1." in digest.text
    assert told(olga, "за неделю +1") == 1


async def test_the_bot_restarts_and_reminds_all_the_same(town: Town) -> None:
    anna = await stopped(town)
    await town.restart()
    await reminded(town, anna)
    assert told(anna, "Вы остановились") == 1
    await town.restart()
    await seen_to(town)
    assert told(anna, "Вы остановились") == 1
