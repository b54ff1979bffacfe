"""What the database answers, row by row, made into the rows of a book."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils import timezone

from plek.benefits.selectors.advisers import is_planner_by
from plek.employment.models import Job as HeldJob
from plek.fidelity.selectors.recorded import FIGURES, Recorded
from plek.fidelity.selectors.rows import Adviser, Change, Course, Job, Person, Request, Sitting, Span, Time, Week
from plek.organisations.choices import Role
from plek.shared.encryption import EncryptedTextField

OPENNESS: EncryptedTextField = HeldJob._meta.get_field("openness")
Raw = Mapping[str, Any]


def recorded(row: Raw) -> Recorded:
    last_on, at = date.fromisoformat(row["last_on"]), datetime.fromisoformat(row["recorded_at"])
    return Recorded(last_on=last_on, recorded_on=timezone.localdate(at), **{name: row[name] for name in FIGURES})


def adviser(row: Raw) -> Adviser:
    return Adviser(row["person"], _span(row), is_planner_by(row["training"]))


def request(row: Raw) -> Request:
    on = date.fromisoformat(row["referred_on"])
    return Request(row["pk"], row["client_id"], row["source"], row["state"], on)


def people(team: Raw) -> tuple[Person, ...]:
    sat: dict[int, list[Sitting]] = defaultdict(list)
    for row in team["sittings"]:
        sat[row["member"]].append(_sitting(row))
    return tuple(
        _person(list(own), sat[member]) for member, own in groupby(team["people"], key=lambda row: row["member"])
    )


def _person(rows: Sequence[Raw], sat: Iterable[Sitting]) -> Person:
    row = rows[0]
    pk, team = row["member"], row["team"]
    employed = Span(date.fromisoformat(row["employed_from"]), _day(row["employed_until"]))
    return Person(
        pk=pk, code=row["code"], name=row["name"], is_leader=row["role"] == Role.IPS_TEAM_LEADER,
        fte=_fte(row), times=tuple(_time(r) for r in row["times"]),
        here=tuple(_within(_span(r), employed) for r in rows),
        elsewhere=tuple(_span(r) for r in row["elsewhere"] if r["team"] != team),
        away=tuple(_span(r) for r in row["away"]),
        weeks=tuple(sorted((_week(pk, r) for r in row["weeks"]), key=lambda week: week.monday)),
        sittings=tuple(sat),
    )  # fmt: skip


def _fte(row: Raw) -> float | None:
    return None if row["fte"] is None else float(row["fte"])


def _time(row: Raw) -> Time:
    return Time(date.fromisoformat(row["begins_on"]), _fte(row))


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


def course(row: Raw) -> Course:
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
