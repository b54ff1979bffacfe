"""Staffing: caseload size, hours for employment services, and who does all the phases himself."""

from datetime import date, timedelta

from plek.caseload.choices import WorkPhase
from plek.engines.measures import Period
from plek.fidelity.counting.tally import Line, Mark, Tally
from plek.fidelity.counting.turns import each_day
from plek.fidelity.selectors.rows import Course, Person, Span
from plek.fidelity.selectors.team_book import Book

PHASES = {
    WorkPhase.ENGAGEMENT: "engagement", WorkPhase.PROFILE: "assessment", WorkPhase.SEARCH: "placement",
    WorkPhase.PLACEMENT: "placement", WorkPhase.COACHING: "coaching", WorkPhase.FOLLOW_ALONG: "follow-along",
}  # fmt: skip
"""Six with intake, which is the first meeting; searching and placing are one."""


def caseload_size(book: Book, period: Period) -> Tally:
    """ST1. Who has no fte on record is left out with his clients, and so is a leader, of whose fte it is not
    recorded which part is for a caseload."""
    tally = Tally()
    counted = {person.pk: person for person in book.specialists(period) if person.fte is not None}
    worked = {pk: _days_of_work(person, period) for pk, person in counted.items()}
    days_on: dict[tuple[int, int], set[int]] = {}
    for course in book.courses:
        if course.is_open_in(period):
            _add_course(tally, course, period, worked, days_on)
    tally.counts["clients"] = sum(len(days) for days in days_on.values()) / period.days
    tally.counts["fte"] = sum(fte_days(person, worked[pk]) for pk, person in counted.items()) / period.days
    for pk, person in counted.items():
        tally.lines.append(Line("fte", person, Mark.COUNTS, fte_days(person, worked[pk]) / period.days))
    tally.miss("fte", [person for person in book.specialists(period) if person.fte is None])
    return tally


def _add_course(
    tally: Tally, course: Course, period: Period, worked: dict[int, list[date]],
    days_on: dict[tuple[int, int], set[int]],
) -> None:  # fmt: skip
    """Count a client once for each specialist on each day."""
    pairs = [(who, guided(course, span, period)) for who, span in course.guides]
    for who, days in pairs:
        if who in worked:
            days_on.setdefault((course.client_id, who), set()).update(days)
    known = sum(len(days) for who, days in pairs if who in worked)
    if known:
        tally.lines.append(Line("clients", course, Mark.COUNTS, known / period.days))
    elif any(days for _, days in pairs):
        tally.miss("clients", [course])


def guided(course: Course, span: Span, period: Period) -> range:
    """The days (as numbers) of the period on which a trajectory that had begun was with this specialist."""
    begins = max(period.first, span.begins_on, course.first_meeting_on or period.first)
    ends = min(day for day in (period.last + timedelta(days=1), span.ends_on, course.ended_on) if day)
    return range(begins.toordinal(), ends.toordinal())


def _days_of_work(person: Person, period: Period) -> list[date]:
    return [day for day in each_day(period) if person.works_on(day)]


def fte_days(person: Person, days: list[date]) -> float:
    """The fte over these days; who works for more IPS teams brings each an equal part."""
    if person.fte is None:
        return 0.0
    return sum(person.fte / (1 + sum(span.holds(day) for span in person.elsewhere)) for day in days)


def employment_hours(book: Book, period: Period) -> Tally:
    """ST2. Weeks that begin in the period; a week without its other hours is left out."""
    tally = Tally()
    weeks = [w for p in book.specialists(period) for w in p.weeks if period.first <= w.monday <= period.last]
    entered = [week for week in weeks if week.all is not None]
    if weeks:
        tally.counts["hours_employment"] = float(sum(week.support for week in entered))
        tally.counts["hours_total"] = float(sum(week.all or 0 for week in entered))
    tally.lines += [Line("hours_employment", week, Mark.COUNTS, float(week.support)) for week in entered]
    tally.miss("hours_employment", [week for week in weeks if week.all is None])
    return tally


def phases_done(book: Book, period: Period) -> Tally:
    """ST3. A phase counts with one contact in it that took place; intake with one first meeting."""
    tally = Tally()
    seen: dict[int, dict[str, object]] = {person.pk: {} for person in book.specialists(period)}
    for talk in book.talks(period):
        phase = PHASES.get(WorkPhase(talk.work_phase)) if talk.work_phase else None
        if talk.member_id not in seen or talk.was_missed:
            continue
        if phase is None and talk.is_with_client:
            tally.miss("phases", [talk])
        elif phase and phase not in seen[talk.member_id]:
            seen[talk.member_id][phase] = talk
            tally.show("phases", [talk])
    for course in book.courses:
        _add_intake(tally, course, period, seen)
    if tally.lines:
        tally.own = {pk: {"phases": float(len(phases))} for pk, phases in seen.items()}
    return tally


def _add_intake(tally: Tally, course: Course, period: Period, seen: dict[int, dict[str, object]]) -> None:
    met = course.first_meeting_on
    if met is None or not period.first <= met <= period.last:
        return
    for who, span in course.guides:
        if who in seen and (span.holds(met) or span.begins_on == met) and "intake" not in seen[who]:
            seen[who]["intake"] = course
            tally.show("phases", [course])
