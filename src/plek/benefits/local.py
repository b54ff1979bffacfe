"""What a municipality gives of its own, in plain values to be kept with a calculation; never in a sum. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from plek.benefits.selectors.municipalities import LocalRules


@dataclass(frozen=True)
class SchemeFigure:
    """A free line, and the days on which it holds (the end exclusive)."""

    name: str
    gives: str
    for_whom: str
    source: str
    link: str
    begins_on: date
    ends_on: date | None


@dataclass(frozen=True)
class LocalFigure:
    """Of one municipality on a day; ``exemption`` is empty where no rules are written down."""

    name: str
    exemption: str
    source: str
    link: str
    schemes: tuple[SchemeFigure, ...]


def local_figure(found: LocalRules | None) -> LocalFigure | None:
    """None when nothing is written down."""
    if found is None:
        return None
    schemes = tuple(
        SchemeFigure(one.name, one.gives, one.for_whom, one.source, one.link, one.begins_on, one.ends_on)
        for one in found.schemes
    )
    row = found.regime
    if row is None:
        return LocalFigure(found.municipality, "", "", "", schemes)
    return LocalFigure(found.municipality, row.exemption, row.source, row.link, schemes)


def local_as_plain(local: LocalFigure | None) -> dict[str, Any] | None:
    """For JSON."""
    if local is None:
        return None
    days = [
        {"begins_on": one.begins_on.isoformat(), "ends_on": one.ends_on and one.ends_on.isoformat()}
        for one in local.schemes
    ]
    plain = asdict(local)
    return plain | {"schemes": [one | of for one, of in zip(plain["schemes"], days, strict=True)]}


def local_from_plain(plain: Mapping[str, Any] | None) -> LocalFigure | None:
    """As it was kept."""
    if plain is None:
        return None
    return LocalFigure(**{**plain, "schemes": tuple(map(_scheme, plain["schemes"]))})


def _scheme(plain: Mapping[str, Any]) -> SchemeFigure:
    begins, ends = date.fromisoformat(plain["begins_on"]), plain["ends_on"]
    return SchemeFigure(**{**plain, "begins_on": begins, "ends_on": ends and date.fromisoformat(ends)})
