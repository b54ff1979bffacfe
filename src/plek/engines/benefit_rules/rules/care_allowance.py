"""Care allowance (zorgtoeslag), by the year."""

from collections.abc import Mapping

import numpy as np

from plek.engines.benefit_rules.amounts import Count, Flag, Money, Share, half_up
from plek.engines.benefit_rules.registry import rule
from plek.engines.benefit_rules.rules.allowances import above_limit, certain, within

EURO = 100.0


def _formula(numbers: Mapping[str, float]) -> str:
    if not numbers["is_adult"]:
        return "0 (age < 18)"
    norm = "norm_couple" if numbers["has_partner"] else "norm_single"
    own_part = f"{{{norm}}} x {{threshold}} - {{norm_above}} x max(0, {{income}} - {{threshold}})"
    year = f"round({{insured}} x {{premium}} - {own_part})"
    return above_limit(numbers) or (year if numbers["result"] else f"0 ({year} < {{least}})")


@rule(
    "care_allowance", law="Wet op de zorgtoeslag", article="2, 3", per="year",
    uses={
        "premium": "care_allowance/standard_premium", "threshold": "care_allowance/threshold_income",
        "norm_single": "care_allowance/norm_single", "norm_couple": "care_allowance/norm_couple",
        "norm_above": "care_allowance/norm_above", "least": "care_allowance/least",
        "wealth_single": "care_allowance/wealth_single", "wealth_couple": "care_allowance/wealth_couple",
    },
    formula=_formula,
    nl="De zorgtoeslag is het verschil tussen de premie en wat je zelf kunt betalen: {result} per jaar.",
    en="The care allowance is the difference between the premium and what you are able to pay: {result} a year.",
)  # fmt: skip
def allowance(
    income: Money, income_at_most: Money, insured: Count, has_partner: Flag, is_adult: Flag, wealth: Money,
    premium: Money, threshold: Money, norm_single: Share, norm_couple: Share, norm_above: Share, least: Money,
    wealth_single: Money, wealth_couple: Money,
) -> Money:  # fmt: skip
    """Standard premium less norm premium in whole euros, paid from 24; from age 18, within the wealth limit."""
    right = is_adult * within(wealth, has_partner, wealth_single, wealth_couple)
    base = insured * premium - np.where(has_partner != 0, norm_couple, norm_single) * threshold

    def at(income: Money) -> Money:
        year = half_up((base - norm_above * np.maximum(income - threshold, 0.0)) / EURO) * EURO
        return np.where(year < least, 0.0, year)

    return right * certain(at, income, income_at_most)
