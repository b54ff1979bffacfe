"""The client's own pages: his own and nobody else's, in plain words, each look and change logged."""

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
from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.services import conversations
from plek.caseload.choices import EndReason
from plek.caseload.models import Client, Referral, Trajectory, Wish
from plek.caseload.services import referrals, trajectories
from plek.caseload.tests.factories import ClientFactory, ContactFactory, TrajectoryFactory
from plek.employers.models import Employer
from plek.employment.models import Job
from plek.organisations.choices import Role
from plek.organisations.models import Absence, Membership
from plek.organisations.tests.factories import member
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
AT, ON = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)
PAGES = ["me/", "me/wish/", "me/start/", "me/who-looked/"]


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def own(house: House) -> Membership:
    return member(Role.CLIENT, organisation=house.organisation, on=ON)


@pytest.fixture
def me(house: House, own: Membership) -> Client:
    with inside(house.organisation.pk):
        return ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, user=own.user,
            first_name="Zoë", number="C7",
        )  # fmt: skip


@pytest.fixture
def guided(house: House, me: Client) -> Trajectory:
    with inside(house.organisation.pk):
        return TrajectoryFactory(
            client=me, ips_team=house.ips, specialist=house.specialist, number="T7", wish="Koken",
            next_step="Chef bellen", next_step_on=date(2026, 11, 30),
        )  # fmt: skip


def url(house: House, rest: str = "me/") -> str:
    return f"/o/{house.organisation.slug}/{rest}"


def events(house: House) -> list[tuple[str, int | None]]:
    with inside(house.organisation.pk):
        return list(Entry.objects.order_by("sequence").values_list("event", "client_id"))


def test_my_plan_tells_who_helps_what_i_want_and_what_comes(
    house: House, own: Membership, me: Client, guided: Trajectory, sign_in: SignIn
) -> None:
    with inside(house.organisation.pk):
        ContactFactory(trajectory=guided, held_on=date(2026, 11, 20), mode="telefoon")
        employer = Employer.objects.create(organisation=house.organisation, code="W1", name="De Linde")
        Job.objects.create(
            organisation=house.organisation, number="B1", trajectory=guided, employer=employer, title="Kok",
            started_on=date(2026, 11, 2), hours_per_week=16, contract="vast", is_competitive=True,
        )  # fmt: skip
    page = sign_in(own).get(url(house)).content.decode()
    said = ("Hallo Zoë", "Koken", "Chef bellen", house.specialist.user.name,
            house.specialist.user.email, "Kok", "De Linde",
            "vrijdag 20 november", "jullie belden", "FACT Noord")  # fmt: skip
    for words in said:
        assert words in page, words
    assert events(house) == [("portal.viewed", me.pk)]


@pytest.mark.parametrize("jargon", ["indicatie", "traject", "fase", "caseload", "cliënt", "no-show", "motivatie"])
def test_no_words_of_the_trade(
    house: House, own: Membership, guided: Trajectory, sign_in: SignIn, jargon: str
) -> None:
    page = sign_in(own).get(url(house)).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert jargon not in main.lower()


def test_who_stands_in_is_named(house: House, own: Membership, guided: Trajectory, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        Absence.objects.create(
            organisation=house.organisation, membership=house.specialist, cover=house.colleague, kind="leave",
            begins_on=date(2026, 11, 20), ends_on=date(2026, 12, 1),
        )  # fmt: skip
    page = sign_in(own).get(url(house)).content.decode()
    assert house.colleague.user.name in page
    assert "valt nu even in" in page


def test_i_write_my_wish_and_earlier_words_stay(
    house: House, own: Membership, me: Client, guided: Trajectory, sign_in: SignIn
) -> None:
    browser = sign_in(own)
    assert browser.post(url(house, "me/wish/"), {"text": ""}).status_code == 422
    for text in ("Bakken", "Buiten werken"):
        assert browser.post(url(house, "me/wish/"), {"text": text}).status_code == 302
    assert "Bakken" in browser.get(url(house, "me/wish/")).content.decode()
    with inside(house.organisation.pk):
        assert Trajectory.objects.get().wish == "Buiten werken"
        assert {w.written_by_id for w in Wish.objects.all()} == {own.pk}
    assert [event for event, _ in events(house)] == ["trajectory.wish", "trajectory.wish", "portal.wish_viewed"]


def test_i_ask_to_start(house: House, own: Membership, me: Client, sign_in: SignIn) -> None:
    browser = sign_in(own)
    assert "Ik wil beginnen" in browser.get(url(house)).content.decode()
    assert browser.get(url(house, "me/start/")).status_code == 200
    assert browser.post(url(house, "me/start/"), {"text": "", "ips_team": house.ips.pk}).status_code == 422
    answer = browser.post(url(house, "me/start/"), {"text": "Ik wil werken", "ips_team": house.ips.pk})
    assert answer.status_code == 302
    with inside(house.organisation.pk):
        asked = Referral.objects.get()
    assert (asked.source, asked.referrer_id, asked.wish) == ("client", own.pk, "Ik wil werken")
    assert "Je vroeg om te beginnen" in browser.get(url(house)).content.decode()
    again = browser.post(url(house, "me/start/"), {"text": "Nog eens", "ips_team": house.ips.pk})
    assert again.status_code == 422


def test_i_answer_what_the_team_asks(house: House, own: Membership, me: Client, sign_in: SignIn) -> None:
    browser = sign_in(own)
    assert browser.get(url(house, "me/answer/")).status_code == 404
    browser.post(url(house, "me/start/"), {"text": "Ik wil werken", "ips_team": house.ips.pk})
    with inside(house.organisation.pk):
        asked = Referral.objects.get()
        referrals.ask(by=house.leader, at=AT, referral_id=asked.pk, text="Welke dagen?")
    assert "Welke dagen?" in browser.get(url(house)).content.decode()
    assert "Welke dagen?" in browser.get(url(house, "me/answer/")).content.decode()
    assert browser.post(url(house, "me/answer/"), {"text": ""}).status_code == 422
    assert browser.post(url(house, "me/answer/"), {"text": "Maandag"}).status_code == 302
    with inside(house.organisation.pk):
        asked.refresh_from_db()
        assert asked.state == "waiting"
        assert asked.events.order_by("-pk")[0].text == "Maandag"


def test_after_an_end_i_can_come_back(house: House, own: Membership, guided: Trajectory, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        trajectories.end_trajectory(
            by=house.specialist, on=ON, trajectory="T7", ended_on=ON, reason=EndReason.OWN_CHOICE
        )
    assert "Ik wil terugkomen" in sign_in(own).get(url(house)).content.decode()
    assert sign_in(own).get(url(house, "me/wish/")).status_code == 404


def test_i_see_who_looked_but_not_myself(
    house: House, own: Membership, me: Client, guided: Trajectory, sign_in: SignIn
) -> None:
    sign_in(own).get(url(house))
    assert "Niemand anders" in sign_in(own).get(url(house, "me/who-looked/")).content.decode()
    sign_in(house.practitioner).get(url(house, "clients/C7/"))
    page = sign_in(own).get(url(house, "me/who-looked/")).content.decode()
    assert house.practitioner.user.name in page
    assert own.user.name not in page[page.index("<main") : page.index("</main>")]


def test_without_a_record_the_page_says_what_to_do(house: House, own: Membership, sign_in: SignIn) -> None:
    assert "nog niet aan jou gekoppeld" in sign_in(own).get(url(house)).content.decode()
    for page in PAGES[1:]:
        assert sign_in(own).get(url(house, page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("who", "status"), [("specialist", 403), ("practitioner", 403), ("stranger", 404)])
def test_these_pages_are_the_clients_alone(
    house: House, me: Client, sign_in: SignIn, page: str, who: str, status: int
) -> None:
    assert sign_in(getattr(house, who)).get(url(house, page)).status_code == status


def test_another_client_sees_nothing_of_me(house: House, me: Client, guided: Trajectory, sign_in: SignIn) -> None:
    other = member(Role.CLIENT, organisation=house.organisation, on=ON)
    with inside(house.organisation.pk):
        ClientFactory(organisation=house.organisation, treatment_team=house.fact, user=other.user, first_name="Bo")
    page = sign_in(other).get(url(house)).content.decode()
    assert "Hallo Bo" in page
    assert "Koken" not in page
    assert sign_in(other).post(url(house, "me/wish/"), {"text": "x"}).status_code == 404


def test_the_cost_does_not_grow(house: House, own: Membership, guided: Trajectory, sign_in: SignIn) -> None:
    browser, costs = sign_in(own), []
    browser.get(url(house))
    for count in (3, 30):
        with inside(house.organisation.pk):
            for _ in range(count):
                ContactFactory(trajectory=guided)
        with CaptureQueriesContext(connection) as asked:
            browser.get(url(house))
        costs.append(sum("SAVEPOINT" not in q["sql"] and not q["sql"].startswith("select set_") for q in asked))
    assert costs[0] == costs[1] <= 10


def test_the_client_reads_what_was_calculated_with_him_and_no_note_of_staff(
    house: House, guided: Trajectory, own: Membership, sign_in: SignIn
) -> None:
    here: dict[str, Any] = {"by": house.specialist, "at": AT, "client": "C7"}
    with inside(house.organisation.pk):
        conversations.begin_conversation(**here, known={})
        conversations.write_note(**here, text="Zorgen over schulden")
        found = estimated(Answers(kind="wajong_able", partner=False), ON, [PlanDetails(hours=12)])
        assert isinstance(found, Estimate)
        kept = conversations.keep_scenario(**here, title="Voor de baan", estimate=found)
    browser = sign_in(own)
    assert "Voor de baan" in browser.get(url(house, "me/money/")).content.decode()
    page = browser.get(url(house, f"me/money/{kept.pk}/")).content.decode()
    for words in ("12 uur", "Je Wajong is 70% van het minimumloon", "Met de regels van 24 november 2026"):
        assert words in page
    assert "schulden" not in page
    with inside(house.organisation.pk):
        assert Entry.objects.filter(event="portal.money_viewed", client_id=guided.client_id).count() == 2
    assert sign_in(house.specialist).get(url(house, "me/money/")).status_code == 403
