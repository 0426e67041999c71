"""Invitations: the QR code, the sheet for the wall as it is printed and read, and their words."""

import operator
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
import pytest
import zxingcpp

from bot.papers import qr, words
from bot.papers.sheet import LONGEST_CLASS, Sheet, pdf
from bot.papers.typeset import LONGEST_SCHOOL
from bot.papers.words import Invitation
from bot.texts import LOCALES, Texts
from flows.model import Role

TEXTS = Texts(ZoneInfo("UTC"), {})
ADDRESS = "https://t.me/guide_bot?start=Ab0O1lI-x_7Zq3kR"
LONG = f"https://t.me/{'a_long_name_of_a_bot_in_32_signs_'[:32]}?start={'Ab0O1lI-x_7Zq3kR' * 4}"
TEACHER = Invitation(Role.TEACHER, "МБОУ «Школа № 5»", "", ADDRESS)
FAMILY = Invitation(Role.FAMILY, "Лицей № 12 имени Л. Н. Толстого", "11Б", LONG)
POINTS = 72 / 25.4
"""In a millimetre."""
FIRM_NAME = (
    "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа "
    "№ 15 с углублённым изучением отдельных предметов имени Н. А. Некрасова» города Костромы"
)
LITERAL = (
    '#panic("x") #read("/etc/passwd") *b* _i_',
    'quote " \\ backslash \\u{41} \\',
    "$ x^2 $ @label [block] {code} <tag> `raw`",
    "= heading // comment /* and */ ~ -- --- ... 'q'",
    '", "title": "другой", "x": "',
    "&lt;b&gt; &amp; %s {0} ${HOME}",
)


class Box(NamedTuple):
    """Points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    document = pdfium.PdfDocument(data)  # type: ignore[no-untyped-call]
    try:
        yield document
    finally:
        document.close()  # type: ignore[no-untyped-call]


def text_of(data: bytes) -> str:
    """Everything that the only page says, without the spaces that line breaks may replace."""
    with opened(data) as document:
        assert len(document) == 1
        return bare(document[0].get_textpage().get_text_range())


def bare(said: str) -> str:
    return re.sub(r"[\s\u200b]+", "", said)


def boxes(data: bytes) -> list[Box]:
    """Where each line of text stands."""
    with opened(data) as document:
        page = document[0].get_textpage()
        return [Box(*page.get_rect(number)) for number in range(page.count_rects())]


def drawn(data: bytes, dots: int = 100) -> memoryview:
    """Return the page's grey picture at so many dots an inch."""
    with opened(data) as document:
        picture = document[0].render(scale=dots / 72, grayscale=True)
        rows, row = picture.height, picture.stride
        return memoryview(bytes(picture.buffer)).cast("B", (rows, row))


def grey(png: bytes, margin: int) -> memoryview:
    """Unpack a picture of one bit a pixel, as it lies in a black chat."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (1, 0), "black and white, nothing transparent"
    chunks, packed, at = [], b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        chunks.append(kind)
        packed += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    assert b"tRNS" not in chunks
    bits = zlib.decompress(packed)
    step = len(bits) // height
    row, every = bytes(step - 1), [bytes(width + 2 * margin)] * margin
    for start in range(0, len(bits), step):
        above = row if bits[start] else bytes(step - 1)  # the row itself, or its difference
        row = bytes(map(operator.xor, above, bits[start + 1 : start + step]))
        light = bytes(255 * (row[x // 8] >> (7 - x % 8) & 1) for x in range(width))
        every.append(bytes(margin) + light + bytes(margin))
    every += every[:margin]
    return memoryview(b"".join(every)).cast("B", (len(every), len(every[0])))


def sheet(invitation: Invitation, locale: str = "ru") -> Sheet:
    return words.sheet(TEXTS, invitation, locale)


@pytest.mark.parametrize("address", [ADDRESS, LONG])
def test_a_picture_of_the_code_is_read_in_a_dark_chat(address: str) -> None:
    (found,) = zxingcpp.read_barcodes(grey(qr.png(address), margin=40))
    assert found.text == address
    assert found.ec_level in {"M", "Q", "H"}


def test_a_picture_of_the_code_is_large_and_light() -> None:
    picture = qr.png(LONG)
    width, height = struct.unpack(">II", picture[16:24])
    assert 700 <= width == height <= 800
    assert len(picture) < 5000


@pytest.mark.parametrize("invitation", [TEACHER, FAMILY], ids=["teacher", "family"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_sheet_is_one_page_that_says_everything(invitation: Invitation, locale: str) -> None:
    one = sheet(invitation, locale)
    data = pdf(one)
    said = text_of(data)
    for words_ in (
        *(one.school, one.class_name, one.whom, one.title, one.lead, *one.steps),
        *(one.scan, one.by_hand, one.note, one.address.removeprefix("https://")),
    ):
        assert bare(words_) in said, words_
    with opened(data) as document:
        assert document[0].get_size() == pytest.approx((210 * POINTS, 297 * POINTS), abs=0.1)


@pytest.mark.parametrize("invitation", [TEACHER, FAMILY], ids=["teacher", "family"])
@pytest.mark.parametrize("dots", [75, 150])
def test_the_code_on_paper_is_large_and_read(invitation: Invitation, dots: int) -> None:
    (found,) = zxingcpp.read_barcodes(drawn(pdf(sheet(invitation)), dots))
    assert found.text == invitation.address
    corners = found.position
    assert (corners.top_right.x - corners.top_left.x) / dots * 25.4 >= 85


CROWDED = (
    TEACHER,
    FAMILY,
    replace(FAMILY, school=FIRM_NAME, class_name="11 инженерный"),
    replace(TEACHER, school="Щ" * 500, class_name="Щ" * 50, address=LONG),
    replace(FAMILY, school="Школа " * 40, class_name="W" * LONGEST_CLASS),
    replace(FAMILY, school="W" * LONGEST_SCHOOL),
)


@pytest.mark.parametrize("invitation", CROWDED, ids=lambda one: one.school[:9])
@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_runs_off_the_page_or_over_another(invitation: Invitation, locale: str) -> None:
    data = pdf(sheet(invitation, locale))
    picture = drawn(data, dots=50)
    rows, columns = picture.shape or ()
    side, end = int(14 / 25.4 * 50), int(11 / 25.4 * 50)
    light = picture.tobytes()
    for row in range(rows):
        line = light[row * columns : (row + 1) * columns]
        edge = line if row < end or row >= rows - end else line[:side] + line[-side:]
        assert set(edge) == {255}, f"row {row} of {rows}"
    for one, other in combinations(boxes(data), 2):
        across = min(one.right, other.right) - max(one.left, other.left)
        down = min(one.top, other.top) - max(one.bottom, other.bottom)
        assert across < 1 or down < 1, (one, other)
    assert zxingcpp.read_barcodes(drawn(data))[0].text == invitation.address


def test_a_long_name_is_whole() -> None:
    assert bare(FIRM_NAME) in text_of(pdf(sheet(replace(FAMILY, school=FIRM_NAME))))


def test_a_name_without_end_is_cut() -> None:
    said = text_of(pdf(sheet(replace(FAMILY, school="Щ" * 500))))
    assert f"{'Щ' * (LONGEST_SCHOOL - 1)}…" in said
    assert "Щ" * LONGEST_SCHOOL not in said


@pytest.mark.parametrize("name", LITERAL)
def test_a_name_is_never_markup(name: str) -> None:
    one = sheet(TEACHER)
    said = text_of(pdf(replace(one, school=name, class_name=name[:LONGEST_CLASS])))
    assert bare(name) in said
    assert bare(name[:LONGEST_CLASS]) in said
    assert bare(one.title) in said


def test_what_no_font_draws_is_left_out() -> None:
    name = "Школа\u202e 🎓👩‍🏫 №5\x00\n«Ёлочка»\ud800"
    assert "Школа№5«Ёлочка»" in text_of(pdf(sheet(replace(TEACHER, school=name))))


def test_the_same_words_give_the_same_bytes() -> None:
    one = sheet(FAMILY)
    data = pdf(one)
    assert data == pdf(replace(one))
    with opened(data) as document:
        told = document.get_metadata_dict(skip_empty=True)  # type: ignore[no-untyped-call]
    assert told.pop("Creator").startswith("Typst")
    assert told == {"Title": one.title}, "no author, no date"
    assert str(qr.__file__).encode() not in data


def test_sheets_are_made_in_two_threads_at_once() -> None:
    sheets = [sheet(replace(FAMILY, school=f"Школа № {number}")) for number in range(12)]
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(pdf, sheets))
    assert together == [pdf(one) for one in sheets]


def test_the_libraries_are_loaded_when_first_used() -> None:
    code = "import sys, bot.papers.words; sys.exit(bool({'typst', 'segno'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("invitation", [TEACHER, FAMILY], ids=["teacher", "family"])
def test_a_message_can_be_forwarded(invitation: Invitation, locale: str) -> None:
    lines = words.message(TEXTS, invitation, locale).splitlines()
    assert 3 <= len(lines) <= 5
    assert lines[-1] == invitation.address
    assert invitation.school in lines[0].replace("\N{NO-BREAK SPACE}", " ")
    assert ("none" in lines[0], "11Б" in lines[0]) == (False, invitation is FAMILY)
    assert max(len(line) for line in lines) < 120


def test_a_name_is_escaped_in_a_message() -> None:
    said = words.message(TEXTS, replace(TEACHER, school="<b>Школа & Ко"), "ru")
    assert "&lt;b&gt;Школа &amp; Ко" in said


@pytest.mark.parametrize(("locale", "word"), [("ru", "добровольное"), ("en", "voluntary")])
def test_a_family_is_told_that_it_is_free_to_choose(locale: str, word: str) -> None:
    assert word in words.message(TEXTS, FAMILY, locale)
    assert word in sheet(FAMILY, locale).note


@pytest.mark.parametrize(
    ("class_name", "name"),
    [
        ("", "priglashenie-semyam.pdf"),
        ("5А", "priglashenie-semyam-5A.pdf"),
        ("11 Щ/ъ", "priglashenie-semyam-11-SCH.pdf"),
        ("../🎓", "priglashenie-semyam.pdf"),
    ],
)
def test_a_file_is_named_in_plain_letters(class_name: str, name: str) -> None:
    assert words.file_name(TEXTS, replace(FAMILY, class_name=class_name), "ru") == name


def test_who_gets_a_sheet_is_told_where_it_may_hang() -> None:
    assert "А4" in words.caption(TEXTS, TEACHER, "ru")
