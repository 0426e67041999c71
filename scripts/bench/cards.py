"""The card that everybody's messages are as large as: the teacher's third step."""

import html
import re
from zoneinfo import ZoneInfo

from bot.render import Rendered, Renderer
from bot.texts import Texts
from flows import Journey, Role
from flows.card import card
from scripts.bench.instant import CARD, Raw


def sample() -> Rendered:
    """Return the card as it is sent."""
    journey = Journey(1, 1, Role.TEACHER, "vk", "apply", since=1, started=1, revision=2)
    texts = Texts(ZoneInfo("UTC"), {"teachers": 3})
    return Renderer(texts).message(card(journey, 1), "ru")


def sample_json() -> Raw:
    """Return the message as Telegram sends it along with a tap on it, but for the chat."""
    rendered = sample()
    text = html.unescape(re.sub(r"<[^>]+>", "", rendered.text))
    keyboard = rendered.keyboard.model_dump(exclude_none=True) if rendered.keyboard else {}
    return {
        "message_id": CARD,
        "from": {"id": 42, "is_bot": True, "first_name": "A", "username": "a_bot"},
        "date": 1,
        "edit_date": 2,
        "text": text,
        "entities": [{"offset": 24, "length": 20, "type": "bold"}],
        "reply_markup": keyboard,
    }
