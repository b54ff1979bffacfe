"""The book of parameters: every amount and rate of a law, from date to date, with its source."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from plek.engines.benefit_rules.amounts import Column, cents, column

OWN = "organisation"
"""The confidence of an amount that an organisation put in place itself: proposed by one, checked by another."""
CONFIDENCES = ("law", "official publication", OWN, "secondary", "unverified")
"""From most to least certain."""

BOUNDS: dict[str, tuple[float, float]] = {
    "EUR": (0, 1_000_000), "EUR/hour": (0, 250), "EUR/day": (0, 1_000), "EUR/month": (0, 25_000),
    "EUR/year": (0, 1_000_000), "share": (0, 1), "months": (0, 600), "days": (0, 3_660), "hours": (0, 168),
}  # fmt: skip
"""By unit the least and the most that a value can be; beyond these it is a slip of the pen."""

Grounds = frozenset[tuple[str, str]]
"""Names of the rules and parameters that a figure rests on, each with its confidence."""

KNOWN_FROM, KNOWN_UNTIL, CARRIED_UNTIL = date(2024, 1, 1), date(2027, 1, 1), date(2028, 1, 1)
"""Between the first two the amounts are in the book. In the year after, what is not in the book yet keeps the
value of its last day, as not verified, and that is said. Before and after nothing is calculated."""
LAST_KNOWN = KNOWN_UNTIL - timedelta(days=1)


@dataclass(frozen=True)
class Source:
    """Where a value comes from, when that was last checked, and how sure it is."""

    law: str
    article: str
    paragraph: str
    text: str
    link: str
    checked_on: date
    confidence: str


@dataclass(frozen=True)
class Value:
    """One value in force from a day until (not including) another, in the unit of its parameter."""

    valid_from: date
    valid_until: date | None
    number: float
    source: Source

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True)
class Parameter:
    """A named amount or rate of one law."""

    name: str
    unit: str
    nl: str
    en: str
    values: tuple[Value, ...]

    def on(self, day: date) -> Value | None:
        """The value in force on a day; None when it is not known."""
        return next((value for value in self.values if value.holds_on(day)), None)

    def carried_to(self, day: date) -> Value | None:
        """The last value that is known, on a day past the book for which there is no other."""
        return self.on(LAST_KNOWN) if day > LAST_KNOWN and self.on(day) is None else None

    @property
    def is_money(self) -> bool:
        return self.unit.startswith("EUR")


class Figure(NamedTuple):
    """A column with what it rests on, and what is missing where it is not known."""

    values: Column
    grounds: Grounds = frozenset()
    missing: frozenset[str] = frozenset()

    @property
    def confidence(self) -> str:
        """As certain as the least certain thing it rests on."""
        return max((c for _, c in self.grounds), key=CONFIDENCES.index, default="law")


Law = tuple[dict[str, Column], Figure]
"""The numbers that a rule takes from the book on a day, and what they and the rule itself rest on."""


@dataclass(frozen=True)
class Book:
    """All parameters by name; ``memory`` keeps what was looked up and ``laws`` what a rule uses, by the day."""

    parameters: dict[str, Parameter]
    memory: dict[tuple[str, date], Figure] = field(default_factory=dict, compare=False, repr=False)
    laws: dict[tuple[str, date], "Law"] = field(default_factory=dict, compare=False, repr=False)

    def known(self, name: str, day: date) -> Figure:
        """A parameter on a day, money in cents; what is not known is not-a-number and says what is missing.

        Raises ``KeyError`` when there is no such parameter.
        """
        found = self.memory.get((name, day))
        if found is None:
            found = self.memory[name, day] = _known(self.parameters[name], day)
        return found

    def number(self, name: str, day: date) -> float:
        """The value on a day, money in cents."""
        return float(self.known(name, day).values)


def _known(parameter: Parameter, day: date) -> Figure:
    value, carried = parameter.on(day), parameter.carried_to(day)
    if carried is not None:
        return Figure(_number(parameter, carried), frozenset({(parameter.name, "unverified")}), frozenset())
    if value is None:
        missing = frozenset({parameter.name})
        return Figure(column(float("nan")), frozenset({(parameter.name, "unverified")}), missing)
    return Figure(_number(parameter, value), frozenset({(parameter.name, value.source.confidence)}), frozenset())


def _number(parameter: Parameter, value: Value) -> Column:
    return column(cents(value.number) if parameter.is_money else value.number)
