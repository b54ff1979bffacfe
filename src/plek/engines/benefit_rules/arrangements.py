"""The employer's side: which arrangements go with a situation, how much and how long."""

from dataclasses import dataclass

import numpy as np

from plek.engines.benefit_rules.amounts import column, euros
from plek.engines.benefit_rules.book import Book
from plek.engines.benefit_rules.book_reading import book
from plek.engines.benefit_rules.columns import columns_of
from plek.engines.benefit_rules.gross_benefits import minimum_wage_place
from plek.engines.benefit_rules.registry import Rule
from plek.engines.benefit_rules.rules import employer, minimum_wage
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import Situation
from plek.engines.benefit_rules.working import Given, Step, Working

WIA = frozenset({"wia_lgu", "wia_lau", "wia_vvu", "iva"})
ON_TRIAL = WIA | {"ww", "wajong", "bijstand"}


@dataclass(frozen=True)
class Arrangement:
    """One arrangement: euros per month or year (``per``), or a number of months; None without end or amount."""

    code: str
    law: str
    article: str
    amount: float | None
    per: str
    months: int | None
    formula: str
    sentence: Sentence
    confidence: str


def arrangements(
    situation: Situation, *, wage_value: float | None = None, in_target_group: bool = False,
    parameters: Book | None = None,
) -> tuple[Arrangement, ...]:  # fmt: skip
    """Arrangements by situation, wage value and place in the register of the job agreement."""
    w, kind = Working(situation.on, parameters or book(), keeps_steps=True), situation.benefit.kind
    hours = situation.work.hours_week
    if kind == "bijstand" and wage_value is not None and hours:
        w.apply(employer.wage_cost_subsidy, "subsidy", wage_value=column(wage_value), hours=column(hours))
    if situation.work.wage_dispensation is not None and hours:
        _dispensation(situation, w, hours)
    if kind in WIA:
        w.apply(employer.no_risk, "months")
    if kind in ON_TRIAL:
        w.apply(employer.trial_placement, "months")
    if hours:
        _wage_cost_benefit(w, hours, is_disabled=kind in WIA | {"wao"}, in_target_group=in_target_group)
    ended = tuple(_arrangement(step) for step in w.steps if step.into)
    return ended + _endless(kind, in_target_group=in_target_group)


def _dispensation(situation: Situation, w: Working, hours: float) -> None:
    c = columns_of(situation, with_work=True)
    hourly = w.apply(minimum_wage.hour, scale=w.choose(minimum_wage.YOUTH_SCALE, minimum_wage_place(c)))
    whole = w.apply(minimum_wage.least_pay, hours=column(hours), hourly=hourly)
    w.apply(employer.dispensed_pay, "subsidy", wage_value=c.wage_value, full_pay=whole)


def _wage_cost_benefit(w: Working, hours: float, *, is_disabled: bool, in_target_group: bool) -> None:
    """Only the highest of both (Wtl art. 4.1(3)); before 2026 the amounts are not known."""
    given: dict[str, Given] = {"hours": column(hours)}
    if is_disabled:
        w.apply(employer.benefit_disabled, "benefit", **given)
    elif in_target_group:
        w.apply(employer.benefit_target_group, "benefit", **given)


def _arrangement(step: Step) -> Arrangement:
    value = float(step.figure.values)
    is_months = step.into == "months"
    return Arrangement(
        step.rule.code, step.rule.law, step.rule.article, None if is_months else euros(value), step.rule.per,
        int(value) if is_months and not np.isnan(value) else None, step.formula.removesuffix(" / 12"),
        step.sentence, step.figure.confidence,
    )  # fmt: skip


def _endless(kind: str, *, in_target_group: bool) -> tuple[Arrangement, ...]:
    """The no-risk policy without end: Wajong and the job agreement group (Ziektewet 29b, second paragraph)."""
    if kind != "wajong" and not in_target_group:
        return ()
    rule: Rule = employer.no_risk
    words = Sentence(
        "Word je ziek, dan betaalt UWV je loon aan de werkgever, zolang je daar werkt.",
        "When you fall ill, UWV pays your wage to the employer, as long as you work there.",
    )
    return (Arrangement(rule.code, rule.law, "29b(2)", None, "month", None, "", words, rule.confidence),)
