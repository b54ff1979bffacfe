"""Every address of the product, visited by those who have no business there.

A member of another organisation finds 404 everywhere; a role without a door finds 403; a colleague of another
IPS team finds no record of a client that is not his.
"""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import URLPattern

from conftest import House
from plek.organisations.choices import Role, TeamKind
from plek.organisations.models import Membership
from plek.organisations.tests.factories import TeamFactory, member
from plek.shared.tenancy import inside
from tests.architecture.test_doors import INSIDE
from tests.security.conftest import Enter
from tests.security.visiting import everywhere
from tests.security.world import PLACE, PREFIX, World, door_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
OF_A_CLIENT = (
    "clients/", "trajectories/", "referrals/", "contacts/", "jobs/", "appointments/", "tasks/",
    "education/", "board/", "employer-contacts/", "reviews/",
)  # fmt: skip
OF_THE_HOUSE = ("drafts", "rules", "logo", "caseload", "fidelity")
OF_THE_LAW = "benefit-amounts/<slug:law>/"
"""Pages that every organisation has under the same address."""
NOWHERE: dict[str, object] = {
    "number": "X-0", "key": uuid.UUID(int=0), "view": 2**31 - 1, "person": 2**31 - 1, "code": "X-0",
    "absence": 2**31 - 1, "team": 2**31 - 1,
}  # fmt: skip
SignIn = Callable[[Membership], Browser]


def _methods(pattern: URLPattern) -> tuple[str, ...]:
    return ("get", "post") if door_of(pattern).writes or door_of(pattern).posts else ("get",)


def test_a_stranger_finds_nothing_anywhere(house: House, world: World, sign_in: SignIn) -> None:
    browser = sign_in(house.stranger)
    for route, pattern in INSIDE:
        for method in _methods(pattern):
            response: Any = getattr(browser, method)(world.address(route))
            assert response.status_code == 404, f"{method} {route}: {response.status_code}"


def test_who_is_not_signed_in_is_led_to_signing_in(world: World, client: Browser) -> None:
    for route, _pattern in INSIDE:
        response = client.get(world.address(route))
        assert response.status_code == 302, route
        assert "/account/" in response["Location"], route


@pytest.mark.parametrize("role", list(Role))
def test_a_role_without_a_door_is_refused(house: House, world: World, sign_in: SignIn, role: Role) -> None:
    by = member(role, organisation=house.organisation, on=house.specialist.begins_on)
    browser = sign_in(by)
    for route, pattern in INSIDE:
        if role in door_of(pattern).roles:
            continue
        for method in _methods(pattern):
            response = getattr(browser, method)(world.address(route))
            assert response.status_code == 403, f"{method} {route} as {role}: {response.status_code}"


@pytest.mark.parametrize(
    "role", [Role.EMPLOYMENT_SPECIALIST, Role.IPS_TEAM_LEADER, Role.PRACTITIONER, Role.CLIENT]
)
def test_a_colleague_of_another_team_finds_no_record(house: House, world: World, enter: Enter, role: Role) -> None:
    with inside(house.organisation.pk):
        other = TeamFactory(organisation=house.organisation, kind=TeamKind.IPS)
    by = member(role, other, organisation=house.organisation, on=house.specialist.begins_on)
    assert_finds_nothing(enter(by), by, world, OF_A_CLIENT)


@pytest.mark.parametrize("role", list(Role))
def test_a_record_of_elsewhere_does_not_exist_at_home(
    house: House, world: World, enter: Enter, role: Role
) -> None:
    """The addresses of records of this house, asked for below one's own organisation."""
    home = house.stranger.organisation
    with inside(home.pk):
        team = house.stranger.team_memberships.get().team
    by = member(role, team, organisation=home, on=house.stranger.begins_on)
    of_record = tuple(first for first in world.parts if first not in OF_THE_HOUSE)
    assert_finds_nothing(enter(by), by, replace(world, organisation=home), of_record)


def assert_finds_nothing(browser: Browser, by: Membership, world: World, words: tuple[str, ...]) -> None:
    """Each address with a record in it answers as if there were none."""
    wrong = []
    for route, pattern in INSIDE:
        rest = route.removeprefix(PREFIX)
        if by.role not in door_of(pattern).roles or "<" not in rest or not rest.startswith(words):
            continue
        if rest.startswith(OF_THE_LAW):
            continue
        for method in _methods(pattern):
            response = getattr(browser, method)(world.address(route))
            read(response)
            is_gone = response.status_code in (404, 405)
            if not is_gone and not (method == "get" and _tells_nothing(browser, route, world, response)):
                wrong.append(f"{method} {route}: {response.status_code}")
    assert not wrong


def _tells_nothing(browser: Browser, route: str, world: World, response: Any) -> bool:
    """A GET of what only takes POST may lead to a list, if it does so for any record."""
    if response.status_code != 302:
        return False
    other = browser.get(world.address(route, **NOWHERE))
    read(other)
    led = other.status_code == response.status_code
    return led and other["Location"] == response["Location"]


def test_each_address_is_visited_with_a_record_that_exists(world: World, browsers: dict[str, Browser]) -> None:
    """Of the cast who may see the client at least one finds something there."""
    found = {visit.route for visit in everywhere(world, browsers) if visit.answer.status_code != 404}
    assert not {route for route, _ in INSIDE if PLACE.search(route.removeprefix(PREFIX))} - found


def test_pages_answer_and_the_database_refuses_writes_of_a_get(world: World, browsers: dict[str, Browser]) -> None:
    answered = {(v.route, v.role): v.answer.status_code for v in everywhere(world, browsers)}
    assert {route for route, _ in answered} == {route for route, _ in INSIDE}
    assert not {who: status for who, status in answered.items() if status not in (200, 302, 404, 405, 422)}
