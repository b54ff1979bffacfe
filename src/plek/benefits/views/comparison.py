"""Now beside the plans of a conversation, keeping it, and what was kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.benefits.aftermath import aftermath
from plek.benefits.estimates import Estimate, Missing, estimated
from plek.benefits.forms.conversation import KeepForm
from plek.benefits.local import LocalFigure, local_figure
from plek.benefits.presenters.aftermath import aftermath_page
from plek.benefits.presenters.municipalities import local_part
from plek.benefits.presenters.page import estimate_page
from plek.benefits.presenters.problems import told_problems
from plek.benefits.presenters.scenario import scenario_page
from plek.benefits.selectors.conversations import open_talk
from plek.benefits.selectors.municipalities import local_rules_of
from plek.benefits.selectors.own_amounts import book_of
from plek.benefits.selectors.scenarios import scenario as kept_scenario
from plek.benefits.services import conversations as services
from plek.benefits.views.looking import log_look
from plek.caseload.opening import opened_client
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.links import to


@writing(roles=CASELOAD_ROLES)
def compare(request: Any, number: str) -> HttpResponse:
    """What comes in from whom, now and with each plan; kept under a name if one wants."""
    by, client = request.membership, opened_client(request, number)
    talk = open_talk(by, client.pk)
    found = estimated(talk.answers, request.today, tuple(talk.plans.values()), book_of(by))
    local = local_figure(local_rules_of(by, client.municipality, request.today))
    form = KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and isinstance(found, Estimate):
        kept = form.attempt(lambda: _keep(request, number, form, found, local))
        if kept:
            messages.success(request, _("Kept. You find it back here, and the client on his own page."))
            return redirect(to(request, "benefits:scenario", number=number, scenario=kept.pk))
    elif request.method != "POST":
        log_look(request, client, "benefits.compared")
    context = {
        "client": client, "form": form,
        "local": local_part(local),
        "page": estimate_page(found, with_year=True) if isinstance(found, Estimate | Missing) else None,
        "after": aftermath_page(aftermath(found)) if isinstance(found, Estimate) else None,
        "problems": told_problems(found) if isinstance(found, tuple) else [],
    }  # fmt: skip
    return render(request, "benefits/compare.html", context, status=form.http_status)


def _keep(request: Any, number: str, form: KeepForm, found: Estimate, local: LocalFigure | None) -> Any:
    return services.keep_scenario(
        by=request.membership, at=request.now, client=number, title=form.cleaned_data["title"], estimate=found,
        local=local,
    )  # fmt: skip


@reading(roles=CLIENT_RECORD_ROLES)
def scenario(request: Any, number: str, scenario: int) -> HttpResponse:
    """A scenario as it was kept."""
    client = opened_client(request, number)
    kept = kept_scenario(request.membership, scenario, number)
    log_look(request, client, "benefits.scenario_viewed", scenario)
    context = {
        "client": client, "page": scenario_page(kept), "scenario": scenario,
        "local": local_part(kept.content.local),
        "may_advise": request.membership.role in CASELOAD_ROLES,
    }  # fmt: skip
    return render(request, "benefits/scenario.html", context)
