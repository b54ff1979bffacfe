"""The help of the demo: there in demo mode, nowhere else."""

from typing import Any

import pytest
from django.test import Client

from plek.accounts import demo
from plek.accounts.models import User
from plek.accounts.tests.conftest import PASSWORD, app_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _supplied(monkeypatch: pytest.MonkeyPatch) -> None:
    account = demo.DemoAccount("Trajectbegeleider", "anna@example.org", PASSWORD)
    monkeypatch.setattr(demo, "_suppliers", [lambda: [account]])


def digits(text: str) -> str:
    return text.replace(" ", "")


def test_the_sign_in_page_offers_each_account_as_a_small_form(person: User, client: Client, settings: Any) -> None:
    settings.DEMO = True
    page = client.get("/account/login/").content.decode()
    assert "Trajectbegeleider" in page
    assert f'name="password" value="{PASSWORD}"' in page
    assert client.post("/account/login/", {"login": person.email, "password": PASSWORD}).status_code == 302


def test_the_second_step_shows_the_code_that_works(with_app: User, client: Client, settings: Any) -> None:
    settings.DEMO = True
    client.post("/account/login/", {"login": with_app.email, "password": PASSWORD})
    code = demo.code_of(with_app)
    assert digits(code) == app_code()
    page = client.get("/account/login/code/").content.decode()
    assert f"Demo: de code is nu <strong>{code}</strong>" in page
    assert client.post("/account/login/code/", {"code": code}).status_code == 302


def test_right_after_a_sign_in_the_next_code_is_shown(with_app: User, client: Client, settings: Any) -> None:
    settings.DEMO = True
    for _ in range(2):
        client.post("/account/login/", {"login": with_app.email, "password": PASSWORD})
        assert client.post("/account/login/code/", {"code": demo.code_of(with_app)}).status_code == 302
        client.post("/account/logout/")


def test_where_the_password_is_asked_again_it_is_shown(person: User, client: Client, settings: Any) -> None:
    settings.DEMO = True
    client.force_login(person)
    assert PASSWORD in client.get("/account/confirm/password/").content.decode()


def test_outside_demo_mode_nothing_of_it_shows(with_app: User, client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    assert "Trajectbegeleider" not in page
    assert PASSWORD not in page
    client.post("/account/login/", {"login": with_app.email, "password": PASSWORD})
    page = client.get("/account/login/code/").content.decode()
    assert "Demo" not in page
    assert app_code() not in digits(page)
    assert (demo.accounts(), demo.password_of(with_app), demo.code_of(with_app)) == ([], "", "")


def test_in_demo_mode_people_who_were_not_supplied_stay_private(
    with_app: User, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    monkeypatch.setattr(demo, "_suppliers", [])
    assert demo.code_of(with_app) == ""
    client.post("/account/login/", {"login": with_app.email, "password": PASSWORD})
    assert "Demo: de code" not in client.get("/account/login/code/").content.decode()
