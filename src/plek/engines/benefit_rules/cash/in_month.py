"""A situation in one month of the calendar: the law of its day, the part of the pay, the clocks run on."""

from dataclasses import replace
from datetime import date

from plek.engines.benefit_rules.book import KNOWN_FROM, Book
from plek.engines.benefit_rules.cash.plan import CashPlan
from plek.engines.benefit_rules.months import last_day, months_between, workdays
from plek.engines.benefit_rules.situation import Benefit, Person, Situation, age_on
from plek.engines.benefit_rules.unknowns import wage_related_has_ended

HALF = 7


def share_of_month(plan: CashPlan | None, first: date) -> float:
    """Part of the working days of a month from the first day of work on."""
    if plan is None or plan.starts_on <= first:
        return 1.0
    end = last_day(first)
    return workdays(plan.starts_on, end) / max(workdays(first, end), 1)


def situation_in(
    situation: Situation, plan: CashPlan | None, first: date, share: float, parameters: Book
) -> Situation:
    """The situation in a month, with the clocks run on and with the part of the pay that is earned in it."""
    work, now = situation.work, situation.work.now_gross
    if share == 0.0:
        work = replace(
            work, gross=now, other_gross=0.0, now_gross=0.0, own_contributions=0.0, costs=0.0,
            wage_dispensation=None, hours_week=None,
        )  # fmt: skip
    elif share < 1.0:
        part = {
            name: round(getattr(work, name) * share, 2) for name in ("other_gross", "own_contributions", "costs")
        }
        work = replace(work, gross=round(work.gross * share + now * (1.0 - share), 2), hours_week=None, **part)
    at = _with_clocks(replace(situation, on=max(first, KNOWN_FROM), work=work), situation, plan, first)
    return replace(at, benefit=replace(at.benefit, kind="wia_lau")) if _has_outlasted(at, parameters) else at


def as_in_the_half_year(at: Situation) -> Situation:
    """The same on the first day of the half year, in which amounts stay the same, when all ages do too."""
    person = at.person
    begin = at.on.replace(month=1 if at.on.month < HALF else HALF, day=1)
    born = [day for day in (person.born, person.partner_born, *person.children) if day]
    is_same = all(age_on(day, begin) == age_on(day, at.on) for day in born)
    if not is_same:
        return at
    return replace(at, on=begin, benefit=_clocks_that_count(at.benefit), person=_clock_of_partner(at))


def _clock_of_partner(at: Situation) -> Person:
    counts = at.benefit.kind == "bijstand"
    return at.person if counts else replace(at.person, partner_exemption_months_used=None)


def _clocks_that_count(benefit: Benefit) -> Benefit:
    """Clocks of other benefits stand still, so that one month is like another."""
    return replace(
        benefit,
        months_used=benefit.months_used if benefit.kind in ("wia_lgu", "ww") else 0,
        exemption_months_used=benefit.exemption_months_used if benefit.kind == "bijstand" else 0,
        supplement_months_used=benefit.supplement_months_used if benefit.supplement or benefit.kind == "tw" else 0,
    )


def _has_outlasted(at: Situation, parameters: Book) -> bool:
    """Is the wage-related benefit over? After it LAU or VVU follows."""
    return at.benefit.kind == "wia_lgu" and wage_related_has_ended(at, parameters)


def _with_clocks(at: Situation, situation: Situation, plan: CashPlan | None, first: date) -> Situation:
    """Months of benefit and of exemption counted on."""
    benefit, passed = situation.benefit, months_between(situation.on, first)
    worked = months_between(plan.starts_on, first) if plan else 0
    exempt = passed if situation.work.now_gross > 0 else worked
    more = max(exempt, 0)
    counted = replace(
        benefit,
        months_used=max(benefit.months_used + passed, 0),
        exemption_months_used=benefit.exemption_months_used + more,
        supplement_months_used=benefit.supplement_months_used + more,
    )
    beside = situation.person.partner_exemption_months_used
    person = replace(at.person, partner_exemption_months_used=None if beside is None else max(beside + passed, 0))
    return replace(at, benefit=counted, person=person)
