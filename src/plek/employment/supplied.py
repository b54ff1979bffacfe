"""What employment supplies: facts of jobs to the day and the lists, events to the timeline, jobs to employers."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Exists, Expression, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf
from django.utils.translation import gettext as _

from plek.caseload.models import Client
from plek.caseload.supply import Event, JobFact
from plek.employers.supply import JobAt
from plek.employment.models import Education, Job
from plek.employment.selectors import lasting
from plek.organisations.models import Membership
from plek.shared.composed import composed
from plek.shared.links import within


def job_facts(by: Membership, trajectories: Collection[int]) -> Mapping[int, Sequence[JobFact]]:
    """The jobs of each trajectory, oldest first."""
    facts: dict[int, list[JobFact]] = defaultdict(list)
    for trajectory_id, *job in _jobs(by, trajectories=list(trajectories)):
        facts[trajectory_id].append(JobFact(*job))
    return facts


@composed
def _jobs(by: Membership, *, trajectories: list[int]) -> QuerySet[Job, tuple[Any, ...]]:
    jobs = Job.objects.visible_to(by).filter(trajectory_id__in=trajectories).order_by("started_on", "pk")
    return jobs.values_list(
        "trajectory_id", "number", "title", "employer__name", "started_on", "ended_on", "end_heard_on",
        "is_competitive",
    )  # fmt: skip


def at_work(trajectory_column: str, on: date) -> Exists:
    """There is a job on this day."""
    return Exists(Job.objects.filter(lasting(on), trajectory_id=OuterRef(trajectory_column)))


def work_events(by: Membership, trajectories: Collection[int], at_most: int) -> Sequence[Event]:
    """Jobs and education of these trajectories, newest first, for the timeline; in one question."""
    newest = _work(by, trajectories=list(trajectories), rows=slice(0, at_most))
    return [
        Event(on=began, kind=kind, text=_at(title, employer), url=_page(by, number), until=ended)
        for began, ended, kind, title, employer, number, _pk in newest
    ]


@composed
def _work(by: Membership, *, trajectories: list[int]) -> QuerySet[Job, tuple[Any, ...]]:
    jobs = Job.objects.visible_to(by).filter(trajectory_id__in=trajectories)
    studies = Education.objects.visible_to(by).filter(trajectory_id__in=trajectories)
    rows = _event_rows(jobs, "job", F("employer__name")).union(
        _event_rows(studies, "education", Value("")), all=True
    )  # fmt: skip
    return rows.order_by("-started_on", "-pk")


def _event_rows(rows: QuerySet[Any], kind: str, employer: Expression | F) -> QuerySet[Any, Any]:
    shown = rows.annotate(kind=Value(kind), at=employer)
    return shown.values_list("started_on", "ended_on", "kind", "title", "at", "trajectory__number", "pk")


def _at(title: str, employer: str) -> str:
    return _("%(title)s at %(employer)s") % {"title": title, "employer": employer} if employer else title


def jobs_at(by: Membership, employer_id: int) -> Sequence[JobAt]:
    """The jobs at an employer; whose they are only for clients whom ``by`` may see. Nothing about health."""
    is_seen = Q(trajectory__client__in=Client.objects.visible_to(by).values("pk"))
    rows = Job.objects.at_shared_employers(by).filter(employer_id=employer_id).order_by("-started_on", "-pk")
    named = rows.annotate(
        client=Case(When(is_seen, then=_called), default=Value("")),
        course=Case(When(is_seen, then=F("trajectory__number")), default=Value("")),
    )
    return [JobAt(*row) for row in named.values_list("title", "started_on", "ended_on", "client", "course")]


_given = Coalesce(NullIf(F("trajectory__client__preferred_name"), Value("")), F("trajectory__client__first_name"))
_called = Concat(_given, Value(" "), F("trajectory__client__last_name"))


def _page(by: Membership, trajectory_number: str) -> str:
    return within(by.organisation.slug, "employment:jobs", number=trajectory_number)
