"""The pages about jobs and education."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.opening import opened_client, reason_for
from plek.employers import selectors as employers
from plek.employers.services import find_or_register
from plek.employment import occupations, policies, presenters, selectors, services
from plek.employment.forms import (
    EducationForm,
    EmployerFields,
    EndEducationForm,
    EndJobForm,
    JobForm,
    KeyForm,
    StartJobForm,
    TermsForm,
)
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.forms import version_sent
from plek.shared.links import to


@reading(roles=CLIENT_RECORD_ROLES)
def jobs(request: Any, number: str) -> HttpResponse:
    """The jobs and education of one trajectory."""
    work = presenters.work_page(request.membership, number, request.today)
    _open_record(request, work.course)
    _log_view(request, work.course, "trajectory", number)
    context = {"work": work, "may_write": request.membership.role in CASELOAD_ROLES}
    return render(request, "employment/jobs.html", context)


@writing(roles=CASELOAD_ROLES)
def start_job(request: Any, number: str) -> HttpResponse:
    """Someone has a job: six fields in a minute."""
    course = _course(request, number)
    initial = {"started_on": request.today, "employer": request.GET.get("employer", "")}
    form = StartJobForm(request.POST or None, initial=initial)
    proposed = policies.proposed_at_start(_first_day(request, form), request.today)
    form.ask(course.phase, proposed, *(p for p in policies.AT_START if p != proposed))
    _offer_employers(request, form)
    if form.is_valid():
        job = form.attempt(lambda: _start(request, form, number))
        if job:
            messages.success(request, _("Well done: %(title)s is recorded.") % {"title": job.title})
            return _to_jobs(request, number)
        _offer_employers(request, form)
    return _job_page(request, form, {"course": course})


@writing(roles=CASELOAD_ROLES)
def change_job(request: Any, number: str) -> HttpResponse:
    """Change what is known of a job; when a colleague was first, both are shown."""
    job = selectors.job(request.membership, number)
    course = _course_of(request, job)
    form = JobForm(request.POST or None, initial=presenters.job_as_typed(job))
    _offer_employers(request, form, job.employer)
    conflict = []
    if form.is_valid():
        if form.attempt(lambda: _change(request, form, number)):
            messages.success(request, _("Saved."))
            return _to_jobs(request, course.number)
        conflict = presenters.conflict_lines(form, job) if str(job.version) != request.POST.get("version") else []
    return _job_page(request, form, {"course": course, "job": job, "conflict": conflict})


@writing(roles=CASELOAD_ROLES)
def end_job(request: Any, number: str) -> HttpResponse:
    """A job ended: when, why, and what comes next."""
    by, job = request.membership, selectors.job(request.membership, number)
    course = _course_of(request, job)
    form = EndJobForm(request.POST or None, initial={"ended_on": request.today, "heard_on": request.today})
    proposed = policies.proposed_at_end(selectors.has_other_job(by, job, request.today))
    form.ask(course.phase, proposed, *(p for p in policies.AT_END if p != proposed))
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("ended_on", "heard_on", "reason")}
        if form.attempt(
            lambda: services.end_job(
                by=by, at=request.now, on=request.today, number=number, move_to=form.phase_chosen(), **typed
            )
        ):
            messages.success(
                request, _("The end is recorded. Contact within three days helps to find the next job.")
            )
            return _to_jobs(request, course.number)
    _log_view(request, course, "job", number)
    context = {"form": form, "job": job, "course": course}
    return render(request, "employment/end_job.html", context, status=form.http_status)


@writing(roles=CASELOAD_ROLES)
def reopen_job(request: Any, number: str) -> HttpResponse:
    """Take back an end that was a mistake."""
    job = selectors.job(request.membership, number)
    course = _course_of(request, job)
    if request.method == "POST":
        services.reopen_job(by=request.membership, at=request.now, number=number)
        messages.success(request, _("The end is taken back: the job goes on."))
        return _to_jobs(request, course.number)
    _log_view(request, course, "job", number)
    return render(request, "employment/reopen_job.html", {"job": job, "course": course})


@writing(roles=CASELOAD_ROLES)
def change_terms(request: Any, number: str) -> HttpResponse:
    """Hours or pay become others from a day on."""
    by, job = request.membership, selectors.job(request.membership, number)
    course = _course_of(request, job)
    now = selectors.terms_on(job, selectors.terms_of(by, [job.pk])[job.pk], request.today)
    same = {name: getattr(now, name) for name in ("hours_per_week", "gross_per_month")}
    form = TermsForm(request.POST or None, initial={"key": uuid4(), "begins_on": request.today, **same})
    common = {"by": by, "at": request.now, "on": request.today, "number": number}
    if form.is_valid() and form.attempt(lambda: services.change_terms(**common, **form.cleaned_data)) is not None:
        messages.success(request, _("The change is recorded."))
        return _to_jobs(request, course.number)
    _log_view(request, course, "job", number)
    context = {"form": form, "job": job, "course": course}
    return render(request, "employment/terms.html", context, status=form.http_status)


@writing(roles=CASELOAD_ROLES)
def take_back_terms(request: Any, number: str, terms: int) -> HttpResponse:
    """A change of hours or pay was a mistake."""
    by, found = request.membership, selectors.one_of_terms(request.membership, number, terms)
    course = _course_of(request, found.job)
    form = KeyForm(request.POST or None, initial={"key": uuid4()})
    common = {"by": by, "at": request.now, "number": number, "terms": terms}
    if (
        form.is_valid()
        and form.attempt(lambda: services.take_back_terms(**common, **form.cleaned_data)) is not None
    ):
        messages.success(request, _("The change is taken back."))
        return _to_jobs(request, course.number)
    _log_view(request, course, "job", number)
    context = {"form": form, "job": found.job, "line": presenters.terms_line(found), "course": course}
    return render(request, "employment/take_back_terms.html", context, status=form.http_status)


@writing(roles=CASELOAD_ROLES)
def start_education(request: Any, number: str) -> HttpResponse:
    """Someone begins a course or study."""
    course = _course(request, number)
    form = EducationForm(request.POST or None, initial={"started_on": request.today})
    common = {"by": request.membership, "at": request.now, "on": request.today, "trajectory_number": number}
    if (
        form.is_valid()
        and form.attempt(lambda: services.start_education(**common, **form.cleaned_data)) is not None
    ):
        messages.success(request, _("The education is recorded."))
        return _to_jobs(request, number)
    return _education_page(request, form, course)


@writing(roles=CASELOAD_ROLES)
def end_education(request: Any, education: int) -> HttpResponse:
    """A course or study ended."""
    row = selectors.education(request.membership, education)
    course = _course_of(request, row)
    form = EndEducationForm(request.POST or None, initial={"ended_on": request.today})
    common = {"by": request.membership, "at": request.now, "on": request.today, "education_id": education}
    if form.is_valid() and form.attempt(lambda: services.end_education(**common, **form.cleaned_data)) is not None:
        messages.success(request, _("The education is rounded off."))
        return _to_jobs(request, course.number)
    return _education_page(request, form, course, row)


def _start(request: Any, form: StartJobForm, number: str) -> Any:
    return services.start_job(
        by=request.membership, at=request.now, on=request.today, trajectory_number=number,
        employer=find_or_register(by=request.membership, at=request.now, **form.employer_typed()),
        details=form.details(), move_to=form.phase_chosen(),
    )  # fmt: skip


def _change(request: Any, form: JobForm, number: str) -> Any:
    return services.change_job(
        by=request.membership, at=request.now, on=request.today, number=number,
        version=version_sent(request.POST),
        employer=find_or_register(by=request.membership, at=request.now, **form.employer_typed()),
        details=form.details(),
    )  # fmt: skip


def _first_day(request: Any, form: StartJobForm) -> date:
    try:
        return parse_date(form.data.get("started_on", "")) or request.today
    except ValueError:
        return request.today  # a day that no month has; the form says so


def _offer_employers(request: Any, form: EmployerFields, *known: Any) -> None:
    """The employers one spoke with last, the one chosen, and those that look like what was typed."""
    by, code = request.membership, form["employer"].value()
    chosen = employers.employers_with_codes(by, [code] if code else [])
    like = (
        employers.like(by, form.data["name"], form.data.get("town", ""))
        if form.is_bound and form.data.get("name")
        else []
    )
    rows = [*known, *chosen, *like, *employers.recent_employers(by, request.today)]
    form.offer(presenters.employer_choices(rows))


def _course(request: Any, number: str) -> selectors.Course:
    """The trajectory that a page is about, once its record may be opened."""
    found = selectors.course(request.membership, number)
    _open_record(request, found)
    return found


def _course_of(request: Any, row: Any) -> selectors.Course:
    """The trajectory of a job or an education."""
    return _course(request, selectors.trajectory_number(request.membership, row.trajectory_id))


def _open_record(request: Any, course: selectors.Course) -> None:
    """While the trajectory runs its record is open."""
    if not course.is_open:
        opened_client(request, course.client_number)


def _log_view(request: Any, course: Any, kind: str, pk: object = "") -> None:
    """Opening a form shows a part of the record."""
    if request.method != "POST":
        record(
            by=request.membership, action=Action.READ, event="jobs.viewed", client_id=course.client_id,
            object_kind=kind, object_id=pk, reason=reason_for(request, course.client_id),
        )  # fmt: skip


def _job_page(request: Any, form: JobForm, context: dict[str, Any]) -> HttpResponse:
    _log_view(request, context["course"], "job", context["job"].number if "job" in context else "")
    context |= {
        "form": form,
        "occupations": occupations.in_words().values(),
        "asks_another": form.has_error("name"),
    }
    return render(request, "employment/job.html", context, status=form.http_status)


def _education_page(request: Any, form: Any, course: Any, education: Any = None) -> HttpResponse:
    _log_view(request, course, "education", education.pk if education else "")
    context = {"form": form, "course": course, "education": education}
    return render(request, "employment/education.html", context, status=form.http_status)


def _to_jobs(request: Any, number: str) -> HttpResponse:
    return HttpResponseRedirect(to(request, "employment:jobs", number=number))
