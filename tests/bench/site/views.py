"""A signed-in page with the frame and nothing in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plek.organisations.choices import ALL_ROLES
from plek.shared.doors import reading


@reading(roles=ALL_ROLES)
def bare(request: HttpRequest) -> HttpResponse:
    """What every page costs before it does anything."""
    return render(request, "bench/bare.html")
