"""A stretch of days, both ends included."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


def _months_earlier(day: date, months: int) -> date:
    """The same day so many months before, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` up to and including ``last``."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"A period cannot end on {self.last}, before it begins on {self.first}.")

    @classmethod
    def months_up_to(cls, last: date, months: int = 6) -> Self:
        """The months up to and including ``last``: 30 September gives 1 April to 30 September."""
        return cls(_months_earlier(last + timedelta(days=1), months), last)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1
