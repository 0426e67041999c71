"""A small bot as python-telegram-bot's examples have it, told of another API server only."""

import os
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, context: Context) -> None:
    assert update.message is not None
    payload = " ".join(context.args or [])
    keyboard = [
        [
            InlineKeyboardButton("Next", callback_data="next"),
            InlineKeyboardButton("Site", url="https://python-telegram-bot.org"),
        ]
    ]
    await update.message.reply_html(
        f"<b>Hello</b>, {payload} &amp; co", reply_markup=InlineKeyboardMarkup(keyboard)
    )


async def step(update: Update, _: Context) -> None:
    query = update.callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    await query.answer("Well done")
    await query.edit_message_text("<i>Step 2</i>", parse_mode="HTML")
    await query.message.reply_document("привет".encode(), filename="list.txt", caption="A file")


def main() -> None:
    url = os.environ["BOT_API_URL"]
    builder = Application.builder().token(os.environ["BOT_TOKEN"])
    app: Application[Any, Any, Any, Any, Any, Any] = (
        builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    )
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(step, pattern="^next$"))
    app.run_polling(allowed_updates=["message", "callback_query"])


if __name__ == "__main__":
    main()
