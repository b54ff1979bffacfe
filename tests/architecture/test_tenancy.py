"""The third lock holds by itself: the database shows one organisation's rows and no others."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from plek.caseload.models import Client
from plek.caseload.tests.factories import ClientFactory
from plek.organisations.models import Organisation, Team
from plek.organisations.tests.factories import OrganisationFactory, TeamFactory
from plek.shared.tenancy import inside, scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Organisation, Organisation]:
    mine, other = OrganisationFactory(), OrganisationFactory()
    for organisation in (mine, other):
        with inside(organisation.pk):
            team = TeamFactory(organisation=organisation)
            ClientFactory(organisation=organisation, treatment_team=team)
    return mine, other


def test_the_application_role_is_no_superuser_and_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("select count(*) from pg_class where pg_get_userbyid(relowner) = current_user")
        assert cursor.fetchone() == (0,)


def test_outside_a_scope_nothing_shows(two: tuple[Organisation, Organisation]) -> None:
    assert Client.objects.count() == 0


def test_an_unfiltered_query_shows_only_the_organisation_in_use(two: tuple[Organisation, Organisation]) -> None:
    for organisation in two:
        with inside(organisation.pk):
            assert {c.organisation_id for c in Client.objects.all()} == {organisation.pk}


def test_a_row_cannot_be_written_for_another_organisation(two: tuple[Organisation, Organisation]) -> None:
    mine, other = two
    with inside(mine.pk), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Team.objects.create(organisation=other, code="X", name="X", kind="FACT")


def test_a_child_cannot_hang_on_a_parent_of_another_organisation(two: tuple[Organisation, Organisation]) -> None:
    mine, other = two
    with inside(other.pk):
        foreign_team = Team.objects.get()
    with inside(mine.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        with pytest.raises(IntegrityError), transaction.atomic():
            ClientFactory(organisation=mine, treatment_team=foreign_team)


def test_reading_refuses_to_write(two: tuple[Organisation, Organisation]) -> None:
    mine, _ = two
    with pytest.raises(DatabaseError, match="read-only"), scope(organisation_id=mine.pk, read_only=True):
        Team.objects.update(name="changed")


def test_the_earlier_scope_comes_back_after_a_nested_one(two: tuple[Organisation, Organisation]) -> None:
    mine, other = two
    with inside(mine.pk):
        with inside(other.pk):
            assert Client.objects.get().organisation_id == other.pk
        assert Client.objects.get().organisation_id == mine.pk
