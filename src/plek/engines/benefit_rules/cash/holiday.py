"""Holiday allowance of pay and benefit: builds up by the month, comes once a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plek.engines.benefit_rules.book import Figure, Source
from plek.engines.benefit_rules.cash import words
from plek.engines.benefit_rules.cash.customs import custom
from plek.engines.benefit_rules.cash.earned import BUILD_UP, Year
from plek.engines.benefit_rules.cash.entries import Entry
from plek.engines.benefit_rules.cash.paying import Timed, payer_of, worst
from plek.engines.benefit_rules.months import month_after, months_between, months_from
from plek.engines.benefit_rules.order import MONTHS, tax_of_a_month
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.working import Working, resting_on, total

OF_PAY = Sentence("je werk", "work")
OF_BENEFIT = Sentence("je uitkering", "benefit")


@dataclass(frozen=True)
class Holiday:
    """What comes in one month: the months over which it was built up, before tax and after."""

    paid_in: date
    begin: date
    end: date
    gross: float
    tax: float


def pay_holiday(year: Year, paid_in: date, until: date | None = None) -> Holiday:
    """Over the months of which it is paid, as far as those before ``until``."""
    built = year.holiday_pay_of(paid_in, until)
    gross, begin = sum(built.values()), min(built, default=paid_in)
    end = month_after(max(built, default=paid_in), 1)
    return Holiday(paid_in, _since(built, begin), end, gross, tax_on_top(year, paid_in, pay=gross))


def benefit_holiday(year: Year, paid_in: date, until: date | None = None) -> Holiday:
    """Over the twelve months before, as far as those before ``until``. Social assistance is net."""
    begin, end = month_after(paid_in, -BUILD_UP), min(paid_in, until or paid_in)
    built = {month: year.earned(month).benefit_holiday for month in months_from(begin, months_between(begin, end))}
    gross, is_net = sum(built.values()), year.situation.benefit.kind == "bijstand"
    tax = 0.0 if is_net else tax_on_top(year, paid_in, benefit=gross)
    return Holiday(paid_in, _since(built, begin), end, gross, tax)


def _since(built: dict[date, float], begin: date) -> date:
    """The first month in which something was built up."""
    return next((month for month, amount in built.items() if amount), begin)


def holiday_months(year: Year) -> tuple[int, int]:
    """Months of the year in which the holiday allowance of pay and that of the benefit come."""
    return year.holiday_pay_month, custom("holiday", year.situation.benefit.kind).month


def tax_on_top(year: Year, first: date, *, pay: float = 0.0, benefit: float = 0.0) -> float:
    """What more pay or benefit in a year of such months takes in tax."""
    if not pay + benefit:
        return 0.0
    one = year.earned(first)
    w = Working(one.columns.on, year.parameters)
    base = Figure(one.columns.earnings - one.columns.contributions)
    other = Figure(one.columns.earnings * 0.0 + (0.0 if one.columns.kind == "bijstand" else one.benefit.gross))
    with_more = tax_of_a_month(one.columns, w, _more(base, pay), _more(other, benefit))
    return float(MONTHS * (with_more.values - tax_of_a_month(one.columns, w, base, other).values))


def _more(month: Figure, a_year: float) -> Figure:
    return resting_on(total(month).values + a_year / MONTHS, month)


def holidays(year: Year, first: date, count: int) -> Iterator[Timed]:
    """Those that come within the months, and what has built up by their end."""
    end, kind = month_after(first, count), year.situation.benefit.kind
    of_benefit, of_pay = custom("holiday", kind), custom("pay_holiday")
    month_of_pay, month_of_benefit = holiday_months(year)
    for paid_in in months_from(first, count + BUILD_UP):
        if paid_in.month == month_of_benefit and month_after(paid_in, -BUILD_UP) < end:
            one = benefit_holiday(year, paid_in, end)
            yield from _entry(one, payer_of(kind), "benefit_holiday", OF_BENEFIT, of_benefit.source)
        if paid_in.month == month_of_pay and month_after(paid_in, -BUILD_UP) < end:
            one = pay_holiday(year, paid_in, end)
            yield from _entry(one, "employer", "pay_holiday", OF_PAY, of_pay.source)


def _entry(one: Holiday, payer: str, kind: str, of: Sentence, source: Source) -> Iterator[Timed]:
    if one.gross:
        sentence = words.holiday(of, one.begin, one.end)
        yield one.paid_in, Entry(
            payer, kind, one.begin, one.end, one.gross - one.tax, one.gross, "", source.law, source.article,
            worst("unverified" if one.tax else "law", source.confidence), sentence,
        )  # fmt: skip
