"""Who leads many IPS teams looks at them one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from plek.caseload.selectors.table import TEAM
from plek.organisations.choices import Role, TeamKind
from plek.organisations.models import Membership, Team
from plek.shared.composed import composed

TEAMS_AT_ONCE = 3
"""So many are looked at together."""
ALL = "all"


@dataclass(frozen=True)
class LedTeam:
    """An IPS team of a team leader."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True)
class Look:
    """At what ``by`` looks: ``by`` sees only that, ``asked`` is the code of the team or ``ALL``.

    ``teams`` are there to choose from; none for who leads few, who always looks at all of them.
    """

    by: Membership
    teams: Sequence[LedTeam] = ()
    asked: str = ""


def look(by: Membership, asked: str, who: str) -> Look:
    """The team asked for, or the first one; all when they are asked for, or somebody (``who``) without a team."""
    teams = _many_teams(by)
    if not teams:
        return Look(by)
    if asked == ALL or (not asked and who not in ("", TEAM)):
        return Look(by, teams, ALL)
    team = next((team for team in teams if team.code == asked), teams[0])
    return Look(by.looking_at(team.pk), teams, team.code)


def _many_teams(by: Membership) -> list[LedTeam]:
    if by.role != Role.IPS_TEAM_LEADER or len(by.team_ids) <= TEAMS_AT_ONCE:
        return []
    found = [LedTeam(*row) for row in _led_teams(by)]
    return found if len(found) > TEAMS_AT_ONCE else []


@composed
def _led_teams(by: Membership) -> QuerySet[Team, tuple[Any, ...]]:
    return led_by(by).order_by("name", "pk").values_list("pk", "code", "name")


def led_by(by: Membership) -> QuerySet[Team]:
    """The IPS teams that ``by`` leads now."""
    led = Team.objects.visible_to(by).filter(pk__in=by.team_ids, kind=TeamKind.IPS, closed_on__isnull=True)
    return led if by.role == Role.IPS_TEAM_LEADER else led.none()
