"""The composition root: everything is wired here, started here, and stopped here in order."""

import asyncio
import contextlib
import datetime as dt
import gc
import html
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.types import Update

from bot import failures, handlers, sealing
from bot.amends import Amends
from bot.cards import Cards
from bot.casting import Casting
from bot.clock import Clock
from bot.delivery import Delivery
from bot.failures import Tell
from bot.gateway import Gateway, Profile
from bot.house import House
from bot.intake import Intake
from bot.link_watch import LinkWatch
from bot.menu import NAMES
from bot.menus import Menus
from bot.pace import Pace
from bot.pauses import Pauses
from bot.render import Rendered, Renderer
from bot.retention import Retention
from bot.sealing import seal_of
from bot.search import Search
from bot.session import LeanSession
from bot.settings import Settings
from bot.support import Support
from bot.texts import LOCALES, Texts
from bot.webhook import Webhook
from bot.wiring import links_for, menu_words, support_for, watched
from flows import FlowError, Role, days_off, flow_of
from flows.screens import say
from storage import KEEP_UPDATES_SECONDS, Database, StorageError, Tx

if TYPE_CHECKING:
    from bot.listening import Listener

log = structlog.get_logger(__name__)
HOUR = 60 * 60
KEEP_CASTS = 90 * 24 * HOUR
"""Seconds for which it is kept what became of a broadcast, and what was written in a ticket."""


class UnknownSteps(Exception):
    """The database holds steps that this release does not know: it is refused."""


@dataclass(slots=True)
class App:
    """The bot, wired. `open` makes one, `run` works until `stop` is asked for."""

    bot: Bot
    dispatcher: Dispatcher
    house: House
    intake: Intake
    amends: Amends
    delivery: Delivery
    retention: Retention
    menus: Menus
    casting: Casting
    support: Support
    link_watch: LinkWatch | None
    webhook: Webhook | None
    listener: "Listener | None" = None

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Take updates until `stop`. A background task that dies ends the run with its error."""
        try:
            async with asyncio.TaskGroup() as tasks:
                works = (
                    self._introduce(),
                    self._prune(),
                    self._warm(),
                    self.amends.run(),
                    self.delivery.run(),
                    self.retention.run(),
                    self.menus.run(),
                    self.casting.run(),
                    self.support.run(),
                    self.link_watch.run() if self.link_watch else asyncio.sleep(0),
                    self.house.office.tidy(self.house.clock.now),
                )
                aside = [tasks.create_task(work) for work in works]
                if self.webhook:
                    await self.webhook.start()
                if self.listener:
                    await self.listener.start()
                ready()
                await (self.webhook.serve() if self.webhook else self.intake.poll())
                for task in aside:
                    task.cancel()
        except ExceptionGroup as group:
            await self.intake.stop()
            raise group.exceptions[0] from group

    async def stop(self) -> None:
        """Take no more updates, finish those in hand. `run` returns then."""
        if self.webhook:
            await self.webhook.stop()
        if self.listener:
            await self.listener.stop()
        left = await self.intake.stop()
        log.info("stopped", left=left)

    async def _introduce(self) -> None:
        """Tell the messenger who the bot is and which commands it has, per language."""
        words = self.house.words
        profiles = [
            Profile(
                language="" if locale == self.house.settings.locale else locale,
                commands=tuple((name, words(f"command-{name}", locale)) for name in NAMES),
                description=words("profile.description", locale),
                short=words("profile.short", locale),
            )
            for locale in LOCALES
        ]
        pauses, tries = Pauses(first=5.0, longest=HOUR), 0
        while not await self.house.gateway.introduce(profiles):
            tries += 1
            await asyncio.sleep(pauses.after(tries))

    async def _warm(self) -> None:
        """Make in a thread what the first search, or the first step, would wait for."""
        await asyncio.to_thread(self.house.search.warm)
        today = dt.datetime.fromtimestamp(self.house.clock.now(), self.house.settings.timezone)
        await asyncio.to_thread(days_off.public, today.date())

    def _forget_old(self, tx: Tx) -> None:
        now = self.house.clock.now()
        tx.updates.prune(now - KEEP_UPDATES_SECONDS)
        tx.counters.prune(now)
        tx.mutes.prune(now)
        tx.links.prune(now - KEEP_CASTS)
        tx.casts.prune(now - KEEP_CASTS)
        tx.tickets.fade(now - KEEP_CASTS)

    async def _prune(self) -> None:
        """Forget once an hour what is old: update ids, acts held back, entries of each day."""
        while True:
            self.house.held.sweep(self.house.clock.now())
            try:
                await self.house.db.write(self._forget_old)
            except StorageError as fault:
                log.warning("what is old was not forgotten", error=str(fault))
            await asyncio.sleep(HOUR)


@contextlib.asynccontextmanager
async def opened(
    settings: Settings,
    clock: Clock | None = None,
    session: BaseSession | None = None,
    pace: Pace | None = None,
) -> AsyncIterator[App]:
    """Open the database, wire the bot, and close all of it in the end."""
    if settings.bot_token is None:
        raise ValueError("a bot needs its token")
    clock = clock or Clock()
    texts = Texts(settings.timezone, {"teachers": settings.active_teachers})
    db = await Database.open(settings.database_url, seal=seal_of(settings))
    bot = Bot(settings.bot_token.get_secret_value(), session=session or _session(settings))
    try:
        await db.read(refuse_unknown_steps)
        await sealing.settle(db, settings)
        app = wire(settings, clock, texts, db, bot, pace or Pace(settings.send_rate))
        await app.house.ruling.load()
        yield app
    finally:
        await bot.session.close()
        await db.close()


def _session(settings: Settings) -> LeanSession:
    proxy = settings.bot_proxy
    return LeanSession(settings.bot_api_url, proxy=proxy.get_secret_value() if proxy else None)


def wire(settings: Settings, clock: Clock, texts: Texts, db: Database, bot: Bot, pace: Pace) -> App:
    gateway = Gateway(bot, pace=pace)
    renderer = Renderer(texts)
    house = House(
        db, gateway, renderer, Cards(db, gateway, renderer), Search(texts), clock, settings
    )
    house.office.folder = settings.templates
    dispatcher = Dispatcher(disable_fsm=True, house=house)
    handlers.setup(dispatcher)
    intake = Intake(dispatcher, bot)
    house.waiting = intake.waiting
    amends = Amends(intake.put)
    intake.on_unanswered(amends.owe)
    unasked = gateway.aside()
    delivery = Delivery(
        db,
        Cards(db, unasked, renderer),
        house.visit,
        intake.errand,
        pace=gateway.pace,
        ping=unasked.answers,
    )
    house.wake = delivery.wake
    retention = Retention(db, house.visit, delivery.wake)
    menus = Menus(db, gateway, menu_words(house), settings.operators, clock.now)
    casting = Casting(db, unasked, renderer, house.visit, delivery.wake)
    support = support_for(house, unasked, delivery)
    failures.register(dispatcher, teller(house))
    webhook = Webhook(settings, intake, bot) if settings.webhook_url else None
    return watched(
        App(
            bot,
            dispatcher,
            house,
            intake,
            amends,
            delivery,
            retention,
            menus,
            casting,
            support,
            links_for(house),
            webhook,
        )
    )


def refuse_unknown_steps(tx: Tx) -> None:
    """Every stored step must be one that a flow knows, now or as an old key."""
    for edition, role, state in tx.journeys.states_in_use():
        try:
            flow_of(edition, Role(role)).state(state)
        except (FlowError, ValueError) as fault:
            raise UnknownSteps(f"{edition}/{role}/{state}") from fault


def teller(house: House) -> Tell:
    """Make what tells a person that something failed, with the code to quote."""

    async def tell(update: Update, code: str) -> None:
        query, message = update.callback_query, update.message or update.edited_message
        if query:
            await house.gateway.answer(query.id)
        chat = query.from_user.id if query else message.chat.id if message else 0
        language = await house.language(chat)
        words = house.renderer.plain(say("note-failure", code=code), language)
        sent = await house.gateway.send(chat, Rendered(html.escape(words, quote=False)))
        await house.db.write(lambda tx: tx.persons.set_bottom(chat, sent))

    return tell


def settle() -> None:
    """Keep the garbage collector off what lives as long as the program, and let it come seldom.

    An update makes hundreds of objects that end with it: looking for cycles among them every 700,
    as is the default, took a tenth of the time and found nothing.
    """
    Update.model_rebuild()  # now, not while the first person waits (`bot/models.py`)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()
