"""The records of some months, of one team or of several, put together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, TypeVar

import numpy as np
from django.utils import timezone

from plek.benefits.selectors.advisers import is_planner_by
from plek.employment.models import Job as HeldJob
from plek.fidelity.selectors import asking
from plek.fidelity.selectors.columns import Columns, Ints
from plek.fidelity.selectors.recorded import FIGURES, Recorded
from plek.fidelity.selectors.rows import Adviser, Change, Course, Job, Person, Request, Sitting, Span, Week
from plek.fidelity.selectors.tabling import columns, courses_of, people_of
from plek.fidelity.selectors.talks import TALK, VISIT, unpacked_talks, unpacked_visits
from plek.fidelity.selectors.team_book import Book, Team
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.errors import NotFound

OPENNESS: EncryptedTextField = HeldJob._meta.get_field("openness")
Raw = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Shelf:
    """The IPS teams of whoever asks, and what stands there of the chosen one or of all; nothing without a team."""

    teams: tuple[Team, ...]
    columns: Columns
    names: Mapping[int, str] = field(default_factory=dict)
    """What the clients in the books are called, by the number of their row; the records are nameless."""
    recorded: tuple[tuple[Recorded, ...], ...] = ()
    """Of each team in the columns."""
    wordings: tuple[Raw, ...] = ()


def shelf_of(
    by: Membership, *, team: str = "", every: bool = False, names_employers: bool = False, scale: str,
    since: date, until: date, recorded_since: date,
) -> Shelf:  # fmt: skip
    """The records of the IPS team with this code, or of the first; or of ``every`` one of ``by``.

    Raises ``NotFound`` for a code that is none of the teams of ``by``.
    """
    rows = asking.teams(by, every, team=team, scale=scale, since=since, until=until, recorded_since=recorded_since)
    teams = tuple(_team(row) for row in rows)
    if team and team not in [known.code for known in teams]:
        raise NotFound
    read = [row for row in rows if row["people"] is not None]
    asked = asking.courses(by, teams=[row["pk"] for row in read], since=since, until=until)
    found = [row["course"] for row in asked]
    return Shelf(
        teams=teams, columns=_columns(by, read, found, since, until, names_employers),
        names=_names(found, [request for row in read for request in row["requests"]]),
        recorded=tuple(tuple(_recorded(month) for month in row["recorded"]) for row in read),
        wordings=tuple(given["given"] for row in read[:1] for given in row["wordings"]),
    )  # fmt: skip


def _team(row: Raw) -> Team:
    return Team(row["pk"], row["code"], row["name"])


def _recorded(row: Raw) -> Recorded:
    last_on, at = date.fromisoformat(row["last_on"]), datetime.fromisoformat(row["recorded_at"])
    return Recorded(last_on=last_on, recorded_on=timezone.localdate(at), **{name: row[name] for name in FIGURES})


def _columns(
    by: Membership, teams: Sequence[Raw], found: Sequence[Raw], since: date, until: date, names_employers: bool
) -> Columns:
    books = _books(teams, found, until)
    people, courses = people_of(books), courses_of(books)
    ids, working = courses.pk.tolist(), [c.pk for c in courses.rows if c.jobs]
    went = asking.visits(by, courses=ids, people=people.pk.tolist(), since=since, until=until)
    said = asking.talks(
        by, teams=[book.team.pk for book in books], courses=ids, working=working, since=since, until=until
    )
    visited = VISIT.read(went)
    employers = _employers(by, visited["employer"].tolist()) if names_employers else {}
    visits = unpacked_visits(visited, courses, people, since.toordinal(), employers)
    return columns(books, people, courses, unpacked_talks(TALK.read(said), courses), visits)


def _employers(by: Membership, pks: Iterable[int]) -> dict[int, tuple[str, str]]:
    rows = asking.employers(by, pks=sorted(set(pks)))
    return {row["pk"]: (row["code"], row["name"]) for row in rows}


def _books(teams: Iterable[Raw], found: Iterable[Raw], until: date) -> list[Book]:
    """Without contacts and visits, which are in columns."""
    courses: dict[int, list[Course]] = defaultdict(list)
    for row in found:
        courses[row["team"]].append(_course(row))
    return [
        Book(
            team=_team(row), until=until, people=_people(row), courses=tuple(courses[row["pk"]]),
            requests=tuple(_request(asked) for asked in row["requests"]),
            advisers=tuple(_adviser(trained) for trained in row["advisers"]),
        )
        for row in teams
    ]  # fmt: skip


def book_of(columns: Columns, place: int, until: date) -> Book:
    """The book of the team at this place, without the contacts and visits of which there are thousands."""
    courses = _of_team(columns.courses.rows, columns.courses.team, place)
    return Book(
        team=columns.teams[place], until=until, people=_of_team(columns.people.rows, columns.people.team, place),
        courses=tuple(replace(course, talks=(), visits=()) for course in courses),
        requests=_of_team(columns.requests.rows, columns.requests.team, place),
        advisers=_of_team(columns.advisers.rows, columns.advisers.team, place),
    )  # fmt: skip


def whole_book_of(columns: Columns, place: int, until: date) -> Book:
    """The same with every contact and visit as a row."""
    courses, visits = columns.courses, columns.visits
    said, went = _grouped(columns.talks.rows, columns.talks.course), _grouped(visits.rows, visits.course)
    own = np.flatnonzero(courses.team == place).tolist()
    return replace(
        book_of(columns, place, until), visits=_of_team(visits.rows, visits.team, place),
        courses=tuple(replace(courses.rows[n], talks=said(n), visits=went(n)) for n in own),
    )  # fmt: skip


def _of_team(rows: Sequence[T], teams: Ints, place: int) -> tuple[T, ...]:
    return tuple(rows[n] for n in np.flatnonzero(teams == place).tolist())


def _grouped(rows: Sequence[T], owner: Ints) -> Callable[[int], tuple[T, ...]]:
    """By owner, in the order in which they stand."""
    order = np.argsort(owner, kind="stable")
    known = owner[order]

    def of(place: int) -> tuple[T, ...]:
        begins, ends = np.searchsorted(known, place, "left"), np.searchsorted(known, place, "right")
        return tuple(rows[n] for n in order[begins:ends].tolist())

    return of


def _adviser(row: Raw) -> Adviser:
    return Adviser(row["person"], _span(row), is_planner_by(row["training"]))


def _names(courses: Iterable[Raw], requests: Iterable[Raw]) -> dict[int, str]:
    return {row["client_id"]: f"{row['preferred_name'] or row['first_name']} {row['last_name']}"
            for row in (*requests, *courses)}  # fmt: skip


def _request(row: Raw) -> Request:
    on = date.fromisoformat(row["referred_on"])
    return Request(row["pk"], row["client_id"], row["source"], row["state"], on)


def _people(team: Raw) -> tuple[Person, ...]:
    sat: dict[int, list[Sitting]] = defaultdict(list)
    for row in team["sittings"]:
        sat[row["member"]].append(_sitting(row))
    return tuple(
        _person(list(own), sat[member]) for member, own in groupby(team["people"], key=lambda row: row["member"])
    )


def _person(rows: Sequence[Raw], sat: Iterable[Sitting]) -> Person:
    row = rows[0]
    pk, team, fte = row["member"], row["team"], row["fte"]
    employed = Span(date.fromisoformat(row["employed_from"]), _day(row["employed_until"]))
    return Person(
        pk=pk, code=row["code"], name=row["name"], is_leader=row["role"] == Role.IPS_TEAM_LEADER,
        fte=None if fte is None else float(fte),
        here=tuple(_within(_span(r), employed) for r in rows),
        elsewhere=tuple(_span(r) for r in row["elsewhere"] if r["team"] != team),
        away=tuple(_span(r) for r in row["away"]),
        weeks=tuple(sorted((_week(pk, r) for r in row["weeks"]), key=lambda week: week.monday)),
        sittings=tuple(sat),
    )  # fmt: skip


def _within(span: Span, outer: Span) -> Span:
    ends = [end for end in (span.ends_on, outer.ends_on) if end]
    return Span(max(span.begins_on, outer.begins_on), min(ends) if ends else None)


def _span(row: Raw) -> Span:
    return Span(date.fromisoformat(row["begins_on"]), _day(row["ends_on"]))


def _week(pk: int, row: Raw) -> Week:
    return Week(
        pk, date.fromisoformat(row["monday"]), Decimal(str(row["support"])), _hours(row["other"]),
        _hours(row["outside"]),
    )  # fmt: skip


def _sitting(row: Raw) -> Sitting:
    return Sitting(
        row["member"], row["meeting"], date.fromisoformat(row["held_on"]), row["kind"], row["team"],
        row["team_kind"] or "", row["review"],
    )  # fmt: skip


def _course(row: Raw) -> Course:
    return Course(
        pk=row["pk"], number=row["number"], client_id=row["client_id"], client_number=row["client_number"],
        benefit=row["benefit"], treatment_team_id=row["treatment_team_id"],
        first_meeting_on=_day(row["first_meeting_on"]), ended_on=_day(row["ended_on"]),
        end_reason=row["end_reason"], milestones=_reached(row["reached"]),
        guides=tuple((r["who"], _span(r)) for r in row["guides"]),
        advice=tuple((r["who"], timezone.localdate(datetime.fromisoformat(r["at"]))) for r in row["advised"]),
        jobs=tuple(_job(row["pk"], r) for r in row["held"]),
    )  # fmt: skip


def _reached(rows: Iterable[Raw]) -> dict[str, tuple[date, ...]]:
    """The days of each kind, without those that a later row took back."""
    standing: dict[str, list[date]] = defaultdict(list)
    for row in rows:
        day = date.fromisoformat(row["on"])
        if not row["is_withdrawn"]:
            standing[row["kind"]].append(day)
        elif day in standing[row["kind"]]:
            standing[row["kind"]].remove(day)
    return {kind: tuple(sorted(days)) for kind, days in standing.items() if days}


def _job(course: int, row: Raw) -> Job:
    started = date.fromisoformat(row["started_on"])
    ended, heard = _day(row["ended_on"]), _day(row["end_heard_on"])
    rest = dict(row) | {"started_on": started, "ended_on": ended, "end_heard_on": heard}
    rest["openness"] = OPENNESS.from_json(row["openness"])
    rest["changes"] = tuple(_changes(course, row, started, rest.pop("hours")))
    return Job(course_id=course, **rest)


def _changes(course: int, row: Raw, since: date, before: Any) -> Iterable[Change]:
    for change in row["changes"]:
        on, hours = date.fromisoformat(change["on"]), change["hours"]
        yield Change(change["pk"], course, row["title"], on, since, Decimal(str(hours)), Decimal(str(before)))
        since, before = on, hours


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _hours(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
