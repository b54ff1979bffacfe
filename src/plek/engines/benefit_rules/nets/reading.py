"""The nets of the law, read from ``nets.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from plek.engines.benefit_rules.book import Source
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.sources import rows, sentence_of, source_of

WHEN = {
    "job_ends": Sentence("Je werk stopt", "Your work ends"),
    "less_pay": Sentence("Je gaat minder werken of verdienen", "You work or earn less"),
    "much_pay": Sentence("Je gaat veel verdienen", "You earn much"),
    "ill_at_work": Sentence("Je wordt ziek terwijl je werkt", "You fall ill while you work"),
    "ill_after_job": Sentence(
        "Je wordt ziek als je werk net is gestopt", "You fall ill just after your work ended"
    ),
    "worse_health": Sentence(
        "Je uitkering is gestopt en werken lukt niet meer", "Your benefit has ended and work no longer succeeds"
    ),
}
"""What may happen, in the order in which it is read."""


@dataclass(frozen=True)
class Net:
    """One safety net as the law has it, whoever it is for."""

    code: str
    kinds: frozenset[str]
    when: tuple[str, ...]
    only: Mapping[str, Any]
    above_zero: tuple[str, ...]
    ages: tuple[int, int]
    counted_from: str
    lasts: tuple[int, int]
    """Months and weeks; nothing when there is no end."""
    not_before: int
    """Months that must pass first."""
    ends_on: date | None
    right: Sentence
    first: Sentence
    limit: Sentence
    source: Source


@lru_cache(maxsize=1)
def nets() -> tuple[Net, ...]:
    """All nets, in the order of the file."""
    return tuple(_net(row) for row in rows(Path(__file__).with_name("nets.yaml"), "nets"))


def _net(row: Mapping[str, Any]) -> Net:
    return Net(
        code=row["code"],
        kinds=frozenset(row["kinds"]),
        when=tuple(row["when"]),
        only=row.get("only", {}),
        above_zero=tuple(row.get("above_zero", ())),
        ages=(row.get("from_age", 0), row.get("below_age", 999)),
        counted_from=row.get("counted_from", ""),
        lasts=(12 * row.get("years", 0) + row.get("months", 0), row.get("weeks", 0)),
        not_before=12 * row.get("not_before_years", 0),
        ends_on=row.get("ends_on"),
        right=sentence_of(row, "right"),
        first=sentence_of(row, "first"),
        limit=sentence_of(row, "limit"),
        source=source_of(row),
    )
