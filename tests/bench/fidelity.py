"""P1: the indication of one team, all items, in a small and in a large database; the team is as large in both.

And P2, the items of all teams of a country."""

import hashlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console

from tests.bench import country
from tests.bench.databases import filled
from tests.bench.findings import Aim, Finding, Measured
from tests.bench.fresh import turn
from tests.bench.harness import Sample, compare, interleave

SMALL, LARGE = 200, 20_000
"""Clients; a team has two hundred."""
SAME, MILLISECONDS = Aim(1.3), Aim(50)
ASKED = 7


def run(scales: Sequence[float], screen: Console) -> list[Finding]:
    """Each turn in a process of its own; a turn is the best of several askings, as a running server has it."""
    found: list[Finding] = []
    for scale in scales or (1.0,):
        sizes = (SMALL, round(LARGE * scale))
        with screen.status(f"Databases of {sizes[0]:,} and {sizes[1]:,} trajectories"):
            addresses = [filled(size) for size in sizes]
        with screen.status("One team in each"):
            found += _duel(sizes, addresses)
        found += country.run(scale, addresses[-1], screen)
    return found


def _duel(sizes: Sequence[int], addresses: Sequence[str]) -> list[Finding]:
    small, large = (f"{size:,} clients" for size in sizes)
    turns = interleave({at: _contestant(address) for at, address in zip((small, large), addresses, strict=True)})
    ours, peer = turns[large], turns[small]
    ratio = compare(ours, peer, same_answer=False)
    return [
        Finding(
            "fidelity", "one team, all items", "indication", f"{large} against {small}", "ms", Measured.of(ours),
            f"the same among {small}", Measured.of(peer), ratio, SAME,
        ),
        Finding("fidelity", "one team, all items, at most", "indication", large, "ms", Measured.of(ours),
                aim=MILLISECONDS),
    ]  # fmt: skip


def _contestant(address: str) -> Callable[[], Sample]:
    def sample() -> Sample:
        found, peak = turn("-m", "tests.bench.fidelity", address=address)
        return Sample(found["seconds"], found["checksum"], peak)

    return sample


def ask_often() -> dict[str, Any]:
    """Seconds for one asking in this process, and a checksum of every item with its value."""
    import django

    django.setup()
    from django.utils import timezone

    from plek.engines.fidelity_scoring import as_json
    from plek.fidelity.selectors.indication import indication_of
    from plek.organisations.selectors import acting
    from plek.shared.tenancy import inside
    from tests.bench.town.staff import FIRST_SPECIALIST, ORGANISATION

    today, spent = timezone.localdate(), []
    for _ in range(ASKED):
        begin = time.perf_counter()
        with inside(ORGANISATION, read_only=True):
            by = acting(FIRST_SPECIALIST, today)
            found = indication_of(by, on=today).indication
        spent.append(time.perf_counter() - begin)
    if found is None or not found.book.courses:
        raise SystemExit("there is nothing to count")
    told = json.dumps(as_json(found.result, team="IPS1"), sort_keys=True)
    seconds = min(spent[2:])
    return {"seconds": seconds, "median": statistics.median(spent[2:]), "checksum": _mark(told)}


def _mark(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:12]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(ask_often()) + "\n")
