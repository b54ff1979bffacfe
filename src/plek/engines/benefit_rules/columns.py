"""Situations as columns: what the rules read, one array per answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from plek.engines.benefit_rules.amounts import Column, cents, column
from plek.engines.benefit_rules.rules.wao import CLASSES
from plek.engines.benefit_rules.situation import HOLIDAY_WITHIN, Benefit, Rent, Situation, age_on

ADULT = 40
"""The age of who did not give a day of birth: past every youth scale, before pension."""

NEW_EXEMPTION_FROM = date(2027, 1, 1)
"""From when the new exemption (Participatiewet 34a) is to hold everywhere."""

_NO, _YES, _UNKNOWN = partial(column, 0.0), partial(column, 1.0), partial(column, np.nan)


@dataclass(frozen=True)
class Columns:
    """Many situations on one day with one kind of benefit. Money in cents; a field left out holds for none."""

    on: date
    kind: str = "none"
    exemption: str = "31-2"
    earnings: Column = field(default_factory=_NO)
    other_earnings: Column = field(default_factory=_NO)
    contributions: Column = field(default_factory=_NO)
    costs: Column = field(default_factory=_NO)
    pay_holiday: Column = field(default_factory=partial(column, 0.08))
    age: Column = field(default_factory=partial(column, ADULT))
    has_partner: Column = field(default_factory=_NO)
    partner_age: Column = field(default_factory=partial(column, ADULT))
    partner_born_after_1971: Column = field(default_factory=_YES)
    partner_gross: Column = field(default_factory=_NO)
    partner_has_right: Column = field(default_factory=_YES)
    partner_exemption_months: Column = field(default_factory=_UNKNOWN)
    partner_limited_hours: Column = field(default_factory=_NO)
    partner_wage_cost_subsidy: Column = field(default_factory=_NO)
    partner_cannot_grow: Column = field(default_factory=_NO)
    children: Column = field(default_factory=_NO)
    aged_12: Column = field(default_factory=_NO)
    aged_16: Column = field(default_factory=_NO)
    child_below_12: Column = field(default_factory=_NO)
    housemates_27: Column = field(default_factory=_NO)
    parental_support: Column = field(default_factory=_YES)
    with_parents: Column = field(default_factory=_NO)
    in_institution: Column = field(default_factory=_NO)
    past_pension_age: Column = field(default_factory=_NO)
    benefit_holiday: Column = field(default_factory=partial(column, 0.08))
    capacity: Column = field(default_factory=_YES)
    is_dispensed: Column = field(default_factory=_NO)
    wage_value: Column = field(default_factory=_YES)
    transitional_amount: Column = field(default_factory=_NO)
    former_wage: Column = field(default_factory=_UNKNOWN)
    uncapped_wage: Column = field(default_factory=_UNKNOWN)
    months_used: Column = field(default_factory=partial(column, 2.0))
    years_before_2016: Column = field(default_factory=_UNKNOWN)
    years_since_2016: Column = field(default_factory=_UNKNOWN)
    class_place: Column = field(default_factory=partial(column, len(CLASSES)))
    remaining_capacity: Column = field(default_factory=_UNKNOWN)
    requirement_holds: Column = field(default_factory=_YES)
    reference_wage: Column = field(default_factory=_UNKNOWN)
    underlying: Column = field(default_factory=_UNKNOWN)
    supplement: Column = field(default_factory=_NO)
    supplement_months: Column = field(default_factory=_NO)
    exemption_months: Column = field(default_factory=_NO)
    exemption_granted: Column = field(default_factory=_YES)
    limited_hours: Column = field(default_factory=_NO)
    wage_cost_subsidy: Column = field(default_factory=_NO)
    cannot_grow: Column = field(default_factory=_NO)
    wealth: Column = field(default_factory=_NO)
    has_rent: Column = field(default_factory=_NO)
    rent: Column = field(default_factory=_NO)
    persons: Column = field(default_factory=_YES)
    reference_income: Column = field(default_factory=_UNKNOWN)

    def __len__(self) -> int:
        return max(getattr(self, name).size for name in _NAMES)

    @classmethod
    def stacked(cls, rows: Sequence["Columns"]) -> "Columns":
        """Single situations of one day, kind and exemption below each other."""
        arrays: dict[str, Any] = {name: np.array([float(getattr(row, name)) for row in rows]) for name in _NAMES}
        return replace(rows[0], **arrays)

    def chunks(self, rows: int) -> Iterator["Columns"]:
        """The same in pieces that stay close to the processor."""
        whole = len(self)
        if whole <= rows:
            yield self
            return
        arrays = {name: getattr(self, name) for name in _NAMES if getattr(self, name).ndim}
        for begin in range(0, whole, rows):
            yield self.but(**{name: array[begin : begin + rows] for name, array in arrays.items()})

    def but(self, **changed: Column) -> "Columns":
        """The same with some answers changed; the many that stay are not named one by one, as ``replace`` does."""
        made = object.__new__(Columns)
        vars(made).update(vars(self), **changed)
        return made


_NAMES = tuple(f.name for f in fields(Columns) if f.name not in ("on", "kind", "exemption"))


def columns_of(situation: Situation, *, with_work: bool) -> Columns:
    """One situation as columns, as it is now or with the work that is thought of."""
    answers = _household(situation) | _benefit(situation) | _pay(situation, with_work=with_work) | _home(situation)
    usual = "31-2" if situation.on < NEW_EXEMPTION_FROM else "34a"
    regime = situation.municipality.earnings_exemption or usual
    numbers = column([np.nan if answer is None else answer for answer in answers.values()])
    return Columns(situation.on, situation.benefit.kind, regime, **dict(zip(answers, numbers, strict=True)))


def _household(situation: Situation) -> dict[str, float | None]:
    person, on = situation.person, situation.on
    ages = [age for age in (age_on(child, on) for child in person.children) if age < 18]
    born = person.partner_born
    return {
        "age": age_on(person.born, on) if person.born else ADULT,
        "has_partner": person.partner,
        "partner_age": age_on(born, on) if born else ADULT,
        "partner_born_after_1971": born is None or born.year > 1971,
        "partner_gross": cents(person.partner_gross),
        "partner_has_right": person.partner_has_right,
        "partner_exemption_months": person.partner_exemption_months_used,
        "partner_limited_hours": person.partner_limited_hours,
        "partner_wage_cost_subsidy": person.partner_wage_cost_subsidy,
        "partner_cannot_grow": person.partner_hours_cannot_grow,
        "children": len(ages),
        "aged_12": sum(12 <= age < 16 for age in ages),
        "aged_16": sum(age >= 16 for age in ages),
        "child_below_12": any(age < 12 for age in ages),
        "housemates_27": person.housemates_27_plus,
        "parental_support": person.parental_support,
        "with_parents": person.lives_with_parents,
        "in_institution": person.in_institution,
        "past_pension_age": person.past_pension_age,
    }


def _benefit(situation: Situation) -> dict[str, float | None]:
    benefit = situation.benefit
    return _former_work(benefit) | {
        "benefit_holiday": 0.0 if benefit.kind in HOLIDAY_WITHIN else benefit.holiday_allowance,
        "capacity": benefit.capacity,
        "transitional_amount": cents(benefit.transitional_amount),
        "underlying": _cents(benefit.underlying),
        "supplement": benefit.supplement,
        "supplement_months": benefit.supplement_months_used,
        "exemption_months": benefit.exemption_months_used,
        "exemption_granted": benefit.exemption_granted,
        "limited_hours": benefit.limited_hours,
        "wage_cost_subsidy": benefit.wage_cost_subsidy,
        "cannot_grow": benefit.hours_cannot_grow,
    }


def _former_work(benefit: Benefit) -> dict[str, float | None]:
    place = CLASSES.index(benefit.disability_class) + 1 if benefit.disability_class else None
    holds = benefit.income_requirement
    return {
        "former_wage": _cents(benefit.former_wage),
        "uncapped_wage": _cents(benefit.uncapped_wage),
        "months_used": benefit.months_used,
        "years_before_2016": benefit.years_before_2016,
        "years_since_2016": benefit.years_since_2016,
        "class_place": place,
        "remaining_capacity": _cents(benefit.remaining_capacity),
        "requirement_holds": benefit.disability_class != CLASSES[-1] if holds is None else holds,
        "reference_wage": _cents(benefit.reference_wage),
    }


def _cents(euros: float | None) -> float | None:
    return None if euros is None else cents(euros)


def monthly_cents(euros: float, pay_period: str) -> float:
    """Pay of a month: four-weekly pay comes thirteen times a year."""
    return cents(euros * 13 / 12) if pay_period == "four_weeks" else cents(euros)


def _pay(situation: Situation, *, with_work: bool) -> dict[str, float | None]:
    work = situation.work
    if not with_work:
        earnings = monthly_cents(work.now_gross, work.pay_period)
        return {"earnings": earnings, "pay_holiday": work.holiday_allowance}
    other, dispensed = monthly_cents(work.other_gross, work.pay_period), work.wage_dispensation
    return {
        "earnings": monthly_cents(work.gross, work.pay_period) + other,
        "other_earnings": other,
        "contributions": monthly_cents(work.own_contributions, work.pay_period),
        "costs": cents(work.costs),
        "pay_holiday": work.holiday_allowance,
        "is_dispensed": dispensed is not None,
        "wage_value": dispensed or 1.0,
    }


def _home(situation: Situation) -> dict[str, float | None]:
    person, rent = situation.person, situation.rent or Rent()
    counted = 1 + person.partner + len(person.children) + person.housemates_27_plus
    return {
        "wealth": cents(situation.wealth),
        "has_rent": situation.rent is not None,
        "rent": cents(rent.monthly),
        "persons": rent.persons or counted,
        "reference_income": _cents(rent.reference_income),
    }
