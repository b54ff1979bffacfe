"""What the next score would take, in the units of the item."""

import math
from dataclasses import dataclass

from plek.engines.fidelity_scoring.evidence import Evidence, Wait
from plek.engines.fidelity_scoring.measuring import Measured, measured
from plek.engines.fidelity_scoring.placing import edge, placed, rounded_up
from plek.engines.fidelity_scoring.rules import Cap, Elements, Ladder, Pattern
from plek.engines.fidelity_scoring.scale import SCORES, Item
from plek.engines.fidelity_scoring.signs import holds, still_needed
from plek.engines.fidelity_scoring.survival import median_wait
from plek.engines.fidelity_scoring.texts import EMPTY, Text, counted, joined, number


@dataclass(frozen=True, slots=True)
class Need:
    """What it takes to get to ``score``; ``amount`` is in the item's units where the item is counted."""

    score: int
    text: Text
    amount: float | None = None


def next_score(item: Item, evidence: Evidence, score: int) -> Need | None:
    """None at the top, and for items that are only described."""
    if score >= SCORES[-1]:
        return None
    rule = item.rule
    if isinstance(rule, Ladder):
        return _on_ladder(item, rule, evidence, score + 1)
    if isinstance(rule, Elements):
        return _among_elements(item, rule, evidence, score + 1)
    if isinstance(rule, Pattern):
        return _in_pattern(item, rule, evidence, score)
    return None


def _on_ladder(item: Item, rule: Ladder, evidence: Evidence, target: int) -> Need | None:
    found = measured(item, rule, evidence)
    if rule.measure == "median_wait":
        amount = _waits_to_shorten(rule, evidence, target)
    elif found.value is not None and placed(rule.steps, found.value * rule.factor).score < target:
        amount = _amount(rule, found, target)
    else:
        amount = None
    words = [_change(rule, amount, target), *_caps_to_lift(item, rule.caps, evidence, target)]
    text = joined([word for word in words if word], "; ")
    return Need(target, text, amount) if text else None


def _change(rule: Ladder, amount: float | None, target: int) -> Text:
    if amount is None:
        return EMPTY
    return counted(rule.change.text, amount, limit=number(edge(rule, target) * rule.factor))


def _amount(rule: Ladder, found: Measured, target: int) -> float:
    """The smallest number of whole steps that brings the value onto the anchor itself."""
    amount = rounded_up(_exact(rule, found, edge(rule, target)), rule.change.step)
    while placed(rule.steps, after(rule, found, amount) * rule.factor).score < target:
        amount = round(amount + rule.change.step, 6)
    return amount


def _exact(rule: Ladder, found: Measured, limit: float) -> float:
    value, part, whole = found.value or 0.0, found.numerator or 0.0, found.denominator or 1.0
    if rule.change.grows == "both":
        return (limit * whole - part) / (1 - limit)
    return abs(limit - value) * whole


def after(rule: Ladder, found: Measured, amount: float) -> float:
    """The value once so much more was done, or less where less is better; over specialists in proportion."""
    value, part, whole = found.value or 0.0, found.numerator or 0.0, found.denominator or 1.0
    if rule.change.grows == "both":
        return (part + amount) / (whole + amount)
    return value + (-amount if rule.better == "lower" else amount) / whole


def _waits_to_shorten(rule: Ladder, evidence: Evidence, target: int) -> float | None:
    """How many waits would have to end by the limit, taking those furthest beyond it first."""
    limit = math.floor(edge(rule, target))
    slow = sorted((wait for wait in evidence.waits if not wait.is_over_by(limit)), key=lambda wait: -wait.days)
    kept = [wait for wait in evidence.waits if wait.is_over_by(limit)]
    for amount in range(len(slow) + 1):
        median = median_wait([*kept, *[Wait(limit, has_ended=True)] * amount, *slow[amount:]])
        if median is not None and median <= limit:
            return float(amount) if amount else None
    return None


def _caps_to_lift(item: Item, caps: tuple[Cap, ...], evidence: Evidence, target: int) -> list[Text]:
    active = [cap for cap in caps if cap.at < target and holds(item, cap.sign, evidence) is not (not cap.holds)]
    no_longer = Text("no longer so: {sign}", "niet meer zo: {sign}")
    return [
        no_longer.fill(sign=item.signs[cap.sign].name) if cap.holds else still_needed(item, cap.sign, evidence)
        for cap in active
    ]


def _among_elements(item: Item, rule: Elements, evidence: Evidence, target: int) -> Need:
    absent = [code for code in rule.signs if holds(item, code, evidence) is not True]
    there = len(rule.signs) - len(absent)
    enough = next(n for n in range(there, len(rule.signs) + 1) if placed(rule.steps, n).score >= target)
    words = joined([still_needed(item, code, evidence) for code in absent], "; ")
    text = Text("{amount} more of: {signs}", "nog {amount} van: {signs}")
    return Need(target, text.fill(amount=enough - there, signs=words), float(enough - there))


def _in_pattern(item: Item, rule: Pattern, evidence: Evidence, score: int) -> Need | None:
    """Of the alternatives of the next score that can be had, the one that lacks least."""
    ways = [
        (len(lacking), above, lacking)
        for above, needs in rule.needs.items() if above > score
        for lacking in [_lacking(item, codes, evidence) for codes in needs]
    ]  # fmt: skip
    if not ways:
        return None
    target = min(above for _, above, _ in ways)
    _, _, lacking = min(way for way in ways if way[1] == target)
    words = [still_needed(item, code, evidence) for code in lacking]
    return Need(target, joined([*words, *_caps_to_lift(item, rule.caps, evidence, target)], "; "))


def _lacking(item: Item, codes: tuple[str, ...], evidence: Evidence) -> tuple[str, ...]:
    return tuple(code for code in codes if holds(item, code, evidence) is not True)
