"""Work and my benefit: what I have to do, what was calculated with me, and the letter about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plek.benefits.letters import letter_made
from plek.benefits.own_words import own_scenario
from plek.benefits.selectors.scenarios import scenario as kept_scenario
from plek.benefits.selectors.scenarios import scenarios_of
from plek.benefits.services.letters import note_letter
from plek.benefits.services.reminders import tick_todo, untick_todo
from plek.portal import selectors
from plek.portal.own_todos import own_todos
from plek.portal.views.looking import ROLES, log_view
from plek.shared.documents import attached
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=ROLES)
def money(request: Any) -> HttpResponse:
    """What I have to do when I work, and what was calculated with me."""
    by = request.membership
    client = selectors.own_client(by)
    context = {
        "todos": own_todos(selectors.own_todos(by, client, request.now)),
        "kept": scenarios_of(by, client.pk),
    }
    log_view(request, client.pk, "portal.money_viewed")
    return render(request, "portal/money.html", context)


@reading(roles=ROLES)
def scenario(request: Any, scenario: int) -> HttpResponse:
    """One calculation, as it was kept."""
    kept = kept_scenario(request.membership, scenario)
    log_view(request, kept.client_id, "portal.money_viewed")
    return render(request, "portal/scenario.html", {"page": own_scenario(kept), "scenario": kept.pk})


@writing(roles=ROLES)
def letter(request: Any, scenario: int) -> HttpResponse:
    """The letter about one calculation, to keep or to print."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    by, kept = request.membership, kept_scenario(request.membership, scenario)
    language = "en" if (get_language() or "").startswith("en") else "nl"
    note_letter(by=by, at=request.now, scenario=scenario, language=language)
    client = selectors.own_client(by)
    helper = selectors.own_helper(by, client) or kept.saver
    made = letter_made(by, kept, client, helper=helper, language=language, at=request.now)
    return attached(made, _("what do I keep"), on=request.today)


@writing(roles=ROLES)
def todo_done(request: Any, todo: int) -> HttpResponse:
    """I did this."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    tick_todo(by=request.membership, at=request.now, todo=todo)
    messages.success(request, _("Well done. Who helps you sees it too."))
    return redirect(to(request, "portal:money"))


@writing(roles=ROLES)
def todo_not_done(request: Any, todo: int) -> HttpResponse:
    """I did not do this after all."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    untick_todo(by=request.membership, todo=todo)
    messages.success(request, _("It stands on your list again."))
    return redirect(to(request, "portal:money"))
