"""Staffing: caseload size, hours for employment services, and who does all the phases himself."""

import numpy as np

from plek.caseload.choices import WorkPhase
from plek.fidelity.counting.events import covered, firsts
from plek.fidelity.counting.look import Look
from plek.fidelity.counting.tally import Sums
from plek.fidelity.selectors.coding import PHASES
from plek.fidelity.selectors.columns import UNKNOWN, Flags, Ints

KINDS_OF_WORK = (
    WorkPhase.ENGAGEMENT, WorkPhase.PROFILE, WorkPhase.SEARCH, WorkPhase.COACHING, WorkPhase.FOLLOW_ALONG,
)  # fmt: skip
"""Six with intake, which is the first meeting; searching and placing are one."""
KIND_OF_WORK = np.full(len(PHASES.words), UNKNOWN)
KIND_OF_WORK[[PHASES.number(phase) for phase in KINDS_OF_WORK]] = np.arange(len(KINDS_OF_WORK))
KIND_OF_WORK[PHASES.number(WorkPhase.PLACEMENT)] = KINDS_OF_WORK.index(WorkPhase.SEARCH)


def caseload_size(look: Look) -> Sums:
    """ST1. Who has no fte on record of a day that he worked is left out with his clients, and so is a leader, of
    whose fte it is not recorded which part is for a caseload."""
    sums, people = Sums(look), look.columns.people
    fte = look.mean_fte
    has_fte = look.is_specialist & ~np.isnan(fte)
    _count_caseload(sums, look, has_fte)
    rows = np.flatnonzero(has_fte)
    sums.know("fte", look.per_team(people.team[rows], fte[rows]))
    sums.show("fte", "people", rows, amounts=fte[rows])
    sums.miss("fte", "people", np.flatnonzero(look.is_specialist & ~has_fte))
    return sums


def _count_caseload(sums: Sums, look: Look, has_fte: Flags) -> None:
    """Count a client once for each specialist on each day."""
    courses, guides, days = look.columns.courses, look.columns.guides, look.period.days
    begins, ends = guided(look)
    is_counted = np.append(has_fte, False)[guides.person] & (ends > begins)
    rows = np.flatnonzero(is_counted)
    course = guides.course[rows]
    added = covered(begins[rows], ends[rows], guides.person[rows], courses.client[course])
    sums.know("clients", look.per_team(courses.team[course], added) / days)
    known = np.bincount(course, (ends - begins)[rows], minlength=len(courses.pk))
    guided_by_any = np.bincount(guides.course[ends > begins], minlength=len(courses.pk)) > 0
    shown = np.flatnonzero(known)
    sums.show("clients", "courses", shown, amounts=known[shown] / days)
    sums.miss("clients", "courses", np.flatnonzero(guided_by_any & (known == 0)))


def guided(look: Look) -> tuple[Ints, Ints]:
    """From which day until which (exclusive) of the period each guide had an open trajectory that had begun."""
    courses, guides = look.columns.courses, look.columns.guides
    begins = np.maximum(np.maximum(look.first, guides.begins), courses.met[guides.course])
    ends = np.minimum(np.minimum(look.last + 1, guides.ends), courses.ended[guides.course])
    return begins, np.where(look.is_open[guides.course], ends, begins)


def employment_hours(look: Look) -> Sums:
    """ST2. Weeks that begin in the period; a week without its other hours is left out."""
    sums, weeks = Sums(look), look.columns.weeks
    rows = np.flatnonzero(look.holds(weeks.monday) & look.is_specialist[weeks.person])
    teams = look.columns.people.team[weeks.person]
    has_weeks, is_entered = look.per_team(teams[rows]) > 0, weeks.other[rows] >= 0
    entered = rows[is_entered]
    every = weeks.support + weeks.other
    sums.know("hours_employment", look.per_team(teams[entered], weeks.support[entered]) / 100, has_weeks)
    sums.know("hours_total", look.per_team(teams[entered], every[entered]) / 100, has_weeks)
    sums.show("hours_employment", "weeks", entered, amounts=weeks.support[entered] / 100)
    sums.miss("hours_employment", "weeks", rows[~is_entered])
    return sums


def phases_done(look: Look) -> Sums:
    """ST3. A phase counts with one contact in it that took place; intake with one first meeting."""
    sums, talks, people = Sums(look), look.columns.talks, look.columns.people
    rows = np.flatnonzero(look.talks & ~talks.was_missed)
    person = look.had_talks(rows)
    mine = look.by_specialist(person)
    rows, person = rows[mine], person[mine]
    kind = KIND_OF_WORK[talks.work_phase[rows]]
    sums.miss("phases", "talks", rows[(kind < 0) & look.with_client[rows]])
    rows, person, kind = rows[kind >= 0], person[kind >= 0], kind[kind >= 0]
    is_first = firsts(person * len(KINDS_OF_WORK) + kind)
    sums.show("phases", "talks", rows[is_first])
    who, courses = _intakes(look)
    sums.show("phases", "courses", courses)
    done = np.bincount(np.concatenate([person[is_first], who]), minlength=len(people.pk))
    is_known = (sums.records > 0) | (sums.missing > 0)
    sums.know_of_each(look.is_specialist & is_known[people.team], phases=done)
    return sums


def _intakes(look: Look) -> tuple[Ints, Ints]:
    """The first trajectory of which each specialist had the first meeting in the period."""
    courses, guides = look.columns.courses, look.columns.guides
    met = courses.met[guides.course]
    led = (guides.begins <= met) & ((met < guides.ends) | (met == guides.begins))
    led &= look.holds(met) & look.is_kept[guides.course] & look.by_specialist(guides.person)
    rows = np.flatnonzero(led)
    rows = rows[firsts(guides.person[rows])]
    return guides.person[rows], guides.course[rows]
