"""A fidelity scale as it was read: items, anchors, totals and bands, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plek.engines.fidelity_scoring.rules import Rule, Sign
from plek.engines.fidelity_scoring.texts import EMPTY, Text

How = Literal["computed", "assisted", "rater"]
Per = Literal["team", "specialist", "client"]
SCORES = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words beside one score of one item, where they come from and how sure that is."""

    score: int
    text: Text
    source: Text
    confidence: str


@dataclass(frozen=True, slots=True)
class Input:
    """A count that an item is made of, which records make it up, and what there is one of: a number or a wait."""

    code: str
    text: Text
    per: Per


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a scale."""

    code: str
    section: str
    name: Text
    about: Text
    sources: tuple[str, ...]
    how: How
    because: Text
    unit: Text
    inputs: Mapping[str, Input]
    signals: tuple[str, ...]
    signs: Mapping[str, Sign]
    rule: Rule
    anchors: Mapping[int, Anchor]
    choices: tuple[Text, ...]
    wording: Text = EMPTY
    """Whose words these are and by which right, in the language that is not Plek's own."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the scale; ``total`` is the total that its items add up to."""

    code: str
    name: Text
    total: str


@dataclass(frozen=True, slots=True)
class Band:
    """What a full total within these limits is called."""

    code: str
    name: Text
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class TotalOf:
    """A total with its bands: one for most scales, one per subscale where a scale has them."""

    code: str
    name: Text
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A whole scale in one version.

    ``wording`` says whose words the anchors are in; ``confidences`` explains how sure each anchor is.
    """

    code: str
    version: str
    name: Text
    checked_on: date
    source: Text
    wording: Text
    confidences: Mapping[str, Text]
    choices: tuple[Text, ...]
    sections: tuple[Section, ...]
    totals: tuple[TotalOf, ...]
    items: tuple[Item, ...]

    def item(self, code: str) -> Item:
        """Raises KeyError with a sentence when the scale has no such item."""
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(f"{self.code} has no item {code}.")

    def items_of(self, total: str) -> tuple[Item, ...]:
        sections = {section.code for section in self.sections if section.total == total}
        return tuple(item for item in self.items if item.section in sections)
