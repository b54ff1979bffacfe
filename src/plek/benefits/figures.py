"""The figures of now and of each plan in plain values: what a page prints and what a kept scenario holds.

Amounts in cents; an amount that is not known is None. Where answers are not known there is a lowest and a highest
end; the steps belong to the plainest way in which the answers can be meant.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from typing import Any

from plek.benefits.extremes import spendable
from plek.engines.benefit_rules import Result
from plek.engines.benefit_rules.amounts import cents
from plek.engines.benefit_rules.book import CONFIDENCES, Figure
from plek.engines.benefit_rules.breaks import comparable
from plek.engines.benefit_rules.situation import Work
from plek.engines.benefit_rules.working import Step as Worked

ALLOWANCES = {
    "care_allowance": "zorgtoeslag", "child_budget": "kindgebonden_budget", "rent_allowance": "huurtoeslag",
}  # fmt: skip
ORDER = (
    "pay", "holiday", "contributions", "benefit", "tax", "zorgtoeslag", "huurtoeslag", "kindgebonden_budget",
    "costs",
)  # fmt: skip
"""In which money is told: pay, benefit, tax, allowances, costs."""


@dataclass(frozen=True)
class Range:
    """Least and most; the same when all is known, None when nothing is."""

    low: float | None = None
    high: float | None = None

    @property
    def ends(self) -> tuple[float, ...]:
        return tuple(dict.fromkeys(end for end in (self.low, self.high) if end is not None))


def range_of(numbers: Iterable[float | None]) -> Range:
    """From the least to the most that is known."""
    known = [float(number) for number in numbers if number is not None and not isnan(number)]
    return Range(min(known), max(known)) if known else Range()


@dataclass(frozen=True)
class StepFigure:
    """What one rule did; ``amount`` is None where it counts in nothing by itself."""

    rule: str
    law: str
    article: str
    formula: str
    amount: float | None
    nl: str
    en: str
    confidence: str


@dataclass(frozen=True)
class LineFigure:
    """One amount of the month, by its code in ``ORDER``, with what led to it."""

    code: str
    amount: Range
    plainest: float | None
    """Its amount when the answers are meant in the plainest way."""
    confidence: str
    steps: tuple[StepFigure, ...] = ()
    is_complete: bool = True
    """False when in one of the ways it is not known."""


@dataclass(frozen=True)
class PlanFigures:
    """The month of now, or of one plan."""

    left: Range
    """To spend."""
    plainest: float | None
    """The same when the answers are meant in the plainest way."""
    difference: Range
    """With now."""
    of_a_euro: Range
    """What stays of each euro of pay."""
    confidence: str
    lines: tuple[LineFigure, ...]
    unknown: tuple[tuple[str, str], ...]
    """What is not known or not calculated, in Dutch and English."""
    is_complete: bool = True
    """False when an amount is left out of what is left to spend, in one of the ways."""
    is_comparable: bool = True
    """False when in one of the ways the difference with now is not known."""


def plan_figures(results: Sequence[Result], now: Sequence[Result]) -> PlanFigures:
    """The figures of one plan beside those of now; a result for each way in which answers can be meant."""
    parts = [_lines(result) for result in results]
    months = [result.with_work for result in results]
    lines = tuple(_ranged(code, parts) for code in ORDER if any(code in one for one in parts))
    sentences = dict.fromkeys(sentence for result in results for sentence in result.unknown)
    left = [spendable(result) for result in results]
    more = [_more(*pair) for pair in zip(results, now, strict=True)]
    return PlanFigures(
        left=range_of(left), plainest=_known(left[0]), difference=range_of(more),
        of_a_euro=range_of(_share(*each) for each in zip(more, results, now, strict=True)),
        confidence=max((month.disposable.confidence for month in months), key=CONFIDENCES.index),
        lines=lines,
        unknown=tuple((sentence.nl, sentence.en) for sentence in sentences),
        is_complete=all(line.is_complete for line in lines) and not any(map(isnan, left)),
        is_comparable=not any(map(isnan, more)),
    )  # fmt: skip


def _more(result: Result, now: Result) -> float:
    """How much more is left than now; not-a-number where the same allowances are not known of both."""
    return spendable(result) - spendable(now) if comparable(now, result) else float("nan")


def _share(more: float, result: Result, now: Result) -> float | None:
    """What stays of each euro that is earned more than now."""
    earned = float(result.with_work.earnings.values) - float(now.with_work.earnings.values)
    return more / earned if earned else None


def _known(number: float) -> float | None:
    return None if isnan(number) else number + 0.0


def _ranged(code: str, parts: list[dict[str, LineFigure]]) -> LineFigure:
    """One line of all ways; in a way without it, it is nothing."""
    first = next(one[code] for one in parts if code in one)
    least_sure = max((one[code].confidence for one in parts if code in one), key=CONFIDENCES.index)
    whole = range_of(one[code].plainest if code in one else 0.0 for one in parts)
    plainest = parts[0][code].plainest if code in parts[0] else 0.0
    is_complete = all(one[code].plainest is not None for one in parts if code in one)
    return LineFigure(code, whole, plainest, least_sure, first.steps, is_complete)


def _lines(result: Result) -> dict[str, LineFigure]:
    """The amounts of the month by code, each with what led to it."""
    month, worked, work = result.with_work, _by_code(result), result.situation.work
    found = [_line("benefit", month.benefit, worked)] if result.situation.benefit.kind != "none" else []
    found += [_line("tax", month.tax, worked, sign=-1)]
    found += [_line(name, one, worked) for name, one in month.allowances.items()]
    if float(month.earnings.values) > 0:
        found.append(_sure("pay", float(month.earnings.values)))
        found += [_holiday(worked["holiday"])] if "holiday" in worked else []
    found += [_sure(code, -cents(euros)) for code, euros in _taken_off(work).items() if euros]
    return {line.code: line for line in found}


def _taken_off(work: Work) -> dict[str, float]:
    return {"contributions": work.own_contributions, "costs": work.costs}


def _line(code: str, one: Figure, worked: Mapping[str, list[Worked]], sign: int = 1) -> LineFigure:
    amount = _known(sign * float(one.values))
    return LineFigure(code, range_of([amount]), amount, one.confidence, tuple(map(_step, worked[code])))


def _sure(code: str, amount: float) -> LineFigure:
    """An amount as it was told."""
    return LineFigure(code, Range(amount, amount), amount, "law")


def _holiday(held: list[Worked]) -> LineFigure:
    amount = sum(step.amount for step in held)
    confidence = held[-1].figure.confidence
    return LineFigure("holiday", Range(amount, amount), amount, confidence, tuple(map(_step, held)))


def _by_code(result: Result) -> dict[str, list[Worked]]:
    """Each step with the amount that it leads to; what counts in nothing itself goes with what comes after it."""
    found: dict[str, list[Worked]] = defaultdict(list)
    waiting: list[Worked] = []
    for worked in result.workings:
        waiting.append(worked)
        if worked.into:
            found[_code(worked)] += waiting
            waiting = []
    return found


def _code(worked: Worked) -> str:
    if worked.into == "allowances":
        return ALLOWANCES[worked.rule.code]
    return "holiday" if worked.into == "earnings" else worked.into


def _step(worked: Worked) -> StepFigure:
    amount = _known(worked.amount) if worked.into else None
    return StepFigure(
        worked.rule.code, worked.rule.law, worked.rule.article, worked.formula, amount, worked.sentence.nl,
        worked.sentence.en, worked.figure.confidence,
    )  # fmt: skip


def as_plain(figures: PlanFigures) -> dict[str, Any]:
    """For JSON."""
    return asdict(figures)


def from_plain(plain: dict[str, Any]) -> PlanFigures:
    """As it was kept."""
    ranges = {name: Range(**plain[name]) for name in ("left", "difference", "of_a_euro")}
    lines = tuple(_line_from(one) for one in plain["lines"])
    unknown = tuple((nl, en) for nl, en in plain["unknown"])
    return PlanFigures(**plain | ranges | {"lines": lines, "unknown": unknown})


def _line_from(plain: dict[str, Any]) -> LineFigure:
    steps = tuple(StepFigure(**one) for one in plain["steps"])
    return LineFigure(**plain | {"amount": Range(**plain["amount"]), "steps": steps})
