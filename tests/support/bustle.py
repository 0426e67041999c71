"""A whole school on a real database: phones in people's hands, a clock, and a bot that may die.

Nothing is sent anywhere. A tap runs the transaction that the handlers run, and the real `Cards`
show its screen on the person's phone. Each transaction is looked at by `bustle_rules` in itself.
"""

import random
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, cast

from bot.actions import answers, inviting, reminding, sending
from bot.actions.arrive import come
from bot.actions.letters import Copy, Letter
from bot.actions.view import Action, View, Visit, look, noticed, once, present
from bot.actions.walk import tap
from bot.callbacks import PageData
from bot.cards import Cards
from bot.handlers import browsing
from bot.handlers.inviting import SENDS
from bot.house import House
from flows.gallery import buttons_of
from flows.screens import Button, Page, Screen, Tap, Text, Url
from storage import Database, Notice, Tx
from tests.support import bustle_rules as rules
from tests.support.keys import SEAL

AT: Final = 1_700_000_000
HOUR: Final = 60 * 60
DAY: Final = 24 * HOUR
HOUSE: Final = cast(House, SimpleNamespace(settings=SimpleNamespace(active_teachers=3)))
TWICE: Final = 0.05
"""How often a message is delivered twice."""
LAST: Final = 6
"""Cards that a person can still scroll back to."""


@dataclass(slots=True)
class Phone:
    """What one person sees: the last cards with their message ids, the newest last."""

    cards: deque[tuple[int, Screen]] = field(default_factory=lambda: deque(maxlen=LAST))
    did: tuple[Callable[[Visit], Callable[[Tx], View]], Visit] | None = None
    pressed: Button | None = None

    @property
    def screen(self) -> Screen:
        return self.cards[-1][1] if self.cards else Screen(())

    def show(self, message: int, screen: Screen) -> None:
        self.cards.append((message, screen))


class Glass:
    """Instead of renderer and messenger: a screen is its own message."""

    def __init__(self) -> None:
        self.phones: defaultdict[int, Phone] = defaultdict(Phone)
        self.messages = 0
        self.shown = 0

    def message(self, screen: Screen, _language: str) -> Screen:
        return screen

    async def edit(self, chat: int, message: int, screen: Screen) -> bool:
        self.phones[chat].show(message, screen)
        self.shown += 1
        return True

    async def send(self, chat: int, screen: Screen, *, silent: bool = False) -> int:
        """Show it below the others; whether it made a sound, nobody here hears."""
        del silent
        self.messages += 1
        await self.edit(chat, self.messages, screen)
        return self.messages

    async def strip(self, chat: int, message: int) -> None:
        """Take the buttons off; whoever has it open still may have tapped."""


class Bustle:
    """The school's people, and the bot they share. Whatever `chance` says is done.

    An active school has `needed` teachers.
    """

    def __init__(self, folder: Path, chance: random.Random, needed: int = 3) -> None:
        self.url = f"sqlite:///{folder}/guide.db"
        self.chance = chance
        self.glass = Glass()
        self.needed = needed
        self.now = AT
        self.updates = 1000
        self.books = rules.Books()
        self.did: Counter[str] = Counter()
        self.open_db: Database | None = None

    # -- the bot ---------------------------------------------------------------------------------

    @property
    def db(self) -> Database:
        assert self.open_db is not None
        return self.open_db

    async def start(self) -> None:
        """Start the bot, or start it again: nothing is kept but what is stored."""
        await self.stop()
        self.open_db = await Database.open(self.url, clock_now=lambda: AT, seal=SEAL)
        await self.open_db.write(lambda tx: sending.recover(tx, self._unasked(0)))
        anything = cast(Any, self.glass)
        self.cards = Cards(self.open_db, anything, anything)

    async def stop(self) -> None:
        if self.open_db is not None:
            await self.open_db.close()
        self.open_db = None

    def phone(self, person: int) -> Phone:
        return self.glass.phones[person]

    def visit(self, person: int, message: int | None = None) -> Visit:
        self.updates += 1
        return Visit(person, self.updates, "ru", self.now, message, self.needed)

    # -- what people do --------------------------------------------------------------------------

    async def start_command(self, person: int, payload: str = "") -> None:
        await self._say(person, come(payload), "start")

    async def says(self, person: int, text: str) -> None:
        """Type a message, which is delivered twice now and then."""
        otherwise: Action = lambda tx, visit: present(tx, visit, Text("note-nothing"))  # noqa: E731
        await self._say(person, answers.answered(text, "", otherwise), "message")

    async def _say(self, person: int, action: Action, name: str) -> None:
        self.glass.messages += 1
        visit = self.visit(person, self.glass.messages)
        run: Callable[[Visit], Callable[[Tx], View]] = partial(noticed, action)
        self.phone(person).did = None
        for _ in range(2 if self.chance.random() < TWICE else 1):
            await self._write(name, run, visit, message=True)

    async def press(self, person: int, does: Tap | Page, *, on: int | None = None) -> None:
        """Tap a button, of the newest card or of message `on`."""
        phone, visit = self.phone(person), self.visit(person)
        tapped = on if on is not None else (phone.cards[-1][0] if phone.cards else None)
        if isinstance(does, Page) and does.name in browsing.LOOKS:
            await self._look(does, visit, tapped)
        elif isinstance(does, Page) and does.name in SENDS:
            await self._letter(person, does.arg)
        elif isinstance(does, Page) and does.name == "mydata":
            await self.db.read(lambda tx: tx.persons.export(person))
        else:
            action = self._action(does, tapped or 0)
            run: Callable[[Visit], Callable[[Tx], View]] = partial(once, action)
            phone.did = (run, visit)
            await self._write(_named(does), run, visit, does=does, tapped=tapped)

    def _action(self, does: Tap | Page, tapped: int) -> Action:
        if isinstance(does, Tap):
            return tap(does)
        to = PageData(name=does.name, arg=does.arg, arg2=does.arg2)
        return browsing.ACTS[does.name](to, HOUSE, tapped)

    async def page(self, person: int, name: str, arg: str = "", arg2: str = "") -> None:
        await self.press(person, Page(name, arg, arg2))

    async def _look(self, does: Page, visit: Visit, tapped: int | None) -> None:
        to = PageData(name=does.name, arg=does.arg, arg2=does.arg2)
        seen = look(browsing.LOOKS[does.name](to, HOUSE), visit)

        def read(tx: Tx) -> View:
            view = seen(tx)
            rules.see(tx, self.books, visit.person, view)
            return view

        self.did[does.name] += 1
        await self.cards.redraw(visit.person, await self.db.read(read), tapped)

    async def _letter(self, person: int, number: str) -> None:
        """Have a message to forward: from then on its link is in the world."""
        letter = await self.db.read(inviting.letter(person, number, self.now))
        if letter is not None:
            self.books.tokens[letter.invite.gives, letter.invite.class_name].append(letter.token)

    async def again(self, person: int) -> None:
        """Deliver the last tap once more, as the messenger does: nothing at all changes."""
        if self.phone(person).did is None:
            return
        run, visit = cast(
            "tuple[Callable[[Visit], Callable[[Tx], View]], Visit]", self.phone(person).did
        )

        def write(tx: Tx) -> View:
            before = rules.everything(tx)
            view = run(visit)(tx)
            assert rules.everything(tx) == before, "an update that came twice did something"
            rules.see(tx, self.books, person, view)
            return view

        self.did["delivered twice"] += 1
        await self.db.write(write)

    async def _write(
        self,
        name: str,
        run: Callable[[Visit], Callable[[Tx], View]],
        visit: Visit,
        *,
        does: Tap | Page | None = None,
        tapped: int | None = None,
        message: bool = False,
    ) -> None:
        def write(tx: Tx) -> View:
            before = rules.Before.of(tx)
            view = run(visit)(tx)
            rules.see(tx, self.books, visit.person, view)
            rules.look_back(tx, before, visit)
            if isinstance(does, Tap):
                rules.old_buttons_rest(tx, before, does)
            return view

        self.did[name] += 1
        view = await self.db.write(write)
        if message:
            await self.cards.send(visit.person, view)
        else:
            await self.cards.redraw(visit.person, view, tapped)

    # -- what the bot says unasked ---------------------------------------------------------------

    async def deliver(self, *, dying: float = 0.0) -> None:
        """Say what is due; the bot may die after a message and before its note."""
        for _ in range(100):
            await self.db.write(lambda tx: reminding.ripen(tx, self._unasked(0), 1000))
            batch = await self.db.read(lambda tx: tx.outbox.due(self.now, 50))
            if not batch:
                return
            for notice in batch:
                if self.chance.random() < dying:
                    await self._deliver(notice, dies=True)
                    await self.start()
                    return
                await self._deliver(notice)
        raise AssertionError("the outbox does not end")

    def _unasked(self, person: int) -> Visit:
        return Visit(person, 0, "ru", self.now, None, self.needed)

    async def _deliver(self, notice: Notice, *, dies: bool = False) -> None:
        person, visit = notice.person_id, self._unasked(notice.person_id)

        def take(tx: Tx) -> Letter | None:
            before = rules.Before.of(tx)
            letter = sending.take(tx, visit, notice)
            rules.nobody_moved(tx, before)
            assert not isinstance(letter, Copy)
            if letter is not None:
                rules.see(tx, self.books, person, letter.view)
                rules.may_be_told(self.books, visit, letter)
            return letter

        letter = await self.db.write(take)
        self.did["told"] += 1
        if letter is None:
            return
        self.did["reminded"] += letter.reminds
        done = partial(sending.settle, visit=visit, notice=notice, letter=letter)
        if letter.silent:
            await self.cards.redraw(person, letter.view, letter.view.card)
            if not dies:
                await self.db.write(done)
        else:
            await self.cards.send(
                person, letter.view, hushed=letter.hushed, also=None if dies else done
            )

    # -- what can be tapped ----------------------------------------------------------------------

    def buttons(self, person: int) -> list[Button]:
        shown = buttons_of(self.phone(person).screen)
        return [one for one in shown if not isinstance(one.does, Url)]

    def taps(self, person: int) -> list[Tap]:
        return [one.does for one in self.buttons(person) if isinstance(one.does, Tap)]


def _named(does: Tap | Page) -> str:
    return f"tap {does.trigger}" if isinstance(does, Tap) else does.name
