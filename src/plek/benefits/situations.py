"""From answers to a situation as the engine reads it, and to the work of a plan. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from plek.benefits.answers import LONGER, PARTNERS_LONGER, Answers, PlanDetails
from plek.benefits.choices import WAJONG_KINDS, Kind, Per
from plek.engines.benefit_rules import Book, Situation, grid
from plek.engines.benefit_rules.situation import Work, age_on

WEEKS = 52
PENSION_AGE = 67
"""For all who reach it in the years that the amounts are known of (Algemene Ouderdomswet, article 7a)."""

ASKED_AS = {
    "person.born": "born", "person.partner": "partner", "person.partner_gross": "partner_gross",
    "person.partner_born": "partner_born", "person.children": "children",
    "person.housemates_27_plus": "housemates", "benefit.kind": "kind", "benefit.former_wage": "former_wage",
    "benefit.disability_class": "disability_class", "benefit.remaining_capacity": "remaining_capacity",
    "benefit.reference_wage": "reference_wage", "benefit.months_used": "months_used",
    "benefit.transitional_amount": "transitional_amount", "benefit.supplement": "supplement",
    "benefit.exemption_months_used": "exemption_months_used",
    "person.partner_exemption_months_used": "partner_exemption_months_used",
    **{f"benefit.{name}": name for name in LONGER}, **{f"person.{name}": name for name in PARTNERS_LONGER},
    "work.wage_dispensation": "wage_value",
    "rent.monthly": "rent", "rent.reference_income": "reference_income", "wealth": "wealth",
    "municipality.earnings_exemption": "exemption",
}  # fmt: skip
"""The answer that a field of the engine comes from."""


def plain_situation(answers: Answers, on: date, assumed: Mapping[str, Any]) -> dict[str, Any]:
    """As it is now, in plain values for the engine to read and judge; None is left to its default."""
    rent = {} if answers.rent is None else {
        "rent": {"monthly": answers.rent, "reference_income": answers.reference_income}
    }  # fmt: skip
    return {
        "on": on,
        "person": _person(answers, on, assumed),
        "benefit": _benefit(answers, assumed),
        "work": _work_now(answers),
        "wealth": answers.wealth,
        "municipality": {"earnings_exemption": assumed.get("exemption", answers.exemption)},
        **rent,
    }


def _person(answers: Answers, on: date, assumed: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a partner counts only where there is one; without knowing, in the way with one."""
    partner = assumed.get("partner", answers.partner)
    counts = partner or "partner" not in assumed
    earns = bool(answers.partner_gross) and counts
    months = assumed.get("partner_exemption_months_used", answers.partner_exemption_months_used)
    longer = _longer(answers, PARTNERS_LONGER, assumed) if earns else {}
    return {
        "born": answers.born,
        "partner": partner,
        "partner_born": answers.partner_born if counts else None,
        "partner_gross": answers.partner_gross if earns else 0,
        "partner_exemption_months_used": months if earns else None,
        **longer,
        "children": [_birthday(age, on) for age in answers.children],
        "housemates_27_plus": assumed.get("housemates", answers.housemates or 0),
        "lives_with_parents": answers.lives_with_parents,
        "past_pension_age": answers.born is not None and age_on(answers.born, on) >= PENSION_AGE,
    }


def _birthday(age: int, on: date) -> date:
    """A day of birth with this age on the day."""
    return on.replace(year=on.year - age, day=min(on.day, 28))


def _benefit(answers: Answers, assumed: Mapping[str, Any]) -> dict[str, Any]:
    is_wajong = answers.kind in WAJONG_KINDS
    return {
        "kind": "wajong" if is_wajong else answers.kind,
        "capacity": assumed.get("capacity", answers.kind != Kind.WAJONG_UNABLE),
        "former_wage": assumed.get("former_wage", answers.former_wage),
        "disability_class": answers.disability_class,
        "remaining_capacity": answers.remaining_capacity,
        "reference_wage": answers.reference_wage,
        "months_used": assumed.get("months_used", answers.months_used),
        "transitional_amount": answers.transitional_amount,
        "supplement": assumed.get("supplement", answers.supplement),
        **_longer(answers, LONGER, assumed),
        "exemption_months_used": assumed.get("exemption_months_used", answers.exemption_months_used),
    }


def _longer(answers: Answers, names: Sequence[str], assumed: Mapping[str, Any]) -> dict[str, Any]:
    """What lets pay be left out for longer; all that is not known is taken the same way."""
    taken = next((assumed[name] for name in names if name in assumed), None)
    told = {name: getattr(answers, name) for name in names}
    return {name: taken if value is None else value for name, value in told.items()}


def _work_now(answers: Answers) -> dict[str, Any]:
    """The work that there is already; a plan takes its place."""
    return {
        "gross": answers.now_gross,
        "now_gross": answers.now_gross,
        "hours_week": answers.now_hours,
        "wage_dispensation": answers.wage_value,
        "own_contributions": _contributions(answers, answers.now_gross or 0.0),
        "costs": answers.costs if answers.now_gross else 0.0,
    }


def with_present_pay(situation: Situation, parameters: Book) -> Situation:
    """Work that there is already for pay that is not known is paid the minimum wage."""
    work = situation.work
    if not work.hours_week or work.gross:
        return situation
    least = _least_pay(situation, work.hours_week, parameters)
    return replace(situation, work=replace(work, gross=least, now_gross=least))


def work_of(situation: Situation, answers: Answers, plan: PlanDetails, parameters: Book) -> Work:
    """The work of a plan: its own pay, else the pay of the situation, else the minimum wage."""
    gross = _gross(answers, plan)
    if gross is None:
        gross = _least_pay(situation, plan.hours or 0.0, parameters)
    costs = (answers.costs or 0.0) if gross else 0.0
    return replace(
        situation.work, gross=gross, hours_week=plan.hours, costs=costs,
        own_contributions=_contributions(answers, gross),
    )  # fmt: skip


def is_least_pay(answers: Answers, plan: PlanDetails) -> bool:
    """Is nothing known of the pay, so that it is the minimum wage?"""
    has_own = bool(plan.pay) and (plan.per == Per.MONTH or bool(plan.hours))
    has_usual = bool(answers.pay) and (answers.per == Per.HOUR or bool(answers.hours))
    return not (has_own or has_usual)


def _gross(answers: Answers, plan: PlanDetails) -> float | None:
    if plan.pay and (plan.per == Per.MONTH or plan.hours):
        return plan.pay if plan.per == Per.MONTH else _a_month(plan.pay, plan.hours or 0.0)
    if not answers.pay or (answers.per == Per.MONTH and not answers.hours):
        return None
    if answers.per == Per.MONTH:
        return round(answers.pay * (plan.hours or 0.0) / (answers.hours or 1.0), 2)
    return _a_month(answers.pay, plan.hours or 0.0)


def _a_month(hourly: float, hours: float) -> float:
    return round(hourly * hours * WEEKS / 12, 2)


def _least_pay(situation: Situation, hours: float, parameters: Book) -> float:
    """By the month at the minimum wage, which depends on age and wage value."""
    bare = replace(situation, work=replace(situation.work, gross=0.0, own_contributions=0.0, hours_week=None))
    return float(grid(bare, [hours], parameters).points[0].result.with_work.earnings.values) / 100


def _contributions(answers: Answers, gross: float) -> float:
    return round((answers.contributions or 0.0) * gross, 2)
