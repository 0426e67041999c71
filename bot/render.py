"""From a screen to a message: text in Telegram's HTML, buttons in its keyboard."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be sent: HTML text and its keyboard."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
