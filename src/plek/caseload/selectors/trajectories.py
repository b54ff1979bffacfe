"""Reads of trajectories outside the client page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from plek.caseload.models import Milestone, Trajectory, Wish
from plek.caseload.policies.caseload_size import room
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership, Team, TeamMembership, current
from plek.organisations.selectors.people import away_on
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class Room:
    """A specialist, how many open trajectories he has, how many fit his hours (None when not known), and whether
    he is away."""

    member: Membership
    name: str
    open_count: int
    fits: int | None
    is_away: bool


def trajectory_by_number(by: Membership, number: str) -> Trajectory:
    """One trajectory with its client, team and specialist. Raises ``NotFound``."""
    seen = Trajectory.objects.visible_to(by).filter(number=number)
    found = seen.select_related(
        "client__treatment_team", "client__ips_team", "ips_team", "specialist__user"
    ).first()
    if found is None:
        raise NotFound
    return found


def rooms(by: Membership, team: Team, on: date) -> list[Room]:
    """Who works in an IPS team now and what each has in hand, by name: this is no ranking."""
    works = TeamMembership.objects.filter(current(on), team=team, membership=OuterRef("pk"))
    running = Count("trajectories", filter=Q(trajectories__ended_on__isnull=True))
    members = (
        Membership.objects.visible_to(by).current(on).filter(Exists(works), role__in=CASELOAD_ROLES)
        .select_related("user").order_by("user__name").annotate(open_count=running, away=away_on(on))
    )  # fmt: skip
    return [Room(m, m.user.name, m.open_count, room(m.fte), m.away) for m in members]


def open_trajectory(by: Membership, client_id: int) -> Trajectory | None:
    """The trajectory of a client that runs now, with who guides it."""
    seen = Trajectory.objects.visible_to(by).filter(client_id=client_id, ended_on__isnull=True)
    found: Trajectory | None = seen.select_related("specialist__user").order_by("-pk").first()
    return found


def wishes(by: Membership, trajectory: Trajectory) -> list[Wish]:
    """Everything the client said he wants, newest first."""
    said = Wish.objects.visible_to(by).filter(trajectory=trajectory).select_related("written_by__user")
    return list(said.order_by("-said_at", "-pk"))


def stands(by: Membership, trajectory: Trajectory, kind: str) -> bool:
    """Was this milestone reached, and not taken back?"""
    rows = Milestone.objects.visible_to(by).filter(trajectory=trajectory, kind=kind)
    last = rows.order_by("-recorded_at", "-pk").first()
    return last is not None and not last.is_withdrawn
