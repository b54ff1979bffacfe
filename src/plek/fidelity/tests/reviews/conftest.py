"""Every test of the pages has its review on one stage, at noon."""

from collections.abc import Iterator

import pytest
import time_machine

from conftest import House
from plek.fidelity.tests.reviews.stage import NOON, Stage, on_stage


@pytest.fixture
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def stage(house: House) -> Stage:
    return on_stage(house)
