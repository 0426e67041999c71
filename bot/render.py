"""From a screen to a message: text in Telegram's HTML, buttons in its keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters

from bot.callbacks import pack
from bot.copies import copied
from bot.texts import Texts
from flows.screens import Button, Screen, Tap, Text, Url

_BUTTON = InlineKeyboardButton(text="", callback_data="")
_KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[])


AWAY = "\N{NO-BREAK SPACE}↗\N{VARIATION SELECTOR-15}"
"""The mark of a button that leads out: kept with its word, drawn as a letter."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be sent: HTML text, its keyboard, and which message it answers."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    reply_to: int | None = None


def replying(message_id: int | None) -> ReplyParameters | None:
    """Answer a message; one that was deleted meanwhile is answered all the same."""
    if message_id is None:
        return None
    return ReplyParameters(
        message_id=message_id, allow_sending_without_reply=True, quote_parse_mode=None
    )


class Renderer:
    """Screens and lines in the words of a language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        # Most buttons are the same for everybody; building one costs as much as a whole message.
        self._lasting = lru_cache(maxsize=2000)(self._button)
        self._addresses: Mapping[str, str] = {}

    @property
    def texts(self) -> Texts:
        return self._texts

    def overrule(
        self, addresses: Mapping[str, str], texts: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Let buttons lead to other addresses and texts say other words, from now on."""
        self._addresses = addresses
        self._texts.overrule(texts)
        self._lasting.cache_clear()

    def address(self, own: str) -> str:
        """Return where a link of the release leads now."""
        return self._addresses.get(own, own)

    def message(self, screen: Screen, locale: str) -> Rendered:
        text = "\n\n".join(
            "\n".join(self._line(line, locale) for line in paragraph)
            for paragraph in screen.paragraphs
        )
        rows = [[self._made(one, locale) for one in row] for row in screen.rows if row]
        keyboard = copied(_KEYBOARD, inline_keyboard=rows) if rows else None
        return Rendered(text, keyboard)

    def plain(self, text: Text, locale: str) -> str:
        """Words without HTML, for buttons, short answers and names."""
        return self._texts.format(text, locale, escape=False)

    def _line(self, line: Text, locale: str) -> str:
        words = self._texts.format(line, locale)
        return f"<b>{words}</b>" if line.strong else words

    def _made(self, button: Button, locale: str) -> InlineKeyboardButton:
        own = isinstance(button.does, Tap)
        return self._button(button, locale) if own else self._lasting(button, locale)

    def _button(self, button: Button, locale: str) -> InlineKeyboardButton:
        words = self.plain(button.text, locale)
        if isinstance(button.does, Url):
            return InlineKeyboardButton(
                text=f"{words}{AWAY}", url=self.address(button.does.address)
            )
        return copied(_BUTTON, text=words, callback_data=pack(button.does))
