"""P5: a million situations through Wajong, tax and care allowance, against the same sums elsewhere.

Ours takes the amounts of the day from the book and walks the rules, some ten thousands of situations at a time on
every core. One peer is what someone would write by hand in NumPy over whole arrays, another the chain in
openfisca-core. Answers must agree to the cent. Over the hours of one person the rules at once stand against the
same rules one by one.
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rich.console import Console

from plek.engines.benefit_rules import Columns, amounts
from plek.engines.benefit_rules.amounts import Column
from tests.bench.benefits_people import NAMES, ON, People, by_hand, people
from tests.bench.findings import Aim, Finding, Measured
from tests.bench.fresh import turn
from tests.bench.harness import Ratio, Sample, Series, compare, interleave

SITUATIONS = 1_000_000
RATIO, FASTER, LIGHTER, AT_ONCE = Aim(2), Aim(20, is_least=True), Aim(10, is_least=True), Aim(80, is_least=True)


def run(scales: Sequence[float], screen: Console) -> list[Finding]:
    """Each turn in a process of its own; only the calculation is timed."""
    found: list[Finding] = []
    for scale in scales or (1.0,):
        count = round(SITUATIONS * scale)
        with screen.status(f"{count:,} situations"):
            turns = interleave({name: take(name, count) for name in ("ours", "bare")})
            said, _ = turn("-m", "tests.bench.benefits_together", str(count))
        at = f"{count:,} situations"
        found += findings(at, turns["ours"], turns["bare"]) + findings_together(at, said)
    return found


def take(name: str, count: int) -> Callable[[], Sample]:
    def sample() -> Sample:
        said, peak = turn("-m", "tests.bench.benefits", name, str(count))
        return Sample(said["seconds"], said["checksum"], peak)

    return sample


def findings(at: str, ours: Series, bare: Series) -> list[Finding]:
    seconds, other = Measured.of(ours, 1), Measured.of(bare, 1)
    return [
        Finding(
            "benefits", "Wajong, tax and care allowance", "rules", at, "s", seconds, "bare NumPy", other,
            compare(ours, bare), RATIO,
        )
    ]  # fmt: skip


def findings_together(at: str, said: dict[str, Any]) -> list[Finding]:
    """Beside openfisca-core: from pay to answers, the sums alone, and memory; and the hours of one person."""
    from tests.bench.benefits_together import series_of

    name, memory = "openfisca-core", said["memory"]
    series = {contestant: series_of(said, contestant) for contestant in said["series"]}
    found = [
        _faster("beside openfisca-core", what, at, series["ours"], name, series[peer], FASTER)
        for what, peer in (("from pay to answers", "openfisca"), ("sums alone", "openfisca sums"))
    ]
    found += [
        _lighter(what, at, memory[ours], name, memory["openfisca"])
        for what, ours in (("all answers kept", "ours"), ("answers in parts", "in parts"))
    ]
    hours = _faster(
        "hours of one person", "all at once", at, series["grid"], "one by one", series["one by one"], AT_ONCE
    )
    return [*found, hours]


def _faster(measure: str, what: str, at: str, ours: Series, name: str, peer: Series, aim: Aim) -> Finding:
    """How many times ours is faster."""
    seconds, other = Measured.of(ours, 1), Measured.of(peer, 1)
    return Finding("benefits", measure, what, at, "s", seconds, name, other, compare(ours, peer).inverse, aim)


def _lighter(what: str, at: str, ours: float, name: str, peer: float) -> Finding:
    """How many times less memory ours takes."""
    ratio, mine = Ratio(peer / ours, peer / ours), Measured.exact(ours)
    return Finding("benefits", "memory taken", what, at, "MiB", mine, name, Measured.exact(peer), ratio, LIGHTER)


def by_rules(people: People) -> dict[str, Column]:
    """As the product does it."""
    return amounts(Columns(ON, "wajong", **people), NAMES)


def checksum(found: dict[str, Column]) -> str:
    """One mark of all amounts, in whole cents."""
    digest = hashlib.sha256()
    for name in NAMES:
        digest.update(np.rint(found[name]).astype(np.int64).tobytes())
    return digest.hexdigest()[:16]


CONTESTANTS: dict[str, Callable[[People], dict[str, Column]]] = {"ours": by_rules, "bare": by_hand}


def main(name: str, count: int) -> None:
    """One turn: the amounts of the day are read before, as a server has them; what is timed is the sums."""
    contestant, given = CONTESTANTS[name], people(count)
    contestant(people(1))
    begin = time.perf_counter()
    found = contestant(given)
    seconds = time.perf_counter() - begin
    sys.stdout.write(json.dumps({"seconds": seconds, "checksum": checksum(found)}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
