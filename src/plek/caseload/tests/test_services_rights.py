"""What a client asks about his record is answered in time, and a record goes only when two people agree."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import House
from plek.accounts.models import User
from plek.audit.models import Entry
from plek.caseload import models
from plek.caseload.choices import KeepingGround, RightsKind, RightsState
from plek.caseload.rules.records import answer_term, law_term
from plek.caseload.selectors.handover import client_numbers
from plek.caseload.selectors.rights import past_term
from plek.caseload.services import destruction, rights
from plek.caseload.tests.factories import ClientFactory, ContactFactory, TrajectoryFactory
from plek.employers.models import Employer, EmployerContact
from plek.employment.models import Job
from plek.organisations.choices import Role
from plek.organisations.models import Membership, Organisation
from plek.organisations.tests.factories import member
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside, scoped_models

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _in_scope(house: House) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


@pytest.fixture
def own(house: House) -> Membership:
    return member(Role.CLIENT, organisation=house.organisation, on=TODAY, code="C7")


@pytest.fixture
def client(house: House, own: Membership) -> models.Client:
    """Someone with something of every kind in the record."""
    here: dict[str, Any] = {"organisation": house.organisation}
    client: models.Client = ClientFactory(
        **here, treatment_team=house.fact, ips_team=house.ips, number="C7", user=own.user
    )
    ended = TrajectoryFactory(
        client=client,
        ips_team=house.ips,
        specialist=house.specialist,
        number="T7",
        ended_on=date(2026, 10, 1),
        end_reason="verhuisd",
    )
    contact = ContactFactory(trajectory=ended, has_note=True)
    models.ContactNote.objects.create(**here, contact=contact, text="Sprak over de keuken")
    ContactFactory(trajectory=ended, corrects=contact)
    employer = Employer.objects.create(**here, code="W7", name="Bakkerij")
    Job.objects.create(
        **here, number="B7", trajectory=ended, employer=employer, title="Kok", started_on=date(2026, 9, 1),
        hours_per_week=12, contract="tijdelijk", is_competitive=True,
    )  # fmt: skip
    EmployerContact.objects.create(
        **here, key="7" * 32, member=house.specialist, employer=employer, trajectory=ended, recorded_at=NOW,
        held_on=TODAY, decides_on_hiring=True, mode="fysiek", purpose="kennismaken", recorded_by=house.specialist,
    )  # fmt: skip
    models.Draft.objects.create(
        **here, membership=house.specialist, form="contact", fields='{"clients": ["C7"]}', saved_at=NOW
    )
    return client


def asked(by: Membership, kind: RightsKind = RightsKind.DESTRUCTION) -> models.RightsRequest:
    return rights.ask(by=by, at=NOW, today=TODAY, number="C7", kind=kind, text="Alles weg", on=TODAY)


def proposed(house: House) -> models.Destruction:
    return destruction.propose(by=house.specialist, at=NOW, today=TODAY, number="C7")


def rows_about(client: models.Client) -> int:
    """Rows of any table that still hang on this client, by his own id or that of a trajectory."""
    return sum(
        model.objects.filter(**{f.name: client.pk}).count()
        for model in scoped_models()
        for f in model._meta.concrete_fields
        if f.related_model is models.Client
    )


class TestAsking:
    def test_the_term_is_that_of_the_law(self) -> None:
        assert answer_term(RightsKind.COPY).after(date(2026, 1, 31)) == date(2026, 2, 28)
        assert answer_term(RightsKind.DESTRUCTION).after(TODAY) == date(2027, 2, 24)
        term = law_term("ggz")
        assert term is not None
        assert (term.years, term.before(date(2028, 2, 29))) == (20, date(2008, 2, 29))
        assert law_term("uwv") is None

    def test_a_client_asks_once_and_who_guides_is_reminded(
        self, house: House, own: Membership, client: models.Client
    ) -> None:
        TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist, number="T8")
        made = asked(own, RightsKind.CORRECTION)
        assert (made.due_on, made.text) == (date(2026, 12, 24), "Alles weg")
        task = models.Task.objects.get()
        assert (task.owner_id, task.due_on) == (house.specialist.pk, TODAY)
        assert "24 december" in task.text
        with pytest.raises(Refused):
            asked(own, RightsKind.CORRECTION)
        entry = Entry.objects.get(event="rights.asked")
        assert (entry.client_id, entry.detail) == (client.pk, {"kind": "correction", "state": "open"})

    def test_an_answer_ends_it_and_only_who_helps_gives_one(
        self, house: House, own: Membership, client: models.Client
    ) -> None:
        made = asked(own, RightsKind.ACCESS)
        give = {"at": NOW, "request_id": made.pk, "is_granted": True, "text": "Kom het samen lezen"}
        for stranger in (house.administrator, house.stranger):
            with pytest.raises(NotFound):
                rights.answer(by=stranger, **give)
        with pytest.raises(Refused):
            rights.answer(by=own, **give)
        rights.answer(by=house.practitioner, **give)
        made.refresh_from_db()
        assert (made.state, made.answer) == (RightsState.GRANTED, "Kom het samen lezen")
        with pytest.raises(Refused):
            rights.withdraw(by=own, at=NOW, request_id=made.pk)

    def test_a_record_is_not_destroyed_by_an_answer(
        self, house: House, own: Membership, client: models.Client
    ) -> None:
        made = asked(own)
        with pytest.raises(Refused):
            rights.answer(by=house.specialist, at=NOW, request_id=made.pk, is_granted=True, text="Goed")


class TestDestroying:
    def test_two_people_agree_and_nothing_is_left_but_the_certificate(
        self, house: House, own: Membership, client: models.Client
    ) -> None:
        asked(own)
        found = proposed(house)
        done = destruction.destroy(by=house.administrator, at=NOW, destruction_id=found.pk)
        assert not models.Client.objects.filter(pk=client.pk).exists()
        assert rows_about(client) == 0
        assert not models.ContactNote.objects.exists()
        assert not models.Draft.objects.exists()
        assert not Job.objects.exists()
        assert EmployerContact.objects.get().trajectory_id is None
        assert not User.objects.filter(pk=own.user_id).exists()
        assert done.counts["caseload.Contact"] == 2
        assert done.counts["employment.Job"] == 1
        assert client_numbers(house.administrator, [client.pk]) == {client.pk: "C7"}
        entry = Entry.objects.get(event="client.destroyed")
        assert (entry.action, entry.client_id, entry.purpose) == ("D", client.pk, "request")

    def test_one_person_alone_cannot(self, house: House, own: Membership, client: models.Client) -> None:
        asked(own)
        by_leader = destruction.propose(by=house.leader, at=NOW, today=TODAY, number="C7")
        with pytest.raises(Refused):
            destruction.destroy(by=house.leader, at=NOW, destruction_id=by_leader.pk)
        with pytest.raises(Refused):
            destruction.destroy(by=house.specialist, at=NOW, destruction_id=by_leader.pk)
        models.Destruction.objects.filter(pk=by_leader.pk).update(state="done", decided_by=house.specialist)
        Membership.objects.filter(pk=house.specialist.pk).update(user=house.leader.user)
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="two people"), transaction.atomic():
            cursor.execute("select destroy_record(%s, %s)", [by_leader.pk, []])
        assert models.Client.objects.filter(pk=client.pk).exists()

    def test_without_a_request_only_after_the_term(self, house: House, client: models.Client) -> None:
        with pytest.raises(Refused):
            proposed(house)
        assert past_term(house.leader, TODAY) == []
        late = date(2046, 12, 24)
        assert past_term(house.leader, late) == [client]
        assert past_term(house.administrator, late) == []
        made = destruction.propose(by=house.leader, at=NOW, today=late, number="C7")
        assert (made.ground, made.last_changed_on) == ("term", date(2026, 11, 20))
        assert past_term(house.leader, late) == []
        Organisation.objects.filter(pk=house.organisation.pk).update(kind="uwv")
        house.leader.organisation.refresh_from_db()
        assert past_term(house.leader, late) == []

    def test_while_something_runs_it_waits(self, house: House, own: Membership, client: models.Client) -> None:
        asked(own)
        found = proposed(house)
        TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist, number="T9")
        with pytest.raises(Refused):
            destruction.destroy(by=house.administrator, at=NOW, destruction_id=found.pk)

    def test_a_reason_to_keep_it_is_told_to_the_client(
        self, house: House, own: Membership, client: models.Client
    ) -> None:
        made = asked(own)
        found = proposed(house)
        destruction.keep(by=house.administrator, at=NOW, destruction_id=found.pk, because=KeepingGround.LAW)
        made.refresh_from_db()
        assert made.state == RightsState.REFUSED
        assert "een wet vraagt" in made.answer

    def test_who_proposed_it_takes_it_back(self, house: House, own: Membership, client: models.Client) -> None:
        asked(own)
        found = proposed(house)
        with pytest.raises(Refused):
            destruction.take_back(by=house.leader, at=NOW, destruction_id=found.pk)
        destruction.take_back(by=house.specialist, at=NOW, destruction_id=found.pk)
        assert proposed(house).pk != found.pk
