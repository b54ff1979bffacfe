"""Truth tables: who may leave, change role, hand over."""

from dataclasses import replace
from datetime import date

import pytest

from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.policies import (
    Standing,
    is_not_past,
    may_administrate,
    may_change_role,
    may_close_team,
    may_hand_over,
    may_leave,
    may_undo_leaving,
)
from plek.shared.errors import Refused

TODAY, TOMORROW, YESTERDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 23)
SPECIALIST = Standing(Role.EMPLOYMENT_SPECIALIST, False, date(2024, 1, 1), None, 0, 1)


@pytest.mark.parametrize("role", list(Role))
def test_only_an_administrator_administrates(role: Role) -> None:
    assert bool(may_administrate(role)) == (role == Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("leaver", list(Role))
@pytest.mark.parametrize("shares", [True, False])
def test_who_may_hand_over_for_whom(role: Role, leaver: Role, shares: bool) -> None:
    leads = role == Role.IPS_TEAM_LEADER and leaver in CASELOAD_ROLES and shares
    assert bool(may_hand_over(role, leaver_role=leaver, shares_team=shares)) == (
        role == Role.ADMINISTRATOR or leads
    )


@pytest.mark.parametrize(("on", "allowed"), [(YESTERDAY, False), (TODAY, True), (TOMORROW, True)])
def test_changes_begin_today_or_later(on: date, allowed: bool) -> None:
    assert bool(is_not_past(on, TODAY)) == allowed


@pytest.mark.parametrize(
    ("change", "on", "allowed"),
    [
        ({}, TODAY, True),
        ({}, TOMORROW, True),
        ({}, YESTERDAY, False),
        ({"open_work": 1}, TODAY, False),
        ({"begins_on": TOMORROW}, TODAY, False),
        ({"begins_on": TODAY}, TODAY, True),
        ({"ends_on": TODAY}, TODAY, False),
        ({"ends_on": TOMORROW}, TODAY, True),
        ({"ends_on": TOMORROW}, TOMORROW, False),
        ({"role": Role.ADMINISTRATOR}, TODAY, True),
        ({"role": Role.ADMINISTRATOR, "other_administrators": 0}, TODAY, False),
        ({"role": Role.ADMINISTRATOR, "other_administrators": 0, "is_self": True}, TODAY, False),
        ({"role": Role.DIRECTOR, "other_administrators": 0}, TODAY, True),
    ],
)
def test_who_may_leave(change: dict[str, object], on: date, allowed: bool) -> None:
    assert bool(may_leave(replace(SPECIALIST, **change), on, TODAY)) == allowed


@pytest.mark.parametrize(
    ("change", "role", "on", "allowed"),
    [
        ({}, Role.EMPLOYMENT_SPECIALIST, TODAY, False),
        ({}, Role.PRACTITIONER, TODAY, True),
        ({}, Role.PRACTITIONER, YESTERDAY, False),
        ({"open_work": 3}, Role.PRACTITIONER, TODAY, False),
        ({"open_work": 3}, Role.IPS_TEAM_LEADER, TODAY, True),
        ({"open_work": 3}, Role.IPS_TEAM_LEADER, TOMORROW, False),
        ({"open_work": 0}, Role.IPS_TEAM_LEADER, TOMORROW, True),
        ({"role": Role.ADMINISTRATOR, "other_administrators": 0}, Role.DIRECTOR, TODAY, False),
        ({"role": Role.ADMINISTRATOR}, Role.DIRECTOR, TODAY, True),
    ],
)
def test_who_may_change_role(change: dict[str, object], role: str, on: date, allowed: bool) -> None:
    assert bool(may_change_role(replace(SPECIALIST, **change), role, on, TODAY)) == allowed


def test_the_only_administrator_reads_another_sentence_about_himself() -> None:
    last = replace(SPECIALIST, role=Role.ADMINISTRATOR, other_administrators=0)
    himself, other = (may_leave(replace(last, is_self=own), TODAY, TODAY).reason for own in (True, False))
    assert himself != other


@pytest.mark.parametrize(
    ("ends_on", "allowed"), [(None, False), (YESTERDAY, False), (TODAY, False), (TOMORROW, True)]
)
def test_leaving_is_undone_only_before_its_day(ends_on: date | None, allowed: bool) -> None:
    assert bool(may_undo_leaving(ends_on, TODAY)) == allowed


@pytest.mark.parametrize(("clients", "allowed"), [(0, True), (1, False), (40, False)])
def test_a_team_closes_without_clients(clients: int, allowed: bool) -> None:
    assert bool(may_close_team(clients)) == allowed


def test_a_no_is_raised_with_its_sentence_and_field() -> None:
    with pytest.raises(Refused, match=r"\w") as refusal:
        is_not_past(YESTERDAY, TODAY).demand()
    assert refusal.value.field == "on"
    is_not_past(TODAY, TODAY).demand()
