"""answerCallbackQuery."""

from typing import Final

from bot.emulator.bodies import Params
from bot.emulator.errors import QUERY_TOO_OLD, bad_request
from bot.emulator.methods.registry import Context, method

ANSWERABLE_FOR: Final = 60
"""Seconds. Telegram documents no number; its clients stop waiting after about a minute."""
ANSWER_LIMIT: Final = 200
"""Characters (Bot API, answerCallbackQuery)."""


@method("answerCallbackQuery")
def answer_callback_query(context: Context, params: Params) -> bool:
    world = context.world
    text = params.text("text")
    query = world.queries.get(params.text("callback_query_id"))
    too_old = query is None or world.now() - query.at > ANSWERABLE_FOR
    if query is None or query.answered or too_old:
        raise bad_request(QUERY_TOO_OLD)
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = params.text("url")
    if url and not url.startswith((f"https://t.me/{world.bot.username}?start=", "tg://")):
        raise bad_request("URL_INVALID")
    query.answered = True
    world.hub.publish(
        {
            "type": "answer",
            "person_id": query.person_id,
            "callback_query_id": query.id,
            "text": text,
            "show_alert": params.flag("show_alert"),
            "url": url,
        }
    )
    return True
