"""Keeping what is typed: any form with ``data-draft`` sends its fields here."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from plek.caseload.services.drafts import discard_draft, keep_draft
from plek.caseload.views.way_back import way_back
from plek.organisations.choices import ALL_ROLES
from plek.shared.doors import writing

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "q", "who", "found", "find"})


@writing(roles=ALL_ROLES)
def draft(request: Any, form: str) -> HttpResponse:
    """Keep the fields of a form; answers 204."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    keep_draft(by=request.membership, at=request.now, form=form, fields=fields)
    return HttpResponse(status=204)


@writing(roles=ALL_ROLES)
def discard(request: Any, form: str) -> HttpResponse:
    """Forget a draft and go back."""
    if request.method != "POST":
        return redirect(way_back(request))
    discard_draft(by=request.membership, form=form)
    if not request.htmx:
        messages.info(request, _("Draft removed."))
    return redirect(way_back(request))
