"""The median of waits of which some have not ended yet (Kaplan and Meier)."""

from collections import Counter
from collections.abc import Sequence

from plek.engines.fidelity_scoring.evidence import Wait

# Half is reached when rounding alone keeps the curve above it.
ROUNDING = 1e-12


def median_wait(waits: Sequence[Wait]) -> int | None:
    """The first day on which at most half are still waiting; None when that day was not reached.

    Who stopped being followed on the day of an event is counted as waiting on that day.
    """
    at_risk, waiting = len(waits), 1.0
    left = Counter(wait.days for wait in waits)
    ended = Counter(wait.days for wait in waits if wait.has_ended)
    for day in sorted(left):
        if ended[day]:
            waiting *= 1 - ended[day] / at_risk
        if waiting <= 0.5 + ROUNDING:
            return day
        at_risk -= left[day]
    return None


def followed_for(waits: Sequence[Wait]) -> int:
    """The longest that anyone was followed, in days."""
    return max((wait.days for wait in waits), default=0)
