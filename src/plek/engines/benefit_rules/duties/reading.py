"""Duties and good advice, read from ``duties.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from plek.engines.benefit_rules.book import Source
from plek.engines.benefit_rules.cash.entries import PAYERS
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.sources import rows, sentence_of, source_of

EVENTS = {
    "job_start": Sentence("Je werk begint", "Your work begins"),
    "hours_change": Sentence("Je uren veranderen", "Your hours change"),
    "pay_change": Sentence("Je loon verandert", "Your pay changes"),
    "job_end": Sentence("Je werk stopt", "Your work ends"),
}
WHOM = PAYERS
"""Whom to tell, by the same codes as who pays; "self" is to look at something yourself."""


@dataclass(frozen=True)
class Row:
    """One duty as the law or an agency has it."""

    code: str
    kinds: frozenset[str]
    events: frozenset[str]
    only: Mapping[str, Any]
    is_monthly: bool
    has_last_day: bool
    days: int
    months: int
    whom: str
    what: Sentence
    channel: Sentence
    source: Source


@lru_cache(maxsize=1)
def known_duties() -> tuple[Row, ...]:
    """All duties, in the order of the file."""
    return tuple(_row(row) for row in rows(Path(__file__).with_name("duties.yaml"), "duties"))


def _row(row: Mapping[str, Any]) -> Row:
    return Row(
        code=row["code"],
        kinds=frozenset(row["kinds"]),
        events=frozenset(row.get("events", ())),
        only=row.get("only", {}),
        is_monthly=row.get("monthly", False),
        has_last_day=row.get("last_day", False),
        days=row.get("days", 0),
        months=row.get("months", 0),
        whom=row["whom"],
        what=sentence_of(row, "what"),
        channel=sentence_of(row, "channel"),
        source=source_of(row),
    )
