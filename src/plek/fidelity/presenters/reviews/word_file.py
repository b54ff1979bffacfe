"""The report as an ordinary Word file to work on: real headings and tables, page numbers, and its language."""

import io
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from plek.fidelity.presenters.reviews.paper import values
from plek.fidelity.presenters.reviews.report import PlannedAction, Report
from plek.fidelity.presenters.reviews.word_table import WIDE, table

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FONT, ACCENT, SOFT = "Arial", RGBColor(0x1F, 0x5C, 0x44), RGBColor(0x5C, 0x56, 0x4D)
PAPER, MARGIN = (Cm(21), Cm(29.7)), Cm(2.2)
HEADINGS = {"Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 10.5}
"""The size of each in points."""


def docx(report: Report, plan: Iterable[PlannedAction]) -> bytes:
    """The same as an ordinary Word file, with real headings and tables."""
    told, made = _printable(values(report, plan)), Document()
    _prepare(made)
    made.core_properties.title = report.title
    made.core_properties.author = ", ".join(report.reviewers)
    made.add_heading(told["heading"], 0)
    table(made, [], told["facts"], [4, WIDE - 4])
    _part(made, told["strengths_head"], told["strengths"])
    _advice(made, told)
    _scores(made, told)
    _items(made, told)
    if report.response or told["plan"]:
        _part(made, told["response_head"], told["response"])
        made.add_heading(told["plan_head"], 1)
        table(made, told["plan_columns"], told["plan"], [WIDE - 9.6, 3.8, 3.6, 2.2])
    _quiet(made, told["source"])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _prepare(made: Made) -> None:
    """Paper, letters, the language of the text, so that it is read aloud as it should, and page numbers."""
    section, normal = made.sections[0], made.styles["Normal"]
    section.page_width, section.page_height = PAPER
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGES[(get_language() or "nl")[:2]])
    normal.element.get_or_add_rPr().append(language)
    for name, size in HEADINGS.items():
        _letters(made.styles[name], size)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot._p.append(number)


def _letters(style: Any, size: float) -> None:
    """The letters of a heading, which come from a theme unless every kind of letter is named."""
    style.font.size, style.font.color.rgb, style.font.bold = Pt(size), ACCENT, True
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for kind in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(kind), FONT)
    for line in style.element.xpath(".//w:pBdr"):
        line.getparent().remove(line)


def _printable(told: Any) -> Any:
    """Without the control characters that a Word file cannot hold."""
    if isinstance(told, dict):
        return {key: _printable(one) for key, one in told.items()}
    if isinstance(told, list):
        return [_printable(one) for one in told]
    return CONTROL.sub(" ", told) if isinstance(told, str) else told


def _advice(made: Made, told: dict[str, Any]) -> None:
    if told["help"]:
        made.add_heading(told["help_head"], 1)
    for advice in told["help"]:
        head = made.add_paragraph()
        head.add_run(advice["head"]).bold = True
        head.paragraph_format.keep_with_next = True
        for line in advice["text"].splitlines():
            made.add_paragraph(line)


def _scores(made: Made, told: dict[str, Any]) -> None:
    beside = len(told["columns"]) - 1
    narrow = min(2.6, 9 / beside)
    made.add_heading(told["scores_head"], 1)
    widths = [WIDE - narrow * beside, *[narrow] * beside]
    table(made, told["columns"], told["rows"], widths, numbers=range(1, beside + 1))
    made.add_heading(told["beside_head"], 1)
    table(made, told["beside_columns"], told["beside"], [7, 1.8, 2.8, WIDE - 11.6], numbers=(1, 2))
    for text in (*told["apart"], told["agreement"]):
        made.add_paragraph(text)
    for text in told["notes"]:
        _quiet(made, text)


def _quiet(made: Made, text: str) -> Any:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), SOFT
    return paragraph


def _items(made: Made, told: dict[str, Any]) -> None:
    made.add_heading(told["items_head"], 1)
    for section in told["sections"]:
        made.add_heading(section["name"], 2)
        for item in section["items"]:
            made.add_heading(item["head"], 3)
            if item["anchor"]:
                _together(_quiet(made, item["anchor"])).keep_with_next = bool(item["reason"])
            if item["reason"]:
                _together(made.add_paragraph(item["reason"]))


def _together(paragraph: Any) -> Any:
    """On one page."""
    paragraph.paragraph_format.keep_together = True
    return paragraph.paragraph_format


def _part(made: Made, head: str, text: str) -> None:
    made.add_heading(head, 1)
    for paragraph in text.splitlines() or [""]:
        made.add_paragraph(paragraph)
