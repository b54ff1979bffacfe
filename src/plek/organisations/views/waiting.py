"""The administrator's own page: what waits for him."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plek.organisations.choices import Role
from plek.organisations.presenters.waiting import waiting_page
from plek.organisations.supply import waits
from plek.shared.doors import reading


@reading(roles=frozenset({Role.ADMINISTRATOR}))
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything that every context says waits for an administrator, in order of day."""
    by, today = request.membership, request.today  # type: ignore[attr-defined]
    page = waiting_page((one for supplier in waits for one in supplier(by, today)), today)
    return render(request, "organisations/waiting.html", {"page": page})
