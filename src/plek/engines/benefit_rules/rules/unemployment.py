"""Unemployment benefit (WW)."""

import numpy as np

from plek.engines.benefit_rules.amounts import Money, Share, share_of_lost_wage
from plek.engines.benefit_rules.registry import rule

LOST_WAGE = "{share} x ({former_wage} - {earnings} x {factor})"


@rule(
    "ww.first_months", law="WW", article="47",
    uses={"share": "ww/first_months_share"},
    formula=LOST_WAGE,
    nl="In de eerste twee maanden krijg je {share} van je oude loon min wat je nu verdient: {result}.",
    en="In the first two months you are paid {share} of your former wage less what you earn now: {result}.",
)  # fmt: skip
def first_months(former_wage: Money, earnings: Money, factor: Share, share: Share) -> Money:
    """WW in the first two months: 0.75 x (A - B x C/D)."""
    return share_of_lost_wage(former_wage, earnings, factor, share)


@rule(
    "ww", law="WW", article="47",
    uses={"share": "ww/later_share"},
    formula=LOST_WAGE,
    nl="Je krijgt {share} van je oude loon min wat je nu verdient: {result}.",
    en="You are paid {share} of your former wage less what you earn now: {result}.",
)  # fmt: skip
def later(former_wage: Money, earnings: Money, factor: Share, share: Share) -> Money:
    """WW after two months: 0.70 x (A - B x C/D)."""
    return share_of_lost_wage(former_wage, earnings, factor, share)


@rule(
    "ww.ends", law="WW", article="20",
    uses={"ends_above": "ww/ends_above_share"},
    formula="{earnings} x {factor} > {ends_above} x {former_wage}",
    nl="Je verdient meer dan {ends_above} van je oude loon. Daarom stopt de WW: {result} minder.",
    en="You earn more than {ends_above} of your former wage. Therefore WW ends: {result} less.",
)  # fmt: skip
def ends(benefit: Money, former_wage: Money, earnings: Money, factor: Share, ends_above: Share) -> Money:
    """What is lost of WW when pay x C/D is above 87.5% of the former monthly wage (paragraph 1c)."""
    return np.where(earnings * factor > ends_above * former_wage, benefit, 0.0)
