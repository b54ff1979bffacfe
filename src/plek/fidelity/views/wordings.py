"""Doors of the official texts: what an organisation may use, laid in and taken away by its administrator."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.fidelity.forms.wording import WordingForm
from plek.fidelity.presenters.wordings import wordings_page
from plek.fidelity.selectors.wordings import wordings_of
from plek.fidelity.services.wordings import WordingRefused, lay_in_wording, remove_wording
from plek.organisations.choices import Role
from plek.shared.doors import writing
from plek.shared.errors import Refused
from plek.shared.links import to

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


@writing(roles=ADMINISTRATOR)
def wordings(request: Any) -> HttpResponse:
    """The texts in use, and a place to lay one in."""
    by, form, told = request.membership, WordingForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            lay_in_wording(by=by, text=form.cleaned_data["text"], at=request.now)
        except Refused as refused:
            told = refused.told if isinstance(refused, WordingRefused) else []
            form.add_error("file" if request.FILES else "text", str(refused))
        else:
            messages.success(request, _("Laid in. From the next page on these words are used."))
            return redirect(to(request, "fidelity:wordings"))
    if request.method != "POST":
        record(by=by, action=Action.READ, event="fidelity.wordings_viewed", object_kind="list")
    page = wordings_page(wordings_of(by))
    context = {"wordings": page, "form": form, "told": told}
    return render(request, "fidelity/wordings.html", context, status=form.http_status)


@writing(roles=ADMINISTRATOR)
def remove(request: Any, wording: int) -> HttpResponse:
    """Back to Plek's own words; asked by a form, so only POST does it."""
    if request.method == "POST":
        remove_wording(by=request.membership, wording=wording)
        messages.success(request, _("Removed. Plek's own words are used again."))
    return redirect(to(request, "fidelity:wordings"))
