"""Reads of meetings."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from plek.caseload.models import Attendance, Meeting
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.organisations.models import Membership, Team, TeamMembership, current
from plek.shared.errors import NotFound

SHOWN_FOR = timedelta(days=183)


def recent_meetings(by: Membership, on: date) -> QuerySet[Meeting]:
    """Meetings of half a year, newest first, with who was there."""
    attended = Attendance.objects.select_related("membership__user").order_by("membership__user__name")
    return (
        Meeting.objects.visible_to(by).filter(held_on__gt=on - SHOWN_FOR).select_related("team")
        .prefetch_related(Prefetch("attendances", attended)).order_by("-held_on", "-pk")
    )  # fmt: skip


def meeting_of(by: Membership, pk: int) -> Meeting:
    """One meeting. Raises ``NotFound``."""
    found = Meeting.objects.visible_to(by).filter(pk=pk).prefetch_related("attendances").first()
    if found is None:
        raise NotFound
    return found


def teams_of(by: Membership) -> QuerySet[Team]:
    """The teams in which one works."""
    return Team.objects.visible_to(by).filter(pk__in=by.team_ids).order_by("name")


def team_of(by: Membership, pk: int) -> Team:
    """One of one's own teams. Raises ``NotFound``."""
    found = teams_of(by).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def people_of(by: Membership, on: date) -> QuerySet[Membership]:
    """Oneself and all professionals who share a team with one now."""
    together = TeamMembership.objects.filter(current(on), team_id__in=by.team_ids, membership=OuterRef("pk"))
    return (
        Membership.objects.visible_to(by).current(on).filter(Exists(together), role__in=CLIENT_RECORD_ROLES)
        .select_related("user").order_by("user__name")
    )  # fmt: skip
