"""What a study does to a benefit: rules with their sources, and what can be calculated beside them. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.choices import WAJONG_KINDS, Kind, PlanKind
from plek.benefits.figures import PlanFigures, Range
from plek.engines.benefit_rules.book import CONFIDENCES, Source
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import age_on
from plek.engines.benefit_rules.sources import rows, sentence_of, source_of

KNOWN_LINES = frozenset({"pay", "holiday", "contributions", "costs"})
"""What does not depend on the benefit."""
NOT_IN_IT = ("Studiefinanciering zit niet in de bedragen: hoeveel het is, is hier niet bekend.",
             "Student finance is not in the amounts: how much it is, is not known here.")  # fmt: skip
NOT_CALCULATED = ("Wat er met deze studie van de bijstand overblijft, is niet uitgerekend.",
                  "What this study leaves of social assistance is not calculated.")  # fmt: skip


class Does(StrEnum):
    """``BOTH`` is not known: it stops or it stays."""

    STAYS = "stays"
    ASK = "ask"
    STOPS = "stops"
    CHANGES = "changes"
    BOTH = "both"


@dataclass(frozen=True)
class StudyRule:
    """One rule; ``None`` among its conditions holds for all."""

    code: str
    kinds: frozenset[str]
    only: Mapping[str, Any]
    below_age: int | None
    from_age: int | None
    student_finance: bool | None
    does: Does
    said: Sentence
    source: Source


@cache
def study_rules() -> tuple[StudyRule, ...]:
    """In the order of the file."""
    return tuple(_rule(row) for row in rows(Path(__file__).parent / "data" / "study.yaml", "rules"))


def _rule(row: Mapping[str, Any]) -> StudyRule:
    return StudyRule(
        row["code"], frozenset(row["kinds"]), row.get("only", {}), row.get("below_age"), row.get("from_age"),
        row.get("student_finance"), Does(row["does"]), sentence_of(row, "said"), source_of(row),
    )  # fmt: skip


def rules_of(answers: Answers, plan: PlanDetails, on: date) -> list[StudyRule]:
    """The rules that hold for a study, or may hold as long as an answer is not known."""
    return [rule for rule, is_sure in _found(answers, plan, on)]


def what_it_does(answers: Answers, plan: PlanDetails, on: date) -> Does:
    """To the benefit, in so far as it can be calculated. With a partner, who may keep a right of his own, what
    stops is not calculated."""
    found = {rule.does: is_sure for rule, is_sure in _found(answers, plan, on)}
    if Does.CHANGES in found or (Does.STOPS in found and answers.partner is not False):
        return Does.CHANGES
    if Does.STOPS in found:
        return Does.STOPS if found[Does.STOPS] else Does.BOTH
    return Does.STAYS


def _found(answers: Answers, plan: PlanDetails, on: date) -> Iterator[tuple[StudyRule, bool]]:
    """Each rule that is not ruled out, and whether it holds for sure."""
    if plan.kind != PlanKind.STUDY:
        return
    kind = "wajong" if answers.kind in WAJONG_KINDS else str(answers.kind)
    capacity = {Kind.WAJONG_ABLE: True, Kind.WAJONG_UNABLE: False}.get(Kind(answers.kind or "none"))
    age = age_on(answers.born, plan.starts_on or on) if answers.born else None
    for rule in study_rules():
        held = [
            None if age is None and (rule.below_age or rule.from_age) else _of_age(rule, age or 0),
            _agree(rule.student_finance, plan.student_finance), _agree(rule.only.get("capacity"), capacity),
        ]  # fmt: skip
        if kind in rule.kinds and False not in held:
            yield rule, None not in held


def _of_age(rule: StudyRule, age: int) -> bool:
    return (rule.below_age is None or age < rule.below_age) and (rule.from_age is None or age >= rule.from_age)


def _agree(asked: bool | None, told: bool | None) -> bool | None:
    """None while it is asked and not told."""
    return True if asked is None else None if told is None else asked == told


def with_study(figures: PlanFigures, plan: PlanDetails, does: Does) -> PlanFigures:
    """The figures of a study, with what is not in them said; without a sum where the benefit is not known."""
    said = [NOT_IN_IT] if plan.student_finance is not False else []
    if does != Does.CHANGES:
        return replace(figures, unknown=(*figures.unknown, *said))
    lines = tuple(line for line in figures.lines if line.code in KNOWN_LINES)
    return PlanFigures(
        Range(), None, Range(), Range(), CONFIDENCES[-1], lines, (*figures.unknown, NOT_CALCULATED, *said)
    )
