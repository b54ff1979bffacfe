"""A furnished house at a fixed noon."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client as Browser

from conftest import House
from plek.organisations.models import Membership
from plek.organisations.tests.signing_in import sign_in_now
from tests.security.asking import Asker
from tests.security.world import NOON, World, furnish

Enter = Callable[[Membership], Browser]


@pytest.fixture
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def world(house: House) -> World:
    return furnish(house)


@pytest.fixture
def enter() -> Enter:
    """A browser of one's own, signed in a moment ago; faults become pages, as for a visitor."""

    def as_member(by: Membership) -> Browser:
        return sign_in_now(Browser(raise_request_exception=False), by)

    return as_member


@pytest.fixture
def browsers(world: World, enter: Enter) -> dict[str, Browser]:
    """One per role, signed in as who may see the client as far as that role goes."""
    return {role: enter(by) for role, by in world.cast.items()}


@pytest.fixture
def asker(world: World, browsers: dict[str, Browser]) -> Asker:
    """Asks with odd input in the name of each role."""
    return Asker(world, browsers)
