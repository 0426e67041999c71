"""What is fed with rubbish, and what must hold whatever it is fed with.

Each target takes bytes and returns; a reader refuses by `Unreadable` and by nothing else, and what
it gives has bounds. Atheris looks for bytes that break this; `tests/bot/test_fuzz.py` runs it too.
"""

import datetime as dt
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot.papers import details, memo, package, rosters
from bot.texts import Texts
from bot.untrusted import child, docx, pdf, tables
from bot.untrusted.faults import Unreadable
from flows.appointee import Appointee
from flows.appointment_check import check
from flows.operator import roster
from flows.package import Letterhead

TODAY: Final = dt.date(2026, 11, 25)
SAID: Final = "Образцова Мария Петровна, 8 900 000-00-00, obraztsova@example.ru"
_SPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read_docx(data: bytes) -> None:
    """A file as it is, or an archive around the bytes as the document's XML."""
    if data[:1] == b"x":
        data = archive(data[1:])
    _bounded(docx.lines, data, docx.CHARACTERS)


def read_pdf(data: bytes) -> None:
    _bounded(pdf.lines, data, pdf.CHARACTERS)


def read_any(data: bytes) -> None:
    """What the process of its own answers: a fault, or lines."""
    answer = child.answer_of(data)
    if answer.keys() not in ({"fault"}, {"lines"}):
        raise AssertionError(answer.keys())


def read_table(data: bytes) -> None:
    """A table as it is; what is understood of it has bounds too."""
    answer = child.table_of(data)
    sheets = answer.get("sheets")
    if not isinstance(sheets, list):
        if answer.keys() != {"fault"}:
            raise AssertionError(answer.keys())
        return
    if any(len(sheet) > tables.ROWS for sheet in sheets):
        raise AssertionError("more than was bound")
    roster.read(sheets, TODAY, "59")


def read_message(data: bytes) -> None:
    """A message for a document, for everything and for each thing alone."""
    text = data.decode("utf-8", "replace")
    for field in ("", "name", "phone", "email", "form"):
        said = details.read(text, field)
        details.understood(Appointee("order", "new"), said)
        if not said.trouble and not said.found:
            raise AssertionError(field)


def judge(data: bytes) -> None:
    """A document's text, a line a line."""
    verdict = check(data.decode("utf-8", "replace").split("\n"))
    if any(len(part.found) > docx.CHARACTERS for part in verdict.mandatory):
        raise AssertionError("a part without end")


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "docx": read_docx,
    "pdf": read_pdf,
    "any": read_any,
    "table": read_table,
    "message": read_message,
    "verdict": judge,
}


def _bounded(reader: Callable[[bytes], list[str]], data: bytes, most: int) -> None:
    try:
        lines = reader(data)
    except Unreadable:
        return
    if sum(map(len, lines)) > 4 * most:
        raise AssertionError("more than was bound")


def archive(xml: bytes) -> bytes:
    """Return a .docx around some bytes as its document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", xml)
    return out.getvalue()


def seeds(target: str) -> Iterator[bytes]:
    """Yield healthy inputs: mutation begins with them."""
    who = details.understood(Appointee("order", "new"), details.read(SAID))
    document = package.appointment("order", "new", Letterhead("Школа № 5"), who).data
    if target in {"docx", "any"}:
        xml = f'<w:document xmlns:w="{_SPACE}"><w:p><w:t>а</w:t></w:p></w:document>'.encode()
        yield from (document, archive(xml), b"x" + xml)
    if target in {"pdf", "any"}:
        texts = Texts(ZoneInfo("UTC"), {"teachers": 3})
        yield memo.pdf(texts, "staff", "Школа № 5", "ru")
        yield PDF
    if target == "table":
        yield from (workbook(), "Регион;Школа\n59;Школа № 5\n".encode("cp1251"))
    if target == "message":
        yield SAID.encode()
        yield "Фамилия Имя Отчество, тел: +7(900)0000000; почта a @ b.ru".encode()
    if target == "verdict":
        yield "\n".join(docx.lines(document)).encode()


def workbook() -> bytes:
    """Return a table as operators send it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsx"
        rosters.sample(path, lambda text: text.key)
        return path.read_bytes()


PDF: Final = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>
endobj
4 0 obj<</Length 44>>stream
BT /F 9 Tf 1 1 Td (Some words to read here) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
"""
"""A PDF by hand: small, so that a mutation meets something that matters."""
