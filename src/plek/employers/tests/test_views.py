"""The pages about employers: who may come in, what they show, and what a form does."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.caseload.models import Draft, Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.employers.models import Employer, EmployerContact
from plek.employers.tests.factories import EmployerContactFactory, EmployerFactory
from plek.employment.tests.factories import JobFactory
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Client]
BASE = "/o/ggz-veenland/"
PAGES = ("employers/", "employers/new/", "employers/WG0007/", "employers/WG0007/edit/", "employer-contacts/new/")


@pytest.fixture(autouse=True)
def _on_a_tuesday(today: date) -> Any:
    with time_machine.travel("2026-11-24 10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def bakery(house: House) -> Employer:
    with inside(house.organisation.pk):
        return EmployerFactory(
            organisation=house.organisation, code="WG0007", name="Bakkerij Jansen", kvk="12345678"
        )


@pytest.fixture
def trajectory(house: House) -> Trajectory:
    with inside(house.organisation.pk):
        client = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, first_name="Anna",
            last_name="de Vries",
        )  # fmt: skip
        return TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist)


def contact(**fields: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()), "employer": "WG0007", "purpose": "kennismaken", "mode": "fysiek",
        "decides_on_hiring": "yes", "held_on": "2026-11-24",
    } | fields  # fmt: skip


def cost(queries: CaptureQueriesContext) -> int:
    """Statements of one page, without the savepoints and scopes that only stand in tests."""
    only_in_tests = ("SAVEPOINT", "RELEASE", "select set_config")
    return sum(not query["sql"].startswith(only_in_tests) for query in queries)


@pytest.mark.parametrize("address", PAGES)
def test_caseload_roles_come_in_and_others_do_not(
    house: House, bakery: Employer, sign_in: SignIn, address: str
) -> None:
    assert sign_in(house.specialist).get(BASE + address).status_code == 200
    assert sign_in(house.leader).get(BASE + address).status_code == 200
    assert sign_in(house.practitioner).get(BASE + address).status_code == 403
    assert sign_in(house.stranger).get(BASE + address).status_code == 404


def test_a_stranger_finds_no_employer_of_others_at_home(house: House, bakery: Employer, sign_in: SignIn) -> None:
    at_home = sign_in(house.stranger)
    base = f"/o/{house.stranger.organisation.slug}/"
    assert at_home.get(base + "employers/WG0007/").status_code == 404
    assert b"Bakkerij" not in at_home.get(base + "employers/").content
    assert at_home.post(base + "employer-contacts/new/", contact()).status_code == 404


class TestList:
    def test_says_who_spoke_last_and_how_far_it_is(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            EmployerContactFactory(employer=bakery, member=house.colleague, purpose="bedrijf leren kennen")
            EmployerContactFactory(employer=bakery, member=house.specialist, held_on=date(2026, 11, 1))
        text = sign_in(house.specialist).get(BASE + "employers/").content.decode()
        assert str(house.colleague.user) in text
        assert "6 dagen geleden" in text
        assert "bedrijf leren kennen" in text

    @pytest.mark.parametrize(
        ("query", "shows"),
        [
            ("q=bakerij", {"Bakkerij Jansen"}),
            ("q=emmen", {"Garage Smit"}),
            ("town=Emmen", {"Garage Smit"}),
            ("sector=Techniek", {"Garage Smit"}),
            ("stage=none", {"Garage Smit"}),
            ("stage=kennismaken", {"Bakkerij Jansen"}),
            ("owner=TB2", {"Bakkerij Jansen"}),
            ("owner=TB1", set()),
            ("quiet=30", {"Garage Smit"}),
            ("town=Atlantis", {"Bakkerij Jansen", "Garage Smit"}),
            ("sort=-spoken", {"Bakkerij Jansen", "Garage Smit"}),
        ],
    )
    def test_filters(self, house: House, bakery: Employer, sign_in: SignIn, query: str, shows: set[str]) -> None:
        with inside(house.organisation.pk):
            EmployerFactory(organisation=house.organisation, name="Garage Smit", town="Emmen", sector="Techniek")
            EmployerContactFactory(employer=bakery, member=house.specialist, held_on=date(2026, 11, 2))
            EmployerContactFactory(employer=bakery, member=house.colleague)
        response = sign_in(house.specialist).get(f"{BASE}employers/?{query}")
        assert {line.name for line in response.context["lines"]} == shows

    @pytest.mark.parametrize("sort", ["name", "-name", "town", "-town", "spoken", "-spoken", "stage", "-stage"])
    def test_sorts(self, house: House, bakery: Employer, sign_in: SignIn, sort: str) -> None:
        with inside(house.organisation.pk):
            EmployerFactory(organisation=house.organisation, name="aannemer Zwart", town="Zwolle")
            EmployerContactFactory(employer=bakery, member=house.colleague)
        names = [
            row.name for row in sign_in(house.specialist).get(f"{BASE}employers/?sort={sort}").context["lines"]
        ]
        first = "aannemer Zwart" if sort in ("name", "-town", "spoken", "stage") else "Bakkerij Jansen"
        assert names[0] == first

    def test_costs_the_same_for_3_and_for_60(self, house: House, sign_in: SignIn) -> None:
        browser, counts = sign_in(house.specialist), []
        for number in (3, 57):
            with inside(house.organisation.pk):
                for _ in range(number):
                    made = EmployerFactory(organisation=house.organisation)
                    EmployerContactFactory(employer=made, member=house.colleague)
            browser.get(BASE + "employers/")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                browser.get(BASE + "employers/")
            counts.append(cost(queries))
        assert counts[0] == counts[1]
        assert counts[1] <= 10


class TestPage:
    def test_names_the_client_only_to_who_may_see_him(
        self, house: House, bakery: Employer, trajectory: Trajectory, sign_in: SignIn
    ) -> None:
        with inside(house.organisation.pk):
            other = ClientFactory(
                organisation=house.organisation, treatment_team=house.fact, last_name="Geheim", ips_team=house.fact
            )
            hidden = TrajectoryFactory(client=other, ips_team=house.fact, specialist=house.colleague)
            JobFactory(trajectory=trajectory, employer=bakery, title="Afwasser")
            JobFactory(trajectory=hidden, employer=bakery, title="Bezorger")
            EmployerContactFactory(employer=bakery, member=house.colleague, trajectory=hidden)
        text = sign_in(house.colleague).get(BASE + "employers/WG0007/").content.decode()
        assert "Afwasser" in text
        assert "Anna de Vries" in text
        assert "Bezorger" in text
        assert "Geheim" not in text
        assert "1 contact voor" in text

    def test_warns_when_a_colleague_was_there_lately(
        self, house: House, bakery: Employer, sign_in: SignIn
    ) -> None:
        with inside(house.organisation.pk):
            EmployerContactFactory(employer=bakery, member=house.colleague)
        mine = sign_in(house.specialist).get(BASE + "employers/WG0007/")
        assert str(house.colleague.user) in mine.context["employer"].colleague
        assert sign_in(house.colleague).get(BASE + "employers/WG0007/").context["employer"].colleague == ""

    def test_shows_twenty_contacts_and_then_all(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            for _ in range(23):
                EmployerContactFactory(employer=bakery, member=house.specialist)
        browser = sign_in(house.specialist)
        assert len(browser.get(BASE + "employers/WG0007/").context["employer"].contacts) == 20
        assert len(browser.get(BASE + "employers/WG0007/?all=1").context["employer"].contacts) == 23

    def test_costs_ten_queries_whatever_happened(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        browser, counts = sign_in(house.specialist), []
        for number in (3, 57):
            with inside(house.organisation.pk):
                for _ in range(number):
                    EmployerContactFactory(employer=bakery, member=house.colleague)
            with CaptureQueriesContext(connection) as queries:
                browser.get(BASE + "employers/WG0007/")
            counts.append(cost(queries))
        assert counts[0] == counts[1]
        assert counts[1] <= 10


class TestNewAndEdit:
    def test_adds(self, house: House, sign_in: SignIn) -> None:
        typed = {"name": "Hovenier Groen", "kvk": "1234 5678", "town": "Assen", "sector": ""}
        response = sign_in(house.specialist).post(BASE + "employers/new/", typed)
        assert response.status_code == 302
        with inside(house.organisation.pk):
            assert Employer.objects.get().kvk == "12345678"

    @pytest.mark.parametrize("kvk", ["1234567", "abcdefgh", "123456789"])
    def test_refuses_a_wrong_kvk(self, house: House, sign_in: SignIn, kvk: str) -> None:
        response = sign_in(house.specialist).post(BASE + "employers/new/", {"name": "Groen", "kvk": kvk})
        assert response.status_code == 422
        assert "kvk" in response.context["form"].errors

    def test_warns_for_one_alike_with_a_link_and_goes_on_when_told(
        self, house: House, bakery: Employer, sign_in: SignIn
    ) -> None:
        browser, typed = sign_in(house.specialist), {"name": "Bakkerij Jansen BV", "town": "Assen"}
        response = browser.post(BASE + "employers/new/", typed)
        assert response.status_code == 422
        assert "/employers/WG0007/" in response.content.decode()
        assert browser.post(BASE + "employers/new/", typed | {"is_another": "on"}).status_code == 302

    def test_a_conflict_shows_what_the_colleague_made_of_it(
        self, house: House, bakery: Employer, sign_in: SignIn
    ) -> None:
        browser = sign_in(house.specialist)
        typed = {"name": "Bakkerij Jansen", "kvk": "12345678", "town": "Assen", "sector": "Voeding"}
        with inside(house.organisation.pk):
            Employer.objects.filter(pk=bakery.pk).update(sector="Detailhandel", version=2)
        clash = browser.post(BASE + "employers/WG0007/edit/", typed | {"version": "1"})
        assert clash.status_code == 422
        assert "Detailhandel" in clash.content.decode()
        assert 'name="version" value="2"' in clash.content.decode()
        assert browser.post(BASE + "employers/WG0007/edit/", typed | {"version": "2"}).status_code == 302


class TestLogContact:
    def test_four_taps_are_enough(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            EmployerContactFactory(employer=bakery, member=house.specialist)
        browser = sign_in(house.specialist)
        form = browser.get(BASE + "employer-contacts/new/").context["form"]
        assert form["mode"].value() == "fysiek"
        assert form.fields["employer"].widget.choices == [("WG0007", "Bakkerij Jansen, Assen")]
        assert browser.post(BASE + "employer-contacts/new/", contact()).status_code == 302
        with inside(house.organisation.pk):
            assert EmployerContact.objects.count() == 2

    def test_the_next_purpose_is_proposed(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            EmployerContactFactory(employer=bakery, member=house.specialist)
        form = sign_in(house.specialist).get(BASE + "employer-contacts/new/?employer=WG0007").context["form"]
        assert form["purpose"].value() == "bedrijf leren kennen"
        assert form["employer"].value() == "WG0007"

    def test_a_new_employer_is_added_by_name(self, house: House, sign_in: SignIn) -> None:
        typed = contact(employer="", name="Garage Smit", town="Rolde")
        assert sign_in(house.specialist).post(BASE + "employer-contacts/new/", typed).status_code == 302
        with inside(house.organisation.pk):
            assert EmployerContact.objects.get().employer.name == "Garage Smit"

    def test_one_alike_is_offered(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        typed = contact(employer="", name="Bakerij Jansen", town="Assen")
        response = sign_in(house.specialist).post(BASE + "employer-contacts/new/", typed)
        assert response.status_code == 422
        assert [code for code, _ in response.context["form"].fields["employer"].widget.choices] == ["WG0007"]
        assert response.context["asks_another"]
        with inside(house.organisation.pk):
            assert not EmployerContact.objects.exists()

    def test_sent_twice_stands_once(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        browser, typed = sign_in(house.specialist), contact()
        for _ in range(2):
            assert browser.post(BASE + "employer-contacts/new/", typed).status_code == 302
        with inside(house.organisation.pk):
            assert EmployerContact.objects.count() == 1

    def test_beside_a_page_it_says_so_and_closes(
        self, house: House, bakery: Employer, trajectory: Trajectory, sign_in: SignIn
    ) -> None:
        beside = {"HX-Request": "true", "HX-Target": "panel"}
        browser = sign_in(house.specialist)
        sheet = browser.get(f"{BASE}employer-contacts/new/?trajectory={trajectory.number}", headers=beside)
        assert b"<html" not in sheet.content
        assert sheet.context["form"]["trajectory"].value() == trajectory.number
        typed = contact(trajectory=trajectory.number, fits_wish="yes")
        response = browser.post(BASE + "employer-contacts/new/", typed, headers=beside)
        assert response.content == b""
        assert "plek:said" in response["HX-Trigger"]
        with inside(house.organisation.pk):
            assert EmployerContact.objects.get().fits_wish is True

    def test_what_was_being_typed_comes_back_and_goes_when_sent(
        self, house: House, bakery: Employer, sign_in: SignIn
    ) -> None:
        browser = sign_in(house.specialist)
        browser.post(BASE + "drafts/employer-contact/", {"name": "Garage Sm", "purpose": "onderhouden"})
        form = browser.get(BASE + "employer-contacts/new/").context["form"]
        assert (form["name"].value(), form["purpose"].value()) == ("Garage Sm", "onderhouden")
        browser.post(BASE + "employer-contacts/new/", contact())
        with inside(house.organisation.pk):
            assert not Draft.objects.exists()

    def test_typing_a_name_asks_for_employers_that_answer_to_it(self, house: House, sign_in: SignIn) -> None:
        text = sign_in(house.specialist).get(BASE + "employer-contacts/new/").content.decode()
        assert f'hx-get="{BASE}employer-contacts/find/"' in text
        assert 'hx-trigger="input changed delay:250ms"' in text

    def test_find_offers_choices_with_who_was_there(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            EmployerContactFactory(employer=bakery, member=house.colleague)
        text = sign_in(house.specialist).get(BASE + "employer-contacts/find/?name=bakke").content.decode()
        assert 'value="WG0007"' in text
        assert str(house.colleague.user) in text


class TestFollow:
    def test_corrects_on_a_page_filled_in(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            first = EmployerContactFactory(employer=bakery, member=house.specialist, person="meneer Bos")
        browser, address = sign_in(house.specialist), f"{BASE}employer-contacts/{first.key}/correct/"
        assert browser.get(address).context["form"]["person"].value() == "meneer Bos"
        assert browser.post(address, contact(purpose="onderhouden")).status_code == 302
        with inside(house.organisation.pk):
            standing = EmployerContact.objects.visible_to(house.specialist).standing().get()
        assert standing.purpose == "onderhouden"
        assert browser.get(address).status_code == 404

    def test_withdraws(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            first = EmployerContactFactory(employer=bakery, member=house.specialist)
        browser, address = sign_in(house.specialist), f"{BASE}employer-contacts/{first.key}/withdraw/"
        assert browser.get(address).status_code == 200
        assert browser.post(address, {"key": str(uuid.uuid4())}).status_code == 302
        with inside(house.organisation.pk):
            assert not EmployerContact.objects.visible_to(house.specialist).standing().exists()

    def test_a_colleague_is_told_to_ask(self, house: House, bakery: Employer, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            first = EmployerContactFactory(employer=bakery, member=house.specialist)
        address = f"{BASE}employer-contacts/{first.key}/withdraw/"
        response = sign_in(house.colleague).post(address, {"key": str(uuid.uuid4())})
        assert response.status_code == 422
        with inside(house.organisation.pk):
            assert EmployerContact.objects.count() == 1
