"""The live card: where it is redrawn, where it comes anew, and whose list it is known to show."""

from zoneinfo import ZoneInfo

import pytest

from bot.actions import desk
from bot.actions.view import Action, View, present
from bot.cards import Cards
from bot.gateway import Gateway, NotSent
from bot.render import Rendered, Renderer
from bot.texts import Texts
from flows.desk import live, waiting
from flows.pages import greeting
from storage import Tx
from tests.bot.fakes import bot_with
from tests.bot.invited import HEAD, Village

CARD = 10


class Chat(Gateway):
    """A chat whose messages are counted; those in `gone` cannot be edited any more."""

    def __init__(self) -> None:
        super().__init__(bot_with()[0])
        self.newest = CARD
        self.gone: set[int] = set()
        self.did: list[tuple[str, int]] = []
        self.silent: list[bool] = []
        self.fault: Exception | None = None

    async def send(
        self, chat_id: int, rendered: Rendered, *, silent: bool = False, topic: int | None = None
    ) -> int:
        assert (chat_id, topic) == (HEAD, None)
        assert rendered.text
        if self.fault:
            raise self.fault
        self.silent.append(silent)
        self.newest += 1
        self.did.append(("send", self.newest))
        return self.newest

    async def edit(self, chat_id: int, message_id: int, rendered: Rendered) -> bool:
        assert chat_id == HEAD
        assert rendered.text
        self.did.append(("edit", message_id))
        return message_id not in self.gone

    async def strip(self, chat_id: int, message_id: int) -> None:
        assert chat_id == HEAD
        self.did.append(("strip", message_id))


class Screen:
    """The head's telephone: the card that lies in it, and what they tap."""

    def __init__(self, village: Village) -> None:
        self.village = village
        self.chat = Chat()
        self.cards = Cards(
            village.db, self.chat, Renderer(Texts(ZoneInfo("Europe/Moscow"), {"teachers": 3}))
        )
        self.list = desk.shown(str(village.school), live, is_live=True)
        self.names = desk.shown(str(village.school), waiting)

    async def lies(self, card: int | None, bottom: int, desk_of: int | None = None) -> None:
        def put(tx: Tx) -> None:
            tx.persons.set_card(HEAD, card)
            tx.persons.set_bottom(HEAD, bottom)
            tx.persons.set_desk(HEAD, desk_of)

        await self.village.run(put)

    async def taps(self, action: Action, on: int | None = CARD) -> View:
        view = await self.village.do(HEAD, action)
        await self.cards.redraw(HEAD, view, on)
        return view

    async def known(self) -> tuple[int | None, int, int | None]:
        """Return the card, the chat's last message and whose list is shown, as stored."""
        one = await self.village.run(lambda tx: tx.persons.get(HEAD))
        assert one is not None
        return one.card, one.bottom, one.desk


@pytest.fixture
async def screen(village: Village) -> Screen:
    one = Screen(village)
    await one.lies(CARD, CARD)
    return one


async def test_a_list_that_is_opened_in_place_is_remembered(screen: Screen) -> None:
    await screen.taps(screen.list)
    assert screen.chat.did == [("edit", CARD)]
    assert await screen.known() == (CARD, CARD, screen.village.school)


@pytest.mark.parametrize("leaves", ["names", "step"])
async def test_who_leaves_the_list_looks_at_it_no_more(screen: Screen, leaves: str) -> None:
    await screen.taps(screen.list)
    await screen.taps(screen.names if leaves == "names" else present)
    assert (await screen.known())[2] is None


async def test_who_stays_on_the_list_is_not_written_down_again(screen: Screen) -> None:
    await screen.taps(screen.list)
    view = await screen.taps(screen.list)
    assert view.desk == view.desk_before == screen.village.school
    assert (await screen.known())[2] == screen.village.school


async def test_a_new_card_with_a_list_is_remembered(screen: Screen) -> None:
    view = await screen.village.do(HEAD, screen.list)
    await screen.cards.send(HEAD, view)
    assert screen.chat.did == [("send", CARD + 1), ("strip", CARD)]
    assert await screen.known() == (CARD + 1, CARD + 1, screen.village.school)


async def test_a_new_card_without_a_list_ends_the_look_at_it(screen: Screen) -> None:
    await screen.taps(screen.list)
    await screen.cards.send(HEAD, await screen.village.do(HEAD, present))
    assert await screen.known() == (CARD + 1, CARD + 1, None)


async def test_below_another_message_the_card_comes_anew(screen: Screen) -> None:
    await screen.lies(CARD, CARD + 5)
    screen.chat.newest = CARD + 5
    await screen.taps(screen.list)
    assert screen.chat.did == [("send", CARD + 6), ("strip", CARD)]
    assert await screen.known() == (CARD + 6, CARD + 6, screen.village.school)


async def test_a_tap_on_an_old_card_takes_the_buttons_off_both(screen: Screen) -> None:
    await screen.taps(screen.list, on=CARD - 3)
    assert screen.chat.did[0] == ("send", CARD + 1)
    assert sorted(screen.chat.did[1:]) == [("strip", CARD - 3), ("strip", CARD)]


async def test_a_card_that_cannot_be_edited_comes_anew(screen: Screen) -> None:
    screen.chat.gone = {CARD}
    await screen.taps(screen.list)
    assert screen.chat.did == [("edit", CARD), ("send", CARD + 1), ("strip", CARD)]
    assert await screen.known() == (CARD + 1, CARD + 1, screen.village.school)


async def test_a_tap_on_nothing_brings_a_card(screen: Screen) -> None:
    await screen.lies(None, CARD)
    await screen.taps(present, on=None)
    assert screen.chat.did == [("send", CARD + 1)]


async def test_nothing_is_stored_of_who_has_not_agreed(screen: Screen) -> None:
    view = View(greeting("ru"), "ru")
    await screen.cards.redraw(HEAD, view, 3)
    await screen.cards.send(HEAD, view)
    assert screen.chat.did == [("edit", 3), ("send", CARD + 1)]
    assert await screen.known() == (CARD, CARD, None)


async def test_what_is_noted_of_a_message_is_stored_with_its_card(screen: Screen) -> None:
    """Both or neither: a message without its note would be sent again."""
    view = await screen.village.do(HEAD, present)
    noted: list[int | None] = []

    def note(tx: Tx) -> None:
        one = tx.persons.get(HEAD)
        noted.append(one.card if one else None)
        tx.persons.reminded(HEAD, 5)

    await screen.cards.send(HEAD, view, hushed=True, also=note)
    assert noted == [CARD + 1], "in the same transaction"
    assert screen.chat.silent == [True]
    one = await screen.village.run(lambda tx: tx.persons.get(HEAD))
    assert one is not None
    assert (one.card, one.reminded_at) == (CARD + 1, 5)


async def test_what_is_not_sent_is_not_noted(screen: Screen) -> None:
    view = await screen.village.do(HEAD, present)
    screen.chat.fault = NotSent("down")
    with pytest.raises(NotSent):
        await screen.cards.send(HEAD, view, also=lambda tx: tx.persons.reminded(HEAD, 5))
    one = await screen.village.run(lambda tx: tx.persons.get(HEAD))
    assert one is not None
    assert (one.card, one.reminded_at) == (CARD, 0)
    assert screen.chat.did == []


async def test_a_note_that_cannot_be_stored_leaves_the_card_as_it_was(screen: Screen) -> None:
    """The message is out: whoever called learns that it is not settled."""
    view = await screen.village.do(HEAD, present)

    def fail(_tx: Tx) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await screen.cards.send(HEAD, view, also=fail)
    assert await screen.known() == (CARD, CARD, None)
    assert screen.chat.did == [("send", CARD + 1)]
