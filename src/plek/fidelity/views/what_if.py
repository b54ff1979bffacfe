"""The door of what if: move something in the indication of a team, and see what would change."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from plek.audit.choices import Action
from plek.audit.services import record
from plek.engines.fidelity_scoring import load_scale
from plek.fidelity.forms.choosing import ChooseForm, day_asked, scale_asked
from plek.fidelity.forms.moving import WhatIfForm
from plek.fidelity.presenters.what_if import what_if_page
from plek.fidelity.selectors.what_if import movable
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading
from plek.shared.links import to


@reading(roles=CASELOAD_ROLES)
def what_if(request: Any) -> HttpResponse:
    """The items and the total as they would be; nothing is stored, and the address holds only numbers."""
    by, given = request.membership, request.GET
    on, scale = day_asked(given, request.today), scale_asked(given)
    item = _item(scale, given.get("for", ""))
    found = movable(by, team=given.get("team", ""), on=on, scale=scale, item=item)
    form = WhatIfForm(request.GET, found)
    simulation = found.moved(form.moves())
    code = found.indication.team.code if found.indication else ""
    query = {"team": code, "on": on.isoformat(), "scale": scale} | ({"for": item} if item else {})
    page = what_if_page(found, simulation, item=item, query=query, url=to(request, "fidelity:what_if"))
    record(by=by, action=Action.READ, event="fidelity.what_if_viewed", object_kind="team", object_id=code)
    context = {
        "page": page,
        "form": form,
        "choose": ChooseForm(found.teams, [], team=code, on=on, scale=scale),
    }
    return render(request, "fidelity/what_if.html", context, status=form.http_status)


def _item(scale: str, code: str) -> str:
    """One of the scale, or none."""
    return code if code in {known.code for known in load_scale(scale).items} else ""
