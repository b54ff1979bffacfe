"""Who looked at or changed whose record is always in the log, and without the log nothing shows or changes."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client as Browser

from conftest import House
from plek.caseload.choices import ReferralState
from plek.caseload.models import Referral, Trajectory
from plek.organisations.choices import Role
from plek.shared.tenancy import inside
from tests.architecture.test_doors import INSIDE
from tests.security.logged import entries, send
from tests.security.world import PREFIX, World, door_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
SHOWS_A_CLIENT = (
    "clients/<", "trajectories/<", "referrals/<", "contacts/<", "jobs/<", "appointments/<", "education/<",
    "employer-contacts/<", "me/",
)  # fmt: skip
LISTS = {
    "clients/": "clients.listed", "today/": "today.viewed", "today/put-off/": "today.put_off_viewed",
    "board/": "board.viewed", "board/list/": "board.printed", "tasks/": "tasks.viewed",
    "referrals/": "referrals.listed", "referrals/new/": "referrals.clients_listed",
    "caseload/file/<slug:kind>/": "clients.exported", "log/": "audit.viewed", "log/export/": "audit.exported",
    "export/": "workbook.exported", "employers/<str:code>/": "employer.viewed",
    "reviews/": "review.listed", "reviews/<str:number>/": "review.viewed",
    "reviews/<str:number>/preparation/": "review.viewed", "reviews/<str:number>/items/": "review.viewed",
    "reviews/<str:number>/items/<str:item>/": "review.viewed", "reviews/<str:number>/charts/": "review.viewed",
    "reviews/<str:number>/charts/<str:client>/": "review.viewed",
    "reviews/<str:number>/meetings/": "review.viewed",
    "reviews/<str:number>/report/": "review.viewed", "reviews/<str:number>/plan/": "review.viewed",
    "reviews/<str:number>/report/pdf/": "review.report_taken_out",
    "reviews/<str:number>/report/docx/": "review.report_taken_out",
    "reviews/<str:number>/policies/<int:policy>/": "review.policy_read",
    "fidelity/": "fidelity.viewed", "fidelity/<str:item>/": "fidelity.records_viewed",
    "fidelity/what-if/": "fidelity.what_if_viewed", "fidelity/vignettes/": "fidelity.vignettes_viewed",
    "fidelity/vignettes/<str:vignette>/": "fidelity.vignettes_viewed",
}  # fmt: skip
UNLOGGABLE = {"REMOTE_ADDR": "x" * 100}
"""Where a request cannot come from: longer than the log has room for, so that the database refuses the row."""
NEXT_STEP = "trajectories/<str:number>/next-step/"
NAMES = ("Zonderling", "Wachtmans", "Sprak over", "Brood bakken", "Voor de bakkerij")


def pages_of_a_client(world: World) -> Iterator[tuple[str, str]]:
    """Every page that shows something of a client, with each role that may open it."""
    for route, pattern in INSIDE:
        if route.removeprefix(PREFIX).startswith(SHOWS_A_CLIENT) and not route.endswith("/undo/"):
            for role in sorted(door_of(pattern).roles):
                yield world.address(route), role


def test_each_look_at_a_record_is_logged_with_who_and_whose(
    house: House, world: World, browsers: dict[str, Browser]
) -> None:
    with inside(house.organisation.pk):
        clients = {world.client.pk, Referral.objects.get().client_id}
    unlogged, seen = [], 0
    for address, role in pages_of_a_client(world):
        answer = browsers[role].get(address)
        read(answer)
        if answer.status_code != 200:
            continue
        seen += 1
        left = [e for e in entries(house, answer) if e.client_id in clients and e.action in "RPX"]
        if not left or any((e.membership_id, e.role) != (world.cast[role].pk, role) for e in left):
            unlogged.append(f"{address} as {role}")
    assert seen > 40
    assert not unlogged


@pytest.mark.parametrize(("route", "event"), LISTS.items(), ids=LISTS)
def test_each_list_search_and_export_is_logged(
    house: House, world: World, browsers: dict[str, Browser], route: str, event: str
) -> None:
    roles = next(sorted(door_of(p).roles) for r, p in INSIDE if r == PREFIX + route)
    for role in roles:
        answer = browsers[role].get(world.address(route))
        read(answer)
        assert answer.status_code == 200, role
        assert event in {e.event for e in entries(house, answer) if e.role == role}, role


def test_a_search_is_logged_without_its_words(house: House, world: World, browsers: dict[str, Browser]) -> None:
    for role in (Role.EMPLOYMENT_SPECIALIST, Role.PRACTITIONER):
        answer = browsers[role].post(world.address("search/"), {"q": "Zonderling"})
        left = entries(house, answer)
        assert [e.action for e in left] == ["S"]
        assert "Zonderling" not in str(left[0].detail)


def test_an_export_names_each_client_in_it(house: House, world: World, browsers: dict[str, Browser]) -> None:
    answer = browsers[Role.IPS_TEAM_LEADER].get(world.address("export/"))
    read(answer)
    assert world.client.pk in {e.client_id for e in entries(house, answer) if e.action == "X"}


def test_no_page_of_a_client_shows_when_it_cannot_be_logged(world: World, browsers: dict[str, Browser]) -> None:
    for address, role in pages_of_a_client(world):
        with transaction.atomic():
            usual = browsers[role].get(address)
            read(usual)
        if usual.status_code == 200:
            answer = browsers[role].get(address, **UNLOGGABLE)
            assert answer.status_code == 500, f"{address} as {role}"
            assert not any(name in read(answer).decode() for name in NAMES)


def test_no_change_is_made_when_it_cannot_be_logged(
    house: House, world: World, browsers: dict[str, Browser]
) -> None:
    answer = send(world, browsers[Role.EMPLOYMENT_SPECIALIST], NEXT_STEP, {"text": "Chef bellen"}, **UNLOGGABLE)
    assert answer.status_code == 500
    refused = send(
        world, browsers[Role.IPS_TEAM_LEADER], "referrals/<int:referral>/ask/", {"text": "Wat?"}, **UNLOGGABLE
    )
    assert refused.status_code == 500
    with inside(house.organisation.pk):
        assert Trajectory.objects.get(pk=world.trajectory.pk).next_step == ""
        assert Referral.objects.get().state == ReferralState.WAITING
