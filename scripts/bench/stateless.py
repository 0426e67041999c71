"""A bot on plain aiogram that remembers nothing: the step is in its buttons.

What aiogram's own documentation shows, at the size of this bot's cards. It imports aiogram alone,
since its start and its memory are compared as well.
"""

import json
import logging
import sys
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

STEPS = 5


class Turn(CallbackData, prefix="turn"):
    way: str
    step: int


def keyboard(step: int, rows: list[list[dict[str, Any]]]) -> InlineKeyboardMarkup:
    """Return the card's own keyboard with the two buttons that lead to other steps."""
    made = [[InlineKeyboardButton(**one) for one in row] for row in rows]
    if step < STEPS:
        data = Turn(way="on", step=step + 1).pack()
        made.append([InlineKeyboardButton(text="✅ Готово", callback_data=data)])
    if step > 1:
        data = Turn(way="back", step=step - 1).pack()
        made.append([InlineKeyboardButton(text="⬅️ Назад", callback_data=data)])
    return InlineKeyboardMarkup(inline_keyboard=made)


def dispatcher_of(text: str, rows: list[list[dict[str, Any]]]) -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer(text, reply_markup=keyboard(1, rows))

    @dispatcher.callback_query(Turn.filter())
    async def turned(query: CallbackQuery, callback_data: Turn) -> None:
        await query.answer()
        if isinstance(query.message, Message):
            step = callback_data.step
            shown = f"{text}\n\nШаг {step} из {STEPS}"
            await query.message.edit_text(shown, reply_markup=keyboard(step, rows))

    return dispatcher


def main() -> None:
    url, token, card = sys.argv[1:]
    shown = json.loads(Path(card).read_text(encoding="utf-8"))
    logging.basicConfig(level=logging.INFO)
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    properties = DefaultBotProperties(parse_mode=ParseMode.HTML)
    bot = Bot(token, session=session, default=properties)
    dispatcher_of(shown["text"], shown["rows"]).run_polling(bot)


if __name__ == "__main__":
    main()
