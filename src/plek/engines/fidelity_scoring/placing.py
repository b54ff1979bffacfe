"""Where a value stands among the anchors, also when it stands between two of them."""

import math
from dataclasses import dataclass

from plek.engines.fidelity_scoring.rules import Ladder, Step

# Sums of floats may end a hair beside the limit that was meant.
PLACES = 9


@dataclass(frozen=True, slots=True)
class Place:
    """The score, and whether the value lay between anchors and went to the nearest."""

    score: int
    is_nearest: bool = False


def placed(steps: tuple[Step, ...], value: float) -> Place:
    """The step that covers the value, else the nearest; where two claim it, the lower score."""
    value = round(value, PLACES)
    covering = [step.score for step in steps if step.covers(value)]
    return Place(min(covering)) if covering else Place(_nearest(steps, value), is_nearest=True)


def _nearest(steps: tuple[Step, ...], value: float) -> int:
    least = min(step.distance(value) for step in steps)
    near = [step for step in steps if round(step.distance(value) - least, PLACES) == 0]
    return min(_at_edge(steps, step, value) for step in near)


def _at_edge(steps: tuple[Step, ...], step: Step, value: float) -> int:
    """The score at the nearest point of a step; where the step stops just short of it, who has that point."""
    point = step.low if value < step.low else step.high
    return min((other.score for other in steps if other.covers(point)), default=step.score)


def edge(rule: Ladder, score: int) -> float:
    """The limit at which the anchor of a score begins, coming from a lower score, in the units of the value."""
    step = next(step for step in rule.steps if step.score == score)
    return (step.high if rule.better == "lower" else step.low) / rule.factor


def rounded_up(amount: float, step: float) -> float:
    """In whole steps, and never less than one."""
    return round(max(1, math.ceil(amount / step - 1e-6)) * step, 6)
