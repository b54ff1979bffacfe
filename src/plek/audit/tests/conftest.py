"""Tests that tamper need the owner of the tables; what they do is undone at the end."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from plek.audit.tests.chains import Chain

NAMES = ("USER", "PASSWORD", "HOST", "PORT")


@pytest.fixture
def as_owner(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Connected as the owner, in a transaction that never happened."""
    application = {name: connection.settings_dict[name] for name in NAMES}
    owner = {name: (settings.OWNER_DATABASE or {}).get(name, "") for name in NAMES}
    with django_db_blocker.unblock():
        _sign_in_as(owner)
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            _sign_in_as(application)


@pytest.fixture
def chain(as_owner: None) -> Chain:
    """A chain of twelve rows of an organisation that exists nowhere else."""
    made = Chain(7_000_001)
    made.grow(12)
    return made


def _sign_in_as(role: dict[str, Any]) -> None:
    connection.close()
    connection.settings_dict.update(role)
