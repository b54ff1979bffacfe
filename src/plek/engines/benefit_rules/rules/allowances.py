"""What the allowances share: the yearly income they look at, and the limit on wealth."""

from collections.abc import Callable, Mapping

import numpy as np

from plek.engines.benefit_rules.amounts import Flag, Money, Share
from plek.engines.benefit_rules.registry import rule


@rule(
    "allowances.income", law="Awir", article="8",
    formula="12 x (({pay} + {partner}) x (1 + {pay_holiday}) + {benefit} x (1 + {benefit_holiday}))",
    nl="Voor de toeslagen telt het inkomen van een heel jaar, ook van je partner: {result}.",
    en="For the allowances the income of a whole year counts, also your partner's: {result}.",
    confidence="secondary",
)  # fmt: skip
def income(pay: Money, benefit: Money, partner: Money, pay_holiday: Share, benefit_holiday: Share) -> Money:
    """Gross income of the household in a year in which each month is as this one, with holiday allowance."""
    month = (pay + partner) * (1.0 + pay_holiday) + benefit * (1.0 + benefit_holiday)
    return np.rint(12.0 * month)


def within(wealth: Money, has_partner: Flag, single: Money, couple: Money) -> Flag:
    """1 when wealth is at most the limit; not-a-number when there is wealth and the limit is not known."""
    limit = np.where(has_partner != 0, couple, single)
    return np.where((wealth <= 0) | (wealth <= limit), 1.0, 0.0 * limit)


def above_limit(numbers: Mapping[str, float]) -> str:
    """The formula of an allowance that is lost by wealth; empty when it is not."""
    limit = "wealth_couple" if numbers["has_partner"] else "wealth_single"
    return f"0 ({{wealth}} > {{{limit}}})" if numbers["wealth"] > max(numbers[limit], 0.0) else ""


def certain(at: Callable[[Money], Money], least: Money, most: Money) -> Money:
    """The amount at an income; not known when it would differ between the least and the most that this may be."""
    low = at(least)
    return low if most is least else np.where(low == at(most), low, np.nan)
