"""Every address of the product, visited by those who have no business there.

A member of another organisation finds 404 everywhere; a role without a door finds 403; a colleague of another
IPS team finds no record of a client that is not his.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import URLPattern
from django.urls.converters import get_converters

from conftest import House
from plek.organisations.choices import Role, TeamKind
from plek.organisations.models import Membership
from plek.organisations.tests.factories import TeamFactory, member
from plek.shared.doors import Door
from plek.shared.tenancy import inside
from tests.architecture.test_doors import INSIDE
from tests.security.world import FALLBACK, World, furnish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
OF_A_CLIENT = ("clients/", "trajectories/", "referrals/", "contacts/", "jobs/", "appointments/", "tasks/")


@pytest.fixture
def _at_noon() -> Iterator[None]:
    with time_machine.travel("2026-11-24T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def world(house: House) -> World:
    return furnish(house.organisation, house.fact, house.ips, house.specialist)


def _address(route: str, pattern: URLPattern, world: World) -> str:
    """The address with its places filled from what exists."""
    rest = route.removeprefix("o/<slug:organisation>/")
    known = world.parts.get(rest.split("/", 1)[0], {})
    names = {type(c).__name__: name for name, c in get_converters().items()}
    address = rest
    for name, converter in pattern.pattern.converters.items():
        kind = names.get(type(converter).__name__, "str")
        value = known.get(name, FALLBACK.get(kind, "X1"))
        address = address.replace(f"<{kind}:{name}>", str(value)).replace(f"<{name}>", str(value))
    return f"/o/{world.organisation.slug}/{address}"


def _door(pattern: URLPattern) -> Door:
    door: Door = pattern.callback.door  # type: ignore[attr-defined]
    return door


def _methods(pattern: URLPattern) -> tuple[str, ...]:
    return ("get", "post") if _door(pattern).writes else ("get",)


SignIn = Callable[[Membership], Browser]


def test_a_stranger_finds_nothing_anywhere(house: House, world: World, sign_in: SignIn) -> None:
    browser = sign_in(house.stranger)
    for route, pattern in INSIDE:
        for method in _methods(pattern):
            response: Any = getattr(browser, method)(_address(route, pattern, world))
            assert response.status_code == 404, f"{method} {route}: {response.status_code}"


def test_who_is_not_signed_in_is_led_to_signing_in(world: World, client: Browser) -> None:
    for route, pattern in INSIDE:
        response = client.get(_address(route, pattern, world))
        assert response.status_code == 302, route
        assert "/account/" in response["Location"], route


@pytest.mark.parametrize("role", list(Role))
def test_a_role_without_a_door_is_refused(house: House, world: World, sign_in: SignIn, role: Role) -> None:
    by = member(role, organisation=house.organisation, on=house.specialist.begins_on)
    browser = sign_in(by)
    for route, pattern in INSIDE:
        if role in _door(pattern).roles:
            continue
        for method in _methods(pattern):
            response = getattr(browser, method)(_address(route, pattern, world))
            assert response.status_code == 403, f"{method} {route} as {role}: {response.status_code}"


@pytest.mark.parametrize(
    "role", [Role.EMPLOYMENT_SPECIALIST, Role.IPS_TEAM_LEADER, Role.PRACTITIONER, Role.CLIENT]
)
def test_a_colleague_of_another_team_finds_no_record(
    house: House, world: World, sign_in: SignIn, role: Role
) -> None:
    with inside(house.organisation.pk):
        other = TeamFactory(organisation=house.organisation, kind=TeamKind.IPS)
    browser = sign_in(member(role, other, organisation=house.organisation, on=house.specialist.begins_on))
    visited = 0
    for route, pattern in INSIDE:
        rest = route.removeprefix("o/<slug:organisation>/")
        if role not in _door(pattern).roles or "<" not in rest or not rest.startswith(OF_A_CLIENT):
            continue
        for method in _methods(pattern):
            visited += 1
            response = getattr(browser, method)(_address(route, pattern, world))
            assert response.status_code in (404, 405), f"{method} {route} as {role}: {response.status_code}"
    assert visited > 5 or role == Role.CLIENT


def test_reading_never_writes_and_always_answers(house: House, world: World, sign_in: SignIn) -> None:
    """Each page that the people of this house may open answers without a fault; the database refuses writes."""
    for by in (house.specialist, house.leader, house.practitioner, house.administrator):
        browser = sign_in(by)
        for route, pattern in INSIDE:
            if by.role in _door(pattern).roles:
                response = browser.get(_address(route, pattern, world))
                assert response.status_code in (200, 302, 404, 405, 422), (
                    f"{route} as {by.role}: {response.status_code}"
                )
