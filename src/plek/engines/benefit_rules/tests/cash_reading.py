"""Reads a calendar as the tests ask: a situation in short, and what a calendar holds of one kind."""

from typing import Any

from plek.engines.benefit_rules import Situation, read_situation
from plek.engines.benefit_rules.cash import Calendar, Entry


def situation(kind: str = "wajong", **sections: Any) -> Situation:
    benefit = {"kind": kind, **sections.pop("benefit", {})}
    work = {"gross": 800, "hours_week": 12, **sections.pop("work", {})}
    found = read_situation({"on": "2026-02-01", "benefit": benefit, "work": work, **sections})
    assert isinstance(found, Situation)
    return found


def amounts(found: Calendar, kind: str) -> dict[str, float]:
    """Euros of one kind of payment, by month."""
    return {
        month.first.isoformat()[:7]: entry.amount / 100
        for month in found.months
        for entry in month.entries
        if entry.kind == kind
    }


def entries(found: Calendar) -> list[Entry]:
    return [entry for month in found.months for entry in month.entries]


def events(found: Calendar, month: str) -> list[str]:
    return [event.nl for one in found.months if one.first.isoformat()[:7] == month for event in one.events]
