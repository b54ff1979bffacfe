"""The terms of a client's record: reads ``records.yaml`` and counts with it."""

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from plek.organisations.models import Organisation


@dataclass(frozen=True)
class Term:
    """So many months, and the law that says so."""

    months: int
    law: str

    @property
    def years(self) -> int:
        return self.months // 12

    def after(self, day: date) -> date:
        """The last day of the term that begins on ``day``."""
        return _moved(day, self.months)

    def before(self, day: date) -> date:
        """What last changed on or before this day is past the term on ``day``."""
        return _moved(day, -self.months)


def answer_term(kind: str) -> Term:
    """Within what time a request of this kind is answered."""
    return next(_term(entry, months=entry["months"]) for entry in _book()["answers"] if kind in entry["kinds"])


def law_term(organisation_kind: str) -> Term | None:
    """How long a law keeps a record after its last change; None where none is known."""
    known = (entry for entry in _book()["classes"] if organisation_kind in entry["organisations"])
    return next((_term(entry, months=12 * entry["years"]) for entry in known), None)


def keep_term(organisation: Organisation) -> Term | None:
    """How long this organisation keeps a record: by law, else as it decided itself; None where it did not yet."""
    own = organisation.keeps_years
    decided = Term(12 * own, organisation.keeps_because) if own else None
    return law_term(organisation.kind) or decided


def _term(entry: dict[str, Any], *, months: int) -> Term:
    return Term(months, entry["source"]["text"])


@lru_cache(1)
def _book() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("records.yaml").read_text(encoding="utf-8"))
    return read


def _moved(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where that day does not exist."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))
