"""A lost password, another password, and proving again who one is."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from plek.accounts import reauthentication
from plek.accounts.models import Session, User
from plek.accounts.tests.conftest import PASSWORD, logged
from plek.accounts.tests.factories import UserFactory
from plek.notices.models import OutboxMail

pytestmark = pytest.mark.django_db
NEW = "vier losse woorden hier"


def ask(client: Client, email: str) -> Any:
    return client.post("/account/password/reset/", {"email": email})


def link(mail: OutboxMail) -> str:
    found = re.search(r"http://testserver(/\S+)", mail.text)
    assert found
    return found[1]


def open_link(client: Client, person: User) -> str:
    """Open the link of the latest mail; returns the address of the form."""
    ask(client, person.email)
    return str(client.get(link(OutboxMail.objects.latest("pk"))).headers["Location"])


def test_known_and_unknown_accounts_get_the_same_answer(person: User, client: Client) -> None:
    known, unknown = ask(client, person.email), ask(client, "nobody@example.org")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [person.email]


def test_closed_accounts_get_no_mail(person: User, client: Client) -> None:
    person.is_active = False
    person.save()
    ask(client, person.email)
    assert not OutboxMail.objects.exists()


def test_asking_too_often_is_answered_alike_for_both(person: User, client: Client) -> None:
    for email in (person.email, "nobody@example.org"):
        answers = [ask(client, email).status_code for _ in range(6)]
        assert answers == [302] * 5 + [429]


def test_the_link_works_once(person: User, client: Client) -> None:
    form = open_link(client, person)
    first_link = link(OutboxMail.objects.first())  # type: ignore[arg-type]
    assert client.post(form, {"password1": NEW}).headers["Location"] == "/account/password/reset/done/"
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert "Deze link werkt niet meer" in Client().get(first_link).content.decode()
    assert [entry.user_id for entry in logged("account.password_changed")] == [person.pk]


def test_the_link_works_for_one_hour(person: User, client: Client) -> None:
    with time_machine.travel("2026-11-24 09:00:00+00:00", tick=False) as clock:
        ask(client, person.email)
        address = link(OutboxMail.objects.get())
        clock.shift(3601)
        assert "Deze link werkt niet meer" in client.get(address).content.decode()


def test_a_new_password_signs_out_everywhere_and_lifts_the_lock(person: User, client: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(person)
    for _ in range(6):
        client.post("/account/login/", {"login": person.email, "password": "wrong wrong wrong"})
    client.post(open_link(client, person), {"password1": NEW})
    assert not Session.objects.filter(user=person).exists()
    assert elsewhere.get("/account/").status_code == 302
    assert client.post("/account/login/", {"login": person.email, "password": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("kort", "te kort"), ("1234567890123", "Veel mensen"), ("anna@example.org", "lijkt op je naam")],
)
def test_weak_passwords_are_refused_with_what_to_do(
    person: User, client: Client, password: str, sentence: str
) -> None:
    response = client.post(open_link(client, person), {"password1": password})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("password", ["allemaal kleine letters", "📎 paperclip ergens 📎", "x" * 100])
def test_anything_long_enough_is_fine(person: User, client: Client, password: str) -> None:
    assert client.post(open_link(client, person), {"password1": password}).status_code == 302


def test_changing_it_keeps_this_session_and_ends_the_others(person: User, client: Client) -> None:
    client.force_login(person)
    elsewhere = Client()
    elsewhere.force_login(person)
    response = client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW})
    assert response.headers["Location"] == reverse("accounts:settings")
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert "veranderd" in OutboxMail.objects.get().subject


def test_changing_it_needs_the_old_one(person: User, client: Client) -> None:
    client.force_login(person)
    response = client.post("/account/password/change/", {"oldpassword": "no", "password1": NEW})
    assert response.status_code == 422
    assert "Dit is niet je wachtwoord" in response.content.decode()
    assert NEW not in response.content.decode()


class TestProvingAgain:
    """What other contexts use before something sensitive."""

    def request(self, client: Client, path: str = "/o/x/log/?page=2", **headers: str) -> HttpRequest:
        request = RequestFactory().get(path, headers=headers)
        request.session, request.user = client.session, User.objects.get(pk=client.session["_auth_user_id"])
        return request

    def test_signing_in_counts_for_five_minutes(self, person: User, client: Client) -> None:
        with time_machine.travel("2026-11-24 09:00:00+00:00", tick=False) as clock:
            client.post("/account/login/", {"login": person.email, "password": PASSWORD})
            assert reauthentication.recent(self.request(client))
            clock.shift(timedelta(seconds=301))
            assert not reauthentication.recent(self.request(client))

    def test_it_leads_to_the_question_and_back(self, person: User, client: Client) -> None:
        client.force_login(person)

        @reauthentication.required
        def export(request: HttpRequest) -> HttpResponse:
            return HttpResponse("exported")

        asked = export(self.request(client))
        assert asked.headers["Location"] == "/account/confirm/?next=%2Fo%2Fx%2Flog%2F%3Fpage%3D2"
        page = client.get(asked.headers["Location"]).headers["Location"]
        assert page.startswith("/account/confirm/password/")
        wrong = client.post(page, {"password": "nonsense", "next": "/o/x/log/?page=2"})
        assert wrong.status_code == 422
        answer = client.post(page, {"password": PASSWORD, "next": "/o/x/log/?page=2"})
        assert answer.headers["Location"] == "/o/x/log/?page=2"
        assert export(self.request(client)).content == b"exported"

    def test_a_fragment_goes_to_a_whole_page(self, person: User, client: Client) -> None:
        client.force_login(person)
        headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/o/x/people/"}
        answer = reauthentication.ask(self.request(client, **headers))
        assert answer.headers["HX-Redirect"] == "/account/confirm/?next=%2Fo%2Fx%2Fpeople%2F"

    def test_it_never_leads_to_another_site(self, person: User, client: Client) -> None:
        client.post("/account/login/", {"login": person.email, "password": PASSWORD})
        answer = client.get("/account/confirm/", {"next": "https://evil.example.com/"})
        assert answer.headers["Location"] == reverse("accounts:settings")

    def test_wrong_passwords_here_lock_as_well(self, person: User, client: Client) -> None:
        client.force_login(person)
        for _ in range(5):
            client.post("/account/confirm/password/", {"password": "nonsense"})
        refused = client.post("/account/confirm/password/", {"password": PASSWORD})
        assert re.search(r"Wacht \d+ seconden", refused.content.decode())

    def test_another_persons_proof_does_not_count(self, person: User, client: Client) -> None:
        client.post("/account/login/", {"login": person.email, "password": PASSWORD})
        request = self.request(client)
        request.user = UserFactory()
        assert not reauthentication.recent(request)
