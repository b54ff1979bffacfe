"""Doors of the vignettes: practise rating, and see what an expert gave and why."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from plek.audit.choices import Action
from plek.audit.services import record
from plek.fidelity.forms.choosing import scale_asked
from plek.fidelity.forms.vignettes import RateForm
from plek.fidelity.policies import PRACTISING_ROLES
from plek.fidelity.presenters.vignettes import outcome_page, rate_page, vignettes_page
from plek.fidelity.selectors.vignettes import practised, practised_one, vignette_called
from plek.fidelity.services.vignettes import rate_vignette
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=PRACTISING_ROLES)
def vignettes(request: Any) -> HttpResponse:
    """All vignettes, with how far one's own scores agree with the expert's."""
    scale = scale_asked(request.GET)
    page = vignettes_page(practised(request.membership, scale), partial(to, request))
    _record(request, "list")
    context = {"page": page, "scale": scale, "has_team": request.membership.role in CASELOAD_ROLES}
    return render(request, "fidelity/vignettes.html", context)


@writing(roles=PRACTISING_ROLES)
def vignette(request: Any, vignette: str) -> HttpResponse:
    """The situation and the items to rate; the expert's scores are on the next page only."""
    found = vignette_called(vignette)
    form = RateForm(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and form.is_valid():
        rate_vignette(by=request.membership, at=request.now, vignette=vignette, scores=form.scores)
        return redirect(to(request, "fidelity:vignette_outcome", vignette=vignette))
    if request.method != "POST":
        _record(request, vignette)
    context = {"page": rate_page(found), "form": form}
    return render(request, "fidelity/vignette.html", context, status=form.http_status)


@reading(roles=PRACTISING_ROLES)
def outcome(request: Any, vignette: str) -> HttpResponse:
    """The own scores beside the expert's; who did not rate yet is sent to do so first."""
    found = practised_one(request.membership, vignette)
    again = to(request, "fidelity:vignette", vignette=vignette)
    if found.last is None:
        return redirect(again)
    _record(request, vignette)
    page = outcome_page(found, found.last)
    return render(request, "fidelity/vignette_outcome.html", {"page": page, "again": again})


def _record(request: Any, code: str) -> None:
    record(
        by=request.membership, action=Action.READ, event="fidelity.vignettes_viewed", object_kind="vignette",
        object_id=code,
    )  # fmt: skip
