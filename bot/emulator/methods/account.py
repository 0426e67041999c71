"""The bot's own account: who it is and what it says about itself."""

from typing import Final

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request
from bot.emulator.methods.registry import Context, method
from bot.emulator.model import Json, in_language

NAME_LIMIT: Final = 64
DESCRIPTION_LIMIT: Final = 512
SHORT_DESCRIPTION_LIMIT: Final = 120


@method("getMe")
def get_me(context: Context, params: Params) -> Json:
    del params
    bot = context.world.bot
    return bot.user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": bot.can_read_all_group_messages,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("setMyName")
def set_my_name(context: Context, params: Params) -> bool:
    return _set_text(context, params, context.world.bot.names, "name", NAME_LIMIT)


@method("getMyName")
def get_my_name(context: Context, params: Params) -> Json:
    bot = context.world.bot
    return {"name": in_language(bot.names, _language(params)) or bot.first_name}


@method("setMyDescription")
def set_my_description(context: Context, params: Params) -> bool:
    texts = context.world.bot.descriptions
    return _set_text(context, params, texts, "description", DESCRIPTION_LIMIT)


@method("getMyDescription")
def get_my_description(context: Context, params: Params) -> Json:
    return {"description": in_language(context.world.bot.descriptions, _language(params))}


@method("setMyShortDescription")
def set_my_short_description(context: Context, params: Params) -> bool:
    texts = context.world.bot.short_descriptions
    return _set_text(context, params, texts, "short_description", SHORT_DESCRIPTION_LIMIT)


@method("getMyShortDescription")
def get_my_short_description(context: Context, params: Params) -> Json:
    texts = context.world.bot.short_descriptions
    return {"short_description": in_language(texts, _language(params))}


@method("logOut")
def log_out(context: Context, params: Params) -> bool:
    """Nothing to move away from: the emulator is the local server that the bot would move to."""
    del context, params
    return True


@method("close")
def close(context: Context, params: Params) -> bool:
    del context, params
    return True


def _set_text(
    context: Context, params: Params, texts: dict[str, str], name: str, limit: int
) -> bool:
    """Empty text removes the dedicated one."""
    text, language = params.text(name), _language(params)
    if len(text) > limit:
        raise bad_request(f"BOT_{'TITLE' if name == 'name' else 'DESCRIPTION'}_TOO_LONG")
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    context.world.publish_bot()
    return True


def _language(params: Params) -> str:
    """Two small letters or nothing."""
    code = params.text("language_code")
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):  # noqa: PLR2004 - ISO 639-1
        raise bad_request("Invalid language code specified")
    return code


language_code = _language
