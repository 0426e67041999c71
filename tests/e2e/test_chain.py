"""A school from its first tap to the last, each person's act moving the next one's card."""

from pathlib import Path

import pytest

from tests.support.moving import local, reminded, seen_to, to_tuesday
from tests.support.people import Someone
from tests.support.school import CHAT, LABEL, School, said
from tests.support.town import Town
from tests.support.town import town as running


@pytest.mark.parametrize("times", [1, 2])
async def test_from_the_first_tap_to_the_last(town: Town, times: int) -> None:
    """Each tap once, or each one doubled: what comes of it is the same."""
    school = School(town, times=times)
    olga = await school.administrator()
    assert "Осталось 3 учителя, и школа станет активной" in olga.last.text
    invitation = await school.invitation(olga, "Пригласить учителей")
    igor = await school.teacher("Игорь", invitation)
    assert igor.last.text.startswith("Учитель · Школа № 5 · 7Б\nШаг 3 из 4")
    waiting = await school.applies(igor, LABEL)
    assert "Дождитесь администратора" in waiting.text
    told = await olga.wait_for_text("Ждут принятия: 1")
    assert "Открыть список" in told.buttons
    await school.press(olga, "Открыть список", LABEL, "✅ Принят(а)")
    moved = await igor.wait_for_text("Создайте чат и пригласите класс")
    assert moved.text.startswith("Администратор вас принял. Можно создавать чат.")
    families = await school.invitation(igor, "Пригласить семьи")
    marina = await school.family("Марина", families)
    assert "Дождитесь ссылки от учителя" in marina.last.text
    answer = await igor.ask(f"Вот чат класса: {CHAT}")
    assert "Её ждал 1 человек, ему уже сообщаю" in answer.text
    card = await marina.wait_for_text("Вступите в чат класса")
    assert card.links["Вступить в чат класса ↗"] == CHAT
    await school.press(marina, "✅ Я в чате")
    assert "Готово!" in (await school.reads(marina, "Готово!")).text
    await school.press(igor, "✅ Чат создан")
    assert "вступили 1" in (await school.reads(igor, "Готово!")).text
    assert len(said(igor, "Администратор вас принял")) == 1
    assert [await school.state(one) for one in (olga, igor, marina)] == [
        "accept_teachers",
        "finished",
        "finished",
    ]


async def tap_meanwhile(school: School, who: Someone, button: str) -> None:
    """Tap while the bot is down; it is delivered when the bot is back, and once again."""
    town = school.town
    await town.stop()
    async with school.shown(who, 2):
        query = await who.touch(button)
        update = town.messenger.world.updates.take(100)[-1]
        await town.start()
        await who.answer(query)
        town.messenger.world.updates.redeliver(update)


async def test_restarts_and_redeliveries_change_nothing(town: Town) -> None:
    school = School(town)
    olga = await school.administrator()
    igor = await school.teacher("Игорь", await school.invitation(olga, "Пригласить учителей"))
    await tap_meanwhile(school, igor, "✅ Заявка подана")
    assert await school.standing(igor) == "waiting"
    await igor.ask(LABEL)
    await olga.wait_for_text("Ждут принятия: 1")
    await school.press(olga, "Открыть список", LABEL)
    await tap_meanwhile(school, olga, "✅ Принят(а)")
    await igor.wait_for_text("Создайте чат")
    assert await school.standing(igor) == "accepted"
    assert await school.state(igor) == "create_chat"
    assert len(said(igor, "Администратор вас принял")) == 1
    await town.stop()
    await igor.say(CHAT)
    await town.start()
    await igor.wait_for_text("Ссылка сохранена")


async def test_a_message_that_did_not_get_through_comes_after_a_restart(town: Town) -> None:
    school = School(town)
    olga, igor = await school.waiting()
    town.messenger.faults.next("drop_before", ["sendMessage"])
    await school.press(olga, "Открыть список", LABEL, "✅ Принят(а)")
    if town.messenger.faults.once:
        await town.messenger.wait_for_call(lambda call: call["status"] == 0)
    assert not said(igor, "Администратор вас принял")
    await town.restart()
    town.messenger.advance(60)
    town.app.delivery.wake()
    await igor.wait_for_text("Создайте чат и пригласите класс")
    assert len(said(igor, "Администратор вас принял")) == 1


async def test_an_active_school_is_congratulated_once(tmp_path: Path) -> None:
    async with running(tmp_path, active_teachers=1) as town:
        school = School(town)
        olga, igor = await school.waiting()
        await school.press(olga, "Открыть список", LABEL, "✅ Принят(а)")
        told = await olga.wait_for_text("Поздравляю, Школа № 5 теперь активна!")
        assert "Школа активна: в ней 1 учитель." in told.text
        await igor.wait_for_text("Создайте чат")


async def test_the_administrator_is_reminded_once_a_day(town: Town) -> None:
    """And not on a day on which they were shown who waits."""
    to_tuesday(town)
    school = School(town)
    olga, igor = await school.waiting()
    card = await igor.press("Напомнить администратору")
    assert "Напоминали" in card.text
    assert "Напомнить администратору" not in card.buttons
    forged = card.data("✅ Меня уже приняли").replace(":done:", ":asked_again:")
    assert "Снова можно завтра" in (await igor.tap(forged, force=True)).text
    await seen_to(town)
    assert not said(olga, "Вас ждёт")
    reminder = await reminded(town, olga)
    assert reminder.text.startswith("Вас ждёт 1 учитель, уже 1 день. Принять можно за пару минут.")
    assert local(town).strftime("%a %H") == "Wed 10"
    assert "Открыть список" in reminder.buttons
    await igor.ask("/start")
    await igor.press("Напомнить администратору")
    await seen_to(town)
    assert len(said(olga, "Вас ждёт 1 учитель")) == 1
    await reminded(town, olga)
    assert len(said(olga, "Вас ждёт 1 учитель, уже 2 дня.")) == 1


async def test_a_doubled_consent_joins_all_the_same(town: Town) -> None:
    school = School(town)
    olga = await school.administrator()
    invitation = await school.invitation(olga, "Пригласить учителей")
    anna = town.messenger.person("Анна")
    await anna.start(invitation)
    taps = [await anna.touch("Согласен") for _ in range(2)]
    for tap in taps:
        await anna.answer(tap)
    await anna.wait_for_text("Учитель · Школа № 5")
    assert await school.standing(anna) == "joined"
