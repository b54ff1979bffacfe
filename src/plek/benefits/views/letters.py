"""The letter to take home."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from plek.benefits.forms.letters import LetterForm
from plek.benefits.letters import letter_made
from plek.benefits.selectors.letters import letters_of
from plek.benefits.selectors.scenarios import KeptScenario
from plek.benefits.selectors.scenarios import scenario as kept_scenario
from plek.benefits.services.letters import note_letter
from plek.benefits.views.looking import log_look
from plek.caseload.models import Client
from plek.caseload.opening import opened_client
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.documents import attached
from plek.shared.doors import writing


@writing(roles=CASELOAD_ROLES)
def letter(request: Any, number: str, scenario: int) -> HttpResponse:
    """Make a letter of what was kept, to take home."""
    by, client = request.membership, opened_client(request, number)
    kept, form = kept_scenario(by, scenario, number), LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        note_letter(by=by, at=request.now, client=number, scenario=scenario, language=language)
        return _made(request, client, kept, language)
    if request.method != "POST":
        log_look(request, client, "benefits.scenario_viewed", scenario)
    context = {"client": client, "scenario": kept, "form": form, "letters": letters_of(by, kept.pk)}
    return render(request, "benefits/letter.html", context, status=form.http_status)


def _made(request: Any, client: Client, kept: KeptScenario, language: str) -> HttpResponse:
    by = request.membership
    made = letter_made(by, kept, client, helper=by.user, language=language, at=request.now)
    with translation.override(language):
        return attached(made, _("what do I keep"), on=request.today)
