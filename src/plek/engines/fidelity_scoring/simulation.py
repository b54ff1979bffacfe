"""What would change if the counts were different: one more employer a week, two more specialists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plek.engines.fidelity_scoring.evidence import Counts, Evidence, EvidenceError, Wait
from plek.engines.fidelity_scoring.result import ItemScore, Result
from plek.engines.fidelity_scoring.scale import Scale
from plek.engines.fidelity_scoring.scoring import score
from plek.engines.measures import Period


@dataclass(frozen=True, slots=True)
class CountChange:
    """Add to a count, in every item that has it or only in ``items``.

    ``per`` multiplies what is added by another count of the same row: one contact more per week worked. It stops
    at the count ``up_to`` of the same row, and with ``from_nought`` at nought, instead of being refused.
    """

    count: str
    add: float
    per: str = ""
    items: tuple[str, ...] = ()
    up_to: str = ""
    from_nought: bool = False


@dataclass(frozen=True, slots=True)
class WaitChange:
    """Let so many waits of one item, the longest beyond ``days`` first, have ended after that many days."""

    item: str
    days: int
    amount: int


@dataclass(frozen=True, slots=True)
class FactChange:
    """Let a sign of one item be so, or not."""

    item: str
    sign: str
    holds: bool


Change = CountChange | WaitChange | FactChange


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
    scale: Scale, evidence: Mapping[str, Evidence], changes: Sequence[Change], period: Period
) -> Simulation:
    """Score before and after the changes, made in order. Raises EvidenceError when a change touches nothing."""
    changed = dict(evidence)
    for change in changes:
        changed = _with(changed, change)
    before, after = score(scale, evidence, period), score(scale, changed, period)
    pairs = (Changed(old, new) for old, new in zip(before.items, after.items, strict=True))
    return Simulation(before, after, tuple(pair for pair in pairs if _differs(pair)))


def _differs(pair: Changed) -> bool:
    return pair.before.found != pair.after.found or pair.before.score != pair.after.score


def _with(evidence: Mapping[str, Evidence], change: Change) -> dict[str, Evidence]:
    if isinstance(change, FactChange):
        return _with_fact(evidence, change)
    if isinstance(change, WaitChange):
        return _with_wait(evidence, change)
    return _with_count(evidence, change)


def _with_wait(evidence: Mapping[str, Evidence], change: WaitChange) -> dict[str, Evidence]:
    old = evidence.get(change.item, Evidence())
    if not old.waits:
        raise EvidenceError(f"Nobody waits in {change.item}, so that cannot be changed.")
    slow = sorted((wait for wait in old.waits if not wait.is_over_by(change.days)), key=lambda wait: -wait.days)
    ended = [Wait(change.days, has_ended=True)] * min(change.amount, len(slow))
    quick = [wait for wait in old.waits if wait.is_over_by(change.days)]
    return {**evidence, change.item: replace(old, waits=(*quick, *ended, *slow[len(ended) :]))}


def _with_fact(evidence: Mapping[str, Evidence], change: FactChange) -> dict[str, Evidence]:
    old = evidence.get(change.item, Evidence())
    return {**evidence, change.item: replace(old, facts={**old.facts, change.sign: change.holds})}


def _with_count(evidence: Mapping[str, Evidence], change: CountChange) -> dict[str, Evidence]:
    touched = {
        code: _added(old, change)
        for code, old in evidence.items()
        if (not change.items or code in change.items) and has_count(old, change.count)
    }
    if not touched:
        raise EvidenceError(f"No item counts {change.count}, so it cannot be changed.")
    return {**evidence, **touched}


def has_count(evidence: Evidence, count: str) -> bool:
    """Whether it is known, of the team or of specialists."""
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
    beside = [code for code in (change.per, change.up_to) if code and code not in counts]
    if beside:
        raise EvidenceError(f"{change.count} cannot be changed per {beside[0]}: it is not counted beside it.")
    old = counts[change.count]
    new = old + change.add * (counts[change.per] if change.per else 1)
    if change.up_to:
        new = min(new, max(old, counts[change.up_to]))
    return {**counts, change.count: max(new, 0.0) if change.from_nought else new}
