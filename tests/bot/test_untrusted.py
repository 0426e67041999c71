"""Files that people send: what is read of them, and that nothing of theirs does any harm."""

import asyncio
import contextlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.untrusted import child, docx, pdf, reader
from bot.untrusted.faults import Fault, Unreadable
from bot.untrusted.reader import AT_ONCE, LARGEST, WAITING, Reader, Text
from flows.checked_pages import FAULTS, UNREAD
from tests.bot import hostile
from tests.bot.hostile import PHRASE, around, paragraph, word, zipped

MANY = "слово " * 20
LATIN = "Some words of a document, as many as it takes"


def fault_of(read: Callable[[bytes], list[str]], data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert str(caught.value) == caught.value.fault
    return caught.value.fault


# -- .docx -----------------------------------------------------------------------------------------


def test_a_documents_paragraphs_are_its_lines() -> None:
    made = Document()
    made.add_paragraph(PHRASE)
    made.add_paragraph("")
    made.add_table(rows=1, cols=2).rows[0].cells[1].text = "в таблице"
    made.sections[0].header.paragraphs[0].text = "наверху"
    out = io.BytesIO()
    made.save(out)
    assert docx.lines(out.getvalue()) == ["наверху", PHRASE, "в таблице"]


def test_pieces_signs_and_breaks_are_put_together() -> None:
    run = "<w:p><w:r><w:t>Назна</w:t><w:t>чить</w:t><w:tab/><w:t>а</w:t><w:noBreakHyphen/>"
    run += "<w:t>б</w:t><w:br/><w:t>дальше</w:t><w:delText>было</w:delText></w:r></w:p>"
    assert docx.lines(hostile.docx(run, paragraph(MANY)))[:2] == ["Назначить\tа-б", "дальше"]


def test_a_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(PHRASE)}</w:txbxContent>"
    both = f'<m:AlternateContent xmlns:m="m"><m:Choice>{box}</m:Choice><m:Fallback>{box}'
    both += "</m:Fallback></m:AlternateContent>"
    assert docx.lines(hostile.docx(both)) == [PHRASE]


def test_strict_documents_and_those_of_another_name_are_read() -> None:
    strict = around(word(paragraph(PHRASE), hostile.STRICT))
    assert docx.lines(strict) == [PHRASE]
    assert docx.lines(hostile.docx(paragraph(PHRASE), main="word/document2.xml")) == [PHRASE]
    absolute = {"_rels/.rels": hostile.listed("/word/document.xml")}
    assert docx.lines(zipped(absolute | {"word/document.xml": word(paragraph(PHRASE))})) == [PHRASE]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "broken"),
        (b"PK\x03\x04", "broken"),
        (hostile.docx(paragraph(PHRASE))[:-40], "broken"),
        (hostile.docx(paragraph(PHRASE))[:300], "broken"),
        (around(b"<w:document"), "broken"),
        (around(b"\xff\xfe\x00"), "broken"),
        (around(word(paragraph("&nobody;"))), "broken"),
        (zipped({"x": b""}), "kind"),
        (zipped({"_rels/.rels": b"<a/>", "xl/workbook.xml": b"<a/>"}), "kind"),
        (around(b"<a/>"), "kind"),
        (zipped({"_rels/.rels": hostile.listed("x.xml"), "x.xml": b"<workbook/>"}), "kind"),
        (hostile.docx(paragraph("мало")), "scan"),
        (hostile.docx(), "scan"),
        (hostile.billion_laughs(), "bomb"),
        (hostile.outside_entity(), "bomb"),
        (around(b"<!DOCTYPE x>" + word(paragraph(PHRASE))), "bomb"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, fault: str) -> None:
    assert fault_of(docx.lines, data) == fault


def test_deep_xml_is_refused() -> None:
    assert fault_of(docx.lines, around(b"<a>" * (docx.DEPTH + 1))) == "bomb"
    assert fault_of(docx.lines, around(word("<w:tbl>" * 100_000))) == "bomb"
    nested = "<w:tc>" * (docx.DEPTH - 9) + paragraph(PHRASE) + "</w:tc>" * (docx.DEPTH - 9)
    assert docx.lines(hostile.docx(nested)) == [PHRASE]


def test_a_table_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "ELEMENTS", 1_000)
    rows = "<w:tr><w:tc/></w:tr>" * 500
    assert fault_of(docx.lines, hostile.docx(rows)) == "bomb"


def test_words_without_end_are_refused() -> None:
    endless = hostile.docx(*[paragraph("я" * 50_000)] * 9)
    assert fault_of(docx.lines, endless) == "bomb"


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own list of contents is enough to refuse it."""
    monkeypatch.setattr(docx, "unpacked", lambda *_: pytest.fail("it was unpacked"))
    zeros = zipped({"word/document.xml": b"0" * 20_000_000})
    assert fault_of(docx.lines, zeros) == "bomb"
    many = zipped({f"word/{number}": b"" for number in range(docx.ENTRIES + 1)})
    assert fault_of(docx.lines, many) == "bomb"
    wide = zipped({f"word/{n}": os.urandom(10) * 90_000 for n in range(70)})
    assert fault_of(docx.lines, wide) == "bomb"


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    honest = hostile.docx(paragraph(PHRASE))
    assert fault_of(docx.lines, hostile.lying(honest, 10)) == "broken"
    assert fault_of(docx.lines, hostile.lying(honest, 4_000_000_000)) == "bomb"


def test_what_unpacks_to_more_than_a_part_may_be_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(docx, "PART", 100)
    assert fault_of(docx.lines, hostile.docx(paragraph(MANY))) == "bomb"


def test_an_archive_with_a_password_is_refused() -> None:
    locked = bytearray(hostile.docx(paragraph(PHRASE)))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(sign) + at] |= 1
    assert fault_of(docx.lines, bytes(locked)) == "locked"


@pytest.mark.parametrize("error", [MemoryError, RecursionError, RuntimeError, KeyError])
def test_whatever_breaks_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def breaks(_archive: zipfile.ZipFile) -> None:
        raise error

    monkeypatch.setattr(docx, "bounded", breaks)
    expected = "bomb" if error is MemoryError else "broken"
    assert fault_of(docx.lines, hostile.docx(paragraph(PHRASE))) == expected


# -- PDF -------------------------------------------------------------------------------------------


def test_the_words_of_a_pdf_are_read() -> None:
    said = pdf.lines(hostile.pdf(LATIN, "and a second line"))
    assert said == [LATIN, "and a second line"]


def test_only_the_first_pages_are_read() -> None:
    assert len(pdf.lines(hostile.pdf(LATIN, pages=40))) == pdf.PAGES


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"%PDF-1.4", "broken"),
        (b"%PDF-1.4\n%%EOF", "broken"),
        (hostile.pdf(LATIN)[:200], "broken"),
        (hostile.pdf("x"), "scan"),
        (hostile.locked_pdf("secret"), "locked"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused(data: bytes, fault: str) -> None:
    assert fault_of(pdf.lines, data) == fault


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert pdf.lines(hostile.locked_pdf("")) == [hostile.LOCKED]


def test_a_tree_of_pages_that_loops_ends() -> None:
    with pytest.raises(Unreadable):
        pdf.lines(hostile.looping_pdf())


def test_a_pdf_that_swells_is_refused() -> None:
    with pytest.raises(Unreadable):
        pdf.lines(hostile.swollen_pdf())


def test_too_many_pages_or_words_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "TREE", 3)
    assert fault_of(pdf.lines, hostile.pdf(LATIN, pages=4)) == "bomb"
    monkeypatch.setattr(pdf, "CHARACTERS", 30)
    assert fault_of(pdf.lines, hostile.pdf(LATIN, pages=2)) == "bomb"


def test_memory_that_runs_out_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(_data: bytes) -> list[str]:
        raise MemoryError

    monkeypatch.setattr(pdf, "_read", hungry)
    assert fault_of(pdf.lines, b"") == "bomb"


# -- the process of its own ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (hostile.docx(paragraph(PHRASE)), {"lines": [PHRASE]}),
        (hostile.pdf(LATIN), {"lines": [LATIN]}),
        (b"\n\n" + hostile.pdf(LATIN), {"lines": [LATIN]}),
        (child.OLD + b"\x00" * 99, {"fault": "old"}),
        (b"MZ", {"fault": "kind"}),
        (b"", {"fault": "kind"}),
        (hostile.billion_laughs(), {"fault": "bomb"}),
    ],
)
def test_a_file_is_known_by_how_it_begins(data: bytes, answer: dict[str, Any]) -> None:
    assert child.answer_of(data) == answer


def test_so_much_goes_back_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "LONGEST", 100)
    said = child.answer_of(hostile.docx(*[paragraph("я" * 60)] * 3))
    assert said == {"lines": ["я" * 60, "я" * 40]}


def test_depth_that_python_cannot_bear_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(_data: bytes) -> list[str]:
        raise RecursionError

    monkeypatch.setattr(child, "reader_of", lambda _data: deep)
    assert child.answer_of(b"") == {"fault": "bomb"}


async def test_a_file_is_read_in_a_process_of_its_own() -> None:
    assert await Reader().read(hostile.docx(paragraph(PHRASE))) == Text((PHRASE,))
    assert await Reader().read(b"MZ") == Text(fault="kind")
    assert await Reader().read(b"x" * (LARGEST + 1)) == Text(fault="big")


def run(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


async def test_one_that_is_late_is_killed() -> None:
    with capture_logs() as logged:
        got = await Reader(late=0, command=run("import time; time.sleep(60)")).read(b"x")
    assert got == Text(fault="late")
    assert logged == []


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("", Text(fault="late")),
        ("[]", Text(fault="late")),
        ("{}", Text(fault="broken")),
        ('{"lines": "x"}', Text(fault="broken")),
        ('{"lines": [1]}', Text(fault="broken")),
        ('{"fault": "<b>"}', Text(fault="broken")),
        ('{"fault": "scan"}', Text(fault="scan")),
        ('{"lines": ["x"]}', Text(("x",))),
    ],
)
async def test_what_it_answers_is_not_taken_on_trust(answer: str, text: Text) -> None:
    assert await Reader(command=run(f"print({answer!r})")).read(b"x") == text


async def test_a_bad_end_is_logged_without_a_word_of_the_file() -> None:
    with capture_logs() as logged:
        got = await Reader(command=run("import sys; sys.exit(3)")).read("тайна".encode())
    assert got == Text(fault="late")
    assert [one["status"] for one in logged] == [3]


async def test_it_is_given_nothing_but_the_bytes() -> None:
    show = "import os, sys, json; print(json.dumps({'lines': sorted(os.environ)}))"
    os.environ["BOT_TOKEN_OF_A_TEST"] = "secret"
    try:
        got = await Reader(command=run(show)).read(b"")
    finally:
        del os.environ["BOT_TOKEN_OF_A_TEST"]
    assert {"PYTHONPATH", "PYTHONUTF8"} <= set(got.lines)
    assert not any("TOKEN" in name or name == "HOME" for name in got.lines)


LIMITED = """
from bot.untrusted import child
import resource
child.limit()
import json, os
names = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE")
print(json.dumps([resource.getrlimit(getattr(resource, name))[0] for name in names]))
try:
    x = bytearray(child.MEMORY)
except MemoryError:
    print("no memory")
try:
    os.write(os.open("new-file-of-the-child", os.O_CREAT | os.O_WRONLY), b"x")
except OSError:
    print("no file")
"""


def test_it_limits_itself(tmp_path: Path) -> None:
    env = {"PYTHONPATH": str(Path(child.__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(run(LIMITED), cwd=tmp_path, env=env, capture_output=True, check=False)
    limits, memory, file = done.stdout.decode().splitlines()
    assert json.loads(limits) == [child.MEMORY, child.SECONDS, 0, child.HANDLES, 0]
    assert (memory, file) == ("no memory", "no file")


async def test_a_crowd_is_asked_to_come_again() -> None:
    one = Reader(command=run("import sys; sys.stdin.read(); print('{\"lines\": []}')"))
    crowd = AT_ONCE + WAITING
    got = await asyncio.gather(*(one.read(b"") for _ in range(crowd + 2)))
    assert [text.fault for text in got].count("busy") == 2
    assert (await one.read(b"")).fault == ""


def test_every_fault_has_its_words() -> None:
    assert {*get_args(Fault), "big", "busy", "gone"} == {*FAULTS, *UNREAD} - {"photo"}
    assert "Образцов" not in repr(Text((PHRASE,)))
    assert reader.LATE < 15


# -- rubbish ---------------------------------------------------------------------------------------

HEALTHY = hostile.docx(paragraph(PHRASE), paragraph(MANY))
HEALTHY_PDF = hostile.pdf(LATIN, "and more of them on a line")
SLOW = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def spoilt(data: bytes) -> st.SearchStrategy[bytes]:
    """Return the file cut off, or with bytes of it changed."""
    places = st.lists(
        st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), min_size=1, max_size=12
    )

    def change(at: list[tuple[int, int]]) -> bytes:
        changed = bytearray(data)
        for place, byte in at:
            changed[place] = byte
        return bytes(changed)

    return places.map(change) | st.integers(0, len(data)).map(lambda end: data[:end])


def read_or_refused(read: Callable[[bytes], list[str]], data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert all(isinstance(line, str) for line in read(data))


@SLOW
@given(spoilt(HEALTHY) | st.binary(max_size=400).map(lambda more: b"PK\x03\x04" + more))
def test_a_spoilt_docx_is_read_or_refused(data: bytes) -> None:
    read_or_refused(docx.lines, data)


TAGS = st.sampled_from(
    [
        b"<w:p>",
        b"</w:p>",
        b"<w:t>",
        b"</w:t>",
        b"<w:br/>",
        b"<!--",
        b"]]>",
        b"&#0;",
        b"&lt;",
        b"<?x",
    ]
)


@SLOW
@given(st.lists(TAGS | st.binary(max_size=9), max_size=60).map(b"".join))
def test_spoilt_xml_is_read_or_refused(inside: bytes) -> None:
    read_or_refused(docx.lines, around(word("INSIDE").replace(b"INSIDE", inside)))


@SLOW
@given(spoilt(HEALTHY_PDF) | st.binary(max_size=400).map(lambda more: b"%PDF-1.7\n" + more))
def test_a_spoilt_pdf_is_read_or_refused(data: bytes) -> None:
    read_or_refused(pdf.lines, data)
