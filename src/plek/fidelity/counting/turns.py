"""Weeks, months and quarters of a period, counted from its first day."""

import calendar
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plek.engines.measures import Period

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Turns:
    """Stretches of days after each other; what is left over at the end belongs to the last."""

    starts: tuple[date, ...]
    last: date

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, day: date) -> int | None:
        """In which turn a day falls."""
        if not self.starts or not self.starts[0] <= day <= self.last:
            return None
        return bisect_right(self.starts, day) - 1

    def hit(self, days: Iterable[date]) -> set[int]:
        """The turns in which at least one of these days falls."""
        return {turn for day in days if (turn := self.of(day)) is not None}

    def days(self, turn: int) -> list[date]:
        first = self.starts[turn]
        end = self.starts[turn + 1] if turn + 1 < len(self.starts) else self.last + timedelta(days=1)
        return [first + timedelta(days=n) for n in range((end - first).days)]


def weeks(period: Period) -> Turns:
    return Turns(tuple(period.first + WEEK * n for n in range(max(1, period.days // 7))), period.last)


def months(period: Period, step: int = 1) -> Turns:
    starts, n = [period.first], step
    while later(period.first, n + step) <= period.last + timedelta(days=1):
        starts.append(later(period.first, n))
        n += step
    return Turns(tuple(starts), period.last)


def quarters(period: Period) -> Turns:
    return months(period, 3)


def later(day: date, count: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def each_day(period: Period) -> list[date]:
    return [period.first + timedelta(days=n) for n in range(period.days)]
