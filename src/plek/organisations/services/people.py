"""Changing what someone does here: role, teams, details, and leaving. History is rows with begin and end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plek.accounts.models import Session
from plek.accounts.services import remove_second_factors
from plek.audit.choices import Action
from plek.audit.services import record
from plek.organisations import policies, supply
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.codes import next_code
from plek.organisations.models import Absence, Membership, Team, TeamMembership
from plek.shared.errors import Refused


@dataclass(frozen=True)
class Details:
    """What is known of someone in his role, apart from role and teams."""

    code: str
    profession: str


def change_role(*, by: Membership, membership: Membership, role: str, on: date, at: datetime) -> Membership:
    """End this role and begin another of the same person; teams go along, and so does a caseload."""
    policies.may_administrate(by.role).demand()
    old = lock_member(by, membership)
    policies.may_change_role(_standing(by, old, on), role, on, _day(at)).demand()
    new = _successor(old, role, on)
    _move_teams_along(old, new, on)
    _end(old, on)
    if {old.role, role} <= CASELOAD_ROLES:
        for move in supply.work_movers:
            move(by, old, new, on, at)
    if on <= _day(at):
        end_sessions(old.user_id)
    record(
        by=by,
        action=Action.UPDATE,
        event="member.role_changed",
        object_kind="membership",
        object_id=new.pk,
        detail={"from": old.role, "to": role, "on": on.isoformat()},
    )
    return new


def end_membership(*, by: Membership, membership: Membership, on: date, at: datetime) -> Membership:
    """End this employment from a day on; from today, all sessions of this person end at once.

    Refuses while clients count on this person: ``caseload.services.handover`` hands over first.
    """
    old = lock_member(by, membership)
    _may_end(by, old).demand()
    policies.may_leave(_standing(by, old, on), on, _day(at)).demand()
    TeamMembership.objects.filter(membership=old, begins_on__gte=on).delete()
    TeamMembership.objects.filter(_still(on), membership=old).update(ends_on=on)
    Absence.objects.filter(membership=old, begins_on__gte=on).delete()
    Absence.objects.filter(_still(on), membership=old).update(ends_on=on)
    _end(old, on)
    if on <= _day(at):
        end_sessions(old.user_id)
    record(
        by=by,
        action=Action.UPDATE,
        event="member.ended",
        object_kind="membership",
        object_id=old.pk,
        detail={"on": on.isoformat()},
    )
    return old


def undo_ending(*, by: Membership, membership: Membership, at: datetime) -> Membership:
    """Take back an end that has not come yet; the teams that ended with it go on."""
    old = lock_member(by, membership)
    _may_end(by, old).demand()
    policies.may_undo_leaving(old.ends_on, _day(at)).demand()
    TeamMembership.objects.filter(membership=old, ends_on=old.ends_on).update(ends_on=None)
    old.ends_on = None
    old.save(update_fields=["ends_on"])
    record(by=by, action=Action.UPDATE, event="member.end_undone", object_kind="membership", object_id=old.pk)
    return old


def move_between_teams(
    *, by: Membership, membership: Membership, teams: Collection[Team], on: date, at: datetime
) -> None:
    """From this day on this person works in exactly these teams."""
    policies.may_administrate(by.role).demand()
    member = lock_member(by, membership)
    policies.is_not_past(on, _day(at)).demand()
    if on < member.begins_on or (member.ends_on is not None and member.ends_on <= on):
        raise Refused(_("This person does not work here on that day. Choose another day."), field="on")
    wanted = {team.pk for team in teams}
    rows = TeamMembership.objects.filter(membership=member)
    rows.filter(begins_on__gt=on).delete()
    rows.filter(begins_on=on).exclude(team_id__in=wanted).delete()
    rows.filter(_still(on)).exclude(team_id__in=wanted).update(ends_on=on)
    rows.filter(_still(on), team_id__in=wanted).update(ends_on=member.ends_on)
    kept = set(rows.filter(_still(on)).values_list("team_id", flat=True))
    TeamMembership.objects.bulk_create(
        TeamMembership(
            organisation=member.organisation, membership=member, team=team, begins_on=on, ends_on=member.ends_on
        )
        for team in teams
        if team.pk not in kept
    )
    record(
        by=by,
        action=Action.UPDATE,
        event="member.teams_changed",
        object_kind="membership",
        object_id=member.pk,
        detail={"teams": len(wanted), "on": on.isoformat()},
    )


def change_details(*, by: Membership, membership: Membership, details: Details, at: datetime) -> None:
    """Correct code and profession."""
    policies.may_administrate(by.role).demand()
    member = lock_member(by, membership)
    others = Membership.objects.filter(organisation=member.organisation, code=details.code).exclude(pk=member.pk)
    if others.exists():
        raise Refused(_("This code is in use. Choose another one."), field="code")
    changed = [name for name, value in vars(details).items() if getattr(member, name) != value]
    for name in changed:
        setattr(member, name, getattr(details, name))
    member.save(update_fields=changed or ["code"])
    record(
        by=by,
        action=Action.UPDATE,
        event="member.changed",
        object_kind="membership",
        object_id=member.pk,
        detail={"fields": changed},
    )


def reset_second_factor(*, by: Membership, membership: Membership) -> int:
    """Someone lost telephone and codes: takes all second factors away and ends all sessions.

    At the next sign-in a new second factor is asked for; answers how many were taken away.
    """
    policies.may_administrate(by.role).demand()
    member = lock_member(by, membership)
    removed = remove_second_factors(user=member.user, by_user_id=by.user_id)
    record(
        by=by,
        action=Action.DELETE,
        event="member.second_factor_reset",
        object_kind="membership",
        object_id=member.pk,
    )
    return removed


def end_sessions(user_id: int) -> None:
    """Sign this person out everywhere, now."""
    Session.objects.filter(user_id=user_id).delete()


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _still(on: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gt=on)


def lock_member(by: Membership, membership: Membership) -> Membership:
    """Whom it is about, held until all is written. Raises ``Refused`` for who is only invited."""
    found = (
        Membership.objects.visible_to(by).select_for_update(of=("self",)).select_related("user", "organisation")
    )
    locked: Membership = found.defer("organisation__logo").get(pk=membership.pk)
    if locked.is_pending:
        raise Refused(_("This person has not accepted the invitation yet. Withdraw the invitation instead."))
    return locked


def _may_end(by: Membership, who: Membership) -> policies.Verdict:
    shared = TeamMembership.objects.filter(membership=who, team_id__in=by.team_ids).exists()
    return policies.may_hand_over(by.role, leaver_role=who.role, shares_team=shared)


def _standing(by: Membership, who: Membership, on: date) -> policies.Standing:
    others = Membership.objects.visible_to(by).filter(_still(on), role=Role.ADMINISTRATOR, is_pending=False)
    others = others.filter(begins_on__lte=on).exclude(pk=who.pk).select_for_update()
    return policies.Standing(
        role=who.role,
        is_self=who.user_id == by.user_id,
        begins_on=who.begins_on,
        ends_on=who.ends_on,
        open_work=supply.open_work_of(by, who.pk, on),
        other_administrators=len(others),
    )


def _end(old: Membership, on: date) -> None:
    old.ends_on = on
    old.save(update_fields=["ends_on"])


def _successor(old: Membership, role: str, on: date) -> Membership:
    codes = Membership.objects.filter(organisation=old.organisation).values_list("code", flat=True)
    new: Membership = Membership.objects.create(
        organisation=old.organisation,
        user=old.user,
        role=role,
        code=next_code(role, codes),
        profession=old.profession,
        fte=old.fte,
        begins_on=on,
        ends_on=old.ends_on,
    )
    return new


def _move_teams_along(old: Membership, new: Membership, on: date) -> None:
    rows = list(TeamMembership.objects.filter(_still(on), membership=old))
    TeamMembership.objects.bulk_create(
        TeamMembership(
            organisation=old.organisation,
            membership=new,
            team_id=row.team_id,
            begins_on=max(on, row.begins_on),
            ends_on=row.ends_on,
        )
        for row in rows
    )
    TeamMembership.objects.filter(membership=old, begins_on__gte=on).delete()
    TeamMembership.objects.filter(_still(on), membership=old).update(ends_on=on)
