"""Customs of payment, read from ``customs.yaml``: which months, with the source of each."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plek.engines.benefit_rules.book import Source
from plek.engines.benefit_rules.sources import rows, source_of


@dataclass(frozen=True)
class Custom:
    """One custom: ``months`` later, or in a ``month`` of the year, for these kinds of benefit."""

    what: str
    kinds: frozenset[str]
    months: int
    month: int
    share: float | None
    source: Source


@lru_cache(maxsize=1)
def customs() -> tuple[Custom, ...]:
    """All customs, in the order of the file."""
    path = Path(__file__).with_name("customs.yaml")
    return tuple(
        Custom(
            row["what"], frozenset(row["kinds"]), row.get("months", 0), row.get("month", 0), row.get("share"),
            source_of(row),
        )
        for row in rows(path, "customs")
    )  # fmt: skip


def has_custom(what: str, kind: str) -> bool:
    return any(one.what == what and kind in one.kinds for one in customs())


def custom(what: str, kind: str = "") -> Custom:
    """The custom of a kind of benefit, or of all. Raises ``LookupError`` when there is none."""
    for one in customs():
        if one.what == what and (not one.kinds or kind in one.kinds):
            return one
    raise LookupError(f"There is no custom {what} for {kind}.")
