"""Who kept a calculation hears once that it comes out otherwise: in July, and after an own amount."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from conftest import House
from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.models import AmountCheck, ChangeNotice, Scenario
from plek.benefits.services.changes import tell_changes_everywhere
from plek.benefits.tests.factories import amount_proposed, scenario_kept
from plek.caseload.models import Client, Task
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.notices.models import OutboxMail
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import member
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Browser]
WAJONG = Answers(kind="wajong_able", born=date(1990, 4, 12), partner=False)
TWELVE = (PlanDetails(hours=12.0, pay=20.0),)
JUNE, JULY, OCTOBER = date(2026, 6, 15), date(2026, 7, 1), date(2026, 10, 2)


@pytest.fixture
def anna(house: House) -> Client:
    """Anna, guided by the specialist, with a calculation kept in June."""
    with inside(house.organisation.pk):
        here: dict[str, Any] = {"organisation": house.organisation, "treatment_team": house.fact}
        client = ClientFactory(**here, ips_team=house.ips, number="C77", first_name="Anna")
        TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist, number="TR77")
        scenario_kept(house.specialist, client, WAJONG, TWELVE, JUNE)
    return client  # type: ignore[no-any-return]


def night(on: date) -> int:
    return tell_changes_everywhere(on=on, at=datetime(on.year, on.month, on.day, 3, tzinfo=UTC))


def tasks(house: House) -> list[str]:
    with inside(house.organisation.pk):
        return [task.text for task in Task.objects.order_by("pk")]


def accepted(house: House, **fields: Any) -> None:
    with inside(house.organisation.pk):
        amount = amount_proposed(house.leader, **fields)
        AmountCheck.objects.create(
            organisation=house.organisation, amount=amount, is_accepted=True, checked_by=house.administrator,
            checked_at=datetime(2026, 9, 30, tzinfo=UTC),
        )  # fmt: skip


def test_on_the_first_of_july_once(house: House, anna: Client) -> None:
    assert night(date(2026, 6, 30)) == 0
    assert tasks(house) == []
    assert night(JULY) == 1
    assert night(JULY) == 0
    assert night(date(2026, 7, 2)) == 0
    assert tasks(house) == ["Bedragen zijn veranderd: kijk opnieuw wat deze cliënt overhoudt."]
    with inside(house.organisation.pk):
        notice = ChangeNotice.objects.get()
        task = Task.objects.get()
    assert (notice.found_on, notice.rule_set[:10]) == (JULY, "2026-07-01")
    assert (task.owner_id, task.due_on) == (house.specialist.pk, date(2026, 7, 8))
    assert not OutboxMail.objects.exists(), "who has no access gets no mail"


def test_again_when_an_own_amount_is_accepted_and_matters(house: House, anna: Client) -> None:
    night(JULY)
    accepted(house)
    assert night(OCTOBER) == 0, "the hourly minimum wage does not touch who has pay of his own"
    accepted(house, parameter="minimum_wage/month_reference", number=Decimal(2400))
    assert night(OCTOBER) == 1
    assert night(date(2026, 10, 3)) == 0
    assert len(tasks(house)) == 2


def test_only_the_last_calculation_of_who_is_guided(house: House, anna: Client) -> None:
    with inside(house.organisation.pk):
        newer = scenario_kept(house.specialist, anna, WAJONG, TWELVE, date(2026, 6, 20))
        gone = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
        scenario_kept(house.specialist, gone, WAJONG, TWELVE, JUNE)
    assert night(JULY) == 1
    with inside(house.organisation.pk):
        assert ChangeNotice.objects.get().scenario_id == newer.pk


def test_in_a_year_of_which_nothing_is_known_yet_nobody_is_told_again(house: House, anna: Client) -> None:
    assert night(JULY) == 1
    assert night(date(2027, 1, 1)) == 0
    assert night(date(2028, 1, 1)) == 0


def test_a_client_with_access_gets_a_mail_that_says_nothing(house: House, anna: Client) -> None:
    own = member(Role.CLIENT, organisation=house.organisation, on=JULY, code="C77")
    with inside(house.organisation.pk):
        Client.objects.filter(pk=anna.pk).update(user=own.user)
    night(JULY)
    mail = OutboxMail.objects.get()
    assert mail.recipient == own.user.email
    for word in ("uitkering", "bedrag", "Wajong", "GGZ"):
        assert word not in mail.subject + mail.text


@time_machine.travel("2026-10-02 10:00:00+02:00", tick=False)
def test_then_stands_beside_now_and_is_looked_at_together(house: House, anna: Client, sign_in: SignIn) -> None:
    night(JULY)
    with inside(house.organisation.pk):
        kept = Scenario.objects.get()
    page = f"/o/ggz-veenland/clients/C77/benefits/scenarios/{kept.pk}/changes/"
    browser = sign_in(house.specialist)
    shown = browser.get(page).content.decode().replace("\xa0", " ")
    # 70% of 2,294.40 and of 2,337.00 a month
    for text in ("€ 1.606,08", "€ 1.635,90", "+ € 29,82", "Wij keken er samen naar", "hetzelfde"):
        assert text in shown, text
    assert browser.post(page).status_code == 302
    with inside(house.organisation.pk):
        assert ChangeNotice.objects.get().seen_by_id == house.specialist.pk
    assert "Wij keken er samen naar" not in browser.get(page).content.decode()
    assert sign_in(house.practitioner).get(page).status_code == 403
    assert sign_in(house.stranger).get(page).status_code == 404
