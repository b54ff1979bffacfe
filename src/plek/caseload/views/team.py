"""The page of the IPS team."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from plek.caseload.presenters.team import team_page
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.shared.doors import reading
from plek.shared.links import to


@reading(roles=CASELOAD_ROLES)
def team(request: Any) -> HttpResponse:
    """How full it is, who is away, who waits: numbers with the list behind each. Who leads it finds here what else
    there is to arrange."""
    context = {
        "team": team_page(request.membership, request.today),
        "leads": request.membership.role == Role.IPS_TEAM_LEADER,
        "people_url": to(request, "organisations:people"),
        "workbook_url": to(request, "exchange:imports"),
    }
    return render(request, "caseload/team.html", context)
