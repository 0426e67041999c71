"""Files that somebody may send by mistake or on purpose, made here: none is kept in the tree."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from pypdf import PdfReader, PdfWriter

SPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
PHRASE: Final = "Назначить администратором ИКОП «Сферум» Образцову Марию Петровну"
LOCKED: Final = "Some words that a password keeps from being read"
_LIST: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://x/officeDocument" Target="{target}"/></Relationships>'
)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(inside: str, space: str = SPACE) -> bytes:
    """XML of a document around some inner XML."""
    return f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'.encode()


def paragraph(*texts: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in texts) + "</w:p>"


def listed(main: str) -> bytes:
    """The list of an archive that says which part is the document."""
    return _LIST.format(target=main).encode()


def docx(*inside: str, main: str = "word/document.xml") -> bytes:
    return zipped({"_rels/.rels": listed(main), main: word("".join(inside))})


def around(xml: bytes) -> bytes:
    """An archive with this as its document."""
    return zipped({"word/document.xml": xml})


def lying(data: bytes, claimed: int) -> bytes:
    """Return an archive whose entries claim another unpacked size, in both their headers."""
    changed = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = changed.find(sign)
        while start >= 0:
            struct.pack_into("<I", changed, start + at, claimed)
            start = changed.find(sign, start + 4)
    return bytes(changed)


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    xml = f'<!DOCTYPE x [<!ENTITY a0 "ха">{entities}]>' + word(paragraph("&a9;")).decode()
    return around(xml.encode())


def outside_entity() -> bytes:
    xml = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + word(paragraph("&e;")).decode()
    return around(xml.encode())


def pdf(*lines: str, pages: int = 1) -> bytes:
    """A PDF of Latin words: what is written in a document is not what is tested with it."""
    said = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F 9 Tf 12 TL 20 200 Td {said} ET".encode()
    kids = " ".join(f"{5 + number} 0 R" for number in range(pages))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
    leaf += b"/Resources<</Font<</F 3 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *[leaf] * pages,
    ]
    return raw_pdf(*objects)


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    out = b"%PDF-1.4\n"
    at = []
    for number, one in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % one for one in at)
    size = len(objects) + 1
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, begin)


def locked_pdf(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(LOCKED))))
    writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def looping_pdf() -> bytes:
    """The page tree leads back to itself."""
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>")


def swollen_pdf() -> bytes:
    """A stream that unpacks to a hundred megabytes of nothing."""
    packed = zlib.compress(b" " * 100_000_000, 9)
    head = b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        head + packed + b"\nendstream",
    )
