"""Two payers: what benefit agency and employer each withhold, and what the tax office settles afterwards."""

from dataclasses import dataclass

import numpy as np

from plek.engines.benefit_rules.amounts import Column, euros
from plek.engines.benefit_rules.book import Book, Figure
from plek.engines.benefit_rules.book_reading import book
from plek.engines.benefit_rules.columns import Columns, columns_of
from plek.engines.benefit_rules.order import credits_of_a_month, month, tax_before_credits
from plek.engines.benefit_rules.situation import Situation
from plek.engines.benefit_rules.working import Working, nothing

CREDIT_AT = ("benefit", "work")


@dataclass(frozen=True)
class Withheld:
    """Tax by the month in euros, and the settlement of the year: above zero comes back, below is to be paid."""

    from_benefit: float | None
    from_pay: float | None
    due: float | None
    settlement: float | None


def withheld(situation: Situation, credit_at: str, parameters: Book | None = None) -> Withheld:
    """Each payer knows only its own payment; the credits go with one of them. Raises ``ValueError`` otherwise.

    Social assistance is paid net and gets no part here.
    """
    if credit_at not in CREDIT_AT:
        raise ValueError(f"Credits go with one of {', '.join(CREDIT_AT)}.")
    c, w = columns_of(situation, with_work=True), Working(situation.on, parameters or book())
    found = month(c, w)
    benefit = nothing() if c.kind == "bijstand" else found.benefit
    pay = Figure(found.gross.values - benefit.values - c.contributions)
    at_benefit, at_work = taxes_by_payer(c, w, benefit, pay, credit_at)
    settled = 12.0 * (at_benefit + at_work - found.tax.values)
    return Withheld(*(euros(amount) for amount in (at_benefit, at_work, found.tax.values, settled)))


def taxes_by_payer(c: Columns, w: Working, benefit: Figure, pay: Figure, credit_at: str) -> tuple[Column, Column]:
    """Tax by the month that is withheld from the benefit and from the pay, each as if there were no other."""
    at_benefit, at_work = tax_before_credits(c, w, benefit), tax_before_credits(c, w, pay)
    if credit_at == "work":
        at_work = np.maximum(at_work - credits_of_a_month(c, w, pay, nothing()).values, 0.0)
    else:
        at_benefit = np.maximum(at_benefit - credits_of_a_month(c, w, nothing(), benefit).values, 0.0)
    return at_benefit, at_work
