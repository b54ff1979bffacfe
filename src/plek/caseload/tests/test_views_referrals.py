"""The inbox and every answer, through the doors."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.caseload.choices import ReferralState
from plek.caseload.models import Appointment, Client, Referral, Trajectory
from plek.caseload.services import referrals as services
from plek.caseload.services.referrals import Request
from plek.caseload.tests.factories import ClientFactory, ReferralFactory
from plek.organisations.models import Absence, Membership
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
AT, ON = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)
ANSWERS = ["accept", "ask", "reply", "decline", "withdraw", "reopen"]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def referral(house: House) -> Referral:
    with inside(house.organisation.pk):
        client = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, number="C7", last_name="Kuiper"
        )
        return services.refer(
            by=house.practitioner, at=AT, on=date(2026, 11, 6), client=client, ips_team=house.ips,
            source="treatment_team", request=Request(wish="Iets met dieren", good_to_know="Belt liever niet"),
        )  # fmt: skip


def url(house: House, rest: str = "") -> str:
    return f"/o/{house.organisation.slug}/referrals/{rest}"


def state(house: House) -> str:
    with inside(house.organisation.pk):
        return str(Referral.objects.get().state)


def last_event(house: House) -> str:
    with inside(house.organisation.pk):
        return str(Entry.objects.order_by("-sequence").values_list("event", flat=True)[0])


def test_the_inbox_shows_how_long_each_waits_and_nothing_of_what_was_said(
    house: House, referral: Referral, sign_in: SignIn
) -> None:
    page = sign_in(house.specialist).get(url(house)).content.decode()
    assert "Anna Kuiper" in page
    assert "12 werkdagen" in page
    assert "binnen 10 werkdagen" in page
    assert "dieren" not in page
    assert last_event(house) == "referrals.listed"


@pytest.mark.parametrize(
    ("who", "status"),
    [("specialist", 200), ("leader", 200), ("practitioner", 200), ("stranger", 404)],
)
def test_who_may_open_it(house: House, referral: Referral, sign_in: SignIn, who: str, status: int) -> None:
    browser = sign_in(getattr(house, who))
    assert browser.get(url(house, f"{referral.pk}/")).status_code == status
    assert browser.get(url(house)).status_code == status


def test_opening_it_is_logged_with_the_client(house: House, referral: Referral, sign_in: SignIn) -> None:
    page = sign_in(house.specialist).get(url(house, f"{referral.pk}/")).content.decode()
    assert "Iets met dieren" in page
    with inside(house.organisation.pk):
        assert Entry.objects.get(event="referral.viewed").client_id == referral.client_id


def test_the_page_says_that_no_one_is_excluded(house: House, referral: Referral, sign_in: SignIn) -> None:
    page = sign_in(house.specialist).get(url(house, f"{referral.pk}/")).content.decode()
    assert "nooit een reden om af te wijzen" in page
    assert "cliënten" in page


def test_who_is_away_is_called_so_where_one_chooses_who_guides(
    house: House, referral: Referral, sign_in: SignIn
) -> None:
    browser = sign_in(house.leader)
    assert "afwezig" not in browser.get(url(house, f"{referral.pk}/")).content.decode()
    with inside(house.organisation.pk):
        Absence.objects.create(
            organisation=house.organisation, membership=house.colleague, kind="leave", begins_on=date(2026, 11, 1)
        )
    assert browser.get(url(house, f"{referral.pk}/")).content.decode().count("· afwezig") == 1


def test_only_the_side_that_may_gets_the_forms(house: House, referral: Referral, sign_in: SignIn) -> None:
    page = sign_in(house.practitioner).get(url(house, f"{referral.pk}/")).content.decode()
    assert f"{referral.pk}/withdraw/" in page
    assert f"{referral.pk}/accept/" not in page
    page = sign_in(house.leader).get(url(house, f"{referral.pk}/")).content.decode()
    assert f"{referral.pk}/withdraw/" not in page
    assert f"{referral.pk}/accept/" in page


def test_accepting_with_a_first_appointment(house: House, referral: Referral, sign_in: SignIn) -> None:
    sent = {"specialist": house.specialist.pk, "meet_on": "2026-11-26", "meet_at": "10:30", "place": "Bibliotheek"}
    answer = sign_in(house.leader).post(url(house, f"{referral.pk}/accept/"), sent)
    assert answer.headers["Location"].endswith("/clients/C7/")
    with inside(house.organisation.pk):
        appointment = Appointment.objects.get()
        assert appointment.membership == house.specialist
        assert appointment.starts_at == datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
        assert appointment.trajectory == Trajectory.objects.get()
        assert Trajectory.objects.get().specialist == house.specialist


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"specialist": ""}, "specialist"),
        ({"meet_on": "2026-11-26"}, "meet_at"),
        ({"specialist": "0"}, "specialist"),
    ],
)
def test_accepting_asks_for_what_is_missing(
    house: House, referral: Referral, sign_in: SignIn, wrong: dict[str, str], field: str
) -> None:
    sent = {"specialist": str(house.specialist.pk), **wrong}
    answer = sign_in(house.leader).post(url(house, f"{referral.pk}/accept/"), sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert state(house) == ReferralState.WAITING


def test_question_answer_and_a_no_with_a_way_back(house: House, referral: Referral, sign_in: SignIn) -> None:
    pk = referral.pk
    assert sign_in(house.leader).post(url(house, f"{pk}/ask/"), {"text": ""}).status_code == 422
    sign_in(house.leader).post(url(house, f"{pk}/ask/"), {"text": "Wanneer?"})
    assert "Wanneer?" in sign_in(house.practitioner).get(url(house, f"{pk}/")).content.decode()
    sign_in(house.practitioner).post(url(house, f"{pk}/reply/"), {"text": "Dinsdag"})
    assert state(house) == ReferralState.WAITING
    assert sign_in(house.leader).post(url(house, f"{pk}/decline/"), {"reason": "not_ready"}).status_code == 422
    answer = sign_in(house.leader).post(url(house, f"{pk}/decline/"), {"reason": "no_wish", "text": "Tot later"})
    assert answer.headers["Location"] == url(house)
    page = sign_in(house.practitioner).get(url(house, f"{pk}/")).content.decode()
    assert "Tot later" in page
    assert f"{pk}/reopen/" in page
    sign_in(house.practitioner).post(url(house, f"{pk}/reopen/"), {"text": "Wil nu wel"})
    assert state(house) == ReferralState.WAITING
    sign_in(house.practitioner).post(url(house, f"{pk}/withdraw/"), {"text": ""})
    assert state(house) == ReferralState.WITHDRAWN


@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_only_come_by_post_and_from_inside(
    house: House, referral: Referral, sign_in: SignIn, answer: str
) -> None:
    got = sign_in(house.leader).get(url(house, f"{referral.pk}/{answer}/"))
    assert got.status_code == 302
    assert sign_in(house.stranger).post(url(house, f"{referral.pk}/{answer}/"), {"text": "x"}).status_code == 404
    assert sign_in(house.leader).post(url(house, f"999999/{answer}/"), {"text": "x"}).status_code == 404
    assert state(house) == ReferralState.WAITING


def new(house: House, **more: Any) -> dict[str, Any]:
    return {"wish": "Rijden", "ips_team": house.ips.pk, "is_client_informed": "on", **more}


def test_a_practitioner_refers_a_client_of_his_team_in_a_few_fields(house: House, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        ClientFactory(organisation=house.organisation, treatment_team=house.fact, number="C7")
    browser = sign_in(house.practitioner)
    assert 'value="C7" selected' in browser.get(url(house, "new/?client=C7")).content.decode()
    assert browser.post(url(house, "new/"), new(house, client="C7")).status_code == 302
    with inside(house.organisation.pk):
        made = Referral.objects.select_related("client").get()
    assert (made.wish, made.source, made.client.ips_team_id) == ("Rijden", "treatment_team", house.ips.pk)


def test_a_practitioner_refers_someone_new(house: House, sign_in: SignIn) -> None:
    person = {
        "first_name": "Bram",
        "last_name": "Kuiper",
        "born_on": "1990-05-06",
        "treatment_team": house.fact.pk,
    }
    assert sign_in(house.practitioner).post(url(house, "new/"), new(house, **person)).status_code == 302
    again = sign_in(house.practitioner).post(url(house, "new/"), new(house, **person))
    assert again.status_code == 422
    assert again.context["known"].seen
    with inside(house.organisation.pk):
        assert Client.objects.count() == Referral.objects.count() == 1


def test_ips_staff_say_on_whose_behalf(house: House, sign_in: SignIn) -> None:
    person = {
        "first_name": "Bram",
        "last_name": "Kuiper",
        "born_on": "1990-05-06",
        "treatment_team": house.fact.pk,
    }
    browser = sign_in(house.specialist)
    assert "source" in browser.post(url(house, "new/"), new(house, **person)).context["form"].errors
    sent = new(house, **person, source="family", referrer_name="Moeder")
    assert browser.post(url(house, "new/"), sent).status_code == 302
    page = browser.get(url(house)).content.decode()
    assert "Moeder (naaste)" in page


@pytest.mark.parametrize("field", ["wish", "ips_team", "is_client_informed", "first_name", "born_on"])
def test_what_is_missing_is_named(house: House, sign_in: SignIn, field: str) -> None:
    person = {
        "first_name": "Bram",
        "last_name": "Kuiper",
        "born_on": "1990-05-06",
        "treatment_team": house.fact.pk,
    }
    sent = {k: v for k, v in new(house, **person).items() if k != field}
    answer = sign_in(house.practitioner).post(url(house, "new/"), sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_client_out_of_sight_cannot_be_chosen(house: House, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        ClientFactory(organisation=house.organisation, treatment_team=house.ips, number="C9")
    answer = sign_in(house.practitioner).post(url(house, "new/"), new(house, client="C9"))
    assert answer.status_code == 422


@pytest.mark.parametrize("rest", ["", "new/"])
def test_the_cost_does_not_grow(house: House, sign_in: SignIn, rest: str) -> None:
    browser, costs = sign_in(house.leader), []
    browser.get(url(house, rest))
    for count in (3, 30):
        with inside(house.organisation.pk):
            for _ in range(count):
                client = ClientFactory(
                    organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips
                )
                ReferralFactory(client=client, organisation=house.organisation, ips_team=house.ips)
                ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(url(house, rest)).status_code == 200
        costs.append(sum("SAVEPOINT" not in q["sql"] and not q["sql"].startswith("select set_") for q in asked))
    assert costs[0] == costs[1] <= 10
