"""The start page of the specialist."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.day import PutOffForm
from plek.caseload.presenters.today import put_off_lines, teams_shown, today_page
from plek.caseload.selectors.desk import desk
from plek.caseload.selectors.today import followed
from plek.caseload.services.milestones import reach_milestone
from plek.caseload.services.today import put_off_line, take_up_line
from plek.caseload.views.way_back import way_back
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=CASELOAD_ROLES)
def today(request: Any) -> HttpResponse:
    """What to do today, in one ordered list, each line with its reason."""
    by, now, on_desk = request.membership, request.now, desk(request.membership, request.now)
    shown = teams_shown(on_desk, request.GET.get("team", ""))
    clients = followed(by, now, [team.pk for team in shown])
    page = today_page(by, now, on_desk, clients, partial(to, request), shown)
    record(by=by, action=Action.READ, event="today.viewed", detail={"clients": len(clients)})
    fragment = "#list" if request.htmx and not request.htmx.history_restore_request else ""
    return render(request, "caseload/today.html" + fragment, {"today": page})


@writing(roles=CASELOAD_ROLES)
def put_off(request: Any) -> HttpResponse:
    """Put a line off until a day, with the reason."""
    days = _days_to_choose(request.today)
    form = PutOffForm(request.POST or None, days=days, initial=_first_values(request, days[0]))
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: _put_off(request, form)):
        if request.htmx:
            return trigger_client_event(HttpResponse(), "contact-logged")
        messages.success(request, _("Put off. You find it below the list."))
        return redirect(to(request, "caseload:today"))
    page = "caseload/today_put_off.html" + ("#sheet" if request.htmx else "")
    return render(request, page, {"form": form, "log_contact_url": ""}, status=form.http_status)


def _put_off(request: Any, form: PutOffForm) -> Any:
    given = form.cleaned_data
    return put_off_line(
        by=request.membership, at=request.now, on=request.today, line=given["line"], until=given["until"],
        reason=given["reason"],
    )  # fmt: skip


def _first_values(request: Any, first: date) -> dict[str, Any]:
    return {"line": request.GET.get("line", ""), "day": first.isoformat(), "next": way_back(request)}


def _days_to_choose(today: date) -> list[date]:
    """Tomorrow, next Monday, a week and two weeks ahead; of a weekend the Monday after it."""
    to_monday = 7 - today.weekday()
    ahead = (today + timedelta(days=n) for n in (1, to_monday, 7, 14))
    return sorted({day if day.isoweekday() <= 5 else day + timedelta(days=8 - day.isoweekday()) for day in ahead})


@reading(roles=CASELOAD_ROLES)
def put_off_list(request: Any) -> HttpResponse:
    """What was put off, and until when."""
    by = request.membership
    lines = put_off_lines(
        by, request.now, desk(by, request.now), followed(by, request.now), partial(to, request)
    )  # fmt: skip
    record(by=by, action=Action.READ, event="today.put_off_viewed", detail={"lines": len(lines)})
    return render(request, "caseload/today_put_off_list.html", {"lines": lines})


@writing(roles=CASELOAD_ROLES)
def take_up(request: Any) -> HttpResponse:
    """Bring back a line that was put off."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    take_up_line(by=request.membership, line=request.POST.get("line", ""))
    messages.success(request, _("It is back on your list."))
    return redirect(to(request, "caseload:today"))


@writing(roles=CASELOAD_ROLES)
def reached(request: Any) -> HttpResponse:
    """Note with one tap that a milestone was reached today."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    number, kind = request.POST.get("trajectory", ""), request.POST.get("kind", "")
    milestone = reach_milestone(
        by=request.membership, at=request.now, on=request.today, trajectory=number, kind=kind,
        reached_on=request.today
    )  # fmt: skip
    messages.success(request, _("Noted: %(what)s.") % {"what": milestone.get_kind_display()})
    return redirect(way_back(request))
