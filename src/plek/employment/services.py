"""Every write about jobs and education."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Trajectory
from plek.caseload.policies import clients as caseload_policies
from plek.caseload.services.trajectories import load_trajectory, move_phase
from plek.employers.models import Employer
from plek.employment import occupations, policies, selectors
from plek.employment.choices import EducationResult
from plek.employment.models import Education, Job, JobTerms
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused
from plek.shared.following import add_once, added_before, withdraw_once
from plek.shared.numbering import next_number


@dataclass(frozen=True)
class JobDetails:
    """What is known of a job at its start. Gross euros per month; ``occupation`` by ISCO-08."""

    title: str
    started_on: date
    hours_per_week: Decimal
    contract: str
    is_competitive: bool
    gross_per_month: Decimal | None = None
    occupation: str = ""
    openness: str = ""
    found_via: str = ""


class Conflict(Refused):
    """A colleague changed the same job in the meantime."""

    def __init__(self) -> None:
        super().__init__(_("A colleague changed this job while you were typing. Compare below and save again."))


def start_job(
    *, by: Membership, at: datetime, on: date, trajectory_number: str, employer: Employer, details: JobDetails,
    move_to: str = "",
) -> Job:  # fmt: skip
    """Record that someone has a job, and move the trajectory where it was said to go."""
    trajectory = load_trajectory(by, trajectory_number)
    caseload_policies.may_guide(by)
    caseload_policies.must_be_open(trajectory)
    _check(details, on)
    _must_be_new(trajectory, employer, details)
    ours = Job.objects.filter(organisation_id=by.organisation_id)
    job = Job.objects.create(
        organisation_id=by.organisation_id, number=next_number(ours, by=by, field="number", prefix="BN"),
        trajectory=trajectory, employer=employer, **vars(details),
    )  # fmt: skip
    _record(by, trajectory, Action.CREATE, "job.started", job.number)
    _move(by, on, trajectory, move_to)
    return job


def change_job(
    *, by: Membership, at: datetime, on: date, number: str, version: int, employer: Employer, details: JobDetails
) -> Job:
    """Change a job as it was at ``version``. Raises ``Conflict`` when someone was before."""
    job, trajectory = _job(by, number)
    caseload_policies.may_guide(by)
    _check(details, on)
    if job.ended_on and job.ended_on < details.started_on:
        raise Refused(_("This start lies after the end of the job. Choose an earlier day."), field="started_on")
    _allow(policies.starts_before(details.started_on, selectors.terms_of(by, [job.pk])[job.pk]), "started_on")
    if job.version != version:
        raise Conflict
    new = {**vars(details), "employer": employer}
    changed = [name for name, value in new.items() if getattr(job, name) != value]
    for name in changed:
        setattr(job, name, new[name])
    job.version += 1
    job.save(update_fields=[*changed, "version"])
    _record(by, trajectory, Action.UPDATE, "job.changed", job.number, fields=changed)
    return job


def end_job(
    *, by: Membership, at: datetime, on: date, number: str, ended_on: date, heard_on: date, reason: str,
    move_to: str = "",
) -> Job:  # fmt: skip
    """Record that a job ended and when that was heard, and move the trajectory where it was said to go."""
    job, trajectory = _job(by, number)
    caseload_policies.may_guide(by)
    if job.ended_on is not None:
        raise Refused(_("The end of this job stands already. Change the job if the day is wrong."))
    _allow(policies.ends(job.started_on, ended_on, heard_on, on), "ended_on")
    job.ended_on, job.end_heard_on, job.end_reason = ended_on, heard_on, reason
    job.version += 1
    job.save(update_fields=["ended_on", "end_heard_on", "end_reason", "version"])
    _record(by, trajectory, Action.UPDATE, "job.ended", job.number)
    _move(by, on, trajectory, move_to)
    return job


def reopen_job(*, by: Membership, at: datetime, number: str) -> Job:
    """Take back an end that was a mistake; the log keeps that it stood."""
    job, trajectory = _job(by, number)
    caseload_policies.may_guide(by)
    job.ended_on = job.end_heard_on = None
    job.end_reason = ""
    job.version += 1
    job.save(update_fields=["ended_on", "end_heard_on", "end_reason", "version"])
    _record(by, trajectory, Action.UPDATE, "job.end_taken_back", job.number)
    return job


def change_terms(
    *, by: Membership, at: datetime, on: date, key: UUID, number: str, begins_on: date, hours_per_week: Decimal,
    gross_per_month: Decimal | None,
) -> JobTerms:  # fmt: skip
    """Record from which day hours or pay of a job are others; also ahead, so that there is time to talk."""
    job, trajectory = _job(by, number)
    if again := added_before(JobTerms, by=by, key=key):
        return again
    caseload_policies.may_guide(by)
    later = selectors.terms_of(by, [job.pk])[job.pk]
    _allow(policies.changes(begins_on, job.started_on, job.ended_on, on, later), "begins_on")
    before = selectors.terms_on(job, later, begins_on)
    _allow(policies.differs(before, hours_per_week, gross_per_month), "hours_per_week")
    made, _is_new = add_once(
        JobTerms, by=by, key=key, job=job, begins_on=begins_on, hours_per_week=hours_per_week,
        gross_per_month=gross_per_month, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    _record(by, trajectory, Action.UPDATE, "job.terms_changed", job.number)
    return made


def take_back_terms(*, by: Membership, at: datetime, key: UUID, number: str, terms: int) -> JobTerms:
    """This change of hours or pay was a mistake; the row that said so stays."""
    job, trajectory = _job(by, number)
    if again := added_before(JobTerms, by=by, key=key):
        return again
    mistaken = selectors.one_of_terms(by, number, terms)
    caseload_policies.may_guide(by)
    made = withdraw_once(mistaken, by=by, at=at, key=key)
    _record(by, trajectory, Action.UPDATE, "job.terms_taken_back", job.number)
    return made


def start_education(
    *,
    by: Membership,
    at: datetime,
    on: date,
    trajectory_number: str,
    title: str,
    started_on: date,
    level: str = "",
) -> Education:
    """Record that someone follows a course or study in the regular system."""
    trajectory = load_trajectory(by, trajectory_number)
    caseload_policies.may_guide(by)
    _allow(policies.starts(started_on, on), "started_on")
    education, is_new = Education.objects.get_or_create(
        organisation_id=by.organisation_id, trajectory=trajectory, title=title, started_on=started_on,
        defaults={"level": level},
    )  # fmt: skip
    if not is_new:
        raise Refused(_("This education stands here already with the same begin."), field="title")
    _record(by, trajectory, Action.CREATE, "education.started", education.pk)
    return education


def end_education(
    *, by: Membership, at: datetime, on: date, education_id: int, ended_on: date, result: str
) -> Education:
    """Record how an education ended."""
    education = Education.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=education_id).first()
    if education is None:
        raise NotFound
    caseload_policies.may_guide(by)
    _allow(policies.ends(education.started_on, ended_on, on, on), "ended_on")
    education.ended_on, education.result = ended_on, EducationResult(result)
    education.save(update_fields=["ended_on", "result"])
    trajectory = Trajectory.objects.visible_to(by).defer("wish", "next_step").get(pk=education.trajectory_id)
    _record(by, trajectory, Action.UPDATE, "education.ended", education.pk)
    return education


def _check(details: JobDetails, on: date) -> None:
    _allow(policies.competitive(details.contract, details.is_competitive), "is_competitive")
    _allow(policies.starts(details.started_on, on), "started_on")
    if details.occupation and details.occupation not in occupations.codes():
        raise Refused(_("This is no code of ISCO-08. Choose an occupation from the list."), field="occupation")


def _must_be_new(trajectory: Trajectory, employer: Employer, details: JobDetails) -> None:
    """A form sent twice, or a start that a colleague recorded already."""
    same = Job.objects.filter(trajectory=trajectory, employer=employer, started_on=details.started_on)
    if same.filter(title=details.title).exists():
        raise Refused(_("This job stands already: same employer, title and start."))


def _move(by: Membership, on: date, trajectory: Trajectory, move_to: str) -> None:
    if move_to and trajectory.ended_on is None:
        move_phase(by=by, on=on, trajectory=trajectory.number, phase=move_to)


def _job(by: Membership, number: str) -> tuple[Job, Trajectory]:
    job = Job.objects.visible_to(by).select_for_update(of=("self",)).filter(number=number).first()
    if job is None:
        raise NotFound
    return job, Trajectory.objects.visible_to(by).defer("wish", "next_step").get(pk=job.trajectory_id)


def _allow(verdict: policies.Verdict, field: str) -> None:
    if verdict is not None:
        raise Refused(verdict, field=field)


def _record(
    by: Membership,
    trajectory: Trajectory,
    action: Action,
    event: str,
    object_id: object,
    fields: list[str] | None = None,
) -> None:
    record(
        by=by, action=action, event=event, client_id=trajectory.client_id, object_kind=event.split(".")[0],
        object_id=object_id, detail={"fields": fields} if fields else None,
    )  # fmt: skip
