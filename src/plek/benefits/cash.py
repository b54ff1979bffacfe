"""A year of now and of each plan, month by month, in plain values. Pure.

What comes from whom belongs to the plainest way in which the answers can be meant; each total has the least and
the most of all ways beside it. Amounts in cents; None is not known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from plek.benefits.figures import Range, range_of
from plek.engines.benefit_rules import Book, Situation
from plek.engines.benefit_rules.cash import CashPlan, Entry, calendar
from plek.engines.benefit_rules.cash.calendar import Calendar, CalendarMonth
from plek.engines.benefit_rules.months import month_of
from plek.engines.benefit_rules.sentences import Sentence

ONE_PAYER = frozenset({"none", "bijstand"})
"""Without a benefit, or with one that is paid net, only the employer takes off tax."""
Said = tuple[str, str]
"""A sentence in Dutch and in English."""


@dataclass(frozen=True)
class EntryFigure:
    """One payment: who pays what to whom, or holds back."""

    payer: str
    kind: str
    amount: float | None
    law: str
    article: str
    confidence: str
    said: Said


@dataclass(frozen=True)
class MonthFigure:
    """One month; the total leaves out what is not known. ``ends`` are the least and the most of it."""

    first: date
    total: float
    is_complete: bool
    entries: tuple[EntryFigure, ...]
    events: tuple[Said, ...]
    ends: Range
    is_known: bool = True


@dataclass(frozen=True)
class YearFigure:
    """Twelve months, what was assumed for them, and what is not known."""

    months: tuple[MonthFigure, ...]
    total: float
    is_complete: bool
    still_to_come: tuple[EntryFigure, ...]
    notes: tuple[Said, ...]
    unknown: tuple[Said, ...]
    ends: Range
    are_credits_known: bool = True
    """Is it known with which payer the tax credits count?"""
    is_known: bool = True


def year_of(
    meant: Sequence[Situation], begins: date, starts_on: date | None, parameters: Book,
    credit_at: str | None = "benefit",
) -> YearFigure:  # fmt: skip
    """The year from the month of ``begins``; work of the situations begins on ``starts_on``, or changes nothing.

    ``meant`` is the plainest way in which the answers can be meant, and those that give the ends. ``credit_at``
    says where the tax credits count; None is not known, which has two ends too.
    """
    plans = [(one, plan) for one in meant for plan in _cash_plans(one, starts_on, credit_at)]
    years = [_year(calendar(one, plan, begins=begins, parameters=parameters)) for one, plan in plans]
    return replace(_together(years), are_credits_known=len(plans) == len(meant))


def _cash_plans(one: Situation, starts_on: date | None, credit_at: str | None) -> list[CashPlan | None]:
    if starts_on is None:
        return [None]
    has_two_payers = one.benefit.kind not in ONE_PAYER
    return [CashPlan(starts_on=starts_on, credit_at=at) for at in _payers(credit_at, has_two_payers)]


def _payers(credit_at: str | None, has_two_payers: bool) -> tuple[str, ...]:
    """Where the tax credits may count."""
    return (credit_at,) if credit_at else ("benefit", "work") if has_two_payers else ("benefit",)


def _together(years: Sequence[YearFigure]) -> YearFigure:
    """The first, with the ends and the gaps of all."""
    months = tuple(
        replace(
            same[0], ends=range_of(one.total for one in same), is_complete=all(one.is_complete for one in same)
        )
        for same in zip(*(year.months for year in years), strict=True)
    )
    return replace(
        years[0], months=months, ends=range_of(year.total for year in years),
        is_complete=all(year.is_complete for year in years),
    )  # fmt: skip


def not_known_from(year: YearFigure, day: date) -> YearFigure:
    """The year with nothing calculated from the month of a day on."""
    first = month_of(day)
    months = tuple(
        replace(one, total=0.0, is_complete=False, entries=(), events=(), ends=Range(), is_known=False)
        if one.first >= first else one
        for one in year.months
    )  # fmt: skip
    total, ends = sum(one.total for one in months), _sum(one.ends for one in months)
    return replace(
        year, months=months, total=total, ends=ends, is_complete=False, still_to_come=(), is_known=False
    )


def _sum(ranges: Iterable[Range]) -> Range:
    """From the least of all together to the most; what is not known is left out."""
    known = [one for one in ranges if one.low is not None and one.high is not None]
    return Range(sum(one.low or 0.0 for one in known), sum(one.high or 0.0 for one in known))


def _year(found: Calendar) -> YearFigure:
    return YearFigure(
        tuple(_month(one) for one in found.months), found.total, found.is_complete,
        tuple(_entry(entry) for _, entry in found.still_to_come), _said(found.notes), _said(found.unknown),
        Range(found.total, found.total),
    )  # fmt: skip


def _month(one: CalendarMonth) -> MonthFigure:
    entries = tuple(_entry(entry) for entry in one.entries)
    return MonthFigure(
        one.first, one.total, one.is_complete, entries, _said(one.events), Range(one.total, one.total)
    )


def _entry(one: Entry) -> EntryFigure:
    amount = one.amount if one.is_known else None
    said = (one.sentence.nl, one.sentence.en)
    return EntryFigure(one.payer, one.kind, amount, one.law, one.article, one.confidence, said)


def _said(sentences: Iterable[Sentence]) -> tuple[Said, ...]:
    return tuple((sentence.nl, sentence.en) for sentence in sentences)


def year_as_plain(year: YearFigure) -> dict[str, Any]:
    """For JSON."""
    plain = asdict(year)
    for month in plain["months"]:
        month["first"] = month["first"].isoformat()
    return plain


def year_from_plain(plain: dict[str, Any]) -> YearFigure:
    """As it was kept."""
    return YearFigure(
        tuple(_month_from(one) for one in plain["months"]), plain["total"], plain["is_complete"],
        _entries_from(plain["still_to_come"]), _said_from(plain["notes"]), _said_from(plain["unknown"]),
        _ends_from(plain), plain.get("are_credits_known", plain.get("otherwise") is None),
        plain.get("is_known", True),
    )  # fmt: skip


def _month_from(plain: dict[str, Any]) -> MonthFigure:
    return MonthFigure(
        date.fromisoformat(plain["first"]), plain["total"], plain["is_complete"], _entries_from(plain["entries"]),
        _said_from(plain["events"]), _ends_from(plain), plain.get("is_known", True),
    )  # fmt: skip


def _ends_from(plain: dict[str, Any]) -> Range:
    """What was kept before there were ends has one total, or that with the tax credits at either payer."""
    if "ends" in plain:
        return Range(**plain["ends"])
    return range_of((plain["total"], plain.get("otherwise")))


def _entries_from(plain: Iterable[dict[str, Any]]) -> tuple[EntryFigure, ...]:
    return tuple(EntryFigure(**one | {"said": tuple(one["said"])}) for one in plain)


def _said_from(plain: Iterable[list[str]]) -> tuple[Said, ...]:
    return tuple((nl, en) for nl, en in plain)
