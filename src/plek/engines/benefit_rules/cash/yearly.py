"""Allowances by the month and what a whole year makes of them: they, and tax, look at the income of a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isnan

from plek.engines.benefit_rules.amounts import Column, column
from plek.engines.benefit_rules.book import Figure
from plek.engines.benefit_rules.cash import words
from plek.engines.benefit_rules.cash.customs import custom
from plek.engines.benefit_rules.cash.earned import Earned, Year
from plek.engines.benefit_rules.cash.entries import KINDS_OF_ENTRY, Entry
from plek.engines.benefit_rules.cash.holiday import Holiday, benefit_holiday, holiday_months, pay_holiday
from plek.engines.benefit_rules.cash.paying import Timed, worst
from plek.engines.benefit_rules.months import month_after, months_from
from plek.engines.benefit_rules.order import MONTHS, allowances_of, tax_of_a_month
from plek.engines.benefit_rules.registry import RULES
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.working import Working

RULE_OF = {"zorgtoeslag": "care_allowance", "kindgebonden_budget": "child_budget", "huurtoeslag": "rent_allowance"}
TAX = Sentence("belasting over", "tax over")


def advances(year: Year, first: date, count: int) -> Iterator[Timed]:
    """Allowances as they are paid: some months by the former income."""
    for month in months_from(first, count):
        one = _as_paid(year, month)
        is_behind = year.works_in(month) and not one.works
        for name, figure in one.month.allowances.items():
            if figure.values != 0:
                sentence = words.allowance(KINDS_OF_ENTRY[name], is_behind=is_behind)
                confidence = worst(figure.confidence, one.confidence)
                yield month, _allowance(name, one, float(figure.values), confidence, sentence)


def _as_paid(year: Year, month: date) -> Earned:
    follows = year.plan is not None and year.since_start(month) >= year.plan.allowances_after
    return year.whole(month) if follows or not year.works_in(month) else year.without_work(month)


def _allowance(name: str, one: Earned, amount: float, confidence: str, sentence: Sentence) -> Entry:
    rule = RULES[RULE_OF[name]]
    return Entry(
        "allowances_office", name, one.first, month_after(one.first, 1), amount, None, rule.code, rule.law,
        rule.article, confidence, sentence,
    )  # fmt: skip


@dataclass(frozen=True)
class WholeYear:
    """A calendar year of a situation; what comes after the months that are asked for goes on as planned."""

    year: Year
    number: int

    @cached_property
    def months(self) -> tuple[Earned, ...]:
        return tuple(self.year.earned(month) for month in months_from(date(self.number, 1, 1), 12))

    @cached_property
    def holidays(self) -> tuple[Holiday, Holiday]:
        """Holiday allowance of pay and of benefit that comes in the year."""
        of_pay, of_benefit = holiday_months(self.year)
        paid_in = date(self.number, of_pay, 1), date(self.number, of_benefit, 1)
        return pay_holiday(self.year, paid_in[0]), benefit_holiday(self.year, paid_in[1])

    @property
    def pay(self) -> float:
        """Pay of which tax is due, with its holiday allowance."""
        return sum(one.pay.gross - one.pay.deducted for one in self.months) + self.holidays[0].gross

    @property
    def benefit(self) -> float:
        return sum(one.benefit.gross for one in self.months) + self.holidays[1].gross

    @property
    def withheld(self) -> float:
        """Tax that the payers took off."""
        on_top = sum(holiday.tax for holiday in self.holidays)
        return sum(one.pay.tax + one.benefit.tax for one in self.months) + on_top

    @property
    def due(self) -> float:
        """Tax of the year, as twelve times the tax of its mean month."""
        last = self.months[-1]
        of_benefit = 0.0 if last.columns.kind == "bijstand" else self.benefit
        month = (Figure(column(amount / MONTHS)) for amount in (self.pay, of_benefit))
        return float(
            MONTHS * tax_of_a_month(last.columns, Working(last.columns.on, self.year.parameters), *month).values
        )

    def incomes(self) -> tuple[Figure, Figure]:
        """The least and the most that the income for the allowances may be; they differ for social assistance."""
        last = self.months[-1]
        partner = 12.0 * float(last.columns.partner_gross * (1.0 + last.columns.pay_holiday))
        least = Figure(column(self.pay + self.benefit + partner))
        if last.columns.kind != "bijstand":
            return least, least
        rate = Working(last.columns.on, self.year.parameters).parameter("income_tax/rate_first").values
        return least, Figure(column(self.pay + self.benefit / (1.0 - rate) + partner))

    def allowances(self) -> dict[str, float]:
        """What each allowance should have been in the year, less what was paid."""
        incomes, found = self.incomes(), dict[str, float]()
        for one in self.months:
            right = allowances_of(one.columns, Working(one.columns.on, self.year.parameters), *incomes)
            paid = _as_paid(self.year, one.first).month.allowances
            for name, figure in right.items():
                found[name] = found.get(name, 0.0) + _less(figure.values, paid[name].values)
        return found


def _less(due: Column, paid: Column) -> float:
    return float(due) - float(paid)


def settlements(year: Year, first: date, count: int) -> Iterator[Timed]:
    """Tax and allowances of each calendar year that ends within the months; they come in the year after it."""
    for number in range(first.year, month_after(first, count).year):
        whole = WholeYear(year, number)
        yield from _tax(whole)
        for name, amount in whole.allowances().items():
            yield from _of_allowance(whole, name, amount)


def _tax(whole: WholeYear) -> Iterator[Timed]:
    amount, how = whole.withheld - whole.due, custom("tax_settled")
    if round(amount) if not isnan(amount) else True:
        sentence = words.settled(TAX, whole.number, amount)
        yield _settlement(whole, "tax_office", "tax_settled", amount, how.month, "", sentence)


def _of_allowance(whole: WholeYear, name: str, amount: float) -> Iterator[Timed]:
    how = custom("allowances_settled")
    if amount != 0:
        sentence = words.settled(KINDS_OF_ENTRY[name], whole.number, amount)
        kind = "allowance_settled"
        yield _settlement(whole, "allowances_office", kind, amount, how.month, RULE_OF[name], sentence)


def _settlement(
    whole: WholeYear, payer: str, kind: str, amount: float, month: int, rule: str, sentence: Sentence
) -> Timed:
    source = custom("tax_settled" if kind == "tax_settled" else "allowances_settled").source
    begin, end = date(whole.number, 1, 1), date(whole.number + 1, 1, 1)
    confidence = worst(source.confidence, "secondary", whole.months[-1].confidence)
    return date(end.year, month, 1), Entry(
        payer, kind, begin, end, amount, None, rule, source.law, source.article, confidence, sentence
    )
