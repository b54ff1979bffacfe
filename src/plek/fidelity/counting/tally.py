"""Counts of one item, together with the records that they are made of."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from plek.engines.fidelity_scoring import Evidence, Wait
from plek.fidelity.counting.look import Look
from plek.fidelity.selectors.columns import Flags, Floats, Ints
from plek.fidelity.selectors.rows import Row

BY_WAY_OF = {
    "talks": "team_of_talk", "jobs": "team_of_job", "changes": "team_of_change", "sittings": "team_of_sitting",
}  # fmt: skip
"""Tables whose rows are of a team by way of another table."""


class Mark(StrEnum):
    """What a record is worth in a count."""

    COUNTS = "counts"
    YES = "yes"
    NO = "no"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Line:
    """A record behind the count ``about``; ``amount`` is what it brings, where that is a number."""

    about: str
    row: Row
    mark: Mark
    amount: float | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Records of one table behind one count, in the same order as what each brings."""

    about: str
    table: str
    rows: Ints
    mark: Mark
    amounts: Floats | Ints | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """By trajectory."""

    course: Ints
    days: Ints
    has_ended: Flags


class Sums:
    """Filled in by the counting of one item for all teams. A count that is not set, or NaN, stays unknown."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.counts: dict[str, Floats] = {}
        self.own: dict[str, Floats] = {}
        self.has_own: Flags = np.zeros(len(look.columns.people.pk), np.bool_)
        self.waits: Waits | None = None
        self.facts: dict[str, Flags] = {}
        self.lines: list[Lines] = []

    def know(self, code: str, counts: Floats | Ints | int, where: Flags | None = None) -> None:
        """A count of each team, or one that is the same for all; known of the teams ``where``."""
        known = np.full(self.look.teams, counts, np.float64)
        self.counts[code] = known if where is None else np.where(where, known, np.nan)

    def know_of_each(self, where: Flags, **counts: Floats | Ints) -> None:
        """Counts of people."""
        self.has_own = where
        self.own |= {code: values.astype(np.float64) for code, values in counts.items()}

    def count(self, code: str, table: str, rows: Ints, where: Flags | None = None) -> None:
        """As many as there are records."""
        rows = self._only(table, rows, where)
        self.know(code, self.look.per_team(team_of(self.look, table)[rows]), where)
        self.show(code, table, rows)

    def share(
        self, part: str, whole: str, table: str, rows: Ints, holds: Flags, where: Flags | None = None
    ) -> None:
        """So many of these records are as asked."""
        self.know(whole, self.look.per_team(team_of(self.look, table)[rows]), where)
        self.part(part, table, rows, holds, where)

    def part(self, part: str, table: str, rows: Ints, holds: Flags, where: Flags | None = None) -> None:
        """The same, of a whole that is known already."""
        self.know(part, self.look.per_team(team_of(self.look, table)[rows[holds]]), where)
        self.show(part, table, self._only(table, rows[holds], where), Mark.YES)
        self.show(part, table, self._only(table, rows[~holds], where), Mark.NO)

    def show(
        self, code: str, table: str, rows: Ints, mark: Mark = Mark.COUNTS, amounts: Floats | Ints | None = None
    ) -> None:
        """Records that a count rests on, without being that count."""
        self.lines.append(Lines(code, table, rows, mark, amounts))

    def miss(self, code: str, table: str, rows: Ints) -> None:
        """Left out because a value is absent."""
        self.show(code, table, rows, Mark.MISSING)

    def _only(self, table: str, rows: Ints, where: Flags | None) -> Ints:
        return rows if where is None else rows[where[team_of(self.look, table)[rows]]]

    @cached_property
    def records(self) -> Ints:
        """How many records each team has. One that stands in more counts is one; a person is none."""
        return self._records([line for line in self.lines if line.mark != Mark.MISSING and line.table != "people"])

    @cached_property
    def missing(self) -> Ints:
        return self._records([line for line in self.lines if line.mark == Mark.MISSING])

    def _records(self, lines: list[Lines]) -> Ints:
        found = np.zeros(self.look.teams, np.int64)
        for table in {line.table for line in lines}:
            teams = team_of(self.look, table)
            is_there = np.zeros(len(teams), np.bool_)
            for line in lines:
                if line.table == table:
                    is_there[_one_each(self.look, table, line.rows)] = True
            found += np.bincount(teams[is_there], minlength=self.look.teams)
        return found


def team_of(look: Look, table: str) -> Ints:
    """The team of each row of a table."""
    columns = look.columns
    if table == "weeks":
        return columns.people.team[columns.weeks.person]
    teams: Ints = getattr(look, BY_WAY_OF[table]) if table in BY_WAY_OF else getattr(columns, table).team
    return teams


def _one_each(look: Look, table: str, rows: Ints) -> Ints:
    """A meeting is one however many were there."""
    return look.columns.sittings.meeting[rows] if table == "sittings" else rows


@dataclass(frozen=True)
class Tally:
    """The counts of one item for one team."""

    sums: Sums
    team: int
    counts: dict[str, float]
    own: dict[int, dict[str, float]]
    """By specialist."""
    waits: list[Wait]
    facts: dict[str, bool | None]

    @cached_property
    def lines(self) -> list[Line]:
        """Made only when a page lists them."""
        return [line for lines in self.sums.lines for line in self._lines(lines)]

    def _lines(self, lines: Lines) -> list[Line]:
        look = self.sums.look
        rows = getattr(look.columns, lines.table).rows
        chosen = np.flatnonzero(team_of(look, lines.table)[lines.rows] == self.team)
        amounts = [None] * len(chosen) if lines.amounts is None else lines.amounts[chosen].tolist()
        places = lines.rows[chosen].tolist()
        return [Line(lines.about, rows[n], lines.mark, x) for n, x in zip(places, amounts, strict=True)]

    @property
    def evidence(self) -> Evidence:
        """What the engine scores."""
        return Evidence(
            counts=self.counts, by_specialist=tuple(self.own.values()), waits=tuple(self.waits), facts=self.facts,
            records=int(self.sums.records[self.team]), missing=int(self.sums.missing[self.team]),
        )  # fmt: skip


def tallies_of(sums: Sums) -> list[Tally]:
    """The same counts by team."""
    teams = range(sums.look.teams)
    counts: list[dict[str, float]] = [{} for _ in teams]
    for code, values in sums.counts.items():
        for mine, value in zip(counts, values.tolist(), strict=True):
            if value == value:  # NaN is not known
                mine[code] = value
    own, waits = _own(sums), _waits(sums)
    facts: list[dict[str, bool | None]] = [
        {code: True for code, holds in sums.facts.items() if holds[team]} for team in teams
    ]
    return [Tally(sums, team, counts[team], own[team], waits[team], facts[team]) for team in teams]


def _own(sums: Sums) -> list[dict[int, dict[str, float]]]:
    found: list[dict[int, dict[str, float]]] = [{} for _ in range(sums.look.teams)]
    people = sums.look.columns.people
    rows = np.flatnonzero(sums.has_own)
    values = [sums.own[code][rows].tolist() for code in sums.own]
    for team, pk, *of_one in zip(people.team[rows].tolist(), people.pk[rows].tolist(), *values, strict=True):
        found[team][pk] = dict(zip(sums.own, of_one, strict=True))
    return found


def _waits(sums: Sums) -> list[list[Wait]]:
    found: list[list[Wait]] = [[] for _ in range(sums.look.teams)]
    if sums.waits is not None:
        teams = sums.look.columns.courses.team[sums.waits.course].tolist()
        days, ended = sums.waits.days.tolist(), sums.waits.has_ended.tolist()
        for team, waited, has_ended in zip(teams, days, ended, strict=True):
            found[team].append(Wait(waited, has_ended))
    return found
