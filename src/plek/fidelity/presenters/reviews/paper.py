"""The report on paper: its words and rows."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from plek.fidelity.presenters.reviews.beside import TotalRow
from plek.fidelity.presenters.reviews.report import PlannedAction, Report, ReportItem, score_or_dash
from plek.fidelity.presenters.reviews.steps import DAY
from plek.shared.dates import written


def facts(report: Report) -> list[list[str]]:
    """Pairs of a word and what is so."""
    pairs = [
        (_("Number"), report.number), (_("Team"), report.team), (_("Scale"), report.scale),
        (_("Visit"), report.visit), (_("Records of"), report.period),
        (_("Reviewers"), ", ".join(report.reviewers)), *_totals(report), (_("State"), _final(report)),
    ]  # fmt: skip
    return [[word, said] for word, said in pairs if said]


def _totals(report: Report) -> list[tuple[str, str]]:
    return [
        pair for row in report.totals for pair in ((row.name or _("Total"), total_of(row)), (_("Band"), row.band))
    ]


def total_of(row: TotalRow) -> str:
    """The sum with the most that it can be, and over how many items."""
    return _("%(total)s of %(most)s, over %(rated)s of %(of)s items") % {
        "total": row.score, "most": row.most, "rated": row.rated, "of": row.of,
    }  # fmt: skip


def _final(report: Report) -> str:
    if not report.is_final or report.final_on is None:
        return _("draft")
    return _("final since %(day)s") % {"day": written(report.final_on, DAY)}


def columns(report: Report) -> list[str]:
    return [_("Item"), _("Score"), *report.columns]


def rows(report: Report) -> list[list[str]]:
    return [[f"{i.code} {i.name}", score_or_dash(i.score), *map(score_or_dash, i.beside)] for i in report.items]


def beside_columns() -> list[str]:
    return [_("What"), _("Total"), _("Over items"), _("Band")]


def beside_rows(report: Report) -> list[list[str]]:
    return [
        [f"{row.about} {row.name}".strip(), str(row.score), _("%(n)s of %(of)s") % {"n": row.rated, "of": row.of},
         row.band]
        for row in report.beside
    ]  # fmt: skip


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
        "help_head": _("What would help"), "help": [_advice(item) for item in report.recommended],
        "beside_head": _("Beside earlier reviews and records"), "beside_columns": beside_columns(),
        "beside": beside_rows(report), "apart": list(report.apart), "items_head": _("Item by item"),
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
        "anchor": item.anchor, "reason": item.reason,
    }  # fmt: skip


def _advice(item: ReportItem) -> dict[str, str]:
    head = _("%(code)s %(name)s, now %(score)s") % {
        "code": item.code, "name": item.name, "score": score_or_dash(item.score)
    }  # fmt: skip
    return {"head": head, "text": item.recommendation}
