"""Pages about amounts: what counts by law, and what the organisation puts in its place."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits.forms.own_amounts import AmountForm, CheckForm, TakeBackForm, first_values
from plek.benefits.models import OwnAmount
from plek.benefits.presenters.marks import mark_said
from plek.benefits.presenters.own_amounts import laws, own_line, parameter_page, title, unit_name
from plek.benefits.selectors import own_amounts as reads
from plek.benefits.selectors.advisers import is_adviser
from plek.benefits.services import own_amounts as services
from plek.engines.benefit_rules import rule_set
from plek.engines.benefit_rules.book import Parameter
from plek.organisations.choices import CLIENT_RECORD_ROLES, Role
from plek.shared.doors import reading, writing
from plek.shared.links import to

READERS = CLIENT_RECORD_ROLES | {Role.ADMINISTRATOR}


@reading(roles=READERS)
def amounts(request: Any) -> HttpResponse:
    """All amounts in force today, by law, with their source and how sure they are."""
    by, waiting = request.membership, reads.waiting_amounts(request.membership)
    used = reads.book_of(by)
    in_force = rule_set(used, request.today)
    lines = [own_line(known, row, by.user_id) for row in waiting if (known := used.parameters.get(row.parameter))]
    context = {
        "laws": laws(used, waiting, request.today), "waiting": lines,
        "rule_set": in_force, "mark": mark_said(in_force.code),
        "may_deal": _may_deal(request), "on": request.today,
    }  # fmt: skip
    record(by=by, action=Action.READ, event="benefits.amounts_viewed", detail={"waiting": len(lines)})
    return render(request, "benefits/amounts.html", context)


@reading(roles=READERS)
def amount(request: Any, law: str, code: str) -> HttpResponse:
    """One parameter: its values by date, and what was proposed here."""
    by, known = request.membership, _parameter(law, code)
    page = parameter_page(known, reads.own_amounts(by, known.name), by.user_id, request.today)
    record(by=by, action=Action.READ, event="benefits.amount_viewed", object_kind="benefit_amount",
           object_id=known.name)  # fmt: skip
    return render(request, "benefits/amount.html", {"page": page, "may_deal": _may_deal(request)})


@writing(roles=READERS)
def propose_amount(request: Any, law: str, code: str) -> HttpResponse:
    """Propose a value from a day on."""
    return _propose(request, _parameter(law, code), None)


@writing(roles=READERS)
def correct_amount(request: Any, amount: int) -> HttpResponse:
    """Propose another value in place of an amount in force."""
    before = reads.own_amount(request.membership, amount)
    return _propose(request, reads.parameter(before.parameter), before)


def _propose(request: Any, known: Parameter, before: OwnAmount | None) -> HttpResponse:
    form = AmountForm(request.POST or None, known=known, on=request.today, initial=first_values(before))
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: services.propose_amount(
        by=request.membership, at=request.now, on=request.today, key=form.cleaned_data["key"],
        parameter=known.name, wanted=form.wanted(), follows=before.pk if before else None,
    )):  # fmt: skip
        messages.success(request, _("Proposed. It counts once a colleague has checked and accepted it."))
        return redirect(_page(request, known))
    context = {"form": form, "title": title(known), "unit": unit_name(known), "before": before,
               "back": _page(request, known), "may_deal": _may_deal(request)}  # fmt: skip
    return render(request, "benefits/amount_propose.html", context, status=form.http_status)


@writing(roles=READERS)
def check_amount(request: Any, amount: int) -> HttpResponse:
    """Look at what a colleague proposed; accept it, or return it with a reason."""
    by, row = request.membership, reads.own_amount(request.membership, amount)
    known, form = reads.parameter(row.parameter), CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_accepted = form.cleaned_data["verdict"] == "accept"
        if form.attempt(lambda: services.check_amount(
            by=by, at=request.now, on=request.today, amount=row.pk, is_accepted=is_accepted,
            reason=form.cleaned_data["reason"],
        )):  # fmt: skip
            messages.success(request, _checked(is_accepted=is_accepted))
            return redirect(_page(request, known))
    context = {"form": form, "line": own_line(known, row, by.user_id, reads.own_amounts(by, known.name)),
               "back": _page(request, known), "may_deal": _may_deal(request)}  # fmt: skip
    return render(request, "benefits/amount_check.html", context, status=form.http_status)


def _checked(*, is_accepted: bool) -> str:
    if is_accepted:
        return _("Accepted. From its day on calculations here use it, and say so.")
    return _("Returned, with your reason.")


@writing(roles=READERS)
def take_back_amount(request: Any, amount: int) -> HttpResponse:
    """Withdraw a proposal, or go back from an amount in force to the law's own."""
    by, row = request.membership, reads.own_amount(request.membership, amount)
    known, form = reads.parameter(row.parameter), TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: services.take_back_amount(
        by=by, at=request.now, on=request.today, amount=row.pk, **form.cleaned_data
    )):  # fmt: skip
        messages.success(request, _("Taken back. The amount of the law counts again."))
        return redirect(_page(request, known))
    context = {"form": form, "line": own_line(known, row, by.user_id, reads.own_amounts(by, known.name)),
               "back": _page(request, known)}  # fmt: skip
    return render(request, "benefits/amount_take_back.html", context, status=form.http_status)


def _parameter(law: str, code: str) -> Parameter:
    return reads.parameter(f"{law}/{code}")


def _page(request: Any, known: Parameter) -> str:
    law, code = known.name.split("/")
    return to(request, "benefits:amount", law=law, code=code)


def _may_deal(request: Any) -> bool:
    by = request.membership
    return by.role == Role.ADMINISTRATOR or is_adviser(by, request.today)
