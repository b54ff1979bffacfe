"""The report on paper: the words and rows for the PDF, and a Word file to work on."""

import io
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Made

from plek.fidelity.presenters.reviews.report import PlannedAction, Report, ReportItem, score_or_dash
from plek.fidelity.presenters.reviews.steps import DAY
from plek.shared.dates import written

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def facts(report: Report) -> list[list[str]]:
    """Pairs of a word and what is so."""
    total = _("%(total)s over %(rated)s of %(of)s items") % {
        "total": report.total, "rated": report.rated, "of": report.of,
    }  # fmt: skip
    pairs = [
        (_("Number"), report.number), (_("Team"), report.team), (_("Scale"), report.scale),
        (_("Visit"), report.visit), (_("Records of"), report.period),
        (_("Reviewers"), ", ".join(report.reviewers)), (_("Total"), total), (_("Band"), report.band),
        (_("State"), _final(report)),
    ]  # fmt: skip
    return [[word, said] for word, said in pairs if said]


def _final(report: Report) -> str:
    if not report.is_final or report.final_on is None:
        return _("draft")
    return _("final since %(day)s") % {"day": written(report.final_on, DAY)}


def columns(report: Report) -> list[str]:
    return [_("Item"), _("Score"), _("By records alone"), *report.earlier]


def rows(report: Report) -> list[list[str]]:
    return [
        [f"{i.code} {i.name}", score_or_dash(i.score), score_or_dash(i.by_records), *map(score_or_dash, i.earlier)]
        for i in report.items
    ]


def notes(report: Report) -> list[str]:
    """What must be known to read the scores."""
    by_records = _(
        "By records alone is the indication in the evidence book, and never a score of the review; "
        "– means that records alone gave none."
    )
    agreed = _(
        "This is about the scores of this review, and no judgement of the reviewers. "
        "With few items or much the same scores a kappa says little."
    )
    return [by_records, agreed] if report.agreement else [by_records]


def plan_rows(plan: Iterable[PlannedAction]) -> list[list[str]]:
    return [
        [line.text, line.owner, written(line.due_on, DAY), _("done") if line.is_done else _("open")]
        for line in plan
    ]


def values(report: Report, plan: Iterable[PlannedAction]) -> dict[str, Any]:
    """What the template prints; all words of the document are here."""
    return {
        "heading": report.title, "facts": facts(report), "agreement": report.agreement, "notes": notes(report),
        "strengths_head": _("What this team does well"), "strengths": report.strengths,
        "scores_head": _("All items"), "columns": columns(report), "rows": rows(report),
        "items_head": _("Item by item"), "recommendation_word": _("What would help"),
        "sections": [
            {"name": section.name, "items": [_item(item) for item in section.items]} for section in report.sections
        ],
        "response_head": _("Management response"), "response": report.response,
        "plan_head": _("Action plan"), "plan_columns": plan_columns(), "plan": plan_rows(plan),
        "source": report.source,
    }  # fmt: skip


def plan_columns() -> list[str]:
    return [_("Action"), _("Who"), _("Before"), _("State")]


def _item(item: ReportItem) -> dict[str, str]:
    return {
        "head": f"{item.code} {item.name}: {score_or_dash(item.score)}",
        "anchor": item.anchor, "reason": item.reason, "recommendation": item.recommendation,
    }  # fmt: skip


def docx(report: Report, plan: Iterable[PlannedAction]) -> bytes:
    """The same as an ordinary Word file, with real headings and tables."""
    told, made = _printable(values(report, plan)), Document()
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
    for line, row in zip(lines, table.rows, strict=True):
        for text, cell in zip(line, row.cells, strict=True):
            cell.text = text
