"""Logging contacts. Rows are only ever added: a correction and a withdrawal are rows that follow another."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import Phase, WorkPhase
from plek.caseload.models import Appointment, Contact, ContactNote, Trajectory
from plek.caseload.policies import contacts as policy
from plek.caseload.selectors.contacts import colleagues_of
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused

WORK_PHASE_OF = {
    Phase.GETTING_TO_KNOW: WorkPhase.ENGAGEMENT, Phase.PROFILE: WorkPhase.PROFILE,
    Phase.SEARCHING: WorkPhase.SEARCH,
    Phase.STARTING: WorkPhase.PLACEMENT, Phase.FOLLOW_ALONG: WorkPhase.FOLLOW_ALONG,
    Phase.ROUNDING_OFF: WorkPhase.FOLLOW_ALONG, Phase.RESTING: WorkPhase.ENGAGEMENT,
}  # fmt: skip
"""The kind of work that a contact usually is in a phase of its trajectory."""


@dataclass(frozen=True)
class Occurrence:
    """What happened, as one person tells it. An empty ``work_phase`` follows the trajectory's phase."""

    held_on: date
    held_with: str
    mode: str
    held_at: time | None = None
    setting: str = ""
    minutes: int | None = None
    work_phase: str = ""
    topics: tuple[str, ...] = ()
    was_missed: bool = False
    note: str = ""


def log_contact(
    *, by: Membership, at: datetime, key: uuid.UUID, what: Occurrence, clients: Sequence[str] = (),
    colleagues: Collection[int] = (), appointment: int | None = None,
) -> list[Contact]:  # fmt: skip
    """Log one contact: a row for each trajectory (by its number) and each member who was there.

    The same ``key`` a second time returns what stands and adds nothing.
    """
    Membership.objects.select_for_update().get(pk=by.pk)
    sent_before = _sent_before(by, key)
    if sent_before:
        return sent_before
    trajectories = _trajectories(by, clients)
    present = [by, *_present(by, colleagues, timezone.localtime(at).date())]
    policy.may_log(by)
    policy.must_name_a_client(what.held_with, len(trajectories))
    _check(what, at)
    made = _write(by, at, key, what, trajectories, present)
    _tie_to_appointment(by, appointment, made[0])
    for contact in made:
        _record(by, contact, Action.CREATE, "contact.logged", what)
    return made


def correct_contact(*, by: Membership, at: datetime, contact: int, key: uuid.UUID, what: Occurrence) -> Contact:
    """Add the row that from now on stands for this contact. Client and member stay: those are withdrawn and
    logged anew."""
    before = _load(by, contact)
    again = Contact.objects.filter(key=key, corrects_id=before.pk).first()
    if again:
        return again
    policy.may_correct(by, before)
    policy.must_stand(before)
    _check(what, at)
    row = _row(by, at, key, what, before.trajectory, before.member)
    row.visit, row.corrects = before.visit, before
    _save([row], what)
    _record(by, row, Action.UPDATE, "contact.corrected", what)
    return row


def withdraw_contact(*, by: Membership, at: datetime, contact: int, reason: str) -> Contact:
    """Add the row that says this contact does not count, with the reason sealed beside it."""
    before = _load(by, contact)
    policy.may_correct(by, before)
    policy.must_stand(before)
    if not reason.strip():
        raise Refused(_("Say in a few words why."), field="reason")
    row = _withdrawal(by, at, before, reason.strip())
    _record(by, row, Action.UPDATE, "contact.withdrawn")
    return row


def undo_contact(*, by: Membership, at: datetime, key: uuid.UUID) -> int:
    """Withdraw at once all that was logged under ``key`` by this member; returns how many rows still stood."""
    logged = Contact.objects.visible_to(by).standing().filter(Q(key=key) | Q(visit=key), recorded_by=by)
    rows = [_withdrawal(by, at, c, _("Undone at once")) for c in logged.select_related("trajectory")]
    Appointment.objects.visible_to(by).filter(contact__in=[r.corrects_id for r in rows]).update(contact=None)
    for row in rows:
        _record(by, row, Action.UPDATE, "contact.undone")
    return len(rows)


def _sent_before(by: Membership, key: uuid.UUID) -> list[Contact]:
    found = list(Contact.objects.filter(Q(key=key) | Q(visit=key)).select_related("trajectory"))
    if any(c.recorded_by_id != by.pk for c in found):
        raise Refused(_("This form was used already. Open a new one and log the contact again."))
    return found


def _trajectories(by: Membership, numbers: Sequence[str]) -> list[Trajectory]:
    found = list(
        Trajectory.objects.visible_to(by).filter(number__in=numbers).select_related("client").order_by("pk")
    )
    if len(found) != len(set(numbers)):
        raise NotFound
    return found


def _present(by: Membership, colleagues: Collection[int], on: date) -> list[Membership]:
    found = list(colleagues_of(by, on).filter(pk__in=colleagues))
    if len(found) != len(set(colleagues)):
        raise NotFound
    return found


def _check(what: Occurrence, at: datetime) -> None:
    policy.must_have_happened(what.held_on, what.held_at, at)
    policy.must_be_complete(
        mode=what.mode, setting=what.setting, minutes=what.minutes, was_missed=what.was_missed
    )  # fmt: skip


def _write(
    by: Membership, at: datetime, key: uuid.UUID, what: Occurrence, trajectories: Sequence[Trajectory],
    present: Sequence[Membership],
) -> list[Contact]:  # fmt: skip
    about: Sequence[Trajectory | None] = trajectories or [None]
    pairs = [(t, m) for m in present for t in about]
    rows = [_row(by, at, key, what, t, m) for t, m in pairs]
    if len(rows) > 1:
        for row, (trajectory, member) in zip(rows, pairs, strict=True):
            row.visit, row.key = key, uuid.uuid5(key, f"{trajectory and trajectory.pk}/{member.pk}")
    _save(rows, what, noted_by=by)
    return rows


def _row(
    by: Membership,
    at: datetime,
    key: uuid.UUID,
    what: Occurrence,
    trajectory: Trajectory | None,
    member: Membership,
) -> Contact:
    return Contact(
        organisation_id=by.organisation_id, key=key, member=member, trajectory=trajectory, held_on=what.held_on,
        held_at=what.held_at, held_with=what.held_with, mode=what.mode, setting=what.setting, minutes=what.minutes,
        work_phase=what.work_phase or (WORK_PHASE_OF[Phase(trajectory.phase)] if trajectory else ""),
        topics=list(what.topics), was_missed=what.was_missed, has_note=bool(what.note.strip()), recorded_at=at,
        recorded_by=by,
    )  # fmt: skip


def _save(rows: Iterable[Contact], what: Occurrence, *, noted_by: Membership | None = None) -> None:
    """The note goes to the rows of who wrote it, so that of a joint visit it is kept once per client."""
    for row in rows:
        row.has_note = row.has_note and (noted_by is None or row.member_id == noted_by.pk)
        row.save(force_insert=True)
        if row.has_note:
            ContactNote.objects.create(organisation_id=row.organisation_id, contact=row, text=what.note.strip())


def _load(by: Membership, contact: int) -> Contact:
    """The contact, with its member locked so that two corrections come one after the other."""
    found = Contact.objects.visible_to(by).select_related("trajectory", "member").filter(pk=contact).first()
    if found is None:
        raise NotFound
    Membership.objects.select_for_update().get(pk=found.member_id)
    return found


def _withdrawal(by: Membership, at: datetime, before: Contact, reason: str) -> Contact:
    kept = {f.name: getattr(before, f.name) for f in fields(Occurrence) if f.name not in ("note", "topics")}
    row = Contact(
        **kept, topics=before.topics, organisation_id=by.organisation_id, key=uuid.uuid5(before.key, "withdrawn"),
        visit=before.visit, member_id=before.member_id, trajectory=before.trajectory, corrects=before,
        is_withdrawn=True, has_note=True, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    row.save(force_insert=True)
    ContactNote.objects.create(organisation_id=by.organisation_id, contact=row, text=reason)
    return row


def _tie_to_appointment(by: Membership, appointment: int | None, contact: Contact) -> None:
    if appointment is not None:
        Appointment.objects.visible_to(by).filter(pk=appointment, contact__isnull=True).update(contact=contact)


def _record(by: Membership, contact: Contact, action: Action, event: str, what: Occurrence | None = None) -> None:
    client_id = contact.trajectory.client_id if contact.trajectory else None
    filled = [f.name for f in fields(Occurrence) if what is not None and getattr(what, f.name)]
    record(
        by=by, action=action, event=event, client_id=client_id, object_kind="contact", object_id=contact.pk,
        detail={"fields": filled} if filled else {},
    )  # fmt: skip
