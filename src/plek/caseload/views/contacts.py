"""The contact log."""

import re
import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.contacts import (
    ContactForm,
    CorrectionForm,
    OccurrenceForm,
    WithdrawalForm,
    starting_values,
    values_of,
    values_of_appointment,
    values_of_draft,
)  # fmt: skip
from plek.caseload.opening import opened_client, reason_for
from plek.caseload.policies.contacts import may_correct, must_stand
from plek.caseload.presenters.contacts import ContactSheet, chips, contact_page, contact_row
from plek.caseload.selectors import contacts, drafts
from plek.caseload.selectors.appointments import appointment_of
from plek.caseload.services import contacts as services
from plek.caseload.services.drafts import discard_draft
from plek.caseload.views.contact_search import found_within
from plek.caseload.views.way_back import way_back
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.errors import Refused
from plek.shared.links import to

PER_PAGE = 25
NAME_OF_DRAFT = re.compile(r"contact(-[A-Za-z0-9_]+){0,4}", re.ASCII)
LOGGED = "contact-logged"
"""The event that lists on a page refresh by."""


@writing(roles=CASELOAD_ROLES)
def log_contact(request: Any) -> HttpResponse:
    """Log a contact: beside the page where one is, or as a page of its own."""
    if request.method != "POST":
        return _open_sheet(request)
    if "find" in request.POST:
        return _found(request)
    form = ContactForm(request.POST)
    logged: Any = form.is_valid() and form.attempt(lambda: _log(request, form))
    if logged:
        return _logged(request, form, logged[0].pk)
    return _sheet(request, form, _draft(form.data.get("draft")))


def _log(request: Any, form: ContactForm) -> Any:
    given = form.cleaned_data
    made = services.log_contact(
        by=request.membership, at=request.now, key=given["key"], what=form.occurrence, clients=given["clients"],
        colleagues=given["colleagues"], appointment=given["appointment"],
    )  # fmt: skip
    if given["draft"]:
        discard_draft(by=request.membership, form=given["draft"])
    return made


def _open_sheet(request: Any) -> HttpResponse:
    asked = request.GET.get("trajectory", "")
    draft = _draft(f"contact-{asked}")
    values = starting_values(request.now) | {"key": uuid.uuid4(), "draft": draft, "next": way_back(request)}
    values |= {"clients": [asked] if asked else [], "topics": request.GET.getlist("topic")}
    appointment = request.GET.get("appointment", "")
    if appointment.isdecimal():
        values |= values_of_appointment(appointment_of(request.membership, int(appointment)))
    kept = _kept(request, draft)
    if kept:
        values |= values_of_draft(kept.fields)
    form = ContactForm(initial=values)
    return _sheet(request, form, draft, restored_at=kept and kept.saved_at)


def _found(request: Any) -> HttpResponse:
    """Without a script: the same form with all that was typed, and who was found."""
    typed = {name: values for name, values in request.POST.lists() if name in ContactForm.base_fields}
    form = ContactForm(initial=values_of_draft(typed))
    return _sheet(request, form, _draft(request.POST.get("draft")), **found_within(request, form))


def _draft(name: str | None) -> str:
    """The name under which the form is kept; what cannot be one falls back on the form's own."""
    return name if name and NAME_OF_DRAFT.fullmatch(name) else "contact"


def _kept(request: Any, draft: str) -> drafts.KeptDraft | None:
    kept = drafts.draft_of(request.membership, draft)
    key = kept.fields.get("key", [""])[0] if kept else ""
    return None if kept is None or contacts.is_logged(request.membership, key) else kept


def _sheet(request: Any, form: ContactForm, draft: str, restored_at: Any = None, **found: Any) -> HttpResponse:
    ticked = form["clients"].value() or []
    offered = contacts.client_choices(request.membership, request.today, ticked)
    colleagues = contacts.offered_colleagues(request.membership, request.today, form.colleagues_ticked)
    sheet = ContactSheet(
        form, chips(offered, ticked, recent=True), chips(offered, ticked, recent=False), draft, restored_at,
        more_colleagues=form.offer_colleagues(colleagues, contacts.COLLEAGUES_AT_MOST), **found,
    )  # fmt: skip
    page = "caseload/contact_new.html" + ("#sheet" if request.htmx else "")
    return render(request, page, {"sheet": sheet, "form": form, "log_contact_url": ""}, status=form.http_status)


def _logged(request: Any, form: ContactForm, contact: int) -> HttpResponse:
    context = {"key": form.cleaned_data["key"], "contact": contact}
    if request.htmx:
        answer = render(request, "caseload/contact_done.html#beside", context)
        return trigger_client_event(answer, LOGGED)
    text = render_to_string("caseload/contact_done.html#said", context, request)
    messages.success(request, mark_safe(text))  # noqa: S308 rendered by a template of our own
    return redirect(way_back(request))


@reading(roles=CLIENT_RECORD_ROLES)
def contact_list(request: Any, number: str) -> HttpResponse:
    """All contacts with one client, newest first."""
    client = opened_client(request, number)
    page = Paginator(contacts.contacts_of_client(request.membership, client), PER_PAGE).get_page(
        request.GET.get("page")
    )
    record(
        by=request.membership, action=Action.READ, event="contacts.listed", client_id=client.pk,
        object_kind="client", object_id=client.number, reason=reason_for(request, client.pk),
    )  # fmt: skip
    rows = [contact_row(c) for c in page]
    return render(request, "caseload/contacts.html", {"client": client, "page": page, "rows": rows})


@reading(roles=CLIENT_RECORD_ROLES)
def contact(request: Any, contact: int) -> HttpResponse:
    """One contact with its note; opening it is logged."""
    by, found = request.membership, _opened(request, contact)
    page = contact_page(
        found, note=contacts.note_of(by, found), companions=contacts.companions_of(by, found),
        versions=contacts.versions_of(by, found), may_change=_may_change(by, found),
    )  # fmt: skip
    _log_view(request, found, note=found.has_note)
    return render(request, "caseload/contact.html", {"contact": page})


def _opened(request: Any, contact: int) -> Any:
    """The contact, once it was said why the record is opened where nothing runs any more."""
    found = contacts.contact_of(request.membership, contact)
    if found.trajectory and request.method != "POST":
        opened_client(request, found.trajectory.client.number)
    return found


def _may_change(by: Any, found: Any) -> bool:
    try:
        may_correct(by, found)
        must_stand(found)
    except Refused:
        return False
    return True


@writing(roles=CASELOAD_ROLES)
def correct_contact(request: Any, contact: int) -> HttpResponse:
    """Correct a contact: the earlier version stays to be read."""
    found = _opened(request, contact)
    form = CorrectionForm(request.POST or None, initial=_values(request, found))
    row: Any = (
        request.method == "POST" and form.is_valid() and form.attempt(lambda: _correct(request, form, contact))
    )
    if not row:
        return render(
            request,
            "caseload/contact_correct.html",
            {"form": form, "contact": found, "log_contact_url": ""},
            status=form.http_status,
        )
    messages.success(request, _("Corrected. The earlier version is kept in the history."))
    return redirect(to(request, "caseload:contact", contact=row.pk))


def _values(request: Any, found: Any) -> dict[str, Any]:
    if request.method == "POST":
        return {}
    note = contacts.note_of(request.membership, found)
    _log_view(request, found, note=bool(note))
    return {"key": uuid.uuid4(), **values_of(found, note)}


def _log_view(request: Any, found: Any, *, note: bool = False) -> None:
    client_id = found.trajectory.client_id if found.trajectory else None
    if request.method != "POST":
        record(
            by=request.membership, action=Action.READ, event="contact.viewed", object_kind="contact",
            client_id=client_id, object_id=found.pk, detail={"note": note},
            reason=reason_for(request, client_id) if client_id else "",
        )  # fmt: skip


def _correct(request: Any, form: OccurrenceForm, contact: int) -> Any:
    key, what = form.cleaned_data["key"], form.occurrence
    return services.correct_contact(by=request.membership, at=request.now, contact=contact, key=key, what=what)


@writing(roles=CASELOAD_ROLES)
def withdraw_contact(request: Any, contact: int) -> HttpResponse:
    """Withdraw a contact, with the reason."""
    by, found = request.membership, _opened(request, contact)
    form = WithdrawalForm(request.POST or None)
    row: Any = request.method == "POST" and form.is_valid() and form.attempt(
        lambda: services.withdraw_contact(by=by, at=request.now, contact=contact,
        reason=form.cleaned_data["reason"])
    )  # fmt: skip
    if not row:
        _log_view(request, found)
        return render(
            request,
            "caseload/contact_withdraw.html",
            {"form": form, "contact": found, "log_contact_url": ""},
            status=form.http_status,
        )
    messages.success(request, _("Withdrawn. It no longer counts; the history shows what stood there."))
    return redirect(to(request, "caseload:contact", contact=row.pk))


@writing(roles=CASELOAD_ROLES)
def undo_contact(request: Any, key: uuid.UUID) -> HttpResponse:
    """Take back at once what was just logged."""
    contacts.must_be_own(request.membership, key)
    if request.method != "POST":
        return render(request, "caseload/contact_undo.html", {"key": key, "next": way_back(request)})
    services.undo_contact(by=request.membership, at=request.now, key=key)
    if request.htmx:
        answer = render(request, "caseload/contact_done.html#undone")
        return trigger_client_event(answer, LOGGED)
    messages.success(request, _("Undone. The contact does not count."))
    return redirect(way_back(request))
