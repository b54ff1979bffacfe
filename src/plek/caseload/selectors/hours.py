"""Reads of hours, and what the contact log knows of a week."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from plek.caseload.choices import Setting
from plek.caseload.models import Contact, WorkedWeek
from plek.organisations.models import Membership

INSIDE = (Setting.OFFICE, Setting.ONLINE, "")
QUARTER = Decimal("0.25")


@dataclass(frozen=True)
class LoggedHours:
    """Hours of contact of one member in a week: all, and those outside the office."""

    all: Decimal
    outside: Decimal


def week_of(by: Membership, monday: date) -> WorkedWeek | None:
    """One's own hours of a week, if entered."""
    return WorkedWeek.objects.visible_to(by).filter(membership_id=by.pk, monday=monday).first()


def last_weeks(by: Membership, until: date, count: int = 8) -> list[WorkedWeek]:
    """The weeks that one entered last, newest first."""
    return list(
        WorkedWeek.objects.visible_to(by)
        .filter(membership_id=by.pk, monday__lte=until)
        .order_by("-monday")[:count]
    )


def logged_hours(by: Membership, monday: date) -> LoggedHours:
    """What the contact log holds of this week, in quarters of an hour. A group counts once."""
    mine = Contact.objects.visible_to(by).standing().filter(
        member_id=by.pk, was_missed=False, held_on__gte=monday, held_on__lt=monday + timedelta(days=7)
    )  # fmt: skip
    once = mine.order_by("visit", "pk").values_list("visit", "minutes", "setting")
    seen, total, outside = set(), 0, 0
    for visit, minutes, setting in once:
        if visit is None or visit not in seen:
            seen.add(visit)
            total += minutes or 0
            outside += 0 if setting in INSIDE else minutes or 0
    return LoggedHours(_hours(total), _hours(outside))


def _hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60 / QUARTER).quantize(Decimal(1), ROUND_HALF_UP) * QUARTER
