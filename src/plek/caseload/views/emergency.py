"""A record in an emergency: open it, read it for an hour, and look at it afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.accounts import reauthentication
from plek.audit.choices import Action, Outcome
from plek.audit.services import record
from plek.caseload.forms.emergency import EmergencyForm, EmergencyLookForm
from plek.caseload.models import EmergencyAccess
from plek.caseload.policies import emergency as policy
from plek.caseload.presenters.emergency import look_lines, look_page
from plek.caseload.selectors import emergency as selectors
from plek.caseload.selectors.record import record_of
from plek.caseload.selectors.record_parts import record_page
from plek.caseload.services import emergency as services
from plek.organisations.choices import CLIENT_RECORD_ROLES, STAFF_ROLES, Role
from plek.shared.doors import reading, writing
from plek.shared.errors import NotFound
from plek.shared.links import to

TO_OPEN, TO_SEND = 300, 900
"""Seconds that the second step counts: to come to the form, and to send it, so that nothing typed is lost."""


@writing(roles=CLIENT_RECORD_ROLES)
def emergency(request: Any) -> HttpResponse:
    """Open one record outside the care relationship."""
    by, is_sent = request.membership, request.method == "POST"
    lookers = selectors.lookers(by, by.user_id, request.today)
    verdict = policy.may_open(by, lookers)
    if verdict and not reauthentication.fresh_second_step(request, TO_SEND if is_sent else TO_OPEN):
        return reauthentication.ask_second_step(request)
    form = EmergencyForm(request.POST or None)
    if is_sent and form.is_valid():
        opened = form.attempt(lambda: services.open_record(
            by=by, at=request.now, sought=form.sought(), reason=form.cleaned_data["reason"],
            text=form.cleaned_data["text"], base_url=request.build_absolute_uri("/")[:-1],
        ))  # fmt: skip
        if opened is not None:
            return redirect(to(request, "caseload:emergency_record", access=opened.pk))
        _log_in_vain(request)
    context = {
        "form": form, "verdict": verdict, "lookers": [one.user.name for one in lookers],
        "open": selectors.open_now(by, request.now),
    }  # fmt: skip
    return render(request, "caseload/emergency.html", context, status=form.http_status)


def _log_in_vain(request: Any) -> None:
    record(
        by=request.membership, action=Action.SEARCH, event="emergency.refused", object_kind="emergency",
        outcome=Outcome.REFUSED, is_paced=True,
    )  # fmt: skip


@reading(roles=CLIENT_RECORD_ROLES)
def emergency_record(request: Any, access: int) -> HttpResponse:
    """The whole record without the BSN, until the hour is over; nothing can be changed here."""
    by, found = request.membership, selectors.own_access(request.membership, access)
    if found.ends_at <= request.now:
        return render(request, "caseload/emergency_over.html", {"access": found}, status=410)
    reader = selectors.in_the_name_of(by, found, request.now)
    rows = record_of(reader, found.client)
    _log(request, found, Action.READ, "emergency.viewed")
    return render(request, "caseload/emergency_record.html", {"access": found, "page": record_page(rows)})


@reading(roles=STAFF_ROLES)
def emergency_looks(request: Any) -> HttpResponse:
    """What was opened in an emergency, and what came of looking at it."""
    by = _looker(request)
    lines = look_lines(selectors.accesses(by), request.now)
    record(by=by, action=Action.READ, event="emergency.listed", object_kind="list", detail={"rows": len(lines)})
    return render(request, "caseload/emergency_looks.html", {"lines": lines})


@writing(roles=STAFF_ROLES)
def emergency_look(request: Any, access: int) -> HttpResponse:
    """One of them: who, when, why, how often; and what one makes of it."""
    by = _looker(request)
    found = selectors.access_to_look_at(by, access)
    form = EmergencyLookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        looked = form.attempt(lambda: services.look(
            by=by, at=request.now, access_id=access,
            is_in_order=form.cleaned_data["result"] == form.RIGHT, text=form.cleaned_data["text"],
        ))  # fmt: skip
        if looked is not None:
            messages.success(request, _("Kept."))
            return redirect(to(request, "caseload:emergency_looks"))
    if request.method != "POST":
        _log(request, found, Action.READ, "emergency.look_viewed")
    context = {"form": form, "page": look_page(by, found, request.now)}
    return render(request, "caseload/emergency_look.html", context, status=form.http_status)


def _looker(request: Any) -> Any:
    by = request.membership
    if by.role != Role.ADMINISTRATOR and by.pk != by.organisation.privacy_officer_id:
        raise NotFound
    return by


def _log(request: Any, access: EmergencyAccess, action: Action, event: str) -> None:
    record(
        by=request.membership, action=action, event=event, client_id=access.client_id, object_kind="emergency",
        object_id=access.pk, reason=access.reason, permission=services.PERMISSION,
    )  # fmt: skip
