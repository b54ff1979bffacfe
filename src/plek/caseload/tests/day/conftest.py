"""A small caseload in the house: two clients of the specialist and one of the colleague."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from plek.caseload.models import Client, Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.shared.tenancy import inside


@dataclass(frozen=True)
class Caseload:
    """Anna and Bram with the specialist, Chris with the colleague, and a client elsewhere."""

    anna: Trajectory
    bram: Trajectory
    chris: Trajectory
    strange: Trajectory


@pytest.fixture
def now() -> Iterator[datetime]:
    """Tuesday 24 November 2026, ten to eleven in the morning."""
    moment = datetime(2026, 11, 24, 10, 50, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(moment, tick=False):
        yield moment


@pytest.fixture
def caseload(house: Any) -> Caseload:
    here = {"organisation": house.organisation, "treatment_team": house.fact, "ips_team": house.ips}

    def trajectory(specialist: Any, number: str, first_name: str, **who: Any) -> Trajectory:
        client: Client = ClientFactory(first_name=first_name, last_name="de Vries", number=f"C-{number}", **who)
        return TrajectoryFactory(client=client, specialist=specialist, ips_team=who["ips_team"], number=number)

    with inside(house.organisation.pk):
        anna = trajectory(house.specialist, "TR1", "Anna", **here)
        bram = trajectory(house.specialist, "TR2", "Bram", **here)
        chris = trajectory(house.colleague, "TR3", "Chris", **here)
    elsewhere = house.stranger.organisation
    with inside(elsewhere.pk):
        team = house.stranger.team_memberships.get().team
        strange = trajectory(
            house.stranger, "TR9", "Zoë", organisation=elsewhere, treatment_team=team, ips_team=team
        )  # fmt: skip
    return Caseload(anna, bram, chris, strange)
