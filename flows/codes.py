"""Short names of what search finds, for a button that carries five of them within 64 bytes."""

from collections.abc import Iterable
from functools import cache
from typing import Final
from zlib import crc32

from flows.library import library
from flows.places import found_steps

LENGTH: Final = 5


def code(name: str) -> str:
    return f"{crc32(name.encode()) & 0xFFFFF:0{LENGTH}x}"


def spell(names: Iterable[str]) -> str:
    return "".join(map(code, names))


def read(text: str) -> list[str]:
    """Return the names that a button carries; what is gone meanwhile, or forged, is left out."""
    known = _known()
    parts = (text[at : at + LENGTH] for at in range(0, len(text), LENGTH))
    return [known[part] for part in dict.fromkeys(parts) if part in known]


@cache
def _known() -> dict[str, str]:
    return {code(name): name for name in (*library().entries, *found_steps())}
