"""The scores of a review beside those of earlier reviews and of records: totals, and how far they are apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plek.engines.fidelity_scoring import Evidence, Judgement, Total, score
from plek.engines.fidelity_scoring.scale import SCORES, Item, Scale
from plek.engines.measures import Period
from plek.fidelity.presenters.ladder import DOT, GAP, Rung
from plek.fidelity.presenters.words import said
from plek.fidelity.selectors.reviews.dossier import Dossier
from plek.fidelity.selectors.reviews.now import Now

Given = Mapping[str, int | None]


@dataclass(frozen=True)
class Column:
    """Scores by item; ``about`` says whose, ``head`` in a few words. Only that of a review has a band."""

    about: str
    head: str
    scores: Given
    is_review: bool


@dataclass(frozen=True)
class TotalRow:
    """One total of one column; a scale with subscales has a ``name`` for each."""

    about: str
    name: str
    score: int
    most: int
    rated: int
    of: int
    band: str


def total_rows(scale: Scale, columns: Iterable[Column], period: Period) -> tuple[TotalRow, ...]:
    """The engine adds up, so that totals and bands are those of the scale."""
    return tuple(row for column in columns for row in _rows(scale, column, period))


def _rows(scale: Scale, column: Column, period: Period) -> list[TotalRow]:
    given = {code: Evidence(judgement=Judgement(n, "")) for code, n in column.scores.items() if n is not None}
    every = score(scale, given, period).totals
    return [
        TotalRow(
            column.about, said(total.of_what.name) if len(every) > 1 else "", total.score, total.of * SCORES[-1],
            total.rated, total.of, _band(total) if column.is_review else "",
        )
        for total in every
    ]  # fmt: skip


def _band(total: Total) -> str:
    if total.band is None:
        return ""
    return _("%(band)s (%(low)s up to and including %(high)s)") % {
        "band": said(total.band.name), "low": total.band.low, "high": total.band.high,
    }  # fmt: skip


def apart(mine: Given, column: Column) -> str:
    """How far the review and these scores are apart, over the items on which both have one."""
    pairs = [(mine[code], n) for code, n in column.scores.items() if n is not None and mine.get(code) is not None]
    if not pairs:
        return ""
    told = _(
        "%(about)s: over the %(items)s items with a score in both, the review comes to %(review)s and this to "
        "%(other)s; the same score on %(same)s, at most one apart on %(within)s."
    )
    return told % {
        "about": column.about[:1].upper() + column.about[1:], "items": len(pairs),
        "review": sum(one or 0 for one, _other in pairs), "other": sum(other for _one, other in pairs),
        "same": sum(one == other for one, other in pairs),
        "within": sum(abs((one or 0) - other) <= 1 for one, other in pairs),
    }  # fmt: skip


@dataclass(frozen=True)
class NowItem:
    """One item: the score of the review, hollow, and that of records today, full."""

    code: str
    name: str
    review: int | None
    now: int | None
    rungs: tuple[Rung, ...]


@dataclass(frozen=True)
class NowSection:
    code: str
    name: str
    items: tuple[NowItem, ...]


@dataclass(frozen=True)
class NowPage:
    """A review beside what records say today; without ``on`` there is nothing on record."""

    on: date | None
    totals: tuple[TotalRow, ...] = ()
    apart: str = ""
    sections: tuple[NowSection, ...] = ()


def now_page(dossier: Dossier, now: Now | None) -> NowPage:
    if now is None:
        return NowPage(None)
    own = Column(_("this review"), "", dossier.scores, is_review=True)
    today = Column(_("records up to and including today"), "", now.scores, is_review=False)
    scale, day = dossier.scale, dossier.review.visit_ends_on

    def item(known: Item) -> NowItem:
        code = known.code
        return NowItem(
            code, said(known.name), own.scores.get(code), now.scores.get(code),
            rungs(now.scores.get(code), [own], code),
        )  # fmt: skip

    return NowPage(
        on=now.on, totals=total_rows(scale, [own, today], Period(day, day)), apart=apart(dossier.scores, today),
        sections=tuple(
            NowSection(part.code, said(part.name), tuple(item(i) for i in scale.items if i.section == part.code))
            for part in scale.sections
        ),
    )  # fmt: skip


def rungs(given: int | None, columns: Sequence[Column], code: str) -> tuple[Rung, ...]:
    """Five dots: full for the score that was given, hollow for that of the first review in the columns."""
    before = next((column.scores.get(code) for column in columns if column.is_review), None)
    return tuple(
        Rung(
            score=n, x=DOT // 2 + (n - 1) * GAP, is_reached=n == given, is_before=n == before and n != given,
            is_possible=False,
        )
        for n in SCORES
    )  # fmt: skip
