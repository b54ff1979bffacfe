"""Working days: Monday to Friday without the public holidays of the Netherlands (``holidays.yaml``, with source).

Beyond the years of that file only weekends count.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

ONE = timedelta(days=1)


@cache
def holidays() -> frozenset[date]:
    """All public holidays that are known."""
    years = yaml.safe_load((Path(__file__).parent / "holidays.yaml").read_text("utf-8"))["days"]
    return frozenset(date.fromisoformat(f"{year}-{day}") for year, days in years.items() for day in days)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in holidays()


def working_day_before(day: date) -> date:
    """The last working day on or before this one."""
    while not is_working_day(day):
        day -= ONE
    return day


def working_days(begin: date, end: date) -> int:
    """How many working days lie after ``begin``, up to and including ``end``."""
    if end <= begin:
        return 0
    weeks, rest = divmod((end - begin).days, 7)
    weekdays = weeks * 5 + sum((begin + timedelta(days=i)).weekday() < 5 for i in range(1, rest + 1))
    return weekdays - sum(begin < day <= end and day.weekday() < 5 for day in holidays())
