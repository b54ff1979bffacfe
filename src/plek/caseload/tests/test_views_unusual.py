"""Who opens a record in which nothing runs any more says why; the reason stands with each look."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from conftest import House
from plek.audit.models import Entry
from plek.caseload.models import Client
from plek.caseload.policies.unusual import QUIET_FOR, is_unusual
from plek.caseload.tests.factories import ContactFactory, ReferralFactory, client_in_care
from plek.organisations.models import Membership
from plek.organisations.tests.signing_in import sign_in_now
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/clients/C7/"
PAGES = [
    "", "timeline/", "details/", "contacts/", "record/", "who-looked/", "details/change/", "access/", "rights/",
    "bsn/",
]  # fmt: skip
ASKS = "Waarom open je dit dossier?"


@pytest.fixture(autouse=True)
def at_nine(today: date) -> Any:
    with time_machine.travel(f"{today}T09:00:00+01:00", tick=True):
        yield


@pytest.fixture
def zoe(house: House, today: date) -> Client:
    """Rounded off long ago."""
    zoe = client_in_care(house)
    with inside(house.organisation.pk):
        ended = {"first_meeting_on": today - timedelta(days=400), "ended_on": today - timedelta(days=200)}
        zoe.trajectories.update(**ended, referred_on=today - timedelta(days=410), end_reason="verhuisd")
    return zoe


def test_what_is_unusual(today: date) -> None:
    assert not is_unusual(None, today)
    assert not is_unusual(today - QUIET_FOR, today)
    assert is_unusual(today - QUIET_FOR - timedelta(days=1), today)


@pytest.mark.parametrize("page", PAGES)
def test_a_closed_record_asks_why_and_shows_nothing(house: House, zoe: Client, client: Browser, page: str) -> None:
    shown = sign_in_now(client, house.specialist).get(HERE + page).content.decode()
    assert ASKS in shown
    assert "van der Meer" not in shown


def test_pages_of_what_stands_in_a_closed_record_ask_too(house: House, zoe: Client, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        course = zoe.trajectories.get()
        contact = ContactFactory(trajectory=course)
        referral = ReferralFactory(
            organisation=house.organisation, client=zoe, ips_team=house.ips, state="withdrawn"
        )
    browser = sign_in(house.specialist)
    pages = [
        f"contacts/{contact.pk}/", f"contacts/{contact.pk}/correct/", f"contacts/{contact.pk}/withdraw/",
        f"referrals/{referral.pk}/", f"trajectories/{course.number}/end/",
    ]  # fmt: skip
    for page in pages:
        shown = browser.get(f"/o/ggz-veenland/{page}").content.decode()
        assert ASKS in shown, page
    beside = browser.get(f"/o/ggz-veenland/{pages[-1]}", headers={"HX-Request": "true"})
    assert beside.headers["HX-Redirect"] == f"/o/ggz-veenland/{pages[-1]}"
    browser.post(f"{HERE}why/", {"reason": "return", "next": ""})
    for page in pages:
        assert ASKS not in browser.get(f"/o/ggz-veenland/{page}").content.decode(), page
    with inside(house.organisation.pk):
        looks = Entry.objects.filter(client_id=zoe.pk, action="R")
        assert {look.purpose for look in looks} == {"return"}


def test_the_reason_opens_it_for_a_while_and_stands_in_the_log(
    house: House, zoe: Client, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(house.specialist)
    asked = browser.post(f"{HERE}why/", {"reason": "return", "next": next_of(browser, f"{HERE}details/")})
    assert asked.headers["Location"] == f"{HERE}details/"
    assert "van der Meer" in browser.get(f"{HERE}details/").content.decode()
    with inside(house.organisation.pk):
        assert Entry.objects.get(event="client.details_viewed").purpose == "return"
    assert "de cliënt wil misschien terugkomen" in browser.get(f"{HERE}who-looked/").content.decode()
    monkeypatch.setattr("plek.caseload.opening.HOLDS", timedelta())
    assert ASKS in browser.get(HERE).content.decode()


def next_of(browser: Browser, page: str) -> str:
    """The page as the page that asks carries it along."""
    return str(browser.get(page).context["next"])


@pytest.mark.parametrize(
    "asked", ["https://evil.example/", "//evil.example", "/o/ggz-veenland/today/", "x:y:z", ""]
)
def test_it_leads_nowhere_else(house: House, zoe: Client, sign_in: SignIn, asked: str) -> None:
    answer = sign_in(house.specialist).post(f"{HERE}why/", {"reason": "return", "next": asked})
    assert answer.headers["Location"] == HERE


def test_without_a_reason_it_asks_again(house: House, zoe: Client, sign_in: SignIn) -> None:
    assert sign_in(house.specialist).post(f"{HERE}why/", {"next": HERE}).status_code == 422


def test_who_waits_to_come_back_is_not_closed(house: House, zoe: Client, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        ReferralFactory(organisation=house.organisation, client=zoe, ips_team=house.ips, state="waiting")
    for page in ("", "details/"):
        assert ASKS not in sign_in(house.specialist).get(HERE + page).content.decode()
