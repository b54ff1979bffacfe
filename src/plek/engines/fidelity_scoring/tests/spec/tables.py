"""Reads the spec tables, and makes evidence that has exactly the value or the signs of a row."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plek.engines.fidelity_scoring import Evidence, Wait
from plek.engines.fidelity_scoring.rules import Ladder
from plek.engines.fidelity_scoring.scale import Item


@cache
def table(name: str) -> dict[str, Any]:
    return yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))


def without_caps(item: Item) -> dict[str, bool | None]:
    """Facts that keep every cap of the item from biting."""
    assert isinstance(item.rule, Ladder)
    return {cap.sign: not cap.holds for cap in item.rule.caps}


def at_value(item: Item, value: float) -> Evidence:
    """Evidence of which the value, in the units of the anchors, is this one."""
    rule, facts = item.rule, without_caps(item)
    assert isinstance(rule, Ladder)
    if rule.measure == "median_wait":
        return Evidence(waits=(Wait(int(value), has_ended=True),), facts=facts)
    whole = 1000.0
    counts = {rule.numerator: value * whole / rule.factor, rule.denominator: whole}
    if not rule.denominator:
        counts = {rule.numerator: value}
    if rule.measure == "mean_per_specialist":
        return Evidence(by_specialist=(counts,), facts=facts)
    return Evidence(counts, facts=facts)


def with_signs(item: Item, there: list[str]) -> Evidence:
    """Evidence in which exactly these signs hold."""
    return Evidence(facts={code: code in there for code in item.signs})
