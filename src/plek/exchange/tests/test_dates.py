"""Dates and weeks in every form that teams type."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plek.exchange.tests.books import TODAY
from plek.exchange.workbook.dates import day_of, week_of
from plek.exchange.workbook.findings import Odd, Wrong
from plek.exchange.workbook.kinds import Day

DAYS = st.dates(date(1900, 1, 1), date(2046, 12, 31))


def _code(raw: object, *, birth: bool = False) -> str:
    with pytest.raises(Wrong) as wrong:
        day_of(raw, TODAY, birth=birth)
    return wrong.value.code


@given(DAYS)
def test_every_day_reads_the_same_in_every_long_form(day: date) -> None:
    long = [
        f"{day:%d-%m-%Y}",
        f"{day.day}-{day.month}-{day.year}",
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
    ]
    assert {day_of(text, TODAY) for text in long} == {day}
    assert day_of(day, TODAY) == day_of(datetime.combine(day, time(9, 30)), TODAY) == day


@given(st.dates(date(1937, 1, 1), date(2036, 12, 31)))
def test_a_short_year_is_the_one_within_ten_years_ahead(day: date) -> None:
    assert day_of(f"{day.day}-{day.month}-{day:%y}", TODAY) == day


@given(st.dates(date(1926, 11, 23), TODAY))
def test_a_short_year_of_birth_is_never_ahead(day: date) -> None:
    assert day_of(f"{day:%d-%m-%y}", TODAY, birth=True) == day


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 9999))
def test_numbers_that_are_no_date_are_refused_and_never_guessed(day: int, month: int, year: int) -> None:
    try:
        real = date(year, month, day)
    except ValueError:
        assert _code(f"{day:02d}-{month:02d}-{year:04d}") == "day_impossible"
    else:
        if 1900 <= year <= TODAY.year + 20:
            assert day_of(f"{day:02d}-{month:02d}-{year:04d}", TODAY) == real


@given(st.text(max_size=30))
def test_any_text_gives_a_date_or_a_sentence(text: str) -> None:
    try:
        found = day_of(text, TODAY)
    except Wrong as wrong:
        found = wrong.code
    assert isinstance(found, date) or str(found).startswith("day_")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2-4-25", date(2025, 4, 2)),
        ("3 mei 2026", date(2026, 5, 3)),
        ("12 Sept. 26", date(2026, 9, 12)),
        ("29-02-2024", date(2024, 2, 29)),
        ("2026-03-29 02:30:00", date(2026, 3, 29)),
        ("2026-10-25T02:30", date(2026, 10, 25)),
        ("1 - 5 - 2026", date(2026, 5, 1)),
    ],
)
def test_read(text: str, day: date) -> None:
    assert day_of(text, TODAY) == day


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("31-02-2026", "day_impossible"),
        ("29-02-2026", "day_impossible"),
        ("00-01-2026", "day_impossible"),
        ("01-01-0001", "day_too_early"),
        ("31-12-1899", "day_too_early"),
        ("31-12-9999", "day_too_late"),
        ("01-01-0000", "day_impossible"),
        ("gisteren", "day_unreadable"),
        ("2026", "day_unreadable"),
        ("1-2-123", "day_unreadable"),
        ("١-٢-٢٠٢٦", "day_unreadable"),
        (1985, "day_unreadable"),
        (2.0**31, "day_unreadable"),
        (2.0**63, "day_unreadable"),
        (float("nan"), "day_unreadable"),
        (float("inf"), "day_unreadable"),
        (True, "day_unreadable"),
        (time(10, 0), "day_unreadable"),
        (timedelta(hours=1), "day_unreadable"),
        (date(1, 1, 1), "day_too_early"),
        (date(9999, 12, 31), "day_too_late"),
    ],
)
def test_refused(raw: object, code: str) -> None:
    assert _code(raw) == code


def test_a_day_number_that_lost_its_form_is_read_with_a_warning() -> None:
    read = day_of(46295.0, TODAY)
    assert isinstance(read, Odd)
    assert (read.value, read.code) == (date(2026, 9, 30), "day_serial")


def test_a_birth_ahead_is_wrong_and_another_day_ahead_only_odd() -> None:
    with pytest.raises(Wrong, match="born_ahead"):
        Day(birth=True).parse("23-11-2026", TODAY)
    odd = Day(past=True).parse("23-11-2026", TODAY)
    assert isinstance(odd, Odd)
    assert odd.value == date(2026, 11, 23)
    assert Day(past=True).parse("22-11-2026", TODAY) == TODAY


@pytest.mark.parametrize(
    ("text", "week"),
    [("2026-W07", "2026-W07"), ("2026-w7", "2026-W07"), ("2026W53", "2026-W53"), ("2025 W1", "2025-W01")],
)
def test_weeks(text: str, week: str) -> None:
    assert week_of(text) == week


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025-W53", "week_impossible"),
        ("2026-W00", "week_impossible"),
        ("2026-W54", "week_impossible"),
        ("9999-W52", "week_impossible"),
        ("0000-W01", "week_impossible"),
        ("week 7", "week_unreadable"),
        ("2026-07", "week_unreadable"),
        ("26-W07", "week_unreadable"),
    ],
)
def test_weeks_that_are_not(text: str, code: str) -> None:
    with pytest.raises(Wrong) as wrong:
        week_of(text)
    assert wrong.value.code == code


@given(st.integers(1970, 2100), st.integers(1, 52))
def test_every_week_reads_back(year: int, week: int) -> None:
    assert week_of(f"{year}-W{week:02d}") == f"{year}-W{week:02d}"
