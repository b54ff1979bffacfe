"""From six answers, some of them not known, to what a person keeps: pure, and nothing is stored.

What is not known and matters is calculated both ways, so that the page can show a range.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from math import isnan
from typing import Any

from plek.benefits.choices import WAJONG_KINDS, Kind, Per
from plek.engines.benefit_rules import Grid, Refusal, Result, Situation, calculate, grid, read_situation
from plek.engines.benefit_rules.situation import Problem, age_on

PLANS = (12.0, 20.0, 28.0)
HOURS = range(41)
FULL_TIME, WEEKS = 36, 52
PENSION_AGE = 67
"""For all who reach it in the years that the amounts are known of (Algemene Ouderdomswet, article 7a)."""
MOST_HOUSEMATES = 3
"""The other end when the number of housemates is not known."""
NEW_EXEMPTION_FROM = date(2026, 1, 1)


@dataclass(frozen=True)
class Answers:
    """What was typed; None is not known."""

    kind: str | None = None
    born: date | None = None
    partner: bool | None = None
    partner_gross: float | None = None
    children: tuple[int, ...] = ()
    """Ages of children at home."""
    housemates: int | None = None
    hours: float | None = None
    pay: float | None = None
    per: str = Per.HOUR
    rent: float | None = None
    exemption: str | None = None
    former_wage: float | None = None
    disability_class: str | None = None
    remaining_capacity: float | None = None
    reference_wage: float | None = None


@dataclass(frozen=True)
class Alternative:
    """One way in which the answers can be meant; ``assumed`` says what was filled in."""

    situation: Situation
    assumed: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """Now (no hours), or work for some hours; a result for each alternative."""

    hours: float | None
    results: tuple[Result, ...]
    is_own: bool = False


@dataclass(frozen=True)
class Estimate:
    """Now beside the plans; the first alternative is the plainest."""

    on: date
    answers: Answers
    alternatives: tuple[Alternative, ...]
    now: Plan
    plans: tuple[Plan, ...]

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Over hours, of the alternatives that leave least and most; one when they are the same."""
        left = {place: spendable(one) for place, one in enumerate(self.plans[0].results)}
        known = [place for place in left if not isnan(left[place])]
        if not known:
            return ()
        ends = dict.fromkeys((min(known, key=left.__getitem__), max(known, key=left.__getitem__)))
        return tuple(grid(self.alternatives[place].situation, HOURS) for place in ends)


@dataclass(frozen=True)
class Missing:
    """Without the kind of benefit nothing can be told."""

    what: str


Found = Estimate | Missing | tuple[Problem, ...]


def estimated(answers: Answers, on: date) -> Found:
    """The estimate, or what is missing, or what is wrong with the answers."""
    if answers.kind is None:
        return Missing("kind")
    read = [(read_situation(_raw(answers, on, assumed)), assumed) for assumed in _ways(answers, on)]
    wrong = [one for one, _ in read if isinstance(one, Refusal)]
    if wrong:
        return wrong[0].problems
    alternatives = tuple(Alternative(one, assumed) for one, assumed in read if isinstance(one, Situation))
    return _with_plans(answers, on, alternatives)


def spendable(result: Result) -> float:
    """What can be spent in the month with work, in cents; not-a-number when that is not known."""
    return float(result.with_work.disposable.values)


def _ways(answers: Answers, on: date) -> list[dict[str, Any]]:
    """Both ends of each answer that is not known and that matters for this benefit."""
    is_assistance = answers.kind == Kind.SOCIAL_ASSISTANCE
    is_open = {
        "partner": (answers.partner is None, (False, True)),
        "capacity": (answers.kind == Kind.WAJONG, (True, False)),
        "housemates": (is_assistance and answers.housemates is None, (0, MOST_HOUSEMATES)),
        "exemption": (
            is_assistance and answers.exemption is None and on >= NEW_EXEMPTION_FROM, ("31-2", "34a"),
        ),
    }  # fmt: skip
    names = [name for name, (unknown, _) in is_open.items() if unknown]
    return [dict(zip(names, ends, strict=True)) for ends in product(*(is_open[name][1] for name in names))]


def _raw(answers: Answers, on: date, assumed: Mapping[str, Any]) -> dict[str, Any]:
    """The situation as plain values, for the engine to read and judge."""
    rent = {} if answers.rent is None else {"rent": answers.rent}
    return {
        "on": on,
        "person": _person(answers, on, assumed),
        "benefit": _benefit(answers, assumed),
        "work": _work(answers),
        "municipality": {"earnings_exemption": assumed.get("exemption", answers.exemption)},
        **rent,
    }


def _person(answers: Answers, on: date, assumed: Mapping[str, Any]) -> dict[str, Any]:
    partner = assumed.get("partner", answers.partner)
    has_pay = answers.partner_gross and (partner or "partner" not in assumed)
    return {
        "born": answers.born,
        "partner": partner,
        "partner_gross": answers.partner_gross if has_pay else 0,
        "children": [_birthday(age, on) for age in answers.children],
        "housemates_27_plus": assumed.get("housemates", answers.housemates or 0),
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
        "former_wage": answers.former_wage,
        "disability_class": answers.disability_class,
        "remaining_capacity": answers.remaining_capacity,
        "reference_wage": answers.reference_wage,
    }


def _work(answers: Answers) -> dict[str, Any]:
    """The pay per hour as pay for some hours; nothing when it is not known, which means the minimum wage."""
    if not answers.pay:
        return {"hours_week": answers.hours}
    if answers.per == Per.MONTH:
        return {"gross": answers.pay, "hours_week": answers.hours}
    hours = answers.hours or FULL_TIME
    return {"gross": round(answers.pay * hours * WEEKS / 12, 2), "hours_week": hours}


def _with_plans(answers: Answers, on: date, alternatives: tuple[Alternative, ...]) -> Estimate:
    own = answers.hours if answers.hours and answers.hours not in PLANS else None
    hours = sorted({0.0, *PLANS, *([own] if own else [])})
    grids = [grid(alternative.situation, hours) for alternative in alternatives]
    plans = [
        Plan(hour, tuple(found.points[place].result for found in grids), is_own=hour == answers.hours)
        for place, hour in enumerate(hours)
    ]
    monthly = (
        [_by_the_month(alternatives)] if answers.pay and answers.per == Per.MONTH and not answers.hours else []
    )
    return Estimate(on, answers, alternatives, plans[0], (*plans[1:], *monthly))


def _by_the_month(alternatives: tuple[Alternative, ...]) -> Plan:
    """Pay by the month for hours that are not known."""
    found = calculate(alternative.situation for alternative in alternatives)
    return Plan(None, tuple(one for one in found if isinstance(one, Result)), is_own=True)
