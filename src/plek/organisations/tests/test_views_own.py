"""Where one begins, which role, and taking up an invitation."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client as Browser

from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.services.invitations import Newcomer, invite
from plek.organisations.tests.audited import events
from plek.organisations.tests.factories import OrganisationFactory, UserFactory, member
from plek.shared.tenancy import inside

HERE = "/o/ggz-veenland"
PASSWORD = "een lange rustige zin"


@pytest.fixture(autouse=True)
def at_nine(today: date) -> Any:
    with time_machine.travel(f"{today}T09:00:00+01:00", tick=True):
        yield


@pytest.mark.parametrize(
    ("role", "start"),
    [
        (Role.EMPLOYMENT_SPECIALIST, "today/"),
        (Role.IPS_TEAM_LEADER, "today/"),
        (Role.PRACTITIONER, "clients/"),
        (Role.CLIENT, "me/"),
        (Role.ADMINISTRATOR, "waiting/"),
        (Role.RESEARCHER, "welcome/"),
        (Role.DIRECTOR, "welcome/"),
    ],
)
def test_with_one_role_one_goes_straight_on(
    house: Any, sign_in: Callable[..., Browser], today: date, role: Role, start: str
) -> None:
    one = member(role, organisation=house.organisation, on=today)
    assert sign_in(one).get("/")["Location"] == f"{HERE}/{start}"


def test_without_sign_in_there_is_no_start(client: Browser, db: None) -> None:
    assert "/account/" in client.get("/")["Location"]


def test_with_several_roles_one_chooses_and_it_is_remembered(
    house: Any, sign_in: Callable[..., Browser], today: date
) -> None:
    second = member(Role.RESEARCHER, organisation=house.organisation, on=today, user=house.specialist.user)
    elsewhere = member(
        Role.DIRECTOR, organisation=OrganisationFactory(name="Elders"), on=today, user=house.specialist.user
    )
    browser = sign_in(house.specialist)
    words = browser.get("/").content.decode()
    assert "Elders" in words
    before = browser.session.session_key
    assert browser.post("/roles/", {"membership": second.pk})["Location"] == f"{HERE}/welcome/"
    assert browser.session.session_key != before
    assert browser.get("/")["Location"] == f"{HERE}/welcome/"
    assert browser.get(f"{HERE}/today/").status_code == 403
    browser.post("/roles/", {"membership": house.specialist.pk})
    assert browser.get("/")["Location"] == f"{HERE}/today/"
    assert elsewhere.pk
    with inside(house.organisation.pk):
        assert events(house.organisation.pk).count("role.switched") == 2


def test_a_role_of_someone_else_cannot_be_taken_up(house: Any, sign_in: Callable[..., Browser]) -> None:
    browser = sign_in(house.specialist)
    assert browser.post("/roles/", {"membership": house.administrator.pk}).status_code == 404
    assert browser.post("/roles/", {"membership": "x"}).status_code == 404


def test_without_any_role_one_hears_whom_to_ask(client: Browser, db: None) -> None:
    client.force_login(UserFactory())
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_an_honest_welcome(
    house: Any, sign_in: Callable[..., Browser], today: date, role: Role
) -> None:
    one = member(role, organisation=house.organisation, on=today)
    words = sign_in(one).get(f"{HERE}/welcome/").content.decode()
    assert house.administrator.user.name in words


@pytest.fixture
def link(house: Any, today: date) -> str:
    with inside(house.organisation.pk):
        newcomer = Newcomer("Noor Bakker", "noor@v.example", Role.RESEARCHER, today)
        return invite(by=house.administrator, newcomer=newcomer, base_url="", at=datetime.now(UTC)).path


def test_a_newcomer_chooses_a_password_and_is_in(house: Any, client: Browser, link: str) -> None:
    assert "noor@v.example" in client.get(link).content.decode()
    assert client.get(link).status_code == 200
    answer = client.post(link, {"password": PASSWORD})
    assert answer.status_code == 302
    with inside(house.organisation.pk):
        one = Membership.objects.get(user__email="noor@v.example")
        assert not one.is_pending
    assert client.session["_auth_user_id"] == str(one.user_id)
    assert Browser().post(link, {"password": "iets heel anders nog"}).status_code == 404


@pytest.mark.parametrize(
    ("role", "said"),
    [(Role.RESEARCHER, "Welkom. Je rol staat klaar."), (Role.CLIENT, "Welkom op je eigen pagina.")],
)
def test_a_client_is_not_welcomed_to_a_role(
    house: Any, client: Browser, today: date, role: Role, said: str
) -> None:
    with inside(house.organisation.pk):
        newcomer = Newcomer("Noor Bakker", "noor@v.example", role, today)
        path = invite(by=house.administrator, newcomer=newcomer, base_url="", at=datetime.now(UTC)).path
    answer = client.post(path, {"password": PASSWORD})
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [said]


@pytest.mark.parametrize("password", ["", "kort", "wachtwoord12", "noor@v.example"])
def test_a_weak_password_is_refused_and_the_link_still_works(client: Browser, link: str, password: str) -> None:
    answer = client.post(link, {"password": password})
    assert answer.status_code == (422 if password != "wachtwoord12" else answer.status_code)
    if answer.status_code == 422:
        assert client.get(link).status_code == 200


def test_a_wrong_link_says_nothing_about_who_or_where(house: Any, client: Browser, link: str) -> None:
    for wrong in (link[:-2] + "/", link.replace("ggz-veenland", "nergens"), "/invitation/ggz-veenland/x/"):
        answer = client.get(wrong)
        assert answer.status_code == 404
        assert "Veenland" not in answer.content.decode()


def test_who_has_an_account_signs_in_and_accepts(house: Any, client: Browser, today: date) -> None:
    with inside(house.organisation.pk):
        newcomer = Newcomer("X", house.stranger.user.email, Role.RESEARCHER, today)
        link = invite(by=house.administrator, newcomer=newcomer, base_url="", at=datetime.now(UTC)).path
    assert client.post(link).status_code == 200
    client.force_login(house.stranger.user)
    assert client.post(link).status_code == 302
    assert client.get("/")["Location"] == f"{HERE}/welcome/"


def test_somebody_else_signed_in_cannot_accept(house: Any, client: Browser, today: date) -> None:
    with inside(house.organisation.pk):
        newcomer = Newcomer("X", house.stranger.user.email, Role.RESEARCHER, today)
        link = invite(by=house.administrator, newcomer=newcomer, base_url="", at=datetime.now(UTC)).path
    client.force_login(house.specialist.user)
    assert client.post(link).status_code == 200
    with inside(house.organisation.pk):
        assert Membership.objects.get(user=house.stranger.user).is_pending
