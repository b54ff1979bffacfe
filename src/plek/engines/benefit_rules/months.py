"""Months as their first days."""

from collections.abc import Iterator
from datetime import date, timedelta

WEEKEND = 5
"""Saturday, as Python counts days of the week."""


def month_of(day: date) -> date:
    return day.replace(day=1)


def month_after(first: date, count: int) -> date:
    """The first day of the month so many months later, or earlier when below zero."""
    years, month = divmod(first.month - 1 + count, 12)
    return date(first.year + years, month + 1, 1)


def months_between(earlier: date, later: date) -> int:
    """Whole calendar months from the month of one day to that of another; below zero when it is the other way."""
    return 12 * (later.year - earlier.year) + later.month - earlier.month


def months_from(first: date, count: int) -> Iterator[date]:
    return (month_after(first, place) for place in range(count))


def last_day(first: date) -> date:
    return month_after(first, 1) - timedelta(days=1)


def workdays(begin: date, end: date) -> int:
    """Mondays to Fridays from one day to another, the last included."""
    days = (begin + timedelta(days=place) for place in range((end - begin).days + 1))
    return sum(day.weekday() < WEEKEND for day in days)


def later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month when it has no such day."""
    first = month_after(month_of(day), months)
    return first.replace(day=min(day.day, last_day(first).day))
