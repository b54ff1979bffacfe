"""The records of some months, of one team or of several, put together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

import numpy as np

from plek.fidelity.selectors import answers, asking
from plek.fidelity.selectors.answers import Raw
from plek.fidelity.selectors.columns import Columns, Ints
from plek.fidelity.selectors.recorded import Recorded
from plek.fidelity.selectors.rows import Course
from plek.fidelity.selectors.tabling import columns, courses_of, people_of
from plek.fidelity.selectors.talks import TALK, VISIT, unpacked_talks, unpacked_visits
from plek.fidelity.selectors.team_book import Book, Team
from plek.organisations.models import Membership
from plek.shared.errors import NotFound

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
    found = [course for part in asked for course in part["courses"] or ()]
    return Shelf(
        teams=teams, columns=_columns(by, read, found, since, until, names_employers),
        names=_names(found, [request for row in read for request in row["requests"]]),
        recorded=tuple(tuple(answers.recorded(month) for month in row["recorded"]) for row in read),
        wordings=tuple(given["given"] for row in read[:1] for given in row["wordings"]),
    )  # fmt: skip


def _team(row: Raw) -> Team:
    return Team(row["pk"], row["code"], row["name"])


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
        courses[row["team"]].append(answers.course(row))
    return [
        Book(
            team=_team(row), until=until, people=answers.people(row), courses=tuple(courses[row["pk"]]),
            requests=tuple(answers.request(asked) for asked in row["requests"]),
            advisers=tuple(answers.adviser(trained) for trained in row["advisers"]),
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


def _names(courses: Iterable[Raw], requests: Iterable[Raw]) -> dict[int, str]:
    return {row["client_id"]: f"{row['preferred_name'] or row['first_name']} {row['last_name']}"
            for row in (*requests, *courses)}  # fmt: skip
