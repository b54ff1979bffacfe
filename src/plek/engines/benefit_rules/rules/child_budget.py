"""Child budget (kindgebonden budget), by the year."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from plek.engines.benefit_rules.amounts import Count, Flag, Money, Share, at_least_zero
from plek.engines.benefit_rules.registry import rule
from plek.engines.benefit_rules.rules.allowances import above_limit, certain, within


def _formula(numbers: Mapping[str, float]) -> str:
    partner = numbers["has_partner"]
    threshold = "threshold_couple" if partner else "threshold_single"
    alone = "" if partner else " + {single_parent}"
    older = "{aged_12} x {age_12} + {aged_16} x {age_16}"
    full = f"{{children}} x {{per_child}} + {older}{alone}"
    return above_limit(numbers) or f"max(0, {full} - {{taper}} x max(0, {{income}} - {{{threshold}}}))"


@rule(
    "child_budget", law="Wet op het kindgebonden budget", article="2", per="year", valid_from=date(2025, 1, 1),
    uses={
        "per_child": "child_budget/per_child", "age_12": "child_budget/age_12", "age_16": "child_budget/age_16",
        "single_parent": "child_budget/single_parent", "taper": "child_budget/taper",
        "threshold_single": "child_budget/threshold_single", "threshold_couple": "child_budget/threshold_couple",
        "wealth_single": "care_allowance/wealth_single", "wealth_couple": "care_allowance/wealth_couple",
    },
    formula=_formula,
    nl="Voor je kinderen krijg je kindgebonden budget: {result} per jaar. Het daalt als jullie inkomen stijgt.",
    en="For your children you receive child budget: {result} a year. It falls as your income rises.",
)  # fmt: skip
def budget(
    income: Money, income_at_most: Money, children: Count, aged_12: Count, aged_16: Count, has_partner: Flag,
    wealth: Money, per_child: Money, age_12: Money, age_16: Money, single_parent: Money, taper: Share,
    threshold_single: Money, threshold_couple: Money, wealth_single: Money, wealth_couple: Money,
) -> Money:  # fmt: skip
    """Amounts per child and for a single parent, less a share of income above the threshold."""
    full = (
        children * per_child + aged_12 * age_12 + aged_16 * age_16 + np.where(has_partner != 0, 0.0, single_parent)
    )
    threshold = np.where(has_partner != 0, threshold_couple, threshold_single)

    def at(income: Money) -> Money:
        return at_least_zero(full - taper * np.maximum(income - threshold, 0.0))

    right = within(wealth, has_partner, wealth_single, wealth_couple)
    return right * certain(at, income, income_at_most)
