"""Reply markup: read, checked and put into the form in which the messenger stores it."""

import json
from collections.abc import Callable
from typing import Any, Final

from bot.emulator import links
from bot.emulator.bodies import Params
from bot.emulator.errors import ApiError, bad_request
from bot.emulator.model import Json

DATA_LIMIT: Final = 64
"""Bytes of callback data (Bot API, InlineKeyboardButton)."""
BUTTONS_LIMIT: Final = 100
ROW_LIMIT: Final = 8
SIZE_LIMIT: Final = 10 * 1024
"""Bytes of a keyboard's JSON; not documented, but measured by many."""
COPY_LIMIT: Final = 256
_STYLES: Final = ("danger", "success", "primary")


def inline_markup(params: Params) -> Json | None:
    """For an edited message: nothing but an inline keyboard may be given."""
    markup = params.json("reply_markup", "reply keyboard markup")
    if isinstance(markup, dict) and markup and "inline_keyboard" not in markup:
        raise bad_request("Inline keyboard expected")
    return reply_markup(params)


def reply_markup(params: Params) -> Json | None:
    """An inline keyboard as `{"inline_keyboard": …}`; any other markup is checked and dropped.

    Only inline keyboards belong to a message; the others change the person's own keyboard. Buttons
    without a label vanish, and so do empty rows.
    """
    markup = params.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    _check_reply_keyboard(markup.get("keyboard"))
    rows = markup.get("inline_keyboard")
    if rows is None or markup.get("keyboard"):
        return None
    if not isinstance(rows, list):
        raise bad_request('Field "inline_keyboard" must be of type Array')
    keyboard = [buttons for row in rows if (buttons := _row(row))]
    if not keyboard:
        return None
    result: Json = {"inline_keyboard": keyboard}
    if sum(map(len, keyboard)) > BUTTONS_LIMIT or len(json.dumps(result)) > SIZE_LIMIT:
        raise bad_request("reply markup is too long")
    return result


def _check_reply_keyboard(rows: Any) -> None:
    if rows is None:
        return
    if not isinstance(rows, list):
        raise bad_request('Field "keyboard" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request('Field "keyboard" must be an Array of Arrays')
        for button in row:
            if not isinstance(button, str | dict):
                raise bad_request(
                    "Can't parse keyboard button: KeyboardButton must be a String or an Object"
                )


def _row(row: Any) -> list[Json]:
    if not isinstance(row, list):
        raise bad_request(
            'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    if len(row) > ROW_LIMIT:
        raise bad_request("reply markup is too long")
    buttons = [_button(button) for button in row]
    return [button for button in buttons if button["text"]]


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _wrong("InlineKeyboardButton must be an Object")
    text = _text(button, "text", required=True)
    result: Json = {"text": text}
    for extra in ("icon_custom_emoji_id", "style"):
        if button.get(extra):
            result[extra] = str(button[extra])
    if result.get("style", "primary") not in _STYLES:
        raise _wrong("Invalid button style specified")
    result |= _action(button)
    if text and not text.strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    return result


def _action(button: Json) -> Json:
    """What the button does; the first that is there counts, in the server's order."""
    if url := _text(button, "url"):
        return {"url": _url(url)}
    if data := _text(button, "callback_data"):
        if len(data.encode()) > DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    if _NEEDS_MORE & button.keys():
        raise bad_request("BUTTON_TYPE_INVALID")
    for name, read in _ACTIONS.items():
        if name in button:
            return {name: read(button)}
    raise _wrong("Text buttons are unallowed in the inline keyboard")


def _url(url: str) -> str:
    if links.user_id(url) is not None:
        return url
    try:
        return links.checked(url)
    except links.WrongLink as wrong:
        raise bad_request(f"Inline keyboard button URL '{url}' is invalid: {wrong}") from None


def _web_app(button: Json) -> Json:
    value = button["web_app"]
    url = _text(value, "url", required=True) if isinstance(value, dict) else ""
    if links.user_id(url) is not None:
        raise bad_request("Link to a user can't be used in Web App URL buttons")
    try:
        checked = links.checked(url)
    except links.WrongLink as wrong:
        raise bad_request(
            f"Inline keyboard button Web App URL '{url}' is invalid: {wrong}"
        ) from None
    if not checked.startswith("https://"):
        raise bad_request(
            f"Inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )
    return {"url": checked}


def _copied(button: Json) -> Json:
    value = button["copy_text"]
    text = _text(value, "text", required=True) if isinstance(value, dict) else ""
    if not 0 < len(text) <= COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _text(button: Json, name: str, *, required: bool = False) -> str:
    value = button.get(name)
    if value is None:
        if required:
            raise _wrong(f'Can\'t find field "{name}"')
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _wrong(f'Field "{name}" must be of type String')
    return str(value)


def _wrong(why: str) -> ApiError:
    return bad_request(f"Can't parse inline keyboard button: {why}")


_NEEDS_MORE: Final = frozenset({"login_url", "pay", "callback_game"})
"""Buttons of bots with a domain, payments or games, which the emulator's bot has not."""
_ACTIONS: Final[dict[str, Callable[[Json], Any]]] = {
    "switch_inline_query": lambda b: _text(b, "switch_inline_query", required=True),
    "switch_inline_query_chosen_chat": lambda b: b["switch_inline_query_chosen_chat"],
    "switch_inline_query_current_chat": lambda b: _text(
        b, "switch_inline_query_current_chat", required=True
    ),
    "web_app": _web_app,
    "copy_text": _copied,
    "disabled": lambda b: b["disabled"],
}
