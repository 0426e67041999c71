"""The package on bad days: nothing can be deleted, the network breaks, a file is gone, an album."""

from typing import Any, Final

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.filters import Filter
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    SendDocument,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import Message, Update

from bot.actions import package
from bot.callbacks import PageData
from bot.cards import Cards
from bot.clock import Clock
from bot.gateway import Gateway
from bot.handlers import browsing, package_files, package_words
from bot.house import House
from bot.refusals import MayHaveBeenSent
from bot.render import Renderer
from bot.search import Search
from bot.settings import Settings
from bot.texts import Texts
from flows.gallery_package import FULL
from storage import Ask, Tx
from tests.bot.fakes import MESSAGE, OK, Naps, bot_with, refusal, said, tap
from tests.bot.invited import ADMIN, ANNA, AT, Village, walks

NO_FILE: Final[dict[str, Any]] = {"_env_file": None}
BROKEN: Final = TelegramNetworkError(DeleteMessage(chat_id=1, message_id=1), "broken")
CANNOT: Final = refusal(400, "Bad Request: message can't be deleted")


class Post:
    """A house whose gateway answers from a script; what it asked for is in `asked`."""

    def __init__(self, village: Village, *script: Any, waiting: int = 0) -> None:
        bot, session = bot_with(*script)
        texts = Texts(Settings(**NO_FILE).timezone, {"teachers": 3})
        gateway, renderer = Gateway(bot, sleep=Naps()), Renderer(texts)
        clock = Clock()
        clock.ahead = AT - clock.now()
        cards = Cards(village.db, gateway, renderer)
        options = Settings(**NO_FILE)
        self.village, self.session = village, session
        self.house = House(village.db, gateway, renderer, cards, Search(texts), clock, options)
        self.house.waiting = lambda _person: waiting

    @property
    def asked(self) -> list[TelegramMethod[Any]]:
        return self.session.asked

    async def says(self, text: str) -> None:
        update = Update.model_validate(said(3, text, ANNA))
        assert update.message is not None
        found = await self.passes(package_words.Answers(), update.message)
        assert isinstance(found, dict)
        await package_words.told(update.message, found["ask"], self.house, update)

    async def passes(self, which: Filter, message: Message) -> Any:
        return await which(message, house=self.house)

    async def taps(self, name: str, arg: str = "", reply_to: dict[str, Any] | None = None) -> None:
        raw = tap(4, ANNA)
        if reply_to:
            raw["callback_query"]["message"]["reply_to_message"] = reply_to
        update = Update.model_validate(raw)
        assert update.callback_query is not None
        to = PageData(name=name, arg=arg)
        await browsing.turned(update.callback_query, to, self.house, update)

    async def gets(self, **more: Any) -> None:
        raw = said(5, "x", ANNA)
        raw["message"] = {k: v for k, v in raw["message"].items() if k != "text"} | more
        message = Update.model_validate(raw).message
        assert message is not None
        found = await self.passes(package_files.Checked(), message)
        assert isinstance(found, dict)
        await package_files.judged(message, found["case"], self.house)


async def asks(village: Village, name: str = "package.all") -> None:
    ask = Ask(name, 0, {"kind": "order", "case": "new"}, AT)
    await village.run(lambda tx: tx.asks.put(ANNA, ask))


def kinds(post: Post) -> list[str]:
    return [type(one).__name__ for one in post.asked]


def texts(post: Post) -> str:
    return "\n".join(one.text for one in post.asked if isinstance(one, SendMessage))


async def test_a_message_that_cannot_be_deleted_is_left_to_the_person(village: Village) -> None:
    await asks(village)
    post = Post(village, CANNOT, MESSAGE)
    await post.says("8 900 000-00-00")
    assert kinds(post) == ["DeleteMessage", "SendMessage"]
    assert "удалите его сами" in texts(post)


async def test_when_deleting_fails_nothing_is_shown_and_it_is_tried_again(village: Village) -> None:
    await asks(village)
    post = Post(village, *[BROKEN] * 5, OK, MESSAGE)
    with pytest.raises(TelegramNetworkError):
        await post.says("8 900 000-00-00")
    assert set(kinds(post)) == {"DeleteMessage"}
    await post.says("8 900 000-00-00")
    assert "+7 900 000 00 00" in texts(post).replace("\N{NO-BREAK SPACE}", " ")


async def test_a_document_that_may_have_been_sent_is_sent_again(village: Village) -> None:
    """The draft is dropped only when both files are out."""
    await village.run(lambda tx: tx.persons.set_card(ANNA, 9))
    post = Post(village, OK, MESSAGE, BROKEN, OK, MESSAGE, MESSAGE, MESSAGE, OK, OK)
    post.house.office.drafts.put(ANNA, FULL, AT)
    await village.do(ANNA, package.reviewed(FULL))
    with pytest.raises(MayHaveBeenSent):
        await post.taps("make")
    assert len(post.house.office.drafts) == 1
    await post.taps("make")
    assert len(post.house.office.drafts) == 0
    sent = [one for one in post.asked if isinstance(one, SendDocument)]
    assert len(sent) == 4
    deleted = [one.message_id for one in post.asked if isinstance(one, DeleteMessage)]
    assert deleted == [9], "the card that showed the data"


async def test_whoever_forgot_themselves_gets_no_document(village: Village) -> None:
    post = Post(village, OK, OK)
    post.house.office.drafts.put(ANNA, FULL, AT)
    await village.run(lambda tx: tx.execute("DELETE FROM persons WHERE id = :id", {"id": ANNA}))
    await post.taps("make")
    (answer, *_) = post.asked
    assert isinstance(answer, AnswerCallbackQuery)
    assert answer.text
    assert "SendDocument" not in kinds(post)


async def test_what_is_incomplete_is_not_made(village: Village) -> None:
    await village.run(lambda tx: tx.persons.set_card(ANNA, 9))
    await village.run(lambda tx: tx.persons.set_bottom(ANNA, 9))
    for one in (FULL.decided("nobody"), package.of_ask(Ask("package.all", 0, {}, AT))):
        post = Post(village, OK, MESSAGE)
        post.house.office.drafts.put(ANNA, one, AT)
        if not one.complete:
            await post.taps("make")
            assert kinds(post) == ["AnswerCallbackQuery", "EditMessageText"]


async def test_a_gender_is_chosen_where_it_is_open_only(village: Village) -> None:
    await village.run(lambda tx: tx.persons.set_card(ANNA, 9))
    await village.run(lambda tx: tx.persons.set_bottom(ANNA, 9))
    post = Post(village, OK, MESSAGE)
    post.house.office.drafts.put(ANNA, FULL, AT)
    await post.taps("gender", "male")
    assert post.house.office.drafts.get(ANNA, AT) == FULL


# -- files -----------------------------------------------------------------------------------------

DOCUMENT: Final = {"file_id": "F", "file_unique_id": "U", "file_name": "приказ.docx"}
PHOTO: Final = [DOCUMENT | {"width": 1, "height": 1}]


async def applies(village: Village) -> None:
    await village.run(_put)


def _put(tx: Tx) -> None:
    walks(tx, ANNA, ADMIN, "apply")


async def test_of_an_album_the_last_picture_is_answered(village: Village) -> None:
    await applies(village)
    post = Post(village, waiting=1)
    await post.gets(photo=PHOTO, media_group_id="7")
    assert post.asked == []
    post = Post(village, MESSAGE)
    await post.gets(photo=PHOTO, media_group_id="7")
    assert "Фото прочитать не могу" in texts(post)


async def test_a_file_that_the_messenger_does_not_give_is_said_to_be_gone(village: Village) -> None:
    await applies(village)
    post = Post(village, refusal(400, "Bad Request: invalid file_id"), MESSAGE)
    await post.gets(document=DOCUMENT)
    assert "Файла больше нет" in texts(post)


async def test_one_said_to_be_too_large_is_not_even_fetched(village: Village) -> None:
    await applies(village)
    post = Post(village, MESSAGE)
    await post.gets(document=DOCUMENT | {"file_size": 5_000_001})
    assert kinds(post) == ["SendMessage"]
    assert "слишком большой" in texts(post)


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        ({"document": DOCUMENT | {"file_size": 10_000_001}}, "слишком большой"),
        ({}, "Файла больше нет"),
        (None, "Файла больше нет"),
    ],
)
async def test_what_cannot_be_attached_is_said(
    village: Village, answered: dict[str, Any] | None, words: str
) -> None:
    post = Post(village, OK, MESSAGE)
    message = None if answered is None else said(1, "x", ANNA)["message"] | answered
    await post.taps("letter_with", "new", message)
    assert words in texts(post)
