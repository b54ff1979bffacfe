"""From answers, some of them not known, to what a person keeps: now beside plans. Pure, and nothing is stored.

What is not known and matters is calculated both ways, so that the page can show a range.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.cash import YearFigure, not_known_from, year_of
from plek.benefits.choices import Per, PlanKind
from plek.benefits.extremes import extremes
from plek.benefits.figures import PlanFigures, plan_figures
from plek.benefits.open_answers import decisive, ways
from plek.benefits.own import OwnFigure, own_figures
from plek.benefits.situations import is_least_pay, plain_situation, with_present_pay, work_of
from plek.benefits.study import Does, what_it_does, with_study
from plek.engines.benefit_rules import (
    Book,
    Grid,
    Refusal,
    Result,
    Situation,
    book,
    calculate,
    grid,
    read_situation,
    rule_set,
)
from plek.engines.benefit_rules.months import month_after, month_of
from plek.engines.benefit_rules.situation import Benefit, Problem

PLANS = (12.0, 20.0, 28.0)
HOURS = range(41)
FULL_TIME = 36.0
OF_THE_PAY = ("minimum_wage/hourly", "minimum_wage/youth")
"""The amounts behind a pay that was not told; pay itself is given to the engine as a number."""


@dataclass(frozen=True)
class Alternative:
    """One way in which the answers can be meant; ``assumed`` says what was filled in."""

    situation: Situation
    assumed: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """Now, or one plan; a result for each alternative, and those of now to compare with."""

    details: PlanDetails
    results: tuple[Result, ...]
    now: tuple[Result, ...]
    does: Does = Does.STAYS
    """What a study does to the benefit."""

    @property
    def hours(self) -> float | None:
        return self.details.hours

    @property
    def is_own(self) -> bool:
        return self.details.kind == PlanKind.VACANCY

    @cached_property
    def figures(self) -> PlanFigures:
        found = plan_figures(self.results, self.now)
        return with_study(found, self.details, self.does) if self.is_study else found

    @property
    def is_study(self) -> bool:
        return self.details.kind == PlanKind.STUDY

    @property
    def situation(self) -> Situation:
        """In the plainest way."""
        return self.results[0].situation

    @property
    def has_work(self) -> bool:
        return float(self.results[0].with_work.earnings.values) > 0


@dataclass(frozen=True)
class Estimate:
    """Now beside the plans; the first alternative is the plainest."""

    on: date
    answers: Answers
    alternatives: tuple[Alternative, ...]
    now: Plan
    plans: tuple[Plan, ...]
    parameters: Book = field(compare=False, repr=False)
    """The amounts that it was calculated with."""

    @property
    def assumed(self) -> tuple[str, ...]:
        """The answers that are not known and were calculated both ways."""
        return tuple(self.alternatives[0].assumed)

    @cached_property
    def decisive(self) -> Mapping[str, float]:
        """The open answers that move what can be spent in one of the plans, in cents; the strongest first."""
        told = [plan.situation for plan in (self.now, *self.plans) if not plan.is_study]
        return decisive(told, self.assumed, self.parameters)

    @cached_property
    def years(self) -> tuple[YearFigure, ...]:
        """Month by month for now and each plan, all from the month in which the first of them begins."""
        starts = [plan.details.starts_on or month_after(month_of(self.on), 1) for plan in self.plans]
        begins = min(starts, default=self.on)
        plans = [self._year(plan, begins, start) for plan, start in zip(self.plans, starts, strict=True)]
        return (year_of(self._meant(self.now), begins, None, self.parameters), *plans)

    def _year(self, plan: Plan, begins: date, start: date) -> YearFigure:
        """Of a study that may take the benefit away or change it, only the months before it."""
        if plan.does != Does.STAYS:
            return not_known_from(year_of(self._meant(self.now), begins, None, self.parameters), start)
        work_from = start if plan.has_work else None
        return year_of(self._meant(plan), begins, work_from, self.parameters, plan.details.credit_at)

    def _meant(self, plan: Plan) -> list[Situation]:
        """The plan in the plainest way, and in those that leave least and most."""
        return [plan.results[place].situation for place in dict.fromkeys((0, *self._extremes))]

    @property
    def rule_set(self) -> str:
        """The mark of the rules and amounts of the day."""
        return rule_set(self.parameters, self.on).code

    @property
    def own(self) -> tuple[OwnFigure, ...]:
        """The organisation's own amounts that a figure here rests on."""
        results = [result for plan in (self.now, *self.plans) for result in plan.results]
        named = {name for result in results for name in result.unverified}
        of_pay = OF_THE_PAY if any(is_least_pay(self.answers, plan.details) for plan in self.plans) else ()
        return tuple(own_figures(self.parameters, self.on, named, of_pay))

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Over hours, of the alternatives that leave least and most; one when they are the same."""
        return tuple(self._over_hours(self.alternatives[place].situation) for place in self._extremes)

    @cached_property
    def _extremes(self) -> tuple[int, ...]:
        """The places of the alternatives that leave least and most, in now or in one of the plans."""
        work = [plan.results for plan in self.plans if not plan.is_study]
        return extremes([*work, self.now.results])

    def _over_hours(self, situation: Situation) -> Grid:
        """Each number of hours at the pay of a whole week of work."""
        work = work_of(situation, self.answers, PlanDetails(hours=FULL_TIME), self.parameters)
        return grid(replace(situation, work=work), HOURS, self.parameters)

    @property
    def first_of_work(self) -> Plan | None:
        """The first plan that is no study."""
        return next((plan for plan in self.plans if not plan.is_study), None)


@dataclass(frozen=True)
class Missing:
    """Without the kind of benefit nothing can be told."""

    what: str


Found = Estimate | Missing | tuple[Problem, ...]


def estimated(
    answers: Answers, on: date, plans: Sequence[PlanDetails] | None = None, parameters: Book | None = None
) -> Found:
    """The estimate, or what is missing, or what is wrong with the answers.

    Without ``plans`` it is some usual numbers of hours, with the own plan among them; without ``parameters`` the
    amounts are those of the law.
    """
    used = parameters or book()
    if answers.kind is None:
        return Missing("kind")
    beside = first_plans(answers) if plans is None else plans
    problems = problems_in(answers, on)
    if problems:
        return problems
    meant = ways(answers, on, used)
    read = [(read_situation(plain_situation(answers, on, assumed)), assumed) for assumed in meant]
    alternatives = tuple(Alternative(one, assumed) for one, assumed in read if isinstance(one, Situation))
    situations = [with_present_pay(one.situation, used) for one in alternatives]
    now = _calculated(situations, used)
    compared = tuple(_planned(situations, answers, one, now, used) for one in beside)
    details = PlanDetails(hours=answers.now_hours or (None if answers.now_gross else 0.0))
    return Estimate(on, answers, alternatives, Plan(details, now, now), compared, used)


def problems_in(answers: Answers, on: date) -> tuple[Problem, ...]:
    """What is wrong with answers, each by itself or together."""
    read = [read_situation(plain_situation(answers, on, assumed)) for assumed in ways(answers, on, book())]
    return next((one.problems for one in read if isinstance(one, Refusal)), ())


def first_plans(answers: Answers) -> list[PlanDetails]:
    """The usual hours and the own ones, in order; pay by the month for unknown hours is a plan of its own."""
    own = answers.hours or None
    hours = sorted({*PLANS, *([own] if own else [])})
    kinds = {own: PlanKind.VACANCY}
    plans = [PlanDetails(kinds.get(hour, PlanKind.HOURS), hours=hour) for hour in hours]
    if answers.pay and answers.per == Per.MONTH and not own:
        plans.append(PlanDetails(PlanKind.VACANCY, pay=answers.pay, per=Per.MONTH))
    return plans


def _planned(
    situations: Sequence[Situation], answers: Answers, plan: PlanDetails, now: tuple[Result, ...], parameters: Book
) -> Plan:
    """Each situation with the work of a plan; where a study ends the benefit without it, or both ways."""
    at = [replace(one, work=work_of(one, answers, plan, parameters)) for one in situations]
    does = what_it_does(answers, plan, situations[0].on)
    if does not in (Does.STOPS, Does.BOTH):
        return Plan(plan, _calculated(at, parameters), now, does)
    without = [replace(one, benefit=Benefit(kind="none")) for one in at]
    if does == Does.STOPS:
        return Plan(plan, _calculated(without, parameters), now, does)
    return Plan(plan, _calculated([*at, *without], parameters), (*now, *now), does)


def _calculated(situations: Sequence[Situation], parameters: Book) -> tuple[Result, ...]:
    return tuple(one for one in calculate(situations, parameters) if isinstance(one, Result))
