"""The page of hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plek.caseload.models import WorkedWeek
from plek.caseload.selectors.hours import LoggedHours

WEEK = "%G-W%V"


@dataclass(frozen=True)
class HoursPage:
    """One week, the weeks around it, and what was entered lately."""

    monday: date
    sunday: date
    number: int
    earlier: str
    later: str
    logged: LoggedHours
    weeks: tuple["EnteredWeek", ...]


@dataclass(frozen=True)
class EnteredWeek:
    """A week that was entered."""

    code: str
    monday: date
    number: int
    support: Decimal
    other: Decimal | None
    outside: Decimal | None


def hours_page(monday: date, today: date, weeks: Sequence[WorkedWeek], logged: LoggedHours) -> HoursPage:
    """Lay out the page; ``later`` is empty when that week has yet to begin."""
    following = monday + timedelta(days=7)
    return HoursPage(
        monday=monday, sunday=monday + timedelta(days=6), number=monday.isocalendar().week,
        earlier=f"{monday - timedelta(days=7):{WEEK}}", later=f"{following:{WEEK}}" if following <= today else "",
        logged=logged, weeks=tuple(_entered(w) for w in weeks),
    )  # fmt: skip


def _entered(week: WorkedWeek) -> EnteredWeek:
    return EnteredWeek(
        f"{week.monday:{WEEK}}", week.monday, week.monday.isocalendar().week, week.support_hours, week.other_hours,
        week.outside_hours,
    )  # fmt: skip
