"""What the pages about teams print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plek.organisations.models import TeamMembership


@dataclass(frozen=True)
class TeamRow:
    """One line of the list of teams."""

    number: int
    name: str
    code: str
    kind: str
    region: str
    people: int
    closed_on: date | None
    is_closed: bool


@dataclass(frozen=True)
class Worker:
    """Someone in a team, now, before or later."""

    number: int
    name: str
    role: str
    begins_on: date
    last_day: date | None
    is_now: bool


def row(team: Any, on: date) -> TeamRow:
    """A team with ``people`` counted by the selector."""
    region = team.region.name if team.region else ""
    is_closed = team.closed_on is not None and team.closed_on <= on
    return TeamRow(
        team.pk, team.name, team.code, team.get_kind_display(), region, team.people, team.closed_on, is_closed
    )


def people(rows: Iterable[TeamMembership], on: date) -> list[Worker]:
    """The people of a team over time."""
    return [_worker(one, on) for one in rows]


def _worker(one: TeamMembership, on: date) -> Worker:
    member, end = one.membership, one.ends_on
    last_day = max(end - timedelta(days=1), one.begins_on) if end else None
    is_now = one.begins_on <= on and (end is None or end > on)
    return Worker(member.pk, member.user.name, member.get_role_display(), one.begins_on, last_day, is_now)
