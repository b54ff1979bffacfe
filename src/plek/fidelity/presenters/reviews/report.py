"""The report of a review, as page, as PDF and as Word: the same content in all three."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from plek.engines.fidelity_scoring import Evidence, Judgement, Result, score
from plek.engines.fidelity_scoring.scale import Item
from plek.engines.measures import Period
from plek.fidelity.choices import FINAL, Part
from plek.fidelity.models import Improvement, Review
from plek.fidelity.presenters.reviews.steps import DAY, scale_line, visit_days
from plek.fidelity.presenters.words import begun, figure, said
from plek.fidelity.selectors.reviews.dossier import Cover, Dossier
from plek.fidelity.selectors.reviews.scores import Agreed
from plek.shared.dates import written

Texts = Mapping[tuple[str, str], str]
NONE = "–"


@dataclass(frozen=True)
class ReportItem:
    """One item with its score, why, what would help, and what it was before and by records alone."""

    code: str
    name: str
    score: int | None
    anchor: str
    reason: str
    recommendation: str
    by_records: int | None
    earlier: tuple[int | None, ...]


@dataclass(frozen=True)
class ReportSection:
    name: str
    code: str
    items: tuple[ReportItem, ...]


@dataclass(frozen=True)
class PlannedAction:
    """One action of the plan."""

    item: str
    text: str
    owner: str
    due_on: date
    is_done: bool
    task: int
    is_mine: bool


@dataclass(frozen=True)
class Report:
    """The whole report; ``band`` only when every item has a score."""

    title: str
    number: str
    team: str
    scale: str
    visit: str
    period: str
    reviewers: tuple[str, ...]
    is_final: bool
    final_on: date | None
    total: int
    rated: int
    of: int
    band: str
    agreement: str
    strengths: str
    sections: tuple[ReportSection, ...]
    earlier: tuple[str, ...]
    source: str
    response: str

    @property
    def items(self) -> tuple[ReportItem, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @property
    def recommended(self) -> tuple[ReportItem, ...]:
        return tuple(item for item in self.items if item.recommendation)


def report_of(
    dossier: Dossier, agreed: Mapping[str, Agreed], texts: Texts,
    earlier: Iterable[tuple[Review, Mapping[str, int]]],
) -> Report:  # fmt: skip
    review, before = dossier.review, list(earlier)
    total = _scored(dossier, agreed).totals[0]
    return Report(
        title=_("Fidelity review of %(team)s") % {"team": review.team.name}, number=review.number,
        team=review.team.name, scale=scale_line(said(dossier.scale.name), review),
        visit=visit_days(dossier), period=_period(dossier.book),
        reviewers=tuple(seat.member.user.name for seat in dossier.seats), is_final=review.state in FINAL,
        final_on=review.final_on, total=total.score, rated=total.rated, of=total.of,
        band=said(total.band.name) if total.band else "", agreement=agreement_line(review),
        strengths=texts.get((Part.STRENGTHS, ""), ""), sections=_sections(dossier, agreed, texts, before),
        earlier=tuple(written(past.visit_begins_on, "F Y") for past, _scores in before),
        source=f"{said(dossier.scale.source)}. {begun(dossier.scale.wording)}.",
        response=texts.get((Part.RESPONSE, ""), ""),
    )  # fmt: skip


def _scored(dossier: Dossier, agreed: Mapping[str, Agreed]) -> Result:
    """The engine adds the scores of the raters up, so that totals and bands are those of the scale."""
    day = dossier.review.visit_ends_on
    given = {code: Evidence(judgement=Judgement(row.score, row.reason)) for code, row in agreed.items()}
    return score(dossier.scale, given, Period(day, day))


def _period(book: Cover | None) -> str:
    if book is None:
        return ""
    days = {"first": written(book.first, DAY), "last": written(book.last, DAY)}
    return _("%(first)s up to and including %(last)s") % days


def _sections(
    dossier: Dossier, agreed: Mapping[str, Agreed], texts: Texts,
    before: list[tuple[Review, Mapping[str, int]]],
) -> tuple[ReportSection, ...]:  # fmt: skip
    by_records = dossier.book.scores if dossier.book else {}

    def item(known: Item) -> ReportItem:
        row, code = agreed.get(known.code), known.code
        return ReportItem(
            code, said(known.name), row.score if row else None,
            begun(known.anchors[row.score].text) if row else "",
            row.reason if row else "", texts.get((Part.RECOMMENDATION, code), ""), by_records.get(code),
            tuple(scores.get(code) for _past, scores in before),
        )  # fmt: skip

    return tuple(
        ReportSection(
            said(part.name), part.code, tuple(item(i) for i in dossier.scale.items if i.section == part.code)
        )
        for part in dossier.scale.sections
    )


def agreement_line(review: Review) -> str:
    """How far the two agreed before they talked, with n; about the ratings, not about the raters."""
    found: dict[str, Any] | None = review.agreement
    if not found:
        return ""
    told = _(
        "Before they talked the reviewers had given the same score to %(exact)s of %(items)s items, "
        "and at most one apart to %(within)s."
    ) % {"exact": found["exact"], "items": found["items"], "within": found["within_one"]}
    if found["kappa"] is None:
        return told + " " + _("A weighted kappa cannot be worked out, because all scores are the same.")
    kappa = _("Kappa with quadratic weights: %(kappa)s (n = %(items)s).") % {
        "kappa": figure(round(found["kappa"], 2)), "items": found["items"],
    }  # fmt: skip
    return f"{told} {kappa}"


def plan_lines(by_pk: int, plan: Iterable[Improvement]) -> tuple[PlannedAction, ...]:
    return tuple(
        PlannedAction(
            row.item, row.task.text, row.task.owner.user.name, row.task.due_on, row.task.done_at is not None,
            row.task_id, row.task.owner_id == by_pk,
        )
        for row in plan
    )  # fmt: skip


def score_or_dash(given: int | None) -> str:
    return NONE if given is None else str(given)
