"""The text of a PDF, where it has one. A scan is a picture and has none.

pypdf bounds what it unpacks; what it does not bound (a page tree that loops, a table without end)
is the limit of the process around it.
"""

import io
import logging
import warnings
from typing import Final

from bot.untrusted.faults import Unreadable

PAGES: Final = 15
"""Pages that are read: an appointment stands on one or two."""
TREE: Final = 3_000
"""Pages that a document may have."""
CHARACTERS: Final = 400_000
FEW: Final = 30
"""Letters on all pages together; a scan with a stamp has fewer."""


def lines(data: bytes) -> list[str]:
    """Return the lines of the first pages."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings quote the file
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data)
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("bomb") from None
    except Exception:  # noqa: BLE001 - a broken file breaks a reader in ways without number
        raise Unreadable("broken") from None


def _read(data: bytes) -> list[str]:
    from pypdf import PasswordType, PdfReader  # noqa: PLC0415 - loaded when first used

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise Unreadable("locked")
    if reader.get_num_pages() > TREE:
        raise Unreadable("bomb")
    found: list[str] = []
    size = 0
    for number in range(min(PAGES, reader.get_num_pages())):
        text = reader.pages[number].extract_text()
        size += len(text)
        if size > CHARACTERS:
            raise Unreadable("bomb")
        found.extend(line for line in text.splitlines() if line.strip())
    if sum(map(str.isalpha, "".join(found))) < FEW:
        raise Unreadable("scan")
    return found
