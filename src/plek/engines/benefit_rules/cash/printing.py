"""A calendar as plain values: euros with two decimals, None for what is not known."""

from typing import Any

from plek.engines.benefit_rules.amounts import euros
from plek.engines.benefit_rules.cash.calendar import Calendar, CalendarMonth
from plek.engines.benefit_rules.cash.entries import Entry
from plek.engines.benefit_rules.cash.plan import CashPlan


def calendar_as_json(calendar: Calendar, language: str = "en") -> dict[str, Any]:
    """Months, what is still to come, notes and what is not known; sentences in English or Dutch ("nl")."""
    return {
        "on": calendar.situation.on.isoformat(),
        "plan": _plan(calendar.plan) if calendar.plan else None,
        "months": [_month(month, language) for month in calendar.months],
        "still_to_come": [
            {"month": month.isoformat()[:7], **entry_as_json(entry, language)}
            for month, entry in calendar.still_to_come
        ],
        "total": euros(calendar.total),
        "complete": calendar.is_complete,
        "notes": [note.in_(language) for note in calendar.notes],
        "unknown": [sentence.in_(language) for sentence in calendar.unknown],
    }


def _plan(plan: CashPlan) -> dict[str, Any]:
    first_pay_on = plan.first_pay_on.isoformat() if plan.first_pay_on else None
    return {
        "starts_on": plan.starts_on.isoformat(), "first_pay_on": first_pay_on, "settled_after": plan.settled_after,
        "pay_holiday_month": plan.pay_holiday_month, "allowances_after": plan.allowances_after,
        "credit_at": plan.credit_at,
    }  # fmt: skip


def _month(month: CalendarMonth, language: str) -> dict[str, Any]:
    return {
        "month": month.first.isoformat()[:7],
        "law_of": month.law_of.isoformat(),
        "total": euros(month.total),
        "complete": month.is_complete,
        "events": [event.in_(language) for event in month.events],
        "entries": [entry_as_json(entry, language) for entry in month.entries],
    }


def entry_as_json(entry: Entry, language: str = "en") -> dict[str, Any]:
    """One payment."""
    return {
        "payer": entry.payer, "kind": entry.kind, "about_from": entry.about_from.isoformat(),
        "about_until": entry.about_until.isoformat(), "amount": euros(entry.amount),
        "gross": None if entry.gross is None else euros(entry.gross), "rule": entry.rule, "law": entry.law,
        "article": entry.article, "confidence": entry.confidence, "sentence": entry.sentence.in_(language),
    }  # fmt: skip
