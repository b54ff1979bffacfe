"""What is planned: when work begins, when pay comes, and who uses the tax credits."""

from dataclasses import dataclass
from datetime import date

from plek.engines.benefit_rules.payers import CREDIT_AT
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import Problem

MOST_LAG = 6
"""Nobody waits longer than half a year for a settlement."""
HOLIDAY_MONTHS = (5, 6)


@dataclass(frozen=True)
class CashPlan:
    """The work of the situation, in time. None means: as is usual."""

    starts_on: date
    first_pay_on: date | None = None
    """Not known: the last day of the first month, or of the first four weeks."""
    settled_after: int | None = None
    """Months until the pay of a month is settled with the benefit; not known: as is usual for the benefit."""
    pay_holiday_month: int = 5
    """May or June."""
    allowances_after: int = 1
    """Months until the allowances follow the new income."""
    credit_at: str = "benefit"
    """Where the tax credits are used while there are two payers: "benefit" or "work"."""


def problems_of(plan: CashPlan) -> tuple[Problem, ...]:
    """What cannot be right in a plan, a sentence per field."""
    wrong = {
        "first_pay_on": (
            plan.first_pay_on is not None and plan.first_pay_on < plan.starts_on,
            Sentence("Het eerste loon komt niet vóór de eerste werkdag.", "Pay does not come before work begins."),
        ),
        "settled_after": (
            plan.settled_after is not None and not 0 <= plan.settled_after <= MOST_LAG,
            Sentence(f"Moet van 0 tot en met {MOST_LAG} zijn.", f"Must be from 0 to {MOST_LAG}."),
        ),
        "allowances_after": (
            not 0 <= plan.allowances_after <= MOST_LAG,
            Sentence(f"Moet van 0 tot en met {MOST_LAG} zijn.", f"Must be from 0 to {MOST_LAG}."),
        ),
        "pay_holiday_month": (
            plan.pay_holiday_month not in HOLIDAY_MONTHS,
            Sentence("Vakantiegeld komt in mei of juni.", "Holiday allowance comes in May or June."),
        ),
        "credit_at": (
            plan.credit_at not in CREDIT_AT,
            Sentence("Kies uitkering of werk.", "Choose benefit or work."),
        ),
    }
    return tuple(Problem(field, sentence) for field, (is_wrong, sentence) in wrong.items() if is_wrong)
