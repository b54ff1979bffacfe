"""The rule of an item from its data."""

import math
from collections.abc import Mapping
from typing import cast

from plek.engines.fidelity_scoring.loading.reading import Node
from plek.engines.fidelity_scoring.rules import (
    Better,
    Cap,
    Change,
    Described,
    Elements,
    Growth,
    Ladder,
    Measure,
    Pattern,
    Rule,
    Sign,
    Step,
)
from plek.engines.fidelity_scoring.scale import SCORES

MEASURES = ("ratio", "mean_per_specialist", "median_wait")
ANCHOR_LIMITS = ("is", "at_least", "more_than", "at_most", "below")


def read_rule(item: Node, anchors: Mapping[int, Node], signs: Mapping[str, Sign]) -> Rule:
    """The rule, with its limits from the anchors."""
    rule = item.node("rule")
    kind = rule.one_of("kind", ("ladder", "elements", "pattern", "described"))
    if kind == "ladder":
        return _ladder(rule, anchors)
    if kind == "elements":
        rule.only("kind")
        return Elements(tuple(signs), _steps(anchors))
    if kind == "pattern":
        rule.only("kind", "caps")
        return Pattern(_needs(anchors), _caps(rule))
    rule.only("kind")
    return Described()


def _ladder(rule: Node, anchors: Mapping[int, Node]) -> Ladder:
    rule.only(
        "kind", "measure", "numerator", "denominator", "share", "better", "gaps", "overlap", "caps", "change"
    )
    return Ladder(
        measure=cast(Measure, rule.one_of("measure", MEASURES)),
        numerator=rule.word("numerator", ""),
        denominator=rule.word("denominator", ""),
        is_share=rule.value.get("share") is True,
        better=cast(Better, rule.one_of("better", ("lower", "higher"))),
        steps=_steps(anchors),
        caps=_caps(rule),
        change=_change(rule.node("change")),
    )


def _change(change: Node) -> Change:
    change.only("grows", "step", "text")
    grows = cast(Growth, change.one_of("grows", ("numerator", "both"), "numerator"))
    return Change(grows, change.number("step") or 1.0, change.text("text"))


def _steps(anchors: Mapping[int, Node]) -> tuple[Step, ...]:
    """The stretches of the anchors that have limits; the others are reached by a cap."""
    return tuple(
        _step(score, node) for score, node in anchors.items() if any(node.has(limit) for limit in ANCHOR_LIMITS)
    )


def _step(score: int, node: Node) -> Step:
    exact, low, above = node.number("is"), node.number("at_least"), node.number("more_than")
    high, below = node.number("at_most"), node.number("below")
    lows, highs = (
        [v for v in (exact, low, above) if v is not None],
        [v for v in (exact, high, below) if v is not None],
    )
    if len(lows) > 1 or len(highs) > 1:
        raise node.error("has two lower or two upper limits; give one of each.")
    step = Step(
        score, lows[0] if lows else -math.inf, highs[0] if highs else math.inf, above is None, below is None
    )
    if step.low > step.high:
        raise node.error("its lower limit lies above its upper limit.")
    return step


def _caps(rule: Node) -> tuple[Cap, ...]:
    return tuple(_cap(node) for node in rule.nodes("caps"))


def _cap(node: Node) -> Cap:
    node.only("when", "unless", "at")
    at = node.number("at")
    if at not in SCORES or node.has("when") == node.has("unless"):
        raise node.error("must name one sign, by when or by unless, and a score from 1 to 5 as at.")
    return Cap(node.word("when" if node.has("when") else "unless"), node.has("when"), int(at))


def _needs(anchors: Mapping[int, Node]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """For each score its alternatives; ``otherwise`` is the alternative that asks for nothing."""
    found = {score: _alternatives(node) for score, node in anchors.items()}
    return {score: needs for score, needs in found.items() if needs}


def _alternatives(node: Node) -> tuple[tuple[str, ...], ...]:
    if node.value.get("otherwise") is True:
        return ((),)
    ways = node.value.get("any", [node.words("all")] if node.has("all") else [])
    if not isinstance(ways, list) or not all(ways):
        raise node.error("any must be a list of lists of signs.")
    return tuple(tuple(way) for way in ways)
