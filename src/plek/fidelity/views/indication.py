"""Doors of fidelity: the indication of a team, and the records behind each item."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from plek.audit.choices import Action
from plek.audit.services import record
from plek.engines.fidelity_scoring import load_scale
from plek.fidelity.forms.choosing import ChooseForm, day_asked
from plek.fidelity.presenters.ladder import indication_page, item_line
from plek.fidelity.presenters.records import basis, clients_of, groups, hidden_note, ordered, visible
from plek.fidelity.selectors.indication import SCALE, indication_of
from plek.fidelity.selectors.names import names_of
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading
from plek.shared.errors import NotFound
from plek.shared.links import to

PER_PAGE = 50


@reading(roles=CASELOAD_ROLES)
def indication(request: Any) -> HttpResponse:
    """Every item of the scale over six months, as far as the records of the team show it."""
    by, on = request.membership, day_asked(request.GET, request.today)
    asked = indication_of(by, team=request.GET.get("team", ""), on=on, looks_back=True)
    page = indication_page(by, asked, partial(to, request))
    record(by=by, action=Action.READ, event="fidelity.viewed", object_kind="team", object_id=_code(page))
    form = ChooseForm(asked.teams, team=_code(page), on=on)
    return render(request, "fidelity/indication.html", {"fidelity": page, "choose": form})


@reading(roles=CASELOAD_ROLES)
def records(request: Any, item: str) -> HttpResponse:
    """The records behind the number of one item, and those that lack something."""
    by, on, link = request.membership, day_asked(request.GET, request.today), partial(to, request)
    if item not in {known.code for known in load_scale(SCALE).items}:
        raise NotFound
    found = indication_of(by, team=request.GET.get("team", ""), on=on).indication
    if found is None:
        raise NotFound
    every = found.tallies[item].lines if item in found.tallies else []
    seen = ordered(visible(by, every), found.item(item).item)
    page = Paginator(seen, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    names = names_of(by, clients_of(found, shown))
    record(
        by=by, action=Action.READ, event="fidelity.records_viewed", object_kind="list",
        detail={"item": item, "shown": len(shown)},
    )  # fmt: skip
    context = {
        "line": item_line(found, item, link), "page": page, "found": found,
        "groups": groups(by, found, found.item(item).item, shown, names, link),
        "hidden": hidden_note(by, every, seen), "basis": basis(found.item(item).item),
    }  # fmt: skip
    return render(request, "fidelity/records.html", context)


def _code(page: Any) -> str:
    return page.team.code if page.team else ""
