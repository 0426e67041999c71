"""Whoever blocks the bot says so by it, and whoever lets it in again."""

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiogram.types import (
    Chat,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    Update,
    User,
)

from bot.handlers.membership import changed, setup
from bot.mailboxes import ALLOWED
from tests.bot.invited import ANNA, MORNING, Village, visit

BOT = User(id=42, is_bot=True, first_name="Гид")
WHEN = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
FREE = dt.datetime.fromtimestamp(0, tz=dt.UTC)
MEMBER = ChatMemberMember(user=BOT)
KICKED = ChatMemberBanned(user=BOT, until_date=FREE)


async def becomes(village: Village, what: Any, *, chat: int = ANNA, kind: str = "private") -> int:
    """Let the bot be something in a chat; return since when Anna cannot be reached."""
    house: Any = SimpleNamespace(db=village.db, visit=lambda one, _update: visit(one, MORNING))
    member = ChatMemberUpdated(
        chat=Chat(id=chat, type=kind),
        from_user=User(id=ANNA, is_bot=False, first_name="Анна"),
        date=WHEN,
        old_chat_member=MEMBER,
        new_chat_member=what,
    )
    await changed(member, house, cast(Update, SimpleNamespace(update_id=7)))
    person = await village.run(lambda tx: tx.persons.get(ANNA))
    assert person is not None
    return person.blocked_at


async def test_whoever_blocks_the_bot_is_not_written_to(village: Village) -> None:
    """Nobody has to try: what waits for them is dropped at once."""
    await village.run(lambda tx: tx.outbox.put(ANNA, "moved", 1, MORNING))
    assert await becomes(village, KICKED) == MORNING
    assert await village.told(ANNA) == []
    assert await becomes(village, MEMBER) == 0
    assert await becomes(village, MEMBER) == 0


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_what_happens_in_a_group_is_no_persons(village: Village, kind: str) -> None:
    for what in (KICKED, ChatMemberLeft(user=BOT)):
        assert await becomes(village, what, chat=-100, kind=kind) == 0


async def test_a_stranger_who_blocks_the_bot_is_not_stored(village: Village) -> None:
    await becomes(village, KICKED, chat=999)
    assert await village.run(lambda tx: tx.persons.get(999)) is None


def test_the_messenger_is_asked_for_such_news() -> None:
    assert "my_chat_member" in ALLOWED
    assert setup().my_chat_member.handlers
