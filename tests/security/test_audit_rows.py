"""Who looked at or changed whose record is always in the log, and without the log nothing shows or changes."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser

from conftest import House
from plek.audit.models import Entry
from plek.caseload.choices import DeclineReason, ReferralState
from plek.caseload.models import Referral, Trajectory
from plek.exchange.tests.books import xlsx
from plek.organisations.choices import Role
from plek.shared.tenancy import inside
from tests.architecture.test_doors import INSIDE
from tests.security.conftest import Enter
from tests.security.inputs import forms_in
from tests.security.world import PREFIX, TODAY, World, door_of, read

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
}  # fmt: skip
UNLOGGABLE = {"REMOTE_ADDR": "x" * 100}
"""Where a request cannot come from: longer than the log has room for, so that the database refuses the row."""
NAMES = ("Zonderling", "Wachtmans", "Sprak over", "Brood bakken")


@pytest.fixture
def browsers(world: World, enter: Enter) -> dict[str, Browser]:
    return {role: enter(by) for role, by in world.cast.items()}


def entries(house: House, answer: Any) -> list[Entry]:
    """What one request left in the log."""
    with inside(house.organisation.pk):
        return list(Entry.objects.filter(request_id=answer["X-Request-Id"]).order_by("sequence"))


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


S, L, P, A, C = (
    Role.EMPLOYMENT_SPECIALIST, Role.IPS_TEAM_LEADER, Role.PRACTITIONER, Role.ADMINISTRATOR, Role.CLIENT,
)  # fmt: skip
DAY = TODAY.isoformat()
TRAJECTORY = "trajectories/<str:number>/"
PERSON = {"first_name": "Bo", "last_name": "Bos", "born_on": "1991-01-02"}
CHANGES: list[tuple[str, str, dict[str, Any], str]] = [
    (S, "contacts/new/", {"clients": "TR77", "setting": "buiten", "minutes": "30"}, "contact.logged"),
    (S, "contacts/<int:contact>/correct/", {"minutes": "60", "setting": "buiten"}, "contact.corrected"),
    (S, "contacts/<int:contact>/withdraw/", {"reason": "dubbel"}, "contact.withdrawn"),
    (S, "contacts/<uuid:key>/undo/", {}, "contact.undone"),
    (P, "referrals/new/", PERSON | {"wish": "werken", "is_client_informed": "on"}, "referral.sent"),
    (L, "referrals/<int:referral>/accept/", {"specialist": "colleague"}, "referral.accepted"),
    (L, "referrals/<int:referral>/ask/", {"text": "Welke dagen?"}, "referral.asked"),
    (L, "referrals/<int:referral>/decline/", {"reason": DeclineReason.values[0], "text": "Nee"}, "declined"),
    (P, "referrals/<int:referral>/withdraw/", {"text": "Vergissing"}, "referral.withdrawn"),
    (S, TRAJECTORY + "phase/", {"phase": "starting"}, "phase"),
    (S, TRAJECTORY + "phase/begin/", {"begins_on": "2026-10-05"}, "phase"),
    (S, TRAJECTORY + "first-meeting/", {"met_on": "2026-09-11"}, "meeting"),
    (S, TRAJECTORY + "next-step/", {"text": "Chef bellen"}, "step"),
    (S, TRAJECTORY + "wish/", {"text": "Taart bakken"}, "wish"),
    (S, TRAJECTORY + "funding/", {"funding": "gemeente"}, "funding"),
    (L, TRAJECTORY + "specialist/", {"specialist": "colleague"}, "assigned"),
    (S, TRAJECTORY + "milestones/<slug:kind>/", {"reached_on": DAY}, "milestone"),
    (S, TRAJECTORY + "end/", {"reason": "verhuisd", "ended_on": DAY}, "ended"),
    (S, "clients/<str:number>/details/change/", {"phone": "0612345678"}, "client.changed"),
    (S, "clients/<str:number>/bsn/", {"bsn": "111222333"}, "bsn.kept"),
    (S, "appointments/new/", {"trajectory": "TR77", "on": "2026-11-26", "at": "10:00"}, "appointment.made"),
    (S, "appointments/<int:appointment>/", {"on": "2026-11-27", "at": "11:00"}, "appointment.changed"),
    (S, "appointments/<int:appointment>/cancel/", {}, "appointment.cancelled"),
    (S, "tasks/new/", {"text": "Bellen", "due_on": DAY, "trajectory": "TR77"}, "task.added"),
    (S, "tasks/<int:task>/done/", {}, "task"),
    (S, TRAJECTORY + "jobs/new/", {
        "employer": "W77", "title": "Kok", "started_on": DAY, "hours_per_week": "12", "contract": "tijdelijk",
        "is_competitive": "yes", "move_to": "stay",
    }, "job.started"),
    (S, "jobs/<str:number>/edit/", {"title": "Chef"}, "job.changed"),
    (S, "jobs/<str:number>/end/", {"move_to": "stay"}, "job.ended"),
    (S, TRAJECTORY + "education/new/", {"title": "Mbo Kok", "started_on": DAY}, "education.started"),
    (S, "education/<int:education>/end/", {"ended_on": DAY}, "education.ended"),
    (S, "employer-contacts/new/", {
        "employer": "W77", "trajectory": "TR77", "purpose": "kennismaken", "mode": "fysiek", "held_on": DAY,
        "decides_on_hiring": "yes",
    }, "employer_contact"),
    (C, "me/wish/", {"text": "Ik wil bakken"}, "wish"),
]  # fmt: skip


def send(world: World, browser: Browser, route: str, given: dict[str, Any], **extra: Any) -> Any:
    """Send the form of a page as a browser does, with these fields filled in."""
    address = world.address(route)
    page = browser.get(address)
    shown = forms_in(page.content.decode()) if page.status_code == 200 else []
    form = next((f for f in shown if f.method == "post" and (f.action or address).startswith(address)), None)
    filled = form.filled() if form else {}
    return browser.post(address, {"key": str(uuid.uuid4())} | filled | given, **extra)


@pytest.mark.parametrize(("role", "route", "given", "event"), CHANGES, ids=[f"{c[0]} {c[1]}" for c in CHANGES])
def test_each_change_of_a_record_is_logged_with_whose_it_is(
    house: House,
    world: World,
    browsers: dict[str, Browser],
    role: str,
    route: str,
    given: dict[str, Any],
    event: str,
) -> None:
    given = {k: str(house.colleague.pk) if v == "colleague" else v for k, v in given.items()}
    answer = send(world, browsers[role], route, given)
    assert answer.status_code in (200, 204, 302), _errors(answer)
    left = [e for e in entries(house, answer) if e.action in "CUDE"]
    assert any(event in e.event for e in left), [e.event for e in left] or _errors(answer)
    assert all((e.membership_id, e.role) == (world.cast[role].pk, role) for e in left)
    assert any(e.client_id for e in left)


def _errors(answer: Any) -> str:

    page = answer.content.decode()
    return " | ".join(re.findall(r"(?s)(?:error|alert)[^>]*>(.{0,150})", page))[:1500]


HOUSE: list[tuple[str, str, dict[str, Any], str]] = [
    (A, "people/invite/", {"name": "Jo", "email": "jo@x.example", "code": "X9", "role": "director"}, "invited"),
    (A, "people/<int:person>/role/", {"role": "ips_team_leader", "code": "X8"}, "member.role_changed"),
    (A, "people/<int:person>/teams/", {}, "member"),
    (A, "people/<int:person>/details/", {"fte": "0.5"}, "member.changed"),
    (A, "absences/<int:absence>/end/", {}, "member.absence_ended"),
    (A, "teams/new/", {"code": "F9", "name": "FACT Zuid", "kind": "FACT"}, "team.added"),
    (A, "teams/<int:team>/", {"name": "IPS-team 2"}, "team.changed"),
    (A, "settings/", {"name": "GGZ Hoogveld"}, "organisation.changed"),
    (L, "rules/<slug:code>/", {"days": "20"}, "rule.tuned"),
    (L, "meetings/new/", {"team": "ips", "held_on": DAY}, "meeting.recorded"),
    (L, "import/<uuid:key>/discard/", {}, "workbook.discarded"),
]  # fmt: skip


@pytest.mark.parametrize(("role", "route", "given", "event"), HOUSE, ids=[c[1] for c in HOUSE])
def test_each_change_of_people_teams_and_rules_is_logged(
    house: House,
    world: World,
    browsers: dict[str, Browser],
    role: str,
    route: str,
    given: dict[str, Any],
    event: str,
) -> None:
    given = {k: str(house.ips.pk) if v == "ips" else v for k, v in given.items()}
    answer = send(world, browsers[role], route, given)
    assert answer.status_code in (200, 302), _errors(answer)
    left = [e.event for e in entries(house, answer)]
    assert any(event in e for e in left), left


def test_a_workbook_brought_in_is_logged(house: House, world: World, browsers: dict[str, Browser]) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("team.xlsx", xlsx({"Cliënten": [["cliëntnummer"], ["C9"]]}))
    answer = browsers[Role.IPS_TEAM_LEADER].post(world.address("import/"), {"file": file})
    assert [e.event for e in entries(house, answer)] == ["workbook.uploaded"]


def test_an_export_names_each_client_in_it(house: House, world: World, browsers: dict[str, Browser]) -> None:
    answer = browsers[Role.IPS_TEAM_LEADER].get(world.address("export/"))
    read(answer)
    assert world.client.pk in {e.client_id for e in entries(house, answer) if e.action == "X"}


def test_coming_back_after_the_end_is_logged(house: House, world: World, browsers: dict[str, Browser]) -> None:
    with inside(house.organisation.pk):
        Trajectory.objects.filter(pk=world.trajectory.pk).update(ended_on=TODAY, end_reason="verhuisd")
    answer = browsers[Role.EMPLOYMENT_SPECIALIST].post(world.address("clients/<str:number>/restart/"))
    assert any(e.client_id == world.client.pk and e.action in "CE" for e in entries(house, answer))


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
    answer = send(world, browsers[S], TRAJECTORY + "next-step/", {"text": "Chef bellen"}, **UNLOGGABLE)
    assert answer.status_code == 500
    refused = send(world, browsers[L], "referrals/<int:referral>/ask/", {"text": "Wat?"}, **UNLOGGABLE)
    assert refused.status_code == 500
    with inside(house.organisation.pk):
        assert Trajectory.objects.get(pk=world.trajectory.pk).next_step == ""
        assert Referral.objects.get().state == ReferralState.WAITING
