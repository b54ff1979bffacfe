"""Finding who was there: while typing, or, without a script, by a button in the form."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.contacts import ContactForm
from plek.caseload.presenters.contacts import Chip, chips
from plek.caseload.selectors import contacts
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading


def found_within(request: Any, form: ContactForm) -> dict[str, Any]:
    """Who the sheet shows as found when the form was sent to search."""
    if request.POST["find"] == "clients":
        return {"found": _found_clients(request)}
    return {"found_colleagues": _found_colleagues(request, form.colleagues_ticked)}


def _found_clients(request: Any) -> tuple[Chip, ...]:
    """Who was found and is not ticked yet; that one searched is logged."""
    found = contacts.found_clients(request.membership, request.POST.get("q", ""))
    record(
        by=request.membership, action=Action.SEARCH, event="contact.client_searched",
        detail={"found": len(found)}, is_paced=True,
    )  # fmt: skip
    ticked = request.POST.getlist("clients")
    return chips([c for c in found if c.number not in ticked], (), recent=False)


@reading(roles=CASELOAD_ROLES, posts=True)
def contact_clients(request: Any) -> HttpResponse:
    """Clients found while typing a name, as chips to tick; who was found and ticked before stays."""
    ticked = [number for number in request.POST.getlist("found") if number in request.POST.getlist("clients")]
    kept = contacts.named_clients(request.membership, ticked)
    context = {"kept": chips(kept, ticked, recent=False), "found": _found_clients(request)}
    return render(request, "caseload/contact_found.html", context)


@reading(roles=CASELOAD_ROLES, posts=True)
def contact_colleagues(request: Any) -> HttpResponse:
    """Colleagues found while typing a name, as chips to tick; who was found and ticked before stays."""
    by, on, ticked = request.membership, request.today, ContactForm(request.POST).colleagues_ticked
    apart = set(ticked) - _shown(request)
    kept = [(pk, name) for pk, name in contacts.offered_colleagues(by, on, ticked) if pk in apart]
    context = {"kept": kept, "found": _found_colleagues(request, ticked)}
    return render(request, "caseload/contact_found_colleagues.html", context)


def _found_colleagues(request: Any, ticked: list[int]) -> list[tuple[int, str]]:
    """Who was found and does not stand in the form yet."""
    found = contacts.found_colleagues(request.membership, request.today, request.POST.get("who", ""))
    there = {*ticked, *_shown(request)}
    return [(pk, name) for pk, name in found if pk not in there]


def _shown(request: Any) -> set[int]:
    offered = contacts.offered_colleagues(request.membership, request.today)
    return {pk for pk, _name in offered[: contacts.COLLEAGUES_AT_MOST]}
