"""Sickness benefit (Ziektewet)."""

from plek.engines.benefit_rules.amounts import Money, Share, share_of_lost_wage
from plek.engines.benefit_rules.registry import rule


@rule(
    "zw", law="Ziektewet", article="29, 31",
    uses={"share": "zw/share"},
    formula="{share} x ({former_wage} - {earnings} x {factor})",
    nl="Je krijgt {share} van je dagloon min wat je nu verdient: {result}.",
    en="You are paid {share} of your daily wage less what you earn now: {result}.",
)  # fmt: skip
def benefit(former_wage: Money, earnings: Money, factor: Share, share: Share) -> Money:
    """70% of the daily wage, less 70% x pay x C/D (art. 31, paragraph 2), by the month."""
    return share_of_lost_wage(former_wage, earnings, factor, share)
