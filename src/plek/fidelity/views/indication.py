"""Doors of fidelity: the indication of a team, and the records behind each item."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.fidelity.counting.order import ordered
from plek.fidelity.forms.choosing import ChooseForm, day_asked, scale_asked
from plek.fidelity.presenters.figures import head, rows
from plek.fidelity.presenters.ladder import indication_page, item_line, query_of
from plek.fidelity.presenters.paper import values_of
from plek.fidelity.presenters.records import basis, groups, hidden_note, visible
from plek.fidelity.presenters.words import language
from plek.fidelity.selectors.indication import Asked, indication_of, scales
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.selectors.paper import letterhead_of
from plek.shared.documents import attached, pdf, sheet
from plek.shared.doors import reading
from plek.shared.errors import NotFound
from plek.shared.links import to

PER_PAGE = 50


def asked_for(request: Any, **also: bool) -> Asked:
    """The indication that the address is about: team, last day and scale, each left out when it does not fit."""
    given = request.GET
    return indication_of(
        request.membership, team=given.get("team", ""), on=day_asked(given, request.today),
        scale=scale_asked(given), **also,
    )  # fmt: skip


@reading(roles=CASELOAD_ROLES)
def indication(request: Any) -> HttpResponse:
    """Every item of the scale over six months, as far as the records of the team show it."""
    by, on = request.membership, day_asked(request.GET, request.today)
    asked = asked_for(request, looks_back=True)
    page = indication_page(by, asked, partial(to, request))
    record(by=by, action=Action.READ, event="fidelity.viewed", object_kind="team", object_id=_code(page))
    form = ChooseForm(asked.teams, scales(), team=_code(page), on=on, scale=page.code)
    return render(request, "fidelity/indication.html", {"fidelity": page, "choose": form})


@reading(roles=CASELOAD_ROLES)
def indication_pdf(request: Any) -> HttpResponse:
    """The page on paper."""
    by, page = request.membership, _page_asked(request)
    record(by=by, action=Action.PRINT, event="fidelity.printed", object_kind="team", object_id=_code(page))
    title = _("Fidelity")
    made = pdf(
        "fidelity/indication.typ", values_of(page, request.today), language=language(), title=title,
        letterhead=letterhead_of(by), made_at=request.now,
    )  # fmt: skip
    return attached(made, f"{title} {_code(page)}", on=page.last)


@reading(roles=CASELOAD_ROLES)
def indication_csv(request: Any) -> HttpResponse:
    """The figures of the page and of the months before."""
    by, found = request.membership, asked_for(request).indication
    if found is None:
        raise NotFound
    team = found.team.code
    record(by=by, action=Action.EXPORT, event="fidelity.exported", object_kind="team", object_id=team)
    return attached(sheet(head(), rows(found)), f"{_('Fidelity')} {team}", on=found.period.last, kind="csv")


def _page_asked(request: Any) -> Any:
    """Raises ``NotFound`` without a team."""
    page = indication_page(request.membership, asked_for(request, looks_back=True), partial(to, request))
    if page.team is None:
        raise NotFound
    return page


@reading(roles=CASELOAD_ROLES)
def records(request: Any, item: str) -> HttpResponse:
    """The records behind the number of one item, and those that lack something."""
    by, link, found = request.membership, partial(to, request), asked_for(request, names_employers=True).indication
    if found is None or item not in {known.item.code for known in found.result.items}:
        raise NotFound
    every = found.tallies[item].lines if item in found.tallies else []
    seen = ordered(visible(by, every), found.item(item).item)
    page = Paginator(seen, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    record(
        by=by, action=Action.READ, event="fidelity.records_viewed", object_kind="list",
        detail={"item": item, "shown": len(shown)},
    )  # fmt: skip
    context = {
        "line": item_line(found, item, link), "page": page, "found": found, "query": query_of(found),
        "groups": groups(by, found, found.item(item).item, shown, found.names, link, request.today),
        "hidden": hidden_note(by, every, seen), "basis": basis(found.item(item).item),
    }  # fmt: skip
    return render(request, "fidelity/records.html", context)


def _code(page: Any) -> str:
    return page.team.code if page.team else ""
