"""The papers of the package, each made and read back."""

import io
import re
import subprocess
import sys
import zipfile
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.document import Document as Word
from structlog.testing import capture_logs

from bot.papers import documents, letter, memo, package
from bot.papers.details import read, understood
from bot.papers.documents import Paper, filled
from bot.texts import LOCALES, Texts
from flows.appointee import Appointee
from flows.appointment_check import check
from flows.package import ACTS, CASES, KINDS, MEMOS, PHRASE, Letterhead
from flows.screens import Text
from scripts.templates.__main__ import TEMPLATES, built
from scripts.templates.source import read as source_of

SCHOOL = Letterhead("Школа № 5 «Ёлочка» & Ко <b>", "Кострома", "Костромская область", "4401000005")
SAID = "Образцова Мария Петровна, 8 900 000-00-00, obraztsova@example.ru"
LONG = Letterhead("Муниципальное бюджетное учреждение " * 9, "Район " * 20)
TEXTS = Texts(ZoneInfo("UTC"), {"teachers": 3})
CLAUSE = (
    f"{PHRASE} Образцову Марию Петровну, номер сотового телефона: +7 900 000 00 00, "
    "адрес электронной почты: obraztsova@example.ru."
)


def appointee(kind: str = "order", case: str = "new") -> Appointee:
    return understood(Appointee(kind, case), read(SAID))


def opened(data: bytes) -> Word:
    return Document(io.BytesIO(data))


def lines(data: bytes) -> list[str]:
    """Everything that a document says, tables and headers too, with plain spaces."""
    word = opened(data)
    said = [one.text for one in word.paragraphs]
    said += [" ".join(cell.text for cell in row.cells) for t in word.tables for row in t.rows]
    said += [one.text for one in word.sections[0].header.paragraphs]
    return [one.replace("\N{NO-BREAK SPACE}", " ").strip() for one in said if one.strip()]


# -- the appointment -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES)
def test_a_filled_document_holds_the_phrase_word_for_word(kind: str, case: str) -> None:
    paper = package.appointment(kind, case, SCHOOL, appointee(kind, case))
    said = lines(paper.data)
    (clause,) = [line for line in said if PHRASE in line]
    assert clause.endswith(CLAUSE)
    assert SCHOOL.name in said
    assert "Кострома" in said
    assert any("М. П. Образцова" in line for line in said)
    assert check(said).fits
    assert paper.name.endswith(".docx")
    assert paper.name.isascii()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES)
def test_a_blank_has_gaps_where_the_data_belong(kind: str, case: str) -> None:
    said = lines(package.appointment(kind, case, Letterhead()).data)
    (clause,) = [line for line in said if PHRASE in line]
    gaps = (
        r"_{40,} \(Ф\.И\.О\.\), номер сотового телефона: _{20,}, адрес электронной почты: _{20,}\."
    )
    assert re.search(f"{PHRASE} {gaps}$", clause)
    assert "(полное наименование организации по уставу)" in said
    assert not check(said).fits


def test_a_document_has_the_usual_parts() -> None:
    verdict = check(lines(package.appointment("order", "new", SCHOOL, appointee()).data))
    # Date and number are the secretary's to write.
    assert [part.key for part in verdict.usual if not part.found] == ["date", "number"]


def test_an_order_and_an_instruction_speak_differently() -> None:
    order = "\n".join(lines(package.appointment("order", "new", SCHOOL, appointee()).data))
    other = "\n".join(lines(package.appointment("instruction", "new", SCHOOL, appointee()).data))
    for word in ("ПРИКАЗ\n", "ПРИКАЗЫВАЮ:", "настоящего приказа", "С приказом"):
        assert word in order
        assert word not in other
    for word in ("РАСПОРЯЖЕНИЕ", "ОБЯЗЫВАЮ:", "настоящего распоряжения", "С распоряжением"):
        assert word in other
        assert word not in order


def test_each_case_says_what_it_is_for() -> None:
    words = {"new": "в целях регистрации", "change": "со сменой", "lost": "с утратой доступа"}
    for case in CASES:
        said = "\n".join(lines(package.appointment("order", case, SCHOOL, appointee()).data))
        assert {one for one, word in words.items() if word in said} == {case}
        assert ("Полномочия прежнего администратора" in said) is (case == "change")
        assert "№ 1241" in said


def test_what_is_put_in_is_data_and_no_markup() -> None:
    name = "{{ 7*7 }} {% raw %} <w:t>&amp;</w:t> Школа\x00\x0b\u202e"
    said = lines(package.appointment("order", "new", Letterhead(name), appointee()).data)
    assert "{{ 7*7 }} {% raw %} <w:t>&amp;</w:t> Школа" in said


def test_a_document_tells_nothing_of_who_made_it() -> None:
    about = opened(package.appointment("order", "new", SCHOOL, appointee()).data).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.language == "ru-RU"


def test_a_sheet_is_a4_with_room_to_be_bound() -> None:
    section = opened(package.appointment("order", "new", SCHOOL).data).sections[0]
    sides = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side] == [210, 297, 30, 15]


# -- templates of one's own ------------------------------------------------------------------------


def own(folder: Path, template: str, *words: str) -> None:
    word = Document()
    for one in words:
        word.add_paragraph(one)
    word.save(str(folder / f"{template}.docx"))


def test_a_template_of_ones_own_takes_the_place(tmp_path: Path) -> None:
    clause = f"{PHRASE} {{{{ name }}}}, {{{{ phone }}}}, {{{{ email }}}}"
    own(tmp_path, "appointment-order-new", "{{ school }}, свой бланк", clause)
    for one in (appointee(), None):
        said = lines(package.appointment("order", "new", SCHOOL, one, tmp_path).data)
        assert said[0] == f"{SCHOOL.name}, свой бланк"
    said = lines(package.appointment("instruction", "new", SCHOOL, None, tmp_path).data)
    assert "РАСПОРЯЖЕНИЕ" in said
    own(tmp_path, "act-use", "Положение: {{ school }}")
    assert lines(package.act("use", SCHOOL, tmp_path).data) == [f"Положение: {SCHOOL.name}"]


@pytest.mark.parametrize(
    "words",
    [
        ("Назначить {{ name }}",),
        (f"{PHRASE} {{{{ name }}}}",),
        (f"{PHRASE} {{{{ nobody }}}}",),
        ("{{ school",),
        ("{% for one in range(9) %}",),
        ("{{ ''.__class__.__mro__ }}",),
        ("{{ school.__init__.__globals__ }}",),
    ],
)
def test_one_that_would_be_sent_back_is_passed_over_and_named(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    own(tmp_path, "appointment-order-new", *words)
    with capture_logs() as logged:
        said = lines(package.appointment("order", "new", SCHOOL, appointee(), tmp_path).data)
    assert check(said).fits
    assert "ПРИКАЗ" in said
    assert {one["file"] for one in logged} == {"appointment-order-new.docx"}
    assert "Образцов" not in str(logged)


def test_one_that_is_no_document_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "questionnaire.docx").write_bytes(b"PK\x03\x04 not at all")
    assert lines(package.questionnaire(SCHOOL, tmp_path).data)
    monkeypatch.setattr(documents, "LONGEST", 10)
    own(tmp_path, "act-use", "Положение")
    assert len(lines(package.act("use", SCHOOL, tmp_path).data)) > 50


# -- the school's own acts -------------------------------------------------------------------------


SEEDS = {"149-ФЗ", "1241", "1545", "04-127", "04-643"}
"""Acts of the seed's list that the drafts refer to."""


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_a_draft_with_the_schools_name(name: str) -> None:
    said = lines(package.act(name, SCHOOL).data)
    assert SCHOOL.name in said
    assert any("ПРОЕКТ" in line for line in said)
    assert any("Что проверить перед" in line for line in said)
    blank = lines(package.act(name, Letterhead()).data)
    assert "(полное наименование организации по уставу)" in blank


@pytest.mark.parametrize("name", ACTS)
def test_an_act_refers_to_the_seeds_acts_only(name: str) -> None:
    text = "\n".join(lines(package.act(name, Letterhead()).data))
    numbers = set(re.findall(r"№ (\d[\w/-]*)", text))
    assert numbers <= SEEDS
    assert "149-ФЗ" in numbers
    assert not re.search(r"273-ФЗ|152-ФЗ|кодекс|Конституци", text)


def numbered(data: bytes) -> list[int]:
    """Return the level of each paragraph that Word itself numbers in the main count."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    numbers = re.findall(r"<w:numPr>(.*?)</w:numPr>", xml)
    levels = [re.findall(r'w:(ilvl|numId) w:val="(\d+)"', one) for one in numbers]
    return [int(dict(one)["ilvl"]) for one in levels if dict(one)["numId"] == "1"]


@pytest.mark.parametrize(("name", "sections", "clauses"), [("use", 14, 55), ("ethics", 12, 50)])
def test_a_regulation_is_long_and_its_clauses_are_numbered(
    name: str, sections: int, clauses: int
) -> None:
    levels = numbered(package.act(name, SCHOOL).data)
    assert levels.count(0) == sections
    assert levels.count(1) >= clauses


@pytest.mark.parametrize("name", ACTS)
def test_families_take_part_of_their_own_will(name: str) -> None:
    text = "\n".join(lines(package.act(name, SCHOOL).data)).lower()
    assert "добровольн" in text


# -- the sheet for the questionnaire ---------------------------------------------------------------


def test_the_sheet_says_that_it_is_a_guess_and_holds_what_is_known() -> None:
    said = lines(package.questionnaire(SCHOOL).data)
    assert said[0] == "Сверьте с официальной анкетой"
    assert any("предположительный" in line for line in said)
    assert any("cloud.mail.ru/public/WPky/Cvzr7fbc" in line for line in said)
    for known in (SCHOOL.name, "Кострома", "Костромская область", "4401000005"):
        assert any(known in line for line in said)
    asked = {"Тип организации", "Официальный сайт", "Директор (Ф.И.О.)", "Должность"}
    assert asked <= set(said)


def test_a_number_and_initials_are_not_parted_at_the_end_of_a_line() -> None:
    school = Letterhead("Школа № 15 имени Н. А. Образцова", "Кострома")
    said = [one.text for one in opened(package.act("use", school).data).paragraphs]
    name = school.name.replace("№ ", "№\u00a0").replace(". ", ".\u00a0")
    assert sum(name in line for line in said) == 2


# -- templates and their texts ---------------------------------------------------------------------


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_templates_are_those_of_their_texts() -> None:
    """Whoever changes a text runs `make templates`; the same text gives the same file."""
    made = built()
    assert {path.name for path in TEMPLATES.glob("*")} == set(made)
    for name, data in made.items():
        assert parts((TEMPLATES / name).read_bytes()) == parts(data), name


@pytest.mark.parametrize("template", sorted(path.stem for path in TEMPLATES.glob("*.docx")))
def test_every_template_is_filled_without_a_gap(template: str) -> None:
    """`docs/templates.md` lists the names that a template may use; each is given here."""
    names = (
        "school",
        "school_hint",
        "place",
        "name",
        "phone",
        "email",
        "initials",
        "inn",
        "region",
    )
    text = "\n".join(lines(filled(template, {name: f"<{name}>" for name in names})))
    assert "{{" not in text
    assert "<school>" in text


def test_a_text_is_read_by_kind_and_case(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(
        "% not read\n@size 13\n@draft\n\n== A <one|two>\n\n[b] * only <<x|y>> № 5\n"
        "  and on\n\n| left | right\n\nplain\n\n***bold\n",
        encoding="utf-8",
    )
    got = source_of(path, 1, "b", ("a", "b"))
    assert got.options == {"size": "13", "draft": ""}
    assert [(one.sign, one.cells) for one in got.blocks] == [
        ("==", ("A two",)),
        ("*", ("only y №\N{NO-BREAK SPACE}5 and on",)),
        ("|", ("left", "right")),
        ("", ("plain",)),
        ("", ("***bold",)),
    ]
    assert len(source_of(path, 0, "a", ("a", "b")).blocks) == 4


# -- the letter ------------------------------------------------------------------------------------


def parsed(paper: Paper) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(paper.data)


def test_the_letter_opens_as_a_draft_to_support() -> None:
    order = package.appointment("order", "new", SCHOOL, appointee())
    got = parsed(letter.draft("Заявка: Школа № 5", "Здравствуйте.\n\nПросим…\n", [order]))
    assert got.defects == []
    assert (got["To"], got["Subject"], got["X-Unsent"]) == (
        "info@sferum.ru",
        "Заявка: Школа № 5",
        "1",
    )
    assert got["From"] is None
    assert got["Date"] is None
    body = got.get_body()
    assert body is not None
    assert body.get_content_type() == "text/plain"
    assert body.get_content().splitlines() == ["Здравствуйте.", "", "Просим…"]
    (attached,) = got.iter_attachments()
    assert attached.get_filename() == order.name
    assert attached.get_content() == order.data
    assert attached.get_content_type().endswith("wordprocessingml.document")


def test_a_letter_is_ascii_with_the_line_ends_of_mail() -> None:
    data = letter.draft("Заявка", "Привет", [Paper("приказ.pdf", bytes(range(256)))]).data
    assert data.isascii()
    assert re.search(rb"(?<!\r)\n", data) is None
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_a_header_begins_on_the_line_of_its_name() -> None:
    """Some programs take what stands on a later line for nothing."""
    subject = "Заявка на регистрацию: Школа № 5, Нерехтский район, Костромская область"
    lines = letter.draft(subject, "Привет", [Paper("я" * 110 + ".docx", b"\x00")]).data.split(
        b"\r\n"
    )
    assert [one for one in lines if re.fullmatch(rb"[\w-]+: *|\s+", one)] == []
    assert max(map(len, lines)) <= 998


def test_a_name_stands_in_both_ways_that_programs_read() -> None:
    """RFC 2231 by those that follow it; encoded words by the others, which would show no name."""
    name = "Приказ «О назначении администратора ИКОП „Сферум“» (скан).docx"
    data = letter.draft("x", "y", [Paper(name, b"\x00")]).data
    *_, attached = message_from_bytes(data).walk()
    assert attached["content-disposition"].startswith("attachment; filename*=utf-8''")
    assert attached.get_filename() == name
    words = re.search(r'; name="(.*)"$', attached["content-type"], re.DOTALL)
    assert words is not None
    assert str(make_header(decode_header(words[1]))) == name
    assert all(len(one) <= 75 for one in words[1].split())


@pytest.mark.parametrize(
    ("name", "shown", "kind"),
    [
        ("Приказ о назначении.pdf", "Приказ о назначении.pdf", "application/pdf"),
        ("фото.JPG", "фото.JPG", "image/jpeg"),
        ("../../etc/passwd\r\nBcc: x", ".._.._etc_passwd Bcc: x", "application/octet-stream"),
        ("a\\b.docx", "a_b.docx", letter._KNOWN[".docx"]),
        ("", "document", "application/octet-stream"),
        ("я" * 300 + ".png", "я" * 116 + ".png", "image/png"),
    ],
)
def test_a_file_goes_under_the_name_that_it_has(name: str, shown: str, kind: str) -> None:
    (attached,) = parsed(letter.draft("x", "y", [Paper(name, b"\x00")])).iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == (shown, kind)


def test_a_header_stays_one() -> None:
    got = parsed(letter.draft("Школа\r\nBcc: a@example.ru\u202e", "x"))
    assert got["Bcc"] is None
    assert got["Subject"] == "Школа Bcc: a@example.ru"


def test_a_paper_does_not_show_what_is_in_it() -> None:
    assert "тайна" not in repr(Paper("x", "тайна".encode()))
    assert repr(Paper("x", b"secret")) == "Paper(name='x')"


# -- all of them ----------------------------------------------------------------------------------

HEAVY = ("docx", "docxtpl", "email_validator", "jinja2", "lxml", "phonenumbers", "pypdf", "typst")


def test_the_libraries_are_loaded_when_first_used() -> None:
    """Nobody waits for them at the start, and who never makes a document not at all."""
    code = f"import sys, bot.app; sys.exit(' '.join(set(sys.modules) & set({HEAVY})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stderr.decode().strip() == ""


# -- memos -----------------------------------------------------------------------------------------


def pages(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)  # type: ignore[no-untyped-call]
    said = [page.get_textpage().get_text_range() for page in document]
    document.close()  # type: ignore[no-untyped-call]
    return [re.sub(r"\s+", " ", one.replace("\N{NO-BREAK SPACE}", " ")) for one in said]


@pytest.mark.parametrize("kind", MEMOS)
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("head", [Letterhead(), SCHOOL, LONG], ids=["none", "known", "long"])
def test_a_memo_is_one_page_with_every_word(kind: str, locale: str, head: Letterhead) -> None:
    (said,) = pages(memo.pdf(TEXTS, kind, head.name, locale))
    assert head.name.split(" ")[0] in said
    last = TEXTS.format(Text(f"memo-{kind}.note"), locale, escape=False).splitlines()[-1]
    assert last.split(" ")[-1] in said.replace(" ", "")


def test_the_parents_are_told_that_it_is_voluntary() -> None:
    for kind in MEMOS:
        assert "добровольное" in pages(memo.pdf(TEXTS, kind, "Школа № 5", "ru"))[0]
    assert "prof-sferum.ru" in pages(memo.pdf(TEXTS, "parents", "", "ru"))[0]


def test_a_memo_bears_no_date() -> None:
    assert memo.pdf(TEXTS, "staff", "Школа", "ru") == memo.pdf(TEXTS, "staff", "Школа", "ru")
