"""A stateful property: whatever happens to people and teams, nobody reads a row he should not.

The oracle below is plain Python over what the machine itself did. The second check takes the application's
filter away and leaves only row-level security: still no row of another organisation shows.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Value
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from plek.caseload.models import Client, Contact, Trajectory
from plek.caseload.tests.factories import ClientFactory, ContactFactory, TrajectoryFactory
from plek.employers.models import Employer, EmployerContact
from plek.employment.models import Job
from plek.organisations.choices import CASELOAD_ROLES, Role, TeamKind
from plek.organisations.models import Membership, Organisation, Team, TeamMembership
from plek.organisations.selectors import acting
from plek.organisations.tests.factories import MembershipFactory, OrganisationFactory, TeamFactory, UserFactory
from plek.shared.tenancy import inside

TODAY = date(2026, 11, 24)
NOON = "2026-11-24T12:00:00+01:00"


@dataclass
class Person:
    """What the oracle knows of a member."""

    pk: int
    organisation: int
    role: str
    user: int
    teams: set[int] = field(default_factory=set)
    is_gone: bool = False


@dataclass
class Record:
    """What the oracle knows of a client."""

    pk: int
    organisation: int
    treatment_team: int
    ips_team: int | None = None
    user: int | None = None


def may_see(person: Person, record: Record) -> bool:
    """The rule in one place, in other words than the product's."""
    if person.is_gone or person.organisation != record.organisation:
        return False
    if person.role == Role.CLIENT:
        return record.user == person.user
    if person.role in ("employment_specialist", "ips_team_leader"):
        return record.ips_team in person.teams
    return person.role == "practitioner" and record.treatment_team in person.teams


SHOWN = (
    (Client, "pk"), (Trajectory, "client_id"), (Contact, "trajectory__client_id"), (Job, "trajectory__client_id"),
    (EmployerContact, "trajectory__client_id"),
)  # fmt: skip
"""What tells of a client, and how it leads to him."""


def _seen(by: Membership) -> dict[str, set[int]]:
    """Of whom a member reads a row, by kind of row; all kinds in one question."""
    asked = [
        model.objects.visible_to(by).order_by().values_list(Value(model.__name__), path) for model, path in SHOWN
    ]
    seen: dict[str, set[int]] = {model.__name__: set() for model, _ in SHOWN}
    for model, client in asked[0].union(*asked[1:], all=True):
        seen[model].add(client)
    seen["EmployerContact"].discard(None)  # type: ignore[arg-type]  # spoken without a client in mind
    return seen


class Region(RuleBasedStateMachine):
    """People come, go and move; clients are referred; everyone looks all the time."""

    people = Bundle("people")
    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.organisations: list[Organisation] = [OrganisationFactory() for _ in range(2)]
        self.teams: dict[int, list[Team]] = {}
        for organisation in self.organisations:
            with inside(organisation.pk):
                kinds = [TeamKind.FACT, TeamKind.FACT, TeamKind.IPS, TeamKind.IPS]
                self.teams[organisation.pk] = [TeamFactory(organisation=organisation, kind=kind) for kind in kinds]
        self.everyone: list[Person] = []
        self.everything: list[Record] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    @rule(target=people, where=st.integers(0, 1), role=st.sampled_from(Role), team=st.integers(0, 3))
    def someone_begins(self, where: int, role: str, team: int) -> Person:
        organisation = self.organisations[where]
        chosen = self.teams[organisation.pk][team]
        with inside(organisation.pk):
            made = MembershipFactory(organisation=organisation, role=role)
            TeamMembership.objects.create(
                organisation=organisation, membership=made, team=chosen, begins_on=date(2024, 1, 1)
            )
        person = Person(made.pk, organisation.pk, role, made.user_id, {chosen.pk})
        self.everyone.append(person)
        return person

    @rule(person=people, team=st.integers(0, 3))
    def someone_moves(self, person: Person, team: int) -> None:
        chosen = self.teams[person.organisation][team]
        with inside(person.organisation):
            TeamMembership.objects.filter(membership_id=person.pk).update(ends_on=TODAY)
            TeamMembership.objects.create(
                organisation_id=person.organisation, membership_id=person.pk, team=chosen,
                begins_on=TODAY - timedelta(days=len(self.everyone) + self._moves(person)),
            )  # fmt: skip
        person.teams = {chosen.pk}

    def _moves(self, person: Person) -> int:
        return TeamMembership.objects.filter(membership_id=person.pk).count()

    @rule(person=people)
    def someone_leaves(self, person: Person) -> None:
        with inside(person.organisation):
            Membership.objects.filter(pk=person.pk).update(ends_on=TODAY)
        person.is_gone = True

    @rule(target=records, where=st.integers(0, 1), team=st.integers(0, 1))
    def someone_comes_into_care(self, where: int, team: int) -> Record:
        organisation = self.organisations[where]
        chosen = self.teams[organisation.pk][team]
        with inside(organisation.pk):
            client = ClientFactory(organisation=organisation, treatment_team=chosen)
        record = Record(client.pk, organisation.pk, chosen.pk)
        self.everything.append(record)
        return record

    @rule(record=records, team=st.integers(2, 3))
    def a_client_starts(self, record: Record, team: int) -> None:
        chosen = self.teams[record.organisation][team]
        with inside(record.organisation):
            Client.objects.filter(pk=record.pk).update(ips_team=chosen)
            client = Client.objects.select_related("organisation").get(pk=record.pk)
            specialist = MembershipFactory(organisation=client.organisation)
            trajectory = TrajectoryFactory(client=client, ips_team=chosen, specialist=specialist)
            ContactFactory(trajectory=trajectory)
            self._a_job(trajectory, specialist)
        record.ips_team = chosen.pk

    def _a_job(self, trajectory: Trajectory, specialist: Membership) -> None:
        here = trajectory.organisation_id
        employer = Employer.objects.create(organisation_id=here, code=uuid.uuid4().hex[:12], name="Bakkerij")
        Job.objects.create(
            organisation_id=here, number=uuid.uuid4().hex[:12], trajectory=trajectory, employer=employer,
            title="Bakker", started_on=TODAY, hours_per_week=12, contract="tijdelijk", is_competitive=True,
        )  # fmt: skip
        EmployerContact.objects.create(
            organisation_id=here, key=uuid.uuid4(), member=specialist, employer=employer, trajectory=trajectory,
            held_on=TODAY, decides_on_hiring=True, mode="fysiek", purpose="kennismaken", recorded_at=NOON,
            recorded_by=specialist,
        )  # fmt: skip

    @rule(record=records)
    def a_client_signs_in(self, record: Record) -> None:
        if record.user is not None:
            return
        organisation = next(o for o in self.organisations if o.pk == record.organisation)
        with inside(record.organisation):
            user = UserFactory()
            made = MembershipFactory(organisation=organisation, role=Role.CLIENT, user=user)
            Client.objects.filter(pk=record.pk).update(user=user)
        record.user = user.pk
        self.everyone.append(Person(made.pk, record.organisation, Role.CLIENT, user.pk))

    @invariant()
    def everyone_sees_just_what_he_may(self) -> None:
        for organisation in self.organisations:
            with inside(organisation.pk):
                for person in self.everyone:
                    if person.organisation == organisation.pk:
                        self._sees_just_what_he_may(person)

    def _sees_just_what_he_may(self, person: Person) -> None:
        if person.is_gone:
            with pytest.raises(Membership.DoesNotExist):
                acting(person.pk, TODAY)
            return
        seen, allowed = _seen(acting(person.pk, TODAY)), {r.pk for r in self.everything if may_see(person, r)}
        assert seen["Client"] == allowed
        for model in ("Trajectory", "Contact", "Job"):
            assert seen[model] <= allowed, f"{person.role} reads a {model} too many"
        assert seen["EmployerContact"] <= (allowed if person.role in CASELOAD_ROLES else set())

    @invariant()
    def without_our_filter_the_database_still_keeps_organisations_apart(self) -> None:
        for organisation in self.organisations:
            mine = {r.pk for r in self.everything if r.organisation == organisation.pk}
            with inside(organisation.pk):
                assert set(Client.objects.values_list("pk", flat=True)) == mine
                assert set(Contact.objects.values_list("organisation_id", flat=True)) <= {organisation.pk}
                assert set(Job.objects.values_list("organisation_id", flat=True)) <= {organisation.pk}


@pytest.mark.django_db
def test_nobody_ever_reads_outside_role_and_care_relationship() -> None:
    run_state_machine_as_test(
        Region,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
