"""A year of now and of each plan, month by month, in plain values. Pure.

It belongs to the plainest way in which the answers can be meant. Amounts in cents; None is not known.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

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
    """One month; the total leaves out what is not known."""

    first: date
    total: float
    is_complete: bool
    entries: tuple[EntryFigure, ...]
    events: tuple[Said, ...]
    otherwise: float | None = None
    """The total with the tax credits at the employer, where it is not known with whom they count."""
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
    otherwise: float | None = None
    is_known: bool = True


def year_of(
    situation: Situation, begins: date, starts_on: date | None, parameters: Book, credit_at: str | None = "benefit"
) -> YearFigure:
    """The year from the month of ``begins``; work of the situation begins on ``starts_on``, or changes nothing.

    ``credit_at`` says where the tax credits count; None is not known, which gives each total both ways.
    """
    if starts_on is None:
        return _year(calendar(situation, None, begins=begins, parameters=parameters))
    has_two_payers = situation.benefit.kind not in ONE_PAYER
    plan = CashPlan(starts_on=starts_on, credit_at=credit_at or "benefit")
    year = _year(calendar(situation, plan, begins=begins, parameters=parameters))
    if credit_at or not has_two_payers:
        return year
    other = calendar(situation, replace(plan, credit_at="work"), begins=begins, parameters=parameters)
    totals = [month.total for month in other.months]
    months = tuple(replace(one, otherwise=total) for one, total in zip(year.months, totals, strict=True))
    return replace(year, months=months, otherwise=other.total)


def not_known_from(year: YearFigure, day: date) -> YearFigure:
    """The year with nothing calculated from the month of a day on."""
    first = month_of(day)
    months = tuple(
        replace(one, total=0.0, is_complete=False, entries=(), events=(), otherwise=None, is_known=False)
        if one.first >= first else one
        for one in year.months
    )  # fmt: skip
    total = sum(one.total for one in months)
    return replace(year, months=months, total=total, is_complete=False, still_to_come=(), is_known=False)


def _year(found: Calendar) -> YearFigure:
    return YearFigure(
        tuple(_month(one) for one in found.months), found.total, found.is_complete,
        tuple(_entry(entry) for _, entry in found.still_to_come), _said(found.notes), _said(found.unknown),
    )  # fmt: skip


def _month(one: CalendarMonth) -> MonthFigure:
    entries = tuple(_entry(entry) for entry in one.entries)
    return MonthFigure(one.first, one.total, one.is_complete, entries, _said(one.events))


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
        plain.get("otherwise"), plain.get("is_known", True),
    )  # fmt: skip


def _month_from(plain: dict[str, Any]) -> MonthFigure:
    return MonthFigure(
        date.fromisoformat(plain["first"]), plain["total"], plain["is_complete"], _entries_from(plain["entries"]),
        _said_from(plain["events"]), plain.get("otherwise"), plain.get("is_known", True),
    )  # fmt: skip


def _entries_from(plain: Iterable[dict[str, Any]]) -> tuple[EntryFigure, ...]:
    return tuple(EntryFigure(**one | {"said": tuple(one["said"])}) for one in plain)


def _said_from(plain: Iterable[list[str]]) -> tuple[Said, ...]:
    return tuple((nl, en) for nl, en in plain)
