"""People about whom something is left to settle."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES, Role
from plek.organisations.models import Absence, Invitation, Membership, TeamMembership

LEAVING_WITHIN = timedelta(days=14)
AWAY_WITHIN = timedelta(days=7)


def unsettled_people(by: Membership, on: date) -> list[Any]:
    """Who was invited and is not here yet, leaves soon, is away without cover, or guides clients without a team.

    Each comes with ``sent_at`` and ``link_until`` of the last invitation, ``uncovered_on`` and ``has_team``.
    """
    here = Membership.objects.overseen_by(by).exclude(ends_on__lte=on).select_related("user")
    leaving = Q(ends_on__lte=on + LEAVING_WITHIN)
    teamless = Q(has_team=False, role__in=CLIENT_RECORD_ROLES)
    uncovered = Q(uncovered_on__isnull=False, role__in=CASELOAD_ROLES)
    found = here.annotate(**_invited(), **_away(on), has_team=Exists(_teams(on)))
    return list(found.filter(Q(is_pending=True) | leaving | teamless | uncovered).order_by("user__name", "pk"))


def is_only_administrator(by: Membership, on: date) -> bool:
    """Is there nobody else who can let people in today?"""
    others = Membership.objects.visible_to(by).current(on).filter(role=Role.ADMINISTRATOR, is_pending=False)
    return not others.exclude(user_id=by.user_id).exists()


def _invited() -> dict[str, Subquery]:
    last = Invitation.objects.filter(membership=OuterRef("pk")).order_by("-sent_at")
    return {"sent_at": Subquery(last.values("sent_at")[:1]), "link_until": Subquery(last.values("expires_at")[:1])}


def _away(on: date) -> dict[str, Subquery]:
    rows = Absence.objects.filter(membership=OuterRef("pk"), cover__isnull=True, begins_on__lte=on + AWAY_WITHIN)
    first = rows.exclude(ends_on__lte=on).order_by("begins_on")
    return {"uncovered_on": Subquery(first.values("begins_on")[:1])}


def _teams(on: date) -> Any:
    return TeamMembership.objects.filter(membership=OuterRef("pk")).exclude(ends_on__lte=on)
