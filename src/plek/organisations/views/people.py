"""People of the organisation: the list, one person, and what changes about him."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.accounts import reauthentication
from plek.organisations.choices import Role
from plek.organisations.forms.people import (
    AbsenceForm,
    CoverForm,
    DetailsForm,
    InviteForm,
    OnForm,
    PeopleFilterForm,
    RoleForm,
    TeamsForm,
    WorkingTimeForm,
)
from plek.organisations.models import Membership
from plek.organisations.presenters import people as presenters
from plek.organisations.selectors import people as reads
from plek.organisations.services import absences, invitations, working_time
from plek.organisations.services import people as services
from plek.shared.doors import reading, writing
from plek.shared.forms import PlekForm
from plek.shared.links import to

PAGE, FOUND = 25, 200
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
OVERSEERS = frozenset({Role.ADMINISTRATOR, Role.IPS_TEAM_LEADER})


@reading(roles=OVERSEERS, posts=True)
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with a role here, to search and filter. A name asked for comes by POST, so that it stands in no
    address; filters stand in the address, so that it can be kept."""
    by, today = request.membership, request.today  # type: ignore[attr-defined]
    given = request.POST or request.GET
    form = PeopleFilterForm(given or None, teams=reads.open_teams(by, today), initial={"state": "here"})
    if request.method == "POST" and not given.get("q"):
        kept = {name: given[name] for name in ("role", "team", "state") if given.get(name)}
        return redirect(f"{to(request, 'organisations:people')}?{urlencode(kept)}")
    found = reads.people(by, form.chosen(), today)
    page = Paginator(found, FOUND if request.method == "POST" else PAGE).get_page(request.GET.get("page"))
    rows = [presenters.row(one, today) for one in page.object_list]
    return render(request, "organisations/people.html", {"form": form, "page": page, "rows": rows})


@reading(roles=OVERSEERS)
def person(request: HttpRequest, person: int) -> HttpResponse:
    """One role of one person."""
    by = request.membership  # type: ignore[attr-defined]
    one = reads.person(by, person)
    page = presenters.person_page(by, one, request.today, request.now)  # type: ignore[attr-defined]
    context = {"page": page, "may_change": by.role == Role.ADMINISTRATOR, "is_mail_on": invitations.is_mail_on()}
    return render(request, "organisations/person.html", context)


@writing(roles=ADMINISTRATOR)
@reauthentication.required
def invite(request: HttpRequest) -> HttpResponse:
    """Let someone in."""
    by, today = request.membership, request.today  # type: ignore[attr-defined]
    form = InviteForm(request.POST or None, teams=reads.open_teams(by, today), today=today)
    if request.method == "POST" and form.is_valid():
        sent = form.attempt(
            lambda: invitations.invite(by=by, newcomer=form.newcomer(), base_url=_base(request), at=request.now)  # type: ignore[attr-defined]
        )
        if sent is not None:
            return _sent(request, sent)
    return render(request, "organisations/invite.html", {"form": form}, status=form.http_status)


@writing(roles=ADMINISTRATOR)
@reauthentication.required
def resend(request: HttpRequest, person: int) -> HttpResponse:
    """A new link in place of the old one."""
    by = request.membership  # type: ignore[attr-defined]
    one = reads.person(by, person)
    if request.method != "POST":
        return redirect(_person(request, one))
    at = request.now  # type: ignore[attr-defined]
    return _sent(request, invitations.resend_invitation(by=by, membership=one, base_url=_base(request), at=at))


@writing(roles=ADMINISTRATOR)
def revoke(request: HttpRequest, person: int) -> HttpResponse:
    """Take an invitation back."""
    by = request.membership  # type: ignore[attr-defined]
    one = reads.person(by, person)
    if request.method == "POST":
        invitations.revoke_invitation(by=by, membership=one, on=request.today, at=request.now)  # type: ignore[attr-defined]
        messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    return redirect(_person(request, one))


@writing(roles=ADMINISTRATOR)
@reauthentication.required
def change_role(request: HttpRequest, person: int) -> HttpResponse:
    """Another role from a day on."""
    by, one = _load(request, person)
    form = RoleForm(request.POST or None, today=request.today, initial={"role": one.role})  # type: ignore[attr-defined]

    def change(given: dict[str, Any]) -> Membership:
        return services.change_role(by=by, membership=one, at=request.now, **given)  # type: ignore[attr-defined]

    return _change(request, one, form, change, "role")


@writing(roles=ADMINISTRATOR)
def move(request: HttpRequest, person: int) -> HttpResponse:
    """Other teams from a day on."""
    by, one = _load(request, person)
    today = request.today  # type: ignore[attr-defined]
    now = [row.team_id for row in reads.teams_of_person(by, one) if row.ends_on is None or row.ends_on > today]
    teams = reads.open_teams(by, today)
    form = TeamsForm(request.POST or None, teams=teams, today=today, initial={"teams": now})

    def change(given: dict[str, Any]) -> Membership:
        services.move_between_teams(by=by, membership=one, at=request.now, **given)  # type: ignore[attr-defined]
        return one

    return _change(request, one, form, change, "teams")


@writing(roles=ADMINISTRATOR)
def change_details(request: HttpRequest, person: int) -> HttpResponse:
    """Code and profession."""
    by, one = _load(request, person)
    initial = {"code": one.code, "profession": one.profession}
    form = DetailsForm(request.POST or None, initial=initial)

    def change(given: dict[str, Any]) -> Membership:
        services.change_details(by=by, membership=one, details=form.details(), at=request.now)  # type: ignore[attr-defined]
        return one

    return _change(request, one, form, change, "details")


@writing(roles=ADMINISTRATOR)
def change_working_time(request: HttpRequest, person: int) -> HttpResponse:
    """Another working time from a day on; where none was known it is proposed from the beginning."""
    by, one = _load(request, person)
    today = request.today  # type: ignore[attr-defined]
    since = one.begins_on if one.fte is None else max(today, one.begins_on)
    form = WorkingTimeForm(request.POST or None, today=since, initial={"fte": one.fte})

    def change(given: dict[str, Any]) -> Membership:
        return working_time.change_working_time(by=by, membership=one, at=request.now, **given)  # type: ignore[attr-defined]

    return _change(request, one, form, change, "working_time")


@writing(roles=ADMINISTRATOR)
def take_back_working_time(request: HttpRequest, row: int) -> HttpResponse:
    """A change that was a mistake; what held before holds on."""
    by = request.membership  # type: ignore[attr-defined]
    one = reads.working_time(by, row).membership
    if request.method == "POST":
        working_time.take_back_working_time(by=by, number=row, at=request.now)  # type: ignore[attr-defined]
        messages.success(request, _("The change was taken back; what held before holds on."))
    return redirect(_person(request, one))


@writing(roles=ADMINISTRATOR)
@reauthentication.required
def reset_second_factor(request: HttpRequest, person: int) -> HttpResponse:
    """For someone who lost telephone and codes; asks first, because it signs out everywhere."""
    by, one = _load(request, person)
    if request.method == "POST":
        services.reset_second_factor(by=by, membership=one)
        messages.success(request, _("Taken away. At the next sign-in a new second step is asked for."))
        return redirect(_person(request, one))
    return render(request, "organisations/reset_second_factor.html", {"person": one})


@writing(roles=ADMINISTRATOR)
def begin_absence(request: HttpRequest, person: int) -> HttpResponse:
    """Someone is or will be away."""
    by, one = _load(request, person)
    colleagues = reads.colleagues(by, one, request.today)  # type: ignore[attr-defined]
    initial = {"begins_on": request.today, "kind": "leave"}  # type: ignore[attr-defined]
    form = AbsenceForm(request.POST or None, colleagues=colleagues, initial=initial)

    def change(given: dict[str, Any]) -> Membership:
        period = {name: given[name] for name in ("kind", "begins_on", "ends_on", "cover")}
        absences.begin_absence(by=by, membership=one, at=request.now, **period)  # type: ignore[attr-defined]
        return one

    return _change(request, one, form, change, "absence")


@writing(roles=OVERSEERS)
def arrange_cover(request: HttpRequest, person: int) -> HttpResponse:
    """Who covers for someone who is away now."""
    by, one = _load(request, person)
    today = request.today  # type: ignore[attr-defined]
    absence = reads.absence_now(by, one, today)
    form = CoverForm(request.POST or None, colleagues=reads.covers(by, one, today))

    def change(given: dict[str, Any]) -> Membership:
        absences.arrange_cover(by=by, absence=absence, cover=given["cover"], on=today)
        return one

    return _change(request, one, form, change, "cover")


@writing(roles=ADMINISTRATOR)
def end_absence(request: HttpRequest, absence: int) -> HttpResponse:
    """Someone is back today."""
    by = request.membership  # type: ignore[attr-defined]
    row = reads.absence(by, absence)
    if request.method == "POST":
        absences.end_absence(by=by, absence=row, on=request.today, at=request.now)  # type: ignore[attr-defined]
        messages.success(request, _("The absence has ended."))
    return redirect(to(request, "organisations:person", person=row.membership_id))


def _load(request: HttpRequest, number: int) -> tuple[Membership, Membership]:
    by: Membership = request.membership  # type: ignore[attr-defined]
    return by, reads.person(by, number)


def _change(
    request: HttpRequest,
    one: Membership,
    form: PlekForm,
    change: Callable[[dict[str, Any]], Membership],
    what: str,
) -> HttpResponse:
    """One small form about a person: show it, or carry it out and go back to him."""
    if request.method == "POST" and form.is_valid():
        changed = form.attempt(lambda: change(form.cleaned_data))
        if changed is not None:
            messages.success(request, _("Saved."))
            return redirect(_person(request, changed))
    context = {"form": form, "person": one, "what": what, "is_dated": isinstance(form, OnForm)}
    return render(request, "organisations/change_person.html", context, status=form.http_status)


def _sent(request: HttpRequest, sent: invitations.Sent) -> HttpResponse:
    """Show the link this once where mail does not leave the house; else say that it was sent."""
    if invitations.is_mail_on():
        messages.success(
            request, _("The invitation was sent to %(email)s.") % {"email": sent.membership.user.email}
        )
        return redirect(_person(request, sent.membership))
    context = {"person": sent.membership, "link": f"{_base(request)}{sent.path}"}
    return render(request, "organisations/invitation_link.html", context)


def _person(request: HttpRequest, one: Membership) -> str:
    return to(request, "organisations:person", person=one.pk)


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
