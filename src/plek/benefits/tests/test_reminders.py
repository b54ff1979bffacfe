"""To-dos that become tasks: once each, and a monthly one after the other."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from conftest import House
from plek.benefits.aftermath import aftermath
from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.choices import Kind, PlanKind, Step
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.models import Reminder
from plek.benefits.presenters.aftermath import aftermath_page
from plek.benefits.services import conversations
from plek.benefits.services.reminders import Chosen, remind_of
from plek.caseload.models import Task
from plek.caseload.services.tasks import finish_task, reopen_task
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.shared.tenancy import inside

ON, AT = date(2026, 11, 24), datetime(2026, 11, 24, 11, tzinfo=UTC)
MONTHLY = Chosen("report::2026-12-01", "Gemeente: geef je loon door", date(2027, 1, 31), date(2026, 12, 1),
                 date(2027, 1, 1))  # fmt: skip


@pytest.fixture
def someone(house: House) -> Any:
    with inside(house.organisation.pk), time_machine.travel(AT, tick=False):
        made = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, number="C9"
        )
        TrajectoryFactory(client=made, ips_team=house.ips, specialist=house.specialist, number="TR9")
        conversations.begin_conversation(
            by=house.specialist, at=AT, client="C9", known={Step.BENEFIT: {"kind": "bijstand"}}
        )
        yield made


def tasks() -> list[tuple[str, date]]:
    return [(task.text, task.due_on) for task in Task.objects.order_by("pk")]


def an_estimate(kind: Kind, *plans: PlanDetails) -> Estimate:
    found = estimated(Answers(kind=kind, born=date(1990, 4, 12), partner=False, housemates=0), ON, plans)
    assert isinstance(found, Estimate)
    return found


def test_each_to_do_becomes_a_task_once(house: House, someone: Any) -> None:
    once = Chosen("uwv_change:job_start:2026-12-01", "UWV: geef het door", date(2026, 12, 8))
    for new in (2, 0):
        assert remind_of(by=house.specialist, at=AT, client="C9", chosen=[once, MONTHLY]) == new
    assert tasks() == [
        ("UWV: geef het door", date(2026, 12, 8)),
        ("Gemeente: geef je loon door (december 2026)", date(2027, 1, 31)),
    ]


def test_a_monthly_one_comes_back_when_it_is_done_and_stops_in_time(house: House, someone: Any) -> None:
    remind_of(by=house.specialist, at=AT, client="C9", chosen=[MONTHLY])
    first = Task.objects.get()
    finish_task(by=house.specialist, at=AT, task=first.pk)
    assert tasks()[1:] == [("Gemeente: geef je loon door (januari 2027)", date(2027, 2, 28))]
    reopen_task(by=house.specialist, task=first.pk)
    finish_task(by=house.specialist, at=AT, task=first.pk)
    assert Reminder.objects.count() == 2, "the same month does not follow twice"
    finish_task(by=house.specialist, at=AT, task=Task.objects.latest("pk").pk)
    assert Task.objects.count() == 2, "the last month is over"


def test_counted_from_the_first_plan_with_work() -> None:
    plans = (PlanDetails(PlanKind.STUDY, starts_on=ON), PlanDetails(hours=12, starts_on=date(2027, 1, 4)))
    found = aftermath(an_estimate(Kind.WAJONG_ABLE, *plans))
    assert found.starts_on == date(2027, 1, 4)
    assert aftermath(an_estimate(Kind.WAJONG_ABLE)).starts_on == date(2026, 12, 1)
    assert [duty.code for duty in found.duties if duty.about] == list(
        dict.fromkeys(duty.code for duty in found.duties if duty.about)
    ), "what comes back each month stands there once"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.NONE])
def test_nothing_stands_there_without_its_source_and_certainty(kind: Kind) -> None:
    page = aftermath_page(aftermath(an_estimate(kind, PlanDetails(hours=12))))
    assert page.nets
    assert page.duties
    assert all(line.source and line.right and line.first for line in page.nets)
    assert all(line.source and line.what and line.due for line in page.duties)


def test_chosen_together_on_a_page(house: House, someone: Any, client: Browser) -> None:
    client.force_login(house.specialist.user)
    address = "/o/ggz-veenland/clients/C9/benefits/to-do/"
    with time_machine.travel(AT, tick=False):
        page = client.get(address)
        key = page.context["after"].duties[0].key
        assert client.post(address, {"duties": [key]})["Location"] == "/o/ggz-veenland/clients/C9/benefits/"
        assert "Als het niet lukt" in client.get("/o/ggz-veenland/clients/C9/benefits/compare/").content.decode()
        wrong = client.post(address, {"starts_on": "2020-01-01", "duties": [key]})
    assert Task.objects.count() == 1
    assert wrong.status_code == 422
    assert "vorige maand" in str(wrong.context["form"].errors)
