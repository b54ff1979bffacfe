"""One run through the rules on one day; for a single situation it keeps what each rule did."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import add
from typing import Any

import numpy as np
import numpy.typing as npt

from plek.engines.benefit_rules.amounts import Column, column, half_up
from plek.engines.benefit_rules.book import Book, Figure, Grounds, Law
from plek.engines.benefit_rules.registry import Rule
from plek.engines.benefit_rules.sentences import Sentence

Flags = npt.NDArray[Any]
"""Truth of each situation: booleans, or numbers of which only zero is false."""

UNKNOWN = column(np.nan)
"""Not-a-number: what rests on it is not known either."""


Given = Figure | Column
Rests = tuple[Grounds, frozenset[str]]


def figure(given: Given) -> Figure:
    return given if isinstance(given, Figure) else Figure(given)


def nothing() -> Figure:
    """Zero, resting on nothing."""
    return Figure(column(0.0))


def total(*given: Given) -> Figure:
    """The sum of columns."""
    columns = [one.values if isinstance(one, Figure) else one for one in given]
    return resting_on(reduce(add, columns), *given)


def resting_on(values: Column, *given: Given) -> Figure:
    """A column made from others, which rests on all that they rest on."""
    return Figure(values, *_together(*[one[1:] for one in given if isinstance(one, Figure)]))


@lru_cache(maxsize=8192)
def _together(*rests_on: Rests) -> Rests:
    """The same few sets come together again and again, so what they make is remembered."""
    grounds, missing = zip(*rests_on, strict=True) if rests_on else ((), ())
    return frozenset[tuple[str, str]]().union(*grounds), frozenset[str]().union(*missing)


@dataclass(frozen=True)
class Step:
    """What one rule did: its numbers, its figure, and where that counts (nowhere when ``into`` is empty)."""

    rule: Rule
    numbers: Mapping[str, Column]
    figure: Figure
    into: str
    sign: int

    @property
    def amount(self) -> float:
        """What the rule adds to the month, in cents; tax takes away."""
        return self.sign * float(a_month(self.rule, self.figure.values)) + 0.0

    @property
    def formula(self) -> str:
        return self.rule.formula_with(self._floats(), float(self.figure.values))

    @property
    def sentence(self) -> Sentence:
        return self.rule.sentence_with(self._floats(), float(self.figure.values))

    def _floats(self) -> dict[str, float]:
        return {name: float(number) for name, number in self.numbers.items()}


def a_month(rule: Rule, values: Column) -> Column:
    """A yearly amount as the twelfth part that a month holds."""
    return half_up(values / 12.0) if rule.per == "year" else values


class Working:
    """Applies rules on one day. With ``keeps_steps`` every column must hold one situation."""

    def __init__(self, day: date, parameters: Book, *, keeps_steps: bool = False) -> None:
        self.day = day
        self.book = parameters
        self.steps: list[Step] = []
        self._keeps_steps = keeps_steps

    def parameter(self, name: str) -> Figure:
        """A parameter of the day; a missing one is not-a-number and says that it is missing."""
        return self.book.known(name, self.day)

    def choose(self, names: Sequence[str], place: npt.NDArray[np.intp]) -> Figure:
        """Of several parameters the one at each situation's place; a place below zero is not known."""
        if self._keeps_steps:
            return self.parameter(names[int(place)]) if place >= 0 else Figure(UNKNOWN)
        found = [self.parameter(name) for name in names]
        table = np.array([float(one.values) for one in found] + [np.nan])
        return resting_on(table[place], *found)

    def where(self, flag: Flags, yes: Callable[[], Figure], no: Callable[[], Figure]) -> Figure:
        """One of two branches by a flag; a branch that no situation takes is not walked."""
        is_so = flag if flag.dtype == np.bool_ else flag != 0
        held = np.count_nonzero(is_so)
        if held == is_so.size:
            return yes()
        if not held:
            return no()
        left, right = yes(), no()
        return resting_on(np.where(is_so, left.values, right.values), left, right)

    def if_any(self, flag: Flags, yes: Callable[[], Figure]) -> Figure:
        """A branch that comes to nothing by itself where the flag is not set: walked when it is set for any."""
        return yes() if np.count_nonzero(flag) else nothing()

    def quietly(self) -> "Working":
        """The same day and book without keeping steps: for amounts that another rule brings in."""
        return Working(self.day, self.book)

    def apply(self, rule: Rule, into: str = "", sign: int = 1, /, **given: Given) -> Figure:
        """The figure of a rule, and a step when steps are kept. A rule out of force gives not-a-number."""
        law, rests_on = self._law_of(rule)
        numbers = {name: one.values if isinstance(one, Figure) else one for name, one in given.items()} | law
        values = rule.function(**numbers) if rule.holds_on(self.day) else UNKNOWN
        made = resting_on(values, rests_on, *given.values())
        if self._keeps_steps:
            self.steps.append(Step(rule, numbers, made, into, sign))
        return made

    def _law_of(self, rule: Rule) -> Law:
        found = self.book.laws.get((rule.code, self.day))
        if found is None:
            found = self.book.laws[rule.code, self.day] = self._looked_up(rule)
        return found

    def _looked_up(self, rule: Rule) -> Law:
        known = {name: self.book.known(parameter, self.day) for name, parameter in rule.uses.items()}
        missing = frozenset() if rule.holds_on(self.day) else frozenset({rule.code})
        itself = Figure(UNKNOWN, frozenset({(rule.code, rule.confidence)}), missing)
        return {name: one.values for name, one in known.items()}, resting_on(UNKNOWN, itself, *known.values())

    def month(self, rule: Rule, into: str = "", sign: int = 1, /, **given: Given) -> Figure:
        """The figure of a yearly rule as an amount in the month."""
        year = self.apply(rule, into, sign, **given)
        return resting_on(a_month(rule, year.values), year)
