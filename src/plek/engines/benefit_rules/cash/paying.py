"""Pay and benefit along the months: what comes in when, and what is settled afterwards."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import isnan

from plek.engines.benefit_rules.amounts import column, half_up
from plek.engines.benefit_rules.book import CONFIDENCES
from plek.engines.benefit_rules.cash import words
from plek.engines.benefit_rules.cash.customs import Custom, custom, has_custom
from plek.engines.benefit_rules.cash.earned import Earned, Year
from plek.engines.benefit_rules.cash.entries import Entry
from plek.engines.benefit_rules.cash.plan import CashPlan
from plek.engines.benefit_rules.months import (
    last_day,
    month_after,
    month_of,
    months_between,
    months_from,
    workdays,
)
from plek.engines.benefit_rules.order import brackets_of
from plek.engines.benefit_rules.registry import RULES
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.working import Working

Timed = tuple[date, Entry]
"""The month in which a payment comes, and the payment."""
FOUR_WEEKS = timedelta(days=28)
WORKDAYS_OF_FOUR_WEEKS = 20


def payer_of(kind: str) -> str:
    """Who pays a kind of benefit."""
    return "municipality" if kind == "bijstand" else "uwv"


def worst(*confidences: str) -> str:
    return max(confidences, key=CONFIDENCES.index)


def first_pay_day(plan: CashPlan, *, by_weeks: bool) -> date:
    """As planned, or the last day of the first month or of the first four weeks."""
    usual = plan.starts_on + FOUR_WEEKS - timedelta(days=1) if by_weeks else last_day(month_of(plan.starts_on))
    return plan.first_pay_on or usual


def pays(year: Year, first: date, count: int) -> Iterator[Timed]:
    """Pay of each month in the month in which it comes; what was earned and not yet paid comes after the end."""
    by_weeks = year.situation.work.pay_period == "four_weeks"
    for month in months_from(first, count):
        if not (year.works_in(month) and by_weeks):
            yield from _monthly(year, month)
    if by_weeks and year.plan:
        yield from _by_weeks(year, year.plan, first, count)


def _monthly(year: Year, month: date) -> Iterator[Timed]:
    one, later = year.earned(month), 0
    if year.plan and year.works_in(month):
        later = months_between(year.plan.starts_on, first_pay_day(year.plan, by_weeks=False))
    if one.pay.gross:
        is_part = year.plan is not None and one.works and month < year.plan.starts_on
        sentence = words.pay(month, month_after(month, 1), is_part=is_part)
        yield month_after(month, later), _pay(one, one.pay.net, one.pay.gross, sentence)


def _by_weeks(year: Year, plan: CashPlan, first: date, count: int) -> Iterator[Timed]:
    """Every fourth week; thirteen payments make a year."""
    until, paid_on = month_after(first, count), first_pay_day(plan, by_weeks=True)
    left = sum(year.earned(month).pay.net for month in months_from(first, count) if year.works_in(month))
    share = min(workdays(plan.starts_on, paid_on) / WORKDAYS_OF_FOUR_WEEKS, 1.0)
    while paid_on < until:
        one = year.whole(month_of(paid_on))
        net, gross = (float(half_up(column(amount * share * 12 / 13))) for amount in (one.pay.net, one.pay.gross))
        if paid_on >= first and gross:
            left -= net
            yield month_of(paid_on), _pay(one, net, gross, words.pay_of_weeks(paid_on))
        paid_on, share = paid_on + FOUR_WEEKS, 1.0
    if not isnan(left) and round(left):
        yield until, _pay(year.whole(month_after(until, -1)), left, None, words.pay_left(left))


def _pay(one: Earned, net: float, gross: float | None, sentence: Sentence) -> Entry:
    """Pay is agreed; what the law makes of it is the tax that is taken off."""
    taken = brackets_of(one.columns)
    return Entry(
        "employer", "pay", one.first, month_after(one.first, 1), net, gross, taken.code, taken.law, taken.article,
        worst(one.month.tax.confidence, one.confidence), sentence,
    )  # fmt: skip


def costs(year: Year, first: date, count: int) -> Iterator[Timed]:
    for month in months_from(first, count):
        amount = year.earned(month).costs
        if amount:
            after = month_after(month, 1)
            yield month, Entry("self", "costs", month, after, -amount, None, "", "", "", "law", words.COSTS)


def yearly_allowances(year: Year, first: date, count: int) -> Iterator[Timed]:
    """Of itself once a year beside a disability benefit; it is not income for anything else."""
    kind = year.situation.benefit.kind
    how = custom("yearly_allowance", kind) if has_custom("yearly_allowance", kind) else None
    for month in months_from(first, count):
        if how and month.month == how.month:
            one = year.earned(month)
            amount = Working(one.columns.on, year.parameters).parameter("wia/yearly_allowance")
            confidence = worst(how.source.confidence, amount.confidence, one.confidence)
            yield month, Entry(
                "uwv", "yearly_allowance", date(month.year, 1, 1), date(month.year + 1, 1, 1),
                float(amount.values), None, "", how.source.law, how.source.article, confidence,
                words.YEARLY_ALLOWANCE,
            )  # fmt: skip


def benefits(year: Year, first: date, count: int) -> Iterator[Timed]:
    """The benefit as the agency pays it: at first without knowing the pay, and then settled."""
    kind = year.situation.benefit.kind
    paid, settled = custom("paid", kind), custom("settled", kind)
    lag = settled.months if year.plan is None or year.plan.settled_after is None else year.plan.settled_after
    for month in months_from(month_after(first, -lag - paid.months), count + lag + paid.months):
        is_behind = 0 <= year.since_start(month) < lag
        as_paid = year.without_work(month) if is_behind else year.earned(month)
        if as_paid.benefit.gross:
            yield month_after(month, paid.months), _benefit(kind, as_paid, paid, is_advance=is_behind)
        if is_behind:
            yield from _settled(kind, as_paid, year.earned(month), month_after(month, paid.months + lag), settled)


def _benefit(kind: str, one: Earned, paid: Custom, *, is_advance: bool) -> Entry:
    confidence = worst(one.month.benefit.confidence, paid.source.confidence, one.confidence)
    sentence = words.benefit(one.first, is_advance=is_advance)
    return _of_benefit("benefit", kind, one, one.benefit.net, one.benefit.gross, confidence, sentence)


def _settled(kind: str, paid: Earned, due: Earned, month: date, settled: Custom) -> Iterator[Timed]:
    net, gross = due.benefit.net - paid.benefit.net, due.benefit.gross - paid.benefit.gross
    if net:
        confidence = worst(due.month.benefit.confidence, settled.source.confidence)
        sentence = words.benefit_settled(due.first, net)
        yield month, _of_benefit("benefit_settled", kind, due, net, gross, confidence, sentence)


def _of_benefit(
    what: str, kind: str, one: Earned, net: float, gross: float, confidence: str, sentence: Sentence
) -> Entry:
    rule = RULES[one.rules[0]] if one.rules else None
    before_tax = None if kind == "bijstand" else gross
    named = (rule.code, rule.law, rule.article) if rule else ("", "", "")
    return Entry(
        payer_of(kind), what, one.first, month_after(one.first, 1), net, before_tax, *named, confidence, sentence
    )
