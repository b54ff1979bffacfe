"""Fixtures for every test: a database made by its owner and used by the application, and a small house."""

import gc
import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from plek.organisations.choices import Role, TeamKind
from plek.organisations.models import Membership, Organisation, Team
from plek.organisations.tests.factories import OrganisationFactory, TeamFactory, member
from plek.shared.tenancy import inside

# The browser's driver keeps an event loop in the thread of its worker, where other tests follow on the stories;
# nothing of Plek runs in that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# No test fails for being slow: a busy machine, or listing the letters of all scripts a first time, is no fault.
hypothesis.settings.register_profile(
    "plek", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("plek")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR_FOR_READING_THE_LOG = False
    settings.SECOND_FACTOR_FOR_STAFF = False  # the tests of signing in switch it on


def pytest_collection_finish() -> None:
    """What was collected stays until the end, so the garbage collector need not walk through it each time; and
    there is memory enough to look for garbage less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


TODAY = date(2026, 11, 24)
house_of_all_tests: list["House"] = []
"""The one house, which stands in the database before the first test: making it anew for each took a third of
the time of all tests. What a test changes in it goes with the transaction of that test."""


@pytest.fixture(scope="session")
def django_db_setup(
    _quick_passwords: None,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
    django_db_keepdb: bool,
) -> Iterator[None]:
    """Make the test database as the owner, then hand it to the application's role, as in production."""
    owner, application = _roles()
    with django_db_blocker.unblock():
        _sign_in_as(owner)
        made = setup_databases(verbosity=0, interactive=False, keepdb=django_db_keepdb, serialized_aliases=[])
        _sign_in_as(application)
        house_of_all_tests.append(_furnish())
    yield
    with django_db_blocker.unblock():
        _sign_in_as(owner)
        teardown_databases(made, verbosity=0, keepdb=django_db_keepdb)


@pytest.fixture
def as_owner(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Connected as the owner of the tables, in a transaction that never happened."""
    owner, application = _roles()
    with django_db_blocker.unblock():
        _sign_in_as(owner)
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            _sign_in_as(application)


def _roles() -> tuple[dict[str, Any], dict[str, Any]]:
    """How the owner connects, and how the application does now."""
    names = ("USER", "PASSWORD", "HOST", "PORT")
    owner = {name: (settings.OWNER_DATABASE or {}).get(name, "") for name in names}
    return owner, {name: connection.settings_dict[name] for name in names}


def _sign_in_as(role: dict[str, Any]) -> None:
    connection.close()
    connection.settings_dict.update(role)


@pytest.fixture
def today() -> date:
    """A fixed Tuesday; tests that need the clock freeze it at this day."""
    return TODAY


@dataclass(frozen=True)
class House:
    """One ggz organisation as most tests need it, and a stranger at another organisation."""

    organisation: Organisation
    fact: Team
    ips: Team
    specialist: Membership
    colleague: Membership
    leader: Membership
    practitioner: Membership
    administrator: Membership
    stranger: Membership


@pytest.fixture
def house(db: None) -> House:
    """Two specialists and a leader in one IPS team, a practitioner in one FACT team, an administrator."""
    return deepcopy(house_of_all_tests[0])


def _furnish() -> House:
    organisation, elsewhere = OrganisationFactory(name="GGZ Veenland", slug="ggz-veenland"), OrganisationFactory()
    with inside(organisation.pk):
        fact = TeamFactory(organisation=organisation, code="F1", name="FACT Noord")
        ips = TeamFactory(organisation=organisation, code="IPS", name="IPS-team", kind=TeamKind.IPS)
    with inside(elsewhere.pk):
        other_ips = TeamFactory(organisation=elsewhere, code="IPS", kind=TeamKind.IPS)
    here: dict[str, Any] = {"organisation": organisation, "on": TODAY}
    return House(
        organisation,
        fact,
        ips,
        specialist=member(Role.EMPLOYMENT_SPECIALIST, ips, fact, code="TB1", fte="0.90", **here),
        colleague=member(Role.EMPLOYMENT_SPECIALIST, ips, code="TB2", fte="1.00", **here),
        leader=member(Role.IPS_TEAM_LEADER, ips, code="TL1", **here),
        practitioner=member(Role.PRACTITIONER, fact, code="B1", **here),
        administrator=member(Role.ADMINISTRATOR, code="FB1", **here),
        stranger=member(Role.EMPLOYMENT_SPECIALIST, other_ips, organisation=elsewhere, on=TODAY),
    )


@pytest.fixture
def sign_in(client: Client) -> Callable[[Membership], Client]:
    """Sign in as this member; returns Django's test client. Pages stand below ``/o/<slug>/``."""

    def as_member(by: Membership) -> Client:
        client.force_login(by.user)
        return client

    return as_member
