"""Makes organisations, people and teams for tests; call inside ``tenancy.inside`` or a test transaction."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from plek.accounts.models import User
from plek.organisations.choices import OrganisationKind, Role, TeamKind
from plek.organisations.models import Membership, Organisation, Team, TeamMembership
from plek.organisations.selectors import acting
from plek.shared.tenancy import inside

LONG_AGO = date(2024, 1, 1)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("correct horse battery")


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")
    kind = OrganisationKind.GGZ


class TeamFactory(DjangoModelFactory[Team]):
    class Meta:
        model = Team

    organisation = factory.SubFactory(OrganisationFactory)
    code = factory.Sequence(lambda n: f"T{n}")
    name = factory.Sequence(lambda n: f"Team {n}")
    kind = TeamKind.FACT


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.EMPLOYMENT_SPECIALIST
    code = factory.Sequence(lambda n: f"M{n}")
    begins_on = LONG_AGO


def member(role: str, *teams: Team, organisation: Organisation, on: date, **fields: Any) -> Membership:
    """Someone who works in these teams and can act as ``by`` on this day."""
    with inside(organisation.pk):
        made = MembershipFactory(organisation=organisation, role=role, **fields)
        for team in teams:
            TeamMembership.objects.create(
                organisation=organisation, membership=made, team=team, begins_on=LONG_AGO
            )
        return acting(made.pk, on)
