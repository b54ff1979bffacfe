"""Whether the parts of an item fit together: no gap or overlap unless declared, every score within reach."""

import math
from itertools import pairwise

from plek.engines.fidelity_scoring.loading.items import SOURCES
from plek.engines.fidelity_scoring.loading.reading import Node
from plek.engines.fidelity_scoring.placing import placed
from plek.engines.fidelity_scoring.rules import Cap, Elements, Ladder, Pattern, Step
from plek.engines.fidelity_scoring.scale import SCORES, Item


def check_item(item: Item, node: Node) -> None:
    """Raises ScaleError with what does not fit."""
    odd = [source for source in item.sources if source not in SOURCES]
    if odd or not item.sources:
        raise node.error(f"sources must be some of {', '.join(SOURCES)}.")
    rule = item.rule
    if isinstance(rule, Ladder):
        _ladder(item, rule, node)
    elif isinstance(rule, Elements):
        _elements(rule, node)
    elif isinstance(rule, Pattern):
        _pattern(rule, node)
    elif item.how != "rater":
        raise node.error("is only described, so it waits for a rater; let how be rater.")
    _names(item, node)


def _ladder(item: Item, rule: Ladder, node: Node) -> None:
    steps = sorted(rule.steps, key=lambda step: (step.low, step.high))
    _order(rule, steps, node)
    for lower, upper in pairwise(steps):
        _joint(lower, upper, node)
    _reach({step.score for step in steps}, rule.caps, node)
    whole = 1 if rule.change.grows == "both" and rule.is_share else math.inf
    if any(step.low >= whole * 100 for step in steps):
        raise node.error(
            "a share that grows with its whole never gets to 100%; change how it grows or the anchor."
        )
    if rule.measure == "median_wait" and rule.better != "lower":
        raise node.error("a wait is better when it is shorter.")


def _order(rule: Ladder, steps: list[Step], node: Node) -> None:
    """The scores run one way along the axis, and its two ends are open."""
    if not steps or steps[0].low != -math.inf or steps[-1].high != math.inf:
        raise node.error("the anchors leave one end of the axis without a score.")
    scores = [step.score for step in steps]
    if scores != sorted(scores, reverse=rule.better == "lower"):
        raise node.error("the anchors do not run from low to high, or from high to low, along the axis.")


def _joint(lower: Step, upper: Step, node: Node) -> None:
    """Where two anchors meet."""
    rule = node.node("rule")
    touching = lower.high == upper.low
    overlap = lower.high > upper.low or (touching and lower.has_high and upper.has_low)
    gap = lower.high < upper.low or (touching and not lower.has_high and not upper.has_low)
    between = f"between the anchors of {lower.score} and {upper.score}"
    if overlap and (not touching or rule.number("overlap") != upper.low):
        raise node.error(f"there is an overlap {between}, at {upper.low:g}, that is not declared.")
    if gap and rule.word("gaps", "") != "nearest":
        raise node.error(f"there is a gap {between}, from {lower.high:g} to {upper.low:g}, that is not declared.")


def _reach(scores: set[int], caps: tuple[Cap, ...], node: Node) -> None:
    lost = [str(score) for score in SCORES if score not in scores | {cap.at for cap in caps}]
    if lost:
        raise node.error(f"no records can ever lead to anchor {', '.join(lost)}.")


def _elements(rule: Elements, node: Node) -> None:
    """Every number of elements has one score, more is never less, and every score can be had."""
    found = []
    for there in range(len(rule.signs) + 1):
        if sum(step.covers(there) for step in rule.steps) != 1:
            raise node.error(f"{there} elements must have exactly one score.")
        found.append(placed(rule.steps, there).score)
    if found != sorted(found):
        raise node.error("more elements may not lead to a lower score.")
    _reach(set(found), (), node)


def _pattern(rule: Pattern, node: Node) -> None:
    free = [score for score, needs in rule.needs.items() if needs == ((),)]
    if len(free) != 1 or free[0] != min(rule.needs):
        raise node.error("the lowest of its anchors, and only that one, must hold otherwise.")
    _reach(set(rule.needs), rule.caps, node)


def _names(item: Item, node: Node) -> None:
    """What is named is declared, and what is declared is named."""
    signs = _signs_named(item)
    _same(set(item.signs), signs, "sign", node)
    counted = {name for sign in item.signs.values() for name in (sign.numerator, sign.denominator)}
    own = {item.rule.numerator, item.rule.denominator} if isinstance(item.rule, Ladder) else set()
    _same(set(item.inputs), (counted | own | set(item.signals)) - {""}, "input", node)


def _signs_named(item: Item) -> set[str]:
    rule = item.rule
    if isinstance(rule, Elements):
        return set(rule.signs)
    if isinstance(rule, Ladder):
        return {cap.sign for cap in rule.caps}
    if isinstance(rule, Pattern):
        needed = {code for needs in rule.needs.values() for codes in needs for code in codes}
        return needed | {cap.sign for cap in rule.caps}
    return set()


def _same(declared: set[str], named: set[str], kind: str, node: Node) -> None:
    if named - declared:
        raise node.error(f"names the {kind} {', '.join(sorted(named - declared))}, which it does not declare.")
    if declared - named:
        raise node.error(f"declares the {kind} {', '.join(sorted(declared - named))}, which nothing uses.")
