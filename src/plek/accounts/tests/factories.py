"""Makes people for tests, and gives them roles without knowing the floor above by import."""

from typing import Any

import factory
from django.apps import apps
from factory.django import DjangoModelFactory

from plek.accounts.models import User
from plek.shared.tenancy import inside


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("correct horse battery")


def give_role(user: User, role: str, **fields: Any) -> None:
    """Make the user a member of a new organisation, ``veenland``."""
    organisations = apps.get_model("organisations", "Organisation").objects
    organisation = organisations.create(slug="veenland", name="GGZ Veenland", kind="ggz")
    with inside(organisation.pk):
        apps.get_model("organisations", "Membership").objects.create(
            organisation=organisation, user=user, role=role, code="M1", begins_on="2024-01-01", **fields
        )
