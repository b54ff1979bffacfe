"""The jobs: how different, with whom, and whether they are competitive."""

from collections.abc import Callable

from plek.engines.measures import Period
from plek.fidelity.counting.tally import Mark, Tally
from plek.fidelity.selectors.rows import Job
from plek.fidelity.selectors.team_book import Book


def job_types(book: Book, period: Period) -> Tally:
    """SE8. Placements are no jobs; a job without its occupation is left out."""
    tally, jobs = Tally(), _jobs(book, period)
    _count_different(tally, "job_types", [job for job in jobs if job.occupation], lambda job: job.occupation)
    tally.miss("job_types", [job for job in jobs if not job.occupation])
    return tally


def employers(book: Book, period: Period) -> Tally:
    """SE9. An employer on record is one branch."""
    tally = Tally()
    _count_different(tally, "employers", _jobs(book, period), lambda job: job.employer_id)
    return tally


def _jobs(book: Book, period: Period) -> list[Job]:
    return [job for job in book.jobs_in(period) if not job.is_placement]


def _count_different(tally: Tally, code: str, jobs: list[Job], kind: Callable[[Job], object]) -> None:
    """The first of each kind is one more; the others are of a kind that is there already."""
    seen: set[object] = set()
    for job in jobs:
        tally.show(code, [job], Mark.NO if kind(job) in seen else Mark.YES)
        seen.add(kind(job))
    tally.counts |= {"jobs": float(len(jobs)), code: float(len(seen))}


def competitive(book: Book, period: Period) -> Tally:
    """SE10. Placements count among all jobs; a regular fixed-term contract is competitive."""
    tally, held = Tally(), book.jobs_in(period)
    tally.share("competitive_jobs", "jobs", [(job, job.is_competitive) for job in held])
    current = [job for job in held if job.lasts_on(period.last) and not job.is_placement]
    tally.counts["current_jobs"] = len(current)
    return tally
