"""Reads vignettes, and refuses with a sentence what cannot be right."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plek.engines.fidelity_scoring.evidence import Evidence, EvidenceError, Wait, check
from plek.engines.fidelity_scoring.loading.reading import Node, read_file
from plek.engines.fidelity_scoring.loading.scales import load_scale
from plek.engines.fidelity_scoring.scale import SCORES, Item, Scale
from plek.engines.fidelity_scoring.texts import Text

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Situation:
    """What a rater finds about one item, with the expert's score and why.

    ``evidence`` is the same in counts, where the scale can count it; None where only a person can tell.
    """

    item: Item
    found: Text
    score: int
    reason: Text
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Vignette:
    """A programme in a few words, with three to five items to rate."""

    code: str
    name: Text
    situation: Text
    items: tuple[Situation, ...]


@cache
def load_vignettes(code: str = "IPS-25") -> tuple[Vignette, ...]:
    """All of one scale, in the order of their codes. Raises ScaleError."""
    scale = load_scale(code)
    return tuple(read_vignette(path, scale) for path in sorted((FOLDER / code.lower()).glob("*.yaml")))


def read_vignette(path: Path, scale: Scale) -> Vignette:
    """One vignette from a file. Raises ScaleError."""
    node = read_file(path)
    node.only("code", "name", "situation", "items")
    items = tuple(_situation(one, scale) for one in node.nodes("items"))
    if not 3 <= len(items) <= 5 or len({one.item.code for one in items}) < len(items):
        raise node.error("has three to five different items.")
    return Vignette(node.word("code"), node.text("name"), node.text("situation"), items)


def _situation(node: Node, scale: Scale) -> Situation:
    node.only("item", "found", "score", "reason", "evidence")
    known = {item.code: item for item in scale.items}
    item, score = known.get(node.word("item")), node.number("score")
    if item is None:
        raise node.error(f"{scale.code} has no item {node.word('item')}.")
    if score not in SCORES:
        raise node.error("score runs from 1 to 5.")
    evidence = _evidence(node.node("evidence"), item) if node.has("evidence") else None
    return Situation(item, node.text("found"), int(score or 0), node.text("reason"), evidence)


def _evidence(node: Node, item: Item) -> Evidence:
    node.only("counts", "by_specialist", "waits", "facts")
    evidence = Evidence(
        counts=node.node("counts").value if node.has("counts") else {},
        by_specialist=tuple(row.value for row in node.nodes("by_specialist")),
        waits=tuple(Wait(days, has_ended) for days, has_ended in node.value.get("waits", [])),
        facts=node.node("facts").value if node.has("facts") else {},
    )
    try:
        check(item, evidence)
    except EvidenceError as fault:
        raise node.error(str(fault)) from fault
    return evidence
