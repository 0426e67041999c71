"""The core's arithmetic of a button's length is that of the real packer."""

from bot.actions.arrive import CARRIED
from bot.callbacks import LIMIT, PageData, TapData, pack
from flows import pages
from flows.check import BUTTON_BYTES, PAGE, TAP, button_bytes
from flows.gallery import buttons_of
from flows.screens import Page, Tap, Url


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


def test_the_greeting_carries_the_longest_payload_that_it_is_given() -> None:
    for language in pages.LANGUAGES:
        for button in buttons_of(pages.greeting(language, "x" * CARRIED)):
            assert not isinstance(button.does, Url)
            assert len(pack(button.does)) <= LIMIT
