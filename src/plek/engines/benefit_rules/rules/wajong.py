"""Wajong: with and without capacity to work, wage dispensation and mixed income (in force since 2021)."""

from datetime import date

import numpy as np

from plek.engines.benefit_rules.amounts import Money, Share, at_least_zero, half_up
from plek.engines.benefit_rules.registry import rule

SINCE = date(2021, 1, 1)


@rule(
    "wajong", law="Wajong", article="2:40", valid_from=SINCE,
    uses={"share": "wajong/capacity_share"},
    formula="{share} x ({minimum_wage} - {earnings})",
    nl="Je Wajong is {share} van het minimumloon min je loon: {result}. Van elke euro loon houd je 30 cent.",
    en="Your Wajong is {share} of the minimum wage less your pay: {result}. You keep 30 cents of each euro.",
)  # fmt: skip
def capacity(minimum_wage: Money, earnings: Money, share: Share) -> Money:
    """Benefit of who is able to work: U = 0.7 x (G - I), by the month (art. 2:40, 3:8)."""
    return at_least_zero(half_up(share * (minimum_wage - earnings)))


@rule(
    "wajong.no_capacity", law="Wajong", article="1a:4, 2:46, 3:8b", valid_from=SINCE,
    uses={"share": "wajong/no_capacity_share"},
    formula="{share} x ({minimum_wage} - {earnings})",
    nl="Je Wajong is {share} van het minimumloon min je loon: {result}. Van elke euro loon houd je 25 cent.",
    en="Your Wajong is {share} of the minimum wage less your pay: {result}. You keep 25 cents of each euro.",
)  # fmt: skip
def no_capacity(minimum_wage: Money, earnings: Money, share: Share) -> Money:
    """Benefit of who is lastingly unable to work: U = 0.75 x (G - I)."""
    return at_least_zero(half_up(share * (minimum_wage - earnings)))


@rule(
    "wajong.dispensation", law="Wajong", article="2:20, 2:40, 3:63", valid_from=SINCE,
    uses={"share": "wajong/capacity_share", "least": "wajong/least_wage_value"},
    formula="max({share} x {minimum_wage} - {share} x (({wage_value} - {least}) / ((1 - {least}) x {wage_value})"
    " x {earnings} + {other_earnings}), {earnings} / {wage_value} - {earnings})",
    nl="Je werkgever betaalt een deel van het loon. Je Wajong vult dat aan met {result}.",
    en="Your employer pays part of the wage. Your Wajong adds {result} to that.",
)  # fmt: skip
def dispensation(
    minimum_wage: Money, earnings: Money, other_earnings: Money, wage_value: Share, share: Share, least: Share
) -> Money:
    """Benefit beside dispensed pay Ia and other pay Io: the greater of 0.7G - 0.7(CF x Ia + Io) and
    Ia/LW + Io - I, with CF = (LW - 0.3) / (0.7 x LW)."""
    factor = (wage_value - least) / ((1.0 - least) * wage_value)
    by_income = share * minimum_wage - share * (factor * earnings + other_earnings)
    to_function_wage = earnings / wage_value - earnings
    return at_least_zero(half_up(np.maximum(by_income, to_function_wage)))


@rule(
    "wajong.transitional_amount", law="Wajong", article="2:40", valid_from=SINCE,
    formula="{amount}",
    nl="Je houdt het garantiebedrag uit de brief van UWV: {result}.",
    en="You keep the transitional amount in UWV's letter: {result}.",
    confidence="unverified",
)  # fmt: skip
def transitional_amount(amount: Money) -> Money:
    """Top-up for who was worse off on 1 January 2021; the amount of UWV's decision, never calculated here."""
    return amount
