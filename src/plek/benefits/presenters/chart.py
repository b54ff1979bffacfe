"""What is left to spend over hours worked, as a drawing with each break marked, and the table beside it.

Places across are shares of the width and places down are in ``em``, so that letters keep their size on a phone.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, isnan

from django.utils.translation import gettext as _

from plek.benefits.estimates import Estimate, Plan
from plek.benefits.extremes import spendable
from plek.benefits.presenters.figures import amount, cents_of_a_euro, hours_text, money, said
from plek.engines.benefit_rules import SURE, TITLES, Grid
from plek.engines.benefit_rules.hours import Break, Point

LEFT, WIDTH, MOST_HOURS = 17.0, 80.0, 40
TOP, HEIGHT, LEVELS, APART = 4.2, 15.0, 3, 7.0
STEPS = (10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)
"""Cents between two lines of the scale."""


@dataclass(frozen=True)
class Tick:
    """A line of the scale with its words."""

    at: str
    text: str


@dataclass(frozen=True)
class Dot:
    """A plan on the line."""

    x: str
    y: str
    title: str


@dataclass(frozen=True)
class Mark:
    """A break: its number in the drawing, and what changes there."""

    number: int
    x: str
    y: str
    hours: str
    rule: str
    source: str
    effect: str
    is_cliff: bool


@dataclass(frozen=True)
class HoursLine:
    """One number of hours in the table."""

    hours: int
    pay: str
    benefit: str
    tax: str
    allowances: str
    left: str
    of_last_euro: str


@dataclass(frozen=True)
class Chart:
    """The drawing and its table."""

    lines: tuple[str, ...]
    amounts: tuple[Tick, ...]
    hours: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    marks: tuple[Mark, ...]
    table: tuple[HoursLine, ...]
    summary: str
    has_range: bool
    unsure: frozenset[str]
    """Columns of the table that rest on what was not checked against the law."""
    has_gaps: bool
    """Is an allowance known at some hours and not at others?"""


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    step: float

    def share(self, cents: float) -> float:
        return 1 - (cents - self.low) / (self.high - self.low)

    def down(self, cents: float) -> str:
        return f"{TOP + HEIGHT * self.share(cents):.2f}em"


def chart(estimate: Estimate) -> Chart | None:
    """The drawing of an estimate; None when what is left to spend is not known."""
    grids = estimate.grids
    if not grids:
        return None
    scale = _scale([_left(point) for one in grids for point in one.points])
    marks = _marks(grids[0])
    return Chart(
        tuple(_line(one, scale) for one in grids), tuple(_amounts(scale)),
        tuple(Tick(_across(hour), str(hour)) for hour in range(0, MOST_HOURS + 1, 8)),
        tuple(dot for plan in (estimate.now, *estimate.plans) for dot in _dots(plan, scale)),
        marks, tuple(_table(grids)), _summary(grids, marks), len(grids) > 1, _unsure(grids),
        any(_has_gaps(one) for one in grids),
    )  # fmt: skip


def _left(point: Point) -> float:
    return spendable(point.result)


def _scale(cents: list[float]) -> _Scale:
    """Whole steps around all points, so that a bend can be seen; it need not begin at zero."""
    low, high = min(cents), max(cents)
    step = next((one for one in STEPS if (high - low) / one <= 5), STEPS[-1])
    bottom = floor(low / step) * step
    return _Scale(bottom, max(ceil(high / step) * step, bottom + step), step)


def _across(hours: float) -> str:
    return f"{LEFT + WIDTH * hours / MOST_HOURS:.2f}%"


def _line(one: Grid, scale: _Scale) -> str:
    return " ".join(f"{point.hours:g},{100 * scale.share(_left(point)):.2f}" for point in one.points)


def _amounts(scale: _Scale) -> list[Tick]:
    count = round((scale.high - scale.low) / scale.step)
    levels = [scale.low + place * scale.step for place in range(count + 1)]
    return [Tick(scale.down(level), money(level)[:-3]) for level in levels]


def _dots(plan: Plan, scale: _Scale) -> list[Dot]:
    if plan.is_study or plan.hours is None or plan.hours > MOST_HOURS:
        return []
    left = {spendable(result) for result in plan.results}
    within = [cents for cents in (min(left), max(left)) if scale.low <= cents <= scale.high]
    title = hours_text(plan.hours)
    return [Dot(_across(plan.hours), scale.down(c), f"{title}: {money(c)}") for c in dict.fromkeys(within)]


def _marks(one: Grid) -> tuple[Mark, ...]:
    """The breaks with a number each; numbers that would touch stand at different heights."""
    found: list[Mark] = []
    last = [-APART] * LEVELS
    for number, bend in enumerate(one.breaks, start=1):
        place = (bend.from_hours + bend.until_hours) / 2
        across = WIDTH * place / MOST_HOURS
        level = next((n for n in range(LEVELS) if across - last[n] >= APART), LEVELS - 1)
        last[level] = across
        found.append(_mark(one, bend, number, _across(place), f"{1.2 + 1.2 * level:.1f}em"))
    return tuple(found)


def _mark(one: Grid, bend: Break, number: int, x: str, y: str) -> Mark:
    ends = dict.fromkeys((bend.from_hours, bend.until_hours))
    hours = " \N{EN DASH} ".join(hours_text(hour) for hour in ends)
    title = said(TITLES[bend.rule.code])
    source = _("%(law)s, article %(article)s") % {"law": bend.rule.law, "article": bend.rule.article}
    return Mark(
        number, x, y, hours, title[:1].upper() + title[1:], source, _effect(one, bend), bend.is_cliff
    )  # fmt: skip


def _effect(one: Grid, bend: Break) -> str:
    """What is kept of one more euro before and after the break."""
    rates = {point.hours: point.marginal_rate for point in one.points}
    before = rates.get(bend.from_hours)
    after = rates.get(bend.until_hours + 1)
    if bend.is_cliff:
        return _("Here the month drops by %(amount)s.") % {"amount": money(-bend.change)}
    if before is None or after is None:
        return ""
    words = {"before": cents_of_a_euro([before]), "after": cents_of_a_euro([after])}
    return _("Of one more euro: %(before)s before, %(after)s after.") % words


def _table(grids: tuple[Grid, ...]) -> list[HoursLine]:
    lines = []
    for points in zip(*(one.points for one in grids), strict=True):
        months = [point.result.with_work for point in points]
        allowances = [sum(_known(float(one.values)) for one in month.allowances.values()) for month in months]
        lines.append(
            HoursLine(
                int(points[0].hours), amount(float(month.earnings.values) for month in months),
                amount(float(month.benefit.values) for month in months),
                amount(-float(month.tax.values) for month in months), amount(allowances),
                amount(_left(point) for point in points), cents_of_a_euro(point.marginal_rate for point in points),
            )
        )  # fmt: skip
    return lines


def _known(cents: float) -> float:
    return 0.0 if isnan(cents) else cents


def _unsure(grids: tuple[Grid, ...]) -> frozenset[str]:
    months = [point.result.with_work for one in grids for point in one.points]
    figures = [
        (name, figure)
        for month in months
        for name, figure in (
            ("benefit", month.benefit), ("tax", month.tax), ("left", month.disposable),
            *(("allowances", one) for one in month.allowances.values()),
        )
    ]  # fmt: skip
    return frozenset(name for name, figure in figures if figure.confidence not in SURE)


def _has_gaps(one: Grid) -> bool:
    """What is not known is left out of what is left to spend, so that the line jumps where it becomes known."""
    months = [point.result.with_work for point in one.points]
    gaps = {tuple(isnan(float(each.values)) for each in month.allowances.values()) for month in months}
    return len(gaps) > 1


def _summary(grids: tuple[Grid, ...], marks: tuple[Mark, ...]) -> str:
    """The drawing in words; the table tells everything."""
    falls = sum(_left(after) < _left(before) for before, after in pairwise(grids[0].points))
    ends = (amount(_left(one.points[place]) for one in grids) for place in (0, -1))
    words = dict(zip(("first", "last"), ends, strict=True)) | {"breaks": len(marks), "falls": falls}
    return _(
        "Drawing of what is left to spend in a month: %(first)s without work, %(last)s with 40 hours. Breaks: "
        "%(breaks)d, places where more hours leave less: %(falls)d. All in the table."
    ) % words  # fmt: skip
