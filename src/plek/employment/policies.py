"""What may be said of a job: what counts as competitive, which dates can be."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plek.caseload.choices import Phase
from plek.employment.choices import NEVER_COMPETITIVE

Verdict = str | Promise | None
"""None when it may; otherwise the sentence that says why not and what to do."""

AT_START = (Phase.STARTING, Phase.FOLLOW_ALONG)
"""Phases that may follow when a job is found."""
AT_END = (Phase.SEARCHING, Phase.FOLLOW_ALONG, Phase.RESTING)
"""Phases that may follow when a job ended."""
FURTHEST_AHEAD = timedelta(days=366)


def competitive(contract: str, is_competitive: bool) -> Verdict:
    """Some contracts can never be a competitive job."""
    if is_competitive and contract in NEVER_COMPETITIVE:
        return _("With this kind of contract it is no competitive job. Choose another contract, or answer no.")
    return None


def starts(started_on: date, on: date) -> Verdict:
    """A start may be agreed on ahead, up to a year."""
    if started_on > on + FURTHEST_AHEAD:
        return _("This start is more than a year ahead. Check the year.")
    return None


def ends(started_on: date, ended_on: date, heard_on: date, on: date) -> Verdict:
    """A job ends after it began; what was heard, was heard by now."""
    if ended_on < started_on:
        return _("The end lies before the start. Choose a later day.")
    return None if heard_on <= on else _("The day you heard it is still to come. Choose today or an earlier day.")


def starts_before(started_on: date, later: Sequence[Any]) -> Verdict:
    """A job starts before its hours or pay change."""
    if later and later[0].begins_on <= started_on:
        return _(
            "Hours or pay changed on or before this day. Take that change back first, or choose an earlier day."
        )
    return None


def changes(begins_on: date, started_on: date, ended_on: date | None, on: date, later: Sequence[Any]) -> Verdict:
    """Hours or pay change while the job lasts, at most a year ahead, and once a day."""
    if begins_on <= started_on:
        return _("The job begins on this day or later. Choose a later day, or change the job itself.")
    if ended_on is not None and begins_on > ended_on:
        return _("The job had ended by then. Choose an earlier day.")
    if begins_on > on + FURTHEST_AHEAD:
        return _("This day is more than a year ahead. Check the year.")
    if any(row.begins_on == begins_on for row in later):
        return _("Hours and pay changed on this day already. Take that change back first.")
    return None


def differs(before: Any, hours_per_week: Decimal, gross_per_month: Decimal | None) -> Verdict:
    """A change says something else than what held until then."""
    if (before.hours_per_week, before.gross_per_month) == (hours_per_week, gross_per_month):
        return _("These are the hours and the pay as they were. Fill in what becomes different.")
    return None


def proposed_at_start(started_on: date, on: date) -> Phase:
    """Where a trajectory usually goes when a job is found; someone says yes or no to it."""
    return Phase.STARTING if started_on > on else Phase.FOLLOW_ALONG


def proposed_at_end(has_other_job: bool) -> Phase:
    """After the last job one looks for the next; while another job lasts, support goes on."""
    return Phase.FOLLOW_ALONG if has_other_job else Phase.SEARCHING
