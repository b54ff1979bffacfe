"""What someone's work is, who could take it over, and how full they are.

Counts are for everyone who may hand over; names only for those who may see the clients.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from plek.caseload.choices import DestructionState, ReferralState
from plek.caseload.models import Appointment, Client, Destruction, Handover, Referral, Task, Trajectory
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership, TeamMembership, current
from plek.organisations.selectors.people import away_on
from plek.shared.errors import NotFound

OPEN_REFERRAL = (ReferralState.WAITING, ReferralState.QUESTION)


@dataclass(frozen=True)
class Work:
    """How much someone leaves behind. ``loose`` is what belongs to no trajectory of his own."""

    trajectories: int
    referrals: int
    appointments: int
    tasks: int
    loose: int

    @property
    def total(self) -> int:
        return self.trajectories + self.referrals + self.appointments + self.tasks


@dataclass(frozen=True)
class Receiver:
    """A colleague who may take over, with how full the caseload is, and whether he is away on that day."""

    membership: Membership
    team_ids: frozenset[int]
    load: int
    is_away: bool = False


def leaver(by: Membership, number: int, on: date) -> Membership:
    """Whose caseload it is, with ``shares_team`` and ``their_teams``. Raises ``NotFound``."""
    ended = Q(team_memberships__ends_on__isnull=False, team_memberships__ends_on__lte=on)
    teams = ArrayAgg("team_memberships__team_id", filter=~ended, default=Value([]), distinct=True)
    found = Membership.objects.overseen_by(by).filter(pk=number).select_related("user", "organisation")
    one: Any = found.defer("organisation__logo").annotate(their_teams=teams).first()
    if one is None:
        raise NotFound
    one.shares_team = bool(set(one.their_teams) & set(by.team_ids))
    return one


def open_trajectories(by: Membership, who: Membership) -> list[Trajectory]:
    """The trajectories with their clients, as far as ``by`` may see them."""
    found = (
        Trajectory.objects.visible_to(by).filter(specialist=who, ended_on__isnull=True).select_related("client")
    )
    return list(found.defer("wish", "next_step").order_by("client__sort_name", "pk"))


def work_of(by: Membership, who: Membership, on: date) -> Work:
    """Counts of what is open, in one question; appointments from ``on``."""
    counts = {
        "trajectories": _tally(_trajectories(by), "specialist"),
        "referrals": _tally(_referrals(by), "referrer"),
        "appointments": _tally(_appointments(by, on), "membership"),
        "tasks": _tally(_tasks(by), "owner"),
        "loose_appointments": _tally(_appointments(by, on).exclude(_own(who)), "membership"),
        "loose_tasks": _tally(_tasks(by).exclude(_own(who)), "owner"),
    }
    named = {f"n_{name}": count for name, count in counts.items()}
    row: Any = Membership.objects.visible_to(by).filter(pk=who.pk).values(**named).get()
    loose = row["n_referrals"] + row["n_loose_appointments"] + row["n_loose_tasks"]
    return Work(row["n_trajectories"], row["n_referrals"], row["n_appointments"], row["n_tasks"], loose)


def receivers(by: Membership, who: Membership, on: date) -> list[Receiver]:
    """Colleagues who can take over on that day, by name: of the same kind of role and in one of the same teams."""
    roles = CASELOAD_ROLES if who.role in CASELOAD_ROLES else {who.role}
    mates = TeamMembership.objects.filter(current(on), team_id__in=who.their_teams)  # type: ignore[attr-defined]
    here = Membership.objects.visible_to(by).current(on).filter(role__in=roles, is_pending=False)
    here = here.filter(pk__in=mates.values("membership_id"), begins_on__lte=on).exclude(pk=who.pk)
    teams = ArrayAgg(
        "team_memberships__team_id", filter=current(on, prefix="team_memberships__"), default=Value([])
    )
    counted = here.annotate(now_in=teams, load=_tally(_trajectories(by), "specialist"), away=away_on(on))
    return [
        Receiver(one, frozenset(one.now_in), one.load, one.away)
        for one in counted.select_related("user").order_by("user__name", "pk")
    ]


def planned_handover(by: Membership, who: Membership, today: date) -> Handover | None:
    """A hand-over that can still be undone."""
    found: Handover | None = (
        Handover.objects.visible_to(by)
        .filter(leaver=who, undone_at__isnull=True, effective_on__gt=today)
        .order_by("-effective_on")
        .first()
    )
    return found


def count_open_work(by: Membership, member_ids: Collection[int], on: date) -> Mapping[int, int]:
    """For the pages about people: everything open together, per person."""
    counted = (
        Membership.objects.visible_to(by)
        .filter(pk__in=member_ids)
        .annotate(
            work=_tally(_trajectories(by), "specialist")
            + _tally(_referrals(by), "referrer")
            + _tally(_appointments(by, on), "membership")
            + _tally(_tasks(by), "owner")
        )
    )
    return dict(counted.values_list("pk", "work"))


def count_clients_of_teams(by: Membership, team_ids: Collection[int]) -> Mapping[int, int]:
    """For the pages about teams: clients with an open trajectory or referral there, per team."""
    busy = Q(trajectories__ended_on__isnull=True, trajectories__isnull=False) | Q(
        referrals__state__in=OPEN_REFERRAL
    )
    here = Client.objects.filter(organisation_id=by.organisation_id).filter(busy)
    counts: dict[int, int] = {}
    for field in ("treatment_team_id", "ips_team_id"):
        per_team = (
            here.filter(**{f"{field}__in": team_ids}).values(field).annotate(clients=Count("pk", distinct=True))
        )
        for row in per_team:
            counts[row[field]] = counts.get(row[field], 0) + row["clients"]
    return counts


def client_numbers(by: Any, client_ids: Collection[int]) -> Mapping[int, str]:
    """For the log: clients by number, never by name; of a destroyed record as its certificate says."""
    here = Client.objects.filter(organisation_id=by.organisation_id, pk__in=client_ids)
    gone = Destruction.objects.filter(
        organisation_id=by.organisation_id, record_id__in=client_ids, state=DestructionState.DONE
    )
    numbers = here.values_list("pk", "number").union(gone.values_list("record_id", "client_number"))
    return dict(numbers)


def client_with_number(by: Any, number: str) -> int | None:
    """For the report after a data breach: the client of a number."""
    here = Client.objects.filter(organisation_id=by.organisation_id, number__iexact=number.strip())
    return here.values_list("pk", flat=True).first()


def _tally(rows: QuerySet[Any], owner: str) -> Coalesce:
    mine = rows.filter(**{f"{owner}_id": OuterRef("pk")}).order_by().values(owner)
    return Coalesce(Subquery(mine.annotate(tally=Count("pk")).values("tally"), output_field=IntegerField()), 0)


def _own(who: Membership) -> Q:
    return Q(trajectory__specialist=who, trajectory__ended_on__isnull=True)


def _trajectories(by: Membership) -> QuerySet[Any]:
    return Trajectory.objects.filter(organisation_id=by.organisation_id, ended_on__isnull=True)


def _referrals(by: Membership) -> QuerySet[Any]:
    return Referral.objects.filter(organisation_id=by.organisation_id, state__in=OPEN_REFERRAL)


def _appointments(by: Membership, on: date) -> QuerySet[Any]:
    begin = datetime.combine(on, time.min, tzinfo=timezone.get_default_timezone())
    return Appointment.objects.filter(
        organisation_id=by.organisation_id, starts_at__gte=begin, cancelled_at__isnull=True, contact__isnull=True
    )


def _tasks(by: Membership) -> QuerySet[Any]:
    return Task.objects.filter(organisation_id=by.organisation_id, done_at__isnull=True)


def work_to_move(by: Membership, who: Membership, on: date) -> tuple[Sequence[Trajectory], dict[str, list[Any]]]:
    """The rows themselves, locked, for ``services.handover``: whole, whoever asks."""
    trajectories = _trajectories(by).filter(specialist=who).select_related("client").defer("wish", "next_step")
    rows = {
        "appointments": _appointments(by, on).filter(membership=who),
        "tasks": _tasks(by).filter(owner=who),
        "referrals": _referrals(by).filter(referrer=who),
    }
    locked = list(trajectories.select_for_update(of=("self",)).order_by("client__sort_name", "pk"))
    return locked, {
        name: list(found.select_for_update(of=("self",)).only("pk", *_LINKS[name])) for name, found in rows.items()
    }


_LINKS = {"appointments": ("trajectory_id",), "tasks": ("trajectory_id",), "referrals": ("client_id",)}
