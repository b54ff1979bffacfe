"""The same chain for openfisca-core, written as its country packages are: pay, minimum wage and benefit by the
month, tax and care allowance by the year, the allowance for the household; a variable for each step of the law and
amounts from parameters by date.

Amounts are whole cents in integers, which its 32-bit numbers hold exactly, and sums are made in 64 bits: only so
do the answers agree to the cent. A year holds twelve months with these answers and the amounts of July 2026, as
ours. Where a package could choose, this one takes what costs least: a partner is an answer of the household and no
second person, and an age is given and not worked out from a day of birth.
"""

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.holders import set_input_dispatch_by_period
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.populations import ADD
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from plek.engines.benefit_rules.amounts import Column
from tests.bench.benefits_people import People

YEAR, MONTH, SINCE = "2026", "2026-07", "2026-01-01"
HALF_UP = 0.5 + 1e-6
PER_CENT = 100


def _since(**values: float) -> dict[str, Any]:
    return {name: {"values": {SINCE: {"value": value}}} for name, value in values.items()}


def _scale(*brackets: tuple[float, float]) -> dict[str, Any]:
    """A scale of marginal rates: each from a threshold on."""
    return {
        "brackets": [
            {"threshold": {SINCE: {"value": begin}}, "rate": {SINCE: {"value": rate}}} for begin, rate in brackets
        ]
    }


PARAMETERS = {
    "wajong": _since(
        minimum_wage=233_700.0, at_18=0.5, at_19=0.6, at_20=0.8, share=0.7, unable_share=0.75, least_value=0.3
    ),
    "tax": {
        "scale": _scale((0.0, 0.3575), (3_888_300.0, 0.3756), (7_842_600.0, 0.495)),
        "general": _since(most=311_500.0, begin=2_973_600.0, fall=0.06398),
        "employed": _since(
            first=0.08324, until=1_196_500.0, second_base=99_600.0, second=0.31009, second_until=2_584_500.0,
            third_base=530_000.0, third=0.0195, third_until=4_559_200.0, fourth_base=568_500.0, fourth=0.0651,
        ),
        **_since(young_disabled=92_300.0),
    },
    "care": _since(
        premium=211_900.0, own=0.01912, own_couple=0.04289, threshold=2_973_600.0, above=0.1373, least=2_400.0,
        holiday=0.08, wealth=14_601_100.0, wealth_couple=18_463_300.0,
    ),
}  # fmt: skip


def system() -> TaxBenefitSystem:
    """Entities, parameters and variables of the chain."""
    person = build_entity("person", "persons", "One person", is_person=True)
    adult = {"key": "adult", "plural": "adults", "label": "Adult"}
    household = build_entity("household", "households", "Those who live together", roles=[adult])
    made = TaxBenefitSystem([person, household])
    made.parameters = ParameterNode("", data=PARAMETERS)
    for name in ANSWERS:
        made.add_variable(_variable(name, household if name in OF_HOUSEHOLD else person, DateUnit.MONTH, None))
    for name, (unit, formula) in FORMULAS.items():
        made.add_variable(_variable(name, household if name in OF_HOUSEHOLD else person, unit, formula))
    return made


def _variable(name: str, entity: Any, unit: DateUnit, formula: Any) -> type[Variable]:
    kind = bool if name in YES_OR_NO else int
    body = {"value_type": kind, "entity": entity, "definition_period": unit, "label": name}
    how = {"formula": formula} if formula else {"set_input": set_input_dispatch_by_period}
    return type(name, (Variable,), body | how)


def built(prepared: TaxBenefitSystem, count: int) -> Simulation:
    """So many persons, each a household."""
    return SimulationBuilder().build_default_simulation(prepared, count=count)


def asked(simulation: Simulation, people: People) -> dict[str, Column]:
    """Set the answers and ask for the amounts of the month."""
    for name, values in people.items():
        given = np.rint(values * PER_CENT) if name == "wage_value" else values
        simulation.set_input(name, YEAR, given.astype(bool if name in YES_OR_NO else np.int32))
    benefit, tax = simulation.calculate("benefit", MONTH), simulation.calculate("tax", YEAR)
    care, disposable = simulation.calculate("zorgtoeslag", YEAR), simulation.calculate("disposable", MONTH)
    return {"benefit": benefit, "tax": tax, "zorgtoeslag": care, "disposable": disposable}


def _wide(population: Any, name: str, period: Any, **options: Any) -> Column:
    return np.asarray(population(name, period, **options), dtype=np.float64)


def _month(year: Column) -> Column:
    return np.floor(year / 12.0 + HALF_UP)


def _benefit(amount: Column) -> Column:
    return np.maximum(np.floor(amount + HALF_UP), 0.0)


def minimum_wage(person: Any, period: Any, parameters: Any) -> Column:
    law, age = parameters(period).wajong, person("age", period)
    scale = np.select([age == 18, age == 19, age == 20], [law.at_18, law.at_19, law.at_20], 1.0)
    return np.floor(scale * law.minimum_wage + HALF_UP)


def unable(person: Any, period: Any, parameters: Any) -> Column:
    law, wage = parameters(period).wajong, _wide(person, "minimum_wage", period)
    return _benefit(law.unable_share * (wage - _wide(person, "earnings", period)))


def able(person: Any, period: Any, parameters: Any) -> Column:
    law, wage = parameters(period).wajong, _wide(person, "minimum_wage", period)
    return _benefit(law.share * (wage - _wide(person, "earnings", period)))


def dispensed(person: Any, period: Any, parameters: Any) -> Column:
    law, wage = parameters(period).wajong, _wide(person, "minimum_wage", period)
    value, other = _wide(person, "wage_value", period) / PER_CENT, _wide(person, "other_earnings", period)
    here = _wide(person, "earnings", period) - other
    factor = (value - law.least_value) / ((1.0 - law.least_value) * value)
    by_income = law.share * wage - law.share * (factor * here + other)
    return _benefit(np.maximum(by_income, here / value - here))


def benefit(person: Any, period: Any) -> Column:
    with_capacity = np.where(person("is_dispensed", period), person("dispensed", period), person("able", period))
    amount = np.where(person("capacity", period), with_capacity, person("unable", period))
    return amount + person("transitional_amount", period)


def taxed_pay(person: Any, period: Any) -> Column:
    return person("earnings", period) - person("contributions", period)


def work(person: Any, period: Any) -> Column:
    return _wide(person, "taxed_pay", period, options=[ADD])


def income(person: Any, period: Any) -> Column:
    return _wide(person, "work", period) + _wide(person, "benefit", period, options=[ADD])


def before_credits(person: Any, period: Any, parameters: Any) -> Column:
    return _month(parameters(period).tax.scale.calc(_wide(person, "income", period)))


def general_credit(person: Any, period: Any, parameters: Any) -> Column:
    law, earned = parameters(period).tax.general, _wide(person, "income", period)
    return _month(np.maximum(law.most - law.fall * np.maximum(earned - law.begin, 0.0), 0.0))


def employment_credit(person: Any, period: Any, parameters: Any) -> Column:
    law, earned = parameters(period).tax.employed, _wide(person, "work", period)
    below = [earned <= law.until, earned <= law.second_until, earned <= law.third_until]
    steps = [
        law.first * earned,
        law.second_base + law.second * (earned - law.until),
        law.third_base + law.third * (earned - law.second_until),
    ]
    last = np.maximum(law.fourth_base - law.fourth * (earned - law.third_until), 0.0)
    return _month(np.select(below, steps, last))


def tax(person: Any, period: Any, parameters: Any) -> Column:
    """By the month, of a year of such months."""
    credits = _wide(person, "general_credit", period) + _wide(person, "employment_credit", period)
    credits = credits + np.floor(parameters(period).tax.young_disabled / 12.0 + HALF_UP)
    return np.maximum(_wide(person, "before_credits", period) - credits, 0.0)


def counted_income(household: Any, period: Any, parameters: Any) -> Column:
    """Of all who live there, with holiday allowance."""
    own = household.sum(household.members("income", period).astype(np.float64))
    partner = _wide(household, "partner_gross", period, options=[ADD])
    return np.round((own + partner) * (1.0 + parameters(period).care.holiday))


def zorgtoeslag(household: Any, period: Any, parameters: Any) -> Column:
    """By the month, from the income of the household in the year and its wealth."""
    law, first = parameters(period).care, period.first_month
    couple = household("has_partner", first)
    own = np.where(couple, law.own_couple, law.own) * law.threshold
    above = np.maximum(_wide(household, "counted_income", period) - law.threshold, 0.0)
    year = (1.0 + couple) * law.premium - own - law.above * above
    euros = np.floor(year / 100.0 + HALF_UP) * 100.0
    allowed = household("wealth", first) <= np.where(couple, law.wealth_couple, law.wealth)
    return _month(np.where(allowed & (euros >= law.least), euros, 0.0))


def disposable(person: Any, period: Any) -> Column:
    year = period.this_year
    net = person("taxed_pay", period) + person("benefit", period) - person("tax", year) - person("costs", period)
    return net + person.household("zorgtoeslag", year)


ANSWERS = (
    "age", "capacity", "is_dispensed", "wage_value", "earnings", "other_earnings", "contributions", "costs",
    "transitional_amount", "has_partner", "partner_gross", "wealth",
)  # fmt: skip
YES_OR_NO = ("capacity", "is_dispensed", "has_partner")
OF_HOUSEHOLD = ("has_partner", "partner_gross", "wealth", "counted_income", "zorgtoeslag")
FORMULAS: dict[str, tuple[DateUnit, Any]] = {
    "minimum_wage": (DateUnit.MONTH, minimum_wage), "unable": (DateUnit.MONTH, unable),
    "able": (DateUnit.MONTH, able), "dispensed": (DateUnit.MONTH, dispensed),
    "benefit": (DateUnit.MONTH, benefit), "taxed_pay": (DateUnit.MONTH, taxed_pay),
    "work": (DateUnit.YEAR, work), "income": (DateUnit.YEAR, income),
    "before_credits": (DateUnit.YEAR, before_credits), "general_credit": (DateUnit.YEAR, general_credit),
    "employment_credit": (DateUnit.YEAR, employment_credit), "tax": (DateUnit.YEAR, tax),
    "counted_income": (DateUnit.YEAR, counted_income), "zorgtoeslag": (DateUnit.YEAR, zorgtoeslag),
    "disposable": (DateUnit.MONTH, disposable),
}  # fmt: skip
