"""The score of each item, and the totals."""

from collections.abc import Mapping

from plek.engines.fidelity_scoring.evidence import Evidence, EvidenceError, check
from plek.engines.fidelity_scoring.result import ItemScore, Result, Total
from plek.engines.fidelity_scoring.scale import Item, Scale, TotalOf
from plek.engines.fidelity_scoring.weighing import weighed
from plek.engines.measures import Period

NO_EVIDENCE = Evidence()


def score(scale: Scale, evidence: Mapping[str, Evidence], period: Period) -> Result:
    """Score every item of the scale; an item without evidence waits and says why.

    Raises EvidenceError when evidence is handed in that the scale does not know or that cannot be.
    """
    odd = sorted(set(evidence) - {item.code for item in scale.items})
    if odd:
        raise EvidenceError(f"{scale.code} has no item {', '.join(odd)}.")
    items = tuple(score_item(item, evidence.get(item.code, NO_EVIDENCE)) for item in scale.items)
    return Result(scale, period, items, tuple(_total(scale, of_what, items) for of_what in scale.totals))


def score_item(item: Item, evidence: Evidence) -> ItemScore:
    """Score one item. Raises EvidenceError when the evidence does not fit it."""
    check(item, evidence)
    return ItemScore(item, evidence, weighed(item, evidence))


def _total(scale: Scale, of_what: TotalOf, items: tuple[ItemScore, ...]) -> Total:
    members = {item.code for item in scale.items_of(of_what.code)}
    scores = [found.score for found in items if found.item.code in members and found.score is not None]
    total, is_full = sum(scores), len(scores) == len(members)
    band = next((band for band in of_what.bands if band.low <= total <= band.high), None) if is_full else None
    return Total(of_what, total, len(scores), len(members), band)
