"""Sessions: how long they last, what they cost, where they are, ending them."""

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plek.accounts import services
from plek.accounts.devices import describe
from plek.accounts.models import Session, User
from plek.accounts.selectors import reference_of
from plek.accounts.tasks import tidy
from plek.accounts.tests.conftest import logged
from plek.accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
MORNING = "2026-11-24 08:00:00+00:00"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def signed_in(person: User, client: Client) -> Client:
    client.force_login(person)
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/sessions/").status_code == 200


def test_a_session_left_alone_for_a_quarter_of_an_hour_is_over(person: User, client: Client) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(person)
        clock.shift(14 * 60)
        assert is_in(client)
        clock.shift(15 * 60)
        response = client.get("/account/sessions/")
        assert response.headers["Location"] == "/account/login/?next=/account/sessions/"
        assert "omdat er een tijdje niets gebeurde" in client.get(response.headers["Location"]).content.decode()


def test_use_keeps_it_but_never_longer_than_twelve_hours(person: User, client: Client) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(person)
        for _ in range(71):
            clock.shift(10 * 60)
            assert is_in(client)
        session = client.session
        session["saved"] = "again, which must not lengthen it"
        session.save()
        clock.shift(10 * 60)
        assert not is_in(client)


def test_a_renewed_id_does_not_lengthen_the_day(person: User, client: Client) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(person)
        ends = Session.objects.get().expire_date
        clock.shift(3600 - 60)
        session = client.session
        Session.objects.update(seen_at=ends - timedelta(hours=11))
        services.renew_session(session=session)
        assert Session.objects.get().expire_date == ends
        assert Session.objects.get().session_key == session.session_key


def test_being_seen_is_written_at_most_once_a_minute(person: User, client: Client) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(person)
        for seconds, writes in ((30, 0), (29, 0), (1, 1), (59, 0), (1, 1)):
            clock.shift(seconds)
            with CaptureQueriesContext(connection) as queries:
                client.get("/account/logout/")
            assert sum(q["sql"].startswith("UPDATE") for q in queries) == writes


def test_session_and_user_come_in_one_question(signed_in: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        signed_in.get("/account/logout/")
    assert len(queries) == 1


def test_who_may_no_longer_sign_in_is_out_at_once(signed_in: Client, person: User) -> None:
    assert is_in(signed_in)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not is_in(signed_in)


def test_a_password_changed_elsewhere_ends_the_session(signed_in: Client, person: User) -> None:
    assert is_in(signed_in)
    person.set_password("another horse, another battery")
    person.save()
    assert not is_in(signed_in)


@pytest.mark.parametrize("forged", [{BACKEND_SESSION_KEY: "not.one.of.ours"}, {SESSION_KEY: "4000000"}])
def test_a_session_that_says_otherwise_than_its_row_is_judged_by_django(
    signed_in: Client, forged: dict[str, str]
) -> None:
    session = signed_in.session
    owner = Session.objects.get(session_key=session.session_key).user_id
    session.update(forged)
    session.save()
    Session.objects.update(user_id=owner)
    assert not is_in(signed_in)


def test_the_page_is_told_how_long_is_left(person: User, client: Client, settings: Any) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(person)
        clock.shift(50)
        assert client.get("/account/logout/").headers["X-Session-Ends-In"] == str(15 * 60 - 50)
        clock.shift(20)
        assert client.get("/account/logout/").headers["X-Session-Ends-In"] == str(15 * 60)


def test_staying_signed_in_begins_the_quarter_anew(person: User, client: Client) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(person)
        clock.shift(14 * 60)
        assert client.post(reverse("accounts:keep_alive")).json() == {"seconds": 900}
        clock.shift(14 * 60)
        assert is_in(client)
        clock.shift(16 * 60)
        assert client.post(reverse("accounts:keep_alive")).status_code == 401


def test_pages_of_someone_signed_in_are_not_kept_by_the_browser(signed_in: Client) -> None:
    assert "no-store" in signed_in.get("/account/").headers["Cache-Control"]


def test_an_idle_session_sends_a_fragment_to_the_sign_in_page(person: User, client: Client) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(person)
        clock.shift(16 * 60)
        response = client.get(
            "/account/sessions/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/account/"}
        )
        assert response.headers["HX-Redirect"] == "/account/login/?next=%2Faccount%2F"


def test_the_list_shows_devices_without_secrets(person: User, client: Client) -> None:
    client.post(
        "/account/login/",
        {"login": person.email, "password": "correct horse battery"},
        headers={"User-Agent": FIREFOX},
    )
    elsewhere = Client()
    elsewhere.force_login(person)
    page = client.get("/account/sessions/").content.decode()
    assert "Firefox, Windows" in page
    assert "dit apparaat" in page
    for session in Session.objects.all():
        assert session.session_key not in page


def test_one_session_elsewhere_is_ended_at_once(signed_in: Client, person: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(person)
    page = signed_in.get("/account/sessions/").content.decode()
    action = page.split('action="/account/sessions/')[1].split('"')[0]
    signed_in.post(f"/account/sessions/{action}")
    assert not is_in(elsewhere)
    assert is_in(signed_in)
    assert [entry.user_id for entry in logged("account.session_ended")] == [person.pk]


def test_all_others_are_ended_and_no_one_elses(signed_in: Client, person: User) -> None:
    phone, tablet, stranger = Client(), Client(), Client()
    phone.force_login(person)
    tablet.force_login(person)
    stranger.force_login(UserFactory())
    signed_in.post("/account/sessions/elsewhere/end/")
    assert [is_in(c) for c in (signed_in, phone, tablet, stranger)] == [True, False, False, True]
    assert [entry.detail for entry in logged("account.session_ended")] == [{"sessions": 2}]


def test_nobody_ends_another_persons_session(signed_in: Client) -> None:
    stranger = Client()
    stranger.force_login(UserFactory())
    theirs = Session.objects.exclude(session_key=signed_in.session.session_key).get()
    assert signed_in.post(f"/account/sessions/{reference_of(theirs)}/end/").status_code == 404
    assert is_in(stranger)


def test_the_row_knows_user_device_and_begin(person: User, client: Client) -> None:
    client.force_login(person)
    row = Session.objects.get()
    assert row.user == person
    assert abs(row.started_at.timestamp() - time.time()) < 5
    session = client.session
    session["more"] = 1
    session.save()
    again = Session.objects.get()
    assert (again.user_id, again.started_at) == (person.pk, row.started_at)


def test_tidying_removes_what_is_over_and_leaves_what_lasts(person: User, client: Client) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        Client().force_login(person)
        clock.shift(20 * 60)
        client.force_login(person)
        assert tidy.call() == 1
        assert is_in(client)
        clock.shift(13 * 3600)
        assert tidy.call() == 1
        assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("curl/8.0", ""), ("", ""),
    ],
)  # fmt: skip
def test_devices_in_words(user_agent: str, words: str) -> None:
    assert describe(user_agent) == words
