"""What a button carries back, within Telegram's 64 bytes."""

from aiogram.filters.callback_data import CallbackData

from flows.screens import Page, Tap

LIMIT = 64


class TapData(CallbackData, prefix="j"):
    """A button of a step: journey, step, act, and the revision it was shown at."""

    journey: int
    state: str
    trigger: str
    revision: int
    arg: str = ""


class PageData(CallbackData, prefix="p"):
    """A button that only shows something."""

    name: str
    arg: str = ""
    arg2: str = ""


def pack(does: Tap | Page) -> str:
    """Write what `TapData.pack` and `PageData.pack` would, without building a model first."""
    if isinstance(does, Tap):
        head = f"j:{does.journey}:{does.state}:{does.trigger}"
        packed = f"{head}:{does.revision}:{does.arg}"
    else:
        packed = f"p:{does.name}:{does.arg}:{does.arg2}"
    if len(packed.encode()) > LIMIT:
        raise ValueError(f"a button of {len(packed.encode())} bytes: {packed!r}")
    return packed
