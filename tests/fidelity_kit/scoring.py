"""The anchors as limits, and the score that a value gets; exact, so that a border is a border."""

from collections.abc import Sequence
from fractions import Fraction

FAR = Fraction(10**9)
HAIR = Fraction(1, 10**9)

Range = tuple[Fraction, Fraction]


def _f(value: float | str) -> Fraction:
    return Fraction(str(value))


def _up_to(*limits: float) -> dict[int, Range]:
    """Less is better: the highest whole number of a 5, a 4, a 3 and a 2; each anchor begins one above."""
    edges = [Fraction(-1), *map(_f, limits), FAR]
    return {5 - n: (edges[n] + (1 if n else 0), edges[n + 1]) for n in range(5)}


def _from(*pairs: tuple[float, float]) -> dict[int, Range]:
    """More is better: the limits of the lowest score first."""
    return {5 - len(pairs) + 1 + n: (_f(low), _f(high)) for n, (low, high) in enumerate(pairs)}


MUCH = 10**9
ANCHORS: dict[str, dict[int, Range]] = {
    "ST1": _up_to(20, 25, 30, 40),
    "ST2": _from((0, 60 - 1e-9), (60, 74), (75, 89), (90, 95), (96, MUCH)),
    "ST3": _from((0, 0), (1, 4), (5, 5), (6, MUCH)),
    "OR1": _from((0, 50 - 1e-9), (50, 74), (75, 89), (90, MUCH)),
    "SE4": _up_to(30, 60, 150, 270),
    "SE5": _from((0, 25 - 1e-9), (25, 49), (50, 74), (75, 89), (90, MUCH)),
    "SE6": _from((0, 2 - 1e-9), (2, 2), (4, 4), (5, 5), (6, MUCH)),
    "SE8": _from((0, 50 - 1e-9), (50, 59), (60, 69), (70, 84), (85, MUCH)),
    "SE9": _from((0, 50 - 1e-9), (50, 59), (60, 69), (70, 84), (85, MUCH)),
    "SE10": _from((0, 64), (65, 74), (75, 84), (85, 94), (95, MUCH)),
    "SE13": _from((0, 30), (30, 39), (40, 49), (50, 64), (65, MUCH)),
}
"""Shares in hundredths. Where two anchors claim a value, or two are as near, the lower score is given."""


def place(item: str, value: Fraction) -> int:
    """The score of the anchor that holds the value, or of the nearest."""
    away = {score: max(low - value, value - high, Fraction(0)) for score, (low, high) in ANCHORS[item].items()}
    least = min(away.values())
    slack = 2 * HAIR if least else 0
    return min(score for score, distance in away.items() if distance <= least + slack)


def is_between(item: str, value: Fraction) -> bool:
    """Whether no anchor holds it."""
    return all(not low - HAIR <= value <= high + 2 * HAIR for low, high in ANCHORS[item].values())


def kaplan_meier(waits: Sequence[tuple[int, bool]]) -> int | None:
    """The first day on which at most half still wait; who was lost on a day still waited on it."""
    waiting = Fraction(1)
    for day in sorted({days for days, _ in waits}):
        at_risk = sum(days >= day for days, _ in waits)
        ended = sum(days == day and is_over for days, is_over in waits)
        waiting *= 1 - Fraction(ended, at_risk)
        if waiting <= Fraction(1, 2):
            return day
    return None
