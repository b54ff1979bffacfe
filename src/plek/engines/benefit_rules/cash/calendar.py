"""The calendar: payments by the month, what is still to come after them, and what was assumed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from plek.engines.benefit_rules.book import Book
from plek.engines.benefit_rules.book_reading import book
from plek.engines.benefit_rules.cash import words
from plek.engines.benefit_rules.cash.earned import Earned, Year
from plek.engines.benefit_rules.cash.entries import KINDS_OF_ENTRY, Entry
from plek.engines.benefit_rules.cash.holiday import holidays
from plek.engines.benefit_rules.cash.in_month import HALF
from plek.engines.benefit_rules.cash.paying import (
    Timed,
    benefits,
    costs,
    first_pay_day,
    pays,
    yearly_allowances,
)
from plek.engines.benefit_rules.cash.plan import CashPlan, problems_of
from plek.engines.benefit_rules.cash.yearly import advances, settlements
from plek.engines.benefit_rules.columns import NEW_EXEMPTION_FROM
from plek.engines.benefit_rules.months import month_after, month_of, months_from
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import Situation
from plek.engines.benefit_rules.titles import TITLES
from plek.engines.benefit_rules.working import Step

ORDER = list(KINDS_OF_ENTRY)
HALF_YEAR_BEGINS = (1, HALF)


@dataclass(frozen=True)
class CalendarMonth:
    """One month: what comes in, what changes, and how the benefit and allowances of this month are worked out.

    ``law_of`` is the day whose amounts were used: the first of the month, or earlier when some of its own are not
    known.
    """

    first: date
    law_of: date
    entries: tuple[Entry, ...]
    events: tuple[Sentence, ...]
    steps: tuple[Step, ...]

    @property
    def total(self) -> float:
        """What comes in less what goes out, in cents; what is not known is left out."""
        return sum(entry.amount for entry in self.entries if entry.is_known)

    @property
    def is_complete(self) -> bool:
        return all(entry.is_known for entry in self.entries)


@dataclass(frozen=True)
class Calendar:
    """Months in order; ``still_to_come`` is what belongs to them and comes later, with the month in which."""

    situation: Situation
    plan: CashPlan | None
    months: tuple[CalendarMonth, ...]
    still_to_come: tuple[Timed, ...]
    notes: tuple[Sentence, ...]
    unknown: tuple[Sentence, ...]

    @property
    def total(self) -> float:
        return sum(month.total for month in self.months)

    @property
    def is_complete(self) -> bool:
        return all(month.is_complete for month in self.months)


def calendar(
    situation: Situation, plan: CashPlan | None = None, *, months: int = 12, begins: date | None = None,
    parameters: Book | None = None,
) -> Calendar:  # fmt: skip
    """The months from the one in which work begins, or from the one of ``begins``.

    Without a plan everything stays as it is: the calendar to put beside. Raises ``ValueError`` for a plan that
    cannot be right; ``problems_of`` says what.
    """
    if plan and problems_of(plan):
        raise ValueError("; ".join(problem.said("en") for problem in problems_of(plan)))
    year = Year(situation, plan, parameters or book())
    first = month_of(begins or (plan.starts_on if plan else situation.on))
    timed = _timed(year, first, months)
    listed = tuple(_month(year, month, timed) for month in months_from(first, months))
    later = tuple(one for one in timed if one[0] >= month_after(first, months))
    earned = [year.earned(month) for month in months_from(first, months)]
    unknown = tuple(dict.fromkeys(chain.from_iterable(one.unknown for one in earned)))
    return Calendar(situation, plan, listed, later, tuple(_notes(year, earned)), unknown)


def _timed(year: Year, first: date, count: int) -> list[Timed]:
    sources = (pays, benefits, holidays, yearly_allowances, advances, costs, settlements)
    found = chain.from_iterable(source(year, first, count) for source in sources)
    return sorted((one for one in found if one[0] >= first), key=_place)


def _place(one: Timed) -> tuple[date, int]:
    return one[0], ORDER.index(one[1].kind)


def _month(year: Year, first: date, timed: Sequence[Timed]) -> CalendarMonth:
    entries = tuple(entry for month, entry in timed if month == first)
    one = year.earned(first)
    return CalendarMonth(first, one.law_of, entries, tuple(_events(year, one)), one.steps)


def _events(year: Year, one: Earned) -> Iterator[Sentence]:
    plan, first = year.plan, one.first
    if plan and month_of(plan.starts_on) == first:
        yield words.work_begins(plan.starts_on)
    if plan:
        day = first_pay_day(plan, by_weeks=year.situation.work.pay_period == "four_weeks")
        if month_of(day) == first:
            yield words.first_pay(day)
    if first.month in HALF_YEAR_BEGINS:
        yield words.NEW_AMOUNTS if one.law_of >= first else words.amounts_not_known(one.law_of)
    yield from _changes(year.as_usual(month_after(first, -1)), year.as_usual(first))
    if year.situation.benefit.kind == "ww" and year.holiday_pay_in(first):
        yield words.HOLIDAY_PAY_IN_WW
    if one.works and one.month.benefit.values == 0 and year.situation.benefit.kind != "none":
        yield words.NO_BENEFIT_LEFT


def _changes(before: Earned, after: Earned) -> Iterator[Sentence]:
    """Rules of the benefit that begin or end while the work goes on, such as an exemption that runs out."""
    if before.works != after.works:
        return
    yield from (words.other_rule(TITLES[code], begins=False) for code in before.rules if code not in after.rules)
    yield from (words.other_rule(TITLES[code], begins=True) for code in after.rules if code not in before.rules)


def _notes(year: Year, earned: Sequence[Earned]) -> Iterator[Sentence]:
    """What was assumed."""
    plan, kind = year.plan, year.situation.benefit.kind
    has_benefit = kind != "none"
    if plan and plan.starts_on.day > 1:
        yield words.PART_OF_A_MONTH
    if plan and has_benefit and plan.settled_after is None:
        yield words.USUAL_SETTLEMENT
    if plan and kind == "wajong":
        yield words.WAJONG_ADVANCE
    if kind == "ww":
        yield words.ENDS_OF_WW
    if kind == "bijstand" and any(one.first >= NEW_EXEMPTION_FROM and one.works for one in earned):
        yield words.NEW_EXEMPTION
    yield words.HOLIDAY_TAX
    yield words.EARLIER_YEARS
