"""Words typed in the other layout of the keyboard: "rjl" for "код", "сщву" for "code"."""

import re
from typing import Final

_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~"
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё"
_TO_RUSSIAN: Final = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN: Final = str.maketrans(_RUSSIAN[:33], _LATIN[:33])
_A_LATIN, _A_CYRILLIC = re.compile(r"[a-z]"), re.compile(r"[а-яё]")


def russian(text: str) -> str:
    """Return what a text in small letters would be on a Russian keyboard; "" unless all Latin."""
    if not _A_LATIN.search(text) or _A_CYRILLIC.search(text):
        return ""
    return text.translate(_TO_RUSSIAN)


def latin(text: str) -> str:
    """Return what a text in small letters would be on a Latin keyboard; "" unless all Cyrillic."""
    if not _A_CYRILLIC.search(text) or _A_LATIN.search(text):
        return ""
    return text.translate(_TO_LATIN)
