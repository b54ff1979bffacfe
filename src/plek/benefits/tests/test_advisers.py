"""The register of advisers: who stands in it on a day, and who writes in it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.benefits.models import TrainedAdviser
from plek.benefits.selectors.advisers import advisers_on, is_adviser, spells
from plek.benefits.services import advisers as services
from plek.benefits.services.advisers import Trained
from plek.benefits.tests.factories import cost, trained
from plek.benefits.trainings import read, trainings
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Client]
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
PAGES = "/o/ggz-veenland/advisers/"


def register(by: Membership, who: Membership, **fields: Any) -> TrainedAdviser:
    given = {"training": "adviser", "title": "Adviseur", "begins_on": date(2026, 3, 1), "ends_on": None} | fields
    corrects = given.pop("corrects", None)
    wanted = Trained(member=who.pk, **given)
    with inside(by.organisation_id):
        return services.register_adviser(by=by, at=AT, key=uuid4(), trained=wanted, corrects=corrects)


def test_someone_counts_from_the_day_until_the_end(house: House) -> None:
    row = register(house.leader, house.specialist)
    register(house.leader, house.specialist, corrects=row.pk, ends_on=date(2026, 9, 1))
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 8, 31), date(2026, 9, 1))
    with inside(house.organisation.pk):
        assert [is_adviser(house.specialist, day) for day in days] == [False, True, True, False]
        assert advisers_on(house.leader, days[1]) == [house.specialist]
        [spell] = spells(house.leader)
        assert spell.is_planner
        services.strike_adviser(by=house.leader, at=AT, key=uuid4(), row=TrainedAdviser.objects.latest("pk").pk)
        assert spells(house.leader) == []


def test_only_who_guides_clients_and_works_here(house: House) -> None:
    with pytest.raises(Refused, match="begeleidt"):
        register(house.leader, house.administrator)
    with pytest.raises(NotFound):
        register(house.leader, house.stranger)
    with pytest.raises(Refused, match="beheerder en de IPS-teamleider"):
        register(house.specialist, house.colleague)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"training": "x"}, "uit de lijst"),
        ({"title": " "}, "welke opleiding"),
        ({"ends_on": date(2026, 3, 1)}, "niet na"),
    ],
)
def test_what_makes_no_sense_is_refused(house: House, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        register(house.leader, house.specialist, **wrong)


def test_the_page_lists_and_the_leader_adds(house: House, sign_in: SignIn) -> None:
    leader = sign_in(house.leader)
    assert "Er staat nog niemand" in leader.get(PAGES).content.decode()
    given = {
        "key": uuid4(),
        "member": house.specialist.pk,
        "training": "course",
        "title": "Cursus",
        "begins_on": "2026-01-05",
    }
    assert leader.post(PAGES + "new/", given).status_code == 302
    shown = sign_in(house.practitioner).get(PAGES).content.decode()
    assert "Cursus" in shown
    assert "opgeleid persoon" in shown
    assert "Wijzig" not in shown


def test_the_list_of_trainings_says_where_it_comes_from() -> None:
    found = trainings()
    assert {one.counts_as for one in found.by_code.values()} == {"trained", "planner"}
    assert found.source
    row = "{code: a, counts_as: trained, nl: a, en: a}"
    with pytest.raises(ValueError, match="same code"):
        read(f"{{source: s, checked_on: 2026-01-01, confidence: law, trainings: [{row}, {row}]}}")


def test_the_register_of_another_house_is_another(house: House) -> None:
    with inside(house.organisation.pk):
        trained(house.specialist, by=house.leader)
    with inside(house.stranger.organisation_id):
        assert spells(house.stranger) == []


def test_a_long_register_comes_in_pages_that_cost_the_same(house: House, sign_in: SignIn) -> None:
    browser, costs = sign_in(house.leader), []
    for more in (3, 60):
        with inside(house.organisation.pk):
            for _ in range(more):
                trained(house.colleague, by=house.leader)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(PAGES)
        costs.append(cost(asked))
    assert costs[0] == costs[1] <= 10
    assert len(page.context["lines"]) == 50
    assert len(browser.get(f"{PAGES}?page=2").context["lines"]) == 13
