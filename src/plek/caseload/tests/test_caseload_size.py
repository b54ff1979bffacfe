"""How many clients fit, with the source of the norm."""

from decimal import Decimal

import pytest

from plek.caseload.policies.caseload_size import CASELOAD_NORM, per_fte, room
from plek.caseload.presenters.team import Forecast, caseload_lines


@pytest.mark.parametrize(
    ("fte", "fits"),
    [(Decimal("1.00"), 20), (Decimal("0.90"), 18), (Decimal("0.55"), 11), (Decimal(0), 0), (None, None)],
)
def test_room_follows_working_time(fte: Decimal | None, fits: int | None) -> None:
    assert room(fte) == fits


def test_the_norm_names_its_source() -> None:
    assert CASELOAD_NORM.clients_per_fte == 20
    assert "IPS-25" in str(CASELOAD_NORM.source)


def test_clients_per_full_time_job() -> None:
    assert per_fte(18, Decimal("0.90")) == Decimal("20.0")
    assert per_fte(7, None) is None
    assert per_fte(7, Decimal(0)) is None


@pytest.mark.parametrize(
    ("clients", "fits", "waiting", "short", "free"), [(30, 40, 5, 0, 10), (38, 40, 5, 3, 2), (45, 40, 0, 5, 0)]
)
def test_the_forecast_with_everyone_who_waits(
    clients: int, fits: int, waiting: int, short: int, free: int
) -> None:
    forecast = Forecast(clients, fits, waiting)
    assert (forecast.with_waiting, forecast.short, forecast.free) == (clients + waiting, short, free)


def person(pk: int, name: str, fte: str | None = "1.00") -> dict[str, object]:
    return {"pk": pk, "code": f"TB{pk}", "user__name": name, "fte": None if fte is None else Decimal(fte)}


def load(pk: int, name: str, clients: int, role: str = "employment_specialist") -> dict[str, object]:
    return {
        "specialist_id": pk, "specialist__user__name": name, "specialist__code": f"TB{pk}",
        "specialist__role": role, "clients": clients,
    }  # fmt: skip


def test_people_stand_by_name_and_not_by_number() -> None:
    lines = caseload_lines(
        [person(1, "Zora"), person(2, "anna"), person(3, "Bob", None)], [load(1, "Zora", 25), load(2, "anna", 3)]
    )
    assert [line.name for line in lines] == ["anna", "Bob", "Zora"]
    assert [line.clients for line in lines] == [3, 0, 25]
    assert [line.is_full for line in lines] == [False, False, True]
    assert lines[1].room is None
    assert lines[1].mark is None


def test_who_left_but_still_has_clients_is_not_lost() -> None:
    lines = caseload_lines([person(1, "Zora")], [load(9, "Weg", 4), load(8, "Lena", 2, "ips_team_leader")])
    assert [(line.name, line.clients, line.works_here) for line in lines] == [
        ("Lena", 2, True), ("Weg", 4, False), ("Zora", 0, True),
    ]  # fmt: skip


def test_bars_share_one_scale() -> None:
    lines = caseload_lines([person(1, "A", "0.50"), person(2, "B")], [load(1, "A", 40), load(2, "B", 20)])
    assert [line.bar for line in lines] == [200, 100]
    assert [line.mark for line in lines] == [50, 100]
