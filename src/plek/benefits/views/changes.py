"""A kept calculation made anew with the amounts of today, beside what it was."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.benefits.comparing import compared
from plek.benefits.presenters.changes import ChangesPage, plans_told
from plek.benefits.presenters.marks import mark_said
from plek.benefits.selectors.changes import open_notices
from plek.benefits.selectors.own_amounts import book_of
from plek.benefits.selectors.scenarios import KeptScenario
from plek.benefits.selectors.scenarios import scenario as kept_scenario
from plek.benefits.services.changes import close_notice
from plek.benefits.views.looking import log_look
from plek.caseload.opening import opened_client
from plek.engines.benefit_rules import rule_set
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import writing
from plek.shared.links import to


@writing(roles=CASELOAD_ROLES)
def changes(request: Any, number: str, scenario: int) -> HttpResponse:
    """Then beside now, for each amount; and say that it was looked at."""
    by, client = request.membership, opened_client(request, number)
    kept = kept_scenario(by, scenario, number)
    if request.method == "POST":
        close_notice(by=by, at=request.now, client=number, scenario=scenario)
        messages.success(request, _("Noted that you looked at it together."))
        return redirect(to(request, "benefits:client", number=number))
    log_look(request, client, "benefits.change_viewed", scenario)
    is_open = any(one.scenario_id == kept.pk for one in open_notices(by, client.pk))
    context = {"client": client, "scenario": kept, "page": _page(request, kept), "is_open": is_open}
    return render(request, "benefits/changes.html", context)


def _page(request: Any, kept: KeptScenario) -> ChangesPage:
    used = book_of(request.membership)
    found = compared(kept.content, request.today, used)
    return ChangesPage(
        kept.title or _("Calculation"), kept.amounts_on, mark_said(kept.rule_set),
        mark_said(rule_set(used, request.today).code),
        plans_told(found[1], kept.content.answers.kind) if found else (),
    )  # fmt: skip
