"""Meetings, supervision and field mentoring: who was there."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Attendance, Meeting
from plek.caseload.selectors.meetings import people_of, team_of
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused


def record_meeting(
    *, by: Membership, on: date, held_on: date, kind: str, team: int, attendees: Collection[int],
    was_job_development_discussed: bool = False, meeting: int | None = None,
) -> Meeting:  # fmt: skip
    """Record a meeting of one of one's teams, or change what was recorded of ``meeting``."""
    row = _load(by, meeting) if meeting else Meeting(organisation_id=by.organisation_id)
    if held_on > on:
        raise Refused(_("This day is still to come. Choose today or earlier."), field="held_on")
    present = list(people_of(by, on).filter(pk__in=attendees))
    if not present:
        raise Refused(_("Choose who was there."), field="attendees")
    row.held_on, row.kind, row.team = held_on, kind, team_of(by, team)
    row.was_job_development_discussed = was_job_development_discussed
    row.save()
    _set_present(row, present)
    record(
        by=by,
        action=Action.UPDATE if meeting else Action.CREATE,
        event="meeting.changed" if meeting else "meeting.recorded",
        object_kind="meeting",
        object_id=row.pk,
        detail={"present": len(present)},
    )
    return row


def remove_meeting(*, by: Membership, meeting: int) -> None:
    """Remove a meeting that was recorded by mistake."""
    row = _load(by, meeting)
    record(by=by, action=Action.DELETE, event="meeting.removed", object_kind="meeting", object_id=row.pk)
    row.delete()


def _load(by: Membership, meeting: int) -> Meeting:
    row = Meeting.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=meeting).first()
    if row is None:
        raise NotFound
    return row


def _set_present(meeting: Meeting, present: Collection[Membership]) -> None:
    meeting.attendances.exclude(membership__in=present).delete()
    known = set(meeting.attendances.values_list("membership_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(organisation_id=meeting.organisation_id, meeting=meeting, membership=m)
        for m in present if m.pk not in known
    )  # fmt: skip
