"""An item from its data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from plek.engines.fidelity_scoring.loading.reading import Node
from plek.engines.fidelity_scoring.loading.rules import ANCHOR_LIMITS, read_rule
from plek.engines.fidelity_scoring.rules import Sign
from plek.engines.fidelity_scoring.scale import SCORES, Anchor, How, Input, Item, Per
from plek.engines.fidelity_scoring.texts import EMPTY, Text

SOURCES = ("MIS", "DOC", "INT", "OBS", "ISP")
HOW = ("computed", "assisted", "rater")
FIELDS = (
    "code", "name", "about", "sources", "how", "because", "unit", "source", "confidence",
    "inputs", "signals", "signs", "rule", "anchors", "choices",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class House:
    """What the head of the scale lays down for all its items."""

    confidences: tuple[str, ...]
    limits: Mapping[str, float]


def read_item(node: Node, section: str, house: House) -> Item:
    """Raises ScaleError when a part is missing or unknown; whether the parts fit together is checked after."""
    node.only(*FIELDS)
    anchors = _anchor_nodes(node)
    how = cast(How, node.one_of("how", HOW))
    signs = {code: _sign(code, one, house) for code, one in _children(node, "signs")}
    return Item(
        code=node.word("code"), section=section, name=node.text("name"), about=node.text("about"),
        sources=node.words("sources"), how=how, because=_because(node, how),
        unit=node.text("unit"), inputs={code: _input(code, one) for code, one in _children(node, "inputs")},
        signals=node.words("signals"), signs=signs, rule=read_rule(node, anchors, signs),
        anchors={score: _anchor(node, score, one, house) for score, one in anchors.items()},
        choices=node.texts("choices"),
    )  # fmt: skip


def _because(node: Node, how: How) -> Text:
    """Why records alone do not settle it; only an item that is computed may leave that out."""
    return EMPTY if how == "computed" and not node.has("because") else node.text("because")


def _children(node: Node, key: str) -> list[tuple[str, Node]]:
    if not node.has(key):
        return []
    found = node.node(key)
    return [(str(code), found.node(code)) for code in found.value]


def _input(code: str, node: Node) -> Input:
    node.only("en", "nl", "per")
    per = cast(Per, node.one_of("per", ("team", "specialist", "client"), "team"))
    return Input(code, Text(node.word("en"), node.word("nl")), per)


def _sign(code: str, node: Node, house: House) -> Sign:
    node.only(
        "name",
        "share",
        "rate",
        "count",
        "at_least",
        "more_than",
        "at_most",
        "presumed",
        "more",
        "without_occasion",
    )
    ways = [kind for kind in ("share", "rate", "count") if node.has(kind)]
    if len(ways) > 1:
        raise node.error("is counted in two ways; give share, rate or count.")
    limits = {name: _limit(node, name, house) for name in ("at_least", "more_than", "at_most")}
    if sum(limit is not None for limit in limits.values()) != len(ways):
        raise node.error("needs one limit for what it counts, and none when a person states it.")
    numerator, denominator = _parts(node, ways[0]) if ways else ("", "")
    return Sign(
        code, node.text("name"), numerator, denominator, **limits, is_share="share" in ways,
        presumed=_presumed(node), is_kept_without_occasion=node.value.get("without_occasion") is True,
        more=node.text("more") if node.has("more") else None,
    )  # fmt: skip


def _parts(node: Node, kind: str) -> tuple[str, str]:
    if kind == "count":
        return node.word("count"), ""
    parts = node.words(kind)
    if len(parts) != 2:
        raise node.error(f"{kind} takes two counts: a part and a whole.")
    return parts[0], parts[1]


def _limit(node: Node, name: str, house: House) -> float | None:
    """A number, or the name of a limit that the whole scale shares."""
    named = node.value.get(name)
    if isinstance(named, str):
        if named not in house.limits:
            raise node.error(f"{name} is {named}, which the scale does not lay down.")
        return house.limits[named]
    return node.number(name)


def _presumed(node: Node) -> bool | None:
    found = node.value.get("presumed")
    if found not in (None, False):
        raise node.error("may only be presumed absent (false); what is good has to be shown.")
    return cast(bool | None, found)


def _anchor_nodes(node: Node) -> dict[int, Node]:
    found = node.node("anchors")
    if set(found.value) != set(SCORES):
        raise found.error("must be given for the scores 1, 2, 3, 4 and 5, each once.")
    return {score: Node(found.node(score).value, f"{node.where}, anchor {score}") for score in SCORES}


def _anchor(item: Node, score: int, node: Node, house: House) -> Anchor:
    node.only("text", "source", "confidence", "all", "any", "otherwise", *ANCHOR_LIMITS)
    confidence = node.word("confidence", "") or item.word("confidence")
    if confidence not in house.confidences:
        raise node.error(f"confidence is {confidence}; it must be one of {', '.join(house.confidences)}.")
    return Anchor(score, node.text("text"), (node if node.has("source") else item).text("source"), confidence)
