"""The report as an ordinary Word file to work on: real headings and tables, page numbers, and its language."""

import io
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from docx import Document
from docx.document import Document as Made
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from plek.fidelity.presenters.reviews.paper import values
from plek.fidelity.presenters.reviews.report import PlannedAction, Report

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def docx(report: Report, plan: Iterable[PlannedAction]) -> bytes:
    """The same as an ordinary Word file, with real headings and tables."""
    told, made = _printable(values(report, plan)), Document()
    _prepare(made)
    made.core_properties.title = report.title
    made.core_properties.author = ", ".join(report.reviewers)
    made.add_heading(told["heading"], 0)
    _table(made, [], told["facts"])
    _part(made, told["strengths_head"], told["strengths"])
    made.add_heading(told["scores_head"], 1)
    _table(made, told["columns"], told["rows"])
    for text in (told["agreement"], *told["notes"]):
        made.add_paragraph(text)
    _items(made, told)
    if report.response or told["plan"]:
        _part(made, told["response_head"], told["response"])
        made.add_heading(told["plan_head"], 1)
        _table(made, told["plan_columns"], told["plan"])
    made.add_paragraph(told["source"])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _prepare(made: Made) -> None:
    """The language of the text, so that it is read aloud as it should, and the number of each page."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGES[(get_language() or "nl")[:2]])
    made.styles["Normal"].element.get_or_add_rPr().append(language)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    made.sections[0].footer.paragraphs[0]._p.append(number)


def _printable(told: Any) -> Any:
    """Without the control characters that a Word file cannot hold."""
    if isinstance(told, dict):
        return {key: _printable(one) for key, one in told.items()}
    if isinstance(told, list):
        return [_printable(one) for one in told]
    return CONTROL.sub(" ", told) if isinstance(told, str) else told


def _items(made: Made, told: dict[str, Any]) -> None:
    made.add_heading(told["items_head"], 1)
    for section in told["sections"]:
        made.add_heading(section["name"], 2)
        for item in section["items"]:
            made.add_heading(item["head"], 3)
            for text in (item["anchor"], item["reason"]):
                if text:
                    made.add_paragraph(text)
            if item["recommendation"]:
                line = made.add_paragraph()
                line.add_run(f"{told['recommendation_word']}: ").bold = True
                line.add_run(item["recommendation"])


def _part(made: Made, head: str, text: str) -> None:
    made.add_heading(head, 1)
    for paragraph in text.splitlines() or [""]:
        made.add_paragraph(paragraph)


def _table(made: Made, head: list[str], body: list[list[str]]) -> None:
    lines = [head, *body] if head else body
    table = made.add_table(rows=len(lines), cols=len(lines[0]) if lines else 1, style="Table Grid")
    if head:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for line, row in zip(lines, table.rows, strict=True):
        for text, cell in zip(line, row.cells, strict=True):
            cell.text = text
