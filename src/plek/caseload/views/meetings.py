"""Meetings, supervision and field mentoring."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.caseload.choices import MeetingKind
from plek.caseload.forms.day import MeetingForm
from plek.caseload.models import Meeting
from plek.caseload.selectors.meetings import meeting_of, people_of, recent_meetings, teams_of
from plek.caseload.services.meetings import record_meeting
from plek.caseload.services.meetings import remove_meeting as remove
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=CASELOAD_ROLES)
def meetings(request: Any) -> HttpResponse:
    """The meetings of half a year."""
    found = recent_meetings(request.membership, request.today)
    return render(request, "caseload/meetings.html", {"meetings": found})


@writing(roles=CASELOAD_ROLES)
def new_meeting(request: Any) -> HttpResponse:
    """Record a meeting; the one asking is ticked as present."""
    asked = request.GET.get("kind", "")
    kind = MeetingKind.GROUP_SUPERVISION if asked == "supervision" else MeetingKind.TEAM
    values = {"held_on": request.today, "kind": kind, "attendees": [request.membership.pk]}
    return _edit(request, values, None)


@writing(roles=CASELOAD_ROLES)
def change_meeting(request: Any, meeting: int) -> HttpResponse:
    """Change what was recorded of a meeting."""
    found = meeting_of(request.membership, meeting)
    values = {
        "held_on": found.held_on, "kind": found.kind, "team": found.team_id,
        "attendees": [a.membership_id for a in found.attendances.all()],
        "was_job_development_discussed": found.was_job_development_discussed,
    }  # fmt: skip
    return _edit(request, values, found)


def _edit(request: Any, values: dict[str, Any], meeting: Meeting | None) -> HttpResponse:
    by = request.membership
    people = people_of(by, request.today)
    form = MeetingForm(request.POST or None, initial=values, teams=teams_of(by), people=people)
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: _record(request, form, meeting)):
        messages.success(request, _("Meeting recorded."))
        return redirect(to(request, "caseload:meetings"))
    return render(request, "caseload/meeting.html", {"form": form, "meeting": meeting}, status=form.http_status)


def _record(request: Any, form: MeetingForm, meeting: Meeting | None) -> Any:
    pk = meeting.pk if meeting else None
    return record_meeting(by=request.membership, on=request.today, meeting=pk, **form.cleaned_data)


@writing(roles=CASELOAD_ROLES)
def remove_meeting(request: Any, meeting: int) -> HttpResponse:
    """Remove a meeting recorded by mistake."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    remove(by=request.membership, meeting=meeting)
    messages.success(request, _("Meeting removed."))
    return redirect(to(request, "caseload:meetings"))
