"""From situations to results: now beside with work, the steps, and what is not verified or not known."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from plek.engines.benefit_rules.amounts import Column, column
from plek.engines.benefit_rules.book import Book, Figure
from plek.engines.benefit_rules.book_reading import book
from plek.engines.benefit_rules.columns import Columns, columns_of
from plek.engines.benefit_rules.order import KEYS, Month, month
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import COUNTS_HOLIDAY, Refusal, Situation, Work
from plek.engines.benefit_rules.unknowns import unknowns
from plek.engines.benefit_rules.working import Step, Working

Measure = Callable[[Month], float]
CHUNK = 65_536
"""Rows that are calculated at once: small enough to stay in the processor's cache."""
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
"""Parts that are calculated at the same time: the arrays do not wait for each other."""


@dataclass(frozen=True)
class Result:
    """One situation, calculated. Amounts in cents; not-a-number is an amount that is not known."""

    situation: Situation
    now: Month
    with_work: Month
    workings: tuple[Step, ...]
    unknown: tuple[Sentence, ...]

    @property
    def status(self) -> str:
        return "partial" if self.unknown else "complete"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The workings that count in the month; with pay, contributions and costs they make what can be spent."""
        return tuple(step for step in self.workings if step.into)

    @property
    def difference(self) -> float:
        """What the person has more to spend in a month, in cents."""
        return _number(self.with_work.disposable) - _number(self.now.disposable)

    @property
    def keep_rate(self) -> float | None:
        """Of each euro earned what is kept beside the benefit, before tax and allowances: gross against gross, and
        for social assistance net against net. Pay is taken as it counts: with its holiday allowance or without."""
        if self.situation.benefit.kind == "bijstand":
            return _share(self.now, self.with_work, _net, _net_pay)
        holiday = self.situation.work.holiday_allowance
        counted = 1.0 + holiday if self.situation.benefit.kind in COUNTS_HOLIDAY else 1.0
        return _share(
            self.now, self.with_work,
            lambda m: _number(m.benefit) + counted * _number(m.earnings), lambda m: counted * _number(m.earnings),
        )  # fmt: skip

    @property
    def spendable_rate(self) -> float | None:
        """Of each euro of gross pay what the person has more to spend, after tax, allowances and costs."""
        return _share(self.now, self.with_work, lambda m: _number(m.disposable), lambda m: _number(m.earnings))

    @property
    def unverified(self) -> tuple[str, ...]:
        """Rules and parameters behind the amounts whose source is not the law itself."""
        months = (self.now, self.with_work)
        figures = [one for m in months for one in (m.benefit, m.tax, *m.allowances.values())]
        return tuple(sorted({name for one in figures for name, confidence in one.grounds if confidence != "law"}))


def calculate(situations: Iterable[Situation | Refusal], parameters: Book | None = None) -> list[Result | Refusal]:
    """Each situation as it is and with the work; a refusal stays what it is."""
    used = parameters or book()
    return [one if isinstance(one, Refusal) else _result(one, used) for one in situations]


def beside(situation: Situation, works: Iterable[Work], parameters: Book) -> list[Result]:
    """The same situation with one work after another; how it is now is the same beside each."""
    now = _now(situation, parameters)
    return [_with_work(replace(situation, work=work), now, parameters) for work in works]


def _result(situation: Situation, parameters: Book) -> Result:
    return _with_work(situation, _now(situation, parameters), parameters)


def _now(situation: Situation, parameters: Book) -> Month:
    return month(columns_of(situation, with_work=False), Working(situation.on, parameters, keeps_steps=True))


def _with_work(situation: Situation, now: Month, parameters: Book) -> Result:
    after = Working(situation.on, parameters, keeps_steps=True)
    then = month(columns_of(situation, with_work=True), after)
    return Result(situation, now, then, tuple(after.steps), unknowns(situation, parameters, (now, then)))


def amounts(
    columns: Columns, names: Sequence[str] = KEYS, parameters: Book | None = None, rows: int = CHUNK
) -> dict[str, Column]:
    """Amounts of many situations at once, in cents, by the names of the month and of its allowances."""
    w, count = Working(columns.on, parameters or book()), len(columns)
    filled = {name: np.empty(count) for name in names}

    def fill(place: int, part: Columns) -> None:
        for name, values in _named(part, names, w).items():
            filled[name][place * rows : (place + 1) * rows] = values

    parts = list(columns.chunks(rows))
    if len(parts) == 1:
        fill(0, parts[0])
    else:
        with ThreadPoolExecutor(CORES) as threads:
            list(threads.map(fill, range(len(parts)), parts))
    return filled


def amounts_in_parts(
    columns: Columns, names: Sequence[str] = KEYS, parameters: Book | None = None, rows: int = CHUNK
) -> Iterator[dict[str, Column]]:
    """The same part after part, for who adds up or writes away and need not hold a million answers."""
    w = Working(columns.on, parameters or book())
    return (_named(part, names, w) for part in columns.chunks(rows))


def _named(part: Columns, names: Sequence[str], w: Working) -> dict[str, Column]:
    found = month(part, w)
    named = {name: found.allowances.get(name) or getattr(found, name, None) for name in names}
    return {name: one.values if one else column(0.0) for name, one in named.items()}


def _net(month: Month) -> float:
    return _number(month.net)


def _net_pay(month: Month) -> float:
    return _number(month.net) - _number(month.benefit)


def _number(one: Figure) -> float:
    return float(one.values)


def _share(now: Month, then: Month, kept: Measure, earned: Measure) -> float | None:
    more = earned(then) - earned(now)
    rate = (kept(then) - kept(now)) / more if more else float("nan")
    return None if np.isnan(rate) else round(rate, 4)
