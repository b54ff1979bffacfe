"""A year of the calendar is twelve times the month, as long as the law stays the same."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plek.engines.benefit_rules import Result, Situation, calculate, read_situation
from plek.engines.benefit_rules.book_reading import book
from plek.engines.benefit_rules.cash import Calendar, CashPlan, calendar
from plek.engines.benefit_rules.cash.earned import Year
from plek.engines.benefit_rules.months import months_from
from plek.engines.benefit_rules.situation import HOLIDAY_WITHIN
from plek.engines.benefit_rules.tests.constant import constant_book

careful = settings(deadline=None, derandomize=True, database=None, max_examples=15)
DAY, NEW_YEAR = date(2026, 1, 1), date(2026, 1, 1)
ALWAYS = constant_book(DAY)
ANSWERS: dict[str, dict[str, Any]] = {
    "none": {},
    "wajong": {},
    "wia_lgu": {"former_wage": 2700},
    "wia_vvu": {"former_wage": 2700, "disability_class": "45-55", "remaining_capacity": 1500},
    "iva": {"former_wage": 3100},
    "wao": {"former_wage": 2500, "disability_class": "55-65", "reference_wage": 2900},
    "ww": {"former_wage": 2600, "months_used": 5},
    "zw": {"former_wage": 2400},
    "bijstand": {"exemption_granted": False},
}


ON_TOP = ("none", "wajong", "wao", "zw", "bijstand")
"""Kinds of which no tax is due over a holiday allowance that is kept from the benefit."""


@st.composite
def situations(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(ANSWERS)) -> Situation:
    kind = draw(st.sampled_from(kinds))
    work = {
        "gross": draw(st.integers(0, 350_000)) / 100,
        "now_gross": draw(st.sampled_from([0, 0, 321.09])),
        "costs": draw(st.sampled_from([0, 41.5])),
        "holiday_allowance": 0,
    }
    benefit = {"kind": kind, **ANSWERS[kind], "holiday_allowance": 0}
    found = read_situation({"on": DAY, "benefit": benefit, "work": work})
    assert isinstance(found, Situation)
    return found


@st.composite
def plans(draw: st.DrawFn) -> CashPlan:
    return CashPlan(
        NEW_YEAR,
        draw(st.none() | st.dates(NEW_YEAR, date(2026, 3, 20))),
        draw(st.none() | st.integers(0, 3)),
        allowances_after=draw(st.integers(0, 3)),
        credit_at=draw(st.sampled_from(["benefit", "work"])),
    )


def about_the_year(found: Calendar) -> float:
    """All payments about months of the year, whenever they come, without what comes once a year on top."""
    timed = [entry for month in found.months for entry in month.entries]
    timed += [entry for _, entry in found.still_to_come]
    return sum(
        entry.amount
        for entry in timed
        if entry.about_from.year == 2026 and not entry.kind.endswith(("holiday", "yearly_allowance"))
    )


def kept_for_holiday(situation: Situation, plan: CashPlan | None) -> float:
    """What WIA, WW and social assistance keep for their holiday allowance."""
    year = Year(situation, plan, ALWAYS)
    months = [year.earned(month) for month in months_from(NEW_YEAR, 12)]
    return sum(float(one.month.benefit.values) - one.benefit.gross for one in months)


def spendable(situation: Situation) -> tuple[float, float]:
    (result,) = calculate([situation], ALWAYS)
    assert isinstance(result, Result)
    return float(result.now.disposable.values), float(result.with_work.disposable.values)


@careful
@given(situations(ON_TOP), plans())
def test_a_year_is_twelve_months_whenever_the_payments_come(situation: Situation, plan: CashPlan) -> None:
    found = calendar(situation, plan, parameters=ALWAYS)
    year = about_the_year(found) + kept_for_holiday(situation, plan)
    assert abs(year - 12 * spendable(situation)[1]) < 1


@careful
@given(situations(ON_TOP))
def test_without_work_a_year_is_twelve_months_too(situation: Situation) -> None:
    found = calendar(situation, None, begins=NEW_YEAR, parameters=ALWAYS)
    year = about_the_year(found) + kept_for_holiday(situation, None)
    assert abs(year - 12 * spendable(situation)[0]) < 1


@settings(careful, max_examples=15)
@given(situations(), plans())
def test_before_tax_a_year_of_benefit_is_twelve_months(situation: Situation, plan: CashPlan) -> None:
    year = Year(situation, plan, ALWAYS)
    months = [year.as_usual(month) for month in months_from(NEW_YEAR, 12)]
    (result,) = calculate([situation], ALWAYS)
    assert isinstance(result, Result)
    share = situation.benefit.kind in (*HOLIDAY_WITHIN, "bijstand")
    whole = sum(one.benefit.gross + share * one.benefit_holiday for one in months)
    assert whole == 12 * float(result.with_work.benefit.values)


@settings(careful, max_examples=10)
@given(situations(), st.dates(date(2026, 1, 1), date(2026, 11, 1)), plans())
def test_a_total_is_the_sum_of_what_is_listed(situation: Situation, begins: date, plan: CashPlan) -> None:
    found = calendar(situation, replace(plan, starts_on=begins, first_pay_on=None), parameters=book())
    assert len(found.months) == 12
    assert found.total == sum(entry.amount for month in found.months for entry in month.entries if entry.is_known)
    assert all(one[0] > found.months[-1].first for one in found.still_to_come)
