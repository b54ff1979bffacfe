"""The questions behind the indication, each composed once; of one team or of several."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject

from plek.benefits.models import Conversation
from plek.benefits.selectors.advisers import standing_trainings
from plek.caseload.choices import ContactWith, MeetingKind, Mode, Topic
from plek.caseload.models import Assignment, Attendance, Contact, Milestone, Referral, Trajectory, WorkedWeek
from plek.employers.models import Employer, EmployerContact
from plek.employment.models import Job, JobTerms
from plek.fidelity.models import IndicationRecord, ScaleWording
from plek.fidelity.selectors.coding import HELD_WITH, MODES, PHASES, PURPOSES, SETTINGS, TOPICS
from plek.fidelity.selectors.packing import NO_KEY
from plek.fidelity.selectors.recorded import FIGURES
from plek.fidelity.selectors.talks import TALK, VISIT
from plek.organisations.choices import CASELOAD_ROLES, Role, TeamKind
from plek.organisations.models import Absence, Membership, Team, TeamMembership, WorkingTime
from plek.shared.composed import composed

NAME = {"first_name": "client__first_name", "preferred_name": "client__preferred_name",
        "last_name": "client__last_name"}  # fmt: skip
TOLD_BEFORE = [Topic.BENEFIT, Topic.OPENNESS]
"""Talks that count for what comes later, however long ago they were."""


@composed
def teams(
    by: Membership, every: bool, *, team: str, scale: str, since: date, until: date, recorded_since: date
) -> QuerySet[Team, dict[str, Any]]:
    """The IPS teams of ``by``. Only the one with this code, or else the first, comes with its people, referrals,
    recorded months, and of the organisation the register of advisers and the texts of the scale it laid in; all of
    them where ``every`` is asked for."""
    theirs = Team.objects.visible_to(by).filter(pk__in=by.team_ids, kind=TeamKind.IPS)
    asked = Case(When(code=team, then=Value(0)), default=Value(1))
    first = theirs.order_by(asked, "name", "pk").values("pk")[:1]
    chosen = Q(pk__isnull=False) if every else Q(pk=Subquery(first))
    return theirs.order_by("name", "pk").values(
        "pk", "code", "name",
        people=_only(chosen, _people(by, since, until)),
        sittings=_only(chosen, _sittings(since, until)),
        requests=_only(chosen, _requests(by, since, until)),
        recorded=_only(chosen, _recorded(by, scale, recorded_since, until)),
        advisers=_only(chosen, _array(
            standing_trainings(by), person="member_id", training="training", begins_on="begins_on",
            ends_on="ends_on",
        )),
        wordings=_only(chosen, _array(ScaleWording.objects.visible_to(by).filter(scale=scale), given="given")),
    )  # fmt: skip


def _only(chosen: Q, rows: ArraySubquery) -> Case:
    """Asked for one row only, and given as one list; None in the others."""
    whole = Func(rows, function="to_jsonb", output_field=JSONField())
    return Case(When(chosen, then=whole), default=None)


def _people(by: Membership, since: date, until: date) -> ArraySubquery:
    """Who works in the team or did since then; one for each time in it."""
    member = OuterRef("membership_id")
    near = Q(begins_on__lte=until) & (Q(ends_on__isnull=True) | Q(ends_on__gte=since))
    others = TeamMembership.objects.filter(team__kind=TeamKind.IPS, membership_id=member)
    weeks = WorkedWeek.objects.of_teams(by).filter(membership_id=member, monday__gte=since, monday__lte=until)
    rows = TeamMembership.objects.visible_to(by).filter(near, team_id=OuterRef("pk"))
    return _array(
        rows.filter(membership__role__in=sorted(CASELOAD_ROLES)).order_by(
            "membership__user__name", "membership_id", "begins_on"
        ),
        member="membership_id", team="team_id", code="membership__code", name="membership__user__name",
        role="membership__role", fte="membership__fte", begins_on="begins_on", ends_on="ends_on",
        employed_from="membership__begins_on", employed_until="membership__ends_on",
        elsewhere=_array(others, team="team_id", begins_on="begins_on", ends_on="ends_on"),
        times=_array(
            WorkingTime.objects.filter(membership_id=member).standing().order_by("begins_on"),
            begins_on="begins_on", fte="fte",
        ),
        away=_array(Absence.objects.filter(membership_id=member), begins_on="begins_on", ends_on="ends_on"),
        weeks=_array(weeks, monday="monday", support="support_hours", other="other_hours",
                     outside="outside_hours"),
    )  # fmt: skip


def _sittings(since: date, until: date) -> ArraySubquery:
    """At which meetings they were, asked for all of them at once. What someone does with another IPS team says
    nothing of this one; mentoring is of the person."""
    of_this_team = Q(meeting__team__isnull=True) | Q(meeting__team_id=OuterRef("pk"))
    tells = of_this_team | ~Q(meeting__team__kind=TeamKind.IPS) | Q(meeting__kind=MeetingKind.FIELD_MENTORING)
    colleagues = TeamMembership.objects.filter(team_id=OuterRef(OuterRef("pk"))).values("membership_id")
    rows = Attendance.objects.filter(
        tells, membership_id__in=colleagues, meeting__held_on__gte=since, meeting__held_on__lte=until
    )
    return _array(
        rows.order_by("meeting__held_on", "pk"), member="membership_id", meeting="meeting_id",
        held_on="meeting__held_on", kind="meeting__kind", team="meeting__team_id",
        team_kind="meeting__team__kind", review="meeting__was_job_development_discussed",
    )  # fmt: skip


def _requests(by: Membership, since: date, until: date) -> ArraySubquery:
    rows = Referral.objects.visible_to(by).filter(
        ips_team_id=OuterRef("pk"), referred_on__gte=since, referred_on__lte=until
    )
    return _array(
        rows.order_by("referred_on", "pk"), pk="pk", client_id="client_id", source="source", state="state",
        referred_on="referred_on", **NAME,
    )  # fmt: skip


def _recorded(by: Membership, scale: str, since: date, until: date) -> ArraySubquery:
    rows = IndicationRecord.objects.visible_to(by).filter(
        team_id=OuterRef("pk"), scale=scale, last_on__gte=since, last_on__lte=until
    )
    return _array(
        rows.order_by("last_on", "pk"), last_on="last_on", recorded_at="recorded_at",
        **{name: name for name in FIGURES},
    )  # fmt: skip


@composed
def courses(by: Membership, *, teams: list[int], since: date, until: date) -> QuerySet[Trajectory, dict[str, Any]]:
    """The trajectories of these teams that were open since then, with specialists, milestones, jobs and the
    conversations about benefits that were rounded off; all of them in one list, which is read at once."""
    mine = OuterRef("pk")
    guides = Assignment.objects.filter(trajectory=mine, begins_on__lte=until).order_by("begins_on", "pk")
    reached = Milestone.objects.filter(trajectory=mine, reached_on__lte=until).order_by("recorded_at", "pk")
    jobs = Job.objects.filter(trajectory=mine, started_on__lte=until).order_by("started_on", "pk")
    terms = JobTerms.objects.standing().filter(job=OuterRef("pk"), begins_on__lte=until)
    talked = Conversation.objects.filter(client=OuterRef("client_id"), finished_at__isnull=False)
    talked = talked.annotate(leader=Coalesce("led_by_id", "begun_by_id"))
    rows = Trajectory.objects.visible_to(by).filter(ips_team_id__in=teams, referred_on__lte=until)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=since)).values(courses=_listed("number", _object(
        pk="pk", team="ips_team_id", number="number", client_id="client_id", client_number="client__number",
        benefit="client__benefit", treatment_team_id="client__treatment_team_id", **NAME,
        first_meeting_on="first_meeting_on", ended_on="ended_on", end_reason="end_reason",
        guides=_array(guides, who="specialist_id", begins_on="begins_on", ends_on="ends_on"),
        advised=_array(talked.order_by("finished_at", "pk"), who="leader", at="finished_at"),
        reached=_array(reached, kind="kind", on="reached_on", is_withdrawn="is_withdrawn"),
        held=_array(
            jobs, pk="pk", number="number", title="title", employer_id="employer_id", employer="employer__name",
            occupation="occupation", started_on="started_on", ended_on="ended_on", end_heard_on="end_heard_on",
            contract="contract", is_competitive="is_competitive", openness="openness", hours="hours_per_week",
            changes=_array(terms.order_by("begins_on", "pk"), pk="pk", on="begins_on", hours="hours_per_week"),
        ),
    )))  # fmt: skip


@composed
def talks(
    by: Membership, *, teams: list[int], courses: list[int], working: list[int], since: date, until: date
) -> QuerySet[Contact, dict[str, Any]]:
    """Standing contacts of these trajectories since then; earlier ones of who has worked, and what was told.

    That they are of these teams is known; saying so lets PostgreSQL begin at the team.
    """
    seen = Q(trajectory_id__in=working, held_with=ContactWith.CLIENT, mode=Mode.FACE_TO_FACE)
    rows = (
        Contact.objects.visible_to(by)
        .standing()
        .filter(trajectory_id__in=courses, trajectory__ips_team_id__in=teams, held_on__lte=until)
    )
    treating = Membership.objects.filter(role=Role.PRACTITIONER).values("pk")
    return rows.filter(Q(held_on__gte=since) | seen | Q(topics__overlap=TOLD_BEFORE)).values(packed=TALK.packed(
        pk="pk", course="trajectory_id", member="member_id", day="held_on",
        held_with=HELD_WITH.in_sql("held_with"), mode=MODES.in_sql("mode"), setting=SETTINGS.in_sql("setting"),
        work_phase=PHASES.in_sql("work_phase"), topics=TOPICS.all_in_sql("topics"), was_missed="was_missed",
        visit=Coalesce("visit", NO_KEY),
        is_of_treatment=ExpressionWrapper(Q(member_id__in=treating), BooleanField()),
    ))  # fmt: skip


@composed
def visits(
    by: Membership, *, courses: list[int], people: list[int], since: date, until: date
) -> QuerySet[EmployerContact, dict[str, Any]]:
    """Standing contacts with employers, packed: for these trajectories ever, and of these people since then.

    Whose client it was for is only taken from here for the trajectories asked for, which ``by`` may see.
    """
    rows = EmployerContact.objects.of_relations(by).standing().filter(held_on__lte=until)
    theirs = Q(member_id__in=people, held_on__gte=since)
    fits = Case(When(fits_wish=True, then=Value(2)), When(fits_wish=False, then=Value(1)), default=Value(0))
    return rows.filter(theirs | Q(trajectory_id__in=courses)).values(packed=VISIT.packed(
        pk="pk", key="key", course=Coalesce("trajectory_id", Value(0, BigIntegerField())), member="member_id",
        employer="employer_id", day="held_on", mode=MODES.in_sql("mode"), decides="decides_on_hiring", fits=fits,
        purpose=PURPOSES.in_sql("purpose"),
    ))  # fmt: skip


@composed
def employers(by: Membership, *, pks: list[int]) -> QuerySet[Employer, dict[str, Any]]:
    """What these employers are called."""
    return Employer.objects.visible_to(by).filter(pk__in=pks).values("pk", "code", "name")


def _array(rows: QuerySet[Any], **parts: str | ArraySubquery) -> ArraySubquery:
    """Rows as JSON; a part is a path, or rows of its own."""
    return ArraySubquery(rows.values(json=_object(**parts)))


def _listed(by: str, row: JSONObject) -> Func:
    """All rows as one list in this order, None when there are none; for a queryset that asks for nothing else."""
    template = "json_agg(%(expressions)s)::text"
    return Func(row, F(by), template=template, arg_joiner=" order by ", output_field=JSONField())


def _object(**parts: str | ArraySubquery) -> JSONObject:
    """One row: read at once, in half the time of its parts one by one."""
    return JSONObject(**{name: F(part) if isinstance(part, str) else part for name, part in parts.items()})
