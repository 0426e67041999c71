"""The bot's commands and the button beside the input field."""

import re
from typing import Any, Final

from bot.emulator.bodies import Params
from bot.emulator.command_menu import DEFAULT, Scope
from bot.emulator.errors import bad_request
from bot.emulator.methods.access import chat_of, person_of
from bot.emulator.methods.account import language_code
from bot.emulator.methods.registry import Context, method
from bot.emulator.model import Json
from bot.emulator.world import World

COMMANDS_LIMIT: Final = 100
DESCRIPTION_LIMIT: Final = 256
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_WIDE: Final = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_NARROW: Final = ("chat", "chat_administrators", "chat_member")


@method("setMyCommands")
def set_my_commands(context: Context, params: Params) -> bool:
    commands = params.json("commands", "commands") or []
    if not isinstance(commands, list):
        raise bad_request("Expected an Array of BotCommand")
    menu = [_command(one) for one in commands]
    if len(menu) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    scope = _scope(context.world, params)
    context.world.menu.set(scope, language_code(params), menu)
    context.world.publish_commands()
    return True


@method("getMyCommands")
def get_my_commands(context: Context, params: Params) -> list[Json]:
    return context.world.menu.get(_scope(context.world, params), language_code(params))


@method("deleteMyCommands")
def delete_my_commands(context: Context, params: Params) -> bool:
    context.world.menu.delete(_scope(context.world, params), language_code(params))
    context.world.publish_commands()
    return True


@method("setChatMenuButton")
def set_chat_menu_button(context: Context, params: Params) -> bool:
    world = context.world
    button = params.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("commands", "default", "web_app"):
        raise bad_request("Can't parse menu button: Unsupported type specified")
    if params.text("chat_id"):
        person = person_of(world, params, "chat_id")
        if person is None:
            raise bad_request("chat not found")
        world.bot.menu_buttons[person.id] = button
    else:
        world.bot.menu_button = button
    world.publish_bot()
    return True


@method("getChatMenuButton")
def get_chat_menu_button(context: Context, params: Params) -> Json:
    bot = context.world.bot
    return bot.menu_buttons.get(params.number("chat_id", 0, 0, 2**52), bot.menu_button)


def _command(one: Any) -> Json:
    if not isinstance(one, dict):
        raise bad_request("Can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(one.get(name), str):
            raise bad_request(f"Can't parse BotCommand: Can't find field \"{name}\"")
    command, description = one["command"].removeprefix("/"), one["description"]
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 0 < len(description) <= DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _scope(world: World, params: Params) -> Scope:
    scope = params.json("scope", "BotCommandScope")
    if scope is None:
        return DEFAULT
    if not isinstance(scope, dict):
        raise bad_request("Can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in _WIDE:
        return (str(kind), 0, 0)
    if kind not in _NARROW:
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    inner = Params(scope)
    if not inner.text("chat_id"):
        raise bad_request("Can't parse BotCommandScope: Can't find field \"chat_id\"")
    chat = chat_of(world, inner)
    user = inner.number("user_id", 0, 0, 2**52) if kind == "chat_member" else 0
    return (str(kind), chat.id, user)
