"""What people write, sealed at rest: AES-256-GCM under `DATA_KEY`, bound to its place.

A sealed text is `s1.<key>.<nonce and ciphertext>`; `<key>` tells keys apart and gives nothing away.
Table, column and row are bound to it: copied elsewhere, it does not open. A new row is stored with
an empty text first, which is never sealed, since its number is not known before.
"""

import base64
import hashlib
import os
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

COLUMNS: Final = (
    ("staff", "label"),
    ("audit", "words"),
    ("school_notes", "words"),
    ("ticket_messages", "words"),
)
"""Every sealed column, by its table: rotation goes through them, /mydata opens them."""
FORM: Final = "s1."
MARK_LENGTH: Final = 12
"""Characters by which what one key has sealed is known: the form and the key."""
KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_MOST_REPORTED: Final = 1000


class Place(NamedTuple):
    """Where a text belongs. `row` is the row's id."""

    table: str
    column: str
    row: int

    @property
    def bound(self) -> bytes:
        return f"{self.table}\0{self.column}\0{self.row}".encode()


class Refused(StrEnum):
    """Why a text does not open."""

    NO_KEY = "no key for it"
    NOT_SEALED = "it is not sealed"
    NOT_ITS_PLACE = "it was changed, or belongs elsewhere"


Report = Callable[[Place, Refused], object]


def read_key(text: str) -> bytes:
    """Read a key as it is written in the settings: 32 bytes in base64. Raises `ValueError`."""
    key = base64.b64decode(text.strip().translate({ord("-"): "+", ord("_"): "/"}), validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return key


def new_key() -> str:
    """Make a key, written as it goes into the settings."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


class Seal:
    """Seals with the first key, opens with any of them; without a key it keeps nothing.

    What does not open is empty, and told to `report`, once a place.
    """

    def __init__(
        self, keys: Sequence[bytes] = (), report: Report = lambda _place, _why: None
    ) -> None:
        self._ciphers = {_mark(key): _cipher(key) for key in keys}
        self.mark = _mark(keys[0]) if keys else ""
        """How what the present key has sealed begins; "" without one."""
        self._report = report
        self._reported: set[Place] = set()

    @property
    def keeps(self) -> bool:
        """Whether there is a key: without one nothing is stored, so nobody need be asked."""
        return bool(self.mark)

    def close(self, place: Place, text: str) -> str:
        """Return what is to be stored: "" for an empty text, and for any text without a key."""
        if not text or not self.keeps:
            return ""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self.mark].encrypt(nonce, text.encode(), place.bound)
        return self.mark + base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, place: Place, stored: str) -> str:
        """Return the text; "" for one that does not open, whatever the reason."""
        found = self.look(place, stored)
        if not isinstance(found, Refused):
            return found
        if place not in self._reported and len(self._reported) < _MOST_REPORTED:
            self._reported.add(place)
            self._report(place, found)
        return ""

    def look(self, place: Place, stored: str) -> str | Refused:
        """Return the text, or why it does not open."""
        if not stored:
            return ""
        if not stored.startswith(FORM):
            return Refused.NOT_SEALED
        cipher = self._ciphers.get(stored[:MARK_LENGTH])
        return Refused.NO_KEY if cipher is None else _opened(cipher, place, stored)


def _opened(cipher: "AESGCM", place: Place, stored: str) -> str | Refused:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - there is a key, so it is loaded

    try:
        data = base64.urlsafe_b64decode(stored[MARK_LENGTH:])
        return cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], place.bound).decode()
    except (InvalidTag, ValueError):
        return Refused.NOT_ITS_PLACE


def _cipher(key: bytes) -> "AESGCM":
    """Load what ciphers only where there is a key: it takes some 30 ms."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    return AESGCM(key)


def _mark(key: bytes) -> str:
    return f"{FORM}{hashlib.sha256(b'sferum-guide data key' + key).hexdigest()[:8]}."


NO_SEAL: Final = Seal()
