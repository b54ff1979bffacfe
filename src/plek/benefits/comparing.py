"""What was kept beside the same with the rules and amounts of another day. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from plek.benefits.answers import PlanDetails
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.figures import PlanFigures, Range
from plek.benefits.kept import Kept
from plek.engines.benefit_rules import Book

LEFT = "left"
"""The code of what is left to spend, beside those of the lines."""


@dataclass(frozen=True)
class Difference:
    """One amount of a month as it was and as it is."""

    code: str
    before: Range
    after: Range

    @property
    def is_other(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class PlanDifference:
    """Now, or one plan, with all its amounts; what is left to spend stands last."""

    details: PlanDetails
    amounts: tuple[Difference, ...]

    @property
    def is_other(self) -> bool:
        return any(one.is_other for one in self.amounts)


def compared(kept: Kept, on: date, parameters: Book) -> tuple[Estimate, tuple[PlanDifference, ...]] | None:
    """The same answers and plans with the amounts of a day, beside what was kept; the first plan is now.

    None when nothing can be calculated of that day.
    """
    found = estimated(kept.answers, on, kept.details, parameters)
    if not isinstance(found, Estimate):
        return None
    pairs = zip((kept.now, *kept.plans), (found.now, *found.plans), strict=True)
    return found, tuple(
        PlanDifference(before.details, tuple(_differences(before.figures, after.figures)))
        for before, after in pairs
    )


def outcome_of(found: Sequence[PlanDifference]) -> str:
    """A mark of how it comes out, the same for the same amounts."""
    said = repr([[(one.code, one.after) for one in plan.amounts] for plan in found])
    return sha256(said.encode()).hexdigest()[:16]


def _differences(before: PlanFigures, after: PlanFigures) -> Iterator[Difference]:
    old = {line.code: line.amount for line in before.lines}
    new = {line.code: line.amount for line in after.lines}
    for code in dict.fromkeys([*old, *new]):
        yield Difference(code, old.get(code, Range()), new.get(code, Range()))
    yield Difference(LEFT, before.left, after.left)
