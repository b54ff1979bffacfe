"""What the records of a period say about one item, before any score."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from plek.engines.fidelity_scoring.scale import SCORES, Item

Counts = Mapping[str, float]


class EvidenceError(ValueError):
    """What was handed in cannot be right; the message says what and where."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Days from the first meeting to the event, or to the last day on which it had not happened."""

    days: int
    has_ended: bool

    def is_over_by(self, days: int) -> bool:
        return self.has_ended and self.days <= days


@dataclass(frozen=True, slots=True)
class Judgement:
    """A score set by a rater, with the reason."""

    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The counts of one item. A count that is not there is unknown; nought is known to be none.

    ``facts`` answers signs by their code: a rater's word goes before what the counts say.
    ``records`` is how many records were counted, ``missing`` how many were left out because a value is absent.
    """

    counts: Counts = field(default_factory=dict)
    by_specialist: tuple[Counts, ...] = ()
    waits: tuple[Wait, ...] = ()
    facts: Mapping[str, bool | None] = field(default_factory=dict)
    records: int = 0
    missing: int = 0
    judgement: Judgement | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.counts or self.by_specialist or self.waits or self.facts)


def check(item: Item, evidence: Evidence) -> None:
    """Raise EvidenceError when the evidence does not fit the item."""
    _known(item, set(evidence.facts) - set(item.signs), "sign", list(item.signs))
    team = [code for code, known in item.inputs.items() if known.per == "team"]
    own = [code for code, known in item.inputs.items() if known.per == "specialist"]
    _known(item, set(evidence.counts) - set(team), "count", team)
    for row in evidence.by_specialist:
        _known(item, set(row) - set(own), "count per specialist", own)
        _known(item, set(own) - set(row), "count per specialist", own, "missing")
    _numbers(item, evidence)
    if evidence.judgement and evidence.judgement.score not in SCORES:
        raise EvidenceError(f"{item.code}: a rater's score runs from 1 to 5, not {evidence.judgement.score}.")


def _known(item: Item, odd: set[str], kind: str, known: list[str], fault: str = "unknown") -> None:
    if odd:
        names = ", ".join(sorted(odd))
        raise EvidenceError(f"{item.code}: {fault} {kind} {names}; this item takes {', '.join(known) or 'none'}.")


def _numbers(item: Item, evidence: Evidence) -> None:
    for counts in (evidence.counts, *evidence.by_specialist):
        for code, value in counts.items():
            if not math.isfinite(value) or value < 0:
                raise EvidenceError(f"{item.code}: {code} is {value}; a count is nought or more.")
    whole = [evidence.records, evidence.missing, *(wait.days for wait in evidence.waits)]
    if any(value < 0 for value in whole):
        raise EvidenceError(f"{item.code}: days waited, records and missing are nought or more.")


def share_of(item: Item, part: float, whole: float) -> None:
    """Raise EvidenceError when a part is more than the whole it is a share of."""
    if part > whole * (1 + 1e-9):
        raise EvidenceError(f"{item.code}: {part:g} cannot be a share of {whole:g}; check what was counted.")
