"""The BSN is sealed to its row, found by hash, and each look at it stands in the log."""

from collections.abc import Iterator

import pytest

from conftest import House
from plek.audit.models import Entry
from plek.caseload.choices import NumberViewReason
from plek.caseload.models import Client, NationalNumber
from plek.caseload.services import national_number
from plek.caseload.tests.factories import ClientFactory
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
BSN, OTHER_BSN = "111222333", "123456782"


@pytest.fixture(autouse=True)
def _in_scope(house: House) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


@pytest.fixture
def someone(house: House) -> Client:
    return ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)


def test_it_is_kept_sealed_and_opened_with_a_reason(house: House, someone: Client) -> None:
    national_number.set_number(by=house.specialist, number=someone.number, bsn="1112.22.333")
    kept = NationalNumber.objects.get()
    assert BSN.encode() not in bytes(kept.sealed) + bytes(kept.lookup)
    assert BSN not in str(kept)
    shown = national_number.reveal_number(by=house.leader, number=someone.number, reason=NumberViewReason.FORM)
    assert shown == BSN
    entry = Entry.objects.get(event="bsn.viewed")
    assert (entry.client_id, entry.purpose, entry.action) == (someone.pk, "form", "R")
    assert BSN not in str(list(Entry.objects.values()))


def test_a_sealed_number_moved_to_another_row_does_not_open(house: House, someone: Client) -> None:
    national_number.set_number(by=house.specialist, number=someone.number, bsn=BSN)
    other = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
    NationalNumber.objects.update(client=other)
    with pytest.raises(ValueError, match="cannot be opened"):
        national_number.reveal_number(by=house.leader, number=other.number, reason=NumberViewReason.FORM)


@pytest.mark.parametrize("typed", ["111222334", "12345", "", "abcdefghi", "000000000", "1112223339"])
def test_the_eleven_test(house: House, someone: Client, typed: str) -> None:
    with pytest.raises(Refused) as refusal:
        national_number.set_number(by=house.specialist, number=someone.number, bsn=typed)
    assert refusal.value.field == "bsn"


def test_one_number_belongs_to_one_client(house: House, someone: Client) -> None:
    other = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
    national_number.set_number(by=house.specialist, number=someone.number, bsn=BSN)
    with pytest.raises(Refused):
        national_number.set_number(by=house.specialist, number=other.number, bsn=BSN)
    national_number.set_number(by=house.specialist, number=someone.number, bsn=OTHER_BSN)
    assert NationalNumber.objects.count() == 1


def test_it_can_be_forgotten(house: House, someone: Client) -> None:
    national_number.set_number(by=house.specialist, number=someone.number, bsn=BSN)
    national_number.remove_number(by=house.specialist, number=someone.number)
    with pytest.raises(NotFound):
        national_number.reveal_number(by=house.leader, number=someone.number, reason=NumberViewReason.FORM)


def test_no_one_outside_the_care_relationship_comes_near(house: House, someone: Client) -> None:
    national_number.set_number(by=house.specialist, number=someone.number, bsn=BSN)
    for other in (house.administrator, house.stranger):
        with pytest.raises(NotFound):
            national_number.reveal_number(by=other, number=someone.number, reason=NumberViewReason.FORM)
