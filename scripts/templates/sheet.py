"""An empty sheet of Russian office work: A4, Times New Roman, Word's own numbers of clauses.

What the library's own template brings along (pictures, styles, a date) is taken out, so that the
same text gives the same file.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FONT: Final = "Times New Roman"
DRAFT: Final = "ПРОЕКТ. Проверьте, поправьте и утвердите в своей организации"
MADE: Final = datetime(2025, 1, 1, tzinfo=UTC)
KEPT_STYLES: Final = frozenset(
    {
        *("Normal", "Header", "Footer", "Table Grid", "Normal Table", "No List"),
        *("Default Paragraph Font", "Header Char", "Footer Char"),
    }
)
CLAUSES, DASHES = 1, 2
"""The two counts there are: decimal numbers in levels, and dashes."""
CENTER, RIGHT, LEFT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_DROPPED: Final = ("thumbnail", "customXml", "stylesWithEffects", "webSettings")
_NUMBERING: Final = """
<w:numbering {ns}>
  <w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>
    {levels}
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:suff w:val="space"/>
      <w:lvlText w:val="–"/><w:lvlJc w:val="left"/>
      <w:pPr><w:ind w:left="0" w:firstLine="709"/></w:pPr></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>
"""
_LEVEL: Final = """<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="0" w:firstLine="{first}"/></w:pPr></w:lvl>"""


def blank(size: int, title: str) -> Paper:
    """Return an empty sheet: what the library's own template brings along is taken out."""
    paper = Document()
    for relations in (paper.part.package.rels, paper.part.rels):
        for key, one in list(relations.items()):
            if one.reltype.rpartition("/")[2] in _DROPPED:
                del relations[key]
    _restyle(paper, size)
    levels = "".join(
        _LEVEL.format(at=at, text="".join(f"%{one + 1}." for one in range(at + 1)), first=709)
        for at in range(3)
    )
    numbering = parse_xml(_NUMBERING.format(ns=nsdecls("w"), levels=levels))
    paper.part.numbering_part._element = numbering  # noqa: SLF001 - there is no public way
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    about = paper.core_properties
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.title, about.language, about.revision = title, "ru-RU", 1
    about.created = about.modified = MADE
    return paper


def _restyle(paper: Paper, size: int) -> None:
    styles = paper.styles
    for style in list(styles):
        if style.name not in KEPT_STYLES:
            style.delete()
    normal: Any = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    fonts = normal.element.rPr.rFonts
    for script in ("w:cs", "w:eastAsia", "w:hAnsi", "w:ascii"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ru-RU")
    normal.element.rPr.append(language)
    shape = normal.paragraph_format
    shape.space_after, shape.space_before, shape.line_spacing = Pt(0), Pt(0), 1.0
    shape.widow_control = True


def put(paragraph: Paragraph, text: str, *, bold: bool = False, size: int = 0) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)


def spaced(
    paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH, before: int = 0, after: int = 0
) -> None:
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)


def numbered(paragraph: Paragraph, numbers: int, level: int) -> None:
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no public way
    numbering.get_or_add_numId().val = numbers
    numbering.get_or_add_ilvl().val = level


def numbers_anew(paper: Paper) -> int:
    """Add a count that begins at 1, and return its number."""
    numbering = paper.part.numbering_part._element  # noqa: SLF001 - no public way
    number = len(numbering.findall(qn("w:num"))) + 1
    xml = (
        f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering.append(parse_xml(xml))
    return number


def mark_draft(paragraph: Paragraph) -> None:
    """Say on every page that it is a draft; one touch removes it."""
    put(paragraph, DRAFT, size=9)
    paragraph.runs[0].font.color.rgb = RGBColor(0x80, 0x80, 0x80)
    spaced(paragraph, RIGHT)


def number_pages(paragraph: Paragraph) -> None:
    spaced(paragraph, CENTER)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001 - fields have no public way


def repacked(data: bytes) -> bytes:
    """Write the archive anew, each part with the same date: the same text gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
