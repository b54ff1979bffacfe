"""One payment in the calendar, and the names of payers and kinds of payment."""

from dataclasses import dataclass
from datetime import date
from math import isnan

from plek.engines.benefit_rules.sentences import Sentence

PAYERS = {
    "employer": Sentence("werkgever", "employer"),
    "uwv": Sentence("UWV", "UWV"),
    "municipality": Sentence("gemeente", "municipality"),
    "allowances_office": Sentence("Dienst Toeslagen", "allowances office"),
    "tax_office": Sentence("Belastingdienst", "tax office"),
    "self": Sentence("jijzelf", "yourself"),
}
KINDS_OF_ENTRY = {
    "pay": Sentence("loon", "pay"),
    "pay_holiday": Sentence("vakantiegeld van het werk", "holiday allowance of the work"),
    "benefit": Sentence("uitkering", "benefit"),
    "benefit_settled": Sentence("verrekening van de uitkering", "settlement of the benefit"),
    "benefit_holiday": Sentence("vakantiegeld van de uitkering", "holiday allowance of the benefit"),
    "yearly_allowance": Sentence("tegemoetkoming van UWV", "yearly allowance of UWV"),
    "zorgtoeslag": Sentence("zorgtoeslag", "care allowance"),
    "kindgebonden_budget": Sentence("kindgebonden budget", "child budget"),
    "huurtoeslag": Sentence("huurtoeslag", "rent allowance"),
    "allowance_settled": Sentence("eindafrekening van de toeslag", "final settlement of the allowance"),
    "tax_settled": Sentence("belasting over het hele jaar", "tax over the whole year"),
    "costs": Sentence("kosten van het werk", "costs of the work"),
}


@dataclass(frozen=True)
class Entry:
    """One payment, in cents: above zero comes in, below goes out; not-a-number is not known.

    ``gross`` is before tax, and None where there is no such thing. It is about the days from ``about_from`` until
    (not including) ``about_until``. ``rule`` is the code of the rule that made the amount, or empty.
    """

    payer: str
    kind: str
    about_from: date
    about_until: date
    amount: float
    gross: float | None
    rule: str
    law: str
    article: str
    confidence: str
    sentence: Sentence

    @property
    def is_known(self) -> bool:
        return not isnan(self.amount)
