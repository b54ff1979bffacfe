"""What clients ask about their record, the whole record, and its destruction."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plek.accounts import reauthentication
from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.rights import DestroyForm, KeepForm, RightsAnswerForm, RightsForm
from plek.caseload.models import Client, Destruction
from plek.caseload.opening import opened_client, reason_for
from plek.caseload.policies.rights import DECIDERS
from plek.caseload.presenters.client_page import head
from plek.caseload.presenters.rights import asked_lines, destruction_page, records_page
from plek.caseload.selectors import rights as selectors
from plek.caseload.selectors.record import record_of
from plek.caseload.selectors.record_parts import record_file, record_page
from plek.caseload.services import destruction as destroying
from plek.caseload.services import rights as services
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.forms import PlekForm
from plek.shared.links import to


@writing(roles=CLIENT_RECORD_ROLES)
def rights(request: Any, number: str) -> HttpResponse:
    """What this client asked; note something new."""
    form = RightsForm(request.POST or None, initial={"on": request.today})
    if request.method == "POST" and form.is_valid():
        asked = form.attempt(lambda: services.ask(
            by=request.membership, at=request.now, today=request.today, number=number, **form.cleaned_data
        ))  # fmt: skip
        if asked is not None:
            return _done(request, number, _("Noted. Answer before the day that stands with it."))
    return _page(request, number, form)


@writing(roles=CLIENT_RECORD_ROLES)
def answer(request: Any, number: str, asked: int) -> HttpResponse:
    """Tell what comes of it."""
    found = opened_client(request, number)
    one = selectors.request_of(request.membership, found, asked)
    form = RightsAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answered = form.attempt(lambda: services.answer(
            by=request.membership, at=request.now, request_id=one.pk, is_granted=form.is_granted,
            text=form.cleaned_data["text"],
        ))  # fmt: skip
        if answered is not None:
            return _done(request, number, _("Answered. The client reads it under My plan, or hears it from you."))
    _log_view(request, found, "rights.viewed")
    context = {
        "form": form, "head": head(found), "tab": "details", "line": asked_lines([one], request.today)[0],
    }  # fmt: skip
    return render(request, "caseload/client_rights_answer.html", context, status=form.http_status)


@writing(roles=CLIENT_RECORD_ROLES)
def withdraw(request: Any, number: str, asked: int) -> HttpResponse:
    """The client does not ask it any more."""
    found = opened_client(request, number)
    one = selectors.request_of(request.membership, found, asked)
    if request.method == "POST":
        services.withdraw(by=request.membership, at=request.now, request_id=one.pk)
    return _done(request, number, _("Withdrawn.") if request.method == "POST" else "")


@writing(roles=CLIENT_RECORD_ROLES)
@reauthentication.required
def propose(request: Any, number: str) -> HttpResponse:
    """Propose to destroy the record."""
    if request.method == "POST":
        destroying.propose(by=request.membership, at=request.now, today=request.today, number=number)
        return _done(request, number, _("Proposed. A second person decides: an administrator or a team leader."))
    return _page(request, number, RightsForm(initial={"on": request.today}))


def _page(request: Any, number: str, form: RightsForm) -> HttpResponse:
    by = request.membership
    found = opened_client(request, number)
    _log_view(request, found, "rights.viewed")
    proposed = selectors.destruction_of(by, found)
    context = {
        "form": form, "head": head(found), "tab": "details", "term": selectors.term_of(by),
        "lines": asked_lines(selectors.requests_of(by, found), request.today),
        "proposed": destruction_page(by, proposed) if proposed else None,
        "last_changed_on": selectors.last_changed_on(found),
    }  # fmt: skip
    return render(request, "caseload/client_rights.html", context, status=form.http_status)


def _done(request: Any, number: str, words: str) -> HttpResponse:
    if words:
        messages.success(request, words)
    return redirect(to(request, "caseload:client_rights", number=number))


@reading(roles=CLIENT_RECORD_ROLES)
@reauthentication.required
def whole_record(request: Any, number: str) -> HttpResponse:
    """Everything that is kept of this client, to read, print and hand out; ``?file=1`` gives it as a file."""
    found = opened_client(request, number)
    return record_answer(request, found, "caseload/client_record.html", {"head": head(found), "tab": "details"})


def record_answer(request: Any, found: Client, template: str, context: dict[str, Any]) -> HttpResponse:
    """The record as page or file, logged as taken out."""
    rows, as_file = record_of(request.membership, found), "file" in request.GET
    record(
        by=request.membership, action=Action.EXPORT, event="record.exported" if as_file else "record.viewed",
        client_id=found.pk, object_kind="client", object_id=found.number, is_paced=True,
        reason=reason_for(request, found.pk),
        detail={"kinds": len(rows), "rows": sum(map(len, rows.values()))},
    )  # fmt: skip
    if not as_file:
        return render(request, template, context | {"page": record_page(rows), "today": request.today})
    name = f"plek-{found.number}-{request.today.isoformat()}.json"
    return HttpResponse(
        record_file(rows), content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


@reading(roles=DECIDERS)
def records(request: Any) -> HttpResponse:
    """What waits about records, what is past its term, and what was destroyed."""
    by = request.membership
    page = records_page(
        by, asked=selectors.open_requests(by), destructions=selectors.destructions(by),
        past=selectors.past_term(by, request.today), term=selectors.term_of(by), today=request.today,
    )  # fmt: skip
    record(
        by=by, action=Action.READ, event="records.viewed", object_kind="list", detail={"asked": len(page.asked)}
    )
    context = {"page": page, "sees_clients": by.role in CLIENT_RECORD_ROLES}
    return render(request, "caseload/records.html", context)


@reading(roles=DECIDERS | CLIENT_RECORD_ROLES)
def destruction(request: Any, destruction: int) -> HttpResponse:
    """One proposal with what can be done about it, or the certificate."""
    return _destruction(request, selectors.destruction(request.membership, destruction))


@writing(roles=DECIDERS)
@reauthentication.required
def destroy(request: Any, destruction: int) -> HttpResponse:
    """Agree as the second person."""
    return _decide(request, destruction, DestroyForm(_sent(request)), lambda form: destroying.destroy(
        by=request.membership, at=request.now, destruction_id=destruction
    ))  # fmt: skip


@writing(roles=DECIDERS)
def keep(request: Any, destruction: int) -> HttpResponse:
    """Decide that the record stays."""
    return _decide(request, destruction, KeepForm(_sent(request)), lambda form: destroying.keep(
        by=request.membership, at=request.now, destruction_id=destruction, because=form.cleaned_data["because"]
    ))  # fmt: skip


@writing(roles=CLIENT_RECORD_ROLES)
def take_back(request: Any, destruction: int) -> HttpResponse:
    """Who proposed it thinks better of it."""
    selectors.destruction(request.membership, destruction)
    if request.method == "POST":
        destroying.take_back(by=request.membership, at=request.now, destruction_id=destruction)
    return redirect(to(request, "caseload:destruction", destruction=destruction))


def _sent(request: Any) -> Any:
    """What was sent; a box that is not ticked sends nothing at all."""
    return request.POST if request.method == "POST" else None


def _decide(request: Any, number: int, form: PlekForm, call: Callable[[Any], Destruction]) -> HttpResponse:
    found = selectors.destruction(request.membership, number)
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: call(form)) is not None:
        return redirect(to(request, "caseload:destruction", destruction=number))
    return _destruction(request, found, form)


def _destruction(request: Any, found: Destruction, sent: PlekForm | None = None) -> HttpResponse:
    record(
        by=request.membership, action=Action.READ, event="destruction.viewed", client_id=found.record_id,
        object_kind="destruction", object_id=found.pk,
    )  # fmt: skip
    context = {
        "page": destruction_page(request.membership, found), "sent": sent,
        "destroy_form": sent if isinstance(sent, DestroyForm) else DestroyForm(),
        "keep_form": sent if isinstance(sent, KeepForm) else KeepForm(),
    }  # fmt: skip
    return render(request, "caseload/destruction.html", context, status=sent.http_status if sent else 200)


def _log_view(request: Any, found: Client, event: str) -> None:
    if request.method != "POST":
        record(
            by=request.membership, action=Action.READ, event=event, client_id=found.pk, object_kind="client",
            object_id=found.number, reason=reason_for(request, found.pk),
        )  # fmt: skip
