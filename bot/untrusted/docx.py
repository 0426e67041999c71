"""The text of a .docx: a ZIP of XML, either of which may be a bomb.

What the archive says of itself is believed only as far as it is small; what is unpacked is counted
again. XML goes through expat's events, never into a tree: no document type is allowed, so no entity
can be declared, and depth, elements and characters have bounds.
"""

import io
import zipfile
import zlib
from typing import Any, Final
from xml.parsers import expat

from bot.untrusted.faults import Unreadable

ENTRIES: Final = 2_000
"""Parts of an archive; a report with a hundred pictures has a few hundred."""
UNPACKED: Final = 60_000_000
"""Bytes of all parts together, as the archive declares them."""
RATIO: Final = 250
"""How many times a large part may shrink: text does tenfold, an empty table fifty."""
SMALL: Final = 1_000_000
"""Bytes below which no ratio is looked at."""
PART: Final = 20_000_000
"""Bytes of one part of XML."""
DEPTH: Final = 300
ELEMENTS: Final = 1_000_000
CHARACTERS: Final = 400_000
FEW: Final = 30
"""Letters below which there is no text: a photo was put into the document."""
_PIECE: Final = 65_536
_ENCRYPTED: Final = 0x1
_OFFICE: Final = (
    "schemas.openxmlformats.org/wordprocessingml",
    "purl.oclc.org/ooxml/wordprocessingml",
)
_BREAKS: Final = frozenset({"br", "cr"})
_SIGNS: Final = {"tab": "\t", "noBreakHyphen": "-"}
_ROOTS: Final = frozenset({"document", "hdr", "ftr"})
_ALTERNATIVE: Final = " Fallback"
"""The same text box once more, for older programs."""


def lines(data: bytes) -> list[str]:
    """Return the paragraphs: those of headers first, then the body's in order."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            bounded(archive)
            found = [line for name in _parts(archive) for line in _text(unpacked(archive, name))]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        raise Unreadable("broken") from None
    except (LookupError, RuntimeError, UnicodeError, RecursionError):
        raise Unreadable("broken") from None
    except MemoryError:
        raise Unreadable("bomb") from None
    if sum(map(str.isalpha, "".join(found))) < FEW:
        raise Unreadable("scan")
    return found


def bounded(archive: zipfile.ZipFile) -> None:
    """Refuse what declares too much, before anything is unpacked."""
    entries = archive.infolist()
    if any(one.flag_bits & _ENCRYPTED for one in entries):
        raise Unreadable("locked")
    if len(entries) > ENTRIES or sum(one.file_size for one in entries) > UNPACKED:
        raise Unreadable("bomb")
    for one in entries:
        if one.file_size > SMALL and one.file_size > RATIO * max(one.compress_size, 1):
            raise Unreadable("bomb")


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """Name the parts with text: headers and footers around the main document."""
    names = set(archive.namelist())
    main = _main(archive) if "_rels/.rels" in names else "word/document.xml"
    if main not in names:
        raise Unreadable("kind")
    folder = main.rpartition("/")[0]
    around = sorted(
        name
        for name in names
        if name.startswith((f"{folder}/header", f"{folder}/footer")) and name.endswith(".xml")
    )
    return [*around[:20], main]


def _main(archive: zipfile.ZipFile) -> str:
    """Read which part is the document: most programs call it word/document.xml, not all."""
    found: list[str] = []

    def start(_name: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    _parse(unpacked(archive, "_rels/.rels"), start)
    return found[0] if found else "word/document.xml"


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack a part, whatever size it claims to have."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(name) as part:
        while piece := part.read(_PIECE):
            size += len(piece)
            if size > PART:
                raise Unreadable("bomb")
            pieces.append(piece)
    return b"".join(pieces)


class _Page:
    """What stands in `w:t`, a line a paragraph, collected from expat's events."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.is_document = False
        self._now: list[str] = []
        self._size = 0
        self._reads = False
        self._skips = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = _office(name)
        if name.endswith(_ALTERNATIVE):
            self._skips += 1
        if self._skips or not local:
            return
        self.is_document = self.is_document or local in _ROOTS
        if local == "t":
            self._reads = True
        elif local in _BREAKS:
            self._end_line()
        elif local in _SIGNS:
            self._add(_SIGNS[local])

    def end(self, name: str) -> None:
        local = _office(name)
        if name.endswith(_ALTERNATIVE):
            self._skips -= 1
        elif local == "t":
            self._reads = False
        elif local == "p":
            self._end_line()

    def characters(self, text: str) -> None:
        if self._reads:
            self._add(text)

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > CHARACTERS:
            raise Unreadable("bomb")
        self._now.append(text)

    def _end_line(self) -> None:
        line = "".join(self._now)
        self._now.clear()
        if line.strip():
            self.lines.append(line)


def _office(name: str) -> str:
    """Return an element's own name if it is one of a text document."""
    space, _, local = name.rpartition(" ")
    return local if any(one in space for one in _OFFICE) else ""


def _text(xml: bytes) -> list[str]:
    """Return the lines of a part; a part of another kind of document has none."""
    page = _Page()
    _parse(xml, page.start, page.end, page.characters)
    if not page.is_document:
        raise Unreadable("kind")
    return page.lines


def _parse(xml: bytes, start: Any, end: Any = None, characters: Any = None) -> None:
    """Run expat over a part with bounds on depth and number of elements."""
    depth = count = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEPTH or count > ELEMENTS:
            raise Unreadable("bomb")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise Unreadable("broken") from None


def _refuse(*_declared: object) -> None:
    """No office program writes a document type; whoever does may declare entities without end."""
    raise Unreadable("bomb")
