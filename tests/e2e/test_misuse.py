"""Everything a person can do wrong: an answer that helps, and the step stays as it was."""

import asyncio
import json

import pytest

from tests.support.people import Message, Someone
from tests.support.town import Town

STEP = "Шаг 1 из 4"
CODES = ["1234", "12345678", "482 193", "48-21-93", "482193.", "Мой код: 482193"]


async def stored_state(town: Town, person: Someone) -> tuple[str, int]:
    journey = await town.app.house.db.read(lambda tx: tx.journeys.current(person.id))
    assert journey is not None
    return journey.state, journey.revision


async def test_a_stranger_is_not_stored(town: Town) -> None:
    anna = town.messenger.person("Анна")
    await anna.start("invite_1")
    await anna.ask("привет")
    await anna.ask("/settings")
    await anna.send_sticker()
    await anna.next()
    assert await town.app.house.db.read(lambda tx: tx.persons.get(anna.id)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("абракадабра", "ответа не нашлось"),
        ("х" * 5000, "слишком длинно"),
        ("/nosuch", "Такой команды нет"),
        ("/schools 5", "Такой команды нет"),
        ("<b>&\N{ZERO WIDTH SPACE}</i>", "ответа не нашлось"),
    ],
)
async def test_words_that_are_no_button(town: Town, text: str, said: str) -> None:
    anna = await town.someone()
    before = await stored_state(town, anna)
    await anna.say(text)
    card = await anna.wait_for(lambda one: said in one.text)
    assert STEP in card.text
    assert await stored_state(town, anna) == before


async def test_a_word_is_searched_for(town: Town) -> None:
    anna = await town.someone()
    found = await anna.ask("коды")
    assert "Код из SMS не приходит" in found.buttons
    answer = await anna.press("Код из SMS не приходит")
    assert "Источник" in answer.text
    card = await anna.press("К шагу")
    assert STEP in card.text


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "document"])
async def test_what_is_no_text(town: Town, kind: str) -> None:
    anna = await town.someone()
    old = anna.last
    anna.unread.clear()
    await getattr(anna, f"send_{kind}")()
    card = await anna.next()
    assert STEP in card.text
    assert card.id != old.id, "sent anew: the old one is no longer the last message"
    await town.messenger.wait_for_call(lambda call: call["method"] == "editMessageReplyMarkup")
    assert not Message(anna.chat.messages[old.id]).rows, "the previous card loses its buttons"


async def test_a_forwarded_message(town: Town) -> None:
    anna = await town.someone()
    mine = await anna.say("код")
    await anna.wait_for_text("Вот что нашлось")
    anna.unread.clear()
    await anna.forward(mine)
    card = await anna.next()
    assert "Пересланное не читаю" in card.text


async def test_an_edited_message(town: Town) -> None:
    anna = await town.someone()
    mine = await anna.say("абракадабра")
    await anna.wait_for_text("не нашлось")
    anna.unread.clear()
    await anna.edit(mine, "абракадабра!")
    assert "отправьте новым" in (await anna.next()).text


@pytest.mark.parametrize("code", CODES)
async def test_a_one_time_code_is_deleted(town: Town, code: str) -> None:
    anna = await town.someone()
    anna.unread.clear()
    mine = await anna.say(code)
    await anna.gone(mine)
    card = await anna.next()
    assert "код не говорят никому" in card.text
    assert STEP in card.text


async def test_a_code_edited_into_a_message_is_deleted(town: Town) -> None:
    anna = await town.someone()
    mine = await anna.say("абракадабра")
    await anna.wait_for_text("не нашлось")
    edited = await anna.edit(mine, "482193")
    await anna.gone(edited)


async def test_a_word_with_a_tap_right_behind_it_is_answered(town: Town) -> None:
    anna = await town.someone()
    card = anna.last
    await anna.say("коды")
    await anna.tap("✅ Приложение установлено", on=card)
    await anna.wait_for_text("Шаг 2 из 4")
    said = [one.text for one in anna.messages if one.from_bot]
    assert any("Вот что нашлось" in one for one in said)


async def test_what_nobody_waits_for_is_not_answered(town: Town) -> None:
    """A live location moves on by edits; pinning a message is said by the messenger itself."""
    anna = await town.someone()
    before = len(anna.messages)
    now = town.messenger.clock.now()
    head = {"from": anna.person.user(), "chat": anna.chat.json(), "date": now}
    place = {"location": {"latitude": 57.8, "longitude": 40.9}}
    pinned = {"pinned_message": {**head, "message_id": 1, "text": "старое"}}
    for number in range(5):
        moved = {**head, "message_id": 50, "edit_date": now + number, **place}
        town.messenger.world.deliver("edited_message", moved, anna.id)
    town.messenger.world.deliver("message", {**head, "message_id": 51, **pinned}, anna.id)
    await anna.press("✅ Приложение установлено")
    assert len(anna.messages) == before


async def test_a_double_tap_moves_one_step(town: Town) -> None:
    anna = await town.someone()
    first = await anna.touch("✅ Приложение установлено")
    second = await anna.touch("✅ Приложение установлено")
    assert (await anna.answer(first)).text == ""
    assert "уже пройден" in (await anna.answer(second)).text
    assert (await stored_state(town, anna))[0] == "create_profile"


async def test_an_old_button_redraws_the_present_step(town: Town) -> None:
    anna = await town.someone()
    old = anna.last.data("✅ Приложение установлено")
    await anna.press("✅ Приложение установлено")
    await anna.press("✅ Профиль создан")
    answer = await anna.tap(old, force=True)
    assert "уже пройден" in answer.text
    assert "Шаг 3 из 4" in anna.last.text


async def test_a_tap_on_an_old_card_sends_a_new_one(town: Town) -> None:
    anna = await town.someone()
    old = anna.last
    data = old.data("✅ Приложение установлено")
    anna.unread.clear()
    await anna.send_sticker()
    await anna.next()
    query = await anna.touch(data, on=old, force=True)
    await anna.answer(query)
    card = await anna.wait_for_text("Шаг 2 из 4")
    assert card.id > old.id


async def test_another_persons_button_changes_nothing(town: Town) -> None:
    anna, boris = await town.someone(), await town.someone(name="Борис")
    theirs = boris.last.data("✅ Приложение установлено")
    await anna.tap(theirs, force=True)
    assert (await stored_state(town, boris))[0] == "install"
    assert (await stored_state(town, anna))[0] == "install"


@pytest.mark.parametrize(
    "data", ["x", "j:1", "j:a:b:c:d:e", "p:nosuch::", "p:answer:nosuch:zz", "p:faq:9999999:", "🙂"]
)
async def test_a_button_of_nobody_is_answered(town: Town, data: str) -> None:
    anna = await town.someone()
    await anna.tap(data, force=True)
    assert (await stored_state(town, anna)) == ("install", 0)


@pytest.mark.parametrize(
    "data",
    [
        "p:symptom:nosuch:",
        "p:helped:nosuch:0",
        "p:begin:nobody:",
        "p:begin:family:",
        "p:switch:999:",
        "p:language:xx:",
    ],
)
async def test_a_forged_page_changes_nothing(town: Town, data: str) -> None:
    anna = await town.someone()
    await anna.tap(data, force=True)
    assert await town.app.house.db.read(lambda tx: tx.symptoms.of(anna.id)) == []
    assert (await stored_state(town, anna)) == ("install", 0)


async def test_a_group_is_told_where_help_is(town: Town) -> None:
    anna = await town.someone()
    group = town.messenger.group([anna])
    waiting = asyncio.create_task(
        town.messenger.wait_for_call(lambda call: call.get("chat_id") == group.id)
    )
    await asyncio.sleep(0)
    await anna.say("просто разговор", chat_id=group.id)
    await anna.say("/start", chat_id=group.id)
    await waiting
    said = [Message(one) for one in group.messages.values() if Message(one).from_bot]
    assert [one.text for one in said] == ["Помогаю только в личной переписке: напишите мне туда."]
    assert said[0].links["Начать ↗"].startswith("https://t.me/")


async def test_a_flood_slows_only_its_sender(town: Town) -> None:
    anna, boris = await town.someone(), await town.someone(name="Борис")
    sent_before = len(town.messenger.called("sendMessage"))
    for _ in range(60):
        await anna.send_sticker()
    await boris.press("✅ Приложение установлено")
    assert "Шаг 2 из 4" in boris.last.text
    await anna.wait_for(lambda one: one.id == max(anna.chat.messages))
    assert len(town.messenger.called("sendMessage")) - sent_before < 30, "not an answer to each"


async def test_blocked_and_back(town: Town) -> None:
    anna = await town.someone()
    await anna.say("абракадабра")
    anna.block()
    anna.block(blocked=False)
    card = await anna.start()
    assert STEP in card.text


async def test_each_command_shows_its_page(town: Town) -> None:
    anna = await town.someone()
    for command, words in [
        ("/menu", "Меню"),
        ("/school", "Откройте приглашение школы"),
        ("/school 5", "Откройте приглашение школы"),
        ("/ask", "Спросить координатора"),
        ("/docs", "Документы и инструкции"),
        ("/settings", "Настройки"),
        ("/help", "/mydata"),
        ("/start", STEP),
        ("/START@guide_bot", STEP),
    ]:
        assert words in (await anna.ask(command)).text, command


async def test_every_page_leads_on(town: Town) -> None:
    """Walk every button of every page reachable from the menu; none is silent or broken."""
    anna = await town.someone()
    await anna.press("☰")
    seen: set[str] = set()
    ahead = [one for row in anna.last.rows for one in row]
    while ahead:
        data = ahead.pop().get("callback_data", "")
        if not data.startswith("p:") or data in seen or data.startswith(("p:forget", "p:mydata")):
            continue
        seen.add(data)
        await anna.tap(data, force=True)
        ahead += [one for row in anna.last.rows for one in row]
    assert len(seen) > 40
    assert not town.messenger.refused() or {call.status for call in town.messenger.refused()} == {
        400
    }


async def test_mydata_and_forget(town: Town) -> None:
    anna = await town.someone()
    await anna.press("✅ Приложение установлено")
    await anna.ask("/mydata")
    stored = json.loads(anna.file(await anna.next()).data)
    assert stored["persons"][0]["id"] == anna.id
    assert [one["state"] for one in stored["journeys"]] == ["create_profile"]
    assert "Анна" not in json.dumps(stored, ensure_ascii=False)
    await anna.ask("/forget")
    await anna.press("Удалить мои данные")
    gone = await anna.press("Да, удалить всё")
    assert "Ваши данные удалены" in gone.text
    assert not gone.buttons
    empty = await town.app.house.db.read(lambda tx: tx.persons.export(anna.id))
    assert not any(empty.values())
    assert "/forget" in (await anna.ask("/start")).text


async def test_a_deep_link_of_no_use_is_ignored(town: Town) -> None:
    anna = town.messenger.person("Анна")
    await anna.start("school_AbC-12")
    await anna.press("English")
    assert (await anna.tap("✅ I agree")).text == ""
    await anna.wait_for_text("Choose who you are")
    assert await town.app.house.db.read(lambda tx: tx.journeys.of(anna.id)) == []


async def test_a_link_of_nobodys_invitation_says_whom_to_ask(town: Town) -> None:
    anna = town.messenger.person("Анна")
    assert "проводник" in (await anna.start("iAbCdEfGh12345678")).text
    assert (await anna.tap("Согласен")).text.startswith("Такого приглашения нет. Попросите")
    await anna.wait_for_text("Выберите, кто вы")
    await anna.press("Учитель")
    card = await anna.start("iAbCdEfGh12345678")
    assert "Такого приглашения нет" in card.text
    assert STEP in card.text


async def test_the_language_is_changed_at_once(town: Town) -> None:
    anna = await town.someone()
    await anna.ask("/settings")
    page = await anna.press("English")
    assert "Settings" in page.text
    assert "Step 1 of 4" in (await anna.press("To my step")).text
