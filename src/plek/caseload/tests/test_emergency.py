"""A record in an emergency: one client, an hour, read only, told at once, looked at later, seen by the client."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import DatabaseError, transaction
from django.test import Client as Browser
from django.urls import reverse

from conftest import House
from plek.audit.models import Entry
from plek.caseload.models import Client, ContactNote, EmergencyAccess, EmergencyLook
from plek.caseload.selectors import emergency as selectors
from plek.caseload.selectors.client_page import client_story
from plek.caseload.services import emergency_reminders, national_number
from plek.caseload.services.emergency import Sought, open_record
from plek.caseload.tests.factories import ClientFactory, ContactFactory, client_in_care
from plek.notices.models import OutboxMail
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import TeamFactory, member
from plek.organisations.tests.signing_in import RECORDS, sign_in_now
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside, scope

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=59, seconds=59)
HERE, SITE = "/o/ggz-veenland/", "https://plek.example.org"
GIVEN = {"number": "C7", "reason": "danger", "text": "Belde in paniek"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def zoe(house: House) -> Client:
    """In care of others than the doctor, with a note and a BSN; the leader is the privacy officer."""
    zoe = client_in_care(house)
    name_officer(house, house.leader)
    with inside(house.organisation.pk):
        contact = ContactFactory(trajectory=zoe.trajectories.get(), has_note=True)
        ContactNote.objects.create(organisation=house.organisation, contact=contact, text="Durft weer te bellen")
        national_number.set_number(by=house.specialist, number="C7", bsn="111222333")
    return zoe


@pytest.fixture
def doctor(house: House) -> Membership:
    """Of a crisis team, which treats nobody here."""
    with inside(house.organisation.pk):
        crisis = TeamFactory(organisation=house.organisation, code="CR", name="Crisisteam")
    doctor: Membership = member(Role.PRACTITIONER, crisis, organisation=house.organisation, on=NOW.date())
    return doctor


def name_officer(house: House, officer: Membership | None) -> None:
    house.organisation.privacy_officer = officer
    house.organisation.save(update_fields=["privacy_officer"])


def as_user(by: Membership) -> Any:
    return scope(organisation_id=by.organisation_id, user_id=by.user_id)


def opened(by: Membership, **more: Any) -> EmergencyAccess:
    given: dict[str, Any] = {"sought": Sought("C7"), "reason": "danger", "text": "Paniek", "base_url": SITE}
    with as_user(by):
        return open_record(by=by, at=NOW, **given | more)


class TestOpening:
    def test_the_second_step_is_asked_afresh(self, zoe: Client, doctor: Membership, client: Browser) -> None:
        client.force_login(doctor.user)
        assert client.get(f"{HERE}emergency/").headers["Location"] == reverse("mfa_index")
        Authenticator.objects.create(user=doctor.user, type="totp", data={"secret": "x"})
        session = client.session
        at_sign_in = {"method": "mfa", "at": time.time(), "reauthenticated": True, "at_sign_in": True}
        session[f"{RECORDS}_user"], session[RECORDS] = str(doctor.user_id), [at_sign_in]
        session.save()
        for answer in (client.get(f"{HERE}emergency/"), client.post(f"{HERE}emergency/", GIVEN)):
            assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))
        with as_user(doctor):
            assert not EmergencyAccess.objects.exists()

    def test_it_shows_one_record_whole_without_the_bsn(
        self, zoe: Client, doctor: Membership, client: Browser
    ) -> None:
        browser = sign_in_now(client, doctor)
        assert "emergency" not in str(browser.get(f"{HERE}clients/C7/"))
        answer = browser.post(f"{HERE}emergency/", GIVEN, follow=True)
        page = answer.content.decode()
        assert all(words in page for words in ("van der Meer", "Durft weer te bellen", "Koken", "11:00"))
        assert "111222333" not in page

    @pytest.mark.parametrize("given", [
        {}, {"reason": ""}, {"text": " "}, {"number": ""}, {"number": "", "last_name": "van der Meer"},
        {"number": "C8"}, {"number": "", "last_name": "van der Meer", "born_on": "1991-01-01"},
    ])  # fmt: skip
    def test_what_is_missing_or_wrong_is_said_and_nothing_typed_is_lost(
        self, zoe: Client, doctor: Membership, client: Browser, given: dict[str, str]
    ) -> None:
        sent = GIVEN | given if given else {"text": "Belde in paniek"}
        answer = sign_in_now(client, doctor).post(f"{HERE}emergency/", sent)
        assert answer.status_code == 422
        assert sent["text"].strip() in answer.content.decode()
        assert "van der Meer" not in answer.content.decode().replace(sent.get("last_name", "-"), "")
        with as_user(doctor):
            assert not EmergencyAccess.objects.exists()

    def test_name_and_birth_open_it_too_but_not_when_two_share_them(
        self, house: House, zoe: Client, doctor: Membership
    ) -> None:
        sought = Sought(last_name="VAN DER MEER", born_on=zoe.born_on)
        assert opened(doctor, sought=sought).client_id == zoe.pk
        with inside(house.organisation.pk):
            ClientFactory(organisation=house.organisation, treatment_team=house.fact, last_name="van der Meer")
        with pytest.raises(Refused, match="cliëntnummer"):
            opened(doctor, sought=sought)

    def test_who_guides_or_treats_needs_none(self, house: House, zoe: Client) -> None:
        house.practitioner.organisation = house.organisation
        with pytest.raises(Refused, match="zoals altijd"):
            opened(house.practitioner)

    def test_without_a_privacy_officer_there_is_none(
        self, house: House, zoe: Client, doctor: Membership, client: Browser
    ) -> None:
        name_officer(house, None)
        page = sign_in_now(client, doctor).get(f"{HERE}emergency/").content.decode()
        assert "Jouw organisatie heeft geen noodtoegang" in page
        assert "<textarea" not in page
        doctor.organisation.privacy_officer = None
        with pytest.raises(Refused, match="geen noodtoegang"):
            opened(doctor)

    def test_seeking_in_vain_is_logged_too(self, house: House, doctor: Membership, client: Browser) -> None:
        name_officer(house, house.leader)
        sign_in_now(client, doctor).post(f"{HERE}emergency/", GIVEN | {"number": "C8"})
        with inside(house.organisation.pk):
            entry = Entry.objects.get(event="emergency.refused")
        assert (entry.outcome, entry.user_id, entry.client_id) == ("refused", doctor.user_id, None)


class TestReading:
    def test_nothing_else_opens(self, house: House, zoe: Client, doctor: Membership, client: Browser) -> None:
        access = opened(doctor)
        with inside(house.organisation.pk):
            other = ClientFactory(organisation=house.organisation, treatment_team=house.fact, number="C8")
            reader = selectors.in_the_name_of(doctor, access, NOW)
            assert list(Client.objects.visible_to(doctor)) == []
        with as_user(doctor):
            assert [one.pk for one in Client.objects.visible_to(reader)] == [zoe.pk]
            with pytest.raises(NotFound):
                client_story(reader, other.number, NOW)
        browser = sign_in_now(client, doctor)
        assert browser.get(f"{HERE}clients/C7/").status_code == 404
        assert browser.post(f"{HERE}emergency/{access.pk}/").status_code == 405
        found = browser.post(f"{HERE}search/", {"q": "Meer"}).content.decode()
        assert "van der Meer" not in found

    def test_it_ends_after_an_hour(self, zoe: Client, doctor: Membership, client: Browser, clock: Any) -> None:
        access = opened(doctor)
        browser = sign_in_now(client, doctor)
        clock.move_to(LATER)
        page = sign_in_now(browser, doctor).get(f"{HERE}emergency/{access.pk}/")
        assert (page.status_code, "Durft weer te bellen" in page.content.decode()) == (200, True)
        clock.move_to(LATER + timedelta(seconds=1))
        over = browser.get(f"{HERE}emergency/{access.pk}/")
        assert (over.status_code, "van der Meer" in over.content.decode()) == (410, False)
        with as_user(doctor):
            late = selectors.in_the_name_of(doctor, access, NOW + timedelta(hours=1))
            assert not Client.objects.visible_to(late).exists()

    def test_it_is_nobody_elses(self, house: House, zoe: Client, doctor: Membership, sign_in: Any) -> None:
        access = opened(doctor)
        for other in (house.specialist, house.leader, house.stranger):
            assert sign_in(other).get(f"{HERE}emergency/{access.pk}/").status_code == 404
        with as_user(house.colleague):
            borrowed = selectors.in_the_name_of(house.colleague, access, NOW)
            assert not Client.objects.visible_to(borrowed).exists()

    def test_each_look_is_logged_and_the_client_reads_it(
        self, house: House, zoe: Client, doctor: Membership, client: Browser
    ) -> None:
        browser = sign_in_now(client, doctor)
        browser.post(f"{HERE}emergency/", GIVEN, follow=True)
        with inside(house.organisation.pk):
            left = Entry.objects.filter(client_id=zoe.pk, event__startswith="emergency.").order_by("sequence")
            told = [(e.event, e.action, e.purpose, e.permission, e.user_id) for e in left]
            own = member(Role.CLIENT, organisation=house.organisation, on=NOW.date())
            Client.objects.filter(pk=zoe.pk).update(user=own.user)
        by = ("danger", "emergency", doctor.user_id)
        assert told == [("emergency.opened", "E", *by), ("emergency.viewed", "R", *by)]
        mine = sign_in_now(client, own).get(f"{HERE}me/who-looked/").content.decode()
        assert doctor.user.name in mine
        assert "bij nood" in mine
        assert "iemands leven of veiligheid" in mine


class TestLooking:
    def test_the_privacy_officer_hears_at_once_in_words_that_say_nothing(
        self, house: House, zoe: Client, doctor: Membership
    ) -> None:
        access = opened(doctor)
        mail = OutboxMail.objects.get()
        assert mail.recipient == house.leader.user.email
        assert f"{SITE}/o/ggz-veenland/emergency/looks/{access.pk}/" in mail.text
        assert not any(secret in mail.text + mail.subject for secret in ("Meer", "C7", "Paniek", doctor.user.name))

    def test_somebody_else_looks_once_and_says_what_came_of_it(
        self, house: House, zoe: Client, doctor: Membership, client: Browser
    ) -> None:
        access = opened(doctor)
        browser, address = sign_in_now(client, house.leader), f"{HERE}emergency/looks/{access.pk}/"
        assert "vóór 1 december" in browser.get(f"{HERE}emergency/looks/").content.decode()
        page = browser.get(address).content.decode()
        assert all(words in page for words in (doctor.user.name, "C7", "Paniek"))
        assert "van der Meer" not in page
        assert browser.post(address, {"result": "no", "text": ""}).status_code == 422
        assert browser.post(address, {"result": "no", "text": "Was niet nodig"}).status_code == 302
        assert browser.post(address, {"result": "yes"}).status_code == 422
        assert "Was niet nodig" in browser.get(address).content.decode()
        with inside(house.organisation.pk):
            assert Entry.objects.get(event="emergency.looked_at").client_id == zoe.pk

    def test_it_waits_with_the_administrator_until_somebody_looked(
        self, house: House, zoe: Client, doctor: Membership, client: Browser
    ) -> None:
        def waits() -> bool:
            words = sign_in_now(client, house.administrator).get(f"{HERE}waiting/").content.decode()
            assert "C7" not in words
            return "1 keer noodtoegang waar nog niemand naar heeft gekeken." in words

        assert not waits()
        access = opened(doctor)
        assert waits()
        sign_in_now(client, house.leader).post(f"{HERE}emergency/looks/{access.pk}/", {"result": "yes"})
        assert not waits()

    def test_who_opened_it_does_not_look_and_an_administrator_is_told(
        self, house: House, zoe: Client, doctor: Membership, client: Browser
    ) -> None:
        name_officer(house, doctor)
        doctor.organisation.privacy_officer = doctor
        access = opened(doctor)
        assert OutboxMail.objects.get().recipient == house.administrator.user.email
        address = f"{HERE}emergency/looks/{access.pk}/"
        own = sign_in_now(client, doctor)
        assert "Iemand anders kijkt" in own.get(address).content.decode()
        assert own.post(address, {"result": "yes"}).status_code == 422
        assert sign_in_now(client, house.administrator).post(address, {"result": "yes"}).status_code == 302

    def test_nobody_else_finds_it(self, house: House, zoe: Client, doctor: Membership, client: Browser) -> None:
        access = opened(doctor)
        for page in ("emergency/looks/", f"emergency/looks/{access.pk}/"):
            for other in (doctor, house.specialist, house.stranger):
                assert sign_in_now(client, other).get(HERE + page).status_code == 404

    def test_after_a_week_without_a_look_all_who_may_are_told(
        self, house: House, zoe: Client, doctor: Membership
    ) -> None:
        access = opened(doctor)
        asked: dict[str, Any] = {
            "organisation_id": house.organisation.pk, "access_id": access.pk, "base_url": SITE, "at": NOW,
        }  # fmt: skip
        for _twice in range(2):
            assert emergency_reminders.remind(**asked)
        told = [mail.recipient for mail in OutboxMail.objects.order_by("pk")[1:]]
        assert set(told) == {house.leader.user.email, house.administrator.user.email}
        assert len(told) == 2
        with inside(house.organisation.pk):
            EmergencyLook.objects.create(
                organisation=house.organisation, access=access, looked_by=house.leader, looked_at=NOW,
                is_in_order=True,
            )  # fmt: skip
        assert not emergency_reminders.remind(**asked)


class TestTheDatabaseHoldsItToo:
    """With the code out of the way: a row is what opens, and a row is not to be tampered with."""

    def row(self, house: House, zoe: Client, by: Membership, **more: Any) -> EmergencyAccess:
        return EmergencyAccess(
            **{
                "organisation": house.organisation, "client": zoe, "opened_by": by, "user": by.user,
                "opened_at": NOW, "ends_at": LATER, "reason": "danger", **more,
            }
        )  # fmt: skip

    def test_nobody_lays_a_row_in_anothers_name(self, house: House, zoe: Client, doctor: Membership) -> None:
        with as_user(house.colleague), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
            self.row(house, zoe, doctor).save()

    @pytest.mark.parametrize("more", [
        {"ends_at": NOW + timedelta(minutes=61)}, {"ends_at": NOW - timedelta(minutes=1)}, {"reason": ""},
    ])  # fmt: skip
    def test_a_row_without_reason_or_for_longer_is_refused(
        self, house: House, zoe: Client, doctor: Membership, more: dict[str, Any]
    ) -> None:
        with as_user(doctor), pytest.raises(DatabaseError, match="emergency_"), transaction.atomic():
            self.row(house, zoe, doctor, **more).save()

    def test_a_row_is_never_changed_or_removed(self, zoe: Client, doctor: Membership) -> None:
        access = opened(doctor)
        rows = EmergencyAccess.objects.filter(pk=access.pk)
        tampering: list[Callable[[], Any]] = [
            lambda: rows.update(ends_at=LATER),
            lambda: rows._raw_delete(rows.db),
        ]
        for attempt in tampering:
            with as_user(doctor), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                attempt()

    def test_a_row_shows_to_who_opened_it_and_to_who_looks(
        self, house: House, zoe: Client, doctor: Membership
    ) -> None:
        opened(doctor)
        seen = {}
        for by in (doctor, house.leader, house.administrator, house.colleague, house.stranger):
            with as_user(by):
                seen[by.pk] = EmergencyAccess.objects.count()
        assert list(seen.values()) == [1, 1, 1, 0, 0]

    def test_a_row_shows_no_more_to_who_does_not_look_any_more(
        self, house: House, zoe: Client, doctor: Membership
    ) -> None:
        opened(doctor)
        left = house.administrator
        with inside(house.organisation.pk):
            Membership.objects.filter(pk=left.pk).update(ends_on=left.begins_on)
        with as_user(left):
            assert EmergencyAccess.objects.count() == 0
