"""Books of invented teams, untidy on purpose: gaps, clients with two trajectories, people of two teams."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from plek.caseload.choices import (
    Benefit,
    ContactWith,
    EndReason,
    MeetingKind,
    MilestoneKind,
    Mode,
    ReferralSource,
    ReferralState,
    Setting,
    Topic,
    WorkPhase,
)
from plek.employers.choices import Purpose
from plek.employment.choices import NEVER_COMPETITIVE, Contract, Openness
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
    Time,
    Visit,
    Week,
)
from plek.fidelity.selectors.team_book import Book, Team
from plek.fidelity.tests.dates import BEGAN, FIRST, LAST
from plek.organisations.choices import TeamKind

T = TypeVar("T")
MEMBERS = range(1, 9)
"""Some of them work in several teams."""


def a_programme(chance: Random, team: int, clients: int = 30) -> Book:
    """One team in the half year up to ``LAST``, with what was before."""
    people = tuple(_person(chance, pk, team) for pk in sorted(chance.sample(MEMBERS, 5)))
    courses = tuple(_course(chance, team * 1000 + n, clients) for n in range(clients))
    general = tuple(_visit(chance, team * 100_000 + n, None, _day(chance)) for n in range(chance.randint(0, 20)))
    return Book(
        team=Team(team, f"IPS{team}", f"Team {team}"), until=LAST, people=people, courses=courses,
        visits=_dated((*general, *(visit for course in courses for visit in course.visits))),
        requests=tuple(_request(chance, team * 1000 + n) for n in range(chance.randint(0, 9))),
        advisers=tuple(_advisers(chance)),
    )  # fmt: skip


def _day(chance: Random, first: date = BEGAN, last: date = LAST) -> date:
    return first + timedelta(days=chance.randint(0, max(0, (last - first).days)))


def _span(chance: Random, first: date = BEGAN) -> Span:
    begins = _day(chance, first)
    return Span(begins, _day(chance, begins) if chance.random() < 0.4 else None)


def _some(chance: Random, share: float, value: T, otherwise: Any = None) -> T | Any:
    return value if chance.random() < share else otherwise


def _person(chance: Random, pk: int, team: int) -> Person:
    here = (
        (Span(date(2025, 1, 1), _some(chance, 0.2, _day(chance))),) if chance.random() < 0.7 else (_span(chance),)
    )
    mondays = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(31)]
    return Person(
        pk=pk, code=f"M{pk}", name=f"Medewerker {pk}", is_leader=chance.random() < 0.25,
        fte=_some(chance, 0.8, chance.choice([0.5, 0.8, 1.0])), here=here,
        elsewhere=tuple(_span(chance) for _ in range(chance.choice([0, 0, 1, 2]))),
        away=tuple(_span(chance, FIRST) for _ in range(chance.choice([0, 0, 1]))),
        weeks=tuple(_week(chance, pk, monday) for monday in mondays if chance.random() < 0.6),
        sittings=tuple(_sitting(chance, pk, team, n) for n in range(40) if chance.random() < 0.5),
        times=tuple(_times(chance)),
    )  # fmt: skip


def _times(chance: Random) -> Iterator[Time]:
    """Of some, in the order of their days; not always known."""
    for day in sorted({_day(chance) for _ in range(chance.choice([0, 0, 1, 3]))}):
        yield Time(day, _some(chance, 0.9, chance.choice([0.4, 0.6, 1.0])))


def _week(chance: Random, pk: int, monday: date) -> Week:
    support = Decimal(chance.randint(800, 3200)) / 100
    other = _some(chance, 0.8, Decimal(chance.randint(0, 900)) / 100)
    return Week(pk, monday, support, other, _some(chance, 0.8, Decimal(chance.randint(0, 3000)) / 100))


def _sitting(chance: Random, pk: int, team: int, meeting: int) -> Sitting:
    """The same meeting for all who were there."""
    same = Random(team * 100 + meeting)
    kind, of = same.choice(MeetingKind.values), same.choice([None, team, 90, 91, 92])
    of_kind = "" if of is None else str(TeamKind.IPS if of == team else TeamKind.FACT)
    day = date(2026, 3, 3) + timedelta(days=5 * meeting)
    return Sitting(pk, team * 100 + meeting, day, kind, of, of_kind, same.random() < 0.4)


def _course(chance: Random, pk: int, clients: int) -> Course:
    begins = _day(chance, last=date(2026, 9, 10))
    ended = _some(chance, 0.3, _day(chance, begins))
    days = (begins, ended or LAST)
    jobs = sorted((_job(chance, pk * 10 + n, pk, days) for n in range(chance.choice([0, 0, 1, 1, 2]))),
                  key=lambda job: (job.started_on, job.pk))  # fmt: skip
    return Course(
        pk=pk, number=f"TR{pk}", client_id=pk if chance.random() < 0.9 else pk - 1, client_number=f"C{pk}",
        benefit=chance.choice(["", *Benefit.values]), treatment_team_id=chance.randint(90, 93),
        first_meeting_on=_some(chance, 0.9, begins), ended_on=ended,
        end_reason=chance.choice(EndReason.values) if ended else "",
        guides=tuple(_guides(chance, begins, ended)), milestones=_milestones(chance, days),
        advice=tuple((chance.choice(MEMBERS), _day(chance, *days)) for _ in range(chance.choice([0, 0, 0, 1]))),
        jobs=tuple(jobs),
        talks=_dated(_talk(chance, pk * 100 + n, pk, days) for n in range(chance.randint(0, 25))),
        visits=_dated(_visit(chance, pk * 50 + n, pk, _day(chance, *days)) for n in range(chance.randint(0, 6))),
    )  # fmt: skip


def _dated(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(sorted(rows, key=lambda row: (row.held_on, row.pk)))  # type: ignore[attr-defined]


def _guides(chance: Random, begins: date, ended: date | None) -> Iterator[tuple[int, Span]]:
    change = _day(chance, begins, ended or LAST)
    yield chance.choice(MEMBERS), Span(begins, change)
    yield chance.choice(MEMBERS), Span(change, ended)


def _milestones(chance: Random, days: tuple[date, date]) -> dict[str, tuple[date, ...]]:
    kinds = [kind for kind in MilestoneKind.values if chance.random() < 0.5]
    return {kind: tuple(sorted(_day(chance, *days) for _ in range(chance.randint(1, 2)))) for kind in kinds}


def _job(chance: Random, pk: int, course: int, days: tuple[date, date]) -> Job:
    started, contract = _day(chance, *days), chance.choice(Contract.values)
    ended = _some(chance, 0.5, _day(chance, started))
    return Job(
        pk=pk, number=f"BN{pk}", course_id=course, title="Bakker", employer_id=chance.randint(1, 12),
        employer="Bakkerij", occupation=chance.choice(["", "5120", "5223", "9112"]), started_on=started,
        ended_on=ended, end_heard_on=_some(chance, 0.7, ended), contract=contract,
        is_competitive=contract not in NEVER_COMPETITIVE, openness=chance.choice(["", *Openness.values]),
        changes=tuple(_changes(chance, pk, course, started)),
    )  # fmt: skip


def _changes(chance: Random, job: int, course: int, since: date) -> Iterator[Change]:
    for n in range(chance.choice([0, 0, 1, 2])):
        on = _day(chance, since, LAST + timedelta(days=10))
        yield Change(job * 10 + n, course, "Bakker", on, since, Decimal(12), Decimal(8))
        since = on


def _talk(chance: Random, pk: int, course: int, days: tuple[date, date]) -> Talk:
    who, day = chance.choices([*ContactWith.values], [14, 3, 2, 2, 1, 1, 1])[0], _day(chance, *days)
    return Talk(
        pk, course, chance.choice(MEMBERS), day, who, chance.choice(Mode.values),
        chance.choice(["", *Setting.values]), chance.choice(["", *WorkPhase.values]),
        tuple(sorted(chance.sample(Topic.values, chance.choice([0, 0, 1, 2])), key=Topic.values.index)),
        chance.random() < 0.15, chance.choice(["", f"visit on {day}"]), chance.random() < 0.3,
    )  # fmt: skip


def _visit(chance: Random, pk: int, course: int | None, day: date) -> Visit:
    return Visit(
        pk, f"key {pk}", course, chance.choice(MEMBERS), chance.randint(1, 12), "W1", "Bakkerij", day,
        chance.choice(Mode.values), chance.random() < 0.7, chance.choice([True, False, None]),
        chance.choice(Purpose.values),
    )  # fmt: skip


def _request(chance: Random, pk: int) -> Request:
    source, state = chance.choice(ReferralSource.values), chance.choice(ReferralState.values)
    return Request(pk, pk, source, state, _day(chance))


def _advisers(chance: Random) -> Iterator[Adviser]:
    for _ in range(chance.choice([0, 2, 4])):
        yield Adviser(chance.choice(MEMBERS), _span(chance), chance.random() < 0.5)
