"""Before the job: benefits, openness and the career profile."""

from datetime import date, timedelta

from plek.caseload.choices import Benefit, MilestoneKind, Topic
from plek.employment.choices import Openness
from plek.engines.measures import Period
from plek.fidelity.counting.tally import Mark, Tally
from plek.fidelity.selectors.rows import Change, Course
from plek.fidelity.selectors.team_book import Book

DUE_AGAIN = timedelta(days=60)
"""About two months without a job after a talk about openness."""
PROFILE_DUE = timedelta(days=30)


def benefits_planning(book: Book, period: Period) -> Tally:
    """SE1. Told: a contact with the client about benefits, or benefits counselling, before the start or on that
    day. Advised: such a contact, or a conversation rounded off, by who stood in the register of advisers then;
    without a register that is not known."""
    tally = Tally()
    starts = [
        (course, job) for course in book.courses for job in course.jobs
        if job.is_competitive and period.first <= job.started_on <= period.last
    ]  # fmt: skip
    known = [(course, job) for course, job in starts if course.benefit not in ("", Benefit.NONE)]
    tally.share("starts_told", "starts", [
        (job, any(day <= job.started_on for day in told(course, Topic.BENEFIT, MilestoneKind.BENEFITS_ADVICE)))
        for course, job in known
    ])  # fmt: skip
    if book.advisers:
        for part, as_planner in (("starts_advised_trained", False), ("starts_advised_planner", True)):
            tally.share(part, "starts", [
                (job, any(day <= job.started_on for day in advised(book, course, as_planner=as_planner)))
                for course, job in known
            ])  # fmt: skip
    changes = _changes_in(book, period)
    _count_changes(tally, book, [(c, change) for c, change in changes if c.benefit not in ("", Benefit.NONE)])
    unknown = {course.pk: course for course, _ in (*starts, *changes) if course.benefit == ""}
    tally.miss("starts_told", unknown.values())
    return tally


def _changes_in(book: Book, period: Period) -> list[tuple[Course, Change]]:
    """Of competitive jobs, while they lasted."""
    return [
        (course, change) for course in book.courses for job in course.jobs if job.is_competitive
        for change in job.changes
        if period.first <= change.changed_on <= period.last and job.lasts_on(change.changed_on)
    ]  # fmt: skip


def _count_changes(tally: Tally, book: Book, known: list[tuple[Course, Change]]) -> None:
    """Advised anew: after the hours and pay that held before had begun, and by the day of the change. Without any
    change on record, ever, nobody knows."""
    every = [change for course in book.courses for job in course.jobs for change in job.changes]
    if every:
        tally.counts["hours_changes"] = len(known)
    if every and book.advisers:
        tally.share("hours_changes_advised", "hours_changes", [
            (change, _is_advised_anew(book, course, change)) for course, change in known
        ])  # fmt: skip
    else:
        tally.show("hours_changes", [change for _, change in known])


def _is_advised_anew(book: Book, course: Course, change: Change) -> bool:
    return any(change.since < day <= change.changed_on for day in advised(book, course, as_planner=True))


def told(course: Course, topic: Topic, milestone: MilestoneKind) -> list[date]:
    """The days on which something was talked through with the client, in their order."""
    days = {talk.held_on for talk in course.talks if talk.is_with_client and topic in talk.topics}
    return sorted(days | set(course.milestones.get(milestone, ())))


def advised(book: Book, course: Course, *, as_planner: bool) -> list[date]:
    """The days on which an adviser of the register talked with the client about benefits, or rounded off a
    conversation about them."""
    talks = [(t.member_id, t.held_on) for t in course.talks if t.is_with_client and Topic.BENEFIT in t.topics]
    every = (*talks, *course.advice)
    return [day for person, day in every if book.is_adviser(person, day, as_planner=as_planner)]


def openness(book: Book, period: Period) -> Tally:
    """SE2. The first employer contact for a client is the first ever; the wording is not on record, nor is trouble
    at work."""
    tally = Tally()
    talked = {c.pk: told(c, Topic.OPENNESS, MilestoneKind.OPENNESS_TALK) for c in book.courses}
    approached = approached_in(book, period)
    tally.share("clients_talked_before", "clients_approached", [
        (c, any(day <= c.visits[0].held_on for day in talked[c.pk])) for c in approached
    ])  # fmt: skip
    tally.count("clients_talked", [c for c in book.open_in(period) if _until(talked[c.pk], period)])
    due = [(c, again) for c in book.open_in(period) for again in [_talked_again(c, talked[c.pk], period)]]
    tally.share("clients_talked_again", "clients_due_again", [(c, again) for c, again in due if again is not None])
    silent = [j for j in book.jobs_in(period) if j.openness == Openness.NOBODY and not j.is_placement]
    if silent:
        tally.facts["not_required"] = True
        tally.show("clients_talked", silent)
    return tally


def approached_in(book: Book, period: Period) -> list[Course]:
    """Trajectories for which an employer was contacted in the period."""
    return [c for c in book.courses if any(period.first <= v.held_on <= period.last for v in c.visits)]


def _until(days: list[date], period: Period) -> list[date]:
    return [day for day in days if day <= period.last]


def _talked_again(course: Course, talked: list[date], period: Period) -> bool | None:
    """None when no other talk was due: a job came within 60 days, or they are not over yet."""
    days = _until(talked, period)
    if not days:
        return None
    due = days[0] + DUE_AGAIN
    ended = course.ended_on is not None and course.ended_on < due
    if due > period.last or ended or any(_worked_between(course, days[0], due)):
        return None
    return len(days) > 1


def _worked_between(course: Course, first: date, last: date) -> list[bool]:
    return [not job.is_placement and job.is_held_in(Period(first, last)) for job in course.jobs]


def career_profile(book: Book, period: Period) -> Tally:
    """SE3. A profile is a career profile marked as ready, and a new version the same mark after the event. Without
    any such mark nobody knows, and the clients are only listed. Sources are not on record."""
    tally = Tally()
    past = [c for c in book.open_in(period) if _is_past_start(c, period)]
    ready = {c.pk: _until(list(c.milestones.get(MilestoneKind.PROFILE_READY, ())), period) for c in book.courses}
    if not any(ready.values()):
        tally.show("clients_with_profile", past, Mark.NO)
        return tally
    tally.share("clients_with_profile", "clients_past_start", [(c, bool(ready[c.pk])) for c in past])
    events = [
        (job, day) for c in book.courses for job in c.jobs if not job.is_placement
        for day in (job.started_on, job.ended_on) if day and period.first <= day <= period.last
    ]  # fmt: skip
    tally.counts["job_events"] = len(events)
    held = [(job, any(later >= day for later in ready[job.course_id])) for job, day in events]
    tally.counts["job_events_with_update"] = sum(updated for _, updated in held)
    for job, updated in held:
        tally.show("job_events_with_update", [job], Mark.YES if updated else Mark.NO)
    return tally


def _is_past_start(course: Course, period: Period) -> bool:
    met, ends = course.first_meeting_on, min(period.last, course.ended_on or period.last)
    return met is not None and ends - met > PROFILE_DUE
