"""Plausible courses of trajectories, drawn from a fixed seed and relative to a day.

Calibrated on published results of the method: 44% find a competitive job within 30 months (Michon 2014, the
Dutch trial), the first job comes after about 200 days, and about 40% of a caseload works in a quarter.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from plek.caseload.choices import EndReason, Phase

FIND_WITHIN_30_MONTHS = 0.44
MEAN_DAYS_TO_FIRST_JOB = 200
LONGEST = 912
STEADY_SHARE = 0.33
MEAN_JOB_DAYS = 165
MEAN_DAYS_TO_NEXT_JOB = 95


@dataclass(frozen=True)
class Spell:
    """From ``begins_on`` until ``ends_on`` (exclusive; None while it lasts)."""

    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Life:
    """One trajectory as it went: first meeting, phases, jobs, end."""

    referred_on: date
    first_meeting_on: date
    jobs: tuple[Spell, ...]
    phases: tuple[tuple[Phase, Spell], ...]
    ended_on: date | None
    end_reason: str = ""
    first_employer_on: date | None = None
    profile_on: date | None = None
    is_late: bool = field(default=False)

    def works_on(self, day: date) -> bool:
        """Has a job on this day."""
        return any(j.begins_on <= day and (j.ends_on is None or day < j.ends_on) for j in self.jobs)


def draw_life(random: Random, today: date, days_ago: int) -> Life:
    """Draw one course whose first meeting lies ``days_ago`` days before ``today``."""
    begin = today - timedelta(days=days_ago)
    jobs = _draw_jobs(random, begin, today)
    end, reason = _draw_end(random, begin, today, jobs)
    jobs = tuple(_cut(j, end) for j in jobs if end is None or j.begins_on < end)
    profile = begin + timedelta(days=random.choice([16, 20, 23, 27, 29, 34, 41]))
    employer = begin + timedelta(days=random.choice([12, 18, 22, 25, 27, 29, 33, 45, 62]))
    over = end or today
    return Life(
        referred_on=begin - timedelta(days=random.randint(4, 24)),
        first_meeting_on=begin,
        jobs=jobs,
        phases=_phases(random, begin, over, jobs, end),
        ended_on=end,
        end_reason=reason,
        first_employer_on=employer if employer < over else None,
        profile_on=profile if profile < over else None,
        is_late=random.random() < 0.22,
    )


def _draw_jobs(random: Random, begin: date, today: date) -> tuple[Spell, ...]:
    if random.random() >= FIND_WITHIN_30_MONTHS:
        return ()
    wait = LONGEST + 1.0
    while wait > LONGEST:
        wait = random.gammavariate(2.0, MEAN_DAYS_TO_FIRST_JOB / 1.9)
    start = begin + timedelta(days=int(max(wait, 20)))
    jobs: list[Spell] = []
    while start < today:
        steady = random.random() < STEADY_SHARE
        end = None if steady else start + timedelta(days=int(30 + random.expovariate(1 / MEAN_JOB_DAYS)))
        if end is None or end >= today:
            return (*jobs, Spell(start, None))
        jobs.append(Spell(start, end))
        start = end + timedelta(days=int(14 + random.expovariate(1 / MEAN_DAYS_TO_NEXT_JOB)))
    return tuple(jobs)


def _draw_end(random: Random, begin: date, today: date, jobs: tuple[Spell, ...]) -> tuple[date | None, str]:
    if jobs:
        last = jobs[-1]
        steady_until = last.begins_on + timedelta(days=random.randint(400, 620))
        if last.ends_on is None and steady_until < today and random.random() < 0.5:
            return steady_until, EndReason.WORKS_STEADILY
        return None, ""
    stop = begin + timedelta(days=random.randint(170, 560))
    if stop >= today or random.random() > 0.84:
        return None, ""
    reasons = [EndReason.OWN_CHOICE] * 5 + [
        EndReason.MOVED,
        EndReason.TRANSFERRED,
        EndReason.NO_CONTACT,
        EndReason.OTHER,
    ]
    return stop, random.choice(reasons)


def _cut(spell: Spell, end: date | None) -> Spell:
    if end is not None and spell.ends_on is not None and spell.ends_on > end:
        return Spell(spell.begins_on, None)
    return spell


def _phases(
    random: Random, begin: date, over: date, jobs: tuple[Spell, ...], end: date | None
) -> tuple[tuple[Phase, Spell], ...]:
    turns: list[tuple[date, Phase]] = [(begin, Phase.GETTING_TO_KNOW)]
    turns.append((begin + timedelta(days=random.randint(10, 18)), Phase.PROFILE))
    turns.append((begin + timedelta(days=random.randint(26, 44)), Phase.SEARCHING))
    for job in jobs:
        turns.append((job.begins_on - timedelta(days=6), Phase.STARTING))
        turns.append((job.begins_on + timedelta(days=35), Phase.FOLLOW_ALONG))
        if job.ends_on is not None:
            turns.append((job.ends_on + timedelta(days=2), Phase.SEARCHING))
    if not jobs and random.random() < 0.1:
        turns.append((begin + timedelta(days=random.randint(120, 200)), Phase.RESTING))
    if end is not None and jobs:
        turns.append((end - timedelta(days=40), Phase.ROUNDING_OFF))
    return _spells(turns, begin, over, end)


def _spells(
    turns: list[tuple[date, Phase]], begin: date, over: date, end: date | None
) -> tuple[tuple[Phase, Spell], ...]:
    """Turn dated changes into spells that follow each other without gap or overlap."""
    known: list[tuple[date, Phase]] = []
    for on, phase in sorted(turns, key=lambda turn: turn[0]):
        on = max(on, begin)
        if on >= over or (known and known[-1][1] == phase):
            continue
        if known and known[-1][0] == on:
            known.pop()
        known.append((on, phase))
    if not known:
        known = [(begin, Phase.GETTING_TO_KNOW)]
    ends: list[date | None] = [on for on, _ in known[1:]]
    return tuple((phase, Spell(on, until)) for (on, phase), until in zip(known, [*ends, end], strict=True))
