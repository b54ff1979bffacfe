"""The BSN of a client: keep it, remove it, and look at it once with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.accounts import reauthentication
from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.clients import NumberForm, RevealForm
from plek.caseload.models import Client
from plek.caseload.opening import opened_client, reason_for
from plek.caseload.presenters.client_page import head
from plek.caseload.selectors import clients as selectors
from plek.caseload.services import national_number as services
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.shared.doors import writing
from plek.shared.links import to


@writing(roles=CLIENT_RECORD_ROLES)
def keep(request: Any, number: str) -> HttpResponse:
    """Keep a BSN, or remove the one that is kept."""
    by, found = request.membership, opened_client(request, number)
    if request.method == "POST" and "remove" in request.POST:
        services.remove_number(by=by, number=number)
        messages.success(request, _("The BSN is removed."))
        return redirect(to(request, "caseload:client_details", number=number))
    form = NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.attempt(lambda: services.set_number(by=by, number=number, bsn=form.cleaned_data["bsn"]))
        if not form.errors:
            messages.success(request, _("The BSN is kept, sealed."))
            return redirect(to(request, "caseload:client_details", number=number))
    _log_view(request, found)
    has_bsn = selectors.has_national_number(by, found)
    context = {"form": form, "head": head(found), "has_bsn": has_bsn, "tab": "details"}
    return render(request, "caseload/client_number.html", context, status=form.http_status)


@writing(roles=CLIENT_RECORD_ROLES)
def reveal(request: Any, number: str) -> HttpResponse:
    """Show a BSN once, after proving again who one is, and with a reason that stands in the log."""
    found = opened_client(request, number)
    if not reauthentication.recent(request):
        return reauthentication.ask(request)
    form = RevealForm(request.POST or None)
    shown = None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        shown = services.reveal_number(by=request.membership, number=number, reason=reason)
    _log_view(request, found)
    context = {"form": form, "head": head(found), "bsn": shown, "tab": "details"}
    return render(request, "caseload/client_reveal.html", context, status=form.http_status)


def _log_view(request: Any, found: Client) -> None:
    """The page names the client, also while the number itself stays covered."""
    if request.method != "POST":
        record(
            by=request.membership, action=Action.READ, event="client.details_viewed", client_id=found.pk,
            object_kind="client", object_id=found.number, reason=reason_for(request, found.pk),
        )  # fmt: skip
