"""Weeks, months and quarters of a period, counted from its first day; days are ordinals."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from plek.engines.measures import Period
from plek.fidelity.selectors.columns import Ints

WEEK = 7
_EPOCH = date(1970, 1, 1).toordinal()
"""From which NumPy counts its days."""


@dataclass(frozen=True)
class Turns:
    """Stretches of days after each other; what is left over at the end belongs to the last."""

    begins: Ints
    ends: int
    """The first day after the period."""

    def __len__(self) -> int:
        return len(self.begins)

    def of(self, days: Ints) -> Ints:
        """In which turn each day falls; -1 for days outside the period."""
        turn = np.searchsorted(self.begins, days, "right") - 1
        return np.where(days < self.ends, turn, -1)

    @property
    def last_days(self) -> Ints:
        return np.append(self.begins[1:], self.ends) - 1


def weeks(period: Period) -> Turns:
    first = period.first.toordinal()
    return Turns(first + WEEK * np.arange(max(1, period.days // WEEK)), first + period.days)


def months(period: Period, step: int = 1) -> Turns:
    first = period.first.toordinal()
    ends, most = first + period.days, period.days // 28 + 2
    edges = later(np.full(most + 1, first), step * np.arange(most + 1))
    return Turns(edges[: max(1, int((edges[1:] <= ends).sum()))], ends)


def quarters(period: Period) -> Turns:
    return months(period, 3)


def later(days: Ints, count: Ints | int) -> Ints:
    """The same day so many months later, or the last day of that month where it has no such day."""
    day = (days - _EPOCH).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    target = month + count
    begins, next_begins = target.astype("datetime64[D]"), (target + 1).astype("datetime64[D]")
    within = np.minimum(day - month.astype("datetime64[D]"), next_begins - begins - np.timedelta64(1, "D"))
    return (begins + within).astype(np.int64) + _EPOCH
