"""A school in a town: its people hand on to each other by buttons, words and links only."""

import contextlib
from collections.abc import AsyncIterator
from typing import Final

from bot.emulator.model import Json
from flows import Role
from storage import Tx
from tests.support.people import Message, Someone
from tests.support.town import HATS, Town

CHAT: Final = "https://sferum.ru/?p=messages&join=SYNTHETICfamilies/4x9="
NEW_CHAT: Final = "https://sferum.ru/?p=messages&join=SYNTHETICfamilies/new="
LABEL: Final = "Игорь Волков, физика"
SHOWS: Final = frozenset({"sendMessage", "editMessageText"})


class School:
    """What people of one school do in the bot; each tap is made `times` times."""

    def __init__(self, town: Town, *, times: int = 1) -> None:
        self.town = town
        self.times = times

    # -- by hand ---------------------------------------------------------------------------------

    async def press(self, who: Someone, *buttons: str) -> Message:
        """Press buttons one after the other as each comes up; return what is shown at the end."""
        for button in buttons:
            await self._press(who, button)
        return who.last

    async def _press(self, who: Someone, button: str) -> None:
        card = await self.sees(who, button)
        data = card.data(button)
        async with self.shown(who, self.times):
            taps = [await who.touch(data, on=card, force=True) for _ in range(self.times)]
            for tap in taps:
                await who.answer(tap)

    @contextlib.asynccontextmanager
    async def shown(self, who: Someone, times: int) -> AsyncIterator[None]:
        """Wait at the end until something was shown to somebody so many times meanwhile."""
        shown = 0

        def count(event: Json) -> None:
            nonlocal shown
            if event.get("chat_id") == who.id and event.get("method") in SHOWS:
                shown += 1
                who.news.set()

        listeners = self.town.messenger.world.hub.listeners
        listeners.add(count)
        try:
            yield
            await who._until(lambda: shown >= times, f"{times} cards")
        finally:
            listeners.discard(count)

    async def sees(self, who: Someone, button: str) -> Message:
        """Wait until the newest message has the button."""
        who.unread.clear()
        return await who.wait_for(lambda one: any(button in label for label in one.buttons))

    async def reads(self, who: Someone, text: str) -> Message:
        """Wait until the newest message says so."""
        who.unread.clear()
        return await who.wait_for_text(text)

    # -- what each does --------------------------------------------------------------------------

    async def newcomer(self, name: str, payload: str = "") -> Someone:
        """Come for the first time, perhaps by a link, and agree."""
        person = self.town.messenger.person(name)
        await person.start(payload)
        await person.press("Согласен")
        return person

    async def administrator(self, name: str = "Ольга") -> Someone:
        """Add the school and two classes; the next thing to do is to accept teachers."""
        olga = await self.newcomer(name)
        await self.press(olga, "Администратор школы", "Школа есть", "✅ Я в Сферуме")
        await self.press(olga, "✅ Сведения заполнены", "Добавить школу")
        for text in ("костр", "Кострома", "Школа № 5"):
            await olga.ask(text)
        await self.press(olga, "Пропустить", "Сохранить школу")
        await olga.ask("7А, 7Б")
        await self.press(olga, "К шагу", "✅ Классы и ссылки готовы")
        return olga

    async def invitation(self, who: Someone, *ways: str) -> str:
        """Have a message to forward sent; return what its link gives to the bot."""
        await who.ask("/school")
        await self.press(who, *ways)
        await self.press(who, "Сообщение для пересылки")
        letter = next(one for one in reversed(who.messages) if "Открыть бота ↗" in one.links)
        return letter.links["Открыть бота ↗"].rpartition("start=")[2]

    async def teacher(self, name: str, payload: str, klass: str = "7Б") -> Someone:
        """Join by the invitation, choose the class, come to the application."""
        one = await self.newcomer(name, payload)
        await self.press(one, "☰", "Моя школа", "Выбрать класс", klass)
        await self.press(one, "✅ Приложение установлено", "✅ Профиль создан")
        return one

    async def applies(self, who: Someone, label: str = "") -> Message:
        """Apply, and say how to be shown; without a label, by class alone."""
        await self.press(who, "✅ Заявка подана")
        if not label:
            return await self.press(who, "Показывать без имени")
        return await who.ask(label)

    async def family(self, name: str, payload: str, role: str = "Родитель") -> Someone:
        """Join by the invitation and walk on to the chat."""
        one = await self.newcomer(name, payload)
        await self.press(one, *HATS.get(role, (role,)))
        await self.press(one, "✅ Приложение установлено", "✅ Профиль создан")
        return one

    async def waiting(self) -> tuple[Someone, Someone]:
        """An administrator who was told, and a teacher who waits to be accepted."""
        olga = await self.administrator()
        invitation = await self.invitation(olga, "Пригласить учителей")
        igor = await self.teacher("Игорь", invitation)
        await self.applies(igor, LABEL)
        await olga.wait_for_text("Ждут принятия: 1")
        return olga, igor

    async def accepted(self) -> tuple[Someone, Someone]:
        """An administrator, and a teacher whom they have just accepted."""
        olga, igor = await self.waiting()
        await self.press(olga, "Открыть список", LABEL, "✅ Принят(а)")
        await igor.wait_for_text("Создайте чат и пригласите класс")
        return olga, igor

    # -- looking behind --------------------------------------------------------------------------

    async def state(self, who: Someone) -> str:
        journey = await self.town.app.house.db.read(lambda tx: tx.journeys.current(who.id))
        assert journey is not None
        return journey.state

    async def standing(self, who: Someone) -> str:
        """How somebody stands as a teacher; "" for whoever belongs to no school."""

        def read(tx: Tx) -> str:
            rows = [one for one in tx.staff.of(who.id) if one.role is Role.TEACHER]
            return rows[0].standing if rows else ""

        return await self.town.app.house.db.read(read)


def said(who: Someone, words: str) -> list[Message]:
    """Return the bot's messages with these words, as they stand in the chat."""
    return [one for one in who.messages if one.from_bot and words in one.text]
