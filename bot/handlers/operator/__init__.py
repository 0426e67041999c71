"""Operators' commands and pages; each is refused in its action to whoever is none."""

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery, Update

from bot.actions.operator import home, stats
from bot.actions.view import Action
from bot.callbacks import PageData
from bot.handlers.operator import pictures
from bot.house import House

SHOWS: dict[str, Callable[[str], Action]] = {
    "stats": stats.asked,
}
"""Commands, given what was typed behind them."""

LOOKS: dict[str, Callable[[PageData, House], Action]] = {
    "operator": lambda _to, _house: home.home,
    "stats": lambda to, _house: stats.shown(to.arg, to.arg2),
    "stats_role": lambda to, _house: stats.role_page(to.arg, to.arg2),
}

ACTS: dict[str, Callable[[PageData, House, int], Action]] = {}

ASKS: frozenset[str] = frozenset()
"""Questions that operators are asked, by the first word of the name (`bot/actions/answers.py`)."""

SENDS: dict[str, Callable[[PageData, House, CallbackQuery, Update], Awaitable[None]]] = {
    "stats_pictures": pictures.send,
}
