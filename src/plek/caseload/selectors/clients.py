"""Reads of clients outside their page."""

from plek.caseload.models import Client, NationalNumber
from plek.organisations.choices import CASELOAD_ROLES, TeamKind
from plek.organisations.models import Membership, Team
from plek.shared.errors import NotFound


def client_by_number(by: Membership, number: str) -> Client:
    """One client with his teams. Raises ``NotFound`` for whom ``by`` may not see."""
    seen = Client.objects.visible_to(by).select_related("treatment_team", "ips_team", "user")
    found = seen.filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def has_national_number(by: Membership, client: Client) -> bool:
    """Is a BSN kept of this client? Says nothing of what it is."""
    return NationalNumber.objects.visible_to(by).filter(client=client).exists()


def treatment_teams(by: Membership) -> list[Team]:
    """Teams that someone new may belong to: for a practitioner his own, for IPS staff all."""
    teams = Team.objects.visible_to(by).filter(closed_on__isnull=True).exclude(kind=TeamKind.IPS)
    if by.role not in CASELOAD_ROLES:
        teams = teams.filter(pk__in=by.team_ids)
    return list(teams.order_by("name"))


def ips_teams(by: Membership) -> list[Team]:
    """IPS teams to which one can refer: those where ``by`` works first."""
    teams = Team.objects.visible_to(by).filter(closed_on__isnull=True, kind=TeamKind.IPS).order_by("name")
    return sorted(teams, key=lambda team: team.pk not in by.team_ids) if by.role in CASELOAD_ROLES else list(teams)


def own_ips_team(by: Membership) -> Team | None:
    """The IPS team in which ``by`` works; of several the first by name."""
    return next((team for team in ips_teams(by) if team.pk in by.team_ids), None)
