"""Parts that are wired with the whole: operators' menus, tickets, and what watches the program."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.delivery import Delivery
from bot.gateway import Gateway
from bot.house import House
from bot.link_watch import LinkWatch
from bot.menu import NAMES
from bot.menus import Words
from bot.session import LeanSession
from bot.support import Support
from bot.web import Web

if TYPE_CHECKING:
    from bot.app import App


def watched(app: "App") -> "App":
    """Have the program watch itself; where it listens, let others ask how it is."""
    house, session = app.house, app.bot.session
    house.seen.on_their_way = lambda: app.delivery.on_their_way
    house.seen.delivered = lambda: asdict(app.delivery.counts)
    house.seen.support = lambda: app.support.reachable
    watches = session.watches if isinstance(session, LeanSession) else []
    watches.append(house.seen.called)
    if house.settings.listen is None:
        return app
    # Loaded for whoever listens: it takes a while, and most do not.
    from bot.listening import Listener, Status  # noqa: PLC0415
    from bot.metrics import Counting, Metrics  # noqa: PLC0415

    metrics = Metrics()
    watches.append(metrics.called)
    house.db.watch(metrics.group)
    app.dispatcher.update.outer_middleware(Counting(metrics))
    status = Status(house, metrics, house.seen, lambda: app.intake.fetching)
    if app.webhook is not None:
        app.webhook.also = status.add_to
    else:
        app.listener = Listener(status, house.settings.listen)
    return app


def support_for(house: House, unasked: Gateway, delivery: Delivery) -> Support:
    known = house.settings
    return Support(
        house.db,
        unasked,
        house.renderer,
        house.visit,
        group=known.support_chat_id,
        hours=known.ticket_hours,
        locale=known.locale,
        pace=house.gateway.pace,
        wake=delivery.wake,
    )


def links_for(house: House) -> LinkWatch | None:
    """Have links asked once a day, unless the settings say never."""
    proxy = house.settings.bot_proxy
    if not house.settings.check_links:
        return None
    web = Web(proxy.get_secret_value() if proxy else None)
    watch = LinkWatch(house.db, web, house.visit, house.wake)
    house.hurry_links = watch.hurry
    return watch


def menu_words(house: House) -> Words:
    """Return what says an operator's menu: everybody's commands, and theirs."""

    def words(language: str, own: Sequence[str]) -> list[tuple[str, str]]:
        return [(name, house.words(f"command-{name}", language)) for name in (*own, *NAMES)]

    return words
