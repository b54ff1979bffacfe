"""Rent allowance (huurtoeslag) by the rules since 2026, by the month."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from plek.engines.benefit_rules.amounts import Flag, Money, Share, at_least_zero, half_up
from plek.engines.benefit_rules.registry import rule
from plek.engines.benefit_rules.rules.allowances import above_limit, certain, within

SINCE = date(2026, 1, 1)


def _base_formula(numbers: Mapping[str, float]) -> str:
    less = "less_single" if numbers["lives_alone"] else "less_more"
    return f"{{norm_rent}} - {{{less}}} + {{addition}} - {{reduction}}"


def _subsidised(numbers: Mapping[str, float]) -> str:
    """The three parts; a rent above the highest that counts is shown as that."""
    most = "most_young" if numbers["is_young"] else "most"
    rent = "rent" if numbers["rent"] <= numbers[most] else most
    cap = "cap_large" if numbers["is_large"] else "cap_small"
    middle = f"{{middle_share}} x max(0, min({{{rent}}}, {{{cap}}}) - {{quality_until}})"
    top = f"{{top_share}} x max(0, {{{rent}}} - {{{cap}}})"
    return f"max(0, min({{{rent}}}, {{quality_until}}) - {{base}}) + {middle} + {top}"


def _formula(numbers: Mapping[str, float]) -> str:
    taper = "taper_single" if numbers["lives_alone"] else "taper_more"
    falls = f"max(0, {{income}} - {{reference_income}}) x {{{taper}}} / 12"
    return above_limit(numbers) or f"max(0, {{subsidised}} - {falls})"


@rule(
    "rent_allowance.base_rent", law="Wet op de huurtoeslag", article="13-21", valid_from=SINCE,
    confidence="unverified",
    uses={
        "norm_rent": "rent_allowance/norm_rent", "less_single": "rent_allowance/norm_rent_less_single",
        "less_more": "rent_allowance/norm_rent_less_more", "addition": "rent_allowance/base_rent_addition",
        "reduction": "rent_allowance/base_rent_reduction",
    },
    formula=_base_formula,
    nl="De eerste {result} van je huur betaal je altijd zelf.",
    en="The first {result} of your rent you always pay yourself.",
)  # fmt: skip
def base_rent(
    lives_alone: Flag, norm_rent: Money, less_single: Money, less_more: Money, addition: Money, reduction: Money
) -> Money:
    """Base rent at the reference income."""
    return norm_rent - np.where(lives_alone != 0, less_single, less_more) + addition - reduction


@rule(
    "rent_allowance.subsidised_rent", law="Wet op de huurtoeslag", article="13-21", valid_from=SINCE,
    uses={
        "most": "rent_allowance/rent_most", "most_young": "rent_allowance/rent_most_young",
        "quality_until": "rent_allowance/quality_until", "cap_small": "rent_allowance/cap_small",
        "cap_large": "rent_allowance/cap_large", "middle_share": "rent_allowance/middle_share",
        "top_share": "rent_allowance/top_share",
    },
    formula=_subsidised,
    nl="Van je huur boven dat bedrag telt {result} mee voor de toeslag.",
    en="Of your rent above that amount {result} counts for the allowance.",
)  # fmt: skip
def subsidised_rent(
    rent: Money, base: Money, is_large: Flag, is_young: Flag, most: Money, most_young: Money, quality_until: Money,
    cap_small: Money, cap_large: Money, middle_share: Share, top_share: Share,
) -> Money:  # fmt: skip
    """All of the rent from base rent to the first border, 65% up to the cap, 40% above it."""
    counted = np.minimum(rent, np.where(is_young != 0, most_young, most))
    cap = np.where(is_large != 0, cap_large, cap_small)
    full = np.maximum(np.minimum(counted, quality_until) - base, 0.0)
    middle = middle_share * np.maximum(np.minimum(counted, cap) - np.maximum(quality_until, base), 0.0)
    return half_up(full + middle + top_share * np.maximum(counted - np.maximum(cap, base), 0.0))


@rule(
    "rent_allowance", law="Wet op de huurtoeslag", article="13-21", valid_from=SINCE,
    uses={
        "taper_single": "rent_allowance/taper_single", "taper_more": "rent_allowance/taper_more",
        "wealth_single": "rent_allowance/wealth_single", "wealth_couple": "rent_allowance/wealth_couple",
    },
    formula=_formula,
    nl="De huurtoeslag daalt als je inkomen boven een grens komt. Bij jou is het {result} per maand.",
    en="The rent allowance falls when your income is above a limit. Yours is {result} a month.",
)  # fmt: skip
def allowance(
    subsidised: Money, income: Money, income_at_most: Money, reference_income: Money, lives_alone: Flag,
    has_partner: Flag, wealth: Money, taper_single: Share, taper_more: Share, wealth_single: Money,
    wealth_couple: Money,
) -> Money:  # fmt: skip
    """Subsidised rent less a share of yearly income above the reference income."""
    taper = np.where(lives_alone != 0, taper_single, taper_more)

    def at(income: Money) -> Money:
        above = np.maximum(income - reference_income, 0.0)
        return at_least_zero(half_up(subsidised - above * taper / 12.0))

    right = within(wealth, has_partner, wealth_single, wealth_couple)
    return right * certain(at, income, income_at_most)
