"""The referrer hears that there is an answer, by a mail that says nothing about anybody."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from conftest import House
from plek.caseload.models import Referral
from plek.caseload.services import referrals
from plek.caseload.services.referrals import Request
from plek.caseload.tests.factories import ClientFactory
from plek.notices.models import OutboxMail
from plek.organisations.models import Membership
from plek.organisations.tests.signing_in import sign_in_now
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)
SITE = "https://plek.example.org"


@pytest.fixture
def referral(house: House) -> Referral:
    return refer(house, house.practitioner)


def refer(house: House, by: Membership) -> Referral:
    with inside(house.organisation.pk):
        client = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, last_name="Kuiper"
        )
        return referrals.refer(
            by=by, at=AT, on=ON, client=client, ips_team=house.ips, source="treatment_team",
            request=Request(wish="Iets met dieren"),
        )  # fmt: skip


def ask(house: House, referral: Referral, **more: Any) -> None:
    given: dict[str, Any] = {"by": house.leader, "at": AT, "base_url": SITE} | more
    with inside(house.organisation.pk):
        referrals.ask(referral_id=referral.pk, text="Welke dagen?", **given)


def test_a_question_is_announced_with_a_link_and_nothing_else(house: House, referral: Referral) -> None:
    ask(house, referral)
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject) == (house.practitioner.user.email, "Er is nieuws over een aanmelding")
    assert f"{SITE}/o/ggz-veenland/referrals/{referral.pk}/" in mail.text
    for secret in ("Kuiper", "dieren", "dagen", "cliënt", "vraag"):
        assert secret not in mail.text, secret


def test_a_yes_and_a_no_are_announced(house: House, referral: Referral) -> None:
    with inside(house.organisation.pk):
        referrals.decline(by=house.leader, at=AT, referral_id=referral.pk, reason="elsewhere", base_url=SITE)
        referrals.reopen(by=house.practitioner, at=AT, referral_id=referral.pk)
        referrals.accept(
            by=house.leader, at=AT, on=ON, referral_id=referral.pk, specialist=house.specialist, base_url=SITE
        )
    assert OutboxMail.objects.count() == 2


def test_who_does_not_want_mail_gets_none(house: House, referral: Referral) -> None:
    house.practitioner.user.wants_news = False
    house.practitioner.user.save()
    ask(house, referral)
    assert not OutboxMail.objects.exists()


def test_who_left_gets_none(house: House, referral: Referral) -> None:
    with inside(house.organisation.pk):
        Membership.objects.filter(pk=house.practitioner.pk).update(ends_on=ON)
    ask(house, referral)
    assert not OutboxMail.objects.exists()


def test_without_an_address_of_plek_nobody_is_told(house: House, referral: Referral) -> None:
    ask(house, referral, base_url="")
    assert not OutboxMail.objects.exists()


def test_ips_staff_who_entered_it_themselves_get_none(house: House) -> None:
    ask(house, refer(house, house.specialist))
    assert not OutboxMail.objects.exists()


@pytest.fixture
def _clock() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.mark.usefixtures("_clock")
@pytest.mark.parametrize(
    ("answer", "given"),
    [("ask", {"text": "Welke dagen?"}), ("decline", {"reason": "elsewhere", "text": ""})],
)
def test_an_answer_on_the_page_mails_a_link_to_this_site(
    house: House, referral: Referral, answer: str, given: dict[str, str]
) -> None:
    page = f"/o/ggz-veenland/referrals/{referral.pk}/"
    assert sign_in_now(Browser(), house.leader).post(f"{page}{answer}/", given).status_code == 302
    assert f"http://testserver{page}" in OutboxMail.objects.get().text
