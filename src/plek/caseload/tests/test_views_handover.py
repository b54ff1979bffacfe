"""The hand-over page: counts for the administrator, names for the team leader."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from plek.audit.models import Entry
from plek.caseload.models import Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.organisations.models import Absence, Membership
from plek.organisations.tests.signing_in import sign_in_now
from plek.shared.tenancy import inside


@pytest.fixture(autouse=True)
def at_nine(today: date) -> Any:
    with time_machine.travel(f"{today}T09:00:00+01:00", tick=True):
        yield


@pytest.fixture
def trajectories(house: Any) -> list[Trajectory]:
    with inside(house.organisation.pk):
        clients = [
            ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips,
                          last_name=f"Zwaluw{number}")
            for number in range(3)
        ]  # fmt: skip
        return [TrajectoryFactory(client=one, ips_team=house.ips, specialist=house.specialist) for one in clients]


def page(house: Any) -> str:
    return f"/o/ggz-veenland/people/{house.specialist.pk}/hand-over/"


@pytest.mark.parametrize(("who", "names"), [("administrator", False), ("leader", True)])
def test_names_only_for_who_may_see_clients(
    house: Any, trajectories: list[Trajectory], client: Browser, who: str, names: bool
) -> None:
    words = sign_in_now(client, getattr(house, who)).get(page(house)).content.decode()
    assert ("Zwaluw0" in words) == names
    assert (trajectories[0].number in words) == names
    assert house.colleague.user.name in words
    with inside(house.organisation.pk):
        assert Entry.objects.filter(event="caseload.handover_viewed").count() == 1


def test_who_is_away_is_called_so(
    house: Any, trajectories: list[Trajectory], client: Browser, today: date
) -> None:
    browser = sign_in_now(client, house.leader)
    assert "afwezig" not in browser.get(page(house)).content.decode()
    with inside(house.organisation.pk):
        Absence.objects.create(
            organisation=house.organisation, membership=house.colleague, kind="leave", begins_on=today
        )
    words = browser.get(page(house)).content.decode()
    offered = re.findall(rf"<option[^>]*>\s*({re.escape(house.colleague.user.name)}[^<]*)", words)
    assert len(offered) > len(trajectories)
    assert all("· afwezig" in one for one in offered)


def test_the_administrator_hands_over_in_one_step(
    house: Any, trajectories: list[Trajectory], client: Browser, today: date
) -> None:
    given = {"leaves": "1", "on": today.isoformat(), "to": house.colleague.pk}
    assert sign_in_now(client, house.administrator).post(page(house), given).status_code == 302
    with inside(house.organisation.pk):
        assert set(Trajectory.objects.values_list("specialist_id", flat=True)) == {house.colleague.pk}
        assert Membership.objects.get(pk=house.specialist.pk).ends_on == today


def test_the_leader_divides_by_name(
    house: Any, trajectories: list[Trajectory], client: Browser, today: date
) -> None:
    given = {"leaves": "", "on": today.isoformat(), "to": house.colleague.pk,
             f"trajectory-{trajectories[1].pk}": house.leader.pk}  # fmt: skip
    assert sign_in_now(client, house.leader).post(page(house), given).status_code == 302
    with inside(house.organisation.pk):
        held = list(Trajectory.objects.order_by("number").values_list("specialist_id", flat=True))
    assert held == [house.colleague.pk, house.leader.pk, house.colleague.pk]


def test_a_planned_hand_over_is_shown_and_undone(
    house: Any, trajectories: list[Trajectory], client: Browser, today: date
) -> None:
    desk = sign_in_now(client, house.administrator)
    given = {"leaves": "1", "on": (today + timedelta(days=7)).isoformat(), "to": house.colleague.pk}
    desk.post(page(house), given)
    assert f"{page(house)}undo/" in desk.get(page(house)).content.decode()
    assert desk.post(f"{page(house)}undo/").status_code == 302
    with inside(house.organisation.pk):
        assert set(Trajectory.objects.values_list("specialist_id", flat=True)) == {house.specialist.pk}
    assert desk.post(f"{page(house)}undo/").status_code == 422


@pytest.mark.parametrize("change", [{"on": ""}, {"on": "2026-11-23"}, {"to": "999999"}, {"to": "x"}])
def test_a_wrong_choice_answers_422_and_moves_nothing(
    house: Any, trajectories: list[Trajectory], client: Browser, today: date, change: dict[str, str]
) -> None:
    given = {"leaves": "1", "on": today.isoformat(), "to": str(house.colleague.pk)} | change
    assert sign_in_now(client, house.administrator).post(page(house), given).status_code == 422
    with inside(house.organisation.pk):
        assert set(Trajectory.objects.values_list("specialist_id", flat=True)) == {house.specialist.pk}


def test_another_organisation_s_person_is_not_there(house: Any, client: Browser) -> None:
    address = f"/o/ggz-veenland/people/{house.stranger.pk}/hand-over/"
    assert sign_in_now(client, house.administrator).get(address).status_code == 404
