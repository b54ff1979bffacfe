"""One team's records of some months, put together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from plek.fidelity.selectors import asking
from plek.fidelity.selectors.rows import Course, Job, Person, Request, Sitting, Span, Talk, Visit, Week
from plek.fidelity.selectors.team_book import Book, Team
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.errors import NotFound

Raw = Mapping[str, Any]


def book_of(by: Membership, team: str, since: date, until: date) -> tuple[list[Team], Book | None]:
    """The IPS teams of ``by``, and the records of the one with this code, or of the first.

    None when ``by`` has no IPS team. Raises ``NotFound`` for a code that is none of his teams.
    """
    rows = asking.people(by, since=since, until=until)
    teams = sorted({Team(r["team_id"], r["team__code"], r["team__name"]) for r in rows}, key=lambda t: t.name)
    if team and team not in [t.code for t in teams]:
        raise NotFound
    chosen = next((t for t in teams if t.code == team), teams[0] if teams else None)
    if chosen is None:
        return teams, None
    people = _people([r for r in rows if r["team_id"] == chosen.pk])
    return teams, _book(by, chosen, people, since, until)


def _book(by: Membership, team: Team, people: tuple[Person, ...], since: date, until: date) -> Book:
    found = asking.courses(by, team=team.pk, since=since, until=until)
    ids, working = [c["pk"] for c in found], [c["pk"] for c in found if c["held"]]
    visits = asking.visits(by, courses=ids, people=[p.pk for p in people], since=since, until=until)
    talks = asking.talks(by, courses=ids, working=working, since=since, until=until)
    known = frozenset(ids)
    every = tuple(_visit(row, known) for row in visits)
    return Book(
        team=team, until=until, people=people,
        courses=_courses(found, [_talk(row) for row in talks], every),
        visits=every,
        requests=tuple(Request(**row) for row in asking.requests(by, team=team.pk, since=since, until=until)),
    )  # fmt: skip


def _people(rows: Iterable[Raw]) -> tuple[Person, ...]:
    return tuple(_person(list(own)) for _, own in groupby(rows, key=lambda row: row["membership_id"]))


def _person(rows: Sequence[Raw]) -> Person:
    row = rows[0]
    pk, team = row["membership_id"], row["team_id"]
    employed = Span(row["membership__begins_on"], row["membership__ends_on"])
    fte = row["membership__fte"]
    return Person(
        pk=pk, code=row["membership__code"], name=row["membership__user__name"],
        is_leader=row["membership__role"] == Role.IPS_TEAM_LEADER, fte=None if fte is None else float(fte),
        here=tuple(_within(Span(r["begins_on"], r["ends_on"]), employed) for r in rows),
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
    return Job(course_id=course, **rest)


def _talk(row: Raw) -> Talk:
    return Talk(
        row["pk"], row["trajectory_id"], row["member_id"], row["held_on"], row["held_with"], row["mode"],
        row["setting"], row["work_phase"], tuple(row["topics"]), row["was_missed"], str(row["visit"] or ""),
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
