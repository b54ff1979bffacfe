"""Amounts of the organisation itself: two people, and what calculations use."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.benefits.models import OwnAmount
from plek.benefits.selectors.own_amounts import book_of, rule_set_of
from plek.benefits.services import own_amounts as services
from plek.benefits.services.own_amounts import Wanted
from plek.benefits.tests.factories import amount_proposed, cost, trained
from plek.engines.benefit_rules import OWN, book
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import member
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Client]
HOURLY = "minimum_wage/hourly"
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
WANTED = Wanted(date(2026, 10, 1), None, Decimal("15.20"), "Staatscourant 2026, 20001", "")
PAGES = "/o/ggz-veenland/benefit-amounts/"


@pytest.fixture
def adviser(house: House) -> Membership:
    """The specialist stands in the register."""
    with inside(house.organisation.pk):
        trained(house.specialist, by=house.leader)
    return house.specialist


def propose(by: Membership, **fields: Any) -> OwnAmount:
    given = {"key": uuid4(), "parameter": HOURLY, "wanted": WANTED} | fields
    with inside(by.organisation_id):
        return services.propose_amount(by=by, at=AT, on=TODAY, **given)


def check(by: Membership, row: OwnAmount, *, is_accepted: bool = True, reason: str = "") -> None:
    with inside(by.organisation_id):
        services.check_amount(by=by, at=AT, on=TODAY, amount=row.pk, is_accepted=is_accepted, reason=reason)


def take_back(by: Membership, row: OwnAmount, reason: str = "Toch niet") -> None:
    with inside(by.organisation_id):
        services.take_back_amount(by=by, at=AT, on=TODAY, key=uuid4(), amount=row.pk, reason=reason)


def hourly(by: Membership, on: date = TODAY) -> float:
    with inside(by.organisation_id):
        return book_of(by).number(HOURLY, on)


def test_it_counts_from_its_day_once_a_second_person_accepted_it(house: House, adviser: Membership) -> None:
    row = propose(adviser)
    assert row.ends_on == date(2027, 1, 1), "it ends with the amount that it replaces"
    assert hourly(adviser) == 1499
    check(house.administrator, row)
    assert [hourly(adviser, day) for day in (date(2026, 9, 30), date(2026, 10, 1), TODAY)] == [1499, 1520, 1520]
    with inside(house.organisation.pk):
        assert book_of(adviser).known(HOURLY, TODAY).grounds == {(HOURLY, OWN)}
        assert rule_set_of(adviser, TODAY).own == (HOURLY,)
        assert [e.event for e in Entry.objects.filter(object_kind="benefit_amount").order_by("sequence")] == [
            "benefits.amount_proposed", "benefits.amount_accepted",
        ]  # fmt: skip
    assert hourly(house.stranger) == 1499, "another organisation calculates with the law"


def test_nobody_checks_what_he_proposed_himself_in_whatever_role(house: House, adviser: Membership) -> None:
    row = propose(adviser)
    with pytest.raises(Refused, match="zelf voorgesteld"):
        check(adviser, row)
    same = member(
        Role.ADMINISTRATOR, organisation=house.organisation, on=TODAY, user=adviser.user, code="FB9"
    )  # fmt: skip
    with pytest.raises(Refused, match="zelf voorgesteld"):
        check(same, row)


def test_who_stands_in_no_register_keeps_no_amounts(house: House, adviser: Membership) -> None:
    with pytest.raises(Refused, match="adviseurs in het register"):
        propose(house.colleague)
    with pytest.raises(Refused, match="adviseurs in het register"):
        check(house.colleague, propose(adviser))


def test_going_back_needs_a_reason_and_a_check_is_made_once(house: House, adviser: Membership) -> None:
    row = propose(adviser)
    with pytest.raises(Refused, match="waarom"):
        check(house.administrator, row, is_accepted=False)
    check(house.administrator, row, is_accepted=False, reason="Staat er niet")
    with pytest.raises(Refused, match="niet meer nagekeken"):
        check(house.administrator, row)
    assert hourly(adviser) == 1499


def test_the_reader_of_the_engine_refuses_what_cannot_be(adviser: Membership) -> None:
    with pytest.raises(Refused, match="komma") as refused:
        propose(adviser, wanted=Wanted(date(2026, 10, 1), None, Decimal(1520), "Stcrt", ""))
    assert refused.value.field == "number"
    with pytest.raises(Refused, match="al geldt"):
        propose(adviser, wanted=Wanted(date(2026, 10, 1), None, Decimal("14.99"), "Stcrt", ""))


def test_a_second_proposal_from_the_same_day_corrects_the_first(house: House, adviser: Membership) -> None:
    first = propose(adviser)
    with pytest.raises(Refused, match="al een bedrag vanaf deze dag"):
        propose(house.administrator)
    check(house.administrator, first)
    better = propose(
        adviser, follows=first.pk, wanted=Wanted(first.begins_on, None, Decimal("15.25"), "Stcrt", "")
    )
    assert hourly(adviser) == 1520, "until it is checked the first one counts"
    check(house.administrator, better)
    assert hourly(adviser) == 1525


def test_one_person_steps_back_to_the_law(house: House, adviser: Membership) -> None:
    row = propose(adviser)
    with pytest.raises(Refused, match="Alleen wie dit voorstelde"):
        take_back(house.administrator, row)
    check(house.administrator, row)
    take_back(house.administrator, row, "De wet is aangepast")
    assert hourly(adviser) == 1499
    with pytest.raises(Refused, match="niets in te trekken"):
        take_back(adviser, row)


def test_sent_twice_it_stands_once(adviser: Membership) -> None:
    key = uuid4()
    assert propose(adviser, key=key).pk == propose(adviser, key=key).pk


@time_machine.travel("2026-11-24 10:00:00+01:00", tick=False)
def test_an_adviser_corrects_and_an_administrator_decides(
    house: House, adviser: Membership, sign_in: SignIn
) -> None:
    browser = sign_in(adviser)
    page = PAGES + "minimum_wage/hourly/propose/"
    wrong = {"key": uuid4(), "number": "1520", "begins_on": "2026-10-01", "source": "Stcrt 2026, 20001"}
    answer = browser.post(page, wrong)
    assert answer.status_code == 422
    assert "komma" in answer.content.decode()
    assert browser.post(page, wrong | {"number": "15,20"}).status_code == 302
    with inside(house.organisation.pk):
        row = OwnAmount.objects.get()
    assert "Een collega moet dit nakijken" in browser.get(f"{PAGES}{row.pk}/check/").content.decode()
    other = sign_in(house.administrator)
    assert "+1,4%" in other.get(f"{PAGES}{row.pk}/check/").content.decode()
    assert other.post(f"{PAGES}{row.pk}/check/", {"verdict": "return"}).status_code == 422
    assert other.post(f"{PAGES}{row.pk}/check/", {"verdict": "accept"}).status_code == 302
    with CaptureQueriesContext(connection) as queries:
        shown = other.get(PAGES).content.decode()
    assert cost(queries) <= 10
    assert "bedrag van je organisatie, door twee mensen nagekeken" in shown
    assert "€\xa015,20 per uur" in shown
    assert "1 bedrag is van je organisatie zelf" in shown


@time_machine.travel("2026-11-24 10:00:00+01:00", tick=False)
def test_who_may_not_sees_the_amounts_and_no_way_to_change_them(house: House, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        waiting = amount_proposed(house.administrator)
    browser = sign_in(house.practitioner)
    for path in ("", "minimum_wage/hourly/"):
        shown = browser.get(PAGES + path).content.decode()
        assert "/propose/" not in shown
        assert "/check/" not in shown
    for path in ("minimum_wage/hourly/propose/", f"{waiting.pk}/check/"):
        assert "Vraag het een van hen" in browser.get(PAGES + path).content.decode()
    assert browser.get(PAGES + "minimum_wage/nothing/").status_code == 404
    assert sign_in(house.stranger).get(PAGES).status_code == 404


@time_machine.travel("2026-11-24 10:00:00+01:00", tick=False)
def test_a_result_that_rests_on_it_says_so(house: House, adviser: Membership, sign_in: SignIn) -> None:
    check(house.administrator, propose(adviser))
    browser, asked = (
        sign_in(adviser),
        {"kind": "wajong_able", "born": "1990-04-12", "partner": "no", "per": "hour"},
    )
    told = browser.post("/o/ggz-veenland/benefits/", asked).content.decode()
    assert "Met bedragen van je organisatie" in told
    assert "€\xa015,20 per uur vanaf 1 oktober 2026 (Staatscourant 2026, 20001)" in told
    own_pay = browser.post("/o/ggz-veenland/benefits/", asked | {"pay": "16,00"}).content.decode()
    assert "Met bedragen van je organisatie" not in own_pay, "with pay of their own nothing rests on it"


def test_each_parameter_has_a_page_that_prints(house: House, sign_in: SignIn) -> None:
    browser = sign_in(house.administrator)
    names = {name.split("/")[0]: name for name in book().parameters}
    for name in names.values():
        assert browser.get(f"{PAGES}{name}/").status_code == 200


def test_the_administrator_hears_what_to_check_and_whose_training_ends(house: House, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        amount_proposed(house.administrator)
        trained(house.colleague, by=house.leader, ends_on=date(2027, 6, 1))
    with time_machine.travel(AT):
        desk = sign_in(house.administrator)
        before = desk.get("/o/ggz-veenland/waiting/").content.decode()
        with inside(house.organisation.pk):
            amount_proposed(house.specialist)
            trained(house.specialist, by=house.leader, ends_on=date(2026, 12, 1))
        after = desk.get("/o/ggz-veenland/waiting/").content.decode()
    assert "Bedragen om na te kijken" not in before
    assert "als opgeleid in uitkeringen" not in before
    assert "1 bedrag dat een collega voorstelde, wacht op iemand die het nakijkt." in after
    assert "Telt tot en met 30 november 2026 als opgeleid in uitkeringen." in after
    assert after.count("als opgeleid in uitkeringen") == 1
