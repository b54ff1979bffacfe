"""The organisation with its teams and the people who work there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plek.accounts.models import User
from plek.organisations.choices import OrganisationKind, Role, TeamKind
from plek.organisations.models import Membership, Organisation, Team, TeamMembership
from tests.bench.town.copying import copy

SLUG = "bench"
ORGANISATION = 1
OWN_CLIENTS = 20
TEAM_OF = 10
"""Specialists in one IPS team."""
LEADER, FIRST_SPECIALIST = 1, 2
YEARS_AGO = timedelta(days=1200)


@dataclass(frozen=True)
class Staff:
    """Ids: specialists and practitioners are memberships, each specialist with ``OWN_CLIENTS`` clients."""

    specialists: range
    practitioners: range
    ips_teams: range
    treatment_teams: range

    def specialist_of(self, client: int) -> int:
        return self.specialists[client // OWN_CLIENTS]

    def ips_team_of(self, client: int) -> int:
        return self.ips_teams[client // (OWN_CLIENTS * TEAM_OF)]

    def treatment_team_of(self, client: int) -> int:
        return self.treatment_teams[client % len(self.treatment_teams)]


def build_staff(clients: int, today: date) -> Staff:
    """A leader over all IPS teams, a specialist to twenty clients, two practitioners to a treatment team."""
    staff = _numbered(clients)
    copy(Organisation, [_organisation(today)])
    copy(Team, _teams(staff))
    people = list(_people(staff))
    copy(User, (_user(number, name, today) for number, name, _role, _teams in people))
    copy(Membership, (_membership(number, role, today) for number, _name, role, _teams in people))
    copy(TeamMembership, _places(people, today))
    return staff


def _numbered(clients: int) -> Staff:
    specialists = -(-clients // OWN_CLIENTS)
    ips, treating = -(-specialists // TEAM_OF), max(4, clients // 150)
    first_practitioner = FIRST_SPECIALIST + specialists
    return Staff(
        range(FIRST_SPECIALIST, first_practitioner),
        range(first_practitioner, first_practitioner + 2 * treating),
        range(1, 1 + ips),
        range(1 + ips, 1 + ips + treating),
    )


def _organisation(today: date) -> dict[str, Any]:
    return {
        "id": ORGANISATION, "slug": SLUG, "name": "GGZ Meetveld", "kind": OrganisationKind.GGZ,
        "created_at": f"{today} 08:00+00",
    }  # fmt: skip


def _teams(staff: Staff) -> Iterator[dict[str, Any]]:
    for n, team in enumerate(staff.ips_teams, 1):
        yield _team(team, f"IPS{n}", f"IPS-team {n}", TeamKind.IPS)
    for n, team in enumerate(staff.treatment_teams, 1):
        yield _team(team, f"F{n}", f"FACT {n}", TeamKind.FACT)


def _team(number: int, code: str, name: str, kind: TeamKind) -> dict[str, Any]:
    return {"id": number, "organisation_id": ORGANISATION, "code": code, "name": name, "kind": kind}


Person = tuple[int, str, Role, list[int]]


def _people(staff: Staff) -> Iterator[Person]:
    """Number (of user and membership), name, role, teams."""
    yield LEADER, "Lena Leider", Role.IPS_TEAM_LEADER, list(staff.ips_teams)
    for n, number in enumerate(staff.specialists):
        teams = [staff.ips_teams[n // TEAM_OF], staff.treatment_teams[n % len(staff.treatment_teams)]]
        yield number, f"Trajectbegeleider {n + 1}", Role.EMPLOYMENT_SPECIALIST, teams
    for n, number in enumerate(staff.practitioners):
        yield number, f"Behandelaar {n + 1}", Role.PRACTITIONER, [staff.treatment_teams[n // 2]]


def _user(number: int, name: str, today: date) -> dict[str, Any]:
    return {
        "id": number, "email": f"p{number}@bench.example", "name": name, "password": "!",
        "joined_at": f"{today} 08:00+00",
    }  # fmt: skip


def _membership(number: int, role: Role, today: date) -> dict[str, Any]:
    return {
        "id": number, "organisation_id": ORGANISATION, "user_id": number, "role": role, "code": f"M{number}",
        "begins_on": today - YEARS_AGO, "fte": 1 if role == Role.EMPLOYMENT_SPECIALIST else None,
    }  # fmt: skip


def _places(people: list[Person], today: date) -> Iterator[dict[str, Any]]:
    pairs = ((number, team) for number, _name, _role, teams in people for team in teams)
    for n, (number, team) in enumerate(pairs, 1):
        yield {
            "id": n, "organisation_id": ORGANISATION, "membership_id": number, "team_id": team,
            "begins_on": today - YEARS_AGO,
        }  # fmt: skip
