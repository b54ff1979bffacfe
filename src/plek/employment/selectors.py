"""Every read about jobs and education."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from plek.caseload.models import Trajectory
from plek.employment.models import Education, Job, JobTerms
from plek.organisations.models import Membership
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class Course:
    """The trajectory that a page about work belongs to."""

    pk: int
    number: str
    phase: str
    is_open: bool
    client_id: int
    client_number: str
    client: str


def course(by: Membership, number: str) -> Course:
    """The trajectory with whose it is. Raises ``NotFound``."""
    row = Trajectory.objects.visible_to(by).filter(number=number).values(
        "pk", "number", "phase", "ended_on", "client_id", "client__number", "client__first_name",
        "client__preferred_name", "client__last_name",
    ).first()  # fmt: skip
    if row is None:
        raise NotFound
    name = f"{row['client__preferred_name'] or row['client__first_name']} {row['client__last_name']}"
    return Course(
        row["pk"],
        row["number"],
        row["phase"],
        row["ended_on"] is None,
        row["client_id"],
        row["client__number"],
        name,
    )


def jobs_of(by: Membership, trajectory_id: int) -> QuerySet[Any]:
    """The jobs of a trajectory, newest first."""
    rows = Job.objects.visible_to(by).filter(trajectory_id=trajectory_id).select_related("employer")
    return rows.order_by("-started_on", "-pk")


def terms_of(by: Membership, jobs: Collection[int]) -> Mapping[int, Sequence[Any]]:
    """How hours and pay of these jobs changed after the start, as it stands, in the order of the days."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in JobTerms.objects.visible_to(by).standing().filter(job_id__in=jobs).order_by("begins_on", "pk"):
        found[row.job_id].append(row)
    return found


def terms_on(job: Any, later: Sequence[Any], on: date) -> Any:
    """What holds on a day: the last change up to it, or the job as it began."""
    return next((row for row in reversed(later) if row.begins_on <= on), job)


def one_of_terms(by: Membership, number: str, pk: int) -> Any:
    """One change of hours or pay of this job, as it stands. Raises ``NotFound``."""
    rows = JobTerms.objects.visible_to(by).standing().filter(pk=pk, job__number=number)
    found = rows.select_related("job__employer").first()
    if found is None:
        raise NotFound
    return found


def educations_of(by: Membership, trajectory_id: int) -> QuerySet[Any]:
    """The education of a trajectory, newest first."""
    return Education.objects.visible_to(by).filter(trajectory_id=trajectory_id).order_by("-started_on", "-pk")


def job(by: Membership, number: str) -> Any:
    """One job. Raises ``NotFound``."""
    found = Job.objects.visible_to(by).select_related("employer").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def trajectory_number(by: Membership, trajectory_id: int) -> str:
    """The number of a trajectory that ``by`` may see."""
    return str(Trajectory.objects.visible_to(by).values_list("number", flat=True).get(pk=trajectory_id))


def education(by: Membership, pk: int) -> Any:
    """One education. Raises ``NotFound``."""
    found = Education.objects.visible_to(by).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def has_other_job(by: Membership, one: Any, on: date) -> bool:
    """Does another job of the same trajectory last?"""
    others = Job.objects.visible_to(by).filter(trajectory_id=one.trajectory_id).exclude(pk=one.pk)
    return bool(others.filter(lasting(on)).exists())


def lasting(on: date) -> Q:
    """Jobs that last on a day."""
    return Q(started_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gte=on))
