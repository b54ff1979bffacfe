"""The rules of the today page: what they are, where they come from, and how the organisation tuned them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.caseload.forms.day import TuneForm
from plek.caseload.presenters.rules import rule_row, rule_rows
from plek.caseload.selectors.rules import rule_book_in_use
from plek.caseload.services import rules as services
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.shared.doors import reading, writing
from plek.shared.links import to


@reading(roles=CASELOAD_ROLES)
def rules(request: Any) -> HttpResponse:
    """All rules, with their source and what differs from the method."""
    book = rule_book_in_use(request.membership)
    context = {
        "rows": rule_rows(book), "version": book.version,
        "may_tune": request.membership.role == Role.IPS_TEAM_LEADER,
    }  # fmt: skip
    return render(request, "caseload/rules.html", context)


@writing(roles={Role.IPS_TEAM_LEADER})
def tune_rule(request: Any, code: str) -> HttpResponse:
    """Set the days of a rule, or switch it off."""
    rule = rule_book_in_use(request.membership).rule(code)
    if rule is None:
        raise Http404
    form = TuneForm(request.POST or None, rule=rule, initial={"days": rule.days, "is_on": rule.is_on})
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: _tune(request, form, code)):
        messages.success(request, _("Changed. Everyone's list follows it from now on."))
        return redirect(to(request, "caseload:rules"))
    return render(request, "caseload/rule.html", {"form": form, "rule": rule_row(rule)}, status=form.http_status)


def _tune(request: Any, form: TuneForm, code: str) -> Any:
    given = form.cleaned_data
    services.tune_rule(by=request.membership, code=code, days=given["days"], is_on=given.get("is_on", True))
    return code
