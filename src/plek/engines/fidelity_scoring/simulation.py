"""What would change if the counts were different: one more employer a week, two more specialists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plek.engines.fidelity_scoring.evidence import Counts, Evidence, EvidenceError
from plek.engines.fidelity_scoring.result import ItemScore, Result
from plek.engines.fidelity_scoring.scale import Scale
from plek.engines.fidelity_scoring.scoring import score
from plek.engines.measures import Period


@dataclass(frozen=True, slots=True)
class CountChange:
    """Add to a count, in every item that has it or only in ``items``.

    ``per`` multiplies what is added by another count of the same row: one contact more per week worked.
    """

    count: str
    add: float
    per: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactChange:
    """Let a sign of one item be so, or not."""

    item: str
    sign: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """An item whose score, value or openings are not what they were."""

    before: ItemScore
    after: ItemScore

    @property
    def code(self) -> str:
        return self.before.item.code


@dataclass(frozen=True, slots=True)
class Simulation:
    """The result as it is, the result as it would be, and the items that differ."""

    before: Result
    after: Result
    changed: tuple[Changed, ...]

    @property
    def difference(self) -> int:
        """Of the first total, over the items that have a score."""
        return self.after.totals[0].score - self.before.totals[0].score


def simulate(
    scale: Scale, evidence: Mapping[str, Evidence], changes: Sequence[CountChange | FactChange], period: Period
) -> Simulation:
    """Score before and after the changes, made in order. Raises EvidenceError when a change touches nothing."""
    changed = dict(evidence)
    for change in changes:
        changed = _with_fact(changed, change) if isinstance(change, FactChange) else _with_count(changed, change)
    before, after = score(scale, evidence, period), score(scale, changed, period)
    pairs = (Changed(old, new) for old, new in zip(before.items, after.items, strict=True))
    return Simulation(before, after, tuple(pair for pair in pairs if _differs(pair)))


def _differs(pair: Changed) -> bool:
    return pair.before.found != pair.after.found or pair.before.score != pair.after.score


def _with_fact(evidence: Mapping[str, Evidence], change: FactChange) -> dict[str, Evidence]:
    old = evidence.get(change.item, Evidence())
    return {**evidence, change.item: replace(old, facts={**old.facts, change.sign: change.holds})}


def _with_count(evidence: Mapping[str, Evidence], change: CountChange) -> dict[str, Evidence]:
    touched = {
        code: _added(old, change)
        for code, old in evidence.items()
        if (not change.items or code in change.items) and _has(old, change.count)
    }
    if not touched:
        raise EvidenceError(f"No item counts {change.count}, so it cannot be changed.")
    return {**evidence, **touched}


def _has(evidence: Evidence, count: str) -> bool:
    return any(count in counts for counts in (evidence.counts, *evidence.by_specialist))


def _added(evidence: Evidence, change: CountChange) -> Evidence:
    return replace(
        evidence,
        counts=_plus(evidence.counts, change),
        by_specialist=tuple(_plus(row, change) for row in evidence.by_specialist),
    )


def _plus(counts: Counts, change: CountChange) -> Counts:
    if change.count not in counts:
        return counts
    if change.per and change.per not in counts:
        raise EvidenceError(f"{change.count} cannot be changed per {change.per}: it is not counted beside it.")
    added = change.add * (counts[change.per] if change.per else 1)
    return {**counts, change.count: counts[change.count] + added}
