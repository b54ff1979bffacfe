"""How long records are kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.caseload.forms.rights import TermForm
from plek.caseload.rules.records import law_term
from plek.caseload.services.keeping import decide_term
from plek.organisations.choices import Role
from plek.shared.doors import writing
from plek.shared.links import to

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


@writing(roles=ADMINISTRATOR)
def term(request: Any) -> HttpResponse:
    """The law's term, or the organisation's own."""
    by, here = request.membership, request.membership.organisation
    form = TermForm(request.POST or None, initial={"years": here.keeps_years, "because": here.keeps_because})
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and form.attempt(lambda: decide_term(by=by, **form.cleaned_data)) is not None:
        messages.success(request, _("Kept."))
        return redirect(to(request, "caseload:records"))
    return render(
        request, "caseload/term.html", {"form": form, "law": law_term(here.kind)}, status=form.http_status
    )
