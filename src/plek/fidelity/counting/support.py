"""Support while working: to whom, and how soon and how long after the start and the end of a job."""

from collections.abc import Iterable
from datetime import date, timedelta

from plek.caseload.choices import ContactWith, EndReason
from plek.engines.measures import Period
from plek.fidelity.counting.organisation import job_ended_in
from plek.fidelity.counting.tally import Tally
from plek.fidelity.counting.turns import WEEK, later
from plek.fidelity.selectors.rows import Course, Job, Row
from plek.fidelity.selectors.team_book import Book

BEFORE, AFTER, SOON = timedelta(days=7), timedelta(days=3), timedelta(days=3)
FIRST_WEEKS, FIRST_MONTHS, A_YEAR = 4, 4, 12
DAY = timedelta(days=1)


def working_support(book: Book, period: Period) -> Tally:
    """SE11. Support is a contact with the client that took place on a day of his job; support of the employer a
    contact with an employer for someone who works that day."""
    tally = Tally()
    workers = [(c, jobs) for c in book.courses if (jobs := _held(c, period))]
    tally.share("workers_supported", "workers", [
        (c, any(t.is_with_client and _is_at_work(jobs, t.held_on, period) for t in c.talks)) for c, jobs in workers
    ])  # fmt: skip
    told: list[Row] = []
    for course, jobs in workers:
        told += [visit for visit in course.visits if _is_at_work(jobs, visit.held_on, period)]
        told += [
            t for t in course.talks
            if t.held_with == ContactWith.EMPLOYER and not t.was_missed and _is_at_work(jobs, t.held_on, period)
        ]  # fmt: skip
    tally.count("employers_supported", told)
    return tally


def _held(course: Course, period: Period) -> list[Job]:
    return [job for job in course.jobs if not job.is_placement and job.is_held_in(period)]


def _is_at_work(jobs: list[Job], day: date, period: Period) -> bool:
    return period.first <= day <= period.last and any(job.lasts_on(day) for job in jobs)


def unlimited_support(book: Book, period: Period) -> Tally:
    """SE12. Face-to-face contacts with the client, by whomever of us. The day of the start counts as after it."""
    tally = Tally()
    pairs = [
        (c, job) for c in book.courses for job in c.jobs if job.is_competitive and job.started_on <= period.last
    ]
    started = [(c, job) for c, job in pairs if job.started_on >= period.first]
    tally.share(
        "starts_seen_before",
        "starts",
        [(j, _seen(c, j.started_on - BEFORE, j.started_on - DAY)) for c, j in started],
    )
    tally.share(
        "starts_seen_after", "starts", [(j, _seen(c, j.started_on, j.started_on + AFTER)) for c, j in started]
    )
    _count_first_month(tally, pairs, period)
    _count_later(tally, pairs, period)
    lasted = [(c, j) for c, j in pairs if j.is_held_in(period) and _lasted_four_months(j, period)]
    tally.share("workers_seen_four_months", "workers_four_months", [(j, _seen_monthly(c, j)) for c, j in lasted])
    _count_endings(tally, book, period)
    return tally


def _seen(course: Course, first: date, last: date) -> bool:
    return any(first <= talk.held_on <= last and talk.is_meeting for talk in course.talks)


def _count_first_month(tally: Tally, pairs: Iterable[tuple[Course, Job]], period: Period) -> None:
    due = met = 0
    for course, job in pairs:
        begins = [job.started_on + WEEK * n for n in range(FIRST_WEEKS)]
        turns = [Period(day, day + WEEK - DAY) for day in begins if _is_whole(job, day, day + WEEK - DAY, period)]
        due += len(turns)
        met += _show_met(tally, "contacts_first_month", course, turns)
    tally.counts |= {"weeks_first_month": due, "contacts_first_month": met}


def _count_later(tally: Tally, pairs: Iterable[tuple[Course, Job]], period: Period) -> None:
    due = met = 0
    for course, job in pairs:
        edges = [(later(job.started_on, n), later(job.started_on, n + 1) - DAY) for n in range(1, A_YEAR)]
        turns = [Period(first, last) for first, last in edges if _is_whole(job, first, last, period)]
        due += len(turns)
        met += _show_met(tally, "contacts_later", course, turns)
    tally.counts |= {"months_later": due, "contacts_later": met}


def _is_whole(job: Job, first: date, last: date, period: Period) -> bool:
    """All days of this turn lie in the period and in the job."""
    return period.first <= first and last <= min(period.last, job.ended_on or period.last)


def _show_met(tally: Tally, code: str, course: Course, turns: list[Period]) -> int:
    if not turns:
        return 0
    talks = [
        talk for talk in course.talks
        if any(t.first <= talk.held_on <= t.last for t in turns) and talk.is_meeting
    ]  # fmt: skip
    tally.show(code, talks)
    return len({talk.occasion for talk in talks})


def _lasted_four_months(job: Job, period: Period) -> bool:
    return later(job.started_on, FIRST_MONTHS) <= min(period.last, job.ended_on or period.last)


def _seen_monthly(course: Course, job: Job) -> bool:
    """In each of the first four months."""
    months = range(FIRST_MONTHS)
    return all(_seen(course, later(job.started_on, n), later(job.started_on, n + 1) - DAY) for n in months)


def _count_endings(tally: Tally, book: Book, period: Period) -> None:
    """Trajectories that ended while working, and jobs that ended; an end of which it is not known when it was
    heard is left out."""
    ended = [c for c in book.courses if c.ended_in(period) and c.end_reason == EndReason.WORKS_STEADILY]
    tally.share("ended_handed_over", "ended_working", [(c, _is_handed_over(c)) for c in ended])
    lost = [(c, job) for c in book.courses for job in c.jobs if job_ended_in(job, period)]
    heard = [(c, job, job.end_heard_on) for c, job in lost if job.end_heard_on]
    tally.share("losses_seen", "losses", [(job, _is_followed(c, day)) for c, job, day in heard])
    tally.miss("losses_seen", [job for _, job in lost if job.end_heard_on is None])


def _is_handed_over(course: Course) -> bool:
    ended = course.ended_on
    if ended is None:
        return False
    days = [t.held_on for t in course.talks if t.held_with == ContactWith.TREATMENT_TEAM and not t.was_missed]
    return any(later(ended, -1) <= day <= ended for day in days)


def _is_followed(course: Course, heard: date) -> bool:
    """A contact with the client in any way, on the day of hearing or within three days."""
    return any(talk.is_with_client and heard <= talk.held_on <= heard + SOON for talk in course.talks)
