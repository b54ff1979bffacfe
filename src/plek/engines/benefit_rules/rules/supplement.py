"""Supplementary benefits act (Toeslagenwet): up to the social minimum of the household, in gross amounts."""

from collections.abc import Mapping

import numpy as np

from plek.engines.benefit_rules.amounts import Money, Share, at_least_zero, column, half_up
from plek.engines.benefit_rules.registry import rule
from plek.engines.benefit_rules.rules.wia import DAYS_A_MONTH

LOW_WAGES = ("tw/low_wage_couple", "tw/low_wage_single", "tw/low_wage_sharing")
"""Shares of the minimum wage below which a wage is low: for couples, singles and singles who share a home."""
NORMS = tuple(
    f"tw/{name}" for name in ("couple", "single", "single_sharing", "single_20", "single_19", "single_18")
)


def _formula(numbers: Mapping[str, float]) -> str:
    short = "{norm} x 21.75 - ({benefit} + {earnings} - {left_out} + {partner_gross})"
    capped = short if numbers["most"] == float("inf") else f"min({short}, {{most}})"
    return f"max(0, {capped})"


@rule(
    "tw.underlying_benefit", law="Toeslagenwet", article="1",
    formula="{amount}",
    nl="De uitkering waar de toeslag bij komt, is {result}.",
    en="The benefit that is supplemented is {result}.",
)  # fmt: skip
def underlying_benefit(amount: Money) -> Money:
    """The benefit that is supplemented, as given."""
    return amount


@rule(
    "tw.disregard", law="Toeslagenwet", article="7",
    uses={
        "first": "tw/disregard_first_share", "rest": "tw/disregard_rest_share", "most": "tw/disregard_most_share"
    },
    formula="min(min({earnings}, {first} x {minimum_wage})"
    " + {rest} x max(0, {earnings} - {first} x {minimum_wage}), {most} x {minimum_wage})",
    nl="De eerste twee jaar telt {result} van je loon niet mee voor de toeslag.",
    en="In the first two years {result} of your pay does not count for the supplement.",
)  # fmt: skip
def disregard(earnings: Money, minimum_wage: Money, first: Share, rest: Share, most: Share) -> Money:
    """Pay left out for at most two years: 5% of the minimum wage and 30% of the rest, in all at most 15% of it."""
    free = first * minimum_wage
    left_out = np.minimum(earnings, free) + rest * np.maximum(earnings - free, 0.0)
    return half_up(np.minimum(left_out, most * minimum_wage))


@rule(
    "tw.most", law="Toeslagenwet", article="8a", confidence="unverified",
    uses={"holiday": "minimum_wage/holiday_allowance"},
    formula="max(0, {wage} / (1 + {holiday}) - {benefit})",
    nl="Je oude loon was laag. De toeslag is daarom ten hoogste {result}.",
    en="Your former wage was low. Therefore the supplement is at most {result}.",
)  # fmt: skip
def most(wage: Money, benefit: Money, holiday: Share) -> Money:
    """What was lost of a low wage, both without holiday allowance. The law says that of the wage (paragraph 2); of
    the benefit it is taken to mean the same, since otherwise its holiday allowance would count against it."""
    return at_least_zero(half_up(wage / (1.0 + holiday)) - benefit)


@rule(
    "tw", law="Toeslagenwet", article="6, 8",
    formula=_formula,
    nl="Samen met je andere inkomen kom je tot het sociaal minimum. De toeslag is {result}.",
    en="With your other income you reach the social minimum. The supplement is {result}.",
)  # fmt: skip
def supplement(
    norm: Money, benefit: Money, earnings: Money, left_out: Money, partner_gross: Money, most: Money
) -> Money:  # fmt: skip
    """Norm less household income, without holiday allowance."""
    income = benefit + earnings - left_out + partner_gross
    return at_least_zero(np.minimum(half_up(norm * DAYS_A_MONTH) - income, most))


@rule(
    "tw.excluded", law="Toeslagenwet", article="2, 3",
    formula="0",
    nl="Je hebt geen recht op een toeslag, door je leeftijd of die van je partner.",
    en="You have no right to a supplement, because of your age or your partner's.",
)  # fmt: skip
def excluded() -> Money:
    """Nothing past pension age, with a partner born after 1971 and no child under 12, or under 21 at home."""
    return column(0.0)
