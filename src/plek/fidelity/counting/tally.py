"""Counts of one item, together with the records that they are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from plek.engines.fidelity_scoring import Evidence, Wait
from plek.fidelity.selectors.rows import Person, Row, Sitting, Week


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


@dataclass
class Tally:
    """Filled in by the counting of one item. A count that is not set stays unknown."""

    counts: dict[str, float] = field(default_factory=dict)
    own: dict[int, dict[str, float]] = field(default_factory=dict)
    """By specialist."""
    waits: list[Wait] = field(default_factory=list)
    facts: dict[str, bool | None] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def count(self, code: str, rows: Iterable[Row]) -> None:
        """As many as there are records."""
        listed = list(rows)
        self.counts[code] = len(listed)
        self.lines += [Line(code, row, Mark.COUNTS) for row in listed]

    def share(self, part: str, whole: str, rows: Iterable[tuple[Row, bool]]) -> None:
        """So many of these records are as asked."""
        listed = list(rows)
        self.counts[whole] = len(listed)
        self.counts[part] = sum(holds for _, holds in listed)
        self.lines += [Line(part, row, Mark.YES if holds else Mark.NO) for row, holds in listed]

    def show(self, code: str, rows: Iterable[Row], mark: Mark = Mark.COUNTS) -> None:
        """Records that a count rests on, without being that count."""
        self.lines += [Line(code, row, mark) for row in rows]

    def miss(self, code: str, rows: Iterable[Row]) -> None:
        """Left out because a value is absent."""
        self.show(code, rows, Mark.MISSING)

    @property
    def evidence(self) -> Evidence:
        """What the engine scores. A record that stands in more counts is one record; a person is none."""
        counting = [line.row for line in self.lines if line.mark is not Mark.MISSING]
        known = {key_of(row) for row in counting if not isinstance(row, Person)}
        absent = {key_of(line.row) for line in self.lines if line.mark is Mark.MISSING}
        return Evidence(
            counts=self.counts, by_specialist=tuple(self.own.values()), waits=tuple(self.waits), facts=self.facts,
            records=len(known), missing=len(absent),
        )  # fmt: skip


def key_of(row: Row) -> tuple[object, ...]:
    """What makes a record one: a week is one of a person, and a meeting is one however many were there."""
    if isinstance(row, Week):
        return "week", row.person_id, row.monday
    if isinstance(row, Sitting):
        return "meeting", row.meeting_id
    return type(row).__name__, row.pk
