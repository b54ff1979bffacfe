"""Answers that are not known: the lowest and highest of each amount, and which answers make them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import product
from math import prod
from typing import Any

import numpy as np

from plek.engines.benefit_rules.amounts import Column, euros
from plek.engines.benefit_rules.book import Book
from plek.engines.benefit_rules.book_reading import book
from plek.engines.benefit_rules.columns import Columns, columns_of
from plek.engines.benefit_rules.contradictions import contradictions
from plek.engines.benefit_rules.order import KEYS, Month, month
from plek.engines.benefit_rules.situation import Situation
from plek.engines.benefit_rules.working import Working

MOST_WAYS = 256
"""More ways than this are not looked at: of each answer then only both ends."""
SPENDABLE = "with_work.disposable"

Assumed = Mapping[str, Any]
"""Open answers with the value that is filled in, by name such as ``person.partner``."""


class TooManyOpen(ValueError):
    """So much is not known that nothing can be told; some answers must be given first."""


@dataclass(frozen=True)
class Way:
    """One way in which the open answers may turn out."""

    assumed: Assumed
    situation: Situation


@dataclass(frozen=True)
class Range:
    """One amount in cents over all ways in which it is known, with the answers that make its ends.

    Not-a-number when it is known in none; ``not_known`` counts the ways in which it is not.
    """

    low: float
    high: float
    low_with: Assumed
    high_with: Assumed
    not_known: int

    @property
    def is_one(self) -> bool:
        """The same whatever the answers are."""
        return self.low == self.high and not self.not_known


@dataclass(frozen=True)
class Ranges:
    """Every printed amount by its name: ``now.benefit``, ``with_work.zorgtoeslag``, ``difference``.

    ``decisive`` are the open answers that move what can be spent, in cents at most, the strongest first.
    ``is_complete`` is false when only the ends of the answers were looked at.
    """

    ways: tuple[Way, ...]
    amounts: Mapping[str, Range]
    keep_rate: Range
    """Of each euro earned what is kept beside the benefit: a share, not cents; not known without more pay."""
    decisive: Mapping[str, float]
    is_complete: bool


def ranges(
    situation: Situation, open_answers: Mapping[str, Sequence[Any]], parameters: Book | None = None,
    most: int = MOST_WAYS,
) -> Ranges:  # fmt: skip
    """All ways in which the open answers may turn out, side by side; ways that contradict themselves are left out.

    The possible values of an answer stand from one end to the other. Raises ``TooManyOpen`` when even both ends of
    each are more ways than ``most``, and ``ValueError`` for an answer without values or when no way is possible.
    """
    values, is_complete = _within(open_answers, most)
    ways = [_way(situation, dict(zip(values, choice, strict=True))) for choice in product(*values.values())]
    is_possible = [not any(contradictions(way.situation)) for way in ways]
    possible = [way for way, is_so in zip(ways, is_possible, strict=True) if is_so]
    if not possible:
        raise ValueError("These answers contradict each other in every way.")
    found = _amounts(possible, parameters or book())
    shape = tuple(len(options) for options in values.values())
    moved = _moved(list(values), shape, is_possible, found[SPENDABLE])
    named = {name: _range(column, possible) for name, column in found.items()}
    return Ranges(tuple(possible), named, _range(_keep_rate(possible, found), possible), moved, is_complete)


def _within(open_answers: Mapping[str, Sequence[Any]], most: int) -> tuple[dict[str, tuple[Any, ...]], bool]:
    whole = {name: tuple(dict.fromkeys(options)) for name, options in open_answers.items()}
    if any(not options for options in whole.values()):
        raise ValueError("An open answer needs at least one possible value.")
    if prod(len(options) for options in whole.values()) <= most:
        return whole, True
    ends = {name: tuple(dict.fromkeys((options[0], options[-1]))) for name, options in whole.items()}
    if prod(len(options) for options in ends.values()) > most:
        raise TooManyOpen("Too much is not known; answer some questions first.")
    return ends, False


def _way(situation: Situation, assumed: dict[str, Any]) -> Way:
    for name, answer in assumed.items():
        situation = with_answer(situation, name, answer)
    return Way(assumed, situation)


def with_answer(situation: Situation, name: str, answer: Any) -> Situation:
    """The situation with one answer filled in. Raises ``ValueError`` when there is no such answer."""
    section, dot, field = name.partition(".")
    part: Any = getattr(situation, section, None)
    has_it = field in {one.name for one in fields(part)} if is_dataclass(part) else not dot
    if not has_it or section not in {one.name for one in fields(Situation)}:
        raise ValueError(f"There is no answer {name} in this situation.")
    changes: dict[str, Any] = {section: replace(part, **{field: answer}) if dot else answer}
    return replace(situation, **changes)


def _amounts(ways: Sequence[Way], parameters: Book) -> dict[str, Column]:
    """Every amount of every way; ways with the same kind, day and exemption are calculated together."""
    columns = [
        (columns_of(way.situation, with_work=False), columns_of(way.situation, with_work=True)) for way in ways
    ]
    groups: dict[tuple[Any, ...], list[int]] = {}
    for place, (now, _) in enumerate(columns):
        groups.setdefault((now.on, now.kind, now.exemption), []).append(place)
    filled: dict[str, Column] = {}
    for places in groups.values():
        for prefix, side in (("now", 0), ("with_work", 1)):
            stacked = Columns.stacked([columns[place][side] for place in places])
            for name, values in _of_month(month(stacked, Working(stacked.on, parameters))):
                filled.setdefault(f"{prefix}.{name}", np.zeros(len(ways)))[places] = values
    return filled | {"difference": filled[SPENDABLE] - filled["now.disposable"]}


def _keep_rate(ways: Sequence[Way], found: Mapping[str, Column]) -> Column:
    """Gross against gross; for social assistance, which is net, net against net."""
    is_net = np.array([way.situation.benefit.kind == "bijstand" for way in ways])
    kept, earned = (
        [np.where(is_net, found[f"{when}.net"] - less * found[f"{when}.benefit"], found[f"{when}.{gross}"])
         for when in ("now", "with_work")]
        for less, gross in ((0.0, "gross"), (1.0, "earnings"))
    )  # fmt: skip
    more = earned[1] - earned[0]
    return np.where(more != 0, (kept[1] - kept[0]) / np.where(more != 0, more, 1.0), np.nan)


def _of_month(found: Month) -> Iterator[tuple[str, Column]]:
    yield from ((name, getattr(found, name).values) for name in KEYS)
    yield from ((name, one.values) for name, one in found.allowances.items())


def _range(column: Column, ways: Sequence[Way]) -> Range:
    unknown = int(np.isnan(column).sum())
    if unknown == len(ways):
        return Range(float("nan"), float("nan"), {}, {}, unknown)
    low, high = int(np.nanargmin(column)), int(np.nanargmax(column))
    return Range(float(column[low]), float(column[high]), ways[low].assumed, ways[high].assumed, unknown)


def _moved(
    names: Sequence[str], shape: tuple[int, ...], is_possible: Sequence[bool], column: Column
) -> dict[str, float]:
    """By how much each answer alone moves an amount, at most."""
    grid = np.full(len(is_possible), np.nan)
    grid[np.array(is_possible)] = column
    grid = grid.reshape(shape)
    moved = {name: _spread(grid, axis) for axis, name in enumerate(names)}
    return dict(sorted(((name, most) for name, most in moved.items() if most > 0), key=lambda pair: -pair[1]))


def _spread(grid: Column, axis: int) -> float:
    high, low = np.where(np.isnan(grid), -np.inf, grid), np.where(np.isnan(grid), np.inf, grid)
    return float(np.maximum(high.max(axis) - low.min(axis), 0.0).max(initial=0.0))


def ranges_as_json(found: Ranges) -> dict[str, Any]:
    """Ranges in plain values: euros, None for what is not known."""
    return {
        "ways": len(found.ways),
        "complete": found.is_complete,
        "decisive": {name: euros(most) for name, most in found.decisive.items()},
        "keep_rate": _plain(found.keep_rate, _share),
        "amounts": {name: _plain(one, euros) for name, one in found.amounts.items()},
    }


def _plain(one: Range, said: Callable[[float], float | None]) -> dict[str, Any]:
    return {
        "low": said(one.low), "high": said(one.high), "low_with": dict(one.low_with),
        "high_with": dict(one.high_with), "not_known": one.not_known,
    }  # fmt: skip


def _share(number: float) -> float | None:
    return None if np.isnan(number) else round(number, 4)
