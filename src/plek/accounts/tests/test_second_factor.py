"""The second step: codes, recovery codes, passkeys, and staff who must have one."""

import re
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse

from plek.accounts import second_factor, services
from plek.accounts.models import Session, User
from plek.accounts.tests.conftest import SECRET, app_code, logged
from plek.accounts.tests.factories import UserFactory, give_role
from plek.notices.models import OutboxMail

pytestmark = pytest.mark.django_db
STEP = "/account/login/code/"


def post_code(client: Client, code: str) -> Any:
    return client.post(STEP, {"code": code})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_password_alone_does_not_sign_in(with_app: User, give_password: Any, client: Client) -> None:
    assert give_password().headers["Location"] == STEP
    assert not is_signed_in(client)
    assert post_code(client, app_code()).status_code == 302
    assert is_signed_in(client)


def test_the_code_is_one_field_for_paste_with_spaces(with_app: User, give_password: Any, client: Client) -> None:
    give_password()
    page = client.get(STEP).content.decode()
    assert page.count('name="code"') == 1
    assert re.search(r'name="code"[^>]*autocomplete="one-time-code"[^>]*inputmode="numeric"', page)
    code = app_code()
    assert post_code(client, f" {code[:3]} {code[3:]} ").status_code == 302


def test_a_slow_typist_may_use_the_code_before_but_never_twice(
    with_app: User, give_password: Any, client: Client
) -> None:
    with time_machine.travel("2026-11-24 09:00:10+00:00", tick=False) as clock:
        code = app_code(-1)
        give_password()
        assert post_code(client, code).status_code == 302
        client.post("/account/logout/")
        clock.shift(15)
        give_password()
        assert post_code(client, code).status_code == 422
        assert not is_signed_in(client)


def test_wrong_codes_stay_on_the_page_and_lock_after_five(
    with_app: User, give_password: Any, client: Client
) -> None:
    give_password()
    for _ in range(5):
        answer = post_code(client, "000000")
        assert answer.status_code == 422
        assert 'value="000000"' in answer.content.decode()
    refused = post_code(client, app_code())
    assert refused.status_code == 422
    assert re.search(r"Wacht \d+ seconden", refused.content.decode())
    assert [entry.user_id for entry in logged("account.second_factor_failed")] == [with_app.pk] * 5
    assert len(logged("account.locked")) == 1


def test_a_recovery_code_works_once_and_its_owner_is_told(
    with_app: User, give_password: Any, client: Client
) -> None:
    code = RecoveryCodes.activate(with_app).get_unused_codes()[0]
    give_password()
    assert post_code(client, code).status_code == 302
    assert [entry.user_id for entry in logged("account.recovery_code_used")] == [with_app.pk]
    assert OutboxMail.objects.get().recipient == with_app.email
    client.post("/account/logout/")
    give_password()
    assert post_code(client, code).status_code == 422


def test_the_secret_of_the_app_is_sealed_in_the_database(with_app: User) -> None:
    assert SECRET not in str(Authenticator.objects.get().data)


@pytest.fixture
def specialist(person: User, settings: Any) -> User:
    settings.SECOND_FACTOR_FOR_STAFF = True
    give_role(person, "employment_specialist")
    return person


def test_staff_without_a_second_factor_are_led_to_set_it_up_first(
    specialist: User, give_password: Any, client: Client
) -> None:
    give_password()
    response = client.get("/o/veenland/nowhere/")
    assert response.headers["Location"] == reverse("accounts:second_factor_first")
    assert client.post("/o/veenland/nowhere/").status_code == 302
    page = client.get(response.headers["Location"]).content.decode()
    assert reverse("mfa_activate_totp") in page
    assert reverse("mfa_add_webauthn") in page


def test_a_fragment_takes_the_whole_page_along(specialist: User, give_password: Any, client: Client) -> None:
    give_password()
    response = client.get("/o/veenland/nowhere/", headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == reverse("accounts:second_factor_first")


def test_setting_up_an_app_opens_the_way_without_asking_the_password_again(
    specialist: User, give_password: Any, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    give_password()
    assert client.get("/account/second-factor/app/").status_code == 200
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/account/second-factor/app/", {"code": app_code()})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert not client.session.get(second_factor.DUE)
    assert "4" in client.get(response.headers["Location"]).content.decode()
    assert {entry.detail["kind"] for entry in logged("account.second_factor_added")} == {
        "authenticator app",
        "recovery codes",
    }
    assert not mail.outbox


def test_the_key_can_also_be_typed(person: User, client: Client, give_password: Any) -> None:
    give_password()
    page = client.get("/account/second-factor/app/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert f"{secret[:4]} {secret[4:8]}" in page
    assert "otpauth://totp/" in page
    picture = page.split('role="img"')[1].split("</svg>")[0]
    assert "<path" in picture
    assert "data:" not in page.split("<main")[1]
    assert "style=" not in picture


def test_removing_the_last_factor_makes_it_due_again(specialist: User, give_password: Any, client: Client) -> None:
    TOTP.activate(specialist, SECRET)
    give_password()
    post_code(client, app_code())
    assert client.get("/o/veenland/nowhere/").status_code == 404
    client.post("/account/second-factor/app/remove/")
    assert client.get("/o/veenland/nowhere/").headers["Location"] == reverse("accounts:second_factor_first")
    assert [entry.detail for entry in logged("account.second_factor_removed")] == [{"kind": "authenticator app"}]


def test_clients_and_people_without_a_role_need_none(person: User, settings: Any) -> None:
    settings.SECOND_FACTOR_FOR_STAFF = True
    assert not second_factor.must_have_second_factor(person)
    give_role(person, "client")
    assert not second_factor.must_have_second_factor(person)


def test_who_left_needs_none(person: User, settings: Any) -> None:
    settings.SECOND_FACTOR_FOR_STAFF = True
    give_role(person, "practitioner", ends_on="2025-01-01")
    assert not second_factor.must_have_second_factor(person)


def test_an_organisation_may_switch_it_off(specialist: User, settings: Any) -> None:
    assert second_factor.must_have_second_factor(specialist)
    settings.SECOND_FACTOR_FOR_STAFF = False
    assert not second_factor.must_have_second_factor(specialist)


def test_the_page_of_passkeys_gives_options_as_data_and_has_no_inline_code(
    person: User, give_password: Any, client: Client
) -> None:
    give_password()
    page = client.get("/account/second-factor/passkey/").content.decode()
    assert 'data-passkey="create"' in page
    assert '<script id="passkey-options" type="application/json">' in page
    assert '"residentKey": "required"' in page
    assert not re.search(r"\son\w+=", page)
    assert re.search(r'<script src="[^"]*accounts/passkeys\.js" defer nonce="[^"]+">', page)


def test_a_broken_passkey_stays_on_the_page_with_a_sentence(
    person: User, give_password: Any, client: Client
) -> None:
    give_password()
    client.get("/account/second-factor/passkey/")
    for credential in ("", "{}", "[1]", '{"id": 1}', "not json"):
        response = client.post("/account/second-factor/passkey/", {"name": "x", "credential": credential})
        assert response.status_code == 422
        assert "Deze passkey werkte niet" in response.content.decode()
    assert not Authenticator.objects.exists()


def test_a_broken_passkey_at_sign_in_leads_back(client: Client) -> None:
    assert client.get("/account/login/passkey/", headers={"Accept": "application/json"}).json()["request_options"]
    response = client.post("/account/login/passkey/", {"credential": '{"response": {"userHandle": "MQ"}}'})
    assert response.headers["Location"] == reverse("account_login")
    assert "Deze passkey werkte niet" in client.get("/account/login/").content.decode()


def test_an_administrator_can_take_all_factors_away(with_app: User, client: Client) -> None:
    client.force_login(with_app)
    RecoveryCodes.activate(with_app)
    assert services.remove_second_factors(user=with_app, by_user_id=7) == 2
    assert not Session.objects.filter(user=with_app).exists()
    assert [entry.user_id for entry in logged("account.second_factor_reset")] == [7]


def test_another_persons_passkey_cannot_be_renamed_or_removed(
    person: User, give_password: Any, client: Client
) -> None:
    theirs = Authenticator.objects.create(
        user=UserFactory(), type=Authenticator.Type.WEBAUTHN, data={"name": "theirs"}
    )
    give_password()
    assert client.get(reverse("mfa_edit_webauthn", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("mfa_remove_webauthn", args=[theirs.pk])).status_code == 404
