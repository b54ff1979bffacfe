"""All that the today page needs, in a few queries whatever the number of clients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from plek.caseload import supply
from plek.caseload.choices import ContactWith, MilestoneKind, Topic
from plek.caseload.models import Appointment, Contact, Milestone, Trajectory
from plek.caseload.rules.facts import JobFacts, TrajectoryFacts
from plek.caseload.selectors.contacts import client_name, covered_by, few, own_or_covered, without_cover
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.composed import composed
from plek.shared.dates import day_of


@dataclass(frozen=True)
class Followed:
    """A trajectory on the page: its facts, and who it is about and with."""

    facts: TrajectoryFacts
    client: str
    client_number: str
    specialist: str
    specialist_id: int
    is_mine: bool
    is_covered: bool
    is_left_alone: bool
    """The specialist is away and nobody covers."""


def followed(by: Membership, now: datetime, teams: Sequence[int] = ()) -> list[Followed]:
    """The open trajectories of ``by``, those he covers, and those of ``teams``, with their facts."""
    today = timezone.localtime(now).date()
    rows = _rows(by, now=now, today=today, teams=list(teams))
    numbers = [row["pk"] for row in rows]
    jobs = _supplied(supply.job_facts, by, numbers)
    employers = _supplied(supply.first_employer_contacts, by, numbers)
    return [_followed(by, row, jobs.get(row["pk"], ()), employers.get(row["pk"])) for row in rows]


def _supplied(suppliers: Sequence[Any], by: Membership, trajectories: Sequence[int]) -> Mapping[int, Any]:
    found: dict[int, Any] = {}
    if trajectories:
        for supplier in suppliers:
            found |= supplier(by, trajectories)
    return found


@composed
def _rows(by: Membership, *, now: datetime, today: date, teams: list[int]) -> QuerySet[Trajectory, dict[str, Any]]:
    going_on = Trajectory.objects.filter(ended_on__isnull=True).values("pk")
    asked = going_on.filter(specialist__in=own_or_covered(by, today))
    if by.role == Role.IPS_TEAM_LEADER:
        asked = asked.union(going_on.filter(ips_team__in=teams))
    return (
        Trajectory.objects.visible_to(by).filter(pk__in=few(asked))
        .annotate(
            name=client_name(), sort_name=F("client__sort_name"), client_number=F("client__number"),
            specialist_name=F("specialist__user__name"), is_covered=Q(specialist__in=covered_by(by, today)),
            is_left_alone=Q(specialist__in=without_cover(today)), **_contact_facts(),
            milestone_facts=_milestone_facts(), next_at=_next_appointment(now),
        )
        .order_by("sort_name", "pk")
        .values(
            "pk", "number", "kind", "phase", "phase_since", "referred_on", "first_meeting_on", "next_step_on",
            "name", "client_number", "specialist_id", "specialist_name", "is_covered", "is_left_alone", "last_on",
            "benefit_on", "openness_on", "milestone_facts", "next_at",
        )
    )  # fmt: skip


def _contact_facts() -> dict[str, Subquery]:
    """The last contact, and the last about two topics: asked apart, so that of a long history only those rows are
    looked at again for a correction."""
    held = Contact.objects.standing().filter(
        trajectory=OuterRef("pk"), held_with=ContactWith.CLIENT, was_missed=False
    ).order_by("-held_on").values("held_on")  # fmt: skip
    return {
        "last_on": Subquery(held[:1]),
        "benefit_on": Subquery(held.filter(topics__contains=[Topic.BENEFIT])[:1]),
        "openness_on": Subquery(held.filter(topics__contains=[Topic.OPENNESS])[:1]),
    }


def _milestone_facts() -> Subquery:
    taken_back = Milestone.objects.filter(
        trajectory=OuterRef("trajectory"), kind=OuterRef("kind"), reached_on=OuterRef("reached_on"),
        is_withdrawn=True,
        pk__gt=OuterRef("pk"),
    )  # fmt: skip
    standing = Milestone.objects.filter(~Exists(taken_back), trajectory=OuterRef("pk"), is_withdrawn=False)
    last = {kind.value: Max("reached_on", filter=Q(kind=kind)) for kind in MilestoneKind}
    return Subquery(standing.values("trajectory").annotate(facts=JSONObject(**last)).values("facts"))


def _next_appointment(now: datetime) -> Subquery:
    planned = Appointment.objects.filter(
        trajectory=OuterRef("pk"), starts_at__gte=now, cancelled_at__isnull=True, contact__isnull=True
    )  # fmt: skip
    return Subquery(planned.values("trajectory").annotate(first=Min("starts_at")).values("first"))


def _followed(
    by: Membership, row: dict[str, Any], jobs: Sequence[supply.JobFact], met_employer_on: date | None
) -> Followed:
    reached = row["milestone_facts"] or {}
    facts = TrajectoryFacts(
        number=row["number"], kind=row["kind"], phase=row["phase"], phase_since=row["phase_since"],
        referred_on=row["referred_on"], first_meeting_on=row["first_meeting_on"], next_step_on=row["next_step_on"],
        last_contact_on=row["last_on"], first_employer_contact_on=met_employer_on,
        profile_ready_on=_day(reached.get(MilestoneKind.PROFILE_READY)),
        plan_reviewed_on=_day(reached.get(MilestoneKind.PLAN_REVIEWED)),
        benefits_talk_on=_latest(row["benefit_on"], _day(reached.get(MilestoneKind.BENEFITS_ADVICE))),
        openness_talk_on=_latest(row["openness_on"], _day(reached.get(MilestoneKind.OPENNESS_TALK))),
        next_appointment_on=row["next_at"] and day_of(row["next_at"]),
        jobs=tuple(JobFacts(j.number, j.title, j.employer, j.started_on, j.ended_on, j.heard_on) for j in jobs),
    )  # fmt: skip
    mine = row["specialist_id"] == by.pk
    return Followed(
        facts, row["name"], row["client_number"], row["specialist_name"], row["specialist_id"], mine,
        row["is_covered"], row["is_left_alone"],
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _latest(*days: date | None) -> date | None:
    return max(filter(None, days), default=None)
