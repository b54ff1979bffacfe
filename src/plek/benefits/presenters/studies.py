"""What a study does to the benefit, rule by rule, as the pages and the letter print it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plek.benefits.estimates import Estimate
from plek.benefits.kept import Kept
from plek.benefits.presenters.figures import said
from plek.benefits.presenters.plans import plan_title
from plek.benefits.study import Does, StudyRule, rules_of, what_it_does
from plek.engines.benefit_rules import CONFIDENCE, SURE


@dataclass(frozen=True)
class StudyLine:
    """One rule: a sentence, where it stands, how sure it is."""

    sentence: str
    source: str
    is_sure: bool


@dataclass(frozen=True)
class StudyPart:
    """One study among the plans, and with what it was calculated."""

    title: str
    calculated: str
    lines: tuple[StudyLine, ...]


def study_parts(found: Estimate | Kept, on: date) -> tuple[StudyPart, ...]:
    """Of each plan that is a study; empty without any."""
    parts = []
    for plan in found.plans:
        lines = tuple(_line(rule) for rule in rules_of(found.answers, plan.details, on))
        if lines:
            does = what_it_does(found.answers, plan.details, on)
            parts.append(StudyPart(plan_title(plan.details), _calculated(does), lines))
    return tuple(parts)


def _calculated(does: Does) -> str:
    return {
        Does.STOPS: _("Calculated without the benefit."),
        Does.BOTH: _("Calculated with and without the benefit."),
        Does.CHANGES: _("Not calculated: only pay is told."),
    }.get(does, _("Calculated as if the benefit stays as it is."))


def _line(rule: StudyRule) -> StudyLine:
    source, where = rule.source, rule.source.law
    if source.article:
        where = _("%(law)s, article %(article)s") % {"law": source.law, "article": source.article}
    told = (where, said(CONFIDENCE[source.confidence]))
    return StudyLine(said(rule.said), " · ".join(part for part in told if part), source.confidence in SURE)
