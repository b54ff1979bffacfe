"""The same sums again, slowly and another way: from the printed anchors, sharing nothing with the engine."""

from collections.abc import Callable, Sequence
from fractions import Fraction

Printed = dict[int, Callable[[Fraction], bool]]

# The anchors as one reads them, in the units that they are printed in.
PRINTED: dict[str, Printed] = {
    "ST1": {
        5: lambda x: x <= 20,
        4: lambda x: 21 <= x <= 25,
        3: lambda x: 26 <= x <= 30,
        2: lambda x: 31 <= x <= 40,
        1: lambda x: x >= 41,
    },
    "ST2": {
        1: lambda x: x < 60,
        2: lambda x: 60 <= x <= 74,
        3: lambda x: 75 <= x <= 89,
        4: lambda x: 90 <= x <= 95,
        5: lambda x: x >= 96,
    },
    "ST3": {2: lambda x: x == 0, 3: lambda x: 1 <= x <= 4, 4: lambda x: x == 5, 5: lambda x: x >= 6},
    "OR1": {
        2: lambda x: x < 50,
        3: lambda x: 50 <= x <= 74,
        4: lambda x: 75 <= x <= 89,
        5: lambda x: x >= 90,
    },
    "SE5": {
        1: lambda x: x < 25,
        2: lambda x: 25 <= x <= 49,
        3: lambda x: 50 <= x <= 74,
        4: lambda x: 75 <= x <= 89,
        5: lambda x: x >= 90,
    },
    "SE6": {
        1: lambda x: x < 2,
        2: lambda x: x == 2,
        3: lambda x: x == 4,
        4: lambda x: x == 5,
        5: lambda x: x >= 6,
    },
    "SE8": {
        1: lambda x: x < 50,
        2: lambda x: 50 <= x <= 59,
        3: lambda x: 60 <= x <= 69,
        4: lambda x: 70 <= x <= 84,
        5: lambda x: x >= 85,
    },
    "SE10": {
        1: lambda x: x <= 64,
        2: lambda x: 65 <= x <= 74,
        3: lambda x: 75 <= x <= 84,
        4: lambda x: 85 <= x <= 94,
        5: lambda x: x >= 95,
    },
    "SE13": {
        1: lambda x: x <= 30,
        2: lambda x: 30 <= x <= 39,
        3: lambda x: 40 <= x <= 49,
        4: lambda x: 50 <= x <= 64,
        5: lambda x: x >= 65,
    },
}
PRINTED["SE9"] = PRINTED["SE8"]


def slow_score(code: str, hundredths: int) -> int:
    """Walk away from the value by hundredths until an anchor is met; the lowest of those met at once."""
    for away in range(1000):
        met = [
            score
            for near in (hundredths - away, hundredths + away)
            for score, holds in PRINTED[code].items()
            if holds(Fraction(near, 100))
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
