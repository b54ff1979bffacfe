"""Appointments."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.forms.appointments import AppointmentForm, starting_values, values_of
from plek.caseload.models import Appointment
from plek.caseload.presenters.calendar import calendar_of
from plek.caseload.selectors.appointments import appointment_of
from plek.caseload.selectors.contacts import client_choices
from plek.caseload.services import appointments as services
from plek.caseload.views.way_back import way_back
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.errors import Refused
from plek.shared.links import to


@writing(roles=CASELOAD_ROLES)
def new_appointment(request: Any) -> HttpResponse:
    """Plan an appointment, beside the page or as a page."""
    asked = request.GET.get("trajectory", "")
    values = starting_values(asked, request.today + timedelta(days=1)) | {"next": way_back(request)}
    form = _form(request, values, [asked] if asked else [])
    made = request.method == "POST" and form.is_valid() and form.attempt(lambda: _make(request, form))
    return _said(request, _("Appointment noted.")) if made else _sheet(request, form, None)


def _form(request: Any, values: dict[str, Any], numbers: list[str]) -> AppointmentForm:
    numbers = [*numbers, *request.POST.getlist("trajectory")]
    clients = client_choices(request.membership, request.today, numbers)
    return AppointmentForm(request.POST or None, initial=values, clients=clients)


def _make(request: Any, form: AppointmentForm) -> Any:
    return services.make_appointment(
        by=request.membership, at=request.now, plan=form.plan, trajectory=form.cleaned_data["trajectory"]
    )  # fmt: skip


def _sheet(request: Any, form: AppointmentForm, appointment: Appointment | None) -> HttpResponse:
    page = "caseload/appointment.html" + ("#sheet" if request.htmx else "")
    context = {"form": form, "appointment": appointment, "log_contact_url": ""}
    return render(request, page, context, status=form.http_status)


def _said(request: Any, text: str) -> HttpResponse:
    if request.htmx:
        return trigger_client_event(
            trigger_client_event(HttpResponse(), "contact-logged"), "plek:said", {"value": text}
        )
    messages.success(request, text)
    return redirect(way_back(request))


@writing(roles=CASELOAD_ROLES)
def move_appointment(request: Any, appointment: int) -> HttpResponse:
    """Look at an appointment, and move it or change what was agreed."""
    found = appointment_of(request.membership, appointment)
    number = found.trajectory.number if found.trajectory else ""
    form = _form(request, values_of(found) | {"next": way_back(request)}, [number] if number else [])
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: _change(request, form, appointment)):
        return _said(request, _("Appointment changed."))
    if request.method != "POST":
        client_id = found.trajectory.client_id if found.trajectory else None
        record(
            by=request.membership, action=Action.READ, event="appointment.viewed", client_id=client_id,
            object_kind="appointment", object_id=found.pk,
        )  # fmt: skip
    return _sheet(request, form, found)


def _change(request: Any, form: AppointmentForm, appointment: int) -> Any:
    return services.change_appointment(
        by=request.membership, at=request.now, appointment=appointment, plan=form.plan
    )  # fmt: skip


@writing(roles=CASELOAD_ROLES)
def cancel_appointment(request: Any, appointment: int) -> HttpResponse:
    """It does not go on."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    services.cancel_appointment(by=request.membership, at=request.now, appointment=appointment)
    messages.success(request, _("Cancelled. Let the client know if you have not yet."))
    return redirect(to(request, "caseload:today"))


@writing(roles=CASELOAD_ROLES)
def happened(request: Any, appointment: int) -> HttpResponse:
    """It happened as planned: log it with one tap. What is missing is asked in the form for a contact."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        with transaction.atomic():
            key = services.log_appointment(by=request.membership, at=request.now, appointment=appointment)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect(to(request, "caseload:log_contact") + f"?appointment={appointment}")
    contact = appointment_of(request.membership, appointment).contact_id
    said = render_to_string("caseload/contact_done.html#said", {"key": key, "contact": contact}, request)
    messages.success(request, mark_safe(said))  # noqa: S308 rendered by a template of our own
    return redirect(to(request, "caseload:today"))


@reading(roles=CASELOAD_ROLES)
def calendar_file(request: Any, appointment: int) -> HttpResponse:
    """The appointment for one's own calendar: time only, no name and no place."""
    found = appointment_of(request.membership, appointment)
    record(
        by=request.membership, action=Action.EXPORT, event="appointment.exported", object_kind="appointment",
        object_id=found.pk, client_id=found.trajectory.client_id if found.trajectory else None,
    )  # fmt: skip
    text = calendar_of(found, request.get_host(), request.now)
    name = f"afspraak-{found.pk}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
