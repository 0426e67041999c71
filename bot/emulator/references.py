"""Character references of HTML, those few that Telegram knows (TDLib, `decode_html_entity`)."""

from typing import Final

NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
LAST_CODE: Final = 0x10FFFF
LONGEST: Final = 10
"""Characters that a numeric reference must stay below, ampersand included."""


def decode(source: str, at: int) -> tuple[str, int]:
    """The character that `&…;` at `at` means and the place after it; nothing and `at` when none.

    The semicolon may be missing. `source` must end with a character that is no part of a reference.
    """
    if source[at + 1] == "#":
        return _numeric(source, at)
    end = at + 1
    while source[end].isascii() and source[end].isalpha():
        end += 1
    char = NAMED.get(source[at + 1 : end], "")
    return (char, end + (source[end] == ";")) if char else ("", at)


def _numeric(source: str, at: int) -> tuple[str, int]:
    is_hex = source[at + 2] == "x"
    digits = "0123456789abcdefABCDEF" if is_hex else "0123456789"
    end = at + 2 + is_hex
    code = 0
    while source[end] in digits:
        code = code * (16 if is_hex else 10) + int(source[end], 16)
        end += 1
    if not 0 < code < LAST_CODE or end - at >= LONGEST:
        return "", at
    return chr(code), end + (source[end] == ";")
