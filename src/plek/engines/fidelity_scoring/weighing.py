"""From evidence to the scores that an item can have: one when it is certain, more when something is open."""

from dataclasses import dataclass

from plek.engines.fidelity_scoring.evidence import Evidence
from plek.engines.fidelity_scoring.measuring import Measured, measured
from plek.engines.fidelity_scoring.placing import placed
from plek.engines.fidelity_scoring.rules import Cap, Elements, Ladder, Pattern
from plek.engines.fidelity_scoring.scale import SCORES, Item
from plek.engines.fidelity_scoring.signs import held_down, holds

UNMEASURED = Measured()


@dataclass(frozen=True, slots=True)
class Weighed:
    """The lowest and the highest score that the evidence allows, and what stands open between them.

    ``uncapped`` is what the score could be if no cap held it down.
    """

    lowest: int = SCORES[0]
    highest: int = SCORES[-1]
    uncapped: int = SCORES[0]
    measured: Measured = UNMEASURED
    open: tuple[str, ...] = ()


def weighed(item: Item, evidence: Evidence) -> Weighed:
    """What the evidence allows by the item's own kind of rule."""
    rule = item.rule
    if isinstance(rule, Ladder):
        return _by_ladder(item, rule, evidence)
    if isinstance(rule, Elements):
        return _by_elements(item, rule, evidence)
    if isinstance(rule, Pattern):
        return _by_pattern(item, rule, evidence)
    return Weighed()


def _by_ladder(item: Item, rule: Ladder, evidence: Evidence) -> Weighed:
    found = measured(item, rule, evidence)
    if found.value is None:
        return _without_value(item, rule, found, evidence)
    place = placed(rule.steps, found.value * rule.factor).score
    lowest, highest = held_down(item, rule.caps, place, evidence)
    return Weighed(lowest, highest, place, found, _open_caps(item, rule.caps, place, evidence))


def _without_value(item: Item, rule: Ladder, found: Measured, evidence: Evidence) -> Weighed:
    """A median that was not reached still lies beyond the longest wait, which may settle the score."""
    beyond = SCORES[-1] if found.beyond is None else placed(rule.steps, found.beyond).score
    _, highest = held_down(item, rule.caps, beyond, evidence)
    return Weighed(highest=highest, uncapped=SCORES[0] if found.beyond is None else beyond, measured=found)


def _open_caps(item: Item, caps: tuple[Cap, ...], score: int, evidence: Evidence) -> tuple[str, ...]:
    return tuple(cap.sign for cap in caps if cap.at < score and holds(item, cap.sign, evidence) is None)


def _by_elements(item: Item, rule: Elements, evidence: Evidence) -> Weighed:
    """The value is how many elements are there; none is known while nothing is."""
    states = {code: holds(item, code, evidence) for code in rule.signs}
    unsure = tuple(code for code, state in states.items() if state is None)
    there = sum(state is True for state in states.values())
    value = None if len(unsure) == len(states) else float(there)
    lowest, highest = placed(rule.steps, there).score, placed(rule.steps, there + len(unsure)).score
    return Weighed(lowest, highest, highest, Measured(value, value, float(len(states))), unsure)


def _by_pattern(item: Item, rule: Pattern, evidence: Evidence) -> Weighed:
    states = {score: _alternatives(item, needs, evidence) for score, needs in rule.needs.items()}
    sure = max(score for score, state in states.items() if state is True)
    hoped = max(score for score, state in states.items() if state is not False)
    lowest, _ = held_down(item, rule.caps, sure, evidence)
    _, highest = held_down(item, rule.caps, hoped, evidence)
    above = [
        code
        for score, needs in rule.needs.items()
        if sure < score and states[score] is None
        for codes in needs
        for code in codes
    ]
    unsure = [code for code in above if holds(item, code, evidence) is None]
    unsure += _open_caps(item, rule.caps, hoped, evidence)
    return Weighed(lowest, highest, hoped, open=tuple(dict.fromkeys(unsure)))


def _alternatives(item: Item, needs: tuple[tuple[str, ...], ...], evidence: Evidence) -> bool | None:
    """Whether one alternative holds in full: yes, surely not, or open."""
    found = [_together(item, codes, evidence) for codes in needs]
    return True if True in found else (None if None in found else False)


def _together(item: Item, codes: tuple[str, ...], evidence: Evidence) -> bool | None:
    states = [holds(item, code, evidence) for code in codes]
    return False if False in states else (None if None in states else True)
