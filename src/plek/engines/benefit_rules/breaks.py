"""Breaks along the hours: where more work begins to bring in more or less, and the rules that make it so.

A break lies where what can be spent bends. A rule makes it when its own part bends while the money that goes into
it does not; a rule whose input bends only passes the bend on, and one that another undoes makes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from plek.engines.benefit_rules.registry import RULES, Rule
from plek.engines.benefit_rules.results import Result
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.working import Step

ABOUT = 0.9
BEND, LEAST = 0.02, 50.0
"""A break is a change of at least two cents in what is kept of a euro, and of half a euro between two points."""

CLIFFS: dict[str, Sentence] = {
    "ww.ends": Sentence(
        "Boven 87,5% van het oude loon stopt de WW.", "Above 87.5% of the former wage unemployment benefit ends."
    ),
    "wao": Sentence(
        "Het loon bepaalt de klasse van de WAO, en elke klasse heeft één percentage.",
        "The pay sets the class of the WAO, and each class has one percentage.",
    ),
    "wia.follow_up": Sentence(
        "Op de inkomenseis eindigt de vervolguitkering; de loonaanvulling kan dan lager zijn.",
        "On the income requirement the follow-up benefit ends; the wage supplement may then be lower.",
    ),
}
"""The only rules of law by which more work may leave less, with why."""

Three = tuple[Result, Result, Result]
"""A point with its neighbours."""


@dataclass(frozen=True)
class Break:
    """A place where more hours begin to bring in more or less, with the rule that makes it."""

    from_hours: float
    until_hours: float
    rule: Rule
    is_cliff: bool
    """Is there less to spend with more hours?"""
    change: float
    """By how many cents the month changes between both ends."""


def spendable(result: Result) -> float:
    """What can be spent with the work; comparable only between points of which the same allowances are known."""
    return float(result.with_work.disposable.values)


def comparable(one: Result, two: Result) -> bool:
    """Are the same allowances known at both? An allowance that is not known is left out of what can be spent."""
    return _known(one) == _known(two)


def _known(result: Result) -> set[str]:
    return {name for name, one in result.with_work.allowances.items() if not np.isnan(one.values)}


def breaks_of(hours: Sequence[float], results: Sequence[Result]) -> tuple[Break, ...]:
    """All breaks between the first and the last point, in order of hours."""
    places: dict[str, list[tuple[int, float]]] = {}
    for place in range(1, len(results) - 1):
        for code, bend in _causes((results[place - 1], results[place], results[place + 1])):
            places.setdefault(code, []).append((place, bend))
    found = [
        _break(hours, results, RULES[code], begin, end, bend)
        for code, bends in places.items()
        for begin, end, bend in _joined(bends)
    ]
    return tuple(sorted(found, key=lambda one: (one.from_hours, one.until_hours)))


def _joined(bends: Sequence[tuple[int, float]]) -> Iterator[tuple[int, int, float]]:
    """Two neighbours with one cause are one break, which lies between them."""
    begin, end, first = bends[0][0], bends[0][0], bends[0][1]
    for place, bend in bends[1:]:
        if begin == end and place == end + 1:
            end = place
            continue
        yield begin, end, first
        begin, end, first = place, place, bend
    yield begin, end, first


def _break(
    hours: Sequence[float], results: Sequence[Result], rule: Rule, begin: int, end: int, bend: float
) -> Break:
    """A fall at the very beginning or end shows on one side only; then the break is that first or last step."""
    last = len(results) - 1
    if begin == end == last - 1 and _rise(results, end, last) < 0 <= _rise(results, end - 1, end):
        end = last
    if begin == end == 1 and _rise(results, 0, 1) < 0:
        begin, bend = 0, -1.0
    change = _rise(results, begin, end)
    return Break(hours[begin], hours[end], rule, change < 0 and bend < 0, change)


def _rise(results: Sequence[Result], begin: int, end: int) -> float:
    return spendable(results[end]) - spendable(results[begin])


def _causes(three: Three) -> Iterator[tuple[str, float]]:
    """Codes of the rules that make the whole bend here, each with its own bend, the greatest first."""
    before, here, after = three
    whole = spendable(after) - 2 * spendable(here) + spendable(before)
    more = float(after.with_work.earnings.values) - float(here.with_work.earnings.values)
    least = max(BEND * more, LEAST)
    if np.isnan(whole) or abs(whole) < least or not all(comparable(*pair) for pair in pairwise(three)):
        return
    steps = [{step.rule.code: step for step in result.steps} for result in three]
    bends = {code: _bend([_amount(one.get(code)) for one in steps]) for one in steps for code in one}
    kept = _not_undone(bends, steps, least)
    makers = [code for code in kept if abs(bends[code]) >= least and _makes(code, bends[code] * whole, steps)]
    passed_on = [] if makers else _first_of_the_greatest(bends, float(np.sign(whole)))
    yield from sorted(((code, bends[code]) for code in makers or passed_on), key=lambda pair: -abs(pair[1]))


def _not_undone(bends: dict[str, float], steps: Sequence[dict[str, Step]], least: float) -> list[str]:
    """Rules of a part of the month (benefit, tax, allowances) that bends as a whole."""
    part_of = {code: step.into for one in steps for code, step in one.items()}
    parts: dict[str, float] = {}
    for code, bend in bends.items():
        parts[part_of[code]] = parts.get(part_of[code], 0.0) + bend
    return [code for code in bends if abs(parts[part_of[code]]) >= least]


def _amount(step: Step | None) -> float:
    return 0.0 if step is None else step.amount


def _bend(values: Sequence[float]) -> float:
    before, here, after = values
    return after - 2 * here + before


def _makes(code: str, direction: float, steps: Sequence[dict[str, Step]]) -> bool:
    """Does the rule bend what goes straight in? One that begins or ends here does, if it bends as the whole."""
    three = [one[code] for one in steps if code in one]
    if len(three) < len(steps):
        return direction > 0
    money = [name for name, kind in RULES[code].kinds.items() if kind == "money" and name in three[0].numbers]
    return not any(_is_bent([float(step.numbers[name]) for step in three]) for name in money)


def _is_bent(values: Sequence[float]) -> bool:
    rises = [abs(two - one) for one, two in pairwise(values)]
    return abs(_bend(values)) > BEND * max(rises) + LEAST


def _first_of_the_greatest(bends: dict[str, float], direction: float) -> list[str]:
    """Of rules that bend about as much the first to be applied: the later ones only pass its bend on."""
    greatest = max((bend * direction for bend in bends.values()), default=0.0)
    return [code for code, bend in bends.items() if bend * direction >= ABOUT * greatest][:1]
