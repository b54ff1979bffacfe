"""Income tax, box 1, below pension age: brackets, general, employment and young disabled credit; by the year."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from plek.engines.benefit_rules.amounts import Money, Share, at_least_zero
from plek.engines.benefit_rules.registry import rule

_THREE = date(2025, 1, 1)
"""From this day there are three brackets."""


def _two_parts(numbers: Mapping[str, float]) -> str:
    """The formula without the bracket that the income does not reach."""
    top = " + ({top} - {first}) x ({income} - {until})" if numbers["income"] > numbers["until"] else ""
    return "{first} x {income}" + top


def _three_parts(numbers: Mapping[str, float]) -> str:
    """The formula without the brackets that the income does not reach."""
    income = numbers["income"]
    middle = " + ({middle} - {first}) x ({income} - {first_until})" if income > numbers["first_until"] else ""
    top = " + ({top} - {middle}) x ({income} - {middle_until})" if income > numbers["middle_until"] else ""
    return "{first} x {income}" + middle + top


@rule(
    "income_tax.two_brackets", law="Wet IB 2001", article="2.10", valid_until=_THREE, per="year",
    uses={"first": "income_tax/rate_first", "top": "income_tax/rate_top", "until": "income_tax/first_until"},
    formula=_two_parts,
    nl="Over je inkomen van {income} per jaar is de belasting {result}, voordat er kortingen af gaan.",
    en="Over your income of {income} a year the tax is {result}, before credits.",
)  # fmt: skip
def two_brackets(income: Money, first: Share, top: Share, until: Money) -> Money:
    """Tax of 2024 over a year's income."""
    return first * income + (top - first) * np.maximum(income - until, 0.0)


@rule(
    "income_tax.three_brackets", law="Wet IB 2001", article="2.10", valid_from=_THREE, per="year",
    uses={
        "first": "income_tax/rate_first", "middle": "income_tax/rate_middle", "top": "income_tax/rate_top",
        "first_until": "income_tax/first_until", "middle_until": "income_tax/middle_until",
    },
    formula=_three_parts,
    nl="Over je inkomen van {income} per jaar is de belasting {result}, voordat er kortingen af gaan.",
    en="Over your income of {income} a year the tax is {result}, before credits.",
)  # fmt: skip
def three_brackets(
    income: Money, first: Share, middle: Share, top: Share, first_until: Money, middle_until: Money
) -> Money:
    """Tax since 2025 over a year's income."""
    above_first = (middle - first) * np.maximum(income - first_until, 0.0)
    above_middle = (top - middle) * np.maximum(income - middle_until, 0.0)
    return first * income + above_first + above_middle


def _tapered(numbers: Mapping[str, float]) -> str:
    falls = numbers["income"] > numbers["start"]
    return "max(0, {most} - {taper} x ({income} - {start}))" if falls else "{most}"


@rule(
    "income_tax.general_credit", law="Wet IB 2001", article="8.10", per="year",
    uses={
        "most": "income_tax/general_most", "start": "income_tax/general_from", "taper": "income_tax/general_taper"
    },
    formula=_tapered,
    nl="Iedereen krijgt korting op de belasting. Bij meer inkomen wordt die lager. Bij jou {result} per jaar.",
    en="Everyone has a credit on tax. It falls as you earn more. Yours is {result} a year.",
)  # fmt: skip
def general_credit(income: Money, most: Money, start: Money, taper: Share) -> Money:
    """General tax credit."""
    return at_least_zero(most - taper * np.maximum(income - start, 0.0))


def _part(numbers: Mapping[str, float]) -> str:
    """The part of the employment credit in which the earnings fall."""
    earned = numbers["earnings"]
    if earned <= numbers["until_1"]:
        return "{rate_1} x {earnings}"
    if earned <= numbers["until_2"]:
        return "{base_2} + {rate_2} x ({earnings} - {until_1})"
    if earned <= numbers["until_3"]:
        return "{base_3} + {rate_3} x ({earnings} - {until_2})"
    return "max(0, {base_4} - {taper_4} x ({earnings} - {until_3}))"


@rule(
    "income_tax.employment_credit", law="Wet IB 2001", article="8.11", per="year",
    uses={
        "rate_1": "income_tax/work_1_rate", "until_1": "income_tax/work_1_until",
        "base_2": "income_tax/work_2_base", "rate_2": "income_tax/work_2_rate",
        "until_2": "income_tax/work_2_until", "base_3": "income_tax/work_3_base",
        "rate_3": "income_tax/work_3_rate", "until_3": "income_tax/work_3_until",
        "base_4": "income_tax/work_4_base", "taper_4": "income_tax/work_4_taper",
    },
    formula=_part,
    nl="Omdat je werkt, krijg je korting op de belasting: {result} per jaar. Niet over je uitkering.",
    en="Because you work you have a credit on tax: {result} a year. Not over your benefit.",
)  # fmt: skip
def employment_credit(
    earnings: Money, rate_1: Share, until_1: Money, base_2: Money, rate_2: Share, until_2: Money, base_3: Money,
    rate_3: Share, until_3: Money, base_4: Money, taper_4: Share,
) -> Money:  # fmt: skip
    """Employment credit over pay from work alone."""
    high = np.where(
        earnings <= until_3,
        base_3 + rate_3 * (earnings - until_2),
        np.maximum(base_4 - taper_4 * (earnings - until_3), 0.0),
    )
    low = np.where(earnings <= until_1, rate_1 * earnings, base_2 + rate_2 * (earnings - until_1))
    return np.where(earnings <= until_2, low, high)


@rule(
    "income_tax.young_disabled_credit", law="Wet IB 2001", article="8.16a", per="year",
    uses={"amount": "income_tax/young_disabled"},
    formula="{amount}",
    nl="Met recht op Wajong krijg je extra korting op de belasting: {result} per jaar.",
    en="With a right to Wajong you have an extra credit on tax: {result} a year.",
)  # fmt: skip
def young_disabled_credit(amount: Money) -> Money:
    """Credit for anyone with a right to Wajong."""
    return amount


@rule(
    "income_tax.no_refund", law="Wet IB 2001", article="8.8",
    confidence="secondary",
    formula="max(0, {credits} - {tax})",
    nl="Je kortingen zijn hoger dan de belasting. Het verschil, {result}, krijg je niet uitbetaald.",
    en="Your credits are above the tax. The difference, {result}, is not paid out.",
)  # fmt: skip
def no_refund(credits: Money, tax: Money) -> Money:
    """Credits above the tax are lost."""
    return at_least_zero(credits - tax)
