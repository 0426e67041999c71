"""Tickets on their way: into the support group, a topic a person, and one level up in time."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

import structlog
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramRetryAfter

from bot.actions import routing
from bot.actions.operator.tickets import line_of, sheet_of
from bot.actions.view import Visit
from bot.gateway import Gateway
from bot.pace import Pace
from bot.refusals import MayHaveBeenSent, NotSent, Unreachable
from bot.render import Renderer
from flows.operator.tickets import topic_head, topic_name
from storage import Database, StorageError, Tx
from storage.ticket_rows import Ticket, TicketMessage

log = structlog.get_logger(__name__)
EVERY: Final = 2.0
SLOW: Final = 60.0
"""Seconds between two tries where the group does not take anything."""
MOST: Final = 20
LONGEST: Final = 128
"""Letters of a topic's name."""


class Support:
    """Sees to tickets. `group`: the support group, None where operators' chats are the inbox."""

    def __init__(
        self,
        db: Database,
        gateway: Gateway,
        renderer: Renderer,
        visit: Callable[[int], Visit],
        *,
        group: int | None,
        hours: int,
        locale: str,
        pace: Pace,
        wake: Callable[[], None],
    ) -> None:
        self._db = db
        self._gateway = gateway
        self._renderer = renderer
        self._visit = visit
        self._group = group
        self._hours = hours
        self._locale = locale
        self._pace = pace
        self._wake = wake
        self.reachable = True
        """Whether the group took the last thing that it was given."""

    async def run(self) -> None:
        while True:
            pause = EVERY
            try:
                await self._escalate()
                if self._group is not None:
                    await self._post(self._group)
                    await self._clear(self._group)
                    self.reachable = True
            except (StorageError, NotSent, MayHaveBeenSent) as fault:
                log.warning("tickets were not seen to", error=str(fault))
                pause = SLOW
            except TelegramRetryAfter as flood:
                pause = float(flood.retry_after)
            except (TelegramAPIError, Unreachable) as fault:
                if self.reachable:
                    log.error("the support group takes nothing", error=type(fault).__name__)  # noqa: TRY400
                self.reachable, pause = False, SLOW
            await asyncio.sleep(pause)

    async def _escalate(self) -> None:
        act = partial(routing.escalate, visit=self._visit(0), hours=self._hours, most=MOST)
        if await self._db.write(act):
            self._wake()

    async def _post(self, group: int) -> None:
        """Pass on what the group has not got yet, in the order in which it was written."""
        for one in await self._db.read(lambda tx: tx.tickets.unposted(MOST)):
            ticket = await self._db.read(partial(_ticket, number=one.ticket_id))
            if ticket is not None:
                topic = await self._topic(group, ticket)
                if await self._db.read(partial(_opens, ticket=ticket, one=one)):
                    await self._head(group, topic, ticket)
                await self._say(group, topic, one)
            now = self._visit(0).now
            await self._db.write(partial(_posted, number=one.id, at=now))

    async def _clear(self, group: int) -> None:
        """Delete the topics of those who were forgotten, with all that was copied there."""
        for topic in await self._db.read(lambda tx: tx.tickets.left_topics(MOST)):
            try:
                await self._gateway.drop_topic(group, topic)
            except TelegramBadRequest:
                log.warning("a topic of somebody forgotten is to be deleted by hand", topic=topic)
            await self._db.write(partial(_dropped, topic=topic))

    async def _topic(self, group: int, ticket: Ticket) -> int:
        """Return the person's topic; the first time it is made, named by role and school."""
        person = ticket.person_id
        known = await self._db.read(lambda tx: tx.tickets.topic(person))
        if known is not None:
            return known
        line = await self._db.read(lambda tx: line_of(tx, ticket))
        name = self._renderer.plain(topic_name(line), self._locale)[:LONGEST]
        await self._pace.turn(group)
        topic = await self._gateway.topic(group, name)
        await self._db.write(lambda tx: tx.tickets.set_topic(person, topic))
        return topic

    async def _head(self, group: int, topic: int, ticket: Ticket) -> None:
        """Say whose step a new question is about."""
        sheet = await self._db.read(lambda tx: sheet_of(tx, ticket))
        rendered = self._renderer.message(topic_head(sheet, self._visit(0).now), self._locale)
        await self._pace.turn(group)
        await self._gateway.send(group, rendered, topic=topic)

    async def _say(self, group: int, topic: int, one: TicketMessage) -> None:
        if not one.message:
            return
        await self._pace.turn(group)
        try:
            await self._gateway.copy(group, one.chat_id, one.message, topic=topic)
        except TelegramBadRequest:
            log.warning("a message of a ticket is gone")


def _ticket(tx: Tx, number: int) -> Ticket | None:
    return tx.tickets.get(number)


def _opens(tx: Tx, ticket: Ticket, one: TicketMessage) -> bool:
    """Whether a message is the first of its ticket."""
    said = tx.tickets.messages(ticket.id)
    return bool(said) and said[0].id == one.id


def _dropped(tx: Tx, topic: int) -> None:
    tx.tickets.drop_topic(topic)


def _posted(tx: Tx, number: int, at: int) -> None:
    tx.tickets.posted(number, at)
