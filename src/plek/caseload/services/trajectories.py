"""The course of a trajectory: its begin, phases, specialist, end and new begin."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import EndReason, Phase, TrajectoryKind
from plek.caseload.models import Assignment, Client, PhaseSpell, Referral, Trajectory, Wish
from plek.caseload.policies import clients as policy
from plek.caseload.services import search
from plek.caseload.services.clients import load_client
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership, Team
from plek.shared.errors import NotFound, Refused
from plek.shared.numbering import next_number


def open_trajectory(
    *, by: Membership, at: datetime, on: date, client: Client, ips_team: Team, specialist: Membership,
    kind: TrajectoryKind | str, referred_on: date, wish: str, referral: Referral | None = None,
    referrer: Membership | None = None,
) -> Trajectory:  # fmt: skip
    """Begin a trajectory in the first phase, guided by one specialist of the IPS team."""
    policy.may_guide(by)
    policy.must_have_no_open_trajectory(client)
    _must_work_in(specialist, ips_team, on)
    ours = Trajectory.objects.filter(organisation_id=by.organisation_id)
    trajectory = Trajectory.objects.create(
        organisation_id=by.organisation_id, number=next_number(ours, by=by, field="number", prefix="T"),
        client=client, kind=kind, ips_team=ips_team, referral=referral, referrer=referrer, referred_on=referred_on,
        specialist=specialist, wish=wish, phase=Phase.GETTING_TO_KNOW, phase_since=on,
    )  # fmt: skip
    PhaseSpell.objects.create(
        organisation_id=by.organisation_id, trajectory=trajectory, phase=trajectory.phase, begins_on=on
    )
    Assignment.objects.create(
        organisation_id=by.organisation_id, trajectory=trajectory, specialist=specialist, begins_on=on
    )
    if wish:
        Wish.objects.create(
            organisation_id=by.organisation_id, trajectory=trajectory, text=wish, said_at=at, written_by=by
        )
    search.reindex_client(client_id=client.pk)
    log(by, trajectory, "trajectory.opened", action=Action.CREATE)
    return trajectory


def restart(*, by: Membership, at: datetime, on: date, client_number: str) -> Trajectory:
    """The open door back: a new trajectory with the same IPS team, for now guided by who opens the door."""
    client = load_client(by, client_number)
    policy.may_guide(by)
    last = client.trajectories.select_related("ips_team", "specialist").order_by("-ended_on", "-pk").first()
    if last is None:
        raise Refused(_("This client had no trajectory yet. Make a referral to begin."))
    specialist = last.specialist if _works_in(last.specialist, last.ips_team, on) else by
    return open_trajectory(
        by=by, at=at, on=on, client=client, ips_team=last.ips_team, specialist=specialist, kind=last.kind,
        referred_on=on, wish=last.wish, referrer=last.referrer,
    )  # fmt: skip


def move_phase(*, by: Membership, on: date, trajectory: str, phase: Phase | str) -> Trajectory:
    """Go to another phase from ``on``; any move is allowed, also back. A second move in a day replaces the first.

    ``trajectory`` is its number. Staying in the same phase changes nothing.
    """
    found = load_to_guide(by, trajectory)
    if phase not in Phase.values:
        raise Refused(_("Choose a phase from the list."), field="phase")
    if phase == found.phase:
        return found
    now = found.phase_spells.get(ends_on__isnull=True)
    if on < now.begins_on:
        raise Refused(_("The day lies before the present phase began. Choose a later day."), field="on")
    if on == now.begins_on:
        now.phase = phase
        now.save(update_fields=["phase"])
        _join_with_the_one_before(now)
    else:
        now.ends_on = on
        now.save(update_fields=["ends_on"])
        PhaseSpell.objects.create(organisation_id=by.organisation_id, trajectory=found, phase=phase, begins_on=on)
    _follow_open_spell(found)
    log(by, found, "trajectory.phase_moved", detail={"phase": str(phase)})
    return found


def correct_phase_begin(*, by: Membership, on: date, trajectory: str, begins_on: date) -> Trajectory:
    """Set right since when the present phase lasts; the phase before it ends that day."""
    found = load_to_guide(by, trajectory)
    now = found.phase_spells.get(ends_on__isnull=True)
    before = found.phase_spells.filter(ends_on__isnull=False).order_by("-begins_on", "-pk").first()
    if begins_on > on or (before and begins_on < before.begins_on):
        raise Refused(
            _("Choose a day after the begin of the phase before, and not after today."), field="begins_on"
        )
    if before:
        before.ends_on = begins_on
        before.save(update_fields=["ends_on"])
    now.begins_on = begins_on
    now.save(update_fields=["begins_on"])
    _follow_open_spell(found)
    log(by, found, "trajectory.phase_corrected")
    return found


def assign(*, by: Membership, on: date, trajectory: str, specialist: Membership) -> Trajectory:
    """Another specialist guides from ``on``; the one before keeps his place in the history."""
    found = load_to_guide(by, trajectory)
    _must_work_in(specialist, found.ips_team, on)
    if specialist.pk == found.specialist_id:
        return found
    now = found.assignments.get(ends_on__isnull=True)
    if on < now.begins_on:
        raise Refused(_("The day lies before the present specialist began. Choose a later day."), field="on")
    now.ends_on = on
    now.save(update_fields=["ends_on"])
    Assignment.objects.create(
        organisation_id=by.organisation_id, trajectory=found, specialist=specialist, begins_on=on
    )
    found.specialist = specialist
    save(found, "specialist")
    log(by, found, "trajectory.assigned", detail={"specialist": specialist.pk})
    return found


def end_trajectory(
    *, by: Membership, on: date, trajectory: str, ended_on: date, reason: EndReason | str
) -> Trajectory:
    """Round off, with a reason. The record stays open to the team, and so does the door."""
    found = load_to_guide(by, trajectory)
    spell, guided = found.phase_spells.get(ends_on__isnull=True), found.assignments.get(ends_on__isnull=True)
    earliest = max(filter(None, [found.first_meeting_on, found.referred_on, spell.begins_on, guided.begins_on]))
    if not earliest <= ended_on <= on:
        sentence = _("The end lies between the begin of the present phase and today. Choose another day.")
        raise Refused(sentence, field="ended_on")
    found.ended_on, found.end_reason = ended_on, reason
    save(found, "ended_on", "end_reason")
    for open_row in (spell, guided):
        open_row.ends_on = ended_on
        open_row.save(update_fields=["ends_on"])
    log(by, found, "trajectory.ended", reason=str(reason))
    return found


def load_trajectory(by: Membership, number: str) -> Trajectory:
    """The trajectory with its client, locked. Raises ``NotFound`` for what ``by`` may not see."""
    seen = Trajectory.objects.visible_to(by).select_for_update(of=("self",)).select_related("client", "ips_team")
    found = seen.filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def load_to_guide(by: Membership, number: str) -> Trajectory:
    """The same, for who may lead it, while it is open."""
    found = load_trajectory(by, number)
    policy.may_guide(by)
    policy.must_be_open(found)
    return found


def save(trajectory: Trajectory, *fields: str) -> None:
    """Write these fields and count the change."""
    trajectory.version += 1
    trajectory.save(update_fields=[*fields, "version"])


def _follow_open_spell(trajectory: Trajectory) -> None:
    now = trajectory.phase_spells.get(ends_on__isnull=True)
    trajectory.phase, trajectory.phase_since = now.phase, now.begins_on
    save(trajectory, "phase", "phase_since")


def _join_with_the_one_before(spell: PhaseSpell) -> None:
    """A move taken back on the same day leaves no trace in the phases (it does in the log)."""
    before = PhaseSpell.objects.filter(
        trajectory_id=spell.trajectory_id, ends_on=spell.begins_on, phase=spell.phase
    ).first()
    if before is None:
        return
    spell.begins_on = before.begins_on
    before.delete()
    spell.save(update_fields=["begins_on"])


def _works_in(specialist: Membership, team: Team, on: date) -> bool:
    held = specialist.team_memberships.filter(team=team, begins_on__lte=on).exclude(ends_on__lte=on)
    in_force = specialist.begins_on <= on and (specialist.ends_on is None or specialist.ends_on > on)
    return specialist.role in CASELOAD_ROLES and in_force and held.exists()


def _must_work_in(specialist: Membership, team: Team, on: date) -> None:
    if not _works_in(specialist, team, on):
        raise Refused(_("Choose someone who works in this IPS team now."), field="specialist")


def log(
    by: Membership, trajectory: Trajectory, event: str, *, action: Action = Action.UPDATE, reason: str = "",
    detail: dict[str, object] | None = None,
) -> None:  # fmt: skip
    """Log one change of a trajectory."""
    record(
        by=by, action=action, event=event, client_id=trajectory.client_id, object_kind="trajectory",
        object_id=trajectory.number, reason=reason, detail=detail,
    )  # fmt: skip
