"""Moments that the method asks for: the first meeting, and milestones, which a later row may take back."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from plek.caseload.choices import MilestoneKind
from plek.caseload.models import Milestone, Trajectory
from plek.caseload.services.trajectories import load_to_guide, log, save
from plek.organisations.models import Membership
from plek.shared.errors import Refused


def record_first_meeting(*, by: Membership, on: date, trajectory: str, met_on: date) -> Trajectory:
    """The first meeting took place: from that day the trajectory counts as begun."""
    found = load_to_guide(by, trajectory)
    if not found.referred_on <= met_on <= on:
        raise Refused(
            _("The first meeting lies between the referral and today. Choose another day."), field="met_on"
        )
    found.first_meeting_on = met_on
    save(found, "first_meeting_on")
    log(by, found, "trajectory.first_meeting")
    return found


def reach_milestone(
    *, by: Membership, at: datetime, on: date, trajectory: str, kind: MilestoneKind | str, reached_on: date
) -> Milestone:
    """Note a moment that the method asks for."""
    found = load_to_guide(by, trajectory)
    if reached_on > on or reached_on < found.referred_on:
        raise Refused(_("Choose a day between the referral and today."), field="reached_on")
    return _add_milestone(found, by=by, at=at, kind=kind, reached_on=reached_on)


def withdraw_milestone(*, by: Membership, at: datetime, trajectory: str, kind: MilestoneKind | str) -> Milestone:
    """Take back the last one of this kind, by a later row."""
    found = load_to_guide(by, trajectory)
    last = found.milestones.filter(kind=kind).order_by("-recorded_at", "-pk").first()
    if last is None or last.is_withdrawn:
        raise Refused(_("There is nothing of this kind to take back."))
    return _add_milestone(found, by=by, at=at, kind=kind, reached_on=last.reached_on, is_withdrawn=True)


def _add_milestone(
    trajectory: Trajectory,
    *,
    by: Membership,
    at: datetime,
    kind: str,
    reached_on: date,
    is_withdrawn: bool = False,
) -> Milestone:
    milestone = Milestone.objects.create(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, kind=kind, reached_on=reached_on,
        is_withdrawn=is_withdrawn, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    log(by, trajectory, "milestone.withdrawn" if is_withdrawn else "milestone.reached", detail={"kind": str(kind)})
    return milestone
