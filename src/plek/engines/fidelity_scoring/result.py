"""What scoring gives back: a score per item with all that explains it, and the totals as far as rated."""

from dataclasses import dataclass

from plek.engines.fidelity_scoring.evidence import Evidence
from plek.engines.fidelity_scoring.needs import Need, next_score
from plek.engines.fidelity_scoring.notes import note
from plek.engines.fidelity_scoring.rules import Sign
from plek.engines.fidelity_scoring.scale import Anchor, Band, Input, Item, Scale, TotalOf
from plek.engines.fidelity_scoring.texts import Text
from plek.engines.fidelity_scoring.weighing import Weighed
from plek.engines.measures import Period


@dataclass(frozen=True, slots=True)
class ItemScore:
    """The score of one item; ``score`` is None while the evidence allows more than one.

    ``by_records`` is the score without a rater's own. Words are only made when they are asked for.
    """

    item: Item
    evidence: Evidence
    found: Weighed

    @property
    def by_records(self) -> int | None:
        return self.found.lowest if self.found.lowest == self.found.highest else None

    @property
    def score(self) -> int | None:
        judgement = self.evidence.judgement
        return judgement.score if judgement else self.by_records

    @property
    def at_least(self) -> int:
        return self.score or self.found.lowest

    @property
    def at_most(self) -> int:
        return self.score or self.found.highest

    @property
    def anchor(self) -> Anchor | None:
        return self.item.anchors[self.score] if self.score else None

    @property
    def open(self) -> tuple[Sign, ...]:
        """What would settle the score."""
        return () if self.score else tuple(self.item.signs[code] for code in self.found.open)

    @property
    def signals(self) -> tuple[tuple[Input, float], ...]:
        """Counts that a rater weighs, where the item has them."""
        counts = self.evidence.counts
        return tuple((self.item.inputs[code], counts[code]) for code in self.item.signals if code in counts)

    @property
    def need(self) -> Need | None:
        """What the next score would take; None at the top, while there is no score, and beside a rater's own."""
        if self.by_records is None or self.evidence.judgement:
            return None
        return next_score(self.item, self.evidence, self.by_records)

    @property
    def note(self) -> Text:
        return note(self.item, self.evidence, self.found, self.score)


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the scores that are there; a band only once all items have one."""

    of_what: TotalOf
    score: int
    rated: int
    of: int
    band: Band | None


@dataclass(frozen=True, slots=True)
class Result:
    """All items of a scale over one period."""

    scale: Scale
    period: Period
    items: tuple[ItemScore, ...]
    totals: tuple[Total, ...]

    def item(self, code: str) -> ItemScore:
        """Raises KeyError when the scale has no such item."""
        return self.items[self.scale.items.index(self.scale.item(code))]
