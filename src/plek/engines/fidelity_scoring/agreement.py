"""How far two raters agree: the same score, at most one apart, and a kappa that weighs how far apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of pairs, and Cohen's kappa with quadratic weights (1968): 1 is the same, 0 is as chance would do.

    ``kappa`` is None when nothing is compared, or when both gave one and the same score to everything:
    chance then agrees as well, and the kappa has no meaning.
    """

    pairs: int
    exact: int
    within_one: int
    kappa: float | None


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Of the scores that two raters gave to the same things, each pair in the same order."""
    return Agreement(
        pairs=len(pairs),
        exact=sum(one == other for one, other in pairs),
        within_one=sum(abs(one - other) <= 1 for one, other in pairs),
        kappa=_kappa(pairs),
    )


def _kappa(pairs: Sequence[Pair]) -> float | None:
    """One minus the mean squared distance found, over that between scores drawn from the two raters apart."""
    found = sum((one - other) ** 2 for one, other in pairs)
    by_chance = _between_all([one for one, _ in pairs], [other for _, other in pairs])
    return float(1 - Fraction(len(pairs) * found, by_chance)) if by_chance else None


def _between_all(ones: Sequence[int], others: Sequence[int]) -> int:
    """The squared distances between every score of one rater and every score of the other, added together."""
    squares = len(others) * sum(one * one for one in ones) + len(ones) * sum(other * other for other in others)
    return squares - 2 * sum(ones) * sum(others)
