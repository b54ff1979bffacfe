"""One team's records of some months, put together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils import timezone

from plek.benefits.selectors.advisers import is_planner_by
from plek.employment.models import Job as HeldJob
from plek.fidelity.selectors import asking
from plek.fidelity.selectors.recorded import FIGURES, Recorded
from plek.fidelity.selectors.rows import (
    Adviser,
    Change,
    Course,
    Job,
    Person,
    Request,
    Sitting,
    Span,
    Talk,
    Visit,
    Week,
)
from plek.fidelity.selectors.team_book import Book, Team
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.errors import NotFound

OPENNESS: EncryptedTextField = HeldJob._meta.get_field("openness")
Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Shelf:
    """The IPS teams of whoever asks, and what stands there of the chosen one; no book without a team."""

    teams: tuple[Team, ...]
    book: Book | None = None
    names: Mapping[int, str] = field(default_factory=dict)
    """What the clients in the book are called, by the number of their row; the book itself is nameless."""
    recorded: tuple[Recorded, ...] = ()
    wordings: tuple[Raw, ...] = ()


def shelf_of(by: Membership, *, team: str, scale: str, since: date, until: date, recorded_since: date) -> Shelf:
    """The records of the IPS team with this code, or of the first.

    Raises ``NotFound`` for a code that is none of the teams of ``by``.
    """
    rows = asking.teams(by, team=team, scale=scale, since=since, until=until, recorded_since=recorded_since)
    teams = tuple(Team(row["pk"], row["code"], row["name"]) for row in rows)
    if team and team not in [known.code for known in teams]:
        raise NotFound
    row = next((row for row in rows if row["people"] is not None), None)
    if row is None:
        return Shelf(teams)
    courses = asking.courses(by, team=row["pk"], since=since, until=until)
    return Shelf(
        teams=teams, book=_book(by, row, courses, since, until), names=_names(courses, row["requests"]),
        recorded=tuple(_recorded(found) for found in row["recorded"]),
        wordings=tuple(found["given"] for found in row["wordings"]),
    )  # fmt: skip


def _recorded(row: Raw) -> Recorded:
    last_on, at = date.fromisoformat(row["last_on"]), datetime.fromisoformat(row["recorded_at"])
    return Recorded(last_on=last_on, recorded_on=timezone.localdate(at), **{name: row[name] for name in FIGURES})


def _book(by: Membership, row: Raw, found: Sequence[Raw], since: date, until: date) -> Book:
    people = _people(row["people"])
    ids, working = [c["pk"] for c in found], [c["pk"] for c in found if c["held"]]
    visits = asking.visits(by, courses=ids, people=[p.pk for p in people], since=since, until=until)
    talks = asking.talks(by, team=row["pk"], courses=ids, working=working, since=since, until=until)
    known = frozenset(ids)
    every = tuple(_visit(row, known) for row in visits)
    return Book(
        team=Team(row["pk"], row["code"], row["name"]), until=until, people=people,
        courses=_courses(found, [_talk(row) for row in talks], every),
        visits=every, requests=tuple(_request(asked) for asked in row["requests"]),
        advisers=tuple(_adviser(trained) for trained in row["advisers"]),
    )  # fmt: skip


def _adviser(row: Raw) -> Adviser:
    return Adviser(row["person"], _span(row), is_planner_by(row["training"]))


def _names(courses: Iterable[Raw], requests: Iterable[Raw]) -> dict[int, str]:
    asked = {row["client_id"]: _called(row, asking.NAME) for row in requests}
    return asked | {row["client_id"]: _called(row, asking.NAME.values()) for row in courses}


def _called(row: Raw, keys: Iterable[str]) -> str:
    first, preferred, last = (row[key] for key in keys)
    return f"{preferred or first} {last}"


def _request(row: Raw) -> Request:
    on = date.fromisoformat(row["referred_on"])
    return Request(row["pk"], row["client_id"], row["source"], row["state"], on)


def _people(rows: Iterable[Raw]) -> tuple[Person, ...]:
    return tuple(_person(list(own)) for _, own in groupby(rows, key=lambda row: row["member"]))


def _person(rows: Sequence[Raw]) -> Person:
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
        sittings=tuple(_sitting(pk, r) for r in row["sittings"]),
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


def _sitting(pk: int, row: Raw) -> Sitting:
    held_on = date.fromisoformat(row["held_on"])
    return Sitting(pk, row["meeting"], held_on, row["kind"], row["team"], row["team_kind"] or "", row["review"])


def _courses(rows: Iterable[Raw], talks: Iterable[Talk], visits: Iterable[Visit]) -> tuple[Course, ...]:
    said: dict[int, list[Talk]] = defaultdict(list)
    for talk in talks:
        said[talk.course_id].append(talk)
    went: dict[int | None, list[Visit]] = defaultdict(list)
    for visit in visits:
        went[visit.course_id].append(visit)
    return tuple(_course(row, said[row["pk"]], went[row["pk"]]) for row in rows)


def _course(row: Raw, talks: list[Talk], visits: list[Visit]) -> Course:
    return Course(
        pk=row["pk"], number=row["number"], client_id=row["client_id"], client_number=row["client__number"],
        benefit=row["client__benefit"], treatment_team_id=row["client__treatment_team_id"],
        first_meeting_on=row["first_meeting_on"], ended_on=row["ended_on"], end_reason=row["end_reason"],
        guides=tuple((r["who"], _span(r)) for r in row["guides"]), milestones=_reached(row["reached"]),
        advice=tuple((r["who"], timezone.localdate(datetime.fromisoformat(r["at"]))) for r in row["advised"]),
        jobs=tuple(_job(row["pk"], r) for r in row["held"]), talks=tuple(talks), visits=tuple(visits),
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


def _talk(row: Raw) -> Talk:
    return Talk(
        row["pk"], row["trajectory_id"], row["member_id"], row["held_on"], row["held_with"], row["mode"],
        row["setting"], row["work_phase"], tuple(row["topics"]), row["was_missed"], str(row["visit"] or ""),
        row["is_of_treatment"],
    )  # fmt: skip


def _visit(row: Raw, known: frozenset[int]) -> Visit:
    course = row["trajectory_id"] if row["trajectory_id"] in known else None
    return Visit(
        row["pk"], str(row["key"]), course, row["member_id"], row["employer_id"], row["employer__code"],
        row["employer__name"], row["held_on"], row["mode"], row["decides_on_hiring"], row["fits_wish"],
        row["purpose"],
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _hours(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
