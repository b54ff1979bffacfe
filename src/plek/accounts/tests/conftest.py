"""People with a password, and how they sign in."""

import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from plek.accounts.models import User
from plek.accounts.tests.factories import UserFactory
from plek.audit.models import Entry
from plek.shared.tenancy import inside

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _empty_cache(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person() -> User:
    """Someone without any role and without a second factor."""
    return UserFactory(email="anna@example.org", name="Anna de Boer")


@pytest.fixture
def with_app(person: User) -> User:
    """The same person with an authenticator app."""
    TOTP.activate(person, SECRET)
    return person


@pytest.fixture
def give_password(client: Client) -> Callable[..., object]:
    """Post the sign-in page."""

    def give(email: str = "anna@example.org", password: str = PASSWORD, **fields: str) -> object:
        return client.post("/account/login/", {"login": email, "password": password, **fields})

    return give


def logged(event: str = "") -> list[Entry]:
    """What the platform's own log tells, oldest first; ``event`` to see one kind only."""
    with inside(0):
        entries = Entry.objects.filter(organisation_id=0).order_by("sequence")
        return list(entries.filter(event=event) if event else entries)


def app_code(steps_ahead: int = 0) -> str:
    """What an authenticator app shows now."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps_ahead))
