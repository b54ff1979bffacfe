"""Roles, teams, absences and leaving: history is rows, and what is refused changes nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser

from plek.accounts.models import Session
from plek.organisations import supply
from plek.organisations.choices import Role
from plek.organisations.models import Absence, Membership, TeamMembership
from plek.organisations.selectors import acting
from plek.organisations.services.absences import begin_absence, end_absence
from plek.organisations.services.people import (
    Details,
    change_details,
    change_role,
    end_membership,
    move_between_teams,
    undo_ending,
)
from plek.organisations.tests.audited import events
from plek.organisations.tests.factories import member
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def within(house: Any) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


def spells(who: Membership) -> list[tuple[str, date, date | None]]:
    rows = TeamMembership.objects.filter(membership=who).order_by("team__code", "begins_on")
    return list(rows.values_list("team__code", "begins_on", "ends_on"))


def test_another_role_is_another_row_of_the_same_person(house: Any, today: date) -> None:
    new = change_role(
        by=house.administrator, membership=house.specialist, role=Role.DIRECTOR, on=today + DAY, at=AT
    )
    old = Membership.objects.get(pk=house.specialist.pk)
    assert (old.role, old.ends_on) == (Role.EMPLOYMENT_SPECIALIST, today + DAY)
    assert (new.user_id, new.role, new.begins_on, new.ends_on) == (old.user_id, Role.DIRECTOR, today + DAY, None)
    assert (new.code, new.fte) == ("D1", Decimal("0.90"))
    assert acting(old.pk, today).role == Role.EMPLOYMENT_SPECIALIST
    assert acting(new.pk, today + DAY).role == Role.DIRECTOR


def test_teams_go_along_with_the_role(house: Any, today: date) -> None:
    new = change_role(by=house.administrator, membership=house.specialist, role=Role.PRACTITIONER, on=today, at=AT)
    assert spells(new) == [("F1", today, None), ("IPS", today, None)]
    assert [end for _, _, end in spells(house.specialist)] == [today, today]


def test_a_role_change_today_signs_out(house: Any, today: date, client: Browser) -> None:
    client.force_login(house.specialist.user)
    change_role(by=house.administrator, membership=house.specialist, role=Role.DIRECTOR, on=today, at=AT)
    assert not Session.objects.filter(user=house.specialist.user).exists()


def test_the_last_administrator_stays(house: Any, today: date) -> None:
    for call in (
        lambda: end_membership(by=house.administrator, membership=house.administrator, on=today, at=AT),
        lambda: change_role(
            by=house.administrator, membership=house.administrator, role=Role.DIRECTOR, on=today, at=AT
        ),
    ):
        with pytest.raises(Refused):
            call()
    assert Membership.objects.get(pk=house.administrator.pk).ends_on is None


@pytest.mark.parametrize(("fields", "counts"), [({}, True), ({"is_pending": True}, False)])
def test_another_administrator_must_be_able_to_act(
    house: Any, today: date, fields: dict[str, Any], counts: bool
) -> None:
    other = member(Role.ADMINISTRATOR, organisation=house.organisation, on=today)
    Membership.objects.filter(pk=other.pk).update(**fields)
    if counts:
        end_membership(by=house.administrator, membership=house.administrator, on=today, at=AT)
    else:
        with pytest.raises(Refused):
            end_membership(by=house.administrator, membership=house.administrator, on=today, at=AT)


def test_an_administrator_who_leaves_before_does_not_count(house: Any, today: date) -> None:
    other = member(Role.ADMINISTRATOR, organisation=house.organisation, on=today)
    end_membership(by=house.administrator, membership=other, on=today + DAY, at=AT)
    with pytest.raises(Refused):
        end_membership(by=house.administrator, membership=house.administrator, on=today + 3 * DAY, at=AT)


def test_leaving_ends_teams_absences_and_sessions(house: Any, today: date, client: Browser) -> None:
    client.force_login(house.specialist.user)
    away = Absence.objects.create(
        organisation=house.organisation, membership=house.specialist, kind="leave", begins_on=today - DAY
    )
    end_membership(by=house.administrator, membership=house.specialist, on=today, at=AT)
    away.refresh_from_db()
    assert away.ends_on == today
    assert [end for _, _, end in spells(house.specialist)] == [today, today]
    assert not Session.objects.filter(user=house.specialist.user).exists()
    with pytest.raises(Membership.DoesNotExist):
        acting(house.specialist.pk, today)


def test_leaving_later_keeps_access_until_then(house: Any, today: date, client: Browser) -> None:
    client.force_login(house.specialist.user)
    end_membership(by=house.administrator, membership=house.specialist, on=today + DAY, at=AT)
    assert Session.objects.filter(user=house.specialist.user).exists()
    assert acting(house.specialist.pk, today).team_ids
    with pytest.raises(Membership.DoesNotExist):
        acting(house.specialist.pk, today + DAY)


def test_leaving_later_can_be_undone(house: Any, today: date) -> None:
    before = spells(house.specialist)
    end_membership(by=house.administrator, membership=house.specialist, on=today + DAY, at=AT)
    undo_ending(by=house.administrator, membership=house.specialist, at=AT)
    assert spells(house.specialist) == before
    assert acting(house.specialist.pk, today + DAY).pk == house.specialist.pk


def test_leaving_today_cannot_be_undone(house: Any, today: date) -> None:
    end_membership(by=house.administrator, membership=house.specialist, on=today, at=AT)
    with pytest.raises(Refused):
        undo_ending(by=house.administrator, membership=house.specialist, at=AT)


def test_nobody_leaves_while_clients_count_on_him(
    house: Any, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply, "open_work", [lambda by, ids, on: dict.fromkeys(ids, 2)])
    with pytest.raises(Refused):
        end_membership(by=house.administrator, membership=house.specialist, on=today, at=AT)


@pytest.mark.parametrize("who", ["colleague", "practitioner"])
def test_a_colleague_cannot_end_anything(house: Any, today: date, who: str) -> None:
    with pytest.raises(Refused):
        end_membership(by=getattr(house, who), membership=house.specialist, on=today, at=AT)


def test_moving_between_teams_writes_rows_and_keeps_what_stays(house: Any, today: date) -> None:
    began = spells(house.specialist)[0][1]
    move_between_teams(
        by=house.administrator, membership=house.specialist, teams=[house.fact], on=today + DAY, at=AT
    )
    assert spells(house.specialist) == [("F1", began, None), ("IPS", began, today + DAY)]
    assert set(acting(house.specialist.pk, today).team_ids) == {house.fact.pk, house.ips.pk}
    assert acting(house.specialist.pk, today + DAY).team_ids == [house.fact.pk]


def test_a_planned_move_can_be_planned_anew(house: Any, today: date) -> None:
    began = spells(house.specialist)[0][1]
    for teams in ([house.fact], [house.ips], [house.ips, house.fact]):
        move_between_teams(by=house.administrator, membership=house.specialist, teams=teams, on=today + DAY, at=AT)
    assert [(code, end) for code, _, end in spells(house.specialist)][-1] == ("IPS", None)
    assert set(acting(house.specialist.pk, today + DAY).team_ids) == {house.fact.pk, house.ips.pk}
    assert spells(house.specialist)[0][1] == began


@pytest.mark.parametrize("days", [-1, 30])
def test_no_move_in_the_past_or_after_the_end(house: Any, today: date, days: int) -> None:
    end_membership(by=house.administrator, membership=house.colleague, on=today + 10 * DAY, at=AT)
    with pytest.raises(Refused):
        move_between_teams(
            by=house.administrator, membership=house.colleague, teams=[], on=today + days * DAY, at=AT
        )


def test_details_change_and_a_code_in_use_does_not(house: Any) -> None:
    change_details(by=house.administrator, membership=house.specialist, details=Details("TB9", "coach"), at=AT)
    house.specialist.refresh_from_db()
    assert (house.specialist.code, house.specialist.profession) == ("TB9", "coach")
    with pytest.raises(Refused):
        change_details(by=house.administrator, membership=house.colleague, details=Details("TB9", ""), at=AT)


def test_an_absence_with_cover_begins_and_ends(house: Any, today: date) -> None:
    away = begin_absence(
        by=house.administrator,
        membership=house.specialist,
        kind="leave",
        begins_on=today - DAY,
        ends_on=None,
        cover=house.colleague,
        at=AT,
    )
    end_absence(by=house.administrator, absence=away, on=today, at=AT)
    away.refresh_from_db()
    assert (away.cover_id, away.ends_on) == (house.colleague.pk, today)


def test_an_absence_that_never_began_goes(house: Any, today: date) -> None:
    away = begin_absence(
        by=house.administrator,
        membership=house.specialist,
        kind="leave",
        begins_on=today + DAY,
        ends_on=None,
        cover=None,
        at=AT,
    )
    end_absence(by=house.administrator, absence=away, on=today, at=AT)
    assert not Absence.objects.filter(pk=away.pk).exists()


@pytest.mark.parametrize("cover", ["specialist", "stranger", "away"])
def test_who_cannot_cover(house: Any, today: date, cover: str) -> None:
    Absence.objects.create(
        organisation=house.organisation, membership=house.colleague, kind="leave", begins_on=today
    )
    who = house.colleague if cover == "away" else getattr(house, cover)
    with pytest.raises(Refused):
        begin_absence(
            by=house.administrator,
            membership=house.specialist,
            kind="leave",
            begins_on=today,
            ends_on=None,
            cover=who,
            at=AT,
        )


@pytest.mark.parametrize(
    ("begins", "ends", "allowed"),
    [(0, 5, False), (-5, None, False), (10, None, True), (-5, 0, True), (-5, 1, False)],
)
def test_absences_do_not_overlap(house: Any, today: date, begins: int, ends: int | None, allowed: bool) -> None:
    Absence.objects.create(
        organisation=house.organisation,
        membership=house.specialist,
        kind="leave",
        begins_on=today,
        ends_on=today + 10 * DAY,
    )

    def begin() -> Absence:
        return begin_absence(
            by=house.administrator,
            membership=house.specialist,
            kind="illness",
            begins_on=today + begins * DAY,
            ends_on=None if ends is None else today + ends * DAY,
            cover=None,
            at=AT,
        )

    if allowed:
        assert begin().pk
    else:
        with pytest.raises(Refused):
            begin()


def test_each_change_stands_in_the_log(house: Any, today: date) -> None:
    boss, who = house.administrator, house.specialist
    move_between_teams(by=boss, membership=who, teams=[house.ips], on=today, at=AT)
    change_details(by=boss, membership=who, details=Details("TB7", ""), at=AT)
    away = begin_absence(by=boss, membership=who, kind="leave", begins_on=today, ends_on=None, cover=None, at=AT)
    end_absence(by=boss, absence=away, on=today, at=AT)
    end_membership(by=boss, membership=who, on=today + DAY, at=AT)
    undo_ending(by=boss, membership=who, at=AT)
    change_role(by=boss, membership=who, role=Role.RESEARCHER, on=today, at=AT)
    assert events(house.organisation.pk) == [
        "member.teams_changed",
        "member.changed",
        "member.absence_begun",
        "member.absence_ended",
        "member.ended",
        "member.end_undone",
        "member.role_changed",
    ]
