"""Vignettes with what one gave oneself, and counts of what others gave."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from plek.engines.fidelity_scoring.vignettes import Vignette, load_vignettes
from plek.fidelity.models import VignetteRating
from plek.organisations.models import Membership
from plek.shared.errors import NotFound

LEAST_RATERS = 5
"""With fewer nobody sees what was given: a count could be traced to a colleague."""


@dataclass(frozen=True)
class Round:
    """What one rater gave to the items of a vignette at one moment."""

    at: datetime
    scores: Mapping[str, int]


@dataclass(frozen=True)
class Practised:
    """One vignette with the own rounds in their order, and what the first rounds of all gave."""

    vignette: Vignette
    rounds: tuple[Round, ...] = ()
    given: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """By item and score; empty below five raters."""

    @property
    def first(self) -> Round | None:
        return self.rounds[0] if self.rounds else None

    @property
    def last(self) -> Round | None:
        return self.rounds[-1] if self.rounds else None


def vignette_called(code: str) -> Vignette:
    """Raises ``NotFound``."""
    for vignette in load_vignettes():
        if vignette.code == code:
            return vignette
    raise NotFound


def practised(by: Membership, scale: str) -> list[Practised]:
    """All vignettes of a scale with the own rounds; none where no vignettes were made for it."""
    rounds = _own_rounds(by)
    return [Practised(one, rounds.get(one.code, ())) for one in load_vignettes(scale)]


def practised_one(by: Membership, code: str) -> Practised:
    """One vignette with the own rounds, and with counts of all who rated it. Raises ``NotFound``."""
    vignette = vignette_called(code)
    return Practised(vignette, _own_rounds(by).get(code, ()), _given(by, code))


def _own_rounds(by: Membership) -> dict[str, tuple[Round, ...]]:
    rows = VignetteRating.objects.visible_to(by).order_by("rated_at", "pk")
    found: dict[str, dict[datetime, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for vignette, item, score, at in rows.values_list("vignette", "item", "score", "rated_at"):
        found[vignette][at][item] = score
    return {code: tuple(Round(at, scores) for at, scores in rounds.items()) for code, rounds in found.items()}


def _given(by: Membership, code: str) -> dict[str, dict[int, int]]:
    given: dict[str, dict[int, int]] = defaultdict(dict)
    for row in VignetteRating.objects.first_counts(by, code):
        given[row["item"]][row["score"]] = row["raters"]
    return {item: counts for item, counts in given.items() if sum(counts.values()) >= LEAST_RATERS}
