"""How much someone works over time: rows follow one another, and the membership keeps what holds today."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser

from plek.organisations.models import Membership, WorkingTime
from plek.organisations.selectors.people import working_times
from plek.organisations.services.working_time import change_working_time, take_back_working_time
from plek.organisations.tests.audited import events
from plek.organisations.tests.factories import LONG_AGO
from plek.organisations.tests.signing_in import sign_in_now
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY, DAY = date(2026, 11, 24), timedelta(days=1)
HERE = "/o/ggz-veenland"


@pytest.fixture(autouse=True)
def within(house: Any) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


def change(house: Any, fte: str | None, on: date, who: Membership | None = None) -> None:
    amount = None if fte is None else Decimal(fte)
    change_working_time(by=house.administrator, membership=who or house.specialist, fte=amount, on=on, at=AT)


def standing(house: Any) -> list[tuple[date, Decimal | None]]:
    return [(row.begins_on, row.fte) for row in working_times(house.administrator, house.specialist)]


def today_of(who: Membership) -> Decimal | None:
    return Membership.objects.get(pk=who.pk).fte


def test_what_held_before_is_kept_from_the_first_day(house: Any) -> None:
    change(house, "0.5", TODAY)
    assert standing(house) == [(LONG_AGO, Decimal("0.90")), (TODAY, Decimal("0.50"))]
    assert today_of(house.specialist) == Decimal("0.50")
    assert events(house.organisation.pk)[-1] == "member.working_time_changed"


def test_a_change_of_earlier_leaves_what_holds_today(house: Any) -> None:
    change(house, "0.5", TODAY)
    change(house, "0.7", TODAY - 90 * DAY)
    assert standing(house)[1:] == [(TODAY - 90 * DAY, Decimal("0.70")), (TODAY, Decimal("0.50"))]
    assert today_of(house.specialist) == Decimal("0.50")


def test_the_same_day_again_corrects_and_the_row_that_was_wrong_stays(house: Any) -> None:
    change(house, "0.5", TODAY)
    change(house, "0.6", TODAY)
    assert standing(house)[1:] == [(TODAY, Decimal("0.60"))]
    assert WorkingTime.objects.filter(membership=house.specialist).count() == 3


def test_the_same_once_more_adds_nothing(house: Any) -> None:
    change(house, "0.5", TODAY)
    change(house, "0.5", TODAY)
    assert WorkingTime.objects.filter(membership=house.specialist).count() == 2


def test_unknown_until_then_is_on_record_as_unknown(house: Any) -> None:
    Membership.objects.filter(pk=house.specialist.pk).update(fte=None)
    change(house, "0.5", TODAY)
    assert standing(house) == [(LONG_AGO, None), (TODAY, Decimal("0.50"))]


@pytest.mark.parametrize("on", [LONG_AGO - DAY, TODAY + DAY])
def test_not_before_the_first_day_nor_ahead(house: Any, on: date) -> None:
    with pytest.raises(Refused) as refused:
        change(house, "0.5", on)
    assert refused.value.field == "on"
    assert standing(house) == []


def test_only_an_administrator_changes_or_takes_back(house: Any) -> None:
    change(house, "0.5", TODAY)
    row = working_times(house.administrator, house.specialist)[-1]
    with pytest.raises(Refused):
        change_working_time(by=house.leader, membership=house.specialist, fte=Decimal(1), on=TODAY, at=AT)
    with pytest.raises(Refused):
        take_back_working_time(by=house.leader, number=row.pk, at=AT)
    with pytest.raises(NotFound):
        take_back_working_time(by=house.administrator, number=row.pk + 1000, at=AT)


def test_taken_back_once_the_former_holds_again(house: Any) -> None:
    change(house, "0.5", TODAY)
    row = working_times(house.administrator, house.specialist)[-1]
    for _ in range(2):
        take_back_working_time(by=house.administrator, number=row.pk, at=AT)
    assert standing(house) == [(LONG_AGO, Decimal("0.90"))]
    assert today_of(house.specialist) == Decimal("0.90")
    assert events(house.organisation.pk).count("member.working_time_taken_back") == 1


def test_the_first_is_corrected_and_not_taken_back(house: Any) -> None:
    change(house, "0.5", LONG_AGO)
    (row,) = working_times(house.administrator, house.specialist)
    with pytest.raises(Refused):
        take_back_working_time(by=house.administrator, number=row.pk, at=AT)


def test_the_page_of_a_person_shows_each_stretch_and_takes_back_the_last(
    house: Any, client: Browser, today: date
) -> None:
    browser, page = sign_in_now(client, house.administrator), f"{HERE}/people/{house.specialist.pk}/"
    assert "0,90 fte" in browser.get(page).content.decode()
    given = {"fte": "0,55", "on": today.isoformat()}
    assert browser.post(f"{page}working-time/", given)["Location"] == page
    row = working_times(house.administrator, house.specialist)[-1]
    words = browser.get(page).content.decode()
    assert "0,90 fte" in words
    assert "0,55 fte" in words
    undo = f"{HERE}/working-times/{row.pk}/take-back/"
    assert undo in words
    assert browser.post(undo)["Location"] == page
    assert undo not in browser.get(page).content.decode()


def test_a_day_ahead_is_said_beside_the_day_and_nothing_typed_is_lost(house: Any, client: Browser) -> None:
    page = f"{HERE}/people/{house.specialist.pk}/working-time/"
    given = {"fte": "0,55", "on": "2199-01-01"}
    answer = sign_in_now(client, house.administrator).post(page, given)
    assert answer.status_code == 422
    assert 'id="id_on_error"' in answer.content.decode()
    assert 'value="0,55"' in answer.content.decode()
