"""The report of a review, as page, as PDF and as Word: the same content in all three."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plek.engines.fidelity_scoring.scale import Item
from plek.engines.measures import Period
from plek.fidelity.choices import FINAL, Part
from plek.fidelity.models import Improvement, Review
from plek.fidelity.presenters.ladder import Rung
from plek.fidelity.presenters.reviews.agreed import agreement_line, reason_of
from plek.fidelity.presenters.reviews.beside import Column, TotalRow, apart, rungs, total_rows
from plek.fidelity.presenters.reviews.steps import DAY, scale_line, visit_days
from plek.fidelity.presenters.words import begun, said
from plek.fidelity.selectors.reviews.dossier import Cover, Dossier
from plek.fidelity.selectors.reviews.scores import Agreed
from plek.shared.dates import written

Texts = Mapping[tuple[str, str], str]
NONE = "–"


@dataclass(frozen=True)
class ReportItem:
    """One item with its score, why, what would help, and the scores ``beside`` it, one for each column."""

    code: str
    name: str
    score: int | None
    anchor: str
    reason: str
    recommendation: str
    beside: tuple[int | None, ...]
    told: str
    """The same in words, where columns do not fit."""
    rungs: tuple[Rung, ...]


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
    """The whole report; a band only when every item has a score."""

    title: str
    number: str
    team: str
    scale: str
    visit: str
    period: str
    reviewers: tuple[str, ...]
    is_final: bool
    final_on: date | None
    totals: tuple[TotalRow, ...]
    agreement: str
    strengths: str
    sections: tuple[ReportSection, ...]
    columns: tuple[str, ...]
    beside: tuple[TotalRow, ...]
    apart: tuple[str, ...]
    source: str
    response: str

    @property
    def items(self) -> tuple[ReportItem, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @property
    def has_earlier(self) -> bool:
        """A review before this one stands beside it."""
        return any(rung.is_before for item in self.items for rung in item.rungs)

    @property
    def recommended(self) -> tuple[ReportItem, ...]:
        return tuple(item for item in self.items if item.recommendation)


def report_of(
    dossier: Dossier, agreed: Mapping[str, Agreed], texts: Texts,
    earlier: Iterable[tuple[Review, Mapping[str, int]]],
) -> Report:  # fmt: skip
    review, given = dossier.review, {code: row.score for code, row in agreed.items()}
    columns, period = _columns(dossier, earlier), Period(review.visit_ends_on, review.visit_ends_on)
    own = Column(_("this review"), "", given, is_review=True)
    return Report(
        title=_("Fidelity review of %(team)s") % {"team": review.team.name}, number=review.number,
        team=review.team.name, scale=scale_line(said(dossier.scale.name), review),
        visit=visit_days(dossier), period=_period(dossier.book),
        reviewers=tuple(dossier.reviewers.values()), is_final=review.state in FINAL, final_on=review.final_on,
        totals=total_rows(dossier.scale, [own], period), agreement=agreement_line(review),
        strengths=texts.get((Part.STRENGTHS, ""), ""), sections=_sections(dossier, agreed, texts, columns),
        columns=tuple(column.head for column in columns),
        beside=total_rows(dossier.scale, [own, *columns], period),
        apart=tuple(filter(None, (apart(given, column) for column in columns))),
        source=f"{said(dossier.scale.source)}. {begun(dossier.scale.wording)}.",
        response=texts.get((Part.RESPONSE, ""), ""),
    )  # fmt: skip


def _columns(dossier: Dossier, earlier: Iterable[tuple[Review, Mapping[str, int]]]) -> list[Column]:
    """Records at the visit, and earlier reviews, the latest first."""
    columns = []
    if dossier.book:
        about = _("records up to and including %(day)s") % {"day": written(dossier.book.last, DAY)}
        columns.append(Column(about, _("By records alone"), dossier.book.scores, is_review=False))
    for past, scores in earlier:
        month = written(past.visit_begins_on, "F Y")
        columns.append(Column(_("review of %(month)s") % {"month": month}, month, scores, is_review=True))
    return columns


def _period(book: Cover | None) -> str:
    if book is None:
        return ""
    days = {"first": written(book.first, DAY), "last": written(book.last, DAY)}
    return _("%(first)s up to and including %(last)s") % days


def _sections(
    dossier: Dossier, agreed: Mapping[str, Agreed], texts: Texts, columns: list[Column]
) -> tuple[ReportSection, ...]:
    def item(known: Item) -> ReportItem:
        row, code = agreed.get(known.code), known.code
        beside = tuple(column.scores.get(code) for column in columns)
        return ReportItem(
            code=code, name=said(known.name), score=row.score if row else None,
            anchor=begun(known.anchors[row.score].text) if row else "", reason=reason_of(row),
            recommendation=texts.get((Part.RECOMMENDATION, code), ""), beside=beside,
            told=" · ".join(f"{c.head}: {score_or_dash(n)}" for c, n in zip(columns, beside, strict=True)),
            rungs=rungs(row.score if row else None, columns, code),
        )  # fmt: skip

    return tuple(
        ReportSection(
            said(part.name), part.code, tuple(item(i) for i in dossier.scale.items if i.section == part.code)
        )
        for part in dossier.scale.sections
    )


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
