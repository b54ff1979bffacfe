"""Sickness benefit (Ziektewet); its income rule is not verified."""

from plek.engines.benefit_rules.amounts import Money, Share, at_least_zero, half_up
from plek.engines.benefit_rules.registry import rule


@rule(
    "zw", law="Ziektewet", article="29, 31", confidence="unverified",
    uses={"share": "zw/share"},
    formula="{share} x ({former_wage} - {earnings})",
    nl="Je krijgt {share} van je dagloon min wat je nu verdient: {result}. Vraag dit na bij UWV.",
    en="You are paid {share} of your daily wage less what you earn now: {result}. Check this with UWV.",
)  # fmt: skip
def benefit(former_wage: Money, earnings: Money, share: Share) -> Money:
    """70% x (daily wage - income), by the month; not verified."""
    return at_least_zero(half_up(share * (former_wage - earnings)))
