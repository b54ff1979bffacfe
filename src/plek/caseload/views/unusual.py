"""Saying why a record is opened in which nothing runs any more."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.clients import WhyForm
from plek.caseload.opening import KEY, asked_page
from plek.caseload.presenters.client_page import head
from plek.caseload.selectors.clients import client_by_number
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.shared.doors import writing
from plek.shared.links import to


@writing(roles=CLIENT_RECORD_ROLES)
def why(request: Any, number: str) -> HttpResponse:
    """Keep the reason for half an hour, and go on to the page that was asked for."""
    found = client_by_number(request.membership, number)
    form, asked = WhyForm(request.POST or None), request.POST.get("next", "")
    page = asked_page(asked, to(request, "caseload:client", number=found.number))
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
    context = {"form": form, "head": head(found), "next": asked}
    return render(request, "caseload/client_why.html", context, status=form.http_status)
