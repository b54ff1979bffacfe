"""The five questions behind the indication, each composed once and about one team only."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from plek.caseload.choices import ContactWith, Mode, Topic
from plek.caseload.models import Assignment, Attendance, Contact, Milestone, Referral, Trajectory, WorkedWeek
from plek.employers.models import EmployerContact
from plek.employment.models import Job
from plek.organisations.choices import CASELOAD_ROLES, TeamKind
from plek.organisations.models import Absence, Membership, TeamMembership
from plek.shared.composed import composed

TOLD_BEFORE = [Topic.BENEFIT, Topic.OPENNESS]
"""Talks that count for what comes later, however long ago they were."""


@composed
def people(by: Membership, *, since: date, until: date) -> QuerySet[TeamMembership, dict[str, Any]]:
    """Who works in an IPS team of ``by`` or did since then; one row for each time in a team. ``by`` himself is
    always there, so that each of his teams is."""
    member = OuterRef("membership_id")
    near = Q(begins_on__lte=until) & (Q(ends_on__isnull=True) | Q(ends_on__gte=since))
    others = TeamMembership.objects.filter(team__kind=TeamKind.IPS, membership_id=member)
    weeks = WorkedWeek.objects.of_teams(by).filter(membership_id=member, monday__gte=since, monday__lte=until)
    seats = Attendance.objects.filter(
        membership_id=member, meeting__held_on__gte=since, meeting__held_on__lte=until
    )
    rows = TeamMembership.objects.visible_to(by).filter(near | Q(membership_id=by.pk))
    return rows.filter(
        team_id__in=by.team_ids, team__kind=TeamKind.IPS, membership__role__in=sorted(CASELOAD_ROLES)
    ).order_by("membership__user__name", "membership_id", "begins_on").values(
        "team_id", "team__code", "team__name", "membership_id", "membership__code", "membership__user__name",
        "membership__role", "membership__fte", "membership__begins_on", "membership__ends_on", "begins_on",
        "ends_on",
        elsewhere=_array(others, team="team_id", begins_on="begins_on", ends_on="ends_on"),
        away=_array(Absence.objects.filter(membership_id=member), begins_on="begins_on", ends_on="ends_on"),
        weeks=_array(weeks, monday="monday", support="support_hours", other="other_hours",
                     outside="outside_hours"),
        sittings=_array(seats, meeting="meeting_id", held_on="meeting__held_on", kind="meeting__kind",
                        team="meeting__team_id", team_kind="meeting__team__kind",
                        review="meeting__was_job_development_discussed"),
    )  # fmt: skip


@composed
def courses(by: Membership, *, team: int, since: date, until: date) -> QuerySet[Trajectory, dict[str, Any]]:
    """The trajectories of a team that were open since then, with specialists, milestones and jobs."""
    mine = OuterRef("pk")
    guides = Assignment.objects.filter(trajectory=mine, begins_on__lte=until).order_by("begins_on", "pk")
    reached = Milestone.objects.filter(trajectory=mine, reached_on__lte=until).order_by("recorded_at", "pk")
    jobs = Job.objects.filter(trajectory=mine, started_on__lte=until).order_by("started_on", "pk")
    rows = Trajectory.objects.visible_to(by).filter(ips_team_id=team, referred_on__lte=until)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=since)).order_by("number").values(
        "pk", "number", "client_id", "client__number", "client__benefit", "client__treatment_team_id",
        "first_meeting_on", "ended_on", "end_reason",
        guides=_array(guides, who="specialist_id", begins_on="begins_on", ends_on="ends_on"),
        reached=_array(reached, kind="kind", on="reached_on", is_withdrawn="is_withdrawn"),
        held=_array(
            jobs, pk="pk", number="number", title="title", employer_id="employer_id", employer="employer__name",
            occupation="occupation", started_on="started_on", ended_on="ended_on", end_heard_on="end_heard_on",
            contract="contract", is_competitive="is_competitive", openness="openness",
        ),
    )  # fmt: skip


@composed
def talks(
    by: Membership, *, courses: list[int], working: list[int], since: date, until: date
) -> QuerySet[Contact, dict[str, Any]]:
    """Standing contacts of these trajectories since then; earlier ones of who has worked, and what was told."""
    seen = Q(trajectory_id__in=working, held_with=ContactWith.CLIENT, mode=Mode.FACE_TO_FACE)
    rows = Contact.objects.visible_to(by).standing().filter(trajectory_id__in=courses, held_on__lte=until)
    return rows.filter(Q(held_on__gte=since) | seen | Q(topics__overlap=TOLD_BEFORE)).order_by(
        "held_on", "pk"
    ).values(
        "pk", "trajectory_id", "member_id", "held_on", "held_with", "mode", "setting", "work_phase", "topics",
        "was_missed", "visit",
    )  # fmt: skip


@composed
def visits(
    by: Membership, *, courses: list[int], people: list[int], since: date, until: date
) -> QuerySet[EmployerContact, dict[str, Any]]:
    """Standing contacts with employers: for these trajectories ever, and of these people since then.

    Whose client it was for is only taken from here for the trajectories asked for, which ``by`` may see.
    """
    rows = EmployerContact.objects.of_relations(by).standing().filter(held_on__lte=until)
    theirs = Q(member_id__in=people, held_on__gte=since)
    return rows.filter(theirs | Q(trajectory_id__in=courses)).order_by("held_on", "pk").values(
        "pk", "key", "trajectory_id", "member_id", "employer_id", "employer__code", "employer__name", "held_on",
        "mode", "decides_on_hiring", "fits_wish", "purpose",
    )  # fmt: skip


@composed
def requests(by: Membership, *, team: int, since: date, until: date) -> QuerySet[Referral, dict[str, Any]]:
    """Referrals to a team in these days."""
    rows = Referral.objects.visible_to(by).filter(ips_team_id=team, referred_on__gte=since, referred_on__lte=until)
    return rows.order_by("referred_on", "pk").values("pk", "client_id", "source", "state", "referred_on")


def _array(rows: QuerySet[Any], **names: str) -> ArraySubquery:
    return ArraySubquery(rows.values(json=JSONObject(**{name: F(path) for name, path in names.items()})))
