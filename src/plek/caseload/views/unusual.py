"""Asking why a record is opened in which nothing runs any more; the answer stands in the log with each look."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.clients import WhyForm
from plek.caseload.models import Client
from plek.caseload.policies.unusual import is_unusual
from plek.caseload.presenters.client_page import head
from plek.caseload.selectors.clients import client_by_number
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.shared.doors import writing
from plek.shared.links import to

KEY = "reasons"
HOLDS = timedelta(minutes=30)


def ask_why(request: Any, found: Client, closed_on: date | None) -> HttpResponse | None:
    """The page that asks, when this look is unusual and no reason was given lately; else None."""
    if not is_unusual(closed_on, request.today) or reason_for(request, found):
        return None
    context = {"form": WhyForm(), "head": head(found), "next": request.get_full_path(), "closed_on": closed_on}
    return render(request, "caseload/client_why.html", context)


def reason_for(request: Any, found: Client) -> str:
    """The reason that this person gave within the last half hour; else empty."""
    reason, at = request.session.get(KEY, {}).get(str(found.pk), ("", ""))
    return str(reason) if at and request.now - datetime.fromisoformat(at) < HOLDS else ""


@writing(roles=CLIENT_RECORD_ROLES)
def why(request: Any, number: str) -> HttpResponse:
    """Keep the reason for half an hour, and go on to the page that was asked for."""
    found = client_by_number(request.membership, number)
    form, page = WhyForm(request.POST or None), _next(request, found)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        request.session[KEY] = {str(found.pk): (reason, request.now.isoformat())}
        record(
            by=request.membership, action=Action.EXECUTE, event="client.reason_given", client_id=found.pk,
            object_kind="client", object_id=found.number, reason=reason,
        )  # fmt: skip
        return redirect(page)
    if request.method != "POST":
        return redirect(page)
    context = {"form": form, "head": head(found), "next": page}
    return render(request, "caseload/client_why.html", context, status=form.http_status)


def _next(request: Any, found: Client) -> str:
    """Only a page of this client."""
    own, asked = to(request, "caseload:client", number=found.number), request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, None) and asked.startswith(own)
    return asked if is_ours else own
