"""Hours of a week."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.caseload.forms.day import HoursForm, week_from
from plek.caseload.presenters.hours import hours_page
from plek.caseload.selectors.hours import last_weeks, logged_hours, week_of
from plek.caseload.services.hours import record_week
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import writing
from plek.shared.links import to


@writing(roles=CASELOAD_ROLES)
def hours(request: Any) -> HttpResponse:
    """One's hours of one week, filled in beforehand from what is known."""
    monday = week_from(request.GET.get("week", ""), request.today - timedelta(days=request.today.weekday()))
    form = HoursForm(request.POST or None, initial=_known(request, monday))
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: _record(request, form, monday)):
        messages.success(request, _("Hours kept."))
        return redirect(f"{to(request, 'caseload:hours')}?week={monday:%G-W%V}")
    weeks = last_weeks(request.membership, request.today)
    page = hours_page(monday, request.today, weeks, logged_hours(request.membership, monday))
    return render(request, "caseload/hours.html", {"form": form, "hours": page}, status=form.http_status)


def _record(request: Any, form: HoursForm, monday: date) -> Any:
    return record_week(by=request.membership, on=request.today, day=monday, **form.cleaned_data)


def _known(request: Any, monday: date) -> dict[str, Any]:
    """This week as entered; else the week before, with what the contact log knows of hours outside."""
    by = request.membership
    entered = week_of(by, monday)
    usual = entered or week_of(by, monday - timedelta(days=7))
    if usual is None:
        return {"outside": logged_hours(by, monday).outside}
    outside = entered.outside_hours if entered else logged_hours(by, monday).outside
    return {"support": usual.support_hours, "other": usual.other_hours, "outside": outside}
