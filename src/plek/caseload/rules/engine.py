"""Applies rules to facts: pure functions, one per kind of rule. Nothing here reads a clock or a database."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from plek.caseload.rules.book import Rule, RuleBook
from plek.caseload.rules.facts import JobFacts, Line, MemberFacts, ReferralFacts, TrajectoryFacts
from plek.shared.working_days import working_day_before

PLANNED_WITHIN = timedelta(days=7)
"""An appointment this near makes a reminder to seek contact needless."""
FRIDAY = 4

Lines = list[Line]


def lines_of_trajectory(book: RuleBook, facts: TrajectoryFacts, today: date) -> Lines:
    """What the rules ask for one trajectory on this day, in the order of the book."""
    works = current_job(facts, today) is not None
    rules = book.of_trajectory(facts.kind, facts.phase, works)
    found = [line for rule in rules for line in OF_TRAJECTORY[rule.kind](rule, facts, today)]
    return _without_yielding(book, found) if len(found) > 1 else found


def lines_of_member(book: RuleBook, facts: MemberFacts, today: date) -> Lines:
    """What the rules ask of the member himself: supervision."""
    return [line for r in _on(book, "weekly_team") for line in _weekly_team(r, facts, today)]


def lines_of_referral(book: RuleBook, facts: ReferralFacts, today: date) -> Lines:
    """What the rules ask about a referral that waits."""
    return [line for r in _on(book, "waiting") for line in _waiting(r, facts, today)]


def act_by(due_on: date) -> date:
    """The last working day on or before the day something is due: nobody visits an employer on Sunday."""
    return working_day_before(due_on)


def end_of_week(today: date) -> date:
    """The Sunday that closes the week one works in; in the weekend that is the week to come."""
    ahead = 6 - today.weekday()
    return today + timedelta(days=ahead if today.weekday() <= FRIDAY else ahead + 7)


def is_this_week(line: Line, today: date) -> bool:
    """Must it be done this week, or should it have been done before?"""
    return act_by(line.due_on) <= end_of_week(today)


def order(book: RuleBook, lines: Iterable[Line], today: date) -> Lines:
    """This week first, and in it what touches a job; then by day, then as in the book."""
    return sorted(lines, key=lambda line: _place(book, line, today))


def _place(book: RuleBook, line: Line, today: date) -> tuple[bool, bool, date, int, str]:
    later, rule = not is_this_week(line, today), book.rule(line.rule)
    touches_job = rule is not None and rule.stake == "job" and not later
    return later, not touches_job, act_by(line.due_on), book.rank(line.rule), line.key


def _on(book: RuleBook, kind: str) -> list[Rule]:
    return [r for r in book.rules if r.kind == kind and r.is_on]


def _without_yielding(book: RuleBook, lines: Lines) -> Lines:
    present = {line.rule for line in lines}
    return [line for line in lines if not book.by_code[line.rule].yields_to & present]


def current_job(facts: TrajectoryFacts, today: date) -> JobFacts | None:
    """The job that began last of those going on."""
    if not facts.jobs:
        return None
    going_on = [j for j in facts.jobs if j.lasts_on(today)]
    return max(going_on, key=lambda j: (j.started_on, j.number), default=None)


def _line(rule: Rule, subject: object, since: date, today: date, job: JobFacts | None = None) -> Line:
    due_on = since + timedelta(days=rule.days)
    return Line(rule.code, str(subject), since, due_on, (today - since).days, rule.days, job)


def _when_near(rule: Rule, line: Line, today: date) -> Lines:
    return [line] if line.due_on - timedelta(days=rule.ahead) <= today else []


def _is_planned(rule: Rule, facts: TrajectoryFacts, today: date) -> bool:
    planned = facts.next_appointment_on
    return rule.quiet_when_planned and planned is not None and planned <= today + PLANNED_WITHIN


def _missing_by_day(rule: Rule, facts: TrajectoryFacts, today: date) -> Lines:
    """Something should have been by a certain day after a beginning, and is not known to have been."""
    since: date | None = getattr(facts, rule.since)
    if since is None or getattr(facts, rule.fact) is not None:
        return []
    return _when_near(rule, _line(rule, facts.number, since, today), today)


def _silence(rule: Rule, facts: TrajectoryFacts, today: date) -> Lines:
    """So many days without a contact; a contact that is planned soon makes it quiet."""
    since = facts.last_contact_on or facts.first_meeting_on
    if since is None or _is_planned(rule, facts, today):
        return []
    return _when_near(rule, _line(rule, facts.number, since, today), today)


def _around_job_start(rule: Rule, facts: TrajectoryFacts, today: date) -> Lines:
    """Before a start: something must be done in the days towards it. After: within so many days of it."""
    before = rule.side == "before"
    lines = (
        _before_start(rule, facts, j, today) if before else _after_start(rule, facts, j, today) for j in facts.jobs
    )
    return [line for line in lines if line is not None]


def _before_start(rule: Rule, facts: TrajectoryFacts, job: JobFacts, today: date) -> Line | None:
    opens = job.started_on - timedelta(days=rule.days)
    closes = job.started_on + timedelta(days=rule.until_day or 0)
    if not opens <= today <= closes or not _is_open(job, today) or _done_for(rule, facts, job, opens):
        return None
    return Line(rule.code, facts.number, opens, job.started_on, (job.started_on - today).days, rule.days, job)


def _done_for(rule: Rule, facts: TrajectoryFacts, job: JobFacts, opens: date) -> bool:
    if rule.fact:
        return getattr(facts, rule.fact) is not None
    return _spoken_since(facts, opens)


def _spoken_since(facts: TrajectoryFacts, day: date) -> bool:
    return facts.last_contact_on is not None and facts.last_contact_on >= day


def _is_open(job: JobFacts, today: date) -> bool:
    return job.ended_on is None or job.ended_on >= today


def _after_start(rule: Rule, facts: TrajectoryFacts, job: JobFacts, today: date) -> Line | None:
    last_day = job.started_on + timedelta(days=rule.until_day or rule.days)
    if not job.started_on <= today <= last_day or not _is_open(job, today):
        return None
    if _spoken_since(facts, job.started_on):
        return None
    return _line(rule, facts.number, job.started_on, today, job)


def _follow_along(rule: Rule, facts: TrajectoryFacts, today: date) -> Lines:
    """While working: a contact every so many days, counted from the last one or from the start."""
    job = current_job(facts, today)
    if job is None or _is_planned(rule, facts, today):
        return []
    at_work = (today - job.started_on).days
    if at_work < rule.from_day or (rule.until_day is not None and at_work >= rule.until_day):
        return []
    since = max(facts.last_contact_on or job.started_on, job.started_on)
    return _when_near(rule, _line(rule, facts.number, since, today, job), today)


def _after_job_loss(rule: Rule, facts: TrajectoryFacts, today: date) -> Lines:
    """A job ended: contact within so many days of hearing it, unless another job goes on."""
    if current_job(facts, today) is not None:
        return []
    lines = (_loss(rule, facts, j, today) for j in facts.jobs if j.ended_on is not None and j.ended_on <= today)
    return [line for line in lines if line is not None]


def _loss(rule: Rule, facts: TrajectoryFacts, job: JobFacts, today: date) -> Line | None:
    heard_on = job.heard_on or job.ended_on
    if heard_on is None or heard_on > today or _spoken_since(facts, heard_on):
        return None
    line = _line(rule, facts.number, heard_on, today, job)
    return line if rule.until_day is None or line.day <= rule.until_day else None


def _again(rule: Rule, facts: TrajectoryFacts, today: date) -> Lines:
    """Something to be done once more after a while; with a job, counted from its start when that came later."""
    job, last = current_job(facts, today), getattr(facts, rule.fact)
    base: date | None = last or getattr(facts, rule.since)
    if rule.work == "with_job" and job is not None:
        base = max(last or job.started_on, job.started_on)
        if rule.until_day is not None and (today - job.started_on).days > rule.until_day:
            return []
    elif rule.work == "without_job" and last is None:
        return []
    if base is None:
        return []
    return _when_near(rule, _line(rule, facts.number, base, today, job), today)


def _date_passed(rule: Rule, facts: TrajectoryFacts, today: date) -> Lines:
    """A day that was set for something has come; ``days`` of grace may follow."""
    due_on: date | None = getattr(facts, rule.fact)
    if due_on is None:
        return []
    return _when_near(rule, _line(rule, facts.number, due_on, today), today)


def _weekly_team(rule: Rule, facts: MemberFacts, today: date) -> Lines:
    if facts.last_supervision_on is None:
        begin = today - timedelta(days=rule.days)
        return [replace(_line(rule, "me", begin, today), never=True)] if facts.since <= begin else []
    return _when_near(rule, _line(rule, "me", facts.last_supervision_on, today), today)


def _waiting(rule: Rule, facts: ReferralFacts, today: date) -> Lines:
    return _when_near(rule, _line(rule, facts.number, facts.referred_on, today), today)


OF_TRAJECTORY: dict[str, Callable[[Rule, TrajectoryFacts, date], Lines]] = {
    "missing_by_day": _missing_by_day,
    "silence": _silence,
    "around_job_start": _around_job_start,
    "follow_along": _follow_along,
    "after_job_loss": _after_job_loss,
    "again": _again,
    "date_passed": _date_passed,
}
