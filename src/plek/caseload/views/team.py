"""The page of the IPS team."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from plek.caseload.presenters.team import team_page
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading


@reading(roles=CASELOAD_ROLES)
def team(request: Any) -> HttpResponse:
    """How full it is, who is away, who waits: numbers with the list behind each."""
    return render(request, "caseload/team.html", {"team": team_page(request.membership, request.today)})
