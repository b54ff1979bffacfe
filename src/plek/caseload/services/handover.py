"""Handing over a whole caseload, so that nobody's guidance ends because somebody leaves.

All or nothing: trajectories with their assignments, appointments, open tasks and referrals, and the employment
itself. Until the day it takes effect it can be undone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Appointment, Assignment, Handover, Referral, Task, Trajectory
from plek.caseload.selectors.handover import Receiver, receivers, work_to_move
from plek.caseload.services.dividing import divide
from plek.organisations.models import Membership
from plek.organisations.policies import is_not_past, may_hand_over
from plek.organisations.services.people import end_membership, undo_ending
from plek.shared.errors import Refused

EVENTS: dict[str, Any] = {
    "caseload.handed_over": _("caseload handed over"),
    "caseload.handover_viewed": _("hand-over of caseload viewed"),
    "caseload.handover_undone": _("hand-over of caseload undone"),
    "trajectory.handed_over": _("trajectory handed to a colleague"),
    "trajectory.handover_undone": _("hand-over of trajectory undone"),
}
Moves = dict[str, dict[str, int]]
"""``trajectories``, ``appointments``, ``tasks`` and ``referrals``: ids, and the membership each went to."""
OWNERS: Mapping[str, tuple[type[Any], str]] = {
    "appointments": (Appointment, "membership_id"),
    "tasks": (Task, "owner_id"),
    "referrals": (Referral, "referrer_id"),
}


@dataclass(frozen=True)
class Plan:
    """Who gets what: ``chosen`` per trajectory id, else ``to``, else divided by room. ``rest_to`` gets what
    belongs to no trajectory (else ``to``)."""

    on: date
    leaves: bool
    to: Membership | None = None
    chosen: Mapping[int, Membership] = field(default_factory=dict)
    rest_to: Membership | None = None


def hand_over(*, by: Membership, leaver: Membership, plan: Plan, at: datetime) -> Handover:
    """Hand over everything from a day on, and end the employment if the leaver ``leaves``.

    ``leaver`` comes from ``selectors.handover.leaver``.
    """
    may_hand_over(by.role, leaver_role=leaver.role, shares_team=leaver.shares_team).demand()  # type: ignore[attr-defined]
    is_not_past(plan.on, timezone.localdate(at)).demand()
    trajectories, rows = work_to_move(by, leaver, plan.on)
    able = receivers(by, leaver, plan.on)
    given = _decide(trajectories, plan, able)
    rest = _rest_to(plan, rows, given, able)
    moves = _moves(given, rows, rest)
    _move_trajectories(leaver, trajectories, given, plan.on)
    _move_rows(moves)
    made: Handover = Handover.objects.create(
        organisation=by.organisation, leaver=leaver, rest_to=rest, effective_on=plan.on,
        ends_membership=plan.leaves, moves=moves, decided_by=by, decided_at=at,
    )  # fmt: skip
    _record(by, made, trajectories, given)
    if plan.leaves:
        end_membership(by=by, membership=leaver, on=plan.on, at=at)
    return made


def _record(
    by: Membership, made: Handover, trajectories: Sequence[Trajectory], given: Mapping[int, Membership]
) -> None:
    """One row for each client, and one for the whole."""
    for one in trajectories:
        record(
            by=by, action=Action.UPDATE, event="trajectory.handed_over", client_id=one.client_id,
            object_kind="trajectory", object_id=one.pk, detail={"to": given[one.pk].pk},
        )  # fmt: skip
    record(
        by=by, action=Action.UPDATE, event="caseload.handed_over", object_kind="membership",
        object_id=made.leaver_id,
        detail={name: len(ids) for name, ids in made.moves.items()} | {"on": made.effective_on.isoformat()},
    )  # fmt: skip


def undo_handover(*, by: Membership, leaver: Membership, at: datetime) -> int:
    """Take a hand-over back before its day; answers how many trajectories came back.

    What was moved on to a third person since then stays where it is.
    """
    may_hand_over(by.role, leaver_role=leaver.role, shares_team=leaver.shares_team).demand()  # type: ignore[attr-defined]
    open_ones = Handover.objects.visible_to(by).filter(leaver=leaver, undone_at__isnull=True)
    made: Handover | None = open_ones.select_for_update().order_by("-effective_on").first()
    if made is None or made.effective_on <= timezone.localdate(at):
        raise Refused(_("There is no hand-over that can still be undone: its day has come."))
    back = _trajectories_back(made, leaver)
    for name, (model, owner) in OWNERS.items():
        for key, receiver in made.moves[name].items():
            model.objects.filter(pk=int(key), **{owner: receiver}).update(**{owner: leaver.pk})
    made.undone_at = at
    made.save(update_fields=["undone_at"])
    for one in back:
        record(
            by=by,
            action=Action.UPDATE,
            event="trajectory.handover_undone",
            client_id=one.client_id,
            object_kind="trajectory",
            object_id=one.pk,
        )
    record(
        by=by,
        action=Action.UPDATE,
        event="caseload.handover_undone",
        object_kind="membership",
        object_id=leaver.pk,
    )
    if made.ends_membership:
        undo_ending(by=by, membership=leaver, at=at)
    return len(back)


def move_all(by: Membership, old: Membership, new: Membership, on: date, at: datetime) -> None:
    """The same person goes on in another role: everything open goes along."""
    trajectories, rows = work_to_move(by, old, on)
    given = {one.pk: new for one in trajectories}
    _move_trajectories(old, trajectories, given, on)
    _move_rows(_moves(given, rows, new))
    for one in trajectories:
        record(
            by=by,
            action=Action.UPDATE,
            event="trajectory.handed_over",
            client_id=one.client_id,
            object_kind="trajectory",
            object_id=one.pk,
            detail={"to": new.pk},
        )


def _decide(trajectories: Collection[Trajectory], plan: Plan, able: Collection[Receiver]) -> dict[int, Membership]:
    given: dict[int, Membership] = {}
    teams = {one.membership.pk: one.team_ids for one in able}
    for one in trajectories:
        to = plan.chosen.get(one.pk) or plan.to
        if to is None:
            continue
        if one.ips_team_id not in teams.get(to.pk, frozenset()):
            raise Refused(
                _(
                    "A colleague does not work in the IPS team of each client on that day. Choose somebody else, "
                    "or divide the caseload."
                ),
                field="to",
            )
        given[one.pk] = to
    left = [(one.pk, one.ips_team_id) for one in trajectories if one.pk not in given]
    return given | divide(left, able, given.values())


def _rest_to(
    plan: Plan, rows: Mapping[str, Collection[Any]], given: Mapping[int, Membership], able: Collection[Receiver]
) -> Membership | None:
    rest = plan.rest_to or plan.to
    if rest is not None and rest.pk not in {one.membership.pk for one in able}:
        raise Refused(_("This colleague cannot take over on that day. Choose somebody else."), field="to")
    loose = [row for name in OWNERS for row in rows[name] if getattr(row, "trajectory_id", None) not in given]
    if loose and rest is None:
        raise Refused(
            _("Some tasks, appointments or referrals belong to no trajectory. Choose who gets those."),
            field="rest_to",
        )
    return rest


def _moves(given: Mapping[int, Membership], rows: Mapping[str, Collection[Any]], rest: Membership | None) -> Moves:
    moves: Moves = {"trajectories": {str(number): to.pk for number, to in given.items()}}
    for name in OWNERS:
        owners = ((row, given.get(getattr(row, "trajectory_id", None) or 0, rest)) for row in rows[name])
        moves[name] = {str(row.pk): to.pk for row, to in owners if to is not None}
    return moves


def _move_rows(moves: Moves) -> None:
    for name, (model, owner) in OWNERS.items():
        for receiver in set(moves[name].values()):
            ids = [int(key) for key, to in moves[name].items() if to == receiver]
            version = {"version": F("version") + 1} if model is Appointment else {}
            model.objects.filter(pk__in=ids).update(**{owner: receiver}, **version)


def _move_trajectories(
    leaver: Membership, trajectories: Collection[Trajectory], given: Mapping[int, Membership], on: date
) -> None:
    """Close the open assignment of each on that day, open one for the receiver, and say so on the trajectory."""
    numbers = [one.pk for one in trajectories]
    still = {
        a.trajectory_id: a for a in Assignment.objects.filter(trajectory_id__in=numbers, ends_on__isnull=True)
    }
    begins = {number: max(on, still[number].begins_on) if number in still else on for number in numbers}
    for number, assignment in still.items():
        assignment.ends_on = begins[number]
    Assignment.objects.bulk_update(still.values(), ["ends_on"])
    Assignment.objects.bulk_create(
        Assignment(
            organisation_id=leaver.organisation_id,
            trajectory=one,
            specialist=given[one.pk],
            begins_on=begins[one.pk],
        )
        for one in trajectories
    )
    for receiver in set(given.values()):
        theirs = [number for number in numbers if given[number] == receiver]
        Trajectory.objects.filter(pk__in=theirs).update(specialist=receiver, version=F("version") + 1)


def _trajectories_back(made: Handover, leaver: Membership) -> list[Trajectory]:
    """Take the receiver's row away, which never took effect, and open the one before again."""
    back = []
    rows = Trajectory.objects.filter(pk__in=made.moves["trajectories"], ended_on__isnull=True).defer(
        "wish", "next_step"
    )
    for one in rows.select_for_update():
        if one.specialist_id != made.moves["trajectories"][str(one.pk)]:
            continue
        taken = one.assignments.filter(ends_on__isnull=True, specialist_id=one.specialist_id).first()
        before = one.assignments.filter(specialist=leaver).order_by("-begins_on", "-pk").first()
        if taken is None or before is None or before.ends_on != taken.begins_on:
            continue
        taken.delete()
        before.ends_on = None
        before.save(update_fields=["ends_on"])
        Trajectory.objects.filter(pk=one.pk).update(specialist=leaver, version=F("version") + 1)
        back.append(one)
    return back
