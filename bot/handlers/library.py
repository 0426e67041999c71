"""Taps on the pages of the library, and the commands that open them."""

from collections.abc import Callable

from bot.actions import library
from bot.actions.view import Action
from bot.callbacks import PageData
from bot.handlers.schooling import number
from bot.house import House
from flows.library_file import QUESTIONS


def docs(section: str = "", first: str = "") -> Action:
    return library.listed(section, number(first)) if section else library.docs()


def faq(first: str = "") -> Action:
    return library.listed(QUESTIONS, number(first))


LOOKS: dict[str, Callable[[PageData, House], Action]] = {
    "docs": lambda to, _house: docs(to.arg, to.arg2),
    "faq": lambda to, _house: faq(to.arg),
    "answer": lambda to, _house: library.answer(to.arg, to.arg2),
    "rules": lambda _to, _house: library.answer("rules", ""),
    "found": lambda to, _house: library.found(to.arg),
    "peek": lambda to, _house: library.peeked(to.arg, to.arg2),
}
