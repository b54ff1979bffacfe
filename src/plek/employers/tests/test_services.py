"""Writing about employers: firms, contacts, corrections and withdrawals."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from conftest import House
from plek.audit.models import Entry
from plek.caseload.models import Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.employers import services
from plek.employers.models import Employer, EmployerContact
from plek.employers.tests.factories import EmployerContactFactory, EmployerFactory
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _inside(house: House) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


@pytest.fixture
def bakery(house: House) -> Employer:
    return EmployerFactory(organisation=house.organisation, code="WG0007", name="Bakkerij Jansen", kvk="12345678")


@pytest.fixture
def trajectory(house: House) -> Trajectory:
    client = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
    return TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist)


def contact(**fields: Any) -> dict[str, Any]:
    return {
        "at": NOW, "on": TODAY, "key": uuid.uuid4(), "held_on": TODAY, "mode": "fysiek", "purpose": "kennismaken",
        "decides_on_hiring": True,
    } | fields  # fmt: skip


class TestRegister:
    def test_gives_the_next_number_and_logs_it(self, house: House, bakery: Employer) -> None:
        made = services.register_employer(by=house.specialist, at=NOW, name="Hovenier Groen", town="Assen")
        assert made.code == "WG0008"
        entry = Entry.objects.get(event="employer.registered")
        assert (entry.object_id, entry.user_id) == (str(made.pk), house.specialist.user_id)
        assert "Hovenier" not in str(entry.detail)

    def test_warns_for_the_same_kvk(self, house: House, bakery: Employer) -> None:
        with pytest.raises(services.LooksKnown, match="Bakkerij Jansen") as refusal:
            services.register_employer(by=house.specialist, at=NOW, name="Brood en Zo", kvk="12345678")
        assert refusal.value.codes == ["WG0007"]

    def test_warns_for_a_name_alike_and_goes_on_when_told(self, house: House, bakery: Employer) -> None:
        alike = {"by": house.specialist, "at": NOW, "name": "bakkerij jansen bv", "town": "Assen"}
        with pytest.raises(services.LooksKnown):
            services.register_employer(**alike)
        assert services.register_employer(**alike, is_another=True).pk != bakery.pk

    def test_is_refused_to_others(self, house: House) -> None:
        with pytest.raises(Refused, match=r"[Oo]nly|[Aa]lleen"):
            services.register_employer(by=house.practitioner, at=NOW, name="Hovenier Groen")
        assert not Employer.objects.exists()


class TestChange:
    def test_changes_and_counts_the_version(self, house: House, bakery: Employer) -> None:
        services.change_employer(
            by=house.specialist, at=NOW, code="WG0007", version=1, name="Bakkerij Jansen", kvk="12345678",
            sector="Voeding", town="Assen",
        )  # fmt: skip
        bakery.refresh_from_db()
        assert (bakery.sector, bakery.version) == ("Voeding", 2)
        assert Entry.objects.get(event="employer.changed").detail == {"fields": ["sector"]}

    def test_a_colleague_who_was_first_is_not_overwritten(self, house: House, bakery: Employer) -> None:
        typed = {"name": "Bakkerij Jansen", "kvk": "12345678", "town": "Assen"}
        services.change_employer(by=house.colleague, at=NOW, code="WG0007", version=1, sector="Retail", **typed)
        with pytest.raises(services.Conflict) as refusal:
            services.change_employer(
                by=house.specialist, at=NOW, code="WG0007", version=1, sector="Voeding", **typed
            )
        bakery.refresh_from_db()
        assert bakery.sector == "Retail"
        assert refusal.value.fields == ["sector"]

    def test_a_stranger_finds_nothing(self, house: House, bakery: Employer) -> None:
        with pytest.raises(NotFound):
            services.change_employer(
                by=house.stranger, at=NOW, code="WG0007", version=1, name="x", kvk="", sector="", town=""
            )


class TestFindOrRegister:
    def test_by_code(self, house: House, bakery: Employer) -> None:
        assert services.find_or_register(by=house.specialist, at=NOW, code="WG0007") == bakery

    def test_by_its_very_name(self, house: House, bakery: Employer) -> None:
        assert services.find_or_register(by=house.specialist, at=NOW, name="bakkerij JANSEN") == bakery

    def test_in_doubt_it_asks(self, house: House, bakery: Employer) -> None:
        with pytest.raises(services.LooksKnown):
            services.find_or_register(by=house.specialist, at=NOW, name="Bakerij Jansen", town="Assen")

    def test_new(self, house: House, bakery: Employer) -> None:
        made = services.find_or_register(by=house.specialist, at=NOW, name="Garage Smit", town="Rolde")
        assert (made.name, made.town) == ("Garage Smit", "Rolde")

    def test_nothing_typed(self, house: House) -> None:
        with pytest.raises(Refused) as refusal:
            services.find_or_register(by=house.specialist, at=NOW)
        assert refusal.value.field == "employer"

    def test_an_unknown_code(self, house: House) -> None:
        with pytest.raises(NotFound):
            services.find_or_register(by=house.specialist, at=NOW, code="WG9999")


class TestLog:
    def test_sent_twice_stands_once(self, house: House, bakery: Employer) -> None:
        typed = contact()
        first = services.log_contact(by=house.specialist, employer=bakery, **typed)
        second = services.log_contact(by=house.specialist, employer=bakery, **typed)
        assert first.pk == second.pk
        assert Entry.objects.filter(event="employer_contact.logged").count() == 1

    def test_for_a_client_is_logged_as_of_that_client(
        self, house: House, bakery: Employer, trajectory: Trajectory
    ) -> None:
        services.log_contact(
            by=house.specialist, employer=bakery, **contact(trajectory_number=trajectory.number, fits_wish=True)
        )
        assert Entry.objects.get(event="employer_contact.logged").client_id == trajectory.client_id

    def test_without_a_client_nothing_fits_a_wish(self, house: House, bakery: Employer) -> None:
        logged = services.log_contact(by=house.specialist, employer=bakery, **contact(fits_wish=True))
        assert logged.fits_wish is None

    def test_a_day_to_come_is_refused(self, house: House, bakery: Employer) -> None:
        with pytest.raises(Refused):
            services.log_contact(by=house.specialist, employer=bakery, **contact(held_on=date(2026, 11, 25)))

    def test_for_a_client_of_others_is_not_found(self, house: House, bakery: Employer) -> None:
        client = ClientFactory(organisation=house.organisation, treatment_team=house.fact)
        elsewhere = TrajectoryFactory(client=client, ips_team=house.fact, specialist=house.colleague)
        with pytest.raises(NotFound):
            services.log_contact(
                by=house.specialist, employer=bakery, **contact(trajectory_number=elsewhere.number)
            )


class TestCorrect:
    def test_a_row_follows_and_the_first_stays(self, house: House, bakery: Employer) -> None:
        first = EmployerContactFactory(employer=bakery, member=house.specialist)
        later = services.correct_contact(by=house.specialist, corrects=first.key, **contact(purpose="onderhouden"))
        assert later.corrects_id == first.pk
        assert list(EmployerContact.objects.visible_to(house.specialist).standing()) == [later]
        assert EmployerContact.objects.count() == 2

    def test_sent_twice_stands_once(self, house: House, bakery: Employer) -> None:
        first, typed = EmployerContactFactory(employer=bakery, member=house.specialist), contact()
        one = services.correct_contact(by=house.specialist, corrects=first.key, **typed)
        assert services.correct_contact(by=house.specialist, corrects=first.key, **typed) == one

    def test_what_was_corrected_already_is_refused(self, house: House, bakery: Employer) -> None:
        first = EmployerContactFactory(employer=bakery, member=house.specialist)
        services.correct_contact(by=house.specialist, corrects=first.key, **contact())
        with pytest.raises(Refused):
            services.correct_contact(by=house.specialist, corrects=first.key, **contact())

    def test_a_colleague_may_not(self, house: House, bakery: Employer) -> None:
        first = EmployerContactFactory(employer=bakery, member=house.specialist)
        with pytest.raises(Refused):
            services.correct_contact(by=house.colleague, corrects=first.key, **contact())


class TestWithdraw:
    def test_it_no_longer_stands_but_stays(self, house: House, bakery: Employer) -> None:
        first = EmployerContactFactory(employer=bakery, member=house.specialist, person="mevrouw Bos")
        key = uuid.uuid4()
        later = services.withdraw_contact(by=house.specialist, at=NOW, key=key, withdraws=first.key)
        assert (later.person, later.is_withdrawn, later.held_on) == ("mevrouw Bos", True, first.held_on)
        assert not EmployerContact.objects.visible_to(house.specialist).standing().exists()
        assert services.withdraw_contact(by=house.specialist, at=NOW, key=key, withdraws=first.key) == later
        assert EmployerContact.objects.count() == 2

    def test_a_stranger_finds_nothing(self, house: House, bakery: Employer) -> None:
        first = EmployerContactFactory(employer=bakery, member=house.specialist)
        with pytest.raises(NotFound):
            services.withdraw_contact(by=house.stranger, at=NOW, key=uuid.uuid4(), withdraws=first.key)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_a_contact(house: House, bakery: Employer, change: str) -> None:
    EmployerContactFactory(employer=bakery, member=house.specialist)
    rows = EmployerContact.objects.all()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows.update(person="x") if change == "update" else rows._raw_delete(rows.db)
