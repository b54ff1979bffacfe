"""Appointments: made, moved, cancelled, and become a contact once they happened."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import ContactWith
from plek.caseload.models import Appointment, Contact, Trajectory
from plek.caseload.services.contacts import Occurrence, log_contact
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused


@dataclass(frozen=True)
class Plan:
    """When, how long, how and where."""

    starts_at: datetime
    minutes: int
    mode: str
    setting: str = ""
    place: str = ""
    about: str = ""


def make_appointment(*, by: Membership, at: datetime, plan: Plan, trajectory: str = "") -> Appointment:
    """Agree on a moment, with a client (by the trajectory's number) or without."""
    _must_be_ahead(plan, at)
    appointment = Appointment(
        organisation_id=by.organisation_id, membership=by, trajectory=_trajectory(by, trajectory)
    )
    _take_over(appointment, plan)
    appointment.save(force_insert=True)
    _record(by, appointment, Action.CREATE, "appointment.made")
    return appointment


def change_appointment(*, by: Membership, at: datetime, appointment: int, plan: Plan) -> Appointment:
    """Move an appointment or change what was agreed; calendars follow by its version."""
    found = _load(by, appointment)
    _must_be_open(found)
    _must_be_ahead(plan, at)
    _take_over(found, plan)
    found.version += 1
    found.save()
    _record(by, found, Action.UPDATE, "appointment.changed")
    return found


def cancel_appointment(*, by: Membership, at: datetime, appointment: int) -> Appointment:
    """It does not go on. It stays readable, and a calendar that has it can follow."""
    found = _load(by, appointment)
    _must_be_open(found)
    found.cancelled_at, found.version = at, found.version + 1
    found.save(update_fields=["cancelled_at", "version"])
    _record(by, found, Action.UPDATE, "appointment.cancelled")
    return found


def log_appointment(*, by: Membership, at: datetime, appointment: int) -> uuid.UUID:
    """It happened as planned: log the contact at once. Returns the contact's key; a second time adds nothing."""
    found = _load(by, appointment)
    if found.contact_id is not None:
        return Contact.objects.visible_to(by).get(pk=found.contact_id).key
    _must_be_open(found)
    starts = timezone.localtime(found.starts_at)
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"appointment/{found.organisation_id}/{found.pk}/{found.version}")
    what = Occurrence(
        held_on=starts.date(), held_at=starts.time(), minutes=found.minutes, mode=found.mode,
        setting=found.setting,
        held_with=ContactWith.CLIENT if found.trajectory else ContactWith.INTERNAL,
    )  # fmt: skip
    clients = [found.trajectory.number] if found.trajectory else []
    found.version += 1
    found.save(update_fields=["version"])
    log_contact(by=by, at=at, key=key, what=what, clients=clients, appointment=found.pk)
    return key


def _load(by: Membership, appointment: int) -> Appointment:
    found = (
        Appointment.objects.visible_to(by).select_for_update(of=("self",)).select_related("trajectory")
        .filter(pk=appointment).first()
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


def _trajectory(by: Membership, number: str) -> Trajectory | None:
    if not number:
        return None
    found = Trajectory.objects.visible_to(by).filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def _must_be_ahead(plan: Plan, at: datetime) -> None:
    if plan.starts_at <= at:
        raise Refused(_("This moment has passed. Choose a later one, or log a contact."), field="on")


def _must_be_open(appointment: Appointment) -> None:
    if appointment.cancelled_at is not None:
        raise Refused(_("This appointment was cancelled. Make a new one."))
    if appointment.contact_id is not None:
        raise Refused(_("This appointment took place and was logged. Change the contact instead."))


def _take_over(appointment: Appointment, plan: Plan) -> None:
    for name in ("starts_at", "minutes", "mode", "setting", "place", "about"):
        setattr(appointment, name, getattr(plan, name))


def _record(by: Membership, appointment: Appointment, action: Action, event: str) -> None:
    client_id = appointment.trajectory.client_id if appointment.trajectory else None
    record(
        by=by, action=action, event=event, client_id=client_id, object_kind="appointment", object_id=appointment.pk
    )  # fmt: skip
