"""The same situation over hours worked: what is kept at each number of hours, and which rule makes each break."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from plek.engines.benefit_rules.amounts import euros
from plek.engines.benefit_rules.book import Book
from plek.engines.benefit_rules.book_reading import book
from plek.engines.benefit_rules.breaks import Break, breaks_of, comparable, spendable
from plek.engines.benefit_rules.columns import columns_of
from plek.engines.benefit_rules.gross_benefits import minimum_wage_place
from plek.engines.benefit_rules.printing import month_as_json
from plek.engines.benefit_rules.results import Result, beside
from plek.engines.benefit_rules.rules import minimum_wage
from plek.engines.benefit_rules.situation import Situation, Work
from plek.engines.benefit_rules.working import Working


@dataclass(frozen=True)
class Point:
    """One number of hours; ``marginal_rate`` is what is kept of the last euro."""

    hours: float
    result: Result
    marginal_rate: float | None


@dataclass(frozen=True)
class Grid:
    """Points in order of hours, and the breaks between them."""

    points: tuple[Point, ...]
    breaks: tuple[Break, ...]


def grid(situation: Situation, hours: Sequence[float], parameters: Book | None = None) -> Grid:
    """The situation at each number of hours at the same pay per hour, the minimum wage when that is not known."""
    used = parameters or book()
    least = _least_a_month(situation, used)
    results = beside(situation, [_work_at(situation.work, hour, least) for hour in hours], used)
    rates = [None, *(_marginal(one, two) for one, two in pairwise(results))]
    points = tuple(Point(*row) for row in zip(hours, results, rates, strict=True))
    return Grid(points, breaks_of(hours, results))


def _work_at(work: Work, hours: float, least_a_month: float) -> Work:
    if work.gross > 0 and work.hours_week:
        part = hours / work.hours_week
        gross, contributions = round(work.gross * part, 2), round(work.own_contributions * part, 2)
    else:
        gross, contributions = round(least_a_month * hours / 100, 2), 0.0
    costs = work.costs if hours > 0 else 0.0
    return replace(work, gross=gross, hours_week=hours, own_contributions=contributions, costs=costs)


def _least_a_month(situation: Situation, parameters: Book) -> float:
    """Lowest pay for one hour a week, in cents; by the wage value when pay is dispensed."""
    w, c = Working(situation.on, parameters), columns_of(situation, with_work=True)
    hourly = w.apply(minimum_wage.hour, scale=w.choose(minimum_wage.YOUTH_SCALE, minimum_wage_place(c)))
    weeks = 4 if situation.work.pay_period == "four_weeks" else 52 / 12
    return float(hourly.values) * weeks * (situation.work.wage_dispensation or 1.0)


def _marginal(before: Result, after: Result) -> float | None:
    more = float(after.with_work.earnings.values) - float(before.with_work.earnings.values)
    if not more or not comparable(before, after):
        return None
    rate = (spendable(after) - spendable(before)) / more
    return None if np.isnan(rate) else round(rate, 4)


def grid_as_json(found: Grid) -> dict[str, Any]:
    """Points and breaks in plain values."""
    return {
        "points": [
            {
                "hours": point.hours,
                **month_as_json(point.result.with_work),
                "difference": euros(point.result.difference),
                "keep_rate": point.result.keep_rate,
                "spendable_rate": point.result.spendable_rate,
                "marginal_rate": point.marginal_rate,
            }
            for point in found.points
        ],
        "breaks": [
            {
                "from_hours": one.from_hours, "until_hours": one.until_hours, "rule": one.rule.code,
                "law": one.rule.law, "article": one.rule.article, "kind": "cliff" if one.is_cliff else "bend",
                "change": euros(one.change),
            }
            for one in found.breaks
        ],
    }  # fmt: skip
