"""P6: the pages of a specialist and a team leader, at four sizes, against a bare page and FastAPI."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from plek.config.processes import Family
from tests.bench import servers
from tests.bench.databases import ROOT, environment, filled
from tests.bench.facts import checksum
from tests.bench.findings import Aim, Finding, Measured
from tests.bench.harness import Sample, Series, compare, interleave
from tests.bench.load import HOST, Asked, all_at_once, one_at_a_time, request_for

SMALLEST, LARGEST = 25, 10_000
SCALES = (0.05, 0.2, 1.0)
SECONDS = 0.25
SLOW = 1.0
"""A page that takes this many seconds by itself is not asked for by eight at once."""
WITH_PEER = ("today", "table", "client")
QUERIES, BARE, PEER, GROWTH, SEARCH = Aim(10), Aim(4), Aim(0.35, is_least=True), Aim(1.3), Aim(300)


@dataclass(frozen=True)
class Town:
    """The servers on one size, and what is needed to ask them."""

    clients: int
    address: str
    product: int
    peer: int

    @property
    def at(self) -> str:
        return f"{self.clients:,} clients"


@dataclass(frozen=True)
class Turn:
    """What was measured of one page of one role at one size, by who made it."""

    town: Town
    role: str
    page: str
    alone: dict[str, Series]
    together: dict[str, Series]

    @property
    def what(self) -> str:
        return f"{self.page}, {self.role}"


def run(scales: Sequence[float], screen: Console) -> list[Finding]:
    """Measure every page at 25 clients and at ``scales`` of ten thousand."""
    sizes = [SMALLEST, *(max(SMALLEST, round(LARGEST * scale)) for scale in scales or SCALES)]
    towns = [_town(size, screen) for size in dict.fromkeys(sizes)]
    counted = [finding for town in towns for finding in _queries(town)]
    children = [c for t in towns for c in (servers.product(t.address, t.product), servers.peer(t.address, t.peer))]
    with Family(children) as family:
        for town in towns:
            family.wait_ready(HOST, town.product)
            family.wait_ready(HOST, town.peer)
        turns = _turns(towns, screen)
        return [*counted, *_findings(turns)]


def _town(size: int, screen: Console) -> Town:
    with screen.status(f"An organisation of {size:,} clients"):
        return Town(size, filled(size), servers.free_port(), servers.free_port())


def _inside(town: Town, what: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.inside", what], env=environment(town.address), cwd=ROOT, check=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout)


def _queries(town: Town) -> list[Finding]:
    return [
        Finding(
            "pages", "statements", f"{page}, {role}", town.at, "statements", Measured.exact(count), aim=QUERIES
        )
        for role, pages in _inside(town, "queries").items()
        for page, count in pages.items()
    ]


def _turns(towns: Sequence[Town], screen: Console) -> list[Turn]:
    """A page at a time, all sizes in the same rounds."""
    known = {town.clients: _inside(town, "signed_in") for town in towns}
    first = known[towns[0].clients]
    turns: list[Turn] = []
    with screen.status("") as status:
        for role in first["cookies"]:
            for page in first["paths"]:
                if page != "bare":
                    status.update(f"{page}, {role}")
                    if not screen.is_terminal:
                        screen.log(f"{page}, {role}")
                    turns += _page(towns, known, role, page)
    return turns


def _page(towns: Sequence[Town], known: dict[int, Any], role: str, page: str) -> list[Turn]:
    asked = {(t, who): a for t in towns for who, a in _asked(t, known[t.clients], role, page).items()}
    alone = interleave({_key(*k): _contestant(a, page, k[1], one_at_a_time) for k, a in asked.items()})
    quick = {k: a for k, a in asked.items() if alone[_key(k[0], "ours")].median < SLOW}
    together = interleave({_key(*k): _contestant(a, page, k[1], all_at_once) for k, a in quick.items()})
    return [
        Turn(
            t, role, page, {who: alone[_key(t, who)] for town, who in asked if town is t},
            {who: together[_key(t, who)] for town, who in quick if town is t},
        )
        for t in towns
    ]  # fmt: skip


def _key(town: Town, who: str) -> str:
    return f"{who} {town.clients}"


def _asked(town: Town, known: Any, role: str, page: str) -> dict[str, Asked]:
    cookies, paths = known["cookies"][role], known["paths"]
    form = f"q=Berg&csrfmiddlewaretoken={known['csrf']}" if page == "search" else ""
    request = request_for(paths[page], cookies=cookies, form=form)
    asked = {
        "ours": Asked(town.product, request),
        "bare": Asked(town.product, request_for(paths["bare"], cookies=cookies)),
    }
    return asked | ({"peer": Asked(town.peer, request)} if page in WITH_PEER else {})


def _contestant(asked: Asked, page: str, who: str, measure: Callable[..., float]) -> Callable[[], Sample]:
    def turn() -> Sample:
        spent = measure(asked, seconds=SECONDS)
        return Sample(spent, "" if who == "bare" else checksum(page, asked.page), servers.peak_mib(asked.port))

    return turn


def _findings(turns: Sequence[Turn]) -> list[Finding]:
    found = [_latency(turn) for turn in turns]
    found += [_against_bare(turn) for turn in turns if turn.together]
    found += [_against_peer(turn) for turn in turns if "peer" in turn.together]
    found += [_growth(turn, turns) for turn in turns if turn.town.clients > SMALLEST]
    return sorted(found, key=lambda f: list(_MEASURES).index(f.measure))


_MEASURES = {
    "one at a time": "ms",
    "search, one at a time": "ms",
    "eight at once, against the bare page": "ms",
    "eight at once, against FastAPI": "pages/s",
    "growth from 25 clients": "",
}


def _finding(turn: Turn, measure: str, ours: Measured, **more: Any) -> Finding:
    return Finding("pages", measure, turn.what, turn.town.at, _MEASURES[measure], ours, **more)


def _latency(turn: Turn) -> Finding:
    """How long one waits; of search in milliseconds, of a page in bare pages."""
    ours, bare = turn.alone["ours"], turn.alone["bare"]
    if turn.page == "search":
        return _finding(turn, "search, one at a time", Measured.of(ours), aim=SEARCH)
    ratio = compare(ours, bare, same_answer=False)
    return _finding(
        turn, "one at a time", Measured.of(ours), peer_name="the bare page", peer=Measured.of(bare), ratio=ratio,
        aim=BARE,
    )  # fmt: skip


def _against_bare(turn: Turn) -> Finding:
    ours, bare = turn.together["ours"], turn.together["bare"]
    ratio = compare(ours, bare, same_answer=False)
    return _finding(
        turn, "eight at once, against the bare page", Measured.of(ours), peer_name="the bare page",
        peer=Measured.of(bare), ratio=ratio, aim=BARE,
    )  # fmt: skip


def _against_peer(turn: Turn) -> Finding:
    ours, peer = turn.together["ours"], turn.together["peer"]
    return _finding(
        turn, "eight at once, against FastAPI", Measured.rate(ours), peer_name="FastAPI with SQL and Jinja2",
        peer=Measured.rate(peer), ratio=compare(ours, peer).inverse, aim=PEER,
    )  # fmt: skip


def _growth(turn: Turn, turns: Sequence[Turn]) -> Finding:
    small = next(t for t in turns if t.what == turn.what and t.town.clients == SMALLEST)
    ratio = compare(turn.alone["ours"], small.alone["ours"], same_answer=False)
    return _finding(turn, "growth from 25 clients", Measured(ratio.minimum, ratio.median), aim=GROWTH)
