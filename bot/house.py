"""What every handler needs, wired in one place (`bot/app.py`)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from aiogram.types import CallbackQuery, Message, Update

from bot.actions.sending import there
from bot.actions.view import Action, View, Visit, look, noticed, once
from bot.cards import Cards
from bot.clock import Clock
from bot.gateway import Gateway
from bot.held import HeldActs
from bot.office import Office
from bot.render import Renderer
from bot.ruling import Ruling
from bot.search import Search
from bot.seen import Seen
from bot.settings import Settings
from flows.screens import Text
from storage import Database, StorageError


@dataclass(slots=True)
class House:
    """The rooms of the bot.

    `waiting` tells how many more updates of a person are in line; `wake` has the outbox looked at.
    """

    db: Database
    gateway: Gateway
    renderer: Renderer
    cards: Cards
    search: Search
    clock: Clock
    settings: Settings
    waiting: Callable[[int], int] = lambda _person: 0
    wake: Callable[[], None] = lambda: None
    held: HeldActs = field(default_factory=HeldActs)
    office: Office = field(default_factory=Office)
    seen: Seen = field(default_factory=Seen)
    hurry_links: Callable[[], None] | None = None
    """Has the links asked; None where they are never asked."""
    ruling: Ruling = field(init=False)

    def __post_init__(self) -> None:
        self.ruling = Ruling(self.db, self.renderer)

    def visit(self, person: int, update: int = 0, message: int | None = None) -> Visit:
        known = self.settings
        return Visit(
            person,
            update,
            known.locale,
            self.clock.now(),
            message,
            known.active_teachers,
            known.operators,
            known.edition,
            known.rules,
            known.keep_months,
            known.policy_url or "",
            self.held.of(person),
        )

    async def act(
        self, query: CallbackQuery, update: Update, action: Action, *, rules: bool = False
    ) -> None:
        """Carry out a tap that may change something, answer it, redraw."""
        visit = self.visit_of(query, update)
        view = await self.db.write(there(once(action, visit), visit))
        self.held.keep(visit.person, view.held)
        if rules:
            await self.ruling.load()
        await self._tapped(query, view)

    async def look(self, query: CallbackQuery, update: Update, action: Action) -> None:
        """Show what a tap asks for; nothing changes."""
        await self._tapped(query, await self.db.read(look(action, self.visit_of(query, update))))

    async def reply(self, message: Message, update: Update, action: Action) -> None:
        """Carry out a message, which may come twice, and show the card anew below it."""
        visit = self.visit(message.chat.id, update.update_id, message.message_id)
        view = await self.db.write(there(noticed(action, visit), visit))
        self.held.keep(visit.person, view.held)
        if view.tells:
            self.wake()
        await self.cards.send(message.chat.id, view)

    async def pass_over(self, message: Message) -> None:
        """Answer nothing, but know that the card is no longer the chat's last message."""
        chat, number = message.chat.id, message.message_id
        await self.db.write(lambda tx: tx.persons.set_bottom(chat, number))

    def visit_of(self, query: CallbackQuery, update: Update) -> Visit:
        return self.visit(query.from_user.id, update.update_id)

    async def _tapped(self, query: CallbackQuery, view: View) -> None:
        if view.tells:
            self.wake()
        note = self.renderer.plain(view.note, view.language) if view.note else ""
        await self.gateway.answer(query.id, note)
        tapped = query.message.message_id if query.message else None
        await self.cards.redraw(query.from_user.id, view, tapped)

    async def language(self, person: int) -> str:
        """Return the person's language; the default for somebody unknown or when asking fails."""
        try:
            known = await self.db.read(lambda tx: tx.persons.get(person))
        except StorageError:
            return self.settings.locale
        return known.language if known else self.settings.locale

    def words(self, key: str, locale: str) -> str:
        return self.renderer.plain(Text(key), locale)
