"""The course of a trajectory: its history is rows that fit together, whatever the moves."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import House
from plek.audit.models import Entry
from plek.caseload.choices import EndReason, Funding, MilestoneKind, Phase
from plek.caseload.models import Client, Milestone, PhaseSpell, Trajectory, Wish
from plek.caseload.services import milestones, plans, trajectories
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.organisations.choices import Role
from plek.organisations.tests.factories import member
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _in_scope(house: House) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


@pytest.fixture
def trajectory(house: House) -> Trajectory:
    return begun(house)


def begun(house: House) -> Trajectory:
    client = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
    return TrajectoryFactory(
        client=client, ips_team=house.ips, specialist=house.specialist, phase=Phase.GETTING_TO_KNOW,
        phase_since=date(2026, 9, 10),
    )  # fmt: skip


def spells(trajectory: Trajectory) -> list[tuple[str, date, date | None]]:
    return list(trajectory.phase_spells.order_by("begins_on", "pk").values_list("phase", "begins_on", "ends_on"))


def move(house: House, trajectory: Trajectory, phase: str, on: date = ON) -> Trajectory:
    return trajectories.move_phase(by=house.specialist, on=on, trajectory=trajectory.number, phase=phase)


def test_a_move_ends_one_spell_and_begins_the_next(house: House, trajectory: Trajectory) -> None:
    moved = move(house, trajectory, Phase.PROFILE)
    assert (moved.phase, moved.phase_since, moved.version) == (Phase.PROFILE, ON, 2)
    assert spells(trajectory) == [
        (Phase.GETTING_TO_KNOW, date(2026, 9, 10), ON), (Phase.PROFILE, ON, None),
    ]  # fmt: skip
    assert Entry.objects.get().detail == {"phase": "profile"}


def test_a_second_move_on_the_same_day_replaces_the_first(house: House, trajectory: Trajectory) -> None:
    move(house, trajectory, Phase.PROFILE)
    move(house, trajectory, Phase.SEARCHING)
    assert [s[0] for s in spells(trajectory)] == [Phase.GETTING_TO_KNOW, Phase.SEARCHING]


def test_a_move_taken_back_on_the_same_day_leaves_the_phase_as_it_was(
    house: House, trajectory: Trajectory
) -> None:
    move(house, trajectory, Phase.PROFILE)
    back = move(house, trajectory, Phase.GETTING_TO_KNOW)
    assert spells(trajectory) == [(Phase.GETTING_TO_KNOW, date(2026, 9, 10), None)]
    assert back.phase_since == date(2026, 9, 10)


def test_staying_changes_nothing(house: House, trajectory: Trajectory) -> None:
    assert move(house, trajectory, Phase.GETTING_TO_KNOW).version == 1
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("phase", "on"), [("ready", ON), (Phase.PROFILE, date(2026, 9, 1))])
def test_no_phase_that_does_not_exist_and_no_day_before_the_present_one(
    house: House, trajectory: Trajectory, phase: str, on: date
) -> None:
    with pytest.raises(Refused):
        move(house, trajectory, phase, on)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.sampled_from(Phase.values), st.integers(0, 3)), max_size=8))
def test_after_any_moves_the_spells_join_and_one_is_open(house: House, moves: list[tuple[str, int]]) -> None:
    trajectory, on = begun(house), date(2026, 10, 1)
    for phase, days in moves:
        on += timedelta(days=days)
        move(house, trajectory, phase, on)
    trajectory.refresh_from_db()
    rows = spells(trajectory)
    assert all(row[2] == following[1] for row, following in pairwise(rows))
    assert all(row[0] != following[0] for row, following in pairwise(rows))
    assert rows[-1] == (trajectory.phase, trajectory.phase_since, None)


def test_the_begin_of_a_phase_can_be_set_right(house: House, trajectory: Trajectory) -> None:
    move(house, trajectory, Phase.PROFILE)
    found = trajectories.correct_phase_begin(
        by=house.leader, on=ON, trajectory=trajectory.number, begins_on=date(2026, 11, 1)
    )
    assert found.phase_since == date(2026, 11, 1)
    assert spells(trajectory)[0][2] == date(2026, 11, 1)
    for wrong in (date(2026, 9, 1), ON + timedelta(days=1)):
        with pytest.raises(Refused):
            trajectories.correct_phase_begin(by=house.leader, on=ON, trajectory=trajectory.number, begins_on=wrong)


def test_another_specialist_takes_over_and_the_history_stays(house: House, trajectory: Trajectory) -> None:
    found = trajectories.assign(by=house.leader, on=ON, trajectory=trajectory.number, specialist=house.colleague)
    assert found.specialist == house.colleague
    held = list(trajectory.assignments.order_by("begins_on").values_list("specialist_id", "ends_on"))
    assert held == [(house.specialist.pk, ON), (house.colleague.pk, None)]
    with pytest.raises(Refused):
        trajectories.assign(by=house.leader, on=ON, trajectory=trajectory.number, specialist=house.practitioner)


def test_the_first_meeting_begins_it(house: House, trajectory: Trajectory) -> None:
    found = milestones.record_first_meeting(
        by=house.specialist, on=ON, trajectory=trajectory.number, met_on=date(2026, 9, 12)
    )
    assert found.first_meeting_on == date(2026, 9, 12)
    for wrong in (date(2026, 8, 31), ON + timedelta(days=1)):
        with pytest.raises(Refused):
            milestones.record_first_meeting(by=house.specialist, on=ON, trajectory=trajectory.number, met_on=wrong)


def test_a_milestone_is_taken_back_by_a_later_row(house: House, trajectory: Trajectory) -> None:
    kind = MilestoneKind.BENEFITS_ADVICE
    milestones.reach_milestone(
        by=house.specialist, at=AT, on=ON, trajectory=trajectory.number, kind=kind, reached_on=ON
    )
    back = milestones.withdraw_milestone(by=house.specialist, at=AT, trajectory=trajectory.number, kind=kind)
    assert back.is_withdrawn
    assert Milestone.objects.count() == 2
    with pytest.raises(Refused):
        milestones.withdraw_milestone(by=house.specialist, at=AT, trajectory=trajectory.number, kind=kind)
    with pytest.raises(Refused):
        milestones.reach_milestone(
            by=house.specialist, at=AT, on=ON, trajectory=trajectory.number, kind=kind, reached_on=date(2020, 1, 1)
        )


def test_each_wish_is_kept(house: House, trajectory: Trajectory) -> None:
    for text in ("Koken", "Koken ", "Liever bakken"):
        plans.say_wish(by=house.specialist, at=AT, trajectory=trajectory.number, text=text)
    assert [w.text for w in Wish.objects.order_by("pk")] == ["Koken", "Liever bakken"]
    trajectory.refresh_from_db()
    assert trajectory.wish == "Liever bakken"


def test_the_client_writes_his_own_wish_and_nothing_else(house: House, trajectory: Trajectory) -> None:
    own = member(Role.CLIENT, organisation=house.organisation, on=ON)
    Client.objects.filter(pk=trajectory.client_id).update(user=own.user)
    assert (
        plans.say_wish(by=own, at=AT, trajectory=trajectory.number, text="Buiten werken").wish == "Buiten werken"
    )
    with pytest.raises(Refused):
        plans.set_next_step(by=own, trajectory=trajectory.number, text="Bellen", due_on=None)


def test_next_step_and_funding(house: House, trajectory: Trajectory) -> None:
    found = plans.set_next_step(by=house.specialist, trajectory=trajectory.number, text=" Bellen ", due_on=ON)
    assert (found.next_step, found.next_step_on) == ("Bellen", ON)
    assert (
        plans.set_funding(by=house.specialist, trajectory=trajectory.number, funding=Funding.UWV).funding == "UWV"
    )
    assert set(Entry.objects.values_list("event", flat=True)) == {"trajectory.next_step", "trajectory.funding"}


def end(house: House, trajectory: Trajectory, on: date = ON) -> Trajectory:
    return trajectories.end_trajectory(
        by=house.specialist, on=ON, trajectory=trajectory.number, ended_on=on, reason=EndReason.WORKS_STEADILY
    )


def test_an_end_closes_the_open_rows_and_the_door_stays_open(house: House, trajectory: Trajectory) -> None:
    end(house, trajectory)
    assert not PhaseSpell.objects.filter(ends_on__isnull=True).exists()
    assert not trajectory.assignments.filter(ends_on__isnull=True).exists()
    again = trajectories.restart(by=house.colleague, at=AT, on=ON, client_number=trajectory.client.number)
    assert (again.specialist, again.client_id, again.phase) == (
        house.specialist,
        trajectory.client_id,
        "getting_to_know",
    )
    assert again.number != trajectory.number


def test_who_opens_the_door_guides_when_the_former_specialist_left(house: House, trajectory: Trajectory) -> None:
    end(house, trajectory)
    house.specialist.team_memberships.update(ends_on=ON)
    again = trajectories.restart(by=house.colleague, at=AT, on=ON, client_number=trajectory.client.number)
    assert again.specialist == house.colleague


def test_nothing_changes_after_the_end(house: House, trajectory: Trajectory) -> None:
    end(house, trajectory)
    with pytest.raises(Refused):
        move(house, trajectory, Phase.SEARCHING)
    with pytest.raises(Refused):
        end(house, trajectory)


@pytest.mark.parametrize("on", [date(2026, 9, 9), ON + timedelta(days=1)])
def test_an_end_lies_after_the_begin_and_not_in_the_future(house: House, trajectory: Trajectory, on: date) -> None:
    with pytest.raises(Refused) as refusal:
        end(house, trajectory, on)
    assert refusal.value.field == "ended_on"


def test_no_second_trajectory_beside_an_open_one(house: House, trajectory: Trajectory) -> None:
    with pytest.raises(Refused):
        trajectories.restart(by=house.specialist, at=AT, on=ON, client_number=trajectory.client.number)


def test_who_never_had_one_cannot_come_back(house: House) -> None:
    client = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
    with pytest.raises(Refused):
        trajectories.restart(by=house.specialist, at=AT, on=ON, client_number=client.number)


def test_a_practitioner_sees_a_trajectory_but_does_not_lead_it(house: House, trajectory: Trajectory) -> None:
    with pytest.raises(Refused):
        trajectories.move_phase(by=house.practitioner, on=ON, trajectory=trajectory.number, phase=Phase.PROFILE)


def test_whom_one_may_not_see_one_does_not_find(house: House, trajectory: Trajectory) -> None:
    for other in (house.stranger, house.administrator):
        with pytest.raises(NotFound):
            trajectories.move_phase(by=other, on=ON, trajectory=trajectory.number, phase=Phase.PROFILE)
