"""Amounts of the organisation itself behind an estimate, in plain values that can be kept with it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from plek.engines.benefit_rules import Book, rule_set


@dataclass(frozen=True)
class OwnFigure:
    """What stood in place of the law's value, since when, and where it was found."""

    name: str
    number: float
    since: date
    source: str


def own_figures(parameters: Book, on: date, names: set[str], prefixes: tuple[str, ...]) -> Iterator[OwnFigure]:
    """Those of a day that are among ``names`` or begin with a prefix."""
    for name in rule_set(parameters, on).own:
        value = parameters.parameters[name].on(on)
        if value is not None and (name in names or name.startswith(prefixes)):
            yield OwnFigure(name, value.number, value.valid_from, value.source.text)


def own_as_plain(one: OwnFigure) -> dict[str, Any]:
    return asdict(one) | {"since": one.since.isoformat()}


def own_from_plain(plain: Mapping[str, Any]) -> OwnFigure:
    return OwnFigure(**{**plain, "since": date.fromisoformat(plain["since"])})
