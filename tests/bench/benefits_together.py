"""Ours and openfisca-core on the same chain, and the hours of one person at once and one by one.

All in one process and by turns, so that a noisy machine slows all of them alike.
"""

import gc
import json
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from plek.engines.benefit_rules import (
    Columns,
    Result,
    Situation,
    amounts,
    amounts_in_parts,
    calculate,
    read_situation,
)
from plek.engines.benefit_rules.amounts import Column
from plek.engines.benefit_rules.columns import columns_of
from tests.bench.benefits import by_rules, checksum
from tests.bench.benefits_people import NAMES, ON, People, people
from tests.bench.harness import Sample, Series, interleave

HOURS = range(41)
PAY_OF_AN_HOUR = 64.96
MIB = 2**20
Answer = dict[str, Column]


def main(count: int, **rounds: int) -> None:
    """One process: every contestant by turns; then the memory of each, which is not timed."""
    given = people(count)
    turns = interleave({name: _timed(*made) for name, made in _contestants(given).items()}, **rounds)
    hours = interleave({"grid": _timed(dict, _grid), "one by one": _timed(dict, _one_by_one)}, **rounds)
    series = {name: [asdict(sample) for sample in one.samples] for name, one in {**turns, **hours}.items()}
    memory = {name: peak(*made) for name, made in _contestants(given).items()}
    memory["in parts"] = peak(dict, _in_parts(given))
    sys.stdout.write(json.dumps({"series": series, "memory": memory}) + "\n")


def series_of(said: dict[str, Any], name: str) -> Series:
    """The turns of one contestant out of what the process said."""
    return Series(tuple(Sample(**sample) for sample in said["series"][name]))


Prepare, Ask = Callable[[], Any], Callable[[Any], Answer]


def _contestants(given: People) -> dict[str, tuple[Prepare, Ask]]:
    """What is prepared before the clock runs, and what is asked while it does."""
    from tests.bench import benefits_openfisca as other

    prepared, count = other.system(), len(given["earnings"])
    return {
        "ours": (dict, lambda _: by_rules(given)),
        "openfisca": (dict, lambda _: other.asked(other.built(prepared, count), given)),
        "openfisca sums": (lambda: other.built(prepared, count), lambda built: other.asked(built, given)),
    }


def _in_parts(given: People) -> Ask:
    """Every answer made and let go, as for a total."""

    def ask(_: Any) -> Answer:
        found = amounts_in_parts(Columns(ON, "wajong", **given), NAMES)
        totals = [{name: float(values.sum()) for name, values in part.items()} for part in found]
        return {name: np.array([total[name] for total in totals]) for name in NAMES}

    return ask


def _timed(prepare: Prepare, ask: Ask) -> Callable[[], Sample]:
    def sample() -> Sample:
        given = prepare()
        begin = time.perf_counter()
        found = ask(given)
        return Sample(time.perf_counter() - begin, checksum(found))

    return sample


def peak(prepare: Prepare, ask: Ask) -> float:
    """The most memory that was taken while asking, in MiB; the answers that are given are not counted."""
    given = prepare()
    gc.collect()
    tracemalloc.start()
    ask(given)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / MIB


def person() -> Situation:
    """One person with Wajong, whose hours are looked at."""
    found = read_situation({"on": ON, "benefit": {"kind": "wajong"}})
    assert isinstance(found, Situation)
    return found


def pays() -> list[float]:
    return [round(PAY_OF_AN_HOUR * hour, 2) for hour in HOURS]


def _grid(_: Any) -> Answer:
    """The rules over all hours at once."""
    columns = columns_of(person(), with_work=True)
    return amounts(columns.but(earnings=np.rint(np.array(pays()) * 100)), NAMES)


def _one_by_one(_: Any) -> Answer:
    """The same rules for one number of hours after another, each with its steps."""
    one = person()
    results = calculate(replace(one, work=replace(one.work, gross=pay)) for pay in pays())
    months = [result.with_work for result in results if isinstance(result, Result)]
    rows = [[month.benefit, month.tax, month.allowances["zorgtoeslag"], month.disposable] for month in months]
    return {name: np.array([float(row[place].values) for row in rows]) for place, name in enumerate(NAMES)}


if __name__ == "__main__":
    main(int(sys.argv[1]))
