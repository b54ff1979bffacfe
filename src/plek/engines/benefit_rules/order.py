"""The order of calculation: pay, gross benefits, supplement, tax, net, social assistance, allowances."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from plek.engines.benefit_rules.amounts import Column, column
from plek.engines.benefit_rules.book import Figure
from plek.engines.benefit_rules.columns import Columns
from plek.engines.benefit_rules.gross_benefits import GROSS_BENEFITS, with_supplement
from plek.engines.benefit_rules.registry import Rule
from plek.engines.benefit_rules.rules import (
    allowances,
    care_allowance,
    child_budget,
    income_tax,
    minimum_wage,
    participation_act,
    rent_allowance,
)
from plek.engines.benefit_rules.social_assistance import social_assistance
from plek.engines.benefit_rules.working import UNKNOWN, Given, Working, figure, nothing, resting_on, total

MONTHS = 12.0
KEYS = ("benefit", "earnings", "gross", "tax", "net", "disposable")


@dataclass(frozen=True)
class Month:
    """What comes in during a month. ``gross`` is before tax; social assistance, which is net, is not in it."""

    benefit: Figure
    earnings: Figure
    gross: Figure
    tax: Figure
    net: Figure
    allowances: Mapping[str, Figure]
    disposable: Figure


def month(c: Columns, w: Working) -> Month:
    """The month of each situation, in the order in which the laws build on each other."""
    return _with_assistance(c, w) if c.kind == "bijstand" else _with_insurance(c, w)


def _with_insurance(c: Columns, w: Working) -> Month:
    benefit = GROSS_BENEFITS[c.kind](c, w)
    benefit = total(benefit, w.where(c.supplement, partial(with_supplement, c, w, benefit), nothing))
    pay = c.earnings - c.contributions
    tax = tax_of_a_month(c, w, figure(pay), benefit)
    gross = total(benefit, c.earnings)
    net = resting_on(gross.values - c.contributions - tax.values, gross, tax)
    income = w.apply(
        allowances.income, pay=pay, benefit=benefit, partner=c.partner_gross, pay_holiday=c.pay_holiday,
        benefit_holiday=c.benefit_holiday,
    )  # fmt: skip
    return _closed(c, w, (benefit, gross, tax, net), (income, income))


def _with_assistance(c: Columns, w: Working) -> Month:
    holiday = w.apply(minimum_wage.holiday_allowance, "earnings", earnings=c.earnings, share=c.pay_holiday)
    gross = total(c.earnings, holiday)
    tax = tax_of_a_month(c, w, resting_on(gross.values - c.contributions, gross), nothing())
    net_pay = w.apply(participation_act.net_pay, gross=gross, contributions=c.contributions, tax=tax)
    benefit = social_assistance(c, w, net_pay, _partner_net(c, w))
    net = total(net_pay, benefit)
    return _closed(c, w, (benefit, gross, tax, net), _incomes_with_assistance(c, w, gross, benefit))


def _partner_net(c: Columns, w: Working) -> Figure:
    """Net pay of the partner with holiday allowance, by the same rules."""
    quiet = w.quietly()
    gross = resting_on(c.partner_gross * (1.0 + c.pay_holiday))
    tax = tax_of_a_month(c, quiet, gross, nothing())
    return w.where(c.partner_gross > 0, lambda: resting_on(np.rint(gross.values - tax.values), tax), nothing)


def tax_of_a_month(c: Columns, w: Working, pay: Figure, benefit: Figure) -> Figure:
    """Income tax of a year of such months, less credits, by the month."""
    given = c, w, pay, benefit
    return w.where(c.past_pension_age, partial(_tax_past_pension_age, *given), partial(_tax, *given))


def _tax_past_pension_age(c: Columns, w: Working, pay: Figure, benefit: Figure) -> Figure:
    """Other rates and credits hold, which are not in the book; without income there is no tax."""
    return w.where(total(pay, benefit).values > 0, partial(Figure, UNKNOWN), nothing)


def _tax(c: Columns, w: Working, pay: Figure, benefit: Figure) -> Figure:
    income = _year(pay, benefit)
    tax = w.month(brackets_of(c), "tax", -1, income=income)
    credit = _credits(c, w, _year(pay), income)
    unpaid = partial(w.apply, income_tax.no_refund, "tax", -1, credits=credit, tax=tax)
    lost = w.if_any(credit.values > tax.values, unpaid)
    return resting_on(tax.values - credit.values + lost.values, tax, credit, lost)


def brackets_of(c: Columns) -> Rule:
    return income_tax.two_brackets if income_tax.two_brackets.holds_on(c.on) else income_tax.three_brackets


def _year(*monthly: Figure) -> Figure:
    """A year of such months."""
    month = total(*monthly)
    return resting_on(MONTHS * month.values, month)


def tax_before_credits(c: Columns, w: Working, income: Figure) -> Column:
    """Tax by the month over one payment alone."""
    return w.month(brackets_of(c), income=_year(income)).values


def credits_of_a_month(c: Columns, w: Working, pay: Figure, benefit: Figure) -> Figure:
    """General, employment and young disabled credit, by the month."""
    return _credits(c, w, _year(pay), _year(pay, benefit))


def _credits(c: Columns, w: Working, labour: Figure, income: Figure) -> Figure:
    employed = partial(w.month, income_tax.employment_credit, "tax", earnings=labour)
    credits = [w.month(income_tax.general_credit, "tax", income=income)]
    credits.append(w.if_any(labour.values > 0, employed))
    if c.kind == "wajong":
        credits.append(w.month(income_tax.young_disabled_credit, "tax"))
    return total(*credits)


def _incomes_with_assistance(c: Columns, w: Working, gross: Figure, benefit: Figure) -> tuple[Figure, Figure]:
    """The least and the most that the yearly income may be: of social assistance only the net amount is known, and
    its gross value is at most that amount over one less the first rate of tax."""
    pay = resting_on(gross.values - c.contributions, gross)
    given: dict[str, Given] = {
        "pay": pay, "partner": c.partner_gross * (1.0 + c.pay_holiday), "pay_holiday": column(0.0),
        "benefit_holiday": column(0.0),
    }  # fmt: skip
    rate = w.parameter("income_tax/rate_first")
    most = resting_on(benefit.values / (1.0 - rate.values), benefit)
    low = w.apply(allowances.income, benefit=benefit, **given)
    return low, w.quietly().apply(allowances.income, benefit=most, **given)


def _closed(
    c: Columns, w: Working, amounts: tuple[Figure, Figure, Figure, Figure], incomes: tuple[Figure, Figure]
) -> Month:
    """The month with its allowances. An allowance that is not known is left out of what is left to spend."""
    benefit, gross, tax, net = amounts
    found = allowances_of(c, w, *incomes)
    disposable = net.values - c.costs
    for one in found.values():
        disposable = disposable + np.fmax(one.values, 0.0)
    left = resting_on(disposable, net, *found.values())
    return Month(benefit, Figure(c.earnings), gross, tax, net, found, left)


def allowances_of(c: Columns, w: Working, income: Figure, income_at_most: Figure) -> dict[str, Figure]:
    """By the name of the allowance; rent and child allowances only when somebody rents or has children."""
    given: dict[str, Given] = {
        "income": income,
        "income_at_most": income_at_most,
        "has_partner": c.has_partner,
        "wealth": c.wealth,
    }
    care: dict[str, Given] = {"insured": 1.0 + c.has_partner, "is_adult": column(c.age >= 18)}
    found = {"zorgtoeslag": w.month(care_allowance.allowance, "allowances", **given, **care)}
    if c.children.any():
        child: dict[str, Given] = {"children": c.children, "aged_12": c.aged_12, "aged_16": c.aged_16}
        budget = partial(w.month, child_budget.budget, "allowances", **given, **child)
        found["kindgebonden_budget"] = w.where(c.children > 0, budget, nothing)
    if c.has_rent.any():
        found["huurtoeslag"] = w.where(c.has_rent, partial(_rent, c, w, given), nothing)
    return found


def _rent(c: Columns, w: Working, given: dict[str, Given]) -> Figure:
    alone = column(c.persons == 1)
    young = column((c.age < 21) & ((c.has_partner == 0) | (c.partner_age < 21)) & (c.children == 0))
    base = w.apply(rent_allowance.base_rent, lives_alone=alone)
    subsidised = w.apply(
        rent_allowance.subsidised_rent, rent=c.rent, base=base, is_large=column(c.persons >= 3), is_young=young
    )
    given = given | {"subsidised": subsidised, "lives_alone": alone, "reference_income": _reference_income(c, w)}
    return w.apply(rent_allowance.allowance, "allowances", **given)


def _reference_income(c: Columns, w: Working) -> Figure:
    names = ("rent_allowance/reference_income_single", "rent_allowance/reference_income_more")
    by_law = partial(w.choose, names, np.where(c.persons == 1, 0, 1))
    return w.where(np.isnan(c.reference_income), by_law, partial(Figure, c.reference_income))
