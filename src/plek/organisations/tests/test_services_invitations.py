"""Inviting: the link works once, for seven days, and only its hash is kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from plek.accounts.models import User
from plek.notices.models import OutboxMail
from plek.organisations.choices import Role
from plek.organisations.models import Invitation, Membership, TeamMembership
from plek.organisations.selectors import acting, memberships_of
from plek.organisations.services.invitations import (
    VALID_FOR,
    Newcomer,
    Sent,
    accept_invitation,
    hash_of,
    invite,
    open_invitation,
    resend_invitation,
    revoke_invitation,
)
from plek.organisations.tests.audited import events
from plek.organisations.tests.factories import UserFactory
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
PASSWORD = "een lange rustige zin"
HOST = "https://plek.example.org"


@pytest.fixture(autouse=True)
def within(house: Any) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


@pytest.fixture
def newcomer(house: Any, today: date) -> Newcomer:
    return Newcomer("Noor Bakker", "Noor@Veenland.example", Role.EMPLOYMENT_SPECIALIST, today, teams=[house.ips])


@pytest.fixture
def sent(house: Any, newcomer: Newcomer) -> Sent:
    return invite(by=house.administrator, newcomer=newcomer, base_url=HOST, at=AT)


def token(sent: Sent) -> str:
    return sent.path.rstrip("/").rsplit("/", 1)[1]


def test_an_invited_person_has_role_team_and_a_made_code_but_cannot_act(
    house: Any, sent: Sent, today: date
) -> None:
    member = sent.membership
    assert (member.user.email, member.code, member.is_pending) == ("noor@veenland.example", "TB3", True)
    assert list(TeamMembership.objects.filter(membership=member).values_list("team__code", flat=True)) == ["IPS"]
    assert not member.user.has_usable_password()
    with pytest.raises(Membership.DoesNotExist):
        acting(member.pk, today)


def test_the_mail_has_the_link_and_the_database_has_not(sent: Sent) -> None:
    mail = OutboxMail.objects.get()
    assert f"{HOST}{sent.path}" in mail.text
    assert "GGZ Veenland" in mail.text
    kept = Invitation.objects.get()
    assert kept.token_hash == hash_of(token(sent))
    assert token(sent) not in str(vars(kept))


def test_accepting_sets_the_password_and_lets_in(sent: Sent, today: date) -> None:
    member = accept_invitation(token=token(sent), at=AT, password=PASSWORD)
    assert User.objects.get(pk=member.user_id).check_password(PASSWORD)
    assert acting(member.pk, today).team_ids


def test_a_link_works_once(sent: Sent) -> None:
    accept_invitation(token=token(sent), at=AT, password=PASSWORD)
    with pytest.raises(NotFound):
        accept_invitation(token=token(sent), at=AT, password="iets heel anders nog")
    assert sent.membership.user.__class__.objects.get(pk=sent.membership.user_id).check_password(PASSWORD)


@pytest.mark.parametrize(("after", "works"), [(VALID_FOR - timedelta(seconds=1), True), (VALID_FOR, False)])
def test_a_link_works_seven_days(sent: Sent, after: timedelta, works: bool) -> None:
    assert (open_invitation(token=token(sent), at=AT + after) is not None) == works


def test_a_weak_password_leaves_the_link_working(sent: Sent) -> None:
    with pytest.raises(ValidationError):
        accept_invitation(token=token(sent), at=AT, password="kort")
    assert open_invitation(token=token(sent), at=AT) is not None


def test_a_link_of_elsewhere_does_not_work_here(house: Any, sent: Sent) -> None:
    with inside(house.stranger.organisation_id):
        assert open_invitation(token=token(sent), at=AT) is None


def test_who_has_an_account_keeps_it_and_gets_a_role_more(house: Any, newcomer: Newcomer) -> None:
    known = UserFactory(email="noor@veenland.example", name="Noor van eerder")
    sent = invite(by=house.administrator, newcomer=newcomer, base_url=HOST, at=AT)
    assert sent.membership.user_id == known.pk
    accept_invitation(token=token(sent), at=AT)
    known.refresh_from_db()
    assert (known.name, known.check_password("correct horse battery")) == ("Noor van eerder", True)


def test_the_same_role_twice_is_refused(house: Any, sent: Sent, newcomer: Newcomer) -> None:
    with pytest.raises(Refused) as refusal:
        invite(by=house.administrator, newcomer=newcomer, base_url=HOST, at=AT)
    assert refusal.value.field == "email"
    other = replace(newcomer, role=Role.RESEARCHER)
    assert invite(by=house.administrator, newcomer=other, base_url=HOST, at=AT).membership.code == "OZ1"


def test_a_code_in_use_is_refused(house: Any, newcomer: Newcomer) -> None:
    with pytest.raises(Refused) as refusal:
        invite(by=house.administrator, newcomer=replace(newcomer, code="TB1"), base_url=HOST, at=AT)
    assert refusal.value.field == "code"


def test_sending_again_silences_the_first_link(house: Any, sent: Sent) -> None:
    again = resend_invitation(by=house.administrator, membership=sent.membership, base_url=HOST, at=AT)
    assert open_invitation(token=token(sent), at=AT) is None
    assert open_invitation(token=token(again), at=AT) is not None


def test_a_withdrawn_invitation_is_gone_for_good(house: Any, sent: Sent, today: date) -> None:
    revoke_invitation(by=house.administrator, membership=sent.membership, on=today, at=AT)
    with pytest.raises(NotFound):
        accept_invitation(token=token(sent), at=AT, password=PASSWORD)
    with pytest.raises(Refused):
        resend_invitation(by=house.administrator, membership=sent.membership, base_url=HOST, at=AT)
    assert not memberships_of(sent.membership.user_id, today).exists()


def test_an_accepted_invitation_is_not_sent_or_withdrawn_any_more(house: Any, sent: Sent, today: date) -> None:
    accept_invitation(token=token(sent), at=AT, password=PASSWORD)
    with pytest.raises(Refused):
        revoke_invitation(by=house.administrator, membership=sent.membership, on=today, at=AT)
    with pytest.raises(Refused):
        resend_invitation(by=house.administrator, membership=sent.membership, base_url=HOST, at=AT)


@pytest.mark.parametrize("who", ["specialist", "leader", "practitioner"])
def test_nobody_else_invites(house: Any, newcomer: Newcomer, who: str) -> None:
    with pytest.raises(Refused):
        invite(by=getattr(house, who), newcomer=newcomer, base_url=HOST, at=AT)
    assert not User.objects.filter(email="noor@veenland.example").exists()


def test_each_step_stands_in_the_log(house: Any, sent: Sent, today: date) -> None:
    resend_invitation(by=house.administrator, membership=sent.membership, base_url=HOST, at=AT)
    revoke_invitation(by=house.administrator, membership=sent.membership, on=today, at=AT)
    assert events(house.organisation.pk) == ["member.invited", "member.invited_again", "member.invitation_revoked"]


@pytest.mark.parametrize(("is_formal", "said"), [(False, "voor je klaar"), (True, "voor u klaar")])
def test_a_client_is_invited_as_the_organisation_speaks(
    house: Any, newcomer: Newcomer, is_formal: bool, said: str
) -> None:
    house.administrator.organisation.is_formal = is_formal
    client = replace(newcomer, role=Role.CLIENT, teams=[])
    invite(by=house.administrator, newcomer=client, base_url=HOST, at=AT)
    mail = OutboxMail.objects.get()
    assert said in mail.text
    assert "Veenland" not in mail.text, "whoever reads along learns nothing of care"
    assert mail.language == "nl"
