"""People, trajectories and referrals of some teams, put in columns."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from plek.fidelity.selectors.coding import (
    BENEFITS,
    END_REASONS,
    MEETINGS,
    MILESTONES,
    OPENNESS,
    SOURCES,
    STATES,
    TEAM_KINDS,
)
from plek.fidelity.selectors.columns import (
    FAR,
    UNKNOWN,
    Advisers,
    Changes,
    Columns,
    Courses,
    Flags,
    Guides,
    Ints,
    Jobs,
    People,
    Reached,
    Requests,
    Sittings,
    Spans,
    Talks,
    Times,
    Visits,
    Weeks,
    places,
)
from plek.fidelity.selectors.rows import Course, Person, Sitting, Span, Time, Week
from plek.fidelity.selectors.talks import talks_of, visits_of
from plek.fidelity.selectors.team_book import Book

MEMBERS = 1 << 40
"""More than there will ever be members."""


def columns_of(*books: Book) -> Columns:
    """The books of some teams as columns."""
    people, courses = people_of(books), courses_of(books)
    return columns(books, people, courses, talks_of(books), visits_of(books, courses))


def columns(books: Sequence[Book], people: People, courses: Courses, talks: Talks, visits: Visits) -> Columns:
    """Of books of which contacts and visits are in columns already."""
    rows = people.rows
    return Columns(
        teams=tuple(book.team for book in books), people=people, courses=courses, talks=talks, visits=visits,
        here=_spans(person.here for person in rows), elsewhere=_spans(person.elsewhere for person in rows),
        away=_spans(person.away for person in rows), times=_times(rows), weeks=_weeks(rows),
        sittings=_sittings(rows, people), guides=_guides(courses, people),
        milestones=_milestones(courses.rows), advice=_advice(courses.rows), jobs=_jobs(courses.rows),
        changes=_changes(courses.rows), requests=_requests(books), advisers=_advisers(books),
    )  # fmt: skip


def people_of(books: Sequence[Book]) -> People:
    found = [(n, person) for n, book in enumerate(books) for person in book.people]
    rows = [person for _, person in found]
    return People(
        rows=rows, team=_ints(n for n, _ in found), pk=_ints(person.pk for person in rows),
        is_leader=_flags(person.is_leader for person in rows),
    )  # fmt: skip


def courses_of(books: Sequence[Book]) -> Courses:
    found = [(n, course) for n, book in enumerate(books) for course in book.courses]
    rows = [course for _, course in found]
    return Courses(
        rows=rows, pk=_ints(c.pk for c in rows), team=_ints(n for n, _ in found),
        client=_ints(c.client_id for c in rows), benefit=BENEFITS.column(c.benefit for c in rows),
        treatment_team=_ints(c.treatment_team_id or UNKNOWN for c in rows),
        met=_ints(_day(c.first_meeting_on, UNKNOWN) for c in rows), ended=_ints(_day(c.ended_on) for c in rows),
        end_reason=END_REASONS.column(c.end_reason for c in rows),
    )  # fmt: skip


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, np.bool_)


def _day(day: date | None, otherwise: int = FAR) -> int:
    return day.toordinal() if day else otherwise


def _spans(of_each: Iterable[Sequence[Span]]) -> Spans:
    found = [(n, span) for n, spans in enumerate(of_each) for span in spans]
    return Spans(
        owner=_ints(n for n, _ in found), begins=_ints(span.begins_on.toordinal() for _, span in found),
        ends=_ints(_day(span.ends_on) for _, span in found),
    )  # fmt: skip


def _times(people: Sequence[Person]) -> Times:
    found = [(n, time) for n, one in enumerate(people) for time in one.times or (Time(date.min, one.fte),)]
    return Times(
        owner=_ints(n for n, _ in found), begins=_ints(time.begins_on.toordinal() for _, time in found),
        fte=np.array([np.nan if time.fte is None else time.fte for _, time in found], np.float64),
    )  # fmt: skip


def _weeks(people: Sequence[Person]) -> Weeks:
    found: list[tuple[int, Week]] = [(n, week) for n, person in enumerate(people) for week in person.weeks]
    rows = [week for _, week in found]
    return Weeks(
        rows=rows, person=_ints(n for n, _ in found), monday=_ints(w.monday.toordinal() for w in rows),
        support=_ints(_hundredths(w.support) for w in rows), other=_ints(_hundredths(w.other) for w in rows),
        outside=_ints(_hundredths(w.outside) for w in rows),
    )  # fmt: skip


def _hundredths(hours: Decimal | None) -> int:
    return UNKNOWN if hours is None else int(hours * 100)


def _sittings(people: Sequence[Person], columns: People) -> Sittings:
    found: list[tuple[int, Sitting]] = [(n, sat) for n, person in enumerate(people) for sat in person.sittings]
    rows, person = [sat for _, sat in found], _ints(n for n, _ in found)
    return Sittings(
        rows=rows, person=person, day=_ints(s.held_on.toordinal() for s in rows),
        meeting=_last_of_each(zip(columns.team[person].tolist(), (s.meeting_id for s in rows), strict=True)),
        kind=MEETINGS.column(s.kind for s in rows),
        of_team=_ints(UNKNOWN if s.team_id is None else s.team_id for s in rows),
        team_kind=TEAM_KINDS.column(s.team_kind for s in rows),
        has_log_review=_flags(s.has_log_review for s in rows),
    )  # fmt: skip


def _last_of_each(keys: Iterable[Any]) -> Ints:
    """For every key the place of the last one that is equal."""
    listed = list(keys)
    last = {key: place for place, key in enumerate(listed)}
    return _ints(last[key] for key in listed)


def person_of(people: People, team: Ints, member: Ints) -> Ints:
    """The place of someone in a team; -1 for who does not work there."""
    return places(people.team * MEMBERS + people.pk, team * MEMBERS + member)


def _guides(courses: Courses, people: People) -> Guides:
    found = [(n, who, span) for n, course in enumerate(courses.rows) for who, span in course.guides]
    course = _ints(n for n, _, _ in found)
    return Guides(
        course=course, person=person_of(people, courses.team[course], _ints(who for _, who, _ in found)),
        begins=_ints(span.begins_on.toordinal() for _, _, span in found),
        ends=_ints(_day(span.ends_on) for _, _, span in found),
    )  # fmt: skip


def _milestones(courses: Sequence[Course]) -> Reached:
    return _reached(
        (n, MILESTONES.number(kind), day)
        for n, course in enumerate(courses) for kind, days in course.milestones.items() for day in days
    )  # fmt: skip


def _advice(courses: Sequence[Course]) -> Reached:
    return _reached((n, who, day) for n, course in enumerate(courses) for who, day in course.advice)


def _reached(found: Iterable[tuple[int, int, date]]) -> Reached:
    rows = list(found)
    return Reached(
        course=_ints(n for n, _, _ in rows), what=_ints(what for _, what, _ in rows),
        day=_ints(day.toordinal() for _, _, day in rows),
    )  # fmt: skip


def _jobs(courses: Sequence[Course]) -> Jobs:
    found = [(n, job) for n, course in enumerate(courses) for job in course.jobs]
    rows, numbers = [job for _, job in found], {"": 0}
    return Jobs(
        rows=rows, course=_ints(n for n, _ in found), employer=_ints(j.employer_id for j in rows),
        occupation=_ints(numbers.setdefault(j.occupation, len(numbers)) for j in rows),
        starts=_ints(j.started_on.toordinal() for j in rows), ended=_ints(_day(j.ended_on) for j in rows),
        heard=_ints(_day(j.end_heard_on, UNKNOWN) for j in rows),
        is_placement=_flags(j.is_placement for j in rows), is_competitive=_flags(j.is_competitive for j in rows),
        openness=OPENNESS.column(j.openness for j in rows),
    )  # fmt: skip


def _changes(courses: Sequence[Course]) -> Changes:
    jobs = [job for course in courses for job in course.jobs]
    found = [(n, change) for n, job in enumerate(jobs) for change in job.changes]
    return Changes(
        rows=[change for _, change in found], job=_ints(n for n, _ in found),
        day=_ints(change.changed_on.toordinal() for _, change in found),
        since=_ints(change.since.toordinal() for _, change in found),
    )  # fmt: skip


def _requests(books: Sequence[Book]) -> Requests:
    found = [(n, request) for n, book in enumerate(books) for request in book.requests]
    rows = [request for _, request in found]
    return Requests(
        rows=rows, team=_ints(n for n, _ in found), source=SOURCES.column(r.source for r in rows),
        state=STATES.column(r.state for r in rows), day=_ints(r.referred_on.toordinal() for r in rows),
    )  # fmt: skip


def _advisers(books: Sequence[Book]) -> Advisers:
    found = [(n, adviser) for n, book in enumerate(books) for adviser in book.advisers]
    return Advisers(
        rows=[adviser for _, adviser in found], team=_ints(n for n, _ in found),
        member=_ints(a.person_id for _, a in found),
        begins=_ints(a.span.begins_on.toordinal() for _, a in found),
        ends=_ints(_day(a.span.ends_on) for _, a in found), is_planner=_flags(a.is_planner for _, a in found),
    )  # fmt: skip
