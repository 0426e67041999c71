"""What texts are said with, as the galleries draw them: other words are tried on that.

Drawing every screen takes half a second: it is done once, in a thread, for whoever changes a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from bot.menu import NAMES
from flows.screens import Text

PLURALS: Final = (1, 2, 5)
MOST: Final = 40
"""Samples of a text that are kept."""
LONGEST: Final = 700
"""Characters of a text: a card has room for a few of them."""
ON_BUTTON: Final = 64
"""Characters of what stands on a button, alone or with more beside it."""
NOTE: Final = 200
"""Characters of what is said over the chat when a button is tapped."""
_PROFILE: Final = {"profile.short": 120, "profile.description": 512}


@dataclass(frozen=True, slots=True)
class Samples:
    """Texts as they are said, by their key, and the keys of what stands on buttons."""

    said: Mapping[str, list[Text]]
    buttons: frozenset[str]

    def of(self, key: str, variables: frozenset[str]) -> list[Text]:
        """Return a text as it is said; one that is never drawn is said with dots.

        Its numbers are each taken in every plural, too.
        """
        first, *more = self.said.get(key) or [Text(key, dict.fromkeys(sorted(variables), "…"))]
        counted = [
            replace(first, args={**first.args, name: number})
            for name, value in first.args.items()
            if isinstance(value, int)
            for number in PLURALS
        ]
        return [first, *counted, *more]

    def room(self, key: str) -> int:
        """Return how many characters there is room for where a text is said."""
        if key.startswith("note-"):
            return NOTE
        small = key in self.buttons or key.startswith("command-")
        return ON_BUTTON if small else _PROFILE.get(key, LONGEST)


@cache
def samples() -> Samples:
    """Draw everything, once."""
    # Most programs never do: the galleries are loaded by whoever does.
    from flows.gallery import buttons_of, drawn, inside, texts_of  # noqa: PLC0415

    said: dict[str, list[Text]] = {}
    buttons: set[str] = set()
    for _, screen in drawn(commands=NAMES):
        for text in texts_of(screen):
            known = said.setdefault(text.key, [])
            if len(known) < MOST and all(text.args != one.args for one in known):
                known.append(text)
        for button in buttons_of(screen):
            buttons.update(text.key for text in inside(button.text))
    return Samples(said, frozenset(buttons))
