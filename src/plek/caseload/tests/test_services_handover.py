"""Handing over a caseload: whole or not at all, to who can take it, and undone until its day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plek.audit.models import Entry
from plek.caseload.models import Appointment, Assignment, Handover, Referral, Task, Trajectory
from plek.caseload.selectors.handover import Receiver, leaver, open_trajectories, receivers, work_of
from plek.caseload.services.dividing import capacity, divide
from plek.caseload.services.handover import Plan, hand_over, undo_handover
from plek.caseload.tests.factories import ClientFactory, ReferralFactory, TrajectoryFactory
from plek.organisations.choices import Role
from plek.organisations.models import Absence, Membership, TeamMembership
from plek.organisations.services.people import change_role, end_membership
from plek.organisations.services.teams import close_team
from plek.organisations.tests.factories import TeamFactory, member
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def within(house: Any) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


def guided(house: Any, who: Membership, **fields: Any) -> Trajectory:
    client = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
    made: Trajectory = TrajectoryFactory(client=client, ips_team=house.ips, specialist=who, **fields)
    return made


@pytest.fixture
def caseload(house: Any, today: date) -> list[Trajectory]:
    """Five open trajectories of the specialist and one that ended, with appointments, tasks and a referral."""
    ended = {"ended_on": date(2026, 10, 1), "end_reason": "verhuisd"}
    made = [guided(house, house.specialist) for _ in range(5)] + [guided(house, house.specialist, **ended)]
    who = {"organisation": house.organisation}
    for hours, trajectory in ((-48, made[0]), (48, made[0]), (72, None)):
        Appointment.objects.create(
            membership=house.specialist, trajectory=trajectory, starts_at=AT + timedelta(hours=hours), **who
        )
    for trajectory, done in ((made[1], None), (None, None), (made[1], AT)):
        Task.objects.create(
            owner=house.specialist, trajectory=trajectory, due_on=today, made_by=house.specialist, made_at=AT,
            done_at=done, **who,
        )  # fmt: skip
    ReferralFactory(client=made[5].client, ips_team=house.ips, referrer=house.specialist, **who)
    return made


def load(by: Membership, who: Membership, today: date) -> Membership:
    return leaver(by, who.pk, today)


def give(house: Any, today: date, **fields: Any) -> Handover:
    plan = Plan(**{"on": today, "leaves": True, "to": house.colleague} | fields)
    who = load(house.administrator, house.specialist, today)
    return hand_over(by=house.administrator, leaver=who, plan=plan, at=AT)


def holders() -> set[int]:
    return set(Trajectory.objects.filter(ended_on__isnull=True).values_list("specialist_id", flat=True))


def test_it_is_counted_and_named_by_who_may(house: Any, caseload: list[Trajectory], today: date) -> None:
    for by, names in ((house.administrator, 0), (house.leader, 5)):
        who = load(by, house.specialist, today)
        work = work_of(by, who, today)
        assert (work.trajectories, work.referrals, work.appointments, work.tasks, work.loose) == (5, 1, 2, 2, 3)
        assert len(open_trajectories(by, who)) == names


def test_everything_open_goes_to_one_colleague_and_the_leaver_is_out(
    house: Any, caseload: list[Trajectory], today: date
) -> None:
    give(house, today)
    assert holders() == {house.colleague.pk}
    rows = Assignment.objects.filter(trajectory=caseload[0]).order_by("pk").values_list("specialist", "ends_on")
    assert list(rows) == [(house.specialist.pk, today), (house.colleague.pk, None)]
    assert Appointment.objects.filter(membership=house.colleague).count() == 2
    assert Appointment.objects.filter(membership=house.specialist).count() == 1
    assert Task.objects.filter(owner=house.colleague).count() == 2
    assert Referral.objects.get().referrer_id == house.colleague.pk
    assert Membership.objects.get(pk=house.specialist.pk).ends_on == today


def test_what_ended_keeps_its_history(house: Any, caseload: list[Trajectory], today: date) -> None:
    give(house, today)
    assert Trajectory.objects.get(pk=caseload[5].pk).specialist_id == house.specialist.pk
    assert Task.objects.get(done_at__isnull=False).owner_id == house.specialist.pk


def test_every_client_s_log_tells(house: Any, caseload: list[Trajectory], today: date) -> None:
    give(house, today)
    told = Entry.objects.filter(event="trajectory.handed_over").values_list("client_id", flat=True)
    assert set(told) == {one.client_id for one in caseload[:5]}
    assert list(Entry.objects.order_by("-sequence").values_list("event", flat=True)[:2]) == [
        "member.ended", "caseload.handed_over",
    ]  # fmt: skip


def test_it_may_be_divided_by_room(house: Any, caseload: list[Trajectory], today: date) -> None:
    third = member(Role.EMPLOYMENT_SPECIALIST, house.ips, organisation=house.organisation, on=today, fte="0.50")
    for _ in range(3):
        guided(house, third)
    give(house, today, to=None, rest_to=third)
    counts = {pk: Trajectory.objects.filter(specialist_id=pk, ended_on__isnull=True).count()
              for pk in (house.colleague.pk, third.pk)}  # fmt: skip
    assert counts == {house.colleague.pk: 5, third.pk: 3}


def test_the_leader_chooses_per_trajectory(house: Any, caseload: list[Trajectory], today: date) -> None:
    who = load(house.leader, house.specialist, today)
    plan = Plan(today, True, to=house.colleague, chosen={caseload[2].pk: house.leader})
    hand_over(by=house.leader, leaver=who, plan=plan, at=AT)
    assert Trajectory.objects.get(pk=caseload[2].pk).specialist_id == house.leader.pk
    assert Trajectory.objects.get(pk=caseload[3].pk).specialist_id == house.colleague.pk


def test_a_refusal_leaves_all_as_it_was(house: Any, caseload: list[Trajectory], today: date) -> None:
    before = list(Assignment.objects.order_by("pk").values())
    with pytest.raises(Refused) as refusal:
        give(house, today, to=None)
    assert refusal.value.field == "rest_to"
    assert list(Assignment.objects.order_by("pk").values()) == before
    assert Membership.objects.get(pk=house.specialist.pk).ends_on is None


@pytest.mark.parametrize("case", ["other team", "left", "past", "elsewhere"])
def test_who_cannot_see_the_clients_cannot_take_over(
    house: Any, caseload: list[Trajectory], today: date, case: str
) -> None:
    other = TeamFactory(organisation=house.organisation, kind="IPS")
    outsider = member(Role.EMPLOYMENT_SPECIALIST, other, organisation=house.organisation, on=today)
    fields: dict[str, Any] = {"to": outsider}
    if case == "left":
        end_membership(by=house.administrator, membership=house.colleague, on=today + DAY, at=AT)
        fields = {"on": today + DAY}
    if case == "past":
        fields = {"on": today - DAY}
    if case == "elsewhere":
        fields = {"to": house.stranger}
    with pytest.raises(Refused):
        give(house, today, **fields)
    assert holders() == {house.specialist.pk}


def test_without_anybody_to_take_over_nobody_leaves(house: Any, caseload: list[Trajectory], today: date) -> None:
    TeamMembership.objects.exclude(membership=house.specialist).update(ends_on=today)
    with pytest.raises(Refused):
        give(house, today, to=None)


@pytest.mark.parametrize("who", ["colleague", "practitioner"])
def test_colleagues_cannot_hand_over_for_another(
    house: Any, caseload: list[Trajectory], today: date, who: str
) -> None:
    with pytest.raises(NotFound):
        load(getattr(house, who), house.specialist, today)
    seen = load(house.administrator, house.specialist, today)
    with pytest.raises(Refused):
        hand_over(by=getattr(house, who), leaver=seen, plan=Plan(today, True, to=house.colleague), at=AT)


def test_a_leader_of_another_team_cannot(house: Any, caseload: list[Trajectory], today: date) -> None:
    other = TeamFactory(organisation=house.organisation, kind="IPS")
    leader = member(Role.IPS_TEAM_LEADER, other, organisation=house.organisation, on=today)
    with pytest.raises(NotFound):
        load(leader, house.specialist, today)


def test_staying_hands_over_without_leaving(house: Any, caseload: list[Trajectory], today: date) -> None:
    give(house, today, leaves=False)
    assert holders() == {house.colleague.pk}
    assert Membership.objects.get(pk=house.specialist.pk).ends_on is None


def test_nobody_leaves_without_handing_over(house: Any, caseload: list[Trajectory], today: date) -> None:
    with pytest.raises(Refused):
        end_membership(by=house.administrator, membership=house.specialist, on=today, at=AT)


def test_before_its_day_it_is_undone_wholly(house: Any, caseload: list[Trajectory], today: date) -> None:
    before = list(Assignment.objects.order_by("pk").values())
    give(house, today + 10 * DAY)
    who = load(house.administrator, house.specialist, today)
    assert undo_handover(by=house.administrator, leaver=who, at=AT) == 5
    assert list(Assignment.objects.order_by("pk").values()) == before
    assert holders() == {house.specialist.pk}
    assert not Task.objects.filter(owner=house.colleague).exists()
    assert not Appointment.objects.filter(membership=house.colleague).exists()
    assert Referral.objects.get().referrer_id == house.specialist.pk
    assert Membership.objects.get(pk=house.specialist.pk).ends_on is None


def test_what_moved_on_since_stays_where_it_is(house: Any, caseload: list[Trajectory], today: date) -> None:
    give(house, today + 10 * DAY)
    Trajectory.objects.filter(pk=caseload[0].pk).update(specialist=house.leader)
    who = load(house.administrator, house.specialist, today)
    assert undo_handover(by=house.administrator, leaver=who, at=AT) == 4
    assert Trajectory.objects.get(pk=caseload[0].pk).specialist_id == house.leader.pk


def test_on_its_day_it_stands(house: Any, caseload: list[Trajectory], today: date) -> None:
    give(house, today)
    who = load(house.administrator, house.specialist, today)
    with pytest.raises(Refused):
        undo_handover(by=house.administrator, leaver=who, at=AT)


def test_appointments_before_the_day_stay_with_the_leaver(
    house: Any, caseload: list[Trajectory], today: date
) -> None:
    give(house, today + 3 * DAY)
    mine = Appointment.objects.filter(membership=house.specialist).order_by("starts_at")
    assert [one.starts_at for one in mine] == [AT - timedelta(hours=48), AT + timedelta(hours=48)]


def test_a_leader_who_was_specialist_keeps_his_caseload(
    house: Any, caseload: list[Trajectory], today: date
) -> None:
    new = change_role(
        by=house.administrator, membership=house.specialist, role=Role.IPS_TEAM_LEADER, on=today, at=AT
    )
    assert holders() == {new.pk}
    assert Assignment.objects.filter(specialist=new, ends_on__isnull=True).count() == 5
    assert Task.objects.filter(owner=new).count() == 2
    with pytest.raises(Refused):
        change_role(by=house.administrator, membership=new, role=Role.DIRECTOR, on=today, at=AT)


@pytest.mark.parametrize("team", ["ips", "fact"])
def test_a_team_with_open_work_does_not_close(
    house: Any, caseload: list[Trajectory], today: date, team: str
) -> None:
    with pytest.raises(Refused):
        close_team(by=house.administrator, team=getattr(house, team), on=today)


def test_a_practitioner_hands_over_referrals_to_a_practitioner(house: Any, today: date) -> None:
    mate = member(Role.PRACTITIONER, house.fact, organisation=house.organisation, on=today)
    client = ClientFactory(organisation=house.organisation, treatment_team=house.fact)
    ReferralFactory(
        organisation=house.organisation, client=client, ips_team=house.ips, referrer=house.practitioner
    )
    who = load(house.administrator, house.practitioner, today)
    assert [one.membership.pk for one in receivers(house.administrator, who, today)] == [mate.pk]
    hand_over(by=house.administrator, leaver=who, plan=Plan(today, True, to=mate), at=AT)
    assert Referral.objects.get().referrer_id == mate.pk


def someone(
    number: int, fte: str | None, load_: int, role: str = Role.EMPLOYMENT_SPECIALIST, *, is_away: bool = False
) -> Receiver:
    one = Membership(pk=number, role=role, fte=Decimal(fte) if fte else None)
    return Receiver(one, frozenset({1}), load_, is_away)


@given(
    st.lists(st.tuples(st.sampled_from(["0.5", "0.8", "1.0"]), st.integers(0, 25)), min_size=1, max_size=6),
    st.integers(0, 40),
)
def test_dividing_leaves_nobody_out_and_overfills_nobody_needlessly(
    people: list[tuple[str, int]], count: int
) -> None:
    able = [someone(number, fte, load_) for number, (fte, load_) in enumerate(people, start=1)]
    given_ = divide([(number, 1) for number in range(count)], able)
    assert sorted(given_) == list(range(count))
    got = {one.membership.pk: sum(1 for to in given_.values() if to.pk == one.membership.pk) for one in able}
    room = sum(max(0, int(capacity(one.membership)) - one.load) for one in able)
    over = [
        one
        for one in able
        if got[one.membership.pk] and one.load + got[one.membership.pk] > capacity(one.membership)
    ]
    assert not over or room < count


def test_who_is_away_that_day_gets_a_client_only_when_no_other_specialist_is_there() -> None:
    away, leader = someone(1, "1.0", 0, is_away=True), someone(3, "1.0", 0, Role.IPS_TEAM_LEADER)
    assert divide([(9, 1)], [away, someone(2, "0.5", 9), leader])[9].pk == 2
    assert divide([(9, 1)], [away, leader])[9].pk == 1


def test_receivers_say_who_is_away_on_the_day_of_the_hand_over(house: Any, today: date) -> None:
    Absence.objects.create(
        organisation=house.organisation, membership=house.colleague, kind="leave",
        begins_on=today + timedelta(days=2), ends_on=today + timedelta(days=9),
    )  # fmt: skip
    who = load(house.administrator, house.specialist, today)

    def away(on: date) -> set[int]:
        return {one.membership.pk for one in receivers(house.administrator, who, on) if one.is_away}

    assert away(today) == away(today + timedelta(days=9)) == set()
    assert away(today + timedelta(days=2)) == {house.colleague.pk}


def test_specialists_go_before_the_leader_and_hours_before_none() -> None:
    leader = someone(1, "1.0", 0, Role.IPS_TEAM_LEADER)
    assert divide([(9, 1)], [leader, someone(2, "0.5", 9)])[9].pk == 2
    assert divide([(9, 1)], [leader, someone(2, None, 0)])[9].pk == 2
    assert divide([(9, 1)], [someone(3, None, 0), someone(2, "0.5", 30)])[9].pk == 2
    assert divide([(9, 1)], [leader])[9].pk == 1
    with pytest.raises(Refused):
        divide([(9, 2)], [leader])
