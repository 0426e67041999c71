"""Aiogram's models are built when they are used, and are the same then."""

import subprocess
import sys

BUILT_LATER = """
from bot.models import built_when_used
with built_when_used():
    import bot.app
from aiogram import methods, types
from aiogram.methods import Response
from pydantic import BaseModel

models = [model for package in (types, methods) for name in package.__all__
          if isinstance(model := getattr(package, name), type) and issubclass(model, BaseModel)]
unbuilt = sum(not model.__pydantic_complete__ for model in models)
assert unbuilt > 200, unbuilt

# One that is nowhere else, with models inside of models, as an answer.
chat = {"id": 1, "type": "private", "accent_color_id": 1, "max_reaction_count": 1,
        "accepted_gift_types": {name: False for name in
            types.AcceptedGiftTypes.model_fields}, "photo": {"small_file_id": "a",
            "small_file_unique_id": "b", "big_file_id": "c", "big_file_unique_id": "d"},
        "pinned_message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"},
            "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 2}]}}
told = Response[types.ChatFullInfo].model_validate({"ok": True, "result": chat}).result
assert told.pinned_message.photo[0].height == 2 and told.photo.small_file_id == "a"
button = types.InlineKeyboardButton(text="a", web_app=types.WebAppInfo(url="https://a.ru"))
assert methods.SendMessage(
    chat_id=1, text="a", reply_markup=types.InlineKeyboardMarkup(inline_keyboard=[[button]])
).reply_markup.inline_keyboard[0][0].web_app.url == "https://a.ru"

for model in models:
    model.model_rebuild()
    assert model.__pydantic_complete__, model

class Other(BaseModel):
    inner: "Inner"
class Inner(BaseModel):
    number: int
assert Other(inner={"number": 1}).inner.number == 1
"""


def test_every_model_can_be_built_later() -> None:
    """In a process of its own, where aiogram was not imported before."""
    command = [sys.executable, "-c", BUILT_LATER]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
