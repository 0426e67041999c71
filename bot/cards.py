"""One live card a person: edited in place while it is the chat's last message, else sent anew."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from bot.actions.letters import Copy
from bot.actions.view import View
from bot.gateway import Gateway
from bot.render import Renderer
from storage import Database, Tx

Also: TypeAlias = Callable[[Tx], None]


class Cards:
    """Shows views.

    What is shown follows from what is stored, so a lost card is made up for by any next tap.
    """

    def __init__(self, db: Database, gateway: Gateway, renderer: Renderer) -> None:
        self._db = db
        self._gateway = gateway
        self._renderer = renderer

    async def redraw(self, chat: int, view: View, tapped: int | None) -> None:
        """Answer a tap: in place if the tapped card is the live one and the last message."""
        live = not view.stored or (tapped == view.card and view.bottom == tapped)
        if tapped is not None and live:
            rendered = self._renderer.message(view.screen, view.language)
            if await self._gateway.edit(chat, tapped, rendered):
                if view.stored and view.desk != view.desk_before:
                    await self._db.write(lambda tx: tx.persons.set_desk(chat, view.desk))
                return
        await self._renew(chat, view, {tapped, view.card})

    async def send(
        self, chat: int, view: View, *, hushed: bool = False, also: Also | None = None
    ) -> None:
        """Answer a message: a new card below it, the note first.

        `hushed` sends it without a sound; `also` is stored together with where the card is now.
        """
        said = replace(view, screen=view.screen.noting(view.note))
        await self._renew(chat, said, {view.card}, hushed=hushed, also=also)

    async def copy(self, chat: int, letter: Copy, *, also: Also) -> None:
        """Send a copy of a message; the card is no longer the chat's last one after it."""
        sent = await self._gateway.copy(chat, letter.chat, letter.message, silent=letter.hushed)

        def remember(tx: Tx) -> None:
            tx.persons.set_bottom(chat, sent)
            also(tx)

        await self._db.write(remember)

    async def _renew(
        self,
        chat: int,
        view: View,
        old: set[int | None],
        *,
        hushed: bool = False,
        also: Also | None = None,
    ) -> None:
        """Send the card, remember it, take the buttons off the ones before."""
        rendered = self._renderer.message(view.screen, view.language)
        sent = await self._gateway.send(chat, rendered, silent=hushed)

        def remember(tx: Tx) -> None:
            if view.stored:
                _remember(tx, chat, sent, view.desk)
            if also is not None:
                also(tx)

        if view.stored or also is not None:
            await self._db.write(remember)
        for message in old - {None, sent}:
            if message is not None:
                await self._gateway.strip(chat, message)


def _remember(tx: Tx, person: int, card: int, desk: int | None) -> None:
    tx.persons.set_card(person, card)
    tx.persons.set_desk(person, desk)
    tx.persons.set_bottom(person, card)
