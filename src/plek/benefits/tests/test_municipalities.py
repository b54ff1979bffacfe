"""What municipalities do of their own: by date, never overwritten, with who wrote it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.benefits.models import ExemptionRegime, LocalScheme
from plek.benefits.selectors.municipalities import local_rules_of, place_of
from plek.benefits.services import municipalities as services
from plek.benefits.services.municipalities import Local, Scheme
from plek.benefits.tests.factories import cost, regime_set, scheme_kept
from plek.caseload.tests.factories import client_in_care
from plek.organisations.models import Membership
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Client]
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
PAGES = "/o/ggz-veenland/municipalities/"
LOCAL = Local("Gemeente Veenstad", date(2026, 3, 1), "Verordening 2026", "")


def set_regime(by: Membership, **fields: Any) -> ExemptionRegime:
    given = {"key": uuid4(), "local": LOCAL, "exemption": "34a"} | fields
    with inside(by.organisation_id):
        return services.set_regime(by=by, at=AT, **given)


def exemption(by: Membership, on: date, municipality: str = "veenstad") -> str:
    with inside(by.organisation_id):
        found = local_rules_of(by, municipality, on)
    return found.regime.exemption if found and found.regime else ""


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Gemeente Veenstad", "veenstad"),
        ("'s-Hertogenbosch", "s hertogenbosch"),
        (" Súdwest-Fryslân ", "sudwest fryslan"),
    ],
)
def test_a_name_is_compared_without_its_frills(name: str, place: str) -> None:
    assert place_of(name) == place


def test_the_rules_hold_from_their_day_until_the_next(house: House) -> None:
    by = house.administrator
    set_regime(by)
    set_regime(by, local=Local("Veenstad", date(2026, 7, 1), "Raadsbesluit", ""), exemption="31-2")
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [exemption(by, day) for day in days] == ["", "34a", "34a", "31-2"]
    assert exemption(by, days[-1], "Oosterwold") == ""
    assert exemption(house.stranger, days[-1]) == ""


def test_a_correction_and_a_withdrawal_leave_the_row_where_it_was(house: House) -> None:
    by = house.administrator
    first = set_regime(by)
    better = set_regime(by, corrects=first.pk, exemption="31-2")
    assert exemption(by, date(2026, 4, 1)) == "31-2"
    with inside(by.organisation_id):
        services.withdraw_regime(by=by, at=AT, key=uuid4(), row=better.pk)
        assert ExemptionRegime.objects.count() == 3
    assert exemption(by, date(2026, 4, 1)) == ""


def test_what_cannot_be_is_refused(house: House) -> None:
    by = house.administrator
    with pytest.raises(Refused, match="1 januari 2026"):
        set_regime(by, local=Local("Ede", date(2025, 12, 31), "Verordening", ""))
    with pytest.raises(Refused, match="waar dit te lezen is"):
        set_regime(by, local=Local("Ede", date(2026, 1, 1), " ", ""))
    with pytest.raises(Refused, match="naam van een gemeente"):
        set_regime(by, local=Local("Gemeente", date(2026, 1, 1), "Verordening", ""))
    with pytest.raises(Refused, match="Alleen een beheerder"):
        set_regime(house.specialist)


def test_a_scheme_is_shown_on_its_days(house: House) -> None:
    by, scheme = house.administrator, Scheme("Fiets", "Een fiets", "wie begint met werk", date(2026, 6, 1))
    with inside(by.organisation_id):
        services.keep_scheme(by=by, at=AT, key=uuid4(), local=LOCAL, scheme=scheme)
        shown = {day: local_rules_of(by, "Veenstad", day) for day in (date(2026, 5, 31), date(2026, 6, 1))}
    assert [[s.name for s in found.schemes] for found in shown.values() if found] == [["Fiets"], []]
    with inside(by.organisation_id), pytest.raises(Refused, match="niet na het begin"):
        services.keep_scheme(
            by=by, at=AT, key=uuid4(), local=LOCAL, scheme=Scheme("Fiets", "Een fiets", "", LOCAL.begins_on)
        )


@time_machine.travel("2026-11-24 10:00:00+01:00", tick=False)
def test_an_administrator_writes_and_staff_read_with_the_source(house: House, sign_in: SignIn) -> None:
    with inside(house.organisation.pk):
        regime_set(house.administrator)
    browser = sign_in(house.administrator)
    new = {"key": uuid4(), "municipality": "Veenstad", "name": "Fiets", "gives": "Een fiets",
           "begins_on": "2026-01-01", "source": "Verordening 4", "link": "https://veenstad.example/4"}  # fmt: skip
    assert browser.post(PAGES + "schemes/new/", new | {"link": "javascript:alert(1)"}).status_code == 422
    answer = browser.post(PAGES + "schemes/new/", new)
    assert answer.headers["Location"] == PAGES + "veenstad/"
    with inside(house.organisation.pk):
        row = LocalScheme.objects.get()
    assert (
        browser.post(f"{PAGES}schemes/{row.pk}/", new | {"key": uuid4(), "ends_on": "2026-06-01"}).status_code
        == 302
    )
    reader = sign_in(house.specialist)
    with CaptureQueriesContext(connection) as queries:
        shown = reader.get(PAGES + "veenstad/").content.decode()
    assert cost(queries) <= 10
    assert "Verordening 4" in shown
    assert house.administrator.user.name in shown
    assert "1 januari 2026 tot en met 31 mei 2026" in shown
    assert "Verbeter" not in shown
    assert "Veenstad" in reader.get(PAGES).content.decode()
    assert reader.post(PAGES + "schemes/new/", new).status_code == 403


def test_the_list_costs_the_same_for_many(house: House, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    costs = []
    for count in (1, 10):
        with inside(house.organisation.pk):
            for n in range(count):
                scheme_kept(house.administrator, name=f"Regeling {n}")
        with CaptureQueriesContext(connection) as queries:
            browser.get(PAGES)
        costs.append(cost(queries))
    assert costs[0] == costs[1] <= 10


def test_nothing_written_down_says_how_to_begin(house: House, sign_in: SignIn) -> None:
    assert "Begin met de gemeente" in sign_in(house.administrator).get(PAGES).content.decode()
    assert sign_in(house.administrator).get(PAGES + "nergens/").status_code == 404


def test_schemes_stand_beside_the_plans_with_their_year_and_are_kept_but_in_no_sum(
    house: House, sign_in: SignIn
) -> None:
    root = "/o/ggz-veenland/clients/C7/benefits/"
    client_in_care(house, municipality="Gemeente Veenstad")
    with time_machine.travel(AT, tick=False):
        browser = sign_in(house.specialist)
        browser.post(f"{root}begin/", {})
        browser.post(f"{root}steps/benefit/", {"kind": "wajong_able"})
        bare = browser.get(f"{root}compare/")
        with inside(house.organisation.pk):
            scheme_kept(house.administrator, name="Fiets", gives="€ 300", ends_on=date(2027, 1, 1))
            scheme_kept(house.administrator, name="Pas", gives="korting")
        page = browser.get(f"{root}compare/")
        kept = browser.post(f"{root}compare/", {"title": "Nu"})["Location"]
        with inside(house.organisation.pk):
            for row in LocalScheme.objects.all():
                services.withdraw_scheme(by=house.administrator, at=AT, key=uuid4(), row=row.pk)
        later = browser.get(kept).content.decode()
    for shown in (page.content.decode(), later):
        assert "€ 300, geldt in 2026." in shown
        assert "korting, geldt sinds 1 januari 2026." in shown
    sums = [[plan.left for plan in one.context["page"].plans] for one in (bare, page)]
    assert sums[0] == sums[1]


def test_a_long_history_comes_in_pages_rules_first(house: House, sign_in: SignIn) -> None:
    browser, costs = sign_in(house.administrator), []
    for more in (1, 29):
        with inside(house.organisation.pk):
            for _ in range(more):
                regime_set(house.administrator)
                scheme_kept(house.administrator)
        with CaptureQueriesContext(connection) as asked:
            first = browser.get(f"{PAGES}veenstad/").context["page"]
        costs.append(cost(asked))
    assert costs[0] == costs[1] <= 10
    second = browser.get(f"{PAGES}veenstad/?page=2")
    assert [len(first.regimes), len(first.schemes)] == [30, 20]
    assert [len(second.context["page"].regimes), len(second.context["page"].schemes)] == [0, 10]
    assert "Er is niets opgeschreven" not in second.content.decode()
