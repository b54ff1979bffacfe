"""WIA: wage-related benefit (LGU), wage supplement (LAU), follow-up benefit (VVU), IVA and income requirement."""

from collections.abc import Mapping

import numpy as np

from plek.engines.benefit_rules.amounts import (
    Count,
    Flag,
    Money,
    Share,
    at_least_zero,
    half_up,
    share_of_lost_wage,
)
from plek.engines.benefit_rules.registry import rule

LOST_WAGE = "{share} x ({former_wage} - {earnings} x {factor})"
LEAST = "{class_share} x min({minimum_wage} x (1 + {holiday}), {former_wage})"
CLASSES = ("35-45", "45-55", "55-65", "65-80", "80-100")
CLASS_SHARES = tuple(f"wia/class_{name.replace('-', '_')}" for name in CLASSES)
DAYS_A_MONTH = 21.75
"""Working days that the laws count in a month."""


@rule(
    "wia.capped_wage", law="Wfsv", article="17",
    uses={"highest": "wia/highest_daily_wage"},
    formula="min({uncapped}, {highest} x 21.75)",
    nl="Je oude loon telt mee tot het hoogste dagloon: {result} per maand.",
    en="Your former wage counts up to the highest daily wage: {result} a month.",
)  # fmt: skip
def capped_wage(uncapped: Money, highest: Money) -> Money:
    """Former monthly wage up to the highest daily wage."""
    return np.minimum(uncapped, half_up(highest * DAYS_A_MONTH))


@rule(
    "wia.first_months", law="WIA", article="61",
    uses={"share": "wia/first_months_share"},
    formula=LOST_WAGE,
    nl="In de eerste twee maanden krijg je {share} van je oude loon min wat je nu verdient: {result}.",
    en="In the first two months you are paid {share} of your former wage less what you earn now: {result}.",
)  # fmt: skip
def first_months(former_wage: Money, earnings: Money, factor: Share, share: Share) -> Money:
    """LGU in the first two months: 0.75 x (A - B x C/D)."""
    return share_of_lost_wage(former_wage, earnings, factor, share)


@rule(
    "wia.wage_related", law="WIA", article="61",
    uses={"share": "wia/later_share"},
    formula=LOST_WAGE,
    nl="Je krijgt {share} van je oude loon min wat je nu verdient: {result}.",
    en="You are paid {share} of your former wage less what you earn now: {result}.",
)  # fmt: skip
def wage_related(former_wage: Money, earnings: Money, factor: Share, share: Share) -> Money:
    """LGU after two months: 0.70 x (A - B x C/D)."""
    return share_of_lost_wage(former_wage, earnings, factor, share)


@rule(
    "wia.requirement", law="WIA", article="60",
    uses={"share": "wia/requirement_share"},
    formula="{share} x {remaining_capacity}",
    nl="Verdien je {result} of meer, de helft van wat je nog kunt verdienen, dan krijg je de hogere uitkering.",
    en="With pay of {result} or more, half of what you are able to earn, you are paid the higher benefit.",
)  # fmt: skip
def requirement(remaining_capacity: Money, share: Share) -> Money:
    """Income requirement: half of the remaining earning capacity."""
    return half_up(share * remaining_capacity)


def _least(class_share: Share, minimum_wage: Money, holiday: Share, former_wage: Money) -> Money:
    """The percentage of the class over the lower of former wage and minimum wage, both with holiday allowance: in
    this law minimum wage is the word for the two together (art. 12)."""
    return class_share * np.minimum(minimum_wage * (1.0 + holiday), former_wage)


def _supplement_formula(numbers: Mapping[str, float]) -> str:
    met = not numbers["requirement_holds"] or numbers["earnings"] >= numbers["remaining_capacity"]
    counted = "earnings" if met else "remaining_capacity"
    main = f"{{share}} x ({{former_wage}} - {{{counted}}} x {{factor}})"
    return f"max({main}, min({LEAST}, {LOST_WAGE}))"


@rule(
    "wia.supplement", law="WIA", article="12, 61",
    uses={"share": "wia/later_share", "holiday": "minimum_wage/holiday_allowance"},
    formula=_supplement_formula,
    nl="Je verdient genoeg voor de hogere uitkering. Die vult je loon aan met {result}.",
    en="You earn enough for the higher benefit. It adds {result} to your pay.",
)  # fmt: skip
def supplement(
    former_wage: Money, earnings: Money, factor: Share, remaining_capacity: Money, requirement_holds: Flag,
    class_share: Share, minimum_wage: Money, holiday: Share, share: Share,
) -> Money:  # fmt: skip
    """LAU: 0.7 x (A - B x C/D) from the remaining capacity on (or without requirement), below it
    0.7 x (A - RVC x C/D); at least the follow-up benefit as far as that is not above 0.7 x (A - B x C/D)."""
    full = share * (former_wage - earnings * factor)
    below = share * (former_wage - remaining_capacity * factor)
    met = (requirement_holds == 0) | (earnings >= remaining_capacity)
    least = np.minimum(_least(class_share, minimum_wage, holiday, former_wage), full)
    return at_least_zero(half_up(np.maximum(np.where(met, full, below), least)))


@rule(
    "wia.follow_up", law="WIA", article="12, 62",
    uses={"holiday": "minimum_wage/holiday_allowance"},
    formula=LEAST,
    nl="Je verdient minder dan de inkomenseis. Je krijgt dan {class_share} van het minimumloon"
    " met vakantiegeld: {result}.",
    en="You earn less than the income requirement. You are then paid {class_share} of the minimum wage"
    " with holiday allowance: {result}.",
)  # fmt: skip
def follow_up(class_share: Share, minimum_wage: Money, holiday: Share, former_wage: Money) -> Money:
    """VVU: the percentage of the class over the lower of minimum wage and former wage; pay does not lower it."""
    return half_up(_least(class_share, minimum_wage, holiday, former_wage))


@rule(
    "wia.iva", law="WIA", article="51, 52",
    uses={"share": "wia/iva_share", "deduction": "wia/iva_deduction_share"},
    formula="{share} x {former_wage} - {deduction} x {earnings} x {factor}",
    nl="Je krijgt {share} van je oude loon. Van je loon gaat {deduction} daar weer af: {result}.",
    en="You are paid {share} of your former wage. Of your pay {deduction} is taken off that: {result}.",
)  # fmt: skip
def iva(former_wage: Money, earnings: Money, factor: Share, share: Share, deduction: Share) -> Money:
    """IVA: 0.75 x A - 0.7 x B x C/D; note the two rates."""
    return at_least_zero(half_up(share * former_wage - deduction * earnings * factor))


@rule(
    "wia.duration", law="WIA", article="59",
    uses={"least": "wia/duration_least", "most": "wia/duration_most"},
    formula="max({least}, min({most}, min(10, {years_before_2016} + {years_since_2016})"
    " + (max(0, {years_before_2016} - 10) + max(0, {years_before_2016} + {years_since_2016} - 10)) / 2))",
    nl="Je loongerelateerde uitkering duurt {result} maanden.",
    en="Your wage-related benefit lasts {result} months.",
)  # fmt: skip
def duration(years_before_2016: Count, years_since_2016: Count, least: Count, most: Count) -> Count:
    """Months of LGU: one per year of work for the first ten years; above those one per year before 2016 and half
    a month per year since; from 3 to 24."""
    beyond_before = np.maximum(years_before_2016 - 10.0, 0.0)
    beyond = np.maximum(years_before_2016 + years_since_2016 - 10.0, 0.0)
    months = np.minimum(years_before_2016 + years_since_2016, 10.0) + beyond_before
    return np.clip(months + 0.5 * (beyond - beyond_before), least, most)
