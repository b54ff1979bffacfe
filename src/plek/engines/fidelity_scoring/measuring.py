"""From the counts of an item to the value on its axis."""

import math
from dataclasses import dataclass

from plek.engines.fidelity_scoring.evidence import Evidence, share_of
from plek.engines.fidelity_scoring.rules import Ladder
from plek.engines.fidelity_scoring.scale import Item
from plek.engines.fidelity_scoring.survival import followed_for, median_wait


@dataclass(frozen=True, slots=True)
class Measured:
    """The value with its parts, or what kept it from being known.

    ``unknown`` are inputs that were not handed in; ``nothing_of`` is the input of which there is none.
    ``beyond`` is a wait that the median surely exceeds when it was not reached.
    """

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    censored: int = 0
    beyond: int | None = None
    specialists: int = 0
    left_out: int = 0
    unknown: tuple[str, ...] = ()
    nothing_of: str = ""


def measured(item: Item, rule: Ladder, evidence: Evidence) -> Measured:
    """The value of an item whose rule is a ladder."""
    if rule.measure == "median_wait":
        return _median(rule, evidence)
    if rule.measure == "mean_per_specialist":
        return _mean(item, rule, evidence)
    return _ratio(item, rule, evidence)


def _ratio(item: Item, rule: Ladder, evidence: Evidence) -> Measured:
    unknown = tuple(code for code in (rule.numerator, rule.denominator) if code not in evidence.counts)
    if unknown:
        return Measured(unknown=unknown)
    part, whole = evidence.counts[rule.numerator], evidence.counts[rule.denominator]
    if rule.is_share:
        share_of(item, part, whole)
    if not whole:
        return Measured(numerator=part, denominator=whole, nothing_of=rule.denominator)
    return Measured(part / whole, part, whole)


def _mean(item: Item, rule: Ladder, evidence: Evidence) -> Measured:
    """Each specialist weighs the same; who has nothing to divide by is left out."""
    rows = [(row[rule.numerator], row.get(rule.denominator, 1.0)) for row in evidence.by_specialist]
    if rule.is_share:
        for part, whole in rows:
            share_of(item, part, whole)
    parts = [(part, whole) for part, whole in rows if whole]
    if not parts:
        return Measured(nothing_of=rule.denominator or rule.numerator, left_out=len(rows))
    return Measured(
        math.fsum(part / whole for part, whole in parts) / len(parts),
        math.fsum(part for part, _ in parts),
        math.fsum(whole for _, whole in parts),
        specialists=len(parts),
        left_out=len(rows) - len(parts),
    )


def _median(rule: Ladder, evidence: Evidence) -> Measured:
    """The numerator is who had the event, the denominator everyone who waited."""
    ended, of = sum(wait.has_ended for wait in evidence.waits), len(evidence.waits)
    if not of:
        return Measured(nothing_of=rule.denominator)
    median = median_wait(evidence.waits)
    return Measured(
        None if median is None else float(median), float(ended), float(of), of - ended,
        followed_for(evidence.waits) if median is None else None,
    )  # fmt: skip
