"""GGZ Noorderlicht: an organisation that begins with Plek today. Its people are there, its caseload stands in a
workbook still (``tests/data/caseload-noorderlicht.xlsx``), which its team leader drags onto the page."""

from datetime import date
from typing import NamedTuple

from plek.accounts.models import User
from plek.organisations.choices import OrganisationKind, Role, TeamKind
from plek.organisations.models import Membership, Organisation, Region, Team, TeamMembership
from plek.shared.tenancy import inside

MAIL = "noorderlicht.example"
TEAMS = (
    ("F1", "FACT Noord", TeamKind.FACT),
    ("F2", "FACT Zuid", TeamKind.FACT),
    ("VIP", "VIP-team", TeamKind.VIP),
    ("PA", "Polikliniek angst en stemming", TeamKind.OUTPATIENT),
    ("IPS", "IPS-team", TeamKind.IPS),
)


class Person(NamedTuple):
    """Somebody who works there, as in the workbook."""

    role: Role
    code: str
    name: str
    profession: str
    fte: str
    teams: str
    since: date


S, P = Role.EMPLOYMENT_SPECIALIST, Role.PRACTITIONER
CARE = date(2020, 1, 1)
PEOPLE = (
    Person(Role.IPS_TEAM_LEADER, "TL1", "Yusuf Dekker", "", "0.8", "IPS", date(2023, 1, 1)),
    Person(S, "TB1", "Omar de Haan", "agoog", "0.8", "PA;F2;F1;IPS", date(2024, 1, 1)),
    Person(S, "TB2", "Zoë de Wit", "agoog", "1", "F2;F1;IPS", date(2024, 2, 1)),
    Person(S, "TB3", "Jeroen Smit", "agoog", "1", "F1;IPS", date(2024, 3, 1)),
    Person(S, "TB4", "Omar Yılmaz", "agoog", "0.6", "F2;VIP;F1;IPS", date(2024, 4, 1)),
    Person(S, "TB5", "Bas Jansen", "agoog", "0.6", "F2;IPS", date(2024, 5, 1)),
    Person(P, "B1", "Karin Dekker", "psychiater", "1", "F1", CARE),
    Person(P, "B2", "Sem van der Meer", "verpleegkundige", "1", "F1", CARE),
    Person(P, "B3", "Gijs de Wit", "psychiater", "1", "F2", CARE),
    Person(P, "B4", "Hanna Yılmaz", "klinisch psycholoog", "1", "F2", CARE),
    Person(P, "B5", "Jeroen Brouwer", "verpleegkundige", "1", "VIP", CARE),
    Person(P, "B6", "Amina El Amrani", "psycholoog", "1", "PA", CARE),
    Person(P, "B7", "Carla Dekker", "psychiater", "1", "PA", CARE),
    Person(Role.ADMINISTRATOR, "FB1", "Hilde Bakker", "functioneel beheerder", "1", "", CARE),
)


def build_starters() -> None:
    """The organisation with teams and people, and nothing else."""
    here = Organisation.objects.create(
        name="GGZ Noorderlicht", slug="ggz-noorderlicht", kind=OrganisationKind.GGZ, is_demo=True,
        region=Region.objects.get(name="Groningen"),
    )  # fmt: skip
    with inside(here.pk):
        teams = {
            code: Team.objects.create(organisation=here, code=code, name=name, kind=kind, region=here.region)
            for code, name, kind in TEAMS
        }
        for person in PEOPLE:
            _hire(here, person, [teams[code] for code in person.teams.split(";") if code])


def _hire(here: Organisation, person: Person, teams: list[Team]) -> None:
    membership = Membership.objects.create(
        organisation=here, user=User.objects.create_user(f"{person.code.lower()}@{MAIL}", person.name),
        role=person.role, code=person.code, profession=person.profession, fte=person.fte, begins_on=person.since,
    )  # fmt: skip
    TeamMembership.objects.bulk_create(
        TeamMembership(organisation=here, membership=membership, team=team, begins_on=person.since)
        for team in teams
    )
