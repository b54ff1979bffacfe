"""What an answer may be when it is not known, from one end to the other."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from plek.engines.benefit_rules.amounts import column, euros
from plek.engines.benefit_rules.book import Book
from plek.engines.benefit_rules.columns import ADULT, Columns
from plek.engines.benefit_rules.gross_benefits import minimum_wage_month
from plek.engines.benefit_rules.rules import minimum_wage, wia
from plek.engines.benefit_rules.situation import age_on
from plek.engines.benefit_rules.working import Working, total

BOTH = (False, True)
POSSIBLE: dict[str, tuple[Any, ...]] = {
    "person.partner": BOTH,
    "person.housemates_27_plus": (0, 1, 2, 3),
    "person.parental_support": BOTH,
    "person.lives_with_parents": BOTH,
    "benefit.capacity": BOTH,
    "benefit.supplement": BOTH,
    "benefit.income_requirement": BOTH,
    "benefit.exemption_granted": BOTH,
    "benefit.limited_hours": BOTH,
    "benefit.wage_cost_subsidy": BOTH,
    "benefit.hours_cannot_grow": BOTH,
    "municipality.earnings_exemption": ("31-2", "34a"),
    "benefit.months_used": (0, 2),
    "benefit.exemption_months_used": (0, 6, 18, 36),
    "person.partner_exemption_months_used": (0, 6, 18, 36),
    "person.partner_limited_hours": BOTH,
    "person.partner_wage_cost_subsidy": BOTH,
    "person.partner_hours_cannot_grow": BOTH,
}
"""Of answers that are no amounts; of those only the former wage has ends of its own."""


def possible_answers(names: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """The possible values of open answers. Raises ``KeyError`` for an amount, whose ends the person must give."""
    return {name: POSSIBLE[name] for name in names}


def former_wages(on: date, born: date | None, parameters: Book) -> tuple[float, ...]:
    """The least and the most that a former wage of full-time work is, in euros; empty when one is not known.

    The law has no lowest monthly wage: with part-time work it may be less, and whoever shows this should say so.
    """
    w, c = Working(on, parameters), Columns(on, age=column(age_on(born, on) if born else ADULT))
    wage = minimum_wage_month(c, w)
    share = w.parameter("minimum_wage/holiday_allowance")
    holiday = w.apply(minimum_wage.holiday_allowance, earnings=wage, share=share)
    most = w.apply(wia.capped_wage, uncapped=column(float("inf")))
    ends = (euros(total(wage, holiday).values), euros(most.values))
    return tuple(end for end in ends if end is not None) if None not in ends else ()
