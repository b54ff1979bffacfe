"""A new data key: everything sealed goes over to it, in small steps, and nothing of it is lost."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt as open_secret
from allauth.mfa.utils import encrypt as seal_secret
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import override_settings

from conftest import house_of_all_tests
from plek.accounts.services.resealing import reseal_second_steps
from plek.caseload.services.national_number import keep_number
from plek.config.keys import reseal_all
from plek.organisations.selectors import acting
from plek.shared import resealing
from plek.shared.encryption import SealedBytesField, decrypt, newest_mark
from plek.shared.resealing import Field, Resealed, left, sealed_fields
from plek.shared.tenancy import inside
from tests.security.world import furnish

NEW, OLD = "n" * 50, settings.DATA_KEYS[0]
PLAIN = {"audit_entry.previous_hash", "audit_entry.hash", "audit_head.hash", "organisations_organisation.logo"}
LOOKED_UP = {"caseload_nationalnumber.lookup"}


@pytest.fixture
def kept(as_owner: None) -> dict[str, list[Any]]:
    """One of everything under the key of now, and what it says."""
    house = deepcopy(house_of_all_tests[0])
    world = furnish(house)
    with inside(house.organisation.pk):
        keep_number(by=acting(house.specialist.pk, date(2026, 11, 24)), client=world.client, bsn="111222333")
    for kind, name in (("totp", "secret"), ("recovery_codes", "seed")):
        data = {name: seal_secret(f"of {kind}"), "used_mask": 0}
        Authenticator.objects.create(user=house.specialist.user, type=kind, data=data)
    return everything()


def everything() -> dict[str, list[Any]]:
    """What all sealed values say, opened with the keys of now."""
    told = {f"{f.model._meta.db_table}.{f.column}": [*opened(f)] for f in sealed_fields()}
    for held in Authenticator.objects.order_by("pk"):
        told[held.type] = [open_secret(held.data[n]) for n in ("secret", "seed") if n in held.data]
    return told


def opened(field: Field) -> Iterator[Any]:
    for row in field.model._base_manager.order_by("pk"):
        value = getattr(row, field.name)
        if isinstance(field, SealedBytesField) and value:
            bound_to = field.bound_to(getattr(row, field.bound_by) if field.bound_by else None)
            value = decrypt(bytes(value), bound_to=bound_to)
        yield value


def marks() -> set[bytes]:
    """By which keys the columns are sealed."""
    with connection.cursor() as cursor:
        one = 'select distinct substring("{f.column}" from 1 for 4) from "{f.model._meta.db_table}" '
        cursor.execute(
            " union ".join(one.format(f=f) + f'where length("{f.column}") > 0' for f in sealed_fields())
        )
        return {bytes(mark) for (mark,) in cursor.fetchall()}


@contextmanager
def keys(*used: str) -> Iterator[None]:
    with override_settings(DATA_KEYS=list(used)):
        yield


def run(tell: Any = lambda rows: None) -> list[Resealed]:
    return reseal_all(begin=lambda rows: None, tell=tell)


def test_all_goes_over_and_the_old_key_may_go(kept: dict[str, list[Any]]) -> None:
    assert sum(any(values) for values in kept.values()) >= 15, "real rows in many places"
    with keys(NEW, OLD):
        assert everything() == kept, "readable before, under the old key"
        found = run()
        assert sum(one.left for one in found) == 0
        assert marks() == {newest_mark()}
        assert [one.renewed for one in run() if one.renewed] == [], "a second time there is nothing to do"
    with keys(NEW):
        assert everything() == kept
    with keys(OLD), pytest.raises(ValueError, match="keys in use"):
        everything()


def test_a_stop_in_the_middle_loses_nothing(kept: dict[str, list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resealing, "AT_ONCE", 1)
    steps = iter(range(4))

    def stop(rows: int) -> None:
        if next(steps) == 3:
            raise KeyboardInterrupt

    with keys(NEW, OLD):
        waiting = sum(map(left, sealed_fields()))
        with suppress(KeyboardInterrupt):
            run(stop)
        assert len(marks()) == 2, "half under the new key"
        assert everything() == kept, "and all of it readable"
        done = sum(one.renewed for one in run())
        assert done == waiting - 4 + 2, "what was done is not done again; the second steps come along"
    with keys(NEW):
        assert everything() == kept


def test_what_no_key_opens_is_counted_and_left(kept: dict[str, list[Any]]) -> None:
    with keys(NEW):
        found = run()
        assert sum(one.renewed for one in found) == 0
        assert sum(one.left for one in found[:-1]) == sum(map(left, sealed_fields())) > 0
        assert reseal_second_steps().left == 2
    assert everything() == kept


def test_no_bytes_are_kept_without_saying_whether_they_are_sealed() -> None:
    """A new column of bytes is sealed, and so renewed, or stands among the few that are not."""
    bare = {
        f"{m._meta.db_table}.{f.column}"
        for m in apps.get_models()
        for f in m._meta.concrete_fields
        if isinstance(f, models.BinaryField) and not isinstance(f, Field)
    }
    assert bare == PLAIN | LOOKED_UP
