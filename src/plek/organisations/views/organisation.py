"""The organisation itself: its teams, its settings, its logo, and a first page for roles without one."""

from csp.decorators import csp
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.organisations.choices import ALL_ROLES, Role
from plek.organisations.forms.organisation import PrivacyOfficerForm, SettingsForm, TeamForm
from plek.organisations.forms.people import OnForm
from plek.organisations.models import Membership, Team
from plek.organisations.presenters import teams as presenters
from plek.organisations.selectors import people as people_reads
from plek.organisations.selectors import teams as reads
from plek.organisations.services import settings as settings_services
from plek.organisations.services import teams as services
from plek.organisations.wording import SEES
from plek.shared.doors import reading, writing
from plek.shared.links import to

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
A_YEAR = 365 * 24 * 60 * 60


@reading(roles=ALL_ROLES)
def welcome(request: HttpRequest) -> HttpResponse:
    """Who you are here, what this role sees, and whom to ask."""
    by: Membership = request.membership  # type: ignore[attr-defined]
    context = {
        "sees": SEES[by.role],
        "teams": reads.team_names(by),
        "region": reads.region_name(by),
        "administrators": people_reads.administrators(by, request.today),  # type: ignore[attr-defined]
    }
    if by.pk == by.organisation.privacy_officer_id:
        context["emergencies_url"] = to(request, "caseload:emergency_looks")
    return render(request, "organisations/welcome.html", context)


@reading(roles=ADMINISTRATOR)
def teams(request: HttpRequest) -> HttpResponse:
    """All teams."""
    by, today = request.membership, request.today  # type: ignore[attr-defined]
    return render(
        request, "organisations/teams.html", {"rows": [presenters.row(t, today) for t in reads.teams(by, today)]}
    )


@writing(roles=ADMINISTRATOR)
def add_team(request: HttpRequest) -> HttpResponse:
    """A new team."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        team = form.attempt(lambda: services.add_team(by=request.membership, details=form.details()))  # type: ignore[attr-defined]
        if team is not None:
            messages.success(request, _("The team was added. People can work in it now."))
            return redirect(to(request, "organisations:team", team=team.pk))
    return render(request, "organisations/team_form.html", {"form": form}, status=form.http_status)


@writing(roles=ADMINISTRATOR)
def team(request: HttpRequest, team: int) -> HttpResponse:
    """One team: its details, and who works and worked in it."""
    by: Membership = request.membership  # type: ignore[attr-defined]
    one = reads.team(by, team)
    initial = {"name": one.name, "code": one.code, "kind": one.kind, "region": one.region_id}
    form = TeamForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = form.attempt(lambda: services.change_team(by=by, team=one, details=form.details()))
        if changed is not None:
            messages.success(request, _("Saved."))
            return redirect(to(request, "organisations:team", team=one.pk))
    people = presenters.people(reads.people_of_team(by, one), request.today)  # type: ignore[attr-defined]
    context = {"form": form, "team": one, "people": people}
    return render(request, "organisations/team.html", context, status=form.http_status)


@writing(roles=ADMINISTRATOR)
def close_team(request: HttpRequest, team: int) -> HttpResponse:
    """Close a team from a day on, or open it again."""
    by: Membership = request.membership  # type: ignore[attr-defined]
    one = reads.team(by, team)
    form = OnForm(request.POST or None, today=request.today)  # type: ignore[attr-defined]
    if request.method == "POST" and _opens_or_closes(by, one, form):
        messages.success(request, _("Saved."))
        return redirect(to(request, "organisations:team", team=one.pk))
    return render(request, "organisations/close_team.html", {"form": form, "team": one}, status=form.http_status)


def _opens_or_closes(by: Membership, one: Team, form: OnForm) -> bool:
    if one.closed_on is not None:
        services.reopen_team(by=by, team=one)
        return True
    if not form.is_valid():
        return False
    return form.attempt(lambda: services.close_team(by=by, team=one, on=form.cleaned_data["on"])) is not None


@writing(roles=ADMINISTRATOR)
def settings(request: HttpRequest) -> HttpResponse:
    """Name, form of address, colours, font and logo."""
    by: Membership = request.membership  # type: ignore[attr-defined]
    form = SettingsForm(request.POST or None, request.FILES or None, initial=SettingsForm.shown(by.organisation))
    if request.method == "POST" and form.is_valid():
        changed = form.attempt(lambda: settings_services.change_settings(by=by, wanted=form.wanted()))
        if changed is not None:
            messages.success(request, _("Saved. Everybody sees it from the next page on."))
            return redirect(to(request, "organisations:settings"))
    context = {
        "form": form, "records_url": to(request, "caseload:records"),
        "emergencies_url": to(request, "caseload:emergency_looks"),
    }  # fmt: skip
    return render(request, "organisations/settings.html", context, status=form.http_status)


@writing(roles=ADMINISTRATOR)
def privacy_officer(request: HttpRequest) -> HttpResponse:
    """Who looks at each emergency access."""
    by: Membership = request.membership  # type: ignore[attr-defined]
    staff = people_reads.staff(by, request.today)  # type: ignore[attr-defined]
    form = PrivacyOfficerForm(
        request.POST or None, staff=staff, initial={"officer": by.organisation.privacy_officer_id}
    )
    if request.method == "POST" and form.is_valid():
        settings_services.name_privacy_officer(by=by, officer=form.cleaned_data["officer"])
        messages.success(request, _("Saved."))
        return redirect(to(request, "organisations:settings"))
    return render(request, "organisations/privacy_officer.html", {"form": form}, status=form.http_status)


@csp({"default-src": ["'none'"], "sandbox": True})
@reading(roles=ALL_ROLES)
def logo(request: HttpRequest, mark: str) -> HttpResponse:
    """The logo; its address changes with it, so a browser may keep it."""
    here = request.membership.organisation  # type: ignore[attr-defined]
    if not here.logo_mark or mark != here.logo_mark:
        raise Http404
    headers = {"Cache-Control": f"private, max-age={A_YEAR}, immutable", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(here.logo), content_type="image/png", headers=headers)
