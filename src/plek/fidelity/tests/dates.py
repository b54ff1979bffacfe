"""The half year that the tests count, and the day on which their invented teams began."""

from datetime import date

BEGAN, FIRST, LAST = date(2025, 10, 1), date(2026, 4, 1), date(2026, 9, 30)
