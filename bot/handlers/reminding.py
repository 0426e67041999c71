"""Taps on reminders, and on the pages where one chooses when to be reminded."""

from collections.abc import Callable

from bot.actions import breaks, wishes
from bot.actions.view import Action
from bot.callbacks import PageData
from bot.house import House
from flows import wish_pages

LOOKS: dict[str, Callable[[PageData, House], Action]] = {
    "reminders": lambda _to, _house: wishes.shown(wish_pages.reminders),
    "hours": lambda _to, _house: wishes.shown(wish_pages.hours),
    "breaks": lambda to, _house: breaks.shown(to.arg),
}

ACTS: dict[str, Callable[[PageData, House, int], Action]] = {
    "wish": lambda to, _house, _tapped: wishes.wish(to.arg),
    "pause": lambda _to, _house, _tapped: wishes.pause,
    "summaries": lambda to, _house, _tapped: wishes.summaries(to.arg),
    "snooze": lambda to, _house, _tapped: wishes.snooze(to.arg, to.arg2),
    "add_break": lambda to, _house, _tapped: breaks.ask(to.arg),
    "break_region": lambda _to, _house, _tapped: breaks.ask_region,
    "drop_break": lambda to, _house, _tapped: breaks.drop(to.arg, to.arg2),
}
