"""Makes clients, trajectories and contacts for tests; call inside ``tenancy.inside``."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from plek.caseload.choices import ContactWith, Mode, Phase
from plek.caseload.models import Assignment, Client, Contact, PhaseSpell, Referral, Trajectory
from plek.shared.tenancy import inside


class ClientFactory(DjangoModelFactory[Client]):
    class Meta:
        model = Client

    number = factory.Sequence(lambda n: f"C{1000 + n}")
    first_name = "Anna"
    last_name = factory.Sequence(lambda n: f"de Vries {n}")
    sort_name = factory.LazyAttribute(lambda c: f"{c.last_name} {c.first_name}".lower())
    born_on = date(1990, 2, 28)


class ReferralFactory(DjangoModelFactory[Referral]):
    class Meta:
        model = Referral

    source = "treatment_team"
    referred_on = date(2026, 11, 10)


class TrajectoryFactory(DjangoModelFactory[Trajectory]):
    """An open trajectory with its open phase and assignment."""

    class Meta:
        model = Trajectory
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"TR{1000 + n}")
    organisation = factory.SelfAttribute("client.organisation")
    referred_on = date(2026, 9, 1)
    first_meeting_on = date(2026, 9, 10)
    phase = Phase.SEARCHING
    phase_since = date(2026, 10, 1)

    @factory.post_generation
    def spells(self, create: bool, extracted: object, **_: object) -> None:
        begin = self.first_meeting_on or self.referred_on
        PhaseSpell.objects.create(
            organisation=self.organisation,
            trajectory=self,
            phase=self.phase,
            begins_on=begin,
            ends_on=self.ended_on,
        )
        Assignment.objects.create(
            organisation=self.organisation,
            trajectory=self,
            specialist=self.specialist,
            begins_on=begin,
            ends_on=self.ended_on,
        )


class ContactFactory(DjangoModelFactory[Contact]):
    class Meta:
        model = Contact

    key = factory.LazyFunction(uuid.uuid4)
    organisation = factory.SelfAttribute("trajectory.organisation")
    member = factory.SelfAttribute("trajectory.specialist")
    recorded_by = factory.SelfAttribute("member")
    held_on = date(2026, 11, 20)
    held_with = ContactWith.CLIENT
    mode = Mode.FACE_TO_FACE
    minutes = 45
    recorded_at = datetime(2026, 11, 20, 15, tzinfo=UTC)


def client_in_care(house: Any, **fields: Any) -> Client:
    """Zoë van der Meer, C7, treated and guided at the house, with trajectory T7."""
    with inside(house.organisation.pk):
        known = {"number": "C7", "first_name": "Zoë", "last_name": "van der Meer"} | fields
        client: Client = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, **known
        )
        TrajectoryFactory(
            client=client, ips_team=house.ips, specialist=house.specialist, number="T7", wish="Koken"
        )
    return client
