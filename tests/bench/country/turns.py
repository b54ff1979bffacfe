"""`python -m tests.bench.country.turns read FILE LAST`, or `ours` or `pandas FILE LAST TEAMS`: one turn."""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import django
import numpy as np

from plek.engines.measures import Period

Answer = dict[str, Any]
AT_ONCE, COPIES, WARMING = 50, 5, 4
"""Teams that are read together; how often all are put after each other; and with how many a process warms up."""


def read(file: Path, last: date) -> dict[str, Any]:
    """Every IPS team of the database as the product reads them, several times over; seconds for one team."""
    from plek.fidelity.selectors.indication import shelf_for
    from plek.fidelity.selectors.readers import as_leader
    from plek.organisations.selectors import acting
    from plek.shared.tenancy import inside
    from tests.bench.country.stored import tables_of, together, write
    from tests.bench.town.staff import LEADER, ORGANISATION

    parts, spent = [], 0.0
    with inside(ORGANISATION, read_only=True):
        by = acting(LEADER, last)
        teams = sorted(by.team_ids)
        for n in range(0, len(teams), AT_ONCE):
            begin = time.perf_counter()
            shelf = shelf_for(as_leader(by, *teams[n : n + AT_ONCE]), last, every=True)
            spent += time.perf_counter() - begin
            parts.append(tables_of(shelf.columns))
    write(together(parts * COPIES), file)
    return {"seconds": spent / len(teams), "checksum": str(len(teams))}


def ours(file: Path, last: date, teams: int) -> dict[str, Any]:
    from plek.engines.fidelity_scoring import load_scale
    from plek.fidelity.counting import sums_of
    from plek.fidelity.counting.tally import tallies_of
    from plek.fidelity.selectors.indication import scored
    from tests.bench.country.stored import columns_in

    scale, period = load_scale("IPS-25"), Period.months_up_to(last)
    found, seconds = _timed(file, teams, columns_in, lambda columns: sums_of(scale.code, columns, period))
    begin = time.perf_counter()
    of_teams = [tallies_of(sums) for sums in found.values()]
    scores = [scored(scale, dict(zip(found, own, strict=True)), period) for own in zip(*of_teams, strict=True)]
    rated = sum(result.totals[0].rated for result in scores)
    return {
        "seconds": seconds,
        "scoring": time.perf_counter() - begin,
        "rated": rated,
        "checksum": _mark(_told(found)),
    }


def _told(found: dict[str, Any]) -> Answer:
    told: Answer = {}
    for item, sums in found.items():
        told |= {f"{item} {code}": values for code, values in sums.counts.items()}
        told |= {f"{item} {code}": np.where(sums.has_own, values, np.nan) for code, values in sums.own.items()}
        if sums.waits is not None:
            for name in ("days", "has_ended"):
                values = np.full(len(sums.look.columns.courses.pk), np.nan)
                values[sums.waits.course] = getattr(sums.waits, name)
                told[f"{item} {name}"] = values
    return told


def pandas(file: Path, last: date, teams: int) -> dict[str, Any]:
    import pandas as pd

    from tests.bench.country.codes import CODES
    from tests.bench.country.peer_frames import Frames
    from tests.bench.country.peer_team import TEAM
    from tests.bench.country.peer_work import WORK

    period = Period.months_up_to(last)

    def frames(tables: dict[str, Any]) -> Any:
        return Frames({name: pd.DataFrame(columns) for name, columns in tables.items()}, period, CODES)

    found, seconds = _timed(file, teams, frames, lambda f: {item: sums(f) for item, sums in (TEAM | WORK).items()})
    told = {f"{item} {code}": values.to_numpy(float) for item, of in found.items() for code, values in of.items()}
    return {"seconds": seconds, "checksum": _mark(told)}


def _timed(
    file: Path, teams: int, given: Callable[[Any], Any], ask: Callable[[Any], Any]
) -> tuple[dict[str, Any], float]:
    """Asked of a few teams first, and then once of all, of which the seconds are given."""
    from tests.bench.country import stored

    tables = stored.first_teams(stored.read(file), teams)
    ask(given(stored.first_teams(tables, WARMING)))
    every = given(tables)
    begin = time.perf_counter()
    found = ask(every)
    return found, time.perf_counter() - begin


def _mark(told: Answer) -> str:
    from tests.bench.country.answers import checksum

    return checksum(told)


if __name__ == "__main__":
    django.setup()
    name, at, last_day, *rest = sys.argv[1:]
    made = globals()[name](Path(at), date.fromisoformat(last_day), *map(int, rest))
    sys.stdout.write(json.dumps(made) + "\n")
