"""A period counts both its ends."""

from datetime import date

import pytest

from plek.engines.measures import Period


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2026, 9, 30), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 7, 1)),
        (date(2026, 2, 28), date(2025, 9, 1)),
        (date(2026, 8, 30), date(2026, 2, 28)),
        (date(2024, 8, 28), date(2024, 2, 29)),
        (date(2026, 1, 15), date(2025, 7, 16)),
    ],
)
def test_six_months_up_to_a_day(last: date, first: date) -> None:
    assert Period.months_up_to(last) == Period(first, last)


def test_twelve_months_up_to_a_day() -> None:
    assert Period.months_up_to(date(2026, 6, 30), 12) == Period(date(2025, 7, 1), date(2026, 6, 30))


def test_both_ends_count() -> None:
    assert Period(date(2026, 4, 1), date(2026, 9, 30)).days == 183
    assert Period(date(2026, 4, 1), date(2026, 4, 1)).days == 1


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end on 2026-03-31, before it begins on 2026-04-01"):
        Period(date(2026, 4, 1), date(2026, 3, 31))
