"""A table in a Word file, with its own widths, numbers that stand right, and a head that returns on every page."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

WIDE = 16.6
"""Centimetres between the margins."""


def table(
    made: Document, head: list[str], body: list[list[str]], widths: Sequence[float], *, numbers: Sequence[int] = ()
) -> None:
    """``widths`` in centimetres; ``numbers`` are the columns that stand right."""
    lines = [head, *body] if head else body
    grid = made.add_table(rows=len(lines), cols=len(widths), style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    for line, row in zip(lines, grid.rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, (text, cell) in enumerate(zip(line, row.cells, strict=True)):
            cell.width = Cm(widths[place])
            _fill(cell.paragraphs[0], text, is_number=place in numbers, is_head=line is head)
    if head:
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(paragraph: Any, text: str, *, is_number: bool, is_head: bool) -> None:
    paragraph.add_run(text).bold = is_head
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
