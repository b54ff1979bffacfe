"""Who may review a team, and who leads or works in it."""

from datetime import date

from django.db.models import QuerySet

from plek.organisations.choices import Role, TeamKind
from plek.organisations.models import Membership, Team, TeamMembership


def reviewers_of(by: Membership, on: date) -> QuerySet[Membership]:
    """Those who hold the role of reviewer at this organisation, from wherever they come."""
    here = Membership.objects.visible_to(by).current(on).filter(role=Role.FIDELITY_REVIEWER, is_pending=False)
    return here.filter(organisation_id=by.organisation_id).select_related("user").order_by("user__name", "pk")


def has_worked_in(member: Membership, team: Team) -> bool:
    """This person works in the team or ever did, in whatever role."""
    return TeamMembership.objects.filter(team=team, membership__user_id=member.user_id).exists()


def teams_to_review(by: Membership) -> QuerySet[Team]:
    """The open IPS teams whose review ``by`` may plan."""
    rows = Team.objects.visible_to(by).filter(kind=TeamKind.IPS, closed_on__isnull=True).order_by("name", "pk")
    return rows if by.role == Role.ADMINISTRATOR else rows.filter(pk__in=by.team_ids)


def owners_of(team: Team, on: date) -> QuerySet[Membership]:
    """Who can be given an action of the plan: those who work in the team now."""
    rows = Membership.objects.current(on).filter(
        is_pending=False, role__in=[Role.EMPLOYMENT_SPECIALIST, Role.IPS_TEAM_LEADER]
    )
    here = TeamMembership.objects.filter(team=team, begins_on__lte=on).exclude(ends_on__lte=on)
    return rows.filter(pk__in=here.values("membership_id")).select_related("user").order_by("user__name", "pk")
