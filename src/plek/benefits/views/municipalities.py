"""Pages about what municipalities do of their own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits.forms.municipalities import RegimeForm, RowForm, SchemeForm, first_values
from plek.benefits.models import ExemptionRegime, LocalScheme
from plek.benefits.presenters.municipalities import history_page, local_lines
from plek.benefits.selectors import municipalities as reads
from plek.benefits.services import municipalities as services
from plek.organisations.choices import CLIENT_RECORD_ROLES, Role
from plek.shared.doors import reading, writing
from plek.shared.links import to

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
READERS = CLIENT_RECORD_ROLES | ADMINISTRATOR


@reading(roles=READERS)
def municipalities(request: Any) -> HttpResponse:
    """Every municipality of which something is written down, as it is today."""
    by = request.membership
    lines = local_lines(reads.local_rules(by, request.today))
    record(by=by, action=Action.READ, event="benefits.municipalities_viewed", detail={"lines": len(lines)})
    context = {"lines": lines, "may_write": by.role == Role.ADMINISTRATOR}
    return render(request, "benefits/municipalities.html", context)


@reading(roles=READERS)
def municipality(request: Any, place: str) -> HttpResponse:
    """One municipality: what holds, what will, and what was written down before and by whom."""
    by = request.membership
    found = reads.place_history(by, place.replace("-", " "))
    page = history_page(found, request.today, request.GET.get("page"))
    record(by=by, action=Action.READ, event="benefits.municipality_viewed", detail={"municipality": page.name})
    context = {"page": page, "may_write": by.role == Role.ADMINISTRATOR}
    return render(request, "benefits/municipality.html", context)


@writing(roles=ADMINISTRATOR)
def new_regime(request: Any) -> HttpResponse:
    """Write down by which rules a municipality leaves pay beside social assistance."""
    return _regime(request, None)


@writing(roles=ADMINISTRATOR)
def correct_regime(request: Any, regime: int) -> HttpResponse:
    """Write down how it really was."""
    return _regime(request, reads.regime_row(request.membership, regime))


def _regime(request: Any, row: ExemptionRegime | None) -> HttpResponse:
    form = RegimeForm(request.POST or None, initial=first_values(row, request.GET.get("municipality", "")))
    return _kept(request, form, row, lambda: services.set_regime(
        by=request.membership, at=request.now, key=form.cleaned_data["key"], local=form.local(),
        exemption=form.cleaned_data["exemption"], corrects=row.pk if row else None,
    ))  # fmt: skip


@writing(roles=ADMINISTRATOR)
def new_scheme(request: Any) -> HttpResponse:
    """Write down a scheme of a municipality."""
    return _scheme(request, None)


@writing(roles=ADMINISTRATOR)
def correct_scheme(request: Any, scheme: int) -> HttpResponse:
    """Put right what is written of a scheme, or say until when it lasts."""
    return _scheme(request, reads.scheme_row(request.membership, scheme))


def _scheme(request: Any, row: LocalScheme | None) -> HttpResponse:
    form = SchemeForm(request.POST or None, initial=first_values(row, request.GET.get("municipality", "")))
    return _kept(request, form, row, lambda: services.keep_scheme(
        by=request.membership, at=request.now, key=form.cleaned_data["key"], local=form.local(),
        scheme=form.scheme(), corrects=row.pk if row else None,
    ))  # fmt: skip


def _kept(request: Any, form: Any, row: Any, call: Callable[[], Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and (made := form.attempt(call)):
        messages.success(request, _("Written down, with your name and today's date."))
        return redirect(_place(request, made))
    context = {"form": form, "row": row, "is_scheme": isinstance(form, SchemeForm)}
    return render(request, "benefits/municipality_form.html", context, status=form.http_status)


@writing(roles=ADMINISTRATOR)
def withdraw_regime(request: Any, regime: int) -> HttpResponse:
    """Say that this was never so."""
    return _withdrawn(request, reads.regime_row(request.membership, regime), services.withdraw_regime)


@writing(roles=ADMINISTRATOR)
def withdraw_scheme(request: Any, scheme: int) -> HttpResponse:
    """Say that there is no such scheme."""
    return _withdrawn(request, reads.scheme_row(request.membership, scheme), services.withdraw_scheme)


def _withdrawn(request: Any, row: ExemptionRegime | LocalScheme, call: Callable[..., Any]) -> HttpResponse:
    form = RowForm(request.POST or None, initial=first_values(None))
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: call(
        by=request.membership, at=request.now, key=form.cleaned_data["key"], row=row.pk
    )):  # fmt: skip
        messages.success(request, _("Withdrawn. What was written stays readable below."))
        return redirect(_place(request, row))
    context = {"form": form, "row": row}
    return render(request, "benefits/municipality_withdraw.html", context, status=form.http_status)


def _place(request: Any, row: ExemptionRegime | LocalScheme) -> str:
    return to(request, "benefits:municipality", place=row.place.replace(" ", "-"))
