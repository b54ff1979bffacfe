"""The page of rules."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plek.caseload.presenters.wording import days, in_language
from plek.caseload.rules.book import Rule, RuleBook


@dataclass(frozen=True)
class RuleRow:
    """One rule as people read it. ``differs`` says how the organisation departs from the method."""

    code: str
    title: str
    why: str
    days: str
    differs: str
    source: str
    checked_on: date
    confidence: str


def rule_rows(book: RuleBook) -> list[RuleRow]:
    """All rules in their order."""
    return [rule_row(rule) for rule in book.rules]


def rule_row(rule: Rule) -> RuleRow:
    """One rule."""
    return RuleRow(
        rule.code, in_language(rule.title), in_language(rule.why), _term(rule.days), _differs(rule),
        in_language(rule.source.text),
        rule.source.checked_on, confidence(rule.source.confidence),
    )  # fmt: skip


def _term(count: int) -> str:
    return days(count) if count else _("on the day itself")


def _differs(rule: Rule) -> str:
    if not rule.is_on:
        return _("Switched off here")
    if rule.is_tuned:
        return _("The method says %(norm)s, here it is %(ours)s") % {
            "norm": days(rule.norm_days),
            "ours": days(rule.days),
        }
    return ""


def confidence(code: str) -> str:
    """How sure the source is, in words."""
    words = {
        "high": _("well established"), "medium": _("from practice elsewhere"),
        "low": _("common practice, not measured"),
        "own": _("our own choice"),
    }  # fmt: skip
    return words[code]
