"""Minimum wage act (Wml): hourly wage, the monthly amount for benefits, youth scales and holiday allowance."""

from plek.engines.benefit_rules.amounts import Count, Money, Share, half_up
from plek.engines.benefit_rules.registry import rule

AGES = (15, 16, 17, 18, 19, 20)
YOUTH_SCALE = (*(f"minimum_wage/youth_{age}" for age in AGES), "minimum_wage/adult")
"""Parameters by age: the place of an age is the age less 15, and the adult wage for everyone from 21."""


@rule(
    "minimum_wage.month", law="Wml", article="7, 8",
    uses={"reference": "minimum_wage/month_reference"},
    formula="{scale} x {reference}",
    nl="Voor uitkeringen telt op jouw leeftijd een minimumloon van {result} per maand.",
    en="At your age a minimum wage of {result} a month counts for benefits.",
)  # fmt: skip
def month(scale: Share, reference: Money) -> Money:
    """Monthly reference amount at an age (Wml art. 8(1)(b) and the youth scales); not hours times hourly wage."""
    return half_up(scale * reference)


@rule(
    "minimum_wage.hour", law="Wml", article="7, 8",
    uses={"adult": "minimum_wage/hourly"},
    formula="{scale} x {adult}",
    nl="Op jouw leeftijd verdien je ten minste {result} per uur.",
    en="At your age you earn at least {result} an hour.",
)  # fmt: skip
def hour(scale: Share, adult: Money) -> Money:
    """Hourly minimum wage at an age, rounded to the cent."""
    return half_up(scale * adult)


@rule(
    "minimum_wage.least_pay", law="Wml", article="7",
    formula="{hours} x 52 / 12 x {hourly}",
    nl="Voor {hours} uur per week krijg je ten minste {result} per maand.",
    en="For {hours} hours a week you are paid at least {result} a month.",
)  # fmt: skip
def least_pay(hours: Count, hourly: Money) -> Money:
    """Lowest pay of a month for the hours of a week."""
    return half_up(hours * hourly * 52.0 / 12.0)


@rule(
    "minimum_wage.holiday_allowance", law="Wml", article="15",
    formula="{share} x {earnings}",
    nl="Over je loon krijg je vakantiebijslag; die telt elke maand mee voor de bijstand.",
    en="You are paid a holiday allowance over your pay; it counts each month for social assistance.",
)  # fmt: skip
def holiday_allowance(earnings: Money, share: Share) -> Money:
    """Holiday allowance that builds up in a month."""
    return half_up(share * earnings)
