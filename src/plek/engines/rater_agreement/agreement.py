"""Agreement of two raters: counts, and quadratic-weighted kappa."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


class RatingsError(ValueError):
    """What was handed in cannot be compared; the message says why."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """``exact`` and ``within_one`` are numbers of items among ``n``.

    ``kappa`` is None when there is nothing to take chance off from: no items, or all scores one and the same.
    """

    n: int
    exact: int
    within_one: int
    kappa: float | None


def agreement(first: Sequence[int], second: Sequence[int], *, scores: Sequence[int]) -> Agreement:
    """Compare two raters, item by item in the same order. Raises RatingsError when they do not fit together."""
    _check(first, second, scores)
    apart = [abs(a - b) for a, b in zip(first, second, strict=True)]
    return Agreement(len(apart), apart.count(0), sum(d <= 1 for d in apart), _kappa(first, second))


def _check(first: Sequence[int], second: Sequence[int], scores: Sequence[int]) -> None:
    if len(first) != len(second):
        raise RatingsError(f"One rater scored {len(first)} items and the other {len(second)}.")
    if odd := sorted({*first, *second} - set(scores)):
        raise RatingsError(f"{odd[0]} is no score; these are: {', '.join(map(str, scores))}.")


def _kappa(first: Sequence[int], second: Sequence[int]) -> float | None:
    """One minus the disagreement there was over the disagreement that chance would give with the same scores."""
    n = len(first)
    seen = sum((a - b) ** 2 for a, b in zip(first, second, strict=True))
    by_chance = sum(
        (a - b) ** 2 * often * as_often
        for a, often in Counter(first).items()
        for b, as_often in Counter(second).items()
    )
    return float(1 - Fraction(n * seen, by_chance)) if by_chance else None
