"""Lay the official words that an organisation may use over the own words of a scale; figures stay as they are."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from plek.engines.fidelity_scoring.loading.reading import Node, read_file
from plek.engines.fidelity_scoring.scale import SCORES, Anchor, Item, Scale
from plek.engines.fidelity_scoring.texts import Text

SPELLED = {str(score): score for score in SCORES}
"""Written as words, as a document that was kept as JSON has them."""


def with_wording(scale: Scale, wording: Path | Mapping[str, Any]) -> Scale:
    """The scale in the given words, for one language; what the wording leaves out keeps Plek's own words.

    Raises ScaleError when it is meant for another scale or version, names what the scale does not have, or
    does not say whose text it is and by which right it is used.
    """
    node = read_file(wording) if isinstance(wording, Path) else Node(wording, "the wording")
    node.only("scale", "version", "language", "source", "right", "items")
    _meant_for(scale, node)
    language = node.one_of("language", ("en", "nl"))
    given = node.node("items")
    _known(scale, given)
    credit = f"{node.word('source')} ({node.word('right')})"
    return replace(
        scale,
        wording=replace(scale.wording, **{language: credit}),
        items=tuple(_item(item, given, language, credit) for item in scale.items),
    )


def _known(scale: Scale, given: Node) -> None:
    unknown = [code for code in given.value if code not in {item.code for item in scale.items}]
    if unknown:
        named = ", ".join(sorted(map(str, unknown)))
        nl = f"{scale.code} heeft geen onderdeel {named}."
        raise given.error(f"{scale.code} has no item {named}.", nl, unknown[0])


def _meant_for(scale: Scale, node: Node) -> None:
    meant = (node.word("scale"), node.word("version"))
    if meant != (scale.code, scale.version):
        this, that = f"{scale.code} {scale.version}", " ".join(meant)
        nl = f"Deze tekst is voor {that}, niet voor {this}."
        raise node.error(
            f"is meant for {that}, not for {this}.", nl, "version" if meant[0] == scale.code else "scale"
        )


def _item(item: Item, given: Node, language: str, credit: str) -> Item:
    if not given.has(item.code):
        return item
    node = given.node(item.code, f"item {item.code}")
    node.only("name", "about", "anchors")
    return replace(
        item,
        name=_spoken(item.name, node, "name", language),
        about=_spoken(item.about, node, "about", language),
        anchors=_anchors(item, node, language),
        wording=replace(item.wording, **{language: credit}),
    )


def _anchors(item: Item, node: Node, language: str) -> Mapping[int, Anchor]:
    if not node.has("anchors"):
        return item.anchors
    given = node.node("anchors")
    given = replace(given, value={SPELLED.get(score, score): words for score, words in given.value.items()})
    odd = [score for score in given.value if score not in SCORES]
    if odd:
        named = ", ".join(map(str, odd))
        nl = f"Er is geen anker {named}; ze lopen van 1 tot en met 5."
        raise given.error(f"there is no anchor {named}; they run from 1 to 5.", nl, odd[0])
    return {
        score: replace(anchor, text=_spoken(anchor.text, given, score, language))
        for score, anchor in item.anchors.items()
    }


def _spoken(own: Text, node: Node, key: Any, language: str) -> Text:
    """The given words in their language; the other language keeps its own."""
    if not node.has(key):
        return own
    return replace(own, **{language: node.word(key)})
