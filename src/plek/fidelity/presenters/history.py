"""The months that have ended, as they were recorded: a step a month for each item, and the sum as far as rated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from django.utils.translation import gettext as _

from plek.engines.fidelity_scoring import ItemScore
from plek.engines.fidelity_scoring.scale import SCORES
from plek.fidelity.presenters.words import said
from plek.fidelity.selectors.indication import Indication
from plek.fidelity.selectors.recorded import Recorded

STEP, RISE, EDGE = 12, 5, 5
"""Width of a month, height of a score and the room around, in units of the picture."""
LEVELS = tuple(EDGE + RISE * n for n in range(len(SCORES)))
HEIGHT = 2 * EDGE + RISE * (SCORES[-1] - SCORES[0])


@dataclass(frozen=True)
class Dot:
    """A month with a score."""

    x: int
    y: int


@dataclass(frozen=True)
class Course:
    """One item over the months: dots, the line through those that follow each other, and what a table prints."""

    code: str
    name: str
    dots: tuple[Dot, ...]
    line: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """Months in their order; ``totals`` says for each the sum and over how many items."""

    months: tuple[date, ...]
    courses: tuple[Course, ...]
    mean: Course
    """The mean of the items with a score."""
    totals: tuple[str, ...]
    width: int
    height: int = HEIGHT
    levels: tuple[int, ...] = LEVELS

    def of(self, code: str) -> Course:
        """Raises KeyError for an item that is not there."""
        return {course.code: course for course in self.courses}[code]


@dataclass(frozen=True)
class Changed:
    """An item that no longer is what was recorded: something about these months was put right afterwards."""

    code: str
    name: str
    then: str
    now: str


def history_of(found: Indication) -> History | None:
    """None as long as no month is recorded."""
    months = tuple(sorted({row.last_on for row in found.recorded}))
    if not months:
        return None
    kept = {(row.item, row.last_on): row for row in found.recorded}
    return History(
        months=months, width=2 * EDGE + STEP * (len(months) - 1),
        courses=tuple(_course(item, months, kept) for item in found.result.items),
        mean=_mean(months, found.recorded),
        totals=tuple(_total(months[n], found.recorded) for n in range(len(months))),
    )  # fmt: skip


def _course(item: ItemScore, months: Sequence[date], kept: Mapping[tuple[str, date], Recorded]) -> Course:
    code = item.item.code
    rows = [kept.get((code, month)) for month in months]
    dots = [_dot(n, row.score) if row and row.score else None for n, row in enumerate(rows)]
    return Course(
        code, said(item.item.name), tuple(dot for dot in dots if dot), _line(dots),
        tuple(_cell(row) if row else "" for row in rows),
    )  # fmt: skip


def _mean(months: Sequence[date], recorded: Sequence[Recorded]) -> Course:
    scores = [[row.score for row in recorded if row.last_on == month and row.score] for month in months]
    dots = [_dot(n, fmean(given)) if given else None for n, given in enumerate(scores)]
    return Course("", "", tuple(dot for dot in dots if dot), _line(dots), ())


def _dot(month: int, score: float) -> Dot:
    return Dot(EDGE + month * STEP, round(HEIGHT - EDGE - (score - SCORES[0]) * RISE))


def _line(dots: Sequence[Dot | None]) -> str:
    """Steps between months that follow each other; a month without a score leaves a gap."""
    parts, last = [], None
    for dot in dots:
        if dot is not None:
            parts.append(f"H{dot.x}V{dot.y}" if last else f"M{dot.x} {dot.y}")
        last = dot
    return "".join(parts)


def _cell(row: Recorded) -> str:
    """The score, or between which it lay; nothing where it could be any."""
    return _standing(row.score, row.at_least, row.at_most)


def _standing(score: int | None, low: int, high: int) -> str:
    if score:
        return str(score)
    return "" if (low, high) == (SCORES[0], SCORES[-1]) else f"{low}–{high}"


def _total(month: date, recorded: Iterable[Recorded]) -> str:
    scores = [row.score for row in recorded if row.last_on == month and row.score]
    return _("%(sum)s over %(items)s") % {"sum": sum(scores), "items": len(scores)}


def recorded_on(found: Indication) -> date | None:
    """On which day the months of this page were recorded, if they were."""
    return next((row.recorded_on for row in found.recorded if row.last_on == found.period.last), None)


def changed_since(found: Indication) -> tuple[Changed, ...]:
    """What differs from what was recorded about the same months."""
    pairs = [(row, found.item(row.item)) for row in found.recorded if _is_same_month(row, found)]
    return tuple(
        Changed(
            row.item,
            said(item.item.name),
            _cell(row) or "–",
            _standing(item.score, item.at_least, item.at_most) or "–",
        )
        for row, item in pairs
        if (row.score, row.at_least, row.at_most) != (item.score, item.at_least, item.at_most)
    )


def _is_same_month(row: Recorded, found: Indication) -> bool:
    return row.last_on == found.period.last and row.version == found.result.scale.version
