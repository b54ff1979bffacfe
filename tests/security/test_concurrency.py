"""Many at once: nothing is lost, nothing is there twice, and the log stays one chain.

Committed rows need a database of their own: a copy of the test database, gone afterwards.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client as Browser
from django.utils import timezone
from psycopg import sql

from plek.audit.chain import links
from plek.audit.choices import Action
from plek.audit.models import Entry
from plek.audit.services import record
from plek.caseload.models import Client, Contact, Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.organisations.choices import Role, TeamKind
from plek.organisations.models import Membership
from plek.organisations.tests.factories import LONG_AGO, OrganisationFactory, TeamFactory, member
from plek.shared.tenancy import inside
from tests.security.inputs import forms_in

COPY = f"plek_together_{uuid.uuid4().hex[:8]}"


@dataclass(frozen=True)
class Office:
    """Two colleagues in one team, and a client of theirs."""

    slug: str
    organisation_id: int
    first: Membership
    second: Membership
    client: Client
    trajectory: Trajectory

    def address(self, rest: str) -> str:
        return f"/o/{self.slug}/{rest}"


def _signed_in(role: Mapping[str, Any]) -> psycopg.Connection:
    """Connected as this role with the owner's own database, which no test uses."""
    return psycopg.connect(
        dbname=settings.OWNER_DATABASE["NAME"], user=role["USER"], password=role["PASSWORD"], host=role["HOST"],
        port=role["PORT"] or None, autocommit=True,
    )  # fmt: skip


def _as_owner(statement: str, *names: str) -> None:
    with _signed_in(settings.OWNER_DATABASE) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]


def _end_sessions(database: str) -> None:
    """A database can be copied only while nobody uses it, and Django keeps another connection for this worker from
    before the browser's driver began its loop. Each role ends its own: an owner may not always end another's."""
    for role in (settings.OWNER_DATABASE, connection.settings_dict):
        with _signed_in(role) as server:
            server.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = %s and usename = current_user",
                [database],
            )


@pytest.fixture(scope="module")
def _own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        usual = connection.settings_dict["NAME"]
        connection.close()
        _end_sessions(usual)
        _as_owner("create database {} template {}", COPY, usual)
        connection.settings_dict["NAME"] = COPY
        yield
        connection.close()
        connection.settings_dict["NAME"] = usual
        _end_sessions(COPY)
        _as_owner("drop database {}", COPY)


@pytest.fixture
def office(_own_database: None) -> Office:
    organisation = OrganisationFactory(slug=f"samen-{uuid.uuid4().hex[:8]}")
    with inside(organisation.pk):
        fact = TeamFactory(organisation=organisation)
        ips = TeamFactory(organisation=organisation, kind=TeamKind.IPS)
    here: dict[str, Any] = {"organisation": organisation, "on": timezone.localdate()}
    first, second = (
        member(Role.EMPLOYMENT_SPECIALIST, ips, **here, user__email=f"{uuid.uuid4().hex}@example.org")
        for _ in range(2)
    )
    with inside(organisation.pk):
        client = ClientFactory(organisation=organisation, treatment_team=fact, ips_team=ips, phone="0612345678")
        trajectory = TrajectoryFactory(
            client=client, ips_team=ips, specialist=first, number="TR1", first_meeting_on=date(2026, 1, 5),
            referred_on=LONG_AGO,
        )  # fmt: skip
    return Office(organisation.slug, organisation.pk, first, second, client, trajectory)


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment, each with a connection of its own."""
    gate = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            gate.wait(30)
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def browser_of(by: Membership) -> Browser:
    browser = Browser(raise_request_exception=False)
    browser.force_login(by.user)
    return browser


def test_a_form_sent_twenty_times_at_once_is_one_contact(office: Office) -> None:
    browsers = [browser_of(office.first) for _ in range(20)]
    page = forms_in(browsers[0].get(office.address("contacts/new/?trajectory=TR1")).content.decode())
    usual = next(one for one in page if any(c.name == "held_on" for c in one.controls)).filled()
    sent = usual | {"clients": ["TR1"], "minutes": ["15"]}
    answers = together(*[lambda b=b: b.post(office.address("contacts/new/"), sent) for b in browsers])
    assert {answer.status_code for answer in answers} == {302}
    with inside(office.organisation_id):
        assert Contact.objects.count() == 1
        assert Entry.objects.filter(event="contact.logged").count() == 1


def test_entries_written_at_once_make_one_chain(office: Office) -> None:
    def write() -> None:
        for _ in range(5):
            with inside(office.organisation_id):
                record(by=office.first, action=Action.READ, event="client.viewed", client_id=office.client.pk)

    together(*[write] * 8)
    with inside(office.organisation_id):
        chain = list(links(office.organisation_id))
    assert [link.sequence for link in chain] == list(range(1, 41))
    for before, link in pairwise(chain):
        assert link.previous_hash == before.hash
    assert all(link.recomputed() == link.hash for link in chain)


def test_an_entry_goes_with_what_it_tells_of(office: Office) -> None:
    """A change that is undone takes its entry along, and the chain goes on without a gap."""

    for _ in range(2):
        with inside(office.organisation_id):
            record(by=office.first, action=Action.UPDATE, event="client.changed", client_id=office.client.pk)
            transaction.set_rollback(True)
    with inside(office.organisation_id):
        record(by=office.first, action=Action.READ, event="client.viewed", client_id=office.client.pk)
        assert [(link.sequence, link.event) for link in links(office.organisation_id)] == [(1, "client.viewed")]


def test_of_two_who_change_the_same_at_once_one_is_shown_both(office: Office) -> None:
    address = office.address(f"clients/{office.client.number}/details/change/")
    browsers = [browser_of(office.first), browser_of(office.second)]
    forms = []
    for browser in browsers:
        shown = forms_in(browser.get(address).content.decode())
        forms.append(next(f for f in shown if any(c.name == "phone" for c in f.controls)).filled())
    typed = ["0611111111", "0622222222"]
    answers = together(*[
        lambda b=b, f=f, t=t: b.post(address, f | {"phone": [t]})
        for b, f, t in zip(browsers, forms, typed, strict=True)
    ])  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    told = next(answer for answer in answers if answer.status_code == 422).content.decode()
    digits = "".join(c for c in told if c.isdigit())
    assert all(number[2:] in digits for number in typed)
    with inside(office.organisation_id):
        kept = Client.objects.get(pk=office.client.pk)
        assert "".join(c for c in kept.phone if c.isdigit())[-8:] in [number[-8:] for number in typed]
        assert Entry.objects.filter(event="client.changed").count() == 1


def test_different_fields_changed_at_once_both_stand(office: Office) -> None:
    address = office.address(f"clients/{office.client.number}/details/change/")
    changes = [{"municipality": ["Emmen"]}, {"preferred_name": ["Zoë"]}]
    browsers = [browser_of(office.first), browser_of(office.second)]
    forms = []
    for browser in browsers:
        shown = forms_in(browser.get(address).content.decode())
        forms.append(next(f for f in shown if any(c.name == "phone" for c in f.controls)).filled())
    answers = together(*[
        lambda b=b, f=f, c=c: b.post(address, f | c) for b, f, c in zip(browsers, forms, changes, strict=True)
    ])  # fmt: skip
    assert {answer.status_code for answer in answers} == {302}
    with inside(office.organisation_id):
        kept = Client.objects.get(pk=office.client.pk)
        assert (kept.municipality, kept.preferred_name, kept.version) == ("Emmen", "Zoë", 3)
