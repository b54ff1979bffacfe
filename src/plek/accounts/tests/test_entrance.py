"""Signing in and out by password; what an attacker learns from it."""

import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from plek.accounts.models import User
from plek.accounts.tests.conftest import PASSWORD, logged

pytestmark = pytest.mark.django_db
WITHOUT_TOKEN = re.compile(
    r'(csrf-token" content|csrfmiddlewaretoken" value|nonce)="[^"]*"|inlineStyleNonce":"[^"]*"'
)


def events() -> list[str]:
    return [entry.event for entry in logged()]


def body(response: Any) -> str:
    return WITHOUT_TOKEN.sub("", response.content.decode())


def test_the_right_password_signs_in_and_is_logged(person: User, give_password: Any, client: Client) -> None:
    response = give_password()
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)
    assert events() == ["account.signed_in"]
    assert [entry.user_id for entry in logged("account.signed_in")] == [person.pk]


def test_capitals_and_spaces_around_the_address_do_not_matter(person: User, give_password: Any) -> None:
    assert give_password(email="  Anna@Example.ORG ").status_code == 302


def test_the_id_of_the_session_is_renewed_at_sign_in(person: User, give_password: Any, client: Client) -> None:
    client.post("/account/language/", {"language": "en"})
    session = client.session
    session["something"] = 1
    session.save()
    before = session.session_key
    client.cookies["plek"] = before
    give_password()
    assert client.session.session_key != before


def test_unknown_account_and_wrong_password_get_the_same_answer(person: User, give_password: Any) -> None:
    wrong = give_password(password="not the password")
    unknown = give_password(email="nono@example.org", password="not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert body(wrong).replace("anna@", "nono@") == body(unknown)
    assert [entry.user_id for entry in logged("account.sign_in_failed")] == [person.pk, None]


def test_a_wrong_password_keeps_the_address_but_not_the_password(person: User, give_password: Any) -> None:
    page = give_password(password="not the password").content.decode()
    assert 'value="anna@example.org"' in page
    assert "not the password" not in page


def test_neither_address_nor_password_stands_in_the_log(give_password: Any) -> None:
    give_password(email="geheim@example.org", password="very secret words")
    (entry,) = logged("account.sign_in_failed")
    assert "geheim" not in str(entry.__dict__)
    assert "secret" not in str(entry.detail)


@pytest.mark.parametrize("email", ["anna@example.org", "unknown@example.org"])
def test_after_five_wrong_passwords_one_must_wait_and_the_wait_grows(
    person: User, give_password: Any, email: str
) -> None:
    with time_machine.travel("2026-11-24 09:00:00+00:00", tick=False) as clock:
        for _ in range(5):
            assert "horen niet bij elkaar" in give_password(email, "wrong wrong wrong").content.decode()
        refused = give_password(email, PASSWORD)
        assert refused.status_code == 422
        assert "Wacht 30 seconden" in refused.content.decode()
        clock.shift(31)
        assert "horen niet bij elkaar" in give_password(email, "wrong wrong wrong").content.decode()
        assert "Wacht 1 minuut" in give_password(email, PASSWORD).content.decode()
        clock.shift(61)
        assert give_password(email, PASSWORD).status_code == (302 if email == person.email else 422)
    assert events().count("account.locked") == (2 if email == person.email else 3)


def test_the_lock_out_is_per_account(person: User, give_password: Any) -> None:
    for _ in range(6):
        give_password("other@example.org", "wrong wrong wrong")
    assert give_password().status_code == 302


def test_a_closed_account_is_told_what_to_do(person: User, give_password: Any, client: Client) -> None:
    person.is_active = False
    person.save()
    response = give_password()
    assert response.headers["Location"] == reverse("account_inactive")
    assert "beheerder" in client.get(response.headers["Location"]).content.decode()
    assert "_auth_user_id" not in client.session


def test_sign_in_leads_back_to_the_page_but_never_to_another_site(
    person: User, give_password: Any, client: Client
) -> None:
    assert give_password(next="/account/sessions/").headers["Location"] == "/account/sessions/"
    client.logout()
    assert "evil" not in give_password(next="https://evil.example.com/").headers["Location"]


def test_sign_out_needs_a_post_and_is_logged(person: User, client: Client) -> None:
    client.force_login(person)
    assert "Uitloggen?" in client.get("/account/logout/").content.decode()
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session
    assert events()[-1] == "account.signed_out"


def test_nobody_signs_up_and_no_page_of_allauth_is_left_unstyled(client: Client) -> None:
    for path in ("signup/", "email/", "confirm-email/", "3rdparty/", "2fa/", "login/code/confirm/"):
        assert client.get(f"/account/{path}").status_code == 404


def test_the_sign_in_page_helps_password_managers_and_allows_paste(client: Client) -> None:
    page = client.get("/account/login/").content.decode()
    assert re.search(r'name="login"[^>]*autocomplete="username"', page)
    assert re.search(r'name="password"[^>]*autocomplete="current-password"', page)
    assert "placeholder" not in page.split("<main")[1]
    assert not re.search(r"\son\w+=", page)
    assert 'data-shows-password="id_password"' in page


def test_scripts_carry_the_nonce_of_the_policy(client: Client) -> None:
    response = client.get("/account/login/")
    nonce = re.search(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])
    assert nonce
    scripts = re.findall(r"<script src=\"[^\"]*(?:accounts|mfa)/[^>]*>", response.content.decode())
    assert len(scripts) == 3
    assert all(f'nonce="{nonce[1]}"' in script for script in scripts)


def test_without_a_token_no_one_is_signed_in(person: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/account/login/", {"login": person.email, "password": PASSWORD}).status_code == 403
