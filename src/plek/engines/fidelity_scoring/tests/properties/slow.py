"""The same sums again, slowly and another way: from the printed anchors, sharing nothing with the engine."""

from collections.abc import Sequence
from fractions import Fraction

Anchors = dict[int, tuple[float, float]]
UNDER, OVER = float("-inf"), float("inf")
JUST_UNDER = 0.005
"""Values come in hundredths, so that "less than" ends half of one below."""


def less_than(limit: int) -> tuple[float, float]:
    return UNDER, limit - JUST_UNDER


# The anchors as one reads them, from and up to and including, in the units that they are printed in.
PRINTED: dict[str, Anchors] = {
    "ST1": {5: (UNDER, 20), 4: (21, 25), 3: (26, 30), 2: (31, 40), 1: (41, OVER)},
    "ST2": {1: less_than(60), 2: (60, 74), 3: (75, 89), 4: (90, 95), 5: (96, OVER)},
    "ST3": {2: (0, 0), 3: (1, 4), 4: (5, 5), 5: (6, OVER)},
    "OR1": {2: less_than(50), 3: (50, 74), 4: (75, 89), 5: (90, OVER)},
    "SE5": {1: less_than(25), 2: (25, 49), 3: (50, 74), 4: (75, 89), 5: (90, OVER)},
    "SE6": {1: less_than(2), 2: (2, 2), 3: (4, 4), 4: (5, 5), 5: (6, OVER)},
    "SE8": {1: less_than(50), 2: (50, 59), 3: (60, 69), 4: (70, 84), 5: (85, OVER)},
    "SE10": {1: (UNDER, 64), 2: (65, 74), 3: (75, 84), 4: (85, 94), 5: (95, OVER)},
    "SE13": {1: (UNDER, 30), 2: (30, 39), 3: (40, 49), 4: (50, 64), 5: (65, OVER)},
}
PRINTED["SE9"] = PRINTED["SE8"]


def slow_score(code: str, hundredths: int) -> int:
    """Walk away from the value by hundredths until an anchor is met; the lowest of those met at once."""
    for away in range(1000):
        met = [
            score
            for near in (hundredths - away, hundredths + away)
            for score, (first, last) in PRINTED[code].items()
            if first <= Fraction(near, 100) <= last
        ]
        if met:
            return min(met)
    raise AssertionError(f"{code} has no anchor near {hundredths / 100}")


def slow_median(waits: Sequence[tuple[int, bool]]) -> int | None:
    """Everyone has an equal weight; who left unfinished hands his to all who stayed longer (Efron)."""
    order = sorted(waits, key=lambda wait: (wait[0], not wait[1]))
    weights = [Fraction(1, len(order)) for _ in order]
    for place, (_, has_ended) in enumerate(order):
        longer = range(place + 1, len(order))
        if not has_ended and longer:
            for other in longer:
                weights[other] += weights[place] / len(longer)
            weights[place] = Fraction(0)
    for day in sorted({day for day, _ in order}):
        ended = zip(order, weights, strict=True)
        if sum((w for (when, done), w in ended if done and when <= day), Fraction(0)) >= Fraction(1, 2):
            return day
    return None
