"""P2: all items of every team of a country at once, against a pandas pipeline that does the same sums."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console

from tests.bench.findings import Aim, Finding, Measured
from tests.bench.fresh import turn
from tests.bench.harness import Sample, Series, compare, interleave

TEAMS = 500
FASTER = Aim(3, is_least=True)


def run(scale: float, address: str, screen: Console) -> list[Finding]:
    """Both count in processes of their own, from the same columns; the teams of ``address`` some times over."""
    teams, last = round(TEAMS * scale), datetime.now(UTC).date().replace(day=1) - timedelta(days=1)
    with tempfile.TemporaryDirectory() as folder:
        file, scoring = Path(folder) / "teams.npz", list[float]()
        with screen.status("Every team read"):
            reading = interleave(
                {"reading": _turn("read", str(file), str(last), address=address)}, warm_ups=0, repeats=3
            )
        with screen.status(f"All items of {teams} teams"):
            asked = {name: _turn(name, str(file), str(last), str(teams), address=address, scoring=scoring)
                     for name in ("ours", "pandas")}  # fmt: skip
            turns = interleave(asked)
    return _findings(f"{teams} teams", teams, reading["reading"], turns, min(scoring))


def _turn(*arguments: str, address: str, scoring: list[float] | None = None) -> Callable[[], Sample]:
    def sample() -> Sample:
        found: dict[str, Any]
        found, peak = turn("-m", "tests.bench.country.turns", *arguments, address=address)
        if scoring is not None and "scoring" in found:
            scoring.append(found["scoring"])
        return Sample(found["seconds"], found["checksum"], peak)

    return sample


def _findings(at: str, teams: int, reading: Series, turns: dict[str, Series], scoring: float) -> list[Finding]:
    ours, peer = turns["ours"], turns["pandas"]
    score = Measured.exact(scoring / teams * 1000)
    return [
        Finding("fidelity", "a country, all items", "counts", at, "s", Measured.of(ours, 1), "pandas",
                Measured.of(peer, 1), compare(ours, peer).inverse, FASTER),
        Finding("fidelity", "a country, for each team", "reading", at, "ms", Measured.of(reading)),
        Finding("fidelity", "a country, for each team", "counting", at, "ms", Measured.of(ours, 1000 / teams)),
        Finding("fidelity", "a country, for each team", "scoring", at, "ms", score),
    ]  # fmt: skip
