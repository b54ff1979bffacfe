"""Teams with their people."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet

from plek.organisations.models import Membership as Member
from plek.organisations.models import Region, Team, TeamMembership, current
from plek.shared.errors import NotFound


def teams(by: Member, on: date) -> QuerySet[Team]:
    """All teams, open ones first, with how many people work in each."""
    now = current(on, prefix="team_memberships__") & Q(team_memberships__membership__is_pending=False)
    counted = Team.objects.visible_to(by).annotate(people=Count("team_memberships", filter=now))
    return counted.select_related("region").order_by(F("closed_on").desc(nulls_first=True), "name")


def team(by: Member, number: int) -> Team:
    """One team. Raises ``NotFound``."""
    found: Team | None = Team.objects.visible_to(by).select_related("region").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def people_of_team(by: Member, one: Team) -> list[TeamMembership]:
    """Everyone who works or worked in this team, those who are there now first."""
    rows = TeamMembership.objects.visible_to(by).filter(team=one).select_related("membership__user")
    return list(rows.order_by(F("ends_on").desc(nulls_first=True), "membership__user__name"))


def team_names(by: Member) -> list[str]:
    """The teams in which ``by`` works now."""
    return list(
        Team.objects.visible_to(by).filter(pk__in=by.team_ids).order_by("name").values_list("name", flat=True)
    )


def region_name(by: Member) -> str:
    """The labour-market region of the organisation in use."""
    found = Region.objects.filter(organisation=by.organisation_id).values_list("name", flat=True).first()
    return found or ""


def regions() -> QuerySet[Region]:
    """All labour-market regions."""
    return Region.objects.all()
