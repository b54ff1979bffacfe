"""Results as the JSON of the command line: euros with two decimals, None for what is not known."""

from typing import Any

from plek.engines.benefit_rules.amounts import euros
from plek.engines.benefit_rules.order import Month
from plek.engines.benefit_rules.results import Result
from plek.engines.benefit_rules.situation import Refusal
from plek.engines.benefit_rules.working import Step


def as_json(result: Result | Refusal, language: str = "en") -> dict[str, Any]:
    """One result in plain values; sentences in English or Dutch ("nl")."""
    if isinstance(result, Refusal):
        return _refused(result, language)
    return {
        "on": result.situation.on.isoformat(),
        "status": result.status,
        "now": month_as_json(result.now),
        "with_work": month_as_json(result.with_work),
        "difference": euros(result.difference),
        "keep_rate": result.keep_rate,
        "steps": [step_as_json(step) for step in result.steps],
        "unverified": list(result.unverified),
        "unknown": [sentence.in_(language) for sentence in result.unknown],
    }


def _refused(refusal: Refusal, language: str) -> dict[str, Any]:
    message = " ".join(problem.said(language) for problem in refusal.problems)
    return {"on": refusal.on.isoformat() if refusal.on else None, "status": "refused", "message": message}


def month_as_json(month: Month) -> dict[str, Any]:
    """A month in the order in which it is read."""
    named = {name: euros(getattr(month, name).values) for name in ("benefit", "earnings", "gross", "tax", "net")}
    allowances = {name: euros(one.values) for name, one in month.allowances.items()}
    return {**named, "allowances": allowances, "disposable": euros(month.disposable.values)}


def step_as_json(step: Step) -> dict[str, Any]:
    """One step; ``amount`` is what it adds to the month, so tax and deductions are below zero."""
    return {
        "rule": step.rule.code,
        "law": step.rule.law,
        "article": step.rule.article,
        "formula": step.formula,
        "amount": euros(step.amount),
        "confidence": step.figure.confidence,
    }


def explained(result: Result, language: str = "nl") -> list[dict[str, Any]]:
    """Everything that was worked out, in order, with a sentence; ``amount`` is None where it counts in nothing."""
    return [
        {
            "sentence": step.sentence.in_(language),
            **step_as_json(step),
            "amount": euros(step.amount) if step.into else None,
        }
        for step in result.workings
    ]
