"""Support while working: to whom, and how soon and how long after the start and the end of a job."""

import numpy as np

from plek.caseload.choices import ContactWith, EndReason
from plek.fidelity.counting.events import Events, distinct, once
from plek.fidelity.counting.look import Look
from plek.fidelity.counting.tally import Sums
from plek.fidelity.counting.turns import WEEK, later
from plek.fidelity.selectors.coding import END_REASONS, HELD_WITH
from plek.fidelity.selectors.columns import Flags, Ints

BEFORE, AFTER, SOON = 7, 3, 3
"""Days."""
FIRST_WEEKS, FIRST_MONTHS, A_YEAR = 4, 4, 12
EMPLOYER, TREATMENT_TEAM = HELD_WITH.number(ContactWith.EMPLOYER), HELD_WITH.number(ContactWith.TREATMENT_TEAM)


def working_support(look: Look) -> Sums:
    """SE11. Support is a contact with the client that took place on a day of his job; support of the employer a
    contact with an employer for someone who works that day."""
    sums, talks, visits, jobs = Sums(look), look.columns.talks, look.columns.visits, look.columns.jobs
    held = np.flatnonzero(look.jobs_held & ~jobs.is_placement)
    workers = once(jobs.course[held])
    spoke = _at_work(look, held, Events(look.talk_keys, look.talks & look.with_client))
    supported = np.bincount(talks.course[spoke], minlength=len(look.columns.courses.pk)) > 0
    sums.share("workers_supported", "workers", "courses", workers, supported[workers])
    with_employer = look.talks & (talks.held_with == EMPLOYER) & ~talks.was_missed
    told = _at_work(look, held, Events(look.talk_keys, with_employer))
    went = _at_work(look, held, Events(look.visit_keys, look.visits & look.for_kept))
    every = np.concatenate([visits.team[went], look.team_of_talk[told]])
    sums.know("employers_supported", look.per_team(every))
    sums.show("employers_supported", "visits", went)
    sums.show("employers_supported", "talks", told)
    return sums


def _at_work(look: Look, held: Ints, events: Events) -> Ints:
    """Rows of those on a day of one of these jobs, each once."""
    jobs = look.columns.jobs
    _, rows = events.found_between(jobs.course[held], jobs.starts[held], jobs.ended[held])
    return once(rows)


def unlimited_support(look: Look) -> Sums:
    """SE12. Face-to-face contacts with the client, by whomever of us, not by the treatment team alone. The day of
    the start counts as after it."""
    sums, jobs = Sums(look), look.columns.jobs
    rows = np.flatnonzero(look.of_kept & jobs.is_competitive & (jobs.starts <= look.last))
    started = rows[jobs.starts[rows] >= look.first]
    begins = jobs.starts[started]
    seen_before = _met(look, started, begins - BEFORE, begins - 1) > 0
    sums.share("starts_seen_before", "starts", "jobs", started, seen_before)
    sums.share("starts_seen_after", "starts", "jobs", started, _met(look, started, begins, begins + AFTER) > 0)
    _count_first_month(sums, look, rows)
    _count_later(sums, look, rows)
    ends = look.until_end(jobs.ended)
    lasted = rows[look.jobs_held[rows] & (later(jobs.starts[rows], FIRST_MONTHS) <= ends[rows])]
    sums.share("workers_seen_four_months", "workers_four_months", "jobs", lasted, _seen_monthly(look, lasted))
    _count_endings(sums, look)
    return sums


def _met(look: Look, rows: Ints, first: Ints, last: Ints) -> Ints:
    """How often the worker was met from one day up to and including another."""
    return look.meetings.between(look.columns.jobs.course[rows], first, last)


def _count_first_month(sums: Sums, look: Look, rows: Ints) -> None:
    turn, job = (part.ravel() for part in np.meshgrid(np.arange(FIRST_WEEKS), rows))
    begins = look.columns.jobs.starts[job] + WEEK * turn
    _count_turns(sums, look, ("weeks_first_month", "contacts_first_month"), job, begins, begins + WEEK - 1)


def _count_later(sums: Sums, look: Look, rows: Ints) -> None:
    turn, job = (part.ravel() for part in np.meshgrid(np.arange(1, A_YEAR), rows))
    starts = look.columns.jobs.starts[job]
    ends = later(starts, turn + 1) - 1
    _count_turns(sums, look, ("months_later", "contacts_later"), job, later(starts, turn), ends)


def _count_turns(sums: Sums, look: Look, codes: tuple[str, str], job: Ints, first: Ints, last: Ints) -> None:
    """Turns of which all days lie in the period and in the job, and the meetings in them."""
    jobs, (due, met) = look.columns.jobs, codes
    is_whole = (look.first <= first) & (last <= look.until_end(jobs.ended[job]))
    job, first, last = job[is_whole], first[is_whole], last[is_whole]
    turn, talks = look.meetings.found_between(jobs.course[job], first, last)
    sums.know(due, look.per_team(look.team_of_job[job]))
    of_job, _ = distinct(job[turn], look.occasion[talks])
    sums.know(met, look.per_team(look.team_of_job[of_job]))
    sums.show(met, "talks", talks)


def _seen_monthly(look: Look, rows: Ints) -> Flags:
    """In each of the first four months."""
    starts = look.columns.jobs.starts[rows]
    months = [_met(look, rows, later(starts, n), later(starts, n + 1) - 1) > 0 for n in range(FIRST_MONTHS)]
    return np.logical_and.reduce(months)


def _count_endings(sums: Sums, look: Look) -> None:
    """Trajectories that ended while working, and jobs that ended; an end of which it is not known when it was
    heard is left out."""
    courses, jobs, talks = look.columns.courses, look.columns.jobs, look.columns.talks
    steady = END_REASONS.number(EndReason.WORKS_STEADILY)
    ended = np.flatnonzero(look.course_ended & (courses.end_reason == steady))
    shared = Events(look.talk_keys, (talks.held_with == TREATMENT_TEAM) & ~talks.was_missed)
    day = courses.ended[ended]
    handed_over = shared.between(ended, later(day, -1), day) > 0
    sums.share("ended_handed_over", "ended_working", "courses", ended, handed_over)
    lost = np.flatnonzero(look.jobs_ended)
    heard = lost[jobs.heard[lost] >= 0]
    spoke, day = Events(look.talk_keys, look.with_client), jobs.heard[heard]
    sums.share("losses_seen", "losses", "jobs", heard, spoke.between(jobs.course[heard], day, day + SOON) > 0)
    sums.miss("losses_seen", "jobs", lost[jobs.heard[lost] < 0])
