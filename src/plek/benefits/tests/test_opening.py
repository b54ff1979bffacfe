"""A record in which nothing runs any more asks why before it shows what work leaves of a benefit."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client as Browser

from conftest import House
from plek.audit.models import Entry
from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.models import Conversation, Scenario
from plek.benefits.tests.factories import scenario_kept
from plek.caseload.tests.factories import client_in_care
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/clients/C7/benefits/"
ASKS = "Waarom open je dit dossier?"


@pytest.fixture
def kept(house: House, today: date) -> Scenario:
    """Of a client whose trajectory ended long ago."""
    zoe = client_in_care(house)
    with inside(house.organisation.pk):
        ended = {"referred_on": today - timedelta(days=410), "first_meeting_on": today - timedelta(days=400)}
        zoe.trajectories.update(**ended, ended_on=today - timedelta(days=200), end_reason="verhuisd")
        made = scenario_kept(house.specialist, zoe, Answers(kind="wajong_able"), [PlanDetails(hours=12)], today)
        Conversation.objects.update(finished_at=None)
    return made


def test_every_page_of_the_conversation_asks_first_and_the_reason_goes_along(
    house: House, kept: Scenario, sign_in: SignIn, today: date
) -> None:
    of_scenario = f"scenarios/{kept.pk}/"
    pages = ("", "begin/", "steps/household/", "plans/", "compare/", "to-do/", of_scenario,
             f"{of_scenario}letter/", f"{of_scenario}changes/")  # fmt: skip
    browser = sign_in(house.specialist)
    with time_machine.travel(f"{today}T09:00:00+01:00", tick=True):
        for page in pages:
            shown = browser.get(HERE + page)
            assert ASKS in shown.content.decode(), page
            assert "van der Meer" not in shown.content.decode()
        asked = browser.get(HERE + of_scenario).context["next"]
        answer = browser.post("/o/ggz-veenland/clients/C7/why/", {"reason": "return", "next": asked})
        assert answer["Location"] == HERE + of_scenario
        assert ASKS not in browser.get(HERE + of_scenario).content.decode()
    with inside(house.organisation.pk):
        assert Entry.objects.get(event="benefits.scenario_viewed").purpose == "return"
