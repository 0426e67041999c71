"""A school on its way, for the demo: its people act until each of them waits for another.

They do it in their messengers, by the buttons that are there, and wait for each answer of the bot.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import Final

from bot.emulator.model import Json, Person
from bot.emulator.persons import CannotDo, say, start, tap
from bot.emulator.world import World

SITUATIONS: Final = {"school": "Подготовить школу", "region": "Подготовить регион"}
"""Titles of what can be prepared, by name."""
PATIENCE: Final = 5.0
"""Seconds that one answer of the bot may take."""
SCHOOL: Final = "Школа № {}"
FIRST_NUMBER: Final = 5
CLASSES: Final = "5А 5Б 7Б"

# Made up: nothing stands behind these links.
CLASS_LINK: Final = "https://sferum.ru/?p=school&invite=DEMO5aTeachersOnlyNothingBehindThis"
CHAT_LINK: Final = "https://sferum.ru/?p=messages&join=DEMO5aFamiliesNothingBehindThis/4x9="
LABEL: Final = "Анна Сергеевна, русский язык"
OTHER_LABEL: Final = "Игорь Волков, физика"

# How the labels of buttons begin. What is said twice is in both languages of the bot.
AGREE: Final = "✅ Согласен"
RUSSIAN: Final = "Русский"
FORGET: Final = ("Удалить мои данные", "Delete my data")
FORGET_SURE: Final = ("Да, удалить всё", "Yes, delete everything")
ADMIN: Final = ("Администратор школы", "Школа есть", "✅ Я в Сферуме", "✅ Сведения заполнены")
ADD_SCHOOL: Final = "Добавить школу"
NO_INN: Final = "Пропустить"
SAVE: Final = "Сохранить школу"
THERE_ALREADY: Final = "Исправить название"
CLASSES_DONE: Final = "✅ Классы и ссылки готовы"
MY_SCHOOL: Final = "Моя школа"
INVITE_TEACHERS: Final = "Пригласить учителей"
CLASSES_PAGE: Final = "Классы"
INVITE_TO_CLASS: Final = "Пригласить учителей в класс"
INVITE_FAMILIES: Final = "Пригласить семьи"
TO_FORWARD: Final = "Сообщение для пересылки"
OPEN_BOT: Final = "Открыть бота"
TO_STEP: Final = "К шагу"
BACK: Final = "⬅️ Назад"
MENU: Final = "☰"
PICK: Final = "Выбрать класс"
TEACHER: Final = ("✅ Приложение установлено", "✅ Профиль создан", "✅ Заявка подана")
WITHOUT_NAME: Final = "Показывать без имени"
SAYS_ACCEPTED: Final = "✅ Меня уже приняли"
THE_LIST: Final = "Открыть список"
ACCEPTED: Final = "✅ Принят(а)"
UNDO: Final = "Отменить последнее"
CHAT_MADE: Final = "✅ Чат создан"
PARENT: Final = ("Родитель",)
STUDENT: Final = ("Ученик", "Да, 14 есть")
FAMILY: Final = ("✅ Приложение установлено", "✅ Профиль создан")
IN_CHAT: Final = "✅ Я в чате"
LINK_CAME: Final = "✅ Ссылка пришла"

# What stands in questions that are answered by typing.
ASK_REGION: Final = "вопрос 1 из 4"
ASK_PLACE: Final = "вопрос 2 из 4"
ASK_NAME: Final = "название школы"


class Somebody:
    """A person of the demo at their messenger.

    `news` is the bot's latest message, new or changed since the person last did something.
    """

    def __init__(self, world: World, person: Person) -> None:
        self._world = world
        self._person = person
        self._heard = asyncio.Event()
        self.news: Json | None = None

    def hear(self, event: Json) -> None:
        """Notice what the bot says; an older card that loses its buttons is no news."""
        if event["type"] not in {"message", "edited"} or event["chat_id"] != self._person.id:
            return
        message: Json = event["message"]
        newest = max(self._world.chats[self._person.id].messages, default=0)
        if message["from"]["is_bot"] and message["message_id"] == newest:
            self.news = message
            self._heard.set()

    async def leave(self) -> None:
        """Have everything deleted that is known of the person."""
        if not self._person.started:
            return
        if self._person.blocked:
            self._do(lambda: start(self._world, self._person))
            await self._until(lambda: self.news is not None, "нет ответа на /start")
        self.says("/forget")
        if await self.sees(*FORGET, AGREE, RUSSIAN) in FORGET:
            await self.tap(*FORGET)
            await self.tap(*FORGET_SURE)
            await self._until(lambda: self.news is not None, "данные не удалены")

    async def begin(self, payload: str = "") -> None:
        """Come to the bot for the first time, and agree."""
        self._do(lambda: start(self._world, self._person, payload))
        if await self.sees(AGREE, RUSSIAN) == RUSSIAN:
            await self.tap(RUSSIAN)
        await self.tap(AGREE)

    async def walk(self, *labels: str) -> None:
        """Press one button after the other."""
        for label in labels:
            await self.tap(label)

    async def tap(self, *labels: str) -> None:
        """Wait for a button that begins so and press it."""
        found = await self.sees(*labels)
        message = self.news or {}
        data = next(one["callback_data"] for one in _buttons(message) if _begins(one, found))
        number = message["message_id"]
        self._do(lambda: tap(self._world, self._person, self._person.id, number, data))

    async def sees(self, *labels: str) -> str:
        """Wait for one of the buttons; return its label as it was given."""
        wanted = " или ".join(f"«{label}»" for label in labels)
        await self._until(lambda: any(map(self._has, labels)), f"нет кнопки {wanted}")
        return next(label for label in labels if self._has(label))

    async def answers(self, question: str, text: str) -> None:
        """Wait for a question and type the answer."""
        asked = f"нет вопроса «{question}»"
        await self._until(lambda: question in plain((self.news or {}).get("text", "")), asked)
        self.says(text)

    def says(self, text: str) -> None:
        self._do(lambda: say(self._world, self._person, text))

    async def invitation(self) -> str:
        """Have the message to forward sent; return what its link gives to the bot."""
        await self.tap(TO_FORWARD)
        await self.sees(OPEN_BOT)
        button = next(one for one in _buttons(self.news or {}) if _begins(one, OPEN_BOT))
        return str(button["url"]).rpartition("start=")[2]

    def press_unseen(self, data: str) -> None:
        """Press what no button of the newest message carries."""
        number = (self.news or {})["message_id"]
        self._do(lambda: tap(self._world, self._person, self._person.id, number, data, force=True))

    def data(self, label: str) -> str | None:
        """Return what a button of the newest message carries; None if there is no such button."""
        found = (one for one in _buttons(self.news or {}) if _begins(one, label))
        return next((one.get("callback_data") for one in found), None)

    def _has(self, label: str) -> bool:
        return any(_begins(one, label) for one in _buttons(self.news or {}))

    def _do(self, act: Callable[[], object]) -> None:
        """What the bot said before is no answer to this."""
        self.news = None
        act()

    async def _until(self, ready: Callable[[], bool], what: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while not ready():
                    self._heard.clear()
                    await self._heard.wait()
        except TimeoutError:
            who = self._person.first_name
            why = f"Школа не подготовлена. {who}: {what}. Нажмите ещё раз, начну заново."
            raise CannotDo(why) from None


async def prepare(world: World) -> None:
    """Bring the first people of the demo to where each waits for another, from the beginning."""
    everybody = [Somebody(world, person) for person in world.people.values()]
    for one in everybody:
        world.hub.listeners.add(one.hear)
    try:
        for one in everybody[:5]:
            await one.leave()
        await _walk(*everybody[:5])
    finally:
        for one in everybody:
            world.hub.listeners.discard(one.hear)


async def _walk(
    olga: Somebody, anna: Somebody, igor: Somebody, marina: Somebody, sasha: Somebody
) -> None:
    await _adds_school(olga)
    teachers = await _invites_teachers(olga)
    families_7b = await _invites_families_of_7b(olga)
    await _applies(anna, teachers, "5А", LABEL)
    await _accepts(olga, LABEL)
    families_5a = await _gives_chat(anna)
    await _applies(igor, teachers, "7Б", OTHER_LABEL)
    await olga.sees(THE_LIST)
    await _joins(marina, families_5a, *PARENT)
    await marina.sees(IN_CHAT)
    await _joins(sasha, families_7b, *STUDENT)
    await sasha.sees(LINK_CAME)


async def _adds_school(olga: Somebody) -> None:
    """Add a registered school, its classes, and the link of one of them."""
    await olga.begin()
    await olga.walk(*ADMIN, ADD_SCHOOL)
    await olga.answers(ASK_REGION, "костр")
    await olga.answers(ASK_PLACE, "Кострома")
    number = FIRST_NUMBER
    await olga.answers(ASK_NAME, SCHOOL.format(number))
    await olga.tap(NO_INN)
    while await olga.sees(SAVE, THERE_ALREADY) == THERE_ALREADY:
        # Prepared before: a school stays when its administrator is forgotten.
        number += 1
        await olga.tap(THERE_ALREADY)
        await olga.answers(ASK_NAME, SCHOOL.format(number))
    await olga.tap(SAVE)
    await olga.sees(CLASSES_DONE)
    olga.says(CLASSES)
    await olga.sees("5А")
    olga.says(f"5А {CLASS_LINK}")
    await olga.walk(TO_STEP, CLASSES_DONE)


async def _invites_teachers(olga: Somebody) -> str:
    await olga.walk(MY_SCHOOL, INVITE_TEACHERS)
    return await olga.invitation()


async def _invites_families_of_7b(olga: Somebody) -> str:
    """Invite the families of a class whose teacher is not accepted yet."""
    olga.says("/school")
    await olga.walk(CLASSES_PAGE, "7Б")
    await olga.sees(INVITE_TO_CLASS)
    if olga.data(INVITE_FAMILIES):
        await olga.tap(INVITE_FAMILIES)
    else:
        # The page of a class has no such button yet; what it would carry is understood.
        invite = str(olga.data(INVITE_TO_CLASS)).split(":")
        olga.press_unseen(f"p:invite:family:{invite[-1]}")
    return await olga.invitation()


async def _applies(who: Somebody, invitation: str, klass: str, label: str) -> None:
    """Join by the invitation, choose the class, and wait to be accepted."""
    await who.begin(invitation)
    await who.walk(MENU, MY_SCHOOL, PICK, klass, *TEACHER)
    await who.sees(WITHOUT_NAME)
    who.says(label)
    await who.sees(SAYS_ACCEPTED)


async def _accepts(olga: Somebody, label: str) -> None:
    """Accept a teacher and keep the list of those who wait in sight."""
    await olga.walk(THE_LIST, label, ACCEPTED)
    await olga.sees(UNDO)
    await olga.tap(BACK)
    await olga.sees(MY_SCHOOL)


async def _gives_chat(anna: Somebody) -> str:
    await anna.sees(CHAT_MADE)
    anna.says(CHAT_LINK)
    await anna.walk(CHAT_MADE, INVITE_FAMILIES)
    return await anna.invitation()


async def _joins(who: Somebody, invitation: str, *role: str) -> None:
    await who.begin(invitation)
    await who.walk(*role, *FAMILY)


def _buttons(message: Json) -> Iterator[Json]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        yield from row


def _begins(button: Json, label: str) -> bool:
    return plain(button["text"]).startswith(label)


def plain(text: str) -> str:
    """A typographer's no-break spaces are as good as any."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
