"""The page about what a person keeps. Of the first estimate nothing is stored unless one keeps it with a client;
what is typed comes by POST, so that nothing personal stands in an address or a log."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.benefits.estimates import Estimate, Found, estimated
from plek.benefits.forms.estimate import EstimateForm, KeepWithForm
from plek.benefits.local import local_figure
from plek.benefits.presenters.municipalities import local_part
from plek.benefits.presenters.page import estimate_page
from plek.benefits.selectors.municipalities import LocalRules, local_rules
from plek.benefits.selectors.own_amounts import book_of
from plek.benefits.services.first_estimates import keep_first_estimate
from plek.caseload.selectors.contacts import ClientChoice, client_choices
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=CLIENT_RECORD_ROLES, posts=True)
def estimate(request: Any) -> HttpResponse:
    """A first estimate in six questions: now beside a few plans, with the steps of each amount."""
    given = request.POST if request.method == "POST" else None
    form = EstimateForm(given, local=_local(request))
    return _page(request, form, KeepWithForm(clients=_clients(request), initial=_asked(request)))


@writing(roles=CASELOAD_ROLES)
def keep_estimate(request: Any) -> HttpResponse:
    """Keep what was typed with a client, where the conversation goes on."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form, keep = (
        EstimateForm(request.POST, local=_local(request)),
        KeepWithForm(request.POST, clients=_clients(request)),
    )
    if form.is_valid() and keep.is_valid():
        found = form.understood(_estimated(request, form))
        if isinstance(found, Estimate) and _kept(request, keep, found, form):
            number = keep.cleaned_data["client"]
            messages.success(request, _("Kept with this client. You can go on from here."))
            return redirect(to(request, "benefits:client", number=number))
    return _page(request, form, keep)


def _kept(request: Any, keep: KeepWithForm, found: Estimate, form: EstimateForm) -> bool:
    number, local = keep.cleaned_data["client"], local_figure(form.chosen_place())
    kept = keep.attempt(
        lambda: keep_first_estimate(
            by=request.membership, at=request.now, client=number, estimate=found, local=local
        )
    )
    return kept is not None


def _page(request: Any, form: EstimateForm, keep: KeepWithForm) -> HttpResponse:
    page = None
    if form.is_valid():
        found = form.understood(_estimated(request, form))
        page = estimate_page(found) if found else None
    local = local_part(local_figure(form.chosen_place())) if page else None
    context = {"form": form, "page": page, "local": local, "keep": keep if page and not page.missing else None}
    status = max(form.http_status, keep.http_status)
    return render(request, "benefits/estimate.html", context, status=status)


def _estimated(request: Any, form: EstimateForm) -> Found:
    """With the organisation's own amounts where it has any."""
    return estimated(form.answers(), request.today, parameters=book_of(request.membership))


def _local(request: Any) -> list[LocalRules]:
    return local_rules(request.membership, request.today)


def _clients(request: Any) -> list[ClientChoice]:
    """Whom it can be kept with; practitioners keep nothing here."""
    by = request.membership
    return client_choices(by, request.today) if by.role in CASELOAD_ROLES else []


def _asked(request: Any) -> dict[str, str]:
    return {"client": request.GET.get("client", "")}
