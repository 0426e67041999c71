"""What the messenger shows about the bot: its commands, descriptions and menu button.

Setting them is rationed strictly, so only what differs is set.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from aiogram.methods import (
    DeleteMyCommands,
    GetMyCommands,
    GetMyDescription,
    GetMyShortDescription,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)

Call: TypeAlias = Callable[[TelegramMethod[Any]], Awaitable[Any]]
PRIVATE: Final = BotCommandScopeAllPrivateChats()


@dataclass(frozen=True, slots=True)
class Profile:
    """What the messenger shows about the bot in one language; `""` is for all other languages."""

    language: str
    commands: tuple[tuple[str, str], ...]
    description: str
    short: str


async def introduce(call: Call, profiles: Sequence[Profile]) -> None:
    """Bring all of it up to date."""
    for profile in profiles:
        await _commands(call, profile)
        await _descriptions(call, profile)
    await call(SetChatMenuButton(menu_button=MenuButtonCommands()))


async def _commands(call: Call, profile: Profile) -> None:
    language = profile.language
    known = await call(GetMyCommands(scope=PRIVATE, language_code=language))
    if tuple((one.command, one.description) for one in known) != profile.commands:
        commands = [BotCommand(command=name, description=text) for name, text in profile.commands]
        await call(SetMyCommands(commands=commands, scope=PRIVATE, language_code=language))


async def own_commands(call: Call, chat: int, commands: Sequence[tuple[str, str]]) -> None:
    """Give one chat a menu of its own; an empty one takes it away again."""
    scope = BotCommandScopeChat(chat_id=chat)
    known = await call(GetMyCommands(scope=scope))
    if tuple((one.command, one.description) for one in known) == tuple(commands):
        return
    if not commands:
        await call(DeleteMyCommands(scope=scope))
        return
    menu = [BotCommand(command=name, description=text) for name, text in commands]
    await call(SetMyCommands(commands=menu, scope=scope))


async def _descriptions(call: Call, profile: Profile) -> None:
    language = profile.language
    now = await call(GetMyDescription(language_code=language))
    if now.description != profile.description:
        await call(SetMyDescription(description=profile.description, language_code=language))
    short = await call(GetMyShortDescription(language_code=language))
    if short.short_description != profile.short:
        await call(SetMyShortDescription(short_description=profile.short, language_code=language))
