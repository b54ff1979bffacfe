"""Pages of the register of advisers on benefits."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits.forms.advisers import AdviserForm, first_values
from plek.benefits.forms.municipalities import RowForm
from plek.benefits.models import TrainedAdviser
from plek.benefits.presenters.advisers import adviser_lines
from plek.benefits.selectors import advisers as reads
from plek.benefits.services import advisers as services
from plek.benefits.trainings import trainings
from plek.organisations.choices import CLIENT_RECORD_ROLES, Role
from plek.shared.doors import reading, writing
from plek.shared.links import to

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.IPS_TEAM_LEADER})
PER_PAGE = 50
READERS = CLIENT_RECORD_ROLES | KEEPERS


@reading(roles=READERS)
def advisers(request: Any) -> HttpResponse:
    """Who was trained to advise on benefits."""
    by = request.membership
    page = Paginator(reads.register(by), PER_PAGE).get_page(request.GET.get("page"))
    lines = adviser_lines(page, request.today)
    record(by=by, action=Action.READ, event="benefits.advisers_viewed", detail={"lines": len(lines)})
    context = {"page": page, "lines": lines, "may_keep": by.role in KEEPERS, "list": trainings()}
    return render(request, "benefits/advisers.html", context)


@writing(roles=KEEPERS)
def new_adviser(request: Any) -> HttpResponse:
    """Put somebody in the register."""
    return _adviser(request, None)


@writing(roles=KEEPERS)
def correct_adviser(request: Any, row: int) -> HttpResponse:
    """Put a line right, or say until when it holds."""
    return _adviser(request, reads.training_row(request.membership, row))


def _adviser(request: Any, row: TrainedAdviser | None) -> HttpResponse:
    colleagues = reads.could_advise(request.membership, request.today)
    form = AdviserForm(request.POST or None, colleagues=colleagues, initial=first_values(row))
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: services.register_adviser(
        by=request.membership, at=request.now, key=form.cleaned_data["key"], trained=form.trained(),
        corrects=row.pk if row else None,
    )):  # fmt: skip
        messages.success(request, _("Written in the register."))
        return redirect(to(request, "benefits:advisers"))
    return render(request, "benefits/adviser_form.html", {"form": form, "row": row}, status=form.http_status)


@writing(roles=KEEPERS)
def strike_adviser(request: Any, row: int) -> HttpResponse:
    """Say that a line was a mistake."""
    found = reads.training_row(request.membership, row)
    form = RowForm(request.POST or None, initial=first_values(None))
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: services.strike_adviser(
        by=request.membership, at=request.now, key=form.cleaned_data["key"], row=found.pk
    )):  # fmt: skip
        messages.success(request, _("Struck from the register."))
        return redirect(to(request, "benefits:advisers"))
    [line] = adviser_lines([found], request.today)
    return render(request, "benefits/adviser_strike.html", {"form": form, "line": line}, status=form.http_status)
