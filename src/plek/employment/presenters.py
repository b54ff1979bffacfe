"""What the pages about jobs and education print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.employment import occupations, selectors
from plek.employment.choices import Contract, EducationResult, FoundVia, JobEndReason, Openness
from plek.employment.services import JobDetails
from plek.organisations.models import Membership

WEEKS_TO_STAY = 13


@dataclass(frozen=True)
class TermsLine:
    """Hours and pay of a job from a day on; ``pk`` is None for those of the start."""

    pk: int | None
    begins_on: date
    said: str


@dataclass(frozen=True)
class JobLine:
    """One job of a trajectory."""

    number: str
    title: str
    employer: str
    employer_code: str
    started_on: date
    ended_on: date | None
    lasts: bool
    weeks: str
    hours: str
    contract: str
    is_competitive: bool
    facts: tuple[tuple[str, str], ...]
    terms: tuple[TermsLine, ...]
    """Hours and pay since the start, where they changed, the latest first."""
    end_reason: str
    end_heard_on: date | None


@dataclass(frozen=True)
class EducationLine:
    """One education of a trajectory."""

    pk: int
    title: str
    level: str
    started_on: date
    ended_on: date | None
    result: str


@dataclass(frozen=True)
class WorkPage:
    """Jobs and education of one trajectory."""

    course: selectors.Course
    now: tuple[JobLine, ...]
    before: tuple[JobLine, ...]
    educations: tuple[EducationLine, ...]


def work_page(by: Membership, number: str, on: date) -> WorkPage:
    course = selectors.course(by, number)
    rows = list(selectors.jobs_of(by, course.pk))
    changed = selectors.terms_of(by, [job.pk for job in rows])
    jobs = [job_line(job, on, changed.get(job.pk, ())) for job in rows]
    return WorkPage(
        course=course,
        now=tuple(job for job in jobs if job.lasts),
        before=tuple(job for job in jobs if not job.lasts),
        educations=tuple(education_line(row) for row in selectors.educations_of(by, course.pk)),
    )


def job_line(job: Any, on: date, later: Sequence[Any] = ()) -> JobLine:
    now = selectors.terms_on(job, later, min(on, job.ended_on or on))
    return JobLine(
        number=job.number, title=job.title, employer=job.employer.name, employer_code=job.employer.code,
        started_on=job.started_on, ended_on=job.ended_on, lasts=job.ended_on is None or job.ended_on >= on,
        weeks=weeks_worked(job.started_on, job.ended_on, on), hours=localize(_plain(now.hours_per_week)),
        contract=str(Contract(job.contract).label), is_competitive=job.is_competitive,
        facts=tuple(_facts(job, now)),
        terms=tuple(terms_line(row) for row in (*reversed(later), job)) if later else (),
        end_reason=str(JobEndReason(job.end_reason).label) if job.end_reason else "",
        end_heard_on=job.end_heard_on,
    )  # fmt: skip


def terms_line(row: Any) -> TermsLine:
    """A change, or the job as it began."""
    is_start = hasattr(row, "started_on")
    hours = _("%(hours)s hours per week") % {"hours": localize(_plain(row.hours_per_week))}
    pay = "" if row.gross_per_month is None else f"€ {localize(row.gross_per_month)}"
    said = _("%(hours)s, %(pay)s gross per month") % {"hours": hours, "pay": pay} if pay else hours
    return TermsLine(None if is_start else row.pk, row.started_on if is_start else row.begins_on, said)


def weeks_worked(began: date, ended: date | None, on: date) -> str:
    """``7 weeks``; for a start ahead empty."""
    weeks = (min(ended or on, on) - began).days // 7
    if began > on:
        return _("begins soon")
    return ngettext("%(weeks)s week", "%(weeks)s weeks", weeks) % {"weeks": weeks}


def _facts(job: Any, now: Any) -> Iterable[tuple[str, str]]:
    if now.gross_per_month is not None:
        yield _("Gross per month"), f"€ {localize(now.gross_per_month)}"
    if job.occupation:
        yield _("Occupation"), occupations.title(job.occupation)
    if job.openness:
        yield _("Who at work may know"), str(Openness(job.openness).label)
    if job.found_via:
        yield _("Found through"), str(FoundVia(job.found_via).label)


def _plain(number: Decimal) -> Decimal:
    """20 instead of 20.0."""
    return number.to_integral_value() if number == number.to_integral_value() else number


def education_line(row: Any) -> EducationLine:
    result = str(EducationResult(row.result).label)
    return EducationLine(row.pk, row.title, row.level, row.started_on, row.ended_on, result)


def job_as_typed(job: Any) -> dict[str, Any]:
    """The fields of a job as its form shows them."""
    same = {name: getattr(job, name) for name in JobDetails.__dataclass_fields__}
    competitive = "yes" if job.is_competitive else "no"
    occupation = occupations.title(job.occupation) if job.occupation else ""
    return same | {"employer": job.employer.code, "is_competitive": competitive, "occupation": occupation}


def employer_choices(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Employers to choose from, each once."""
    return list({row.code: f"{row.name}, {row.town}" if row.town else row.name for row in rows}.items())


@dataclass(frozen=True)
class ConflictLine:
    """What a colleague made of a field in the meantime."""

    label: str | Promise
    now: str


def conflict_lines(form: Any, job: Any) -> list[ConflictLine]:
    """The fields of the job that differ between what was typed and what stands."""
    stands, typed = job_as_typed(job), vars(form.details()) | {"employer": form.cleaned_data["employer"]}
    return [
        ConflictLine(form.fields[name].label, str(localize(stands[name])) or "–")
        for name, value in typed.items()
        if value != (job.employer.code if name == "employer" else getattr(job, name))
    ]
