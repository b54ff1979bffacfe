"""What each month is worth by the law, before it is paid: pay, benefit and allowances."""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from plek.engines.benefit_rules.amounts import Column, half_up
from plek.engines.benefit_rules.book import LAST_KNOWN, Book, Figure
from plek.engines.benefit_rules.cash.customs import custom
from plek.engines.benefit_rules.cash.in_month import as_in_the_half_year, share_of_month, situation_in
from plek.engines.benefit_rules.cash.plan import CashPlan
from plek.engines.benefit_rules.columns import Columns, columns_of
from plek.engines.benefit_rules.months import month_after, month_of, months_between, months_from
from plek.engines.benefit_rules.order import Month, month
from plek.engines.benefit_rules.payers import taxes_by_payer
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import Situation
from plek.engines.benefit_rules.unknowns import carried_laws, unknowns
from plek.engines.benefit_rules.working import UNKNOWN, Step, Working, nothing, resting_on

JUNE, BUILD_UP = 6, 12


@dataclass(frozen=True)
class Part:
    """Pay or benefit of a month in cents: before tax, tax, and what is left of it."""

    gross: float
    tax: float
    deducted: float = 0.0

    @property
    def net(self) -> float:
        return self.gross - self.tax - self.deducted


@dataclass(frozen=True)
class Earned:
    """One month; ``law_of`` is the day whose amounts were used, as far as its own are not known."""

    first: date
    law_of: date
    works: bool
    columns: Columns
    month: Month
    pay: Part
    benefit: Part
    pay_holiday: float
    """Holiday allowance, in cents before tax, that builds up over the pay of this month."""
    benefit_holiday: float
    costs: float
    steps: tuple[Step, ...]
    unknown: tuple[Sentence, ...]

    @property
    def confidence(self) -> str:
        """Of the amounts of its day: with those of another day it is not verified."""
        return "law" if self.law_of == self.first else "unverified"

    @property
    def rules(self) -> tuple[str, ...]:
        """Codes of the rules that make the benefit, in order."""
        return tuple(dict.fromkeys(step.rule.code for step in self.steps if step.into == "benefit"))


@dataclass(frozen=True)
class Year:
    """A situation along the months; without a plan everything stays as it is. Remembers what it worked out."""

    situation: Situation
    plan: CashPlan | None
    parameters: Book
    memory: dict[tuple[date, bool, bool], Earned] = field(default_factory=dict, compare=False, repr=False)
    worked_out: dict[tuple[Situation, str], Earned] = field(default_factory=dict, compare=False, repr=False)
    by_law: dict[date, Earned] = field(default_factory=dict, compare=False, repr=False)

    def works_in(self, first: date) -> bool:
        return self.plan is not None and first >= month_of(self.plan.starts_on)

    def since_start(self, first: date) -> int:
        """Months since the month in which work begins; below zero before."""
        return months_between(self.plan.starts_on, first) if self.plan else -1

    def earned(self, first: date) -> Earned:
        """The month as it is by the law. For WW the holiday allowance over the pay counts in the month in which it
        is paid, and not as it builds up (Algemeen inkomensbesluit 4:1(10))."""
        if first not in self.by_law:
            one, paid = self.as_usual(first), self.holiday_pay_in(first)
            counts = self.situation.benefit.kind == "ww" and paid > 0
            self.by_law[first] = self._beside_more_pay(one, paid) if counts else one
        return self.by_law[first]

    def as_usual(self, first: date) -> Earned:
        """The month without what is paid in it once a year."""
        return self._at(first, works=self.works_in(first), is_whole=False)

    def holiday_pay_in(self, paid_in: date) -> float:
        """Holiday allowance over the pay that comes in a month, in cents before tax."""
        return sum(self.holiday_pay_of(paid_in).values()) if paid_in.month == self.holiday_pay_month else 0.0

    def holiday_pay_of(self, paid_in: date, until: date | None = None) -> dict[date, float]:
        """What each month built up of it: June until May (Wml 17), as far as before ``until``."""
        end = month_after(paid_in, 0 if paid_in.month == JUNE else 1)
        begin, end = month_after(end, -BUILD_UP), min(end, until or end)
        months = months_from(begin, max(months_between(begin, end), 0))
        return {month: self.as_usual(month).pay_holiday for month in months}

    @property
    def holiday_pay_month(self) -> int:
        return self.plan.pay_holiday_month if self.plan else custom("pay_holiday").month

    def whole(self, first: date) -> Earned:
        """The month as if work had begun before it."""
        return self._at(first, works=self.works_in(first), is_whole=True)

    def without_work(self, first: date) -> Earned:
        """The month as if the planned work were not there."""
        return self._at(first, works=False, is_whole=True)

    def _at(self, first: date, *, works: bool, is_whole: bool) -> Earned:
        key = (first, works, is_whole or not works or self.since_start(first) > 0)
        if key not in self.memory:
            share = 1.0 if key[2] else self._share(first)
            self.memory[key] = self._month(first, share if works else 0.0)
        return self.memory[key]

    def _month(self, first: date, share: float) -> Earned:
        at = situation_in(self.situation, self.plan, first, share, self.parameters)
        key = (as_in_the_half_year(at), self._credit_at(works=share > 0))
        if key not in self.worked_out:
            self.worked_out[key] = _earned(*key, self.parameters)
        found = self.worked_out[key]
        law_of = month_of(LAST_KNOWN) if carried_laws([found.month], self.parameters, at.on) else at.on
        return replace(found, first=first, law_of=law_of, works=share > 0)

    def _beside_more_pay(self, one: Earned, cents: float) -> Earned:
        """The month with the benefit that is left beside so much more pay; the pay itself comes apart."""
        at = situation_in(
            self.situation, self.plan, one.first, self._share(one.first) if one.works else 0.0, self.parameters
        )
        weeks = 12 / 13 if at.work.pay_period == "four_weeks" else 1.0
        more = replace(at, work=replace(at.work, gross=at.work.gross + cents / 100 * weeks))
        found = _earned(more, self._credit_at(works=one.works), self.parameters)
        benefit = replace(one.month, benefit=found.month.benefit)
        return replace(
            one, month=benefit, benefit=found.benefit, benefit_holiday=found.benefit_holiday, steps=found.steps
        )

    def _share(self, first: date) -> float:
        return share_of_month(self.plan, first) if self.since_start(first) <= 0 else 1.0

    def _credit_at(self, *, works: bool) -> str:
        if self.situation.benefit.kind in ("none", "bijstand"):
            return "work"
        return self.plan.credit_at if works and self.plan else "benefit"


def _earned(at: Situation, credit_at: str, parameters: Book) -> Earned:
    c, w = columns_of(at, with_work=True), Working(at.on, parameters, keeps_steps=True)
    found = month(c, w)
    holiday = _benefit_holiday(c, found)
    pay, benefit = _parts(c, w, found, credit_at)
    missing = unknowns(at, parameters, (found,))
    on_pay = float(half_up(c.earnings * c.pay_holiday))
    return Earned(
        at.on, at.on, True, c, found, pay, benefit, on_pay, holiday, float(c.costs), tuple(w.steps), missing
    )


def _benefit_holiday(c: Columns, found: Month) -> float:
    """On top of the benefit or kept from it, by the custom of its kind."""
    share = custom("holiday", c.kind).share
    return float(half_up(found.benefit.values * (c.benefit_holiday if share is None else share)))


def _paid_by_the_month(c: Columns, found: Month) -> Figure:
    """The benefit without what is kept from it for the holiday allowance."""
    if custom("holiday", c.kind).share is None:
        return found.benefit
    return resting_on(found.benefit.values - _benefit_holiday(c, found), found.benefit)


def _parts(c: Columns, w: Working, found: Month, credit_at: str) -> tuple[Part, Part]:
    """Pay and benefit with the tax that each payer withholds; past pension age that is not known."""
    is_net, benefit = c.kind == "bijstand", _paid_by_the_month(c, found)
    taxed = nothing() if is_net else benefit
    taxes = taxes_by_payer(c, w.quietly(), taxed, Figure(c.earnings - c.contributions), credit_at)
    at_benefit, at_work = (_known(tax, found) for tax in taxes)
    paid = Part(float(c.earnings), at_work, float(c.contributions))
    return paid, Part(float(benefit.values), 0.0 if is_net else at_benefit)


def _known(tax: Column, found: Month) -> float:
    return float(tax if not np.isnan(found.tax.values) else UNKNOWN)
