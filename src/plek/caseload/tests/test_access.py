"""A client gets access to his own page: who may arrange it, how it stands, and that nothing shows too early."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client as Browser

from conftest import House
from plek.accounts.models import Session, User
from plek.audit.models import Entry
from plek.caseload.models import Client
from plek.caseload.policies import access as policy
from plek.caseload.selectors.access import access_of
from plek.caseload.services.access import end_access, give_access, send_access_again, withdraw_access
from plek.caseload.tests.factories import ClientFactory, client_in_care
from plek.notices.models import OutboxMail
from plek.organisations.choices import CLIENT_RECORD_ROLES, Role
from plek.organisations.models import Membership
from plek.organisations.selectors import acting
from plek.organisations.services.invitations import Sent, accept_invitation
from plek.organisations.tests.factories import TeamFactory, UserFactory, member
from plek.organisations.tests.signing_in import sign_in_now
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)
HOST = "https://plek.example.org"
PASSWORD = "een lange rustige zin"


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def someone(house: House) -> Client:
    return client_in_care(house, email="zoe@example.org")


def give(by: Membership, number: str = "C7") -> Sent:
    return give_access(by=by, number=number, base_url=HOST, on=TODAY, at=AT)


def token(sent: Sent) -> str:
    return sent.path.rstrip("/").rsplit("/", 1)[1]


def url(house: House, rest: str) -> str:
    return f"/o/{house.organisation.slug}/clients/C7/{rest}"


def events(house: House) -> list[str]:
    with inside(house.organisation.pk):
        return list(Entry.objects.order_by("sequence").values_list("event", flat=True))


class TestServices:
    @pytest.fixture(autouse=True)
    def _within(self, house: House, someone: Client) -> Iterator[None]:
        with inside(house.organisation.pk):
            yield

    @pytest.mark.parametrize("who", ["specialist", "leader", "practitioner"])
    def test_those_in_the_care_relationship_invite(self, house: House, someone: Client, who: str) -> None:
        sent = give(getattr(house, who))
        someone.refresh_from_db()
        assert (sent.membership.role, sent.membership.code) == (Role.CLIENT, "C7")
        assert sent.membership.is_pending
        assert someone.user == sent.membership.user
        assert events(house) == ["client.access_given"]

    def test_the_mail_says_nothing_of_care_or_of_who_sends_it(self, house: House) -> None:
        sent = give(house.specialist)
        mail = OutboxMail.objects.get()
        assert mail.recipient == "zoe@example.org"
        assert f"{HOST}{sent.path}" in mail.text
        told = f"{mail.subject} {mail.text}".lower()
        for secret in ("ggz", "veenland", "cliënt", "zoë", "meer", "ips"):
            assert secret not in told, secret

    def test_nobody_acts_before_it_is_accepted(self, house: House, someone: Client) -> None:
        sent = give(house.specialist)
        with pytest.raises(Membership.DoesNotExist):
            acting(sent.membership.pk, TODAY)
        accept_invitation(token=token(sent), at=AT, password=PASSWORD)
        by = acting(sent.membership.pk, TODAY)
        assert list(Client.objects.visible_to(by)) == [someone]

    def test_without_an_address_there_is_no_invitation(self, house: House, someone: Client) -> None:
        Client.objects.update(email="")
        with pytest.raises(Refused, match="e-mailadres"):
            give(house.specialist)

    def test_twice_is_refused(self, house: House) -> None:
        give(house.specialist)
        with pytest.raises(Refused, match="al uitgenodigd"):
            give(house.colleague)

    def test_two_clients_cannot_share_an_address(self, house: House) -> None:
        ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, number="C8",
            email="ZOE@example.org",
        )  # fmt: skip
        give(house.specialist)
        with pytest.raises(Refused, match="eigen adres"):
            give(house.specialist, "C8")

    def test_an_account_that_belongs_to_another_record_is_refused(self, house: House) -> None:
        ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, number="C8",
            user=UserFactory(email="zoe@example.org"),
        )  # fmt: skip
        with pytest.raises(Refused, match="andere cliënt"):
            give(house.specialist)

    def test_who_has_an_account_keeps_it(self, house: House, someone: Client) -> None:
        known = UserFactory(email="Zoe@example.org", name="Zoë Meer")
        assert give(house.specialist).membership.user == known
        assert User.objects.filter(email__iexact="zoe@example.org").count() == 1

    def test_again_silences_the_first_link(self, house: House) -> None:
        first = give(house.specialist)
        second = send_access_again(by=house.practitioner, number="C7", base_url=HOST, at=AT)
        with pytest.raises(NotFound):
            accept_invitation(token=token(first), at=AT, password=PASSWORD)
        assert not accept_invitation(token=token(second), at=AT, password=PASSWORD).is_pending
        with pytest.raises(Refused, match="geen uitnodiging"):
            send_access_again(by=house.specialist, number="C7", base_url=HOST, at=AT)

    def test_withdrawn_its_link_opens_nothing(self, house: House, someone: Client) -> None:
        sent = give(house.specialist)
        withdraw_access(by=house.specialist, number="C7", at=AT)
        someone.refresh_from_db()
        assert someone.user is None
        with pytest.raises(NotFound):
            accept_invitation(token=token(sent), at=AT, password=PASSWORD)
        with pytest.raises(Refused, match="geen uitnodiging"):
            withdraw_access(by=house.specialist, number="C7", at=AT)

    def test_the_end_signs_out_and_closes_the_page(self, house: House, someone: Client) -> None:
        sent = give(house.specialist)
        with pytest.raises(Refused, match="geen toegang"):
            end_access(by=house.specialist, number="C7", on=TODAY)
        accept_invitation(token=token(sent), at=AT, password=PASSWORD)
        Session.objects.create(session_key="x", expire_date=AT + timedelta(days=1), user=sent.membership.user)
        end_access(by=house.specialist, number="C7", on=TODAY)
        someone.refresh_from_db()
        assert someone.user is None
        assert not Session.objects.exists()
        with pytest.raises(Membership.DoesNotExist):
            acting(sent.membership.pk, TODAY)

    def test_after_the_end_access_can_be_given_anew(self, house: House, someone: Client) -> None:
        sent = give(house.specialist)
        accept_invitation(token=token(sent), at=AT, password=PASSWORD)
        end_access(by=house.specialist, number="C7", on=TODAY)
        assert give(house.specialist).membership.code == "C7-2"
        assert events(house) == [
            "client.access_given", "member.accepted", "client.access_ended", "client.access_given",
        ]  # fmt: skip

    def test_another_team_finds_no_client(self, house: House) -> None:
        other = TeamFactory(organisation=house.organisation, kind="IPS")
        by = member(Role.EMPLOYMENT_SPECIALIST, other, organisation=house.organisation, on=TODAY)
        with pytest.raises(NotFound):
            give(by)

    def test_without_an_account_the_state_costs_nothing(
        self, house: House, someone: Client, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(0):
            assert access_of(house.specialist, someone) is None


@pytest.mark.parametrize("role", list(Role))
def test_only_helpers_arrange_access(role: Role) -> None:
    assert bool(policy.may_arrange_access(Membership(role=role))) == (role in CLIENT_RECORD_ROLES)


def test_the_policy_says_what_to_do_instead() -> None:
    waiting, active = Membership(is_pending=True), Membership(is_pending=False)
    assert policy.may_give_access(Client(email="a@example.org"), None)
    assert not policy.may_give_access(Client(email=""), None)
    assert not policy.may_give_access(Client(email="a@example.org"), waiting)
    assert policy.may_send_again(waiting)
    assert not policy.may_send_again(active)
    assert not policy.may_send_again(None)
    assert policy.may_end_access(active)
    assert not policy.may_end_access(waiting)
    assert not policy.may_end_access(None)


class TestPages:
    def test_from_the_details_to_the_own_page(self, house: House, someone: Client) -> None:
        """The whole way, as helper and as client."""
        helper = sign_in_now(Browser(), house.specialist)
        assert "De cliënt heeft geen toegang." in helper.get(url(house, "details/")).content.decode()
        assert "zoe@example.org" in helper.get(url(house, "access/")).content.decode()
        page = helper.post(url(house, "access/give/")).content.decode()
        link = page.split('readonly value="http://testserver')[1].split('"')[0]
        assert house.organisation.slug not in link
        assert "Uitgenodigd op 24 november 2026" in helper.get(url(house, "details/")).content.decode()

        newcomer = Browser()
        assert newcomer.get(f"/o/{house.organisation.slug}/me/").status_code == 302
        welcome = newcomer.get(link).content.decode()
        assert "eigen pagina" in welcome
        assert "Koken" not in welcome
        done = newcomer.post(link, {"password": PASSWORD})
        assert done.status_code == 302
        assert "Koken" in newcomer.get(f"/o/{house.organisation.slug}/me/").content.decode()
        assert newcomer.get("/account/").status_code in (200, 302)

        assert "Actief sinds 24 november 2026" in helper.get(url(house, "details/")).content.decode()
        helper.post(url(house, "access/end/"))
        assert newcomer.get(f"/o/{house.organisation.slug}/me/").status_code == 302

    def test_a_second_factor_is_not_asked_of_a_client(
        self, house: House, someone: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(settings, "SECOND_FACTOR_FOR_STAFF", True)
        with inside(house.organisation.pk):
            sent = give(house.specialist)
        newcomer = Browser()
        newcomer.post(sent.path, {"password": PASSWORD})
        assert newcomer.get(f"/o/{house.organisation.slug}/me/").status_code == 200

    def test_an_old_link_can_be_sent_again_or_withdrawn(self, house: House, someone: Client) -> None:
        with inside(house.organisation.pk):
            give(house.specialist)
        with time_machine.travel(AT + timedelta(days=8), tick=False):
            helper = sign_in_now(Browser(), house.practitioner)
            assert "werkt niet meer" in helper.get(url(house, "access/")).content.decode()
            assert "readonly" in helper.post(url(house, "access/again/")).content.decode()
            assert "werkt tot" in helper.get(url(house, "access/")).content.decode()
            assert helper.post(url(house, "access/withdraw/")).status_code == 302
            assert "heeft geen toegang" in helper.get(url(house, "access/")).content.decode()

    def test_where_mail_leaves_the_link_is_not_shown(
        self, house: House, someone: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
        answer = sign_in_now(Browser(), house.specialist).post(url(house, "access/give/"), follow=True)
        assert "verstuurd naar zoe@example.org" in answer.content.decode()
        assert "readonly" not in answer.content.decode()

    @pytest.mark.parametrize("act", ["give", "again"])
    def test_who_signed_in_long_ago_proves_again_who_he_is(
        self, house: House, someone: Client, sign_in: SignIn, act: str
    ) -> None:
        assert "/account/" in sign_in(house.specialist).post(url(house, f"access/{act}/"))["Location"]
        assert events(house) == []

    def test_without_an_address_the_page_says_what_is_needed(
        self, house: House, someone: Client, sign_in: SignIn
    ) -> None:
        with inside(house.organisation.pk):
            Client.objects.update(email="")
        page = sign_in(house.specialist).get(url(house, "access/")).content.decode()
        assert "Er is een e-mailadres nodig" in page
        assert "access/give/" not in page

    @pytest.mark.parametrize("role", [r for r in Role if r not in CLIENT_RECORD_ROLES])
    @pytest.mark.parametrize("act", ["", "give/", "again/", "withdraw/", "end/"])
    def test_other_roles_stop_at_the_door(self, house: House, someone: Client, role: Role, act: str) -> None:
        by = member(role, house.ips, house.fact, organisation=house.organisation, on=TODAY)
        assert sign_in_now(Browser(), by).get(url(house, f"access/{act}")).status_code == 403

    @pytest.mark.parametrize("act", ["", "give/", "again/", "withdraw/", "end/"])
    def test_a_stranger_finds_nothing(self, house: House, someone: Client, act: str) -> None:
        assert sign_in_now(Browser(), house.stranger).get(url(house, f"access/{act}")).status_code == 404

    def test_an_invented_link_opens_nothing(self, house: House, client: Browser) -> None:
        assert client.get(f"/begin/{house.organisation.pk}/onzin/").status_code == 404
        assert client.get("/begin/999999/onzin/").status_code == 404
