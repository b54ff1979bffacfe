"""Supplementary benefits act (Toeslagenwet): up to the social minimum of the household, in gross amounts."""

from collections.abc import Mapping

import numpy as np

from plek.engines.benefit_rules.amounts import Money, Share, at_least_zero, column, half_up
from plek.engines.benefit_rules.registry import rule
from plek.engines.benefit_rules.rules.wia import DAYS_A_MONTH

NORMS = tuple(
    f"tw/{name}" for name in ("couple", "single", "single_sharing", "single_20", "single_19", "single_18")
)


def _formula(numbers: Mapping[str, float]) -> str:
    short = "{norm} x 21.75 - ({benefit} + {earnings} - {left_out} + {partner_gross})"
    capped = short if numbers["wage_base"] == float("inf") else f"min({short}, {{wage_base}} - {{benefit}})"
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
    "tw.disregard", law="Toeslagenwet", article="6",
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
    "tw", law="Toeslagenwet", article="2, 8, 8a",
    formula=_formula,
    nl="Samen met je andere inkomen kom je tot het sociaal minimum. De toeslag is {result}.",
    en="With your other income you reach the social minimum. The supplement is {result}.",
)  # fmt: skip
def supplement(
    norm: Money, benefit: Money, earnings: Money, left_out: Money, partner_gross: Money, wage_base: Money
) -> Money:  # fmt: skip
    """Norm less household income, not above what was lost of the wage (art. 8a)."""
    income = benefit + earnings - left_out + partner_gross
    short = np.minimum(half_up(norm * DAYS_A_MONTH) - income, wage_base - benefit)
    return at_least_zero(short)


@rule(
    "tw.excluded", law="Toeslagenwet", article="3",
    formula="0",
    nl="Je hebt geen recht op een toeslag, door je leeftijd of die van je partner.",
    en="You have no right to a supplement, because of your age or your partner's.",
)  # fmt: skip
def excluded() -> Money:
    """Nothing with a partner born after 1971 and no child under 12, or under 21 at the parents' home."""
    return column(0.0)
