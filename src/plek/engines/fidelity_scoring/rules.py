"""The kinds of rule that turn what was counted into a score; the figures in them come from the scale's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from plek.engines.fidelity_scoring.texts import Text

Measure = Literal["ratio", "mean_per_specialist", "median_wait"]
Better = Literal["lower", "higher"]
Growth = Literal["numerator", "both"]


@dataclass(frozen=True, slots=True)
class Step:
    """The stretch of values that one anchor covers; an open end is infinite."""

    score: int
    low: float
    high: float
    has_low: bool = True
    has_high: bool = True

    def covers(self, value: float) -> bool:
        above = value > self.low or (self.has_low and value == self.low)
        return above and (value < self.high or (self.has_high and value == self.high))

    def distance(self, value: float) -> float:
        return max(self.low - value, value - self.high, 0.0)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that is so or is not: counted by a limit on counts, or stated by a person.

    ``presumed`` is what holds as long as nobody has said otherwise; None leaves it open. Where the
    whole is nought there was no occasion; the scale may count that as kept.
    """

    code: str
    name: Text
    numerator: str = ""
    denominator: str = ""
    at_least: float | None = None
    more_than: float | None = None
    at_most: float | None = None
    is_share: bool = False
    presumed: bool | None = None
    is_kept_without_occasion: bool = False
    more: Text | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """Holds the score at ``at`` as long as the sign is ``holds``."""

    sign: str
    holds: bool
    at: int


@dataclass(frozen=True, slots=True)
class Change:
    """How the value moves: the step of the numerator, whether the denominator grows too, and the words."""

    grows: Growth
    step: float
    text: Text


@dataclass(frozen=True, slots=True)
class Ladder:
    """A value on an axis cut into five stretches, held down by caps."""

    measure: Measure
    numerator: str
    denominator: str
    is_share: bool
    better: Better
    steps: tuple[Step, ...]
    caps: tuple[Cap, ...]
    change: Change

    @property
    def factor(self) -> float:
        """Anchors of shares are written in percent; the value itself runs from 0 to 1."""
        return 100.0 if self.is_share else 1.0


@dataclass(frozen=True, slots=True)
class Elements:
    """So many of a list of elements are in place."""

    signs: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """The highest score of which one alternative holds in full; the lowest score asks for nothing.

    ``needs`` gives for each score its alternatives, each a set of signs that must hold together.
    """

    needs: Mapping[int, tuple[tuple[str, ...], ...]]
    caps: tuple[Cap, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """Only words: a person weighs them."""


Rule = Ladder | Elements | Pattern | Described
