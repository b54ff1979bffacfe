"""Customs of payment, read from ``customs.yaml``: which months, with the source of each."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from plek.engines.benefit_rules.book import Source
from plek.engines.benefit_rules.located import read_located

_OF_A_SOURCE = ("law", "article", "text", "link", "checked_on", "confidence")


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
    content = read_located(Path(__file__).with_name("customs.yaml").read_text("utf-8")).content
    return tuple(_custom({**content, **row}) for row in content["customs"])


def _custom(row: dict[str, Any]) -> Custom:
    source = Source(paragraph="", **{key: row[key] for key in _OF_A_SOURCE})
    months, month = row.get("months", 0), row.get("month", 0)
    return Custom(row["what"], frozenset(row["kinds"]), months, month, row.get("share"), source)


def custom(what: str, kind: str = "") -> Custom:
    """The custom of a kind of benefit, or of all. Raises ``LookupError`` when there is none."""
    for one in customs():
        if one.what == what and (not one.kinds or kind in one.kinds):
            return one
    raise LookupError(f"There is no custom {what} for {kind}.")
