"""What nobody should have sent is deleted wherever it stands, before anything reads it."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

import pytest
from aiogram import Router
from aiogram.types import Message, Update

from bot.actions.answers import EXPECTS, FRESH, expected
from bot.actions.view import Action, View
from bot.handlers import refused, setup
from bot.handlers.refused import SAID, Refused, refuse
from bot.house import House
from bot.texts import LOCALES, Texts
from flows.unwanted import Expected, Unwanted
from storage import Ask, Tx
from tests.bot.fakes import said
from tests.bot.invited import AT, HEAD, Village, keys, note

SNILS: Final = "112-233-445 95"
PASSPORT: Final = "4401 000005"


class Deleting:
    """Instead of a house: deletes what it is told to, or may not, and answers."""

    def __init__(self, village: Village, *, may: bool = True, now: int = AT) -> None:
        self.village = village
        self.db = village.db
        self.gone: list[int] = []
        self.view: View | None = None
        self._may = may
        self._now = now

    @property
    def gateway(self) -> "Deleting":
        return self

    @property
    def clock(self) -> "Deleting":
        return self

    def now(self) -> int:
        return self._now

    async def delete(self, _chat: int, message: int) -> bool:
        self.gone.append(message)
        return self._may

    async def reply(self, message: Message, _update: Update, action: Action) -> None:
        self.view = await self.village.do(message.chat.id, action)


def update(raw: dict[str, Any]) -> Update:
    return Update.model_validate(raw)


def message_of(raw: dict[str, Any]) -> Message:
    one = update(raw)
    found = one.message or one.edited_message
    assert found is not None
    return found


async def judged(house: Deleting, raw: dict[str, Any]) -> Unwanted | None:
    found = await Refused()(message_of(raw), cast("House", house))
    return None if found is False else cast("dict[str, Unwanted]", found)["why"]


def captioned(text: str) -> dict[str, Any]:
    raw = said(1, text, HEAD)
    raw["message"]["caption"] = raw["message"].pop("text")
    photo = {"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}
    raw["message"]["photo"] = [photo]
    return raw


def corrected(text: str) -> dict[str, Any]:
    raw = said(1, text, HEAD)
    raw["edited_message"] = {**raw.pop("message"), "edit_date": AT}
    return raw


def forwarded(text: str) -> dict[str, Any]:
    raw = said(1, text, HEAD)
    origin = {"type": "hidden_user", "sender_user_name": "Ян", "date": 1}
    raw["message"]["forward_origin"] = origin
    return raw


FORMS: Final[dict[str, Callable[[str], dict[str, Any]]]] = {
    "typed": lambda text: said(1, text, HEAD),
    "below a picture": captioned,
    "corrected": corrected,
    "forwarded": forwarded,
    "in a command": lambda text: said(1, f"/ask {text}", HEAD),
}


@pytest.mark.parametrize("form", FORMS)
async def test_it_is_found_wherever_text_can_stand(village: Village, form: str) -> None:
    assert await judged(Deleting(village), FORMS[form](SNILS)) is Unwanted.SNILS
    assert await judged(Deleting(village), FORMS[form]("чат")) is None


async def test_what_holds_no_text_is_left_alone(village: Village) -> None:
    raw = said(1, "", HEAD)
    del raw["message"]["text"]
    assert await judged(Deleting(village), raw) is None


@pytest.mark.parametrize("why", list(Unwanted))
@pytest.mark.parametrize("may", [True, False])
async def test_it_is_deleted_and_explained(village: Village, why: Unwanted, may: bool) -> None:
    """An old message may not be deleted any more: then its person is asked to."""
    raw, house = said(77, SNILS, HEAD), Deleting(village, may=may)
    await refuse(message_of(raw), why, cast("House", house), update(raw))
    assert house.gone == [77]
    assert house.view is not None
    assert note(house.view) == SAID[why][0 if may else 1]
    assert "vk-admin-accept_teachers.title" in keys(house.view), "the step stays in sight"


async def test_what_the_open_question_asks_for_is_read(village: Village) -> None:
    """Within its time; half an hour later the same shape is refused."""
    ask = Ask("school.inn", village.school, {}, AT)
    await village.run(lambda tx: tx.asks.put(HEAD, ask))
    raw = said(1, PASSPORT, HEAD)
    assert await judged(Deleting(village, now=AT + FRESH), raw) is None
    assert await judged(Deleting(village, now=AT + FRESH + 1), raw) is Unwanted.PASSPORT
    assert await judged(Deleting(village), said(1, SNILS, HEAD)) is Unwanted.SNILS


async def test_a_question_that_asks_for_nothing_of_the_kind_changes_nothing(
    village: Village,
) -> None:
    await village.run(lambda tx: tx.asks.put(HEAD, Ask("label", village.school, {}, AT)))
    assert await village.run(expected(HEAD, AT)) == frozenset()
    assert await judged(Deleting(village), said(1, PASSPORT, HEAD)) is Unwanted.PASSPORT


def asks(tx: Tx, ask: Ask) -> None:
    tx.asks.put(HEAD, ask)


async def test_years_of_a_school_are_no_code_while_classes_are_asked_for(village: Village) -> None:
    assert await judged(Deleting(village), said(1, "5 6 7 8", HEAD)) is Unwanted.CODE
    for name in ("classes", "rename"):
        await village.run(partial(asks, ask=Ask(name, village.school, {}, AT)))
        assert await judged(Deleting(village), said(1, "5 6 7 8", HEAD)) is None


def test_questions_name_what_they_expect() -> None:
    assert {one for some in EXPECTS.values() for one in some} <= set(Expected)


def test_it_is_looked_at_before_anything_else() -> None:
    """The first of the private routers, for messages and corrections alike."""
    root = Router()
    setup(root)
    private = next(one for one in root.sub_routers if one.name == "private")
    first = private.sub_routers[0]
    assert first.name == refused.setup().name
    assert first.message.handlers
    assert first.edited_message.handlers


def test_every_reason_has_its_words_without_a_value() -> None:
    texts = Texts(ZoneInfo("UTC"), {})
    for locale in LOCALES:
        declared = texts.declared(locale)
        for both in SAID.values():
            assert [declared[key] for key in both] == [frozenset(), frozenset()]
    assert set(SAID) == set(Unwanted)
