"""The page about what a person keeps. Nothing of it is stored; what is typed comes by POST, so that nothing
personal stands in an address or a log."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from plek.benefits.estimates import estimated
from plek.benefits.forms.estimate import EstimateForm
from plek.benefits.presenters.page import estimate_page
from plek.benefits.selectors.own_amounts import book_of
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.shared.doors import reading


@reading(roles=CLIENT_RECORD_ROLES, posts=True)
def estimate(request: Any) -> HttpResponse:
    """A first estimate in six questions: now beside a few plans, with the steps of each amount."""
    form = EstimateForm(request.POST if request.method == "POST" else None)
    page = None
    if form.is_valid():
        found = form.understood(estimated(form.answers(), request.today, parameters=book_of(request.membership)))
        page = estimate_page(found) if found else None
    context = {"form": form, "page": page}
    return render(request, "benefits/estimate.html", context, status=form.http_status)
