"""`<tg-time>`: a moment and how to show it (Bot API, "Date-time entity formatting")."""

from typing import Final

RELATIVE: Final = "r"


class WrongFormat(ValueError):
    """The format is none."""


def unix_time(text: str) -> int:
    """Leading digits; 0 means that there is no moment and thus no entity."""
    end = 0
    while end < len(text) and text[end] in "0123456789":
        end += 1
    return int(text[:end] or 0)


def canonical(text: str) -> str:
    """`r`, or day of the week, date and time in this order, each at most once."""
    if text.lower() == RELATIVE:
        return RELATIVE
    week, date, time = "", "", ""
    for char in text:
        if char in "wW" and not week:
            week = "w"
        elif char in "dD" and not date:
            date = char
        elif char in "tT" and not time:
            time = char
        else:
            raise WrongFormat(text)
    return week + date + time
