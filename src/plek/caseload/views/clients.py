"""Clients: their page, their details, entering and changing them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.selectors import views_of_client
from plek.audit.services import record
from plek.caseload.forms.clients import ChangeClientForm, NewClientForm
from plek.caseload.models import Client
from plek.caseload.opening import opened_client, reason_for, say_why_first
from plek.caseload.presenters.access import access_page
from plek.caseload.presenters.client_page import ClientPage, QuickAction, client_page, head
from plek.caseload.presenters.clients import Looks, detail_groups, matches, shown_clashes
from plek.caseload.presenters.timeline import GROUPS, moments_of, of_group, stretch
from plek.caseload.selectors import clients as selectors
from plek.caseload.selectors.access import access_of
from plek.caseload.selectors.client_page import client_story
from plek.caseload.services import clients as services
from plek.caseload.services.national_number import checked, keep_number
from plek.caseload.services.visits import remember_visit
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES
from plek.shared.after_reading import after_reading
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=CLIENT_RECORD_ROLES)
def client(request: Any, number: str) -> HttpResponse:
    """The whole story of one client at a glance."""
    by, now = request.membership, request.now
    story = client_story(by, number, now)
    say_why_first(request, story.client, story.closed_on)
    page = client_page(story, request.today, lambda pk: to(request, "caseload:contact", contact=pk))
    _log_view(request, story.client, "client.viewed")
    if story.visit.is_new:
        after_reading(
            lambda: remember_visit(by=by, at=now, client=story.client, before_at=story.visit.since)
        )  # fmt: skip
    context = {
        "page": page, "head": page.head, "tab": "overview", "may_guide": by.role in CASELOAD_ROLES,
        "actions": _actions(request, page),
    }  # fmt: skip
    return render(request, "caseload/client.html", context)


def _actions(request: Any, page: ClientPage) -> list[QuickAction]:
    """What one may want to log of work; those pages stand on higher floors, so they are known by name only."""
    if page.standing is None:
        return []
    number = page.standing.number
    about = f"?trajectory={number}"
    return [
        QuickAction(to(request, "caseload:log_contact") + about, _("Log a contact"), "notebook-pen"),
        QuickAction(to(request, "employers:log_contact") + about, _("Employer contact"), "store"),
        QuickAction(
            to(request, "caseload:new_appointment") + about, _("Appointment"), "calendar-plus", beside=False
        ),
        QuickAction(to(request, "caseload:new_task") + about, _("Task"), "list-checks", beside=False),
        QuickAction(
            to(request, "employment:start_job", number=number), _("Job started"), "briefcase", beside=False
        ),
        QuickAction(to(request, "caseload:funding", number=number), _("Funding"), "banknote"),
        QuickAction(to(request, "caseload:end_trajectory", number=number), _("Round off"), "circle-check"),
    ]


@reading(roles=CLIENT_RECORD_ROLES)
def timeline(request: Any, number: str) -> HttpResponse:
    """Everything that happened, newest first, a stretch at a time."""
    story = client_story(request.membership, number, request.now)
    say_why_first(request, story.client, story.closed_on)
    moments = moments_of(story, lambda pk: to(request, "caseload:contact", contact=pk))
    group = request.GET.get("kind", "")
    part = stretch(of_group(moments, group), request.GET.get("before", ""))
    _log_view(request, story.client, "client.timeline_viewed")
    context = {"head": head(story.client), "tab": "timeline", "part": part, "group": group, "groups": GROUPS}
    page = "caseload/client_timeline.html" + ("#part" if request.htmx else "")
    return render(request, page, context)


@reading(roles=CLIENT_RECORD_ROLES)
def details(request: Any, number: str) -> HttpResponse:
    """What is known of the client; the BSN stays covered."""
    found = opened_client(request, number)
    has_bsn = selectors.has_national_number(request.membership, found)
    _log_view(request, found, "client.details_viewed")
    access = access_page(found, access_of(request.membership, found), request.now)
    context = {
        "head": head(found), "tab": "details", "groups": detail_groups(found), "has_bsn": has_bsn,
        "access": access,
    }  # fmt: skip
    return render(request, "caseload/client_details.html", context)


@reading(roles=CLIENT_RECORD_ROLES)
def who_looked(request: Any, number: str) -> HttpResponse:
    """Who looked at or changed this record."""
    found = opened_client(request, number)
    looks = Looks.of(views_of_client(request.membership, found.pk))
    _log_view(request, found, "client.looks_viewed")
    return render(request, "caseload/client_looks.html", {"head": head(found), "tab": "looks", "looks": looks})


@writing(roles=CASELOAD_ROLES)
def new_client(request: Any) -> HttpResponse:
    """Enter someone new for the own IPS team."""
    by = request.membership
    form = NewClientForm(request.POST or None, today=request.today, teams=selectors.treatment_teams(by))
    entered: Client | None = None
    if request.method == "POST" and form.is_valid():
        entered = form.attempt(form.noting_known(lambda: _enter(by, form)))
    if entered:
        messages.success(request, _("Entered. You can go on with the referral."))
        return redirect(to(request, "caseload:new_referral") + f"?client={entered.number}")
    context = {"form": form, "known": matches(form.known)}
    return render(request, "caseload/client_new.html", context, status=form.http_status)


def _enter(by: Any, form: NewClientForm) -> Client:
    typed = form.cleaned_data
    bsn = checked(typed["bsn"]) if typed["bsn"] else ""
    entered = services.enter_client(
        by=by, fields=form.details, bsn=bsn, duplicate_reason=typed["duplicate_reason"],
        client_ips_team=selectors.own_ips_team(by),
    )  # fmt: skip
    if bsn:
        keep_number(by=by, client=entered, bsn=bsn)
    return entered


@writing(roles=CLIENT_RECORD_ROLES)
def change_client(request: Any, number: str) -> HttpResponse:
    """Change what is known; nobody's text is lost when two do so at once."""
    by = request.membership
    found = opened_client(request, number)
    teams = selectors.treatment_teams(by)
    if found.treatment_team_id not in {team.pk for team in teams}:
        teams.append(found.treatment_team)
    initial = {name: getattr(found, name) for name in services.DETAILS}
    form = ChangeClientForm(request.POST or None, today=request.today, teams=teams, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_client(by=by, number=number, before=form.before, after=form.settled)
            messages.success(request, _("Changed."))
            return redirect(to(request, "caseload:client_details", number=number))
        except services.ChangedMeanwhile as stop:
            form.clash(found, stop.clashes)
    elif request.method != "POST":
        _log_view(request, found, "client.details_viewed")
    context = {"form": form, "head": head(found), "clashes": shown_clashes(form), "tab": "details"}
    return render(
        request, "caseload/client_change.html", context, status=422 if form.clashes else form.http_status
    )


def _log_view(request: Any, found: Client, event: str) -> None:
    record(
        by=request.membership, action=Action.READ, event=event, client_id=found.pk, object_kind="client",
        object_id=found.number, reason=reason_for(request, found.pk),
    )  # fmt: skip
