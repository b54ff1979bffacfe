"""Dates and weeks as teams type them."""

import math
import re
from datetime import date, datetime, time, timedelta

from plek.exchange.workbook.findings import Odd, Wrong

EARLIEST = date(1900, 1, 1)
YEARS_AHEAD = 20
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?", re.ASCII)
_DUTCH = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[- ]([a-z]{3,9})\.?[- ](\d{4}|\d{2})", re.ASCII)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari",
            "feb februari",
            "mrt maart",
            "apr april",
            "mei",
            "jun juni",
            "jul juli",
            "aug augustus",
            "sep sept september",
            "okt oktober",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEK = re.compile(r"(\d{4})[- ]?[wW](\d{1,2})", re.ASCII)
_SERIALS = range(10_000, 80_000)
"""Day numbers of a date cell that lost its format (1927 to 2119); a lone year stays below."""


def day_of(raw: object, on: date, *, birth: bool = False) -> date | Odd:
    """The date in a cell; `on` decides the century of a year of two digits."""
    if isinstance(raw, datetime):
        return sensible(raw.date(), on)
    if isinstance(raw, date):
        return sensible(raw, on)
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        return _from_serial(raw, on)
    if isinstance(raw, time | timedelta | bool):
        raise Wrong("day_unreadable")
    return sensible(_from_text(str(raw), on, birth), on)


def sensible(day: date, on: date) -> date:
    if day < EARLIEST:
        raise Wrong("day_too_early")
    if day.year > on.year + YEARS_AHEAD:
        raise Wrong("day_too_late", year=on.year + YEARS_AHEAD)
    return day


def _from_serial(number: float, on: date) -> Odd:
    if not math.isfinite(number) or int(number) not in _SERIALS:
        raise Wrong("day_unreadable")
    day = sensible(date(1899, 12, 30) + timedelta(days=int(number)), on)
    return Odd(day, "day_serial", {"day": f"{day:%d-%m-%Y}"})


def _from_text(text: str, on: date, birth: bool) -> date:
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DUTCH.fullmatch(text):
        day, month, year = match.groups()
    elif (match := _NAMED.fullmatch(text.lower())) and match[2] in _MONTHS:
        day, month, year = match[1], str(_MONTHS[match[2]]), match[3]
    else:
        raise Wrong("day_unreadable")
    return _existing(_full_year(year, month, day, on, birth), int(month), int(day))


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Wrong("day_impossible") from None


def _full_year(year: str, month: str, day: str, on: date, birth: bool) -> int:
    """Two digits mean this century, unless that lies ahead: for a birth at all, else over ten years."""
    if len(year) == 4:
        return int(year)
    this_century = on.year - on.year % 100 + int(year)
    if birth:
        ahead = (this_century, int(month), int(day)) > (on.year, on.month, on.day)
    else:
        ahead = this_century > on.year + 10
    return this_century - 100 if ahead else this_century


def week_of(text: str) -> str:
    """An ISO week as `2026-W07`."""
    match = _WEEK.fullmatch(text)
    if match is None:
        raise Wrong("week_unreadable")
    year, week = int(match[1]), int(match[2])
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise Wrong("week_impossible") from None
    if not 1970 <= year <= 2100:
        raise Wrong("week_impossible")
    return f"{monday.isocalendar().year}-W{week:02d}"
