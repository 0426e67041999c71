"""A school's document in Word's form, written from the blocks of its text."""

import io
from collections.abc import Callable, Mapping
from typing import Any, Final

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Mm, Pt
from docx.table import Table

from scripts.templates.sheet import (
    CENTER,
    CLAUSES,
    DASHES,
    JUSTIFY,
    LEFT,
    RIGHT,
    blank,
    mark_draft,
    number_pages,
    numbered,
    numbers_anew,
    put,
    repacked,
    spaced,
)
from scripts.templates.source import NBSP, Block, Source

INDENT: Final = Cm(1.25)
_WIDTH: Final = Mm(210 - 30 - 15)
_NO_EDGES: Final = """<w:tblCellMar {ns}><w:left w:w="0" w:type="dxa"/>
<w:right w:w="0" w:type="dxa"/></w:tblCellMar>"""
_COLUMNS: Final = {2: (Cm(8.25), Cm(8.25)), 3: (Cm(4.2), Cm(5.8), Cm(6.5))}


class Writer:
    """Writes the blocks of a source into a new document."""

    def __init__(self, source: Source, title: str) -> None:
        self._source = source
        self._size = int(source.options.get("size", "12"))
        self._paper = blank(self._size, title)
        self._numbers = CLAUSES
        self._grid: Table | None = None
        self._breaks = False
        self._writes: Mapping[str, Callable[[Block], None]] = {
            "===": lambda one: self._line(one, CENTER, bold=True, size=2, before=12, after=6),
            "==": lambda one: self._line(one, CENTER, bold=True, before=4, after=4),
            "=": lambda one: self._line(one, CENTER, after=8),
            "~": lambda one: self._line(one, CENTER, size=-3, after=8),
            "+": self._subject,
            "!": lambda one: self._line(one, LEFT, bold=True, before=6, after=6),
            ".": lambda one: self._line(one, LEFT, before=10, after=4),
            "": self._plain,
            "#": self._section,
            "*": lambda one: self._clause(one, 0),
            "**": lambda one: self._clause(one, 1),
            "-": self._dash,
            "---": lambda _: self._new_page(),
            "|": self._row,
            "|~": self._captions,
            "||": self._field,
            "||#": self._heads,
            "||*": self._empty_rows,
            ">>|": self._approvals,
        }

    def write(self) -> bytes:
        for block in self._source.blocks:
            if self._grid is not None and not block.sign.startswith("||"):
                self._grid = None
                self._gap(10)
            self._writes[block.sign](block)
        section = self._paper.sections[0]
        if "draft" in self._source.options:
            mark_draft(section.header.paragraphs[0])
        if "numbers" in self._source.options:
            number_pages(section.footer.paragraphs[0])
        out = io.BytesIO()
        self._paper.save(out)
        return repacked(out.getvalue())

    # -- paragraphs ------------------------------------------------------------------------------

    def _line(
        self,
        block: Block,
        align: WD_ALIGN_PARAGRAPH,
        *,
        bold: bool = False,
        size: int = 0,
        before: int = 0,
        after: int = 0,
    ) -> None:
        """Set a line that stays with what follows it: a title, a caption, a lead."""
        paragraph = self._paper.add_paragraph()
        put(paragraph, block.text, bold=bold, size=self._size + size)
        spaced(paragraph, align, before, after)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.page_break_before, self._breaks = self._breaks, False

    def _subject(self, block: Block) -> None:
        """What the document is about: at the left, in half of the sheet's width."""
        about = Block(block.sign, (block.text.replace("ИКОП «", f"ИКОП{NBSP}«"),))
        self._line(about, LEFT, bold=True, before=8, after=10)
        self._paper.paragraphs[-1].paragraph_format.right_indent = Cm(7)

    def _plain(self, block: Block) -> None:
        paragraph = self._paper.add_paragraph()
        put(paragraph, block.text)
        spaced(paragraph, JUSTIFY)
        paragraph.paragraph_format.first_line_indent = INDENT

    def _section(self, block: Block) -> None:
        self._line(block, CENTER, bold=True, before=10, after=4)
        heading = self._paper.paragraphs[-1]
        numbered(heading, self._numbers, 0)
        mark = OxmlElement("w:rPr")  # a number looks as its paragraph's mark does
        mark.append(OxmlElement("w:b"))
        heading._p.get_or_add_pPr().append(mark)  # noqa: SLF001 - no public way

    def _clause(self, block: Block, level: int) -> None:
        """Lines with gaps to fill in are not stretched; a lead stays with what it leads to."""
        paragraph = self._paper.add_paragraph()
        put(paragraph, block.text)
        ragged = "__" in block.text or "{{ name" in block.text
        spaced(paragraph, LEFT if ragged else JUSTIFY, after=2)
        numbered(paragraph, self._numbers, level)
        paragraph.paragraph_format.keep_with_next = block.text.endswith(":")

    def _dash(self, block: Block) -> None:
        paragraph = self._paper.add_paragraph()
        put(paragraph, block.text)
        spaced(paragraph, JUSTIFY)
        numbered(paragraph, DASHES, 0)

    def _new_page(self) -> None:
        """Begin a sheet of its own, where clauses are counted anew."""
        self._breaks = True
        self._numbers = numbers_anew(self._paper)

    # -- tables ----------------------------------------------------------------------------------

    def _row(self, block: Block) -> None:
        """Set what stands in one line: date and number, or a signature, alone on no sheet."""
        self._paper.paragraphs[-1].paragraph_format.keep_with_next = True
        self._plain_row(block, self._size, before=10 if len(block.cells) > 2 else 2)  # noqa: PLR2004

    def _captions(self, block: Block) -> None:
        self._plain_row(block, self._size - 3)

    def _plain_row(self, block: Block, size: int, before: int = 0) -> None:
        table = self._bare(len(block.cells))
        aligns = [LEFT, *[CENTER] * (len(block.cells) - 2), RIGHT]
        if size < self._size:
            aligns = [LEFT, CENTER, CENTER]
        for cell, text, align in zip(table.rows[0].cells, block.cells, aligns, strict=True):
            put(cell.paragraphs[0], text, size=size)
            spaced(cell.paragraphs[0], align, before)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._gap()

    def _bare(self, columns: int) -> Table:
        """Return a row without borders, whose text begins and ends where other text does."""
        table: Table = self._paper.add_table(rows=1, cols=columns)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        cells = table.rows[0].cells
        for cell, column, width in zip(cells, table.columns, _COLUMNS[columns], strict=True):
            cell.width = column.width = width
        edges = parse_xml(_NO_EDGES.format(ns=nsdecls("w")))
        table._tbl.tblPr.append(edges)  # noqa: SLF001 - no public way
        return table

    def _gap(self, points: int = 2) -> None:
        """A table is followed by a paragraph, or Word joins it to the next one."""
        gap = self._paper.add_paragraph()
        spaced(gap, LEFT)
        gap.paragraph_format.line_spacing = Pt(points)
        gap.paragraph_format.keep_with_next = True

    def _approvals(self, block: Block) -> None:
        table = self._bare(2)
        for cell, text in zip(table.rows[0].cells, block.cells[-2:], strict=True):
            first, *more = text.split(" / ")
            put(cell.paragraphs[0], first, bold=True)
            for line in more:
                put(cell.add_paragraph(), line.lstrip())
            for paragraph in cell.paragraphs:
                spaced(paragraph, LEFT, after=3)
        self._gap()
        self._gap()

    def _field(self, block: Block) -> None:
        """Set a line of a questionnaire: what is asked, and room for the answer."""
        if self._grid is None:
            self._grid = self._table(2, (Cm(6.5), _WIDTH - Cm(6.5)))
        cells = _new_row(self._grid).cells
        for cell, text in zip(cells, block.cells, strict=True):
            put(cell.paragraphs[0], text)
            spaced(cell.paragraphs[0], LEFT, 4, 4)

    def _heads(self, block: Block) -> None:
        rest = (_WIDTH - Cm(1.1)) // (len(block.cells) - 1)
        self._grid = self._table(len(block.cells), (Cm(1.1), *[rest] * (len(block.cells) - 1)))
        for cell, text in zip(_new_row(self._grid).cells, block.cells, strict=True):
            put(cell.paragraphs[0], text, bold=True)
            spaced(cell.paragraphs[0], CENTER, 2, 2)

    def _empty_rows(self, block: Block) -> None:
        if self._grid is None:
            raise ValueError("rows without a table")
        for number in range(1, int(block.cells[0]) + 1):
            first = _new_row(self._grid).cells[0].paragraphs[0]
            put(first, str(number))
            spaced(first, CENTER, 4, 4)

    def _table(self, columns: int, widths: tuple[int, ...]) -> Table:
        table: Table = self._paper.add_table(rows=0, cols=columns, style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        return table


def _new_row(table: Table) -> Any:
    return table.add_row()  # type: ignore[no-untyped-call]
