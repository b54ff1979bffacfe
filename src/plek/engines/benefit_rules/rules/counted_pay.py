"""Which pay counts for a benefit: with or without the holiday allowance over it (Algemeen inkomensbesluit).

Read in the text of 1 July 2026; the part on what builds up came with the decree of 19 February 2021 (Stb. 115).
"""

from plek.engines.benefit_rules.amounts import Money, Share, half_up
from plek.engines.benefit_rules.registry import rule

LAW = "Algemeen inkomensbesluit socialezekerheidswetten"


@rule(
    "counted_pay.with_holiday", law=LAW, article="4:1",
    formula="{earnings} x (1 + {share})",
    nl="Je loon telt mee met het vakantiegeld dat je in de maand opbouwt: {result}.",
    en="Your pay counts with the holiday allowance that builds up in the month: {result}.",
)  # fmt: skip
def with_holiday(earnings: Money, share: Share) -> Money:
    """For WIA and ZW: pay with the allowance that builds up, and nothing more when that is paid (paragraph 8)."""
    return half_up(earnings * (1.0 + share))


@rule(
    "counted_pay.without_holiday", law=LAW, article="2:5, 3:6",
    uses={"holiday": "minimum_wage/holiday_allowance"},
    formula="{earnings} / (1 + {holiday})",
    nl="Je vakantiegeld zit in je loon en telt niet mee. Van je loon telt {result}.",
    en="Your holiday allowance is in your pay and does not count. Of your pay {result} counts.",
)  # fmt: skip
def without_holiday(earnings: Money, holiday: Share) -> Money:
    """For Wajong and supplement: of pay that holds its holiday allowance 100/108 (art. 2:5, paragraphs 2, 3)."""
    return half_up(earnings / (1.0 + holiday))


@rule(
    "counted_pay.benefit_without_holiday", law=LAW, article="2:5(1), (2)",
    uses={"holiday": "minimum_wage/holiday_allowance"},
    formula="{benefit} / (1 + {holiday})",
    nl="Het vakantiegeld in je uitkering telt niet mee voor de toeslag. Van je uitkering telt {result}.",
    en="The holiday allowance in your benefit does not count for the supplement. Of your benefit {result} counts.",
)  # fmt: skip
def benefit_without_holiday(benefit: Money, holiday: Share) -> Money:
    """For supplement: of a benefit that holds its holiday allowance 100/108."""
    return half_up(benefit / (1.0 + holiday))
