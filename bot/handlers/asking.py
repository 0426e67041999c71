"""Taps on the way to a coordinator and back."""

from collections.abc import Callable

from bot.actions import asking
from bot.actions.view import Action
from bot.callbacks import PageData
from bot.house import House

LOOKS: dict[str, Callable[[PageData, House], Action]] = {}

ACTS: dict[str, Callable[[PageData, House, int], Action]] = {
    "ask_look": lambda to, _house, _tapped: asking.look(to.arg),
    "ask_write": lambda to, _house, _tapped: asking.write(to.arg),
    "ticket_helped": lambda to, _house, _tapped: asking.helped(to.arg),
    "ticket_more": lambda to, _house, _tapped: asking.more(to.arg),
}
