"""Pages for what goes wrong carry the id of the request; the worst of them needs nothing that may be broken."""

import re
from contextlib import suppress

import pytest
from django.db import DataError, connection, transaction
from django.test import Client as Browser
from django.test import RequestFactory, override_settings

from conftest import House
from plek.config import faults


def test_what_does_not_exist(db: None) -> None:
    answer = Browser().get("/nowhere/")
    assert answer.status_code == 404
    assert answer["X-Request-Id"] in answer.content.decode()


def test_a_role_without_a_door(house: House) -> None:
    browser = Browser()
    browser.force_login(house.specialist.user)
    answer = browser.get(f"/o/{house.organisation.slug}/settings/")
    assert answer.status_code == 403
    assert answer["X-Request-Id"] in answer.content.decode()


def test_what_could_not_be_done(house: House) -> None:
    browser = Browser()
    browser.force_login(house.specialist.user)
    answer = browser.post(
        f"/o/{house.organisation.slug}/today/reached/", {"kind": "unknown", "trajectory": "none"}
    )
    assert answer.status_code in (404, 422)
    assert answer["X-Request-Id"] in answer.content.decode()


@override_settings(MAINTENANCE=True)
def test_maintenance_stands_without_database() -> None:
    answer = Browser().get("/account/login/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert answer["X-Request-Id"] in answer.content.decode()
    assert Browser().get("/healthz").status_code == 200


def test_a_fault_of_ours_stands_without_database() -> None:
    request = RequestFactory().get("/")
    request.request_id = "abc123"  # type: ignore[attr-defined]
    page = faults.broken(request)
    assert page.status_code == 500
    assert "abc123" in page.content.decode()


def test_a_form_without_its_token(db: None) -> None:
    answer = Browser(enforce_csrf_checks=True).post("/account/login/", {})
    assert answer.status_code == 403
    assert answer["X-Request-Id"] in answer.content.decode()
    assert not re.search(r"CSRF|Django", answer.content.decode())


@pytest.mark.parametrize("address", ["/account/login/", "/o/nowhere/today/"])
def test_with_the_database_away_the_page_says_so_in_words(db: None, address: str) -> None:
    """A statement that the database refuses breaks the transaction, as a lost connection does."""
    browser = Browser(raise_request_exception=False)
    browser.cookies["plek"] = "a" * 32
    with transaction.atomic():
        with connection.cursor() as cursor, suppress(DataError):
            cursor.execute("select 1 / 0")
        answer = browser.get(address)
        transaction.set_rollback(True)
    assert answer.status_code == 500
    assert "Er ging bij ons iets mis" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_what_no_browser_sends(db: None) -> None:
    answer = Browser(raise_request_exception=False).get("/account/login/", HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert answer["X-Request-Id"] in answer.content.decode()
