"""The pages about a record: what is handed out, what a client gets, and who decides on destruction."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.caseload.choices import RightsKind
from plek.caseload.models import Client, ContactNote, Destruction, RightsRequest
from plek.caseload.services import national_number
from plek.caseload.tests.factories import ClientFactory, ContactFactory, TrajectoryFactory, client_in_care
from plek.organisations.choices import OrganisationKind, Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import member
from plek.organisations.tests.signing_in import sign_in_now
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/"
TODAY = date(2026, 11, 24)


@pytest.fixture
def zoe(house: House) -> Client:
    """In care, with a note and a BSN."""
    zoe = client_in_care(house)
    with inside(house.organisation.pk):
        contact = ContactFactory(trajectory=zoe.trajectories.get(), has_note=True)
        ContactNote.objects.create(organisation=house.organisation, contact=contact, text="Durft weer te bellen")
        national_number.set_number(by=house.specialist, number="C7", bsn="111222333")
    return zoe


def test_helpers_hand_out_the_whole_record_and_it_is_logged(house: House, zoe: Client, client: Browser) -> None:
    browser = sign_in_now(client, house.practitioner)
    page = browser.get(f"{HERE}clients/C7/record/").content.decode()
    assert "Durft weer te bellen" in page
    file = browser.get(f"{HERE}clients/C7/record/?file=1")
    told = json.loads(file.content)
    assert told["caseload.ContactNote"][0]["text"] == "Durft weer te bellen"
    assert told["caseload.Trajectory"][0]["wish"] == "Koken"
    assert "111222333" not in page + file.content.decode()
    with inside(house.organisation.pk):
        assert {e.event for e in Entry.objects.filter(client_id=zoe.pk, action="X")} == {
            "record.viewed", "record.exported",
        }  # fmt: skip


def test_a_client_takes_his_own_facts_along_without_the_notes(house: House, zoe: Client, client: Browser) -> None:
    own = member(Role.CLIENT, organisation=house.organisation, on=TODAY)
    with inside(house.organisation.pk):
        Client.objects.filter(pk=zoe.pk).update(user=own.user)
        ClientFactory(organisation=house.organisation, treatment_team=house.fact, last_name="Vreemdeling")
    browser = sign_in_now(client, own)
    told = browser.get(f"{HERE}me/record/?file=1").content.decode()
    page = browser.get(f"{HERE}me/record/").content.decode()
    assert "Koken" in page
    assert "Koken" in told
    assert not any(word in told + page for word in ("Durft", "Vreemdeling", "111222333"))


@pytest.mark.parametrize("page", ["clients/C7/record/", "clients/C7/destruction/"])
def test_first_who_one_is(house: House, zoe: Client, sign_in: SignIn, page: str) -> None:
    assert "/account/confirm/" in sign_in(house.specialist).get(HERE + page).headers["Location"]


def test_the_second_person_decides_and_who_proposed_does_not(house: House, zoe: Client, client: Browser) -> None:
    with inside(house.organisation.pk):
        zoe.trajectories.update(ended_on=TODAY, end_reason="verhuisd")
        RightsRequest.objects.create(
            organisation=house.organisation, client=zoe, kind=RightsKind.DESTRUCTION, asked_on=TODAY,
            asked_by=house.leader, due_on=TODAY,
        )  # fmt: skip
    browser = sign_in_now(client, house.leader)
    browser.post(f"{HERE}clients/C7/destruction/")
    with inside(house.organisation.pk):
        pk = Destruction.objects.get().pk
    assert "Vraag een collega" in browser.get(f"{HERE}records/{pk}/").content.decode()
    assert browser.post(f"{HERE}records/{pk}/destroy/", {"is_checked": "on"}).status_code == 422
    desk = sign_in_now(client, house.administrator)
    page = desk.get(f"{HERE}records/").content.decode()
    assert "C7" in page
    assert "Meer" not in page
    assert desk.post(f"{HERE}records/{pk}/destroy/", {}).status_code == 422
    answer = desk.post(f"{HERE}records/{pk}/destroy/", {"is_checked": "on"}, follow=True)
    assert "Verklaring van vernietiging" in answer.content.decode()


def test_where_no_law_sets_the_term_the_administrator_does(house: House, zoe: Client, client: Browser) -> None:
    desk, page = sign_in_now(client, house.administrator), f"{HERE}records/term/"
    assert "20 jaar na de laatste wijziging" in desk.get(page).content.decode()
    assert desk.post(page, {"years": "1", "because": "Zomaar"}).status_code == 422
    house.organisation.kind = OrganisationKind.SUPPORTED_HOUSING
    house.organisation.save(update_fields=["kind"])
    assert "niet nagekeken" in desk.get(page).content.decode()
    assert desk.post(page, {"years": "7", "because": " "}).status_code == 422
    assert desk.post(page, {"years": "7", "because": "Besluit van 1 juni"}).status_code == 302
    with inside(house.organisation.pk):
        entry = Entry.objects.get(event="records.term_decided")
        assert (entry.user_id, entry.detail) == (house.administrator.user_id, {"years": 7})
    shown = sign_in_now(client, house.leader).get(f"{HERE}records/").content.decode()
    assert "7 jaar" in shown
    assert "Besluit van 1 juni" in shown
    assert sign_in_now(client, house.leader).get(page).status_code == 403


def test_pages_cost_the_same_for_many(house: House, zoe: Client, sign_in: SignIn) -> None:
    def cost(browser: Browser, page: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(HERE + page).status_code == 200
        return sum("SAVEPOINT" not in q["sql"] and not q["sql"].startswith("select set_") for q in asked)

    def furnish(count: int) -> None:
        own: dict[str, Any] = {"organisation": house.organisation}
        with inside(house.organisation.pk):
            for n in range(count):
                other = ClientFactory(**own, treatment_team=house.fact, ips_team=house.ips)
                TrajectoryFactory(client=other, ips_team=house.ips, specialist=house.specialist)
                kind = {"kind": RightsKind.ACCESS, "asked_on": TODAY, "asked_by": house.leader, "due_on": TODAY}
                RightsRequest.objects.create(**own, client=other, **kind)
                RightsRequest.objects.create(**own, client=zoe, **kind, state="granted", answered_by=house.leader)
                Destruction.objects.create(
                    **own, record_id=n + 10**6, client_number=f"X{n}", ground="term", proposed_by=house.leader,
                    proposed_at="2026-11-24T09:00Z",
                )  # fmt: skip
                Destruction.objects.filter(record_id=n + 10**6).update(state="withdrawn")

    browser = sign_in(house.leader)
    costs = []
    for count in (1, 8):
        furnish(count)
        costs.append([cost(browser, page) for page in ("records/", "clients/C7/rights/")])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 10, costs
