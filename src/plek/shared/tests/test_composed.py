"""A question composed once answers like the queryset it was made of, whoever asks and whatever is filled in."""

from copy import copy
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from conftest import House
from plek.caseload.models import Client
from plek.caseload.tests.factories import ClientFactory
from plek.organisations.models import Membership
from plek.organisations.selectors import acting
from plek.shared.composed import Composed, Place, composed
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db


def born(by: Any, order: str = "number", *, since: date, numbers: list[str]) -> QuerySet[Client]:
    seen = Client.objects.visible_to(by).select_related("treatment_team")
    return seen.filter(born_on__gte=since, number__in=numbers).order_by(order)


asked = composed(born)


@pytest.fixture
def clients(house: House) -> list[Client]:
    with inside(house.organisation.pk):
        return [
            ClientFactory(
                organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, number=f"C{n}",
                born_on=date(1990, 1, 1) + timedelta(days=n),
            )
            for n in range(5)
        ]  # fmt: skip


def seen_by(by: Membership, *shape: str, rows: slice | None = None, **values: Any) -> list[Client]:
    with inside(by.organisation_id):
        return asked(by, *shape, rows=rows, **values)


def test_the_same_rows_come_as_from_the_queryset_itself(house: House, clients: list[Client]) -> None:
    values = {"since": date(1990, 1, 2), "numbers": ["C1", "C3", "C9"]}
    with inside(house.organisation.pk):
        assert (
            asked(house.specialist, **values) == list(born(house.specialist, **values)) == [clients[1], clients[3]]
        )


def test_each_asking_has_its_own_values(house: House, clients: list[Client]) -> None:
    everyone = [c.number for c in clients]
    for n in range(5):
        found = seen_by(house.specialist, since=date(1990, 1, 1) + timedelta(days=n), numbers=everyone)
        assert found == clients[n:]
    assert seen_by(house.specialist, since=date(1990, 1, 1), numbers=[]) == []


def test_rows_of_related_tables_come_along(house: House, clients: list[Client]) -> None:
    [found] = seen_by(house.specialist, since=date(1990, 1, 1), numbers=["C2"])
    assert Client.treatment_team.is_cached(found)  # type: ignore[attr-defined]
    assert found.treatment_team == house.fact


def test_the_shape_is_part_of_the_question(house: House, clients: list[Client]) -> None:
    values = {"since": date(1990, 1, 1), "numbers": [c.number for c in clients]}
    assert seen_by(house.specialist, "-number", **values) == clients[::-1]
    assert seen_by(house.specialist, **values, rows=slice(1, 3)) == clients[1:3]


def test_who_asks_makes_the_difference(house: House, clients: list[Client], today: date) -> None:
    values = {"since": date(1990, 1, 1), "numbers": [c.number for c in clients]}
    for by, number in (
        (house.specialist, 5), (house.practitioner, 5), (house.administrator, 0), (house.stranger, 0),
    ):  # fmt: skip
        assert len(seen_by(by, **values)) == number
    with inside(house.organisation.pk):
        alone = acting(house.colleague.pk, today)
        alone.__dict__["_team_ids"] = []
        assert asked(alone, **values) == []


def test_it_is_one_question_composed_once(
    house: House, clients: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {"since": date(1990, 1, 1), "numbers": ["C1"]}
    seen_by(house.specialist, **values)
    monkeypatch.setattr(Client.objects, "visible_to", lambda by: pytest.fail("composed again"))
    with inside(house.organisation.pk), CaptureQueriesContext(connection) as captured:
        assert len(asked(house.specialist, **values)) == 1
    assert len(captured) == 1


def test_a_text_that_looks_like_sql_is_a_text(house: House, clients: list[Client]) -> None:
    assert seen_by(house.specialist, since=date(1990, 1, 1), numbers=["C1') or true --", "%s"]) == []


def test_postgresql_keeps_the_question_whatever_the_size_of_the_numbers(
    house: House, clients: list[Client], django_assert_num_queries: Any
) -> None:
    for team_ids in ([house.ips.pk], [house.ips.pk, 40_000, 2**40], []):
        by = copy(house.specialist)
        by.__dict__["_team_ids"] = team_ids
        assert seen_by(by, since=date(1990, 1, 1), numbers=["C1"]) == (clients[1:2] if team_ids else [])
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_prepared_statements where statement like %s", ["%caseload_client%"]
        )
        assert cursor.fetchone() == (1,)


def test_what_is_always_the_same_stands_in_the_question(house: House, clients: list[Client]) -> None:
    alike = Client.objects.filter(last_name__endswith="d%s", number=Place("number", str))
    with inside(house.organisation.pk):
        Client.objects.filter(number="C2").update(last_name="Honderd%s")
        assert Composed(alike).ask({"number": "C2"}) == [clients[2]]
        assert Composed(alike).ask({"number": "C1"}) == []


@pytest.mark.parametrize(("value", "kind"), [(timezone.now(), "timestamp with time zone"), (3, "bigint")])
def test_a_place_has_the_type_of_its_value(value: Any, kind: str) -> None:
    assert Place("it", type(value)).output_field.db_type(connection) == kind


def test_what_cannot_be_found_is_not_asked(house: House, django_assert_num_queries: Any) -> None:
    nobody = Composed(Client.objects.none())
    with django_assert_num_queries(0):
        assert nobody.ask({}) == []
