"""Scores as they were recorded at the end of a month, and what has changed since."""

from dataclasses import dataclass
from datetime import date

FIGURES = (
    "item", "version", "score", "at_least", "at_most", "value", "numerator", "denominator", "records", "missing",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recorded:
    """One item over the six months up to and including ``last_on``, as it stood on the day of recording."""

    item: str
    last_on: date
    recorded_on: date
    version: str
    score: int | None
    at_least: int
    at_most: int
    value: float | None
    numerator: float | None
    denominator: float | None
    records: int
    missing: int
