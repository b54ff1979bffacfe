"""One's own settings, language and address."""

import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from plek.accounts.models import EmailChange, User
from plek.accounts.tests.conftest import PASSWORD, logged
from plek.accounts.tests.factories import UserFactory
from plek.notices.models import OutboxMail

pytestmark = pytest.mark.django_db
ALL = {"name": "Anna Boersma", "language": "en", "theme": "dark", "is_large_print": "on"}


@pytest.fixture
def signed_in(person: User, client: Client) -> Client:
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def test_settings_are_kept_and_set_on_this_device(signed_in: Client, person: User) -> None:
    response = signed_in.post("/account/", ALL)
    person.refresh_from_db()
    assert (person.name, person.language, person.theme) == ("Anna Boersma", "en", "dark")
    assert (person.is_large_print, person.has_shortcuts) == (True, False)
    cookies = {name: response.cookies[name].value for name in ("language", "plek_theme", "plek_print")}
    assert cookies == {"language": "en", "plek_theme": "dark", "plek_print": "large"}
    assert "Your settings have been kept." in signed_in.get("/account/").content.decode()
    changed = logged("account.settings_changed")[0].detail["fields"]
    assert set(changed) == {"name", "language", "theme", "is_large_print", "has_shortcuts", "wants_news"}


def test_keeping_what_already_is_writes_nothing(signed_in: Client, person: User) -> None:
    same = {"name": person.name, "language": "nl", "theme": "auto", "has_shortcuts": "on", "wants_news": "on"}
    assert signed_in.post("/account/", same).status_code == 302
    assert logged("account.settings_changed") == []


def test_bad_input_stays_on_the_page(signed_in: Client, person: User) -> None:
    response = signed_in.post("/account/", ALL | {"name": "", "language": "fr", "theme": "dark"})
    assert response.status_code == 422
    person.refresh_from_db()
    assert person.name == "Anna de Boer"


def test_pages_of_the_account_ask_for_sign_in(client: Client) -> None:
    for path in (
        "",
        "sessions/",
        "address/",
        "password/change/",
        "second-factor/",
        "second-factor/first/",
        "confirm/",
    ):
        assert client.get(f"/account/{path}").headers["Location"].startswith("/account/login/?next=")


def test_dutch_before_sign_in_unless_chosen_otherwise(client: Client) -> None:
    page = client.get("/account/login/", headers={"Accept-Language": "en"})
    assert '<html lang="nl"' in page.content.decode()
    assert page.headers["Content-Language"] == "nl"
    answer = client.post("/account/language/", {"language": "en", "next": "/account/password/reset/"})
    assert answer.headers["Location"] == "/account/password/reset/"
    assert "Choose a new password" in client.get("/account/password/reset/").content.decode()


def test_after_sign_in_the_choice_is_kept_with_the_user(signed_in: Client, person: User) -> None:
    signed_in.post("/account/language/", {"language": "en"})
    person.refresh_from_db()
    assert person.language == "en"
    assert '<html lang="en"' in signed_in.get("/account/").content.decode()


@pytest.mark.parametrize("language", ["fr", "", "nl'\"><script>", "\x00"])
def test_unknown_languages_change_nothing(client: Client, language: str) -> None:
    answer = client.post("/account/language/", {"language": language, "next": "https://evil.example.com/"})
    assert answer.headers["Location"] == "/account/login/"
    assert "language" not in answer.cookies


def test_the_language_is_no_matter_for_get(client: Client) -> None:
    assert client.get("/account/language/").status_code == 405


def propose(client: Client, email: str) -> Any:
    return client.post("/account/address/", {"email": email})


def link() -> str:
    found = re.search(r"http://testserver(/\S+)", OutboxMail.objects.latest("pk").text)
    assert found
    return found[1]


def test_a_new_address_counts_after_its_link_is_pressed(signed_in: Client, person: User) -> None:
    propose(signed_in, " Anna@Elders.example ")
    assert OutboxMail.objects.get().recipient == "anna@elders.example"
    address = link()
    assert "elders" not in address
    elsewhere = Client()
    assert elsewhere.get(address).status_code == 200
    person.refresh_from_db()
    assert person.email == "anna@example.org"
    assert elsewhere.post(address).status_code == 302
    person.refresh_from_db()
    assert person.email == "anna@elders.example"
    assert OutboxMail.objects.latest("pk").recipient == "anna@example.org"
    assert elsewhere.post(address).status_code == 422
    assert len(logged("account.address_changed")) == 1


def test_the_new_address_is_sealed_and_its_link_only_hashed(signed_in: Client) -> None:
    propose(signed_in, "anna@elders.example")
    with connection.cursor() as cursor:
        cursor.execute("select email, token_hash from accounts_emailchange")
        sealed, token_hash = cursor.fetchone()
    assert b"elders" not in bytes(sealed)
    assert token_hash not in link()


def test_a_taken_address_gets_the_same_answer_on_screen(signed_in: Client) -> None:
    taken = UserFactory(email="taken@example.org")
    free_answer = propose(signed_in, "free@example.org")
    taken_answer = propose(signed_in, taken.email.upper())
    assert free_answer.headers["Location"] == taken_answer.headers["Location"]
    mail = OutboxMail.objects.latest("pk")
    assert mail.recipient == "taken@example.org"
    assert "http" not in mail.text
    assert not EmailChange.objects.exists()


def test_an_address_taken_meanwhile_is_refused(signed_in: Client, person: User) -> None:
    propose(signed_in, "later@example.org")
    address = link()
    UserFactory(email="later@example.org")
    response = signed_in.post(address)
    assert response.status_code == 422
    assert "al een account" in response.content.decode()
    person.refresh_from_db()
    assert person.email == "anna@example.org"


def test_the_link_to_an_address_lasts_a_day(person: User, client: Client) -> None:
    with time_machine.travel("2026-11-24 09:00:00+00:00", tick=False) as clock:
        client.post("/account/login/", {"login": person.email, "password": PASSWORD})
        propose(client, "anna@elders.example")
        clock.shift(24 * 3600)
        assert Client().post(link()).status_code == 422


def test_ones_own_address_and_nonsense_are_refused(signed_in: Client) -> None:
    for email in ("ANNA@example.org", "nonsense", ""):
        assert propose(signed_in, email).status_code == 422
    assert not OutboxMail.objects.exists()


def test_another_address_asks_again_who_one_is(person: User, client: Client) -> None:
    client.force_login(person)
    assert client.get("/account/address/").headers["Location"].startswith("/account/confirm/")
