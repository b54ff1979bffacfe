"""The jobs: how different, with whom, and whether they are competitive."""

import numpy as np

from plek.fidelity.counting.events import firsts
from plek.fidelity.counting.look import Look
from plek.fidelity.counting.tally import Mark, Sums
from plek.fidelity.selectors.columns import Ints


def job_types(look: Look) -> Sums:
    """SE8. Placements are no jobs; a job without its occupation is left out."""
    sums, jobs = Sums(look), look.columns.jobs
    rows = np.flatnonzero(look.jobs_held & ~jobs.is_placement)
    is_known = jobs.occupation[rows] > 0
    _count_different(sums, "job_types", rows[is_known], jobs.occupation)
    sums.miss("job_types", "jobs", rows[~is_known])
    return sums


def employers(look: Look) -> Sums:
    """SE9. An employer on record is one branch."""
    sums, jobs = Sums(look), look.columns.jobs
    _count_different(sums, "employers", np.flatnonzero(look.jobs_held & ~jobs.is_placement), jobs.employer)
    return sums


def _count_different(sums: Sums, code: str, rows: Ints, kind: Ints) -> None:
    """The first of each kind is one more; the others are of a kind that is there already."""
    teams = sums.look.team_of_job[rows]
    is_first = firsts(teams, kind[rows])
    sums.know("jobs", sums.look.per_team(teams))
    sums.know(code, sums.look.per_team(teams[is_first]))
    sums.show(code, "jobs", rows[is_first], Mark.YES)
    sums.show(code, "jobs", rows[~is_first], Mark.NO)


def competitive(look: Look) -> Sums:
    """SE10. Placements count among all jobs; a regular fixed-term contract is competitive."""
    sums, jobs = Sums(look), look.columns.jobs
    held = np.flatnonzero(look.jobs_held)
    sums.share("competitive_jobs", "jobs", "jobs", held, jobs.is_competitive[held])
    current = held[(jobs.ended[held] >= look.last) & ~jobs.is_placement[held]]
    sums.know("current_jobs", look.per_team(look.team_of_job[current]))
    return sums
