"""The core's arithmetic of a button's length is that of the real packer."""

from bot.callbacks import LIMIT, PageData, TapData, pack
from flows.check import BUTTON_BYTES, PAGE, TAP, button_bytes
from flows.screens import Page, Tap


def test_a_packed_tap_is_as_long_as_the_core_counts() -> None:
    tap = Tap(1_234_567_890, "apply", "tick", 12_345, "questionnaire")
    parts = (tap.journey, tap.state, tap.trigger, tap.revision, tap.arg)
    packed = pack(tap)
    assert button_bytes(TAP, *parts) == len(packed)
    assert TapData.unpack(packed).pack() == packed


def test_a_packed_page_is_as_long_as_the_core_counts() -> None:
    shown = Page("answer", "no_code", "14")
    packed = pack(shown)
    assert button_bytes(PAGE, shown.name, shown.arg, shown.arg2) == len(packed)
    assert PageData.unpack(packed).pack() == packed


def test_both_hold_the_same_bound() -> None:
    assert BUTTON_BYTES == LIMIT
