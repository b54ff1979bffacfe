"""Trajectories with their specialist and, when new, the phases that their contacts tell of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast

from plek.caseload.choices import EndReason, Phase, WorkPhase
from plek.caseload.models import Assignment, Client, Contact, PhaseSpell, Trajectory, Wish
from plek.exchange.services.desks.base import Intake, KeyedDesk, set_fields
from plek.exchange.workbook.checking import Accepted
from plek.exchange.workbook.findings import Found
from plek.organisations.choices import TeamKind
from plek.organisations.models import Team, TeamMembership
from plek.shared.inserting import change, insert_each

PHASES = {
    WorkPhase.ENGAGEMENT: Phase.GETTING_TO_KNOW,
    WorkPhase.PROFILE: Phase.PROFILE,
    WorkPhase.SEARCH: Phase.SEARCHING,
    WorkPhase.PLACEMENT: Phase.STARTING,
    WorkPhase.COACHING: Phase.FOLLOW_ALONG,
    WorkPhase.FOLLOW_ALONG: Phase.FOLLOW_ALONG,
}
"""The phase of a trajectory in which such work is usually done."""
ORDER = {phase: place for place, phase in enumerate(Phase)}


class TrajectoryDesk(KeyedDesk):
    sheet = "Trajecten"

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        self._teams_of: dict[int, list[int]] = defaultdict(list)
        self._ips_teams: list[int] = []

    def take_right(self, batch: Sequence[Accepted]) -> None:
        """The IPS teams are looked up here: the sheets Teams and Medewerkers may just have brought them."""
        here = {"organisation_id": self.intake.organisation_id}
        ours = Team.objects.filter(**here, kind=TeamKind.IPS, closed_on__isnull=True)
        self._ips_teams = list(ours.order_by("pk").values_list("pk", flat=True))
        self._teams_of.clear()
        held = TeamMembership.objects.filter(**here, team_id__in=self._ips_teams).order_by("-begins_on", "pk")
        for member_id, team_id in held.values_list("membership_id", "team_id"):
            self._teams_of[member_id].append(team_id)
        super().take_right(batch)

    def merged(self, one: Accepted, old: Any) -> Any:
        """A trajectory that ended has a reason; an empty one keeps what stands, or is "anders"."""
        row = super().merged(one, old)
        if row.ended_on is not None and not row.end_reason:
            row = replace(row, end_reason=(old.end_reason if old else "") or EndReason.OTHER.value)
        return row

    def objection(self, one: Accepted, old: Any) -> Found | None:
        row = one.row
        if old is not None and row.client != old.client:
            return Found("client", "client_of_trajectory", {"client": old.client}, refuses=True)
        if old is None and self._ips_team(row) is None:
            return Found("specialist", "no_ips_team", refuses=True)
        return None

    def _ips_team(self, row: Any) -> int | None:
        """The specialist's IPS team, by preference one in which the member who imports works too."""
        theirs = self._teams_of.get(self.id_of("Medewerkers", row.specialist), [])
        mine = (
            [] if self.scope.is_administrator else [pk for pk in self.scope.by.team_ids if pk in self._ips_teams]
        )
        both = [pk for pk in theirs if pk in mine]
        return next(iter([*both, *mine, *theirs, *self._ips_teams]), None)

    def add(self, batch: Sequence[Accepted]) -> None:
        made = insert_each([self._new(one.row) for one in batch])
        for one in made:
            self.intake.ids[self.sheet][one.number] = one.pk
            self.intake.clients_of[one.pk] = one.client_id
            self.intake.new_trajectories.add(one.pk)
            self.intake.touch(one.pk)
            self.intake.reindex.add(one.client_id)
        _open_to_teams(made)
        insert_each(list(_assignments(made)))
        insert_each([self._wish(one.pk, one.wish) for one in made if one.wish])

    def _new(self, row: Any) -> Trajectory:
        return Trajectory(
            organisation_id=self.intake.organisation_id, number=row.number,
            ips_team_id=cast(int, self._ips_team(row)), phase=Phase.GETTING_TO_KNOW, phase_since=_begin(row),
            **self._values(row),
        )  # fmt: skip

    def _values(self, row: Any) -> dict[str, Any]:
        return {
            "client_id": self.id_of("Cliënten", row.client), "kind": row.kind,
            "referrer_id": self.intake.id_of("Medewerkers", row.referrer), "referred_on": row.referred_on,
            "first_meeting_on": row.first_meeting_on, "specialist_id": self.id_of("Medewerkers", row.specialist),
            "funding": row.funding, "wish": row.wish, "ended_on": row.ended_on, "end_reason": row.end_reason,
        }  # fmt: skip

    def _wish(self, trajectory_id: int, text: str) -> Wish:
        return Wish(
            organisation_id=self.intake.organisation_id, trajectory_id=trajectory_id, text=text,
            said_at=self.intake.at, written_by_id=self.scope.by.pk,
        )  # fmt: skip

    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        for trajectory, one in self.changed_rows(Trajectory, batch):
            row = one.row
            before = (trajectory.specialist_id, trajectory.ended_on, trajectory.wish)
            set_fields(trajectory, self._values(row) | {"version": trajectory.version + 1})
            trajectory.save()
            self._follow(trajectory, *before)
            self.intake.touch(trajectory.pk)

    def _follow(self, now: Trajectory, specialist_id: int, ended_on: date | None, wish: str) -> None:
        """The history follows: an end, an end taken back, another specialist, another wish."""
        if now.ended_on != ended_on:
            _end_with(now.assignments, now.ended_on)
            spell = _end_with(now.phase_spells, now.ended_on)
            if spell is not None:
                now.phase, now.phase_since = spell.phase, spell.begins_on
                now.save(update_fields=["phase", "phase_since"])
        if now.specialist_id != specialist_id:
            self._reassign(now)
        if now.wish and now.wish != wish:
            self._wish(now.pk, now.wish).save()

    def _reassign(self, now: Trajectory) -> None:
        """From today on; of what ended, or only began today, it is a correction."""
        on = self.scope.on
        last = now.assignments.order_by("begins_on", "pk").last()
        if last is not None and (last.ends_on is not None or last.begins_on >= on):
            last.specialist_id = now.specialist_id
            last.save(update_fields=["specialist_id"])
            return
        if last is not None:
            last.ends_on = on
            last.save(update_fields=["ends_on"])
        Assignment.objects.create(
            organisation_id=now.organisation_id, trajectory=now, specialist_id=now.specialist_id, begins_on=on
        )


def _end_with(history: Any, ended_on: date | None) -> Any:
    """Let the last row end with the trajectory, or go on with it; what would begin after the end goes."""
    rows = list(history.order_by("begins_on", "pk"))
    while len(rows) > 1 and ended_on is not None and rows[-1].begins_on > ended_on:
        rows.pop().delete()
    for last in rows[-1:]:
        last.ends_on = ended_on
        last.begins_on = min(last.begins_on, ended_on) if ended_on else last.begins_on
        last.save(update_fields=["begins_on", "ends_on"])
        return last
    return None


def _open_to_teams(made: Iterable[Trajectory]) -> None:
    """A client without an IPS team opens to that of his first trajectory; one statement for each team."""
    first: dict[int, int] = {}
    for one in made:
        first.setdefault(one.client_id, one.ips_team_id)
    clients: dict[int, list[int]] = defaultdict(list)
    for client, team in first.items():
        clients[team].append(client)
    for team, theirs in clients.items():
        Client.objects.filter(pk__in=theirs, ips_team__isnull=True).update(ips_team_id=team)


def tell_phases(trajectory_ids: Iterable[int]) -> None:
    """Give new trajectories the phases that their contacts tell of: each later phase from its first contact on."""
    found = {one.pk: one for one in Trajectory.objects.filter(pk__in=list(trajectory_ids))}
    told: dict[int, list[tuple[date, str]]] = defaultdict(list)
    contacts = Contact.objects.filter(trajectory_id__in=found).exclude(work_phase="").order_by("held_on", "pk")
    for trajectory_id, on, work_phase in contacts.values_list("trajectory_id", "held_on", "work_phase"):
        told[trajectory_id].append((on, work_phase))
    spells = []
    for pk, one in found.items():
        mine = list(_spells(one, told[pk]))
        one.phase, one.phase_since = mine[-1].phase, mine[-1].begins_on
        spells += mine
    insert_each(spells)
    latest = found.values()
    change(
        Trajectory, list(found),
        {"phase": [one.phase for one in latest], "phase_since": [one.phase_since for one in latest]},
    )  # fmt: skip


def _spells(one: Trajectory, told: Iterable[tuple[date, str]]) -> Iterator[PhaseSpell]:
    begin, phase = _begin(one), Phase.GETTING_TO_KNOW
    for on, work_phase in told:
        later = PHASES[WorkPhase(work_phase)]
        on = max(on, begin)
        if ORDER[later] > ORDER[phase] and (one.ended_on is None or on <= one.ended_on):
            if on > begin:
                yield _spell(one, phase, begin, on)
            begin, phase = on, later
    yield _spell(one, phase, begin, one.ended_on)


def _spell(one: Trajectory, phase: Phase, begin: date, end: date | None) -> PhaseSpell:
    return PhaseSpell(
        organisation_id=one.organisation_id, trajectory_id=one.pk, phase=phase, begins_on=begin, ends_on=end
    )


def _begin(one: Any) -> date:
    """From the first meeting on, or from the referral while there was none."""
    begin: date = one.first_meeting_on or one.referred_on
    return min(begin, one.ended_on) if one.ended_on else begin


def _assignments(made: Iterable[Trajectory]) -> Iterator[Assignment]:
    for one in made:
        yield Assignment(
            organisation_id=one.organisation_id, trajectory_id=one.pk, specialist_id=one.specialist_id,
            begins_on=_begin(one), ends_on=one.ended_on,
        )  # fmt: skip
