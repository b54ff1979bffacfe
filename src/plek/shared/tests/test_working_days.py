"""Working days, and that the holidays in the file are those of the law."""

from datetime import date, timedelta

import pytest

from plek.shared.working_days import holidays, is_working_day, working_day_before, working_days

YEARS = range(2025, 2029)


def easter(year: int) -> date:
    """Easter Sunday, by the rule of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    (i, k), m = divmod(c, 4), (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def kings_day(year: int) -> date:
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == 6 else day


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_are_those_of_the_law(year: int) -> None:
    moving = {easter(year) + timedelta(days=days) for days in (-2, 1, 39, 50)}
    fixed = {date(year, *day) for day in ((1, 1), (5, 5), (12, 25), (12, 26))}
    assert {day for day in holidays() if day.year == year} == moving | fixed | {kings_day(year)}


@pytest.mark.parametrize(
    ("begin", "end", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 23), 1), (date(2026, 11, 21), date(2026, 11, 22), 0),
        (date(2026, 11, 6), date(2026, 11, 20), 10), (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(2026, 11, 25), date(2026, 11, 24), 0), (date(2026, 11, 22), date(2026, 11, 29), 5),
        (date(2026, 4, 2), date(2026, 4, 7), 1), (date(2026, 12, 24), date(2026, 12, 28), 1),
        (date(2026, 12, 31), date(2027, 1, 4), 1), (date(2035, 1, 1), date(2035, 1, 8), 5),
    ],
)  # fmt: skip
def test_working_days(begin: date, end: date, days: int) -> None:
    assert working_days(begin, end) == days


def test_counting_one_by_one_gives_the_same() -> None:
    begin = date(2026, 3, 1)
    for length in range(0, 300, 7):
        end = begin + timedelta(days=length)
        one_by_one = sum(is_working_day(begin + timedelta(days=n)) for n in range(1, length + 1))
        assert working_days(begin, end) == one_by_one


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 4, 6), date(2026, 4, 2)),
        (date(2026, 5, 25), date(2026, 5, 22)),
        (date(2026, 11, 24), date(2026, 11, 24)),
    ],
)
def test_what_falls_on_a_holiday_is_done_before_it(day: date, before: date) -> None:
    assert working_day_before(day) == before
