"""The team: counts by SQL only, no client by name."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from plek.caseload.choices import ReferralState
from plek.caseload.models import Referral, Trajectory
from plek.organisations.choices import Role
from plek.organisations.models import Absence, Membership, TeamMembership, current

SOON = timedelta(days=21)
"""Absences that begin within this time are shown."""
WAITING = (ReferralState.WAITING, ReferralState.QUESTION)


def specialists(by: Membership, on: date) -> list[dict[str, Any]]:
    """Who guides in the teams of ``by`` now: name, code and working time, by name."""
    works_here = TeamMembership.objects.visible_to(by).filter(current(on), team_id__in=by.team_ids)
    members = Membership.objects.visible_to(by).current(on).filter(
        role=Role.EMPLOYMENT_SPECIALIST, pk__in=works_here.values("membership_id")
    )  # fmt: skip
    return list(members.order_by("user__name", "pk").values("pk", "code", "fte", "user__name"))


def caseloads(by: Membership) -> list[dict[str, Any]]:
    """How many clients each guides in an open trajectory, by specialist."""
    open_ones = Trajectory.objects.visible_to(by).filter(ended_on__isnull=True)
    grouped = open_ones.order_by().values(
        "specialist_id", "specialist__code", "specialist__user__name", "specialist__role"
    )  # fmt: skip
    return list(grouped.annotate(clients=Count("client_id", distinct=True)))


def absences(by: Membership, on: date) -> QuerySet[Any]:
    """Who is away now or soon, with who covers; the kind of absence is not the team's business."""
    works_here = TeamMembership.objects.visible_to(by).filter(current(on), team_id__in=by.team_ids)
    rows = Absence.objects.visible_to(by).filter(membership_id__in=works_here.values("membership_id"))
    near = Q(begins_on__lte=on + SOON) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    return rows.filter(near).order_by("begins_on", "membership__user__name").values(
        "begins_on", "ends_on", who=F("membership__user__name"), covered_by=F("cover__user__name")
    )  # fmt: skip


def waiting(by: Membership) -> int:
    """Referrals to the teams of ``by`` that nobody answered yet."""
    return int(Referral.objects.visible_to(by).filter(ips_team_id__in=by.team_ids, state__in=WAITING).count())
