"""What the bot may call: one module per family, each filling the registry at import."""

from bot.emulator.methods import (
    account,
    callbacks,
    chats,
    deleting,
    editing,
    forwarding,
    media,
    menu,
    messages,
    pinning,
    receiving,
    topics,
)
from bot.emulator.methods.registry import METHODS, Answer, Context, Handler

__all__ = [
    "METHODS",
    "Answer",
    "Context",
    "Handler",
    "account",
    "callbacks",
    "chats",
    "deleting",
    "editing",
    "forwarding",
    "media",
    "menu",
    "messages",
    "pinning",
    "receiving",
    "topics",
]
