"""The report on paper: its words and rows."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from plek.fidelity.presenters.reviews.report import PlannedAction, Report, ReportItem, score_or_dash
from plek.fidelity.presenters.reviews.steps import DAY
from plek.shared.dates import written


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
