"""Referring and answering: the record opens and closes with the question, and only fair reasons count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from conftest import House
from plek.audit.models import Entry
from plek.caseload.choices import DeclineReason, ReferralSource, ReferralState
from plek.caseload.models import Assignment, Client, PhaseSpell, Referral, Trajectory, Wish
from plek.caseload.services import referrals
from plek.caseload.services.referrals import Request
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import TeamFactory, member
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _in_scope(house: House) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


@pytest.fixture
def someone(house: House) -> Client:
    return ClientFactory(organisation=house.organisation, treatment_team=house.fact)


def send(house: House, client: Client, by: Membership | None = None, **more: Any) -> Referral:
    known: dict[str, Any] = {"ips_team": house.ips, "source": ReferralSource.TREATMENT_TEAM, **more}
    request = Request(wish="In een keuken werken", strengths="Vroeg op")
    return referrals.refer(by=by or house.practitioner, at=AT, on=ON, client=client, request=request, **known)


def accepted(house: House, referral: Referral, **more: Any) -> Trajectory:
    return referrals.accept(
        by=house.leader, at=AT, on=ON, referral_id=referral.pk, **{"specialist": house.specialist, **more}
    )


def test_a_referral_opens_the_record_to_the_ips_team(house: House, someone: Client) -> None:
    assert not Client.objects.visible_to(house.specialist).exists()
    send(house, someone)
    assert Client.objects.visible_to(house.specialist).get() == someone
    assert Entry.objects.get().event == "referral.sent"


def test_what_was_said_is_sealed_in_the_database(house: House, someone: Client) -> None:
    referral = send(house, someone)
    with connection.cursor() as cursor:
        cursor.execute("select wish from caseload_referral where id = %s", [referral.pk])
        assert b"keuken" not in bytes(cursor.fetchone()[0])


def test_saying_yes_begins_a_trajectory_with_phase_specialist_and_wish(house: House, someone: Client) -> None:
    trajectory = accepted(house, send(house, someone))
    assert trajectory.number.startswith("T")
    assert (trajectory.specialist, trajectory.referrer) == (house.specialist, house.practitioner)
    assert trajectory.referred_on == ON
    assert PhaseSpell.objects.get(trajectory=trajectory).begins_on == ON
    assert Assignment.objects.get(trajectory=trajectory).specialist == house.specialist
    assert Wish.objects.get(trajectory=trajectory).text == trajectory.wish == "In een keuken werken"
    assert list(Entry.objects.order_by("sequence").values_list("event", flat=True)) == [
        "referral.sent", "referral.accepted", "trajectory.opened",
    ]  # fmt: skip


def test_only_someone_of_that_ips_team_can_become_the_specialist(house: House, someone: Client) -> None:
    referral = send(house, someone)
    for wrong in (house.practitioner, house.administrator):
        with pytest.raises(Refused) as refusal, transaction.atomic():
            accepted(house, referral, specialist=wrong)
        assert refusal.value.field == "specialist"


def test_a_question_and_its_answer_keep_the_place_in_the_line(house: House, someone: Client) -> None:
    referral = send(house, someone)
    asked = referrals.ask(by=house.specialist, at=AT, referral_id=referral.pk, text="Wanneer kan hij?")
    assert asked.state == ReferralState.QUESTION
    replied = referrals.reply(by=house.practitioner, at=AT, referral_id=referral.pk, text="Op dinsdag")
    assert (replied.state, replied.referred_on) == (ReferralState.WAITING, ON)
    assert [e.text for e in referral.events.order_by("pk")] == ["", "Wanneer kan hij?", "Op dinsdag"]


@pytest.mark.parametrize("reason", ["", "not_ready", "symptoms", "addiction", "no_show"])
def test_readiness_is_never_a_reason(house: House, someone: Client, reason: str) -> None:
    referral = send(house, someone)
    with pytest.raises(Refused) as refusal:
        referrals.decline(by=house.leader, at=AT, referral_id=referral.pk, reason=reason)
    assert refusal.value.field == "reason"
    referral.refresh_from_db()
    assert referral.state == ReferralState.WAITING


def test_a_no_closes_the_record_to_a_team_that_never_guided(house: House, someone: Client) -> None:
    referral = send(house, someone)
    referrals.decline(by=house.leader, at=AT, referral_id=referral.pk, reason=DeclineReason.NO_WISH)
    assert not Client.objects.visible_to(house.specialist).exists()
    assert Referral.objects.visible_to(house.practitioner).get().decline_reason == DeclineReason.NO_WISH
    assert Entry.objects.get(event="referral.declined").purpose == "no_wish"


def test_a_no_leaves_the_record_open_to_a_team_that_guided_before(house: House, someone: Client) -> None:
    TrajectoryFactory(
        client=someone,
        ips_team=house.ips,
        specialist=house.specialist,
        ended_on=date(2026, 10, 1),
        end_reason="verhuisd",
    )
    referral = send(house, someone)
    referrals.withdraw(by=house.practitioner, at=AT, referral_id=referral.pk)
    assert Client.objects.visible_to(house.specialist).exists()


def test_what_ips_staff_entered_stays_open_to_them_after_a_no(house: House, someone: Client) -> None:
    Client.objects.update(ips_team=house.ips)
    referral = send(house, someone, by=house.specialist, source=ReferralSource.FAMILY)
    referrals.decline(by=house.leader, at=AT, referral_id=referral.pk, reason=DeclineReason.ELSEWHERE)
    assert Client.objects.visible_to(house.specialist).exists()


def test_reopening_opens_the_record_again(house: House, someone: Client) -> None:
    referral = send(house, someone)
    referrals.withdraw(by=house.practitioner, at=AT, referral_id=referral.pk, text="Toch niet")
    again = referrals.reopen(by=house.practitioner, at=AT, referral_id=referral.pk, text="Toch wel")
    assert (again.state, again.decided_at) == (ReferralState.WAITING, None)
    assert Client.objects.visible_to(house.specialist).exists()


def test_one_question_at_a_time(house: House, someone: Client) -> None:
    send(house, someone)
    with pytest.raises(Refused, match=r"openstaande|open referral"):
        send(house, someone)


def test_who_is_guided_already_is_not_referred_again(house: House, someone: Client) -> None:
    accepted(house, send(house, someone))
    with pytest.raises(Refused):
        send(house, someone)
    with pytest.raises(Refused):
        referrals.reopen(by=house.practitioner, at=AT, referral_id=Referral.objects.get().pk)


def test_an_answer_is_given_once(house: House, someone: Client) -> None:
    referral = send(house, someone)
    accepted(house, referral)
    for answer in (
        lambda: accepted(house, referral),
        lambda: referrals.ask(by=house.leader, at=AT, referral_id=referral.pk, text="?"),
        lambda: referrals.decline(by=house.leader, at=AT, referral_id=referral.pk, reason=DeclineReason.NO_WISH),
        lambda: referrals.withdraw(by=house.practitioner, at=AT, referral_id=referral.pk),
        lambda: referrals.reply(by=house.practitioner, at=AT, referral_id=referral.pk, text="!"),
    ):
        with pytest.raises(Refused):
            answer()


def test_the_referrer_cannot_answer_his_own_question_as_ips_team(house: House, someone: Client) -> None:
    referral = send(house, someone)
    with pytest.raises(Refused):
        referrals.accept(by=house.practitioner, at=AT, on=ON, referral_id=referral.pk, specialist=house.specialist)


def test_only_the_referring_side_withdraws(house: House, someone: Client) -> None:
    referral = send(house, someone)
    with pytest.raises(Refused):
        referrals.withdraw(by=house.leader, at=AT, referral_id=referral.pk)


def test_a_client_asks_for_himself_and_for_no_one_else(house: House, someone: Client) -> None:
    own = member(Role.CLIENT, organisation=house.organisation, on=ON)
    with pytest.raises(NotFound):
        send(house, someone, by=own, source=ReferralSource.CLIENT)
    Client.objects.filter(pk=someone.pk).update(user=own.user)
    with pytest.raises(Refused):
        send(house, someone, by=own, source=ReferralSource.FAMILY)
    assert send(house, someone, by=own, source=ReferralSource.CLIENT).referrer == own


def test_a_referral_goes_to_an_open_ips_team(house: House, someone: Client) -> None:
    closed = TeamFactory(organisation=house.organisation, kind="IPS", closed_on=date(2026, 1, 1))
    for wrong in (house.fact, closed):
        with pytest.raises(Refused) as refusal:
            send(house, someone, ips_team=wrong)
        assert refusal.value.field == "ips_team"


def test_another_team_of_practitioners_finds_nothing(house: House, someone: Client) -> None:
    referral = send(house, someone)
    elsewhere = TeamFactory(organisation=house.organisation)
    other = member(Role.PRACTITIONER, elsewhere, organisation=house.organisation, on=ON)
    with pytest.raises(NotFound):
        referrals.reply(by=other, at=AT, referral_id=referral.pk, text="?")
