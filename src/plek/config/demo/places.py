"""The organisations, teams and people who work in the synthetic region."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from plek.accounts.models import User
from plek.organisations.choices import AbsenceKind, OrganisationKind, Role, TeamKind
from plek.organisations.models import Absence, Membership, Organisation, Region, Team, TeamMembership
from plek.shared.tenancy import inside

MAIL = "demo.plek.example"


@dataclass(frozen=True)
class SignIn:
    """One demo account: which role it shows, its e-mail and at which organisation."""

    role: Role
    email: str
    name: str
    organisation: str


@dataclass(frozen=True)
class Ggz:
    """The mental health organisation with the people who make its history."""

    organisation: Organisation
    treatment_teams: tuple[Team, ...]
    ips: Team
    specialists: tuple[Membership, ...]
    leader: Membership
    practitioners: tuple[Membership, ...]

    @property
    def covered(self) -> Membership:
        """Who is on leave these days, covered by the first of the specialists."""
        return self.specialists[3]


TREATMENT_TEAMS = (
    ("FN", "FACT Noord", TeamKind.FACT),
    ("FZ", "FACT Zuid", TeamKind.FACT),
    ("VIP", "VIP-team", TeamKind.VIP),
    ("PA", "Polikliniek angst en stemming", TeamKind.OUTPATIENT),
)
SPECIALISTS = (
    ("Femke van der Velde", "0.90"),
    ("Youssef Tahiri", "1.00"),
    ("Ingrid Postma", "0.80"),
    ("Ruben de Haan", "0.90"),
    ("Priya Willems", "0.78"),
    ("Thijs ter Horst", "0.89"),
)
PRACTITIONERS = (
    ("Marloes Dekker", "sociaal psychiatrisch verpleegkundige"),
    ("Hamza Kaya", "psychiater"),
    ("Tineke Boersma", "psycholoog"),
    ("Lars Hoekstra", "verpleegkundige"),
    ("Renée Prins", "psychiater"),
    ("Malika El Amrani", "agoog"),
    ("Sander Vos", "psycholoog"),
    ("Noor Brouwer", "verpleegkundig specialist"),
)


OTHERS = (
    (Role.DIRECTOR, "D1", "Paula Vermeulen", "directeur behandelzaken"),
    (Role.ADMINISTRATOR, "FB1", "Wim Kuipers", "functioneel beheerder"),
    (Role.FIDELITY_REVIEWER, "MR1", "Iris Zijlstra", "auditor"),
    (Role.FIDELITY_REVIEWER, "MR2", "Bram Oosterhuis", "trajectbegeleider elders"),
    (Role.RESEARCHER, "O1", "Gijs Mulder", "onderzoeker"),
)
NEIGHBOURS = (
    ("RIBW De Haven", OrganisationKind.SUPPORTED_HOUSING, "WH", "Wonen Havenkade", TeamKind.SUPPORTED_HOUSING,
     Role.PRACTITIONER, "Robin Visser", "woonbegeleider"),
    ("UWV Veenstad", OrganisationKind.UWV, "KV", "Kantoor Veenstad", TeamKind.OFFICE, Role.AGENCY_PROFESSIONAL,
     "Karin Meijer", "arbeidsdeskundige"),
    ("Gemeente Veenstad", OrganisationKind.MUNICIPALITY, "WI", "Werk en inkomen", TeamKind.OFFICE,
     Role.REGION_COORDINATOR, "Johan Wiersma", "regiocoördinator"),
    ("Gemeente Oosterwold", OrganisationKind.MUNICIPALITY, "PD", "Participatie", TeamKind.OFFICE,
     Role.AGENCY_PROFESSIONAL, "Samira Aydın", "klantmanager"),
)  # fmt: skip
"""Organisation, its team, and who works there."""


def build_ggz(today: date) -> tuple[Ggz, list[SignIn]]:
    """GGZ Veenland: four treatment teams, an IPS team of six, and one person for every other role."""
    organisation = _organisation("GGZ Veenland", OrganisationKind.GGZ)
    begin = today - timedelta(days=1100)
    with inside(organisation.pk):
        teams = tuple(_team(organisation, *team) for team in TREATMENT_TEAMS)
        ips = _team(organisation, "IPS", "IPS-team Veenland", TeamKind.IPS)
        hire = partial(_member, organisation, begin)
        specialists = _specialists(hire, ips, teams)
        leader = hire(Role.IPS_TEAM_LEADER, "TL1", "Anouk Schouten", "IPS-teamleider", [ips], "0.80")
        practitioners = tuple(
            hire(Role.PRACTITIONER, f"B{n}", name, profession, [teams[(n - 1) // 2]])
            for n, (name, profession) in enumerate(PRACTITIONERS, 1)
        )
        others = [hire(*other, []) for other in OTHERS]
        organisation.privacy_officer = others[0]
        organisation.save(update_fields=["privacy_officer"])
        ggz = Ggz(organisation, teams, ips, specialists, leader, practitioners)
        _absence(ggz, today)
    return ggz, [sign_in(m) for m in (specialists[0], leader, practitioners[0], *others)]


def _specialists(hire: Callable[..., Membership], ips: Team, teams: tuple[Team, ...]) -> tuple[Membership, ...]:
    """Each works in the IPS team and in one or two treatment teams."""
    return tuple(
        hire(
            Role.EMPLOYMENT_SPECIALIST, f"TB{n}", name, "trajectbegeleider",
            [ips, teams[(n - 1) % 4], *([teams[n % 4]] if n % 2 else [])], fte,
        )
        for n, (name, fte) in enumerate(SPECIALISTS, 1)
    )  # fmt: skip


def _absence(ggz: Ggz, today: date) -> None:
    Absence.objects.create(
        organisation=ggz.organisation,
        membership=ggz.covered,
        cover=ggz.specialists[0],
        kind=AbsenceKind.LEAVE,
        begins_on=today - timedelta(days=2),
        ends_on=today + timedelta(days=6),
    )


def build_neighbours(today: date) -> list[SignIn]:
    """A supported-housing organisation, a UWV office and two municipalities with one or two people each."""
    begin = today - timedelta(days=900)
    made = []
    for name, kind, code, team_name, team_kind, role, person, profession in NEIGHBOURS:
        organisation = _organisation(name, kind)
        with inside(organisation.pk):
            team = _team(organisation, code, team_name, team_kind)
            made.append(sign_in(_member(organisation, begin, role, "M1", person, profession, [team])))
    return made


def sign_in(membership: Membership) -> SignIn:
    """How this person is shown on the sign-in page of the demo."""
    user = membership.user
    return SignIn(Role(membership.role), user.email, user.name, membership.organisation.name)


def _organisation(name: str, kind: OrganisationKind) -> Organisation:
    slug = name.lower().replace(" ", "-")
    return Organisation.objects.create(
        name=name, slug=slug, kind=kind, region=Region.objects.get(name="Groningen"), is_demo=True
    )


def _team(organisation: Organisation, code: str, name: str, kind: TeamKind) -> Team:
    return Team.objects.create(
        organisation=organisation, code=code, name=name, kind=kind, region=organisation.region
    )


def _member(
    organisation: Organisation,
    begin: date,
    role: Role,
    code: str,
    name: str,
    profession: str,
    teams: list[Team],
    fte: str | None = None,
) -> Membership:
    email = f"{name.split(' ')[0].lower().replace('é', 'e')}.{code.lower()}@{organisation.slug}.{MAIL}"
    membership = Membership.objects.create(
        organisation=organisation,
        user=User.objects.create_user(email, name),
        role=role,
        code=code,
        profession=profession,
        fte=fte,
        begins_on=begin,
    )
    TeamMembership.objects.bulk_create(
        TeamMembership(organisation=organisation, membership=membership, team=team, begins_on=begin)
        for team in teams
    )
    return membership
