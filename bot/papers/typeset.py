"""What every paper that is set by typst has in common: its fonts, and words that are others'."""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typst import Fonts

LONGEST_SCHOOL: Final = 200

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_ENDLESS: Final = re.compile(r"\S{27,}")
_PIECE: Final = re.compile(r"\S{6}(?=\S)")
_NUMBER: Final = re.compile(r"№\s*(?=\d)")
_SHORT: Final = re.compile(r"\b(\w{1,2}) (?=\S)")


@cache
def fonts() -> "Fonts":
    """Only the fonts that come with typst, so that every machine draws the same."""
    import typst  # noqa: PLC0415 - loaded when first used

    return typst.Fonts(include_system_fonts=False)


def bound(words: str) -> str:
    """Keep a short word, such as a preposition, with the next: large lines show where they end."""
    return _SHORT.sub("\\1\N{NO-BREAK SPACE}", words)


def foreign(words: str, longest: int) -> str:
    """Leave out what no font here can draw, such as emoji, and let endless words break."""
    drawn = "".join(
        sign
        for sign in unicodedata.normalize("NFC", words)
        if sign.isspace() or (sign <= "\uffff" and unicodedata.category(sign) not in _UNSEEN)
    )
    seen = " ".join(drawn.split())
    if len(seen) > longest:
        seen = f"{seen[: longest - 1].rstrip()}…"
    seen = _NUMBER.sub("№\N{NO-BREAK SPACE}", seen)
    return _ENDLESS.sub(lambda run: _PIECE.sub("\\g<0>\N{ZERO WIDTH SPACE}", run[0]), seen)
