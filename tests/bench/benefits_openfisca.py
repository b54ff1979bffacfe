"""The same chain for openfisca-core, written as its country packages are: pay and benefit by the month, tax and
care allowance by the year, the allowance for the household; amounts from parameters by date.

Amounts are whole cents in integers, which its 32-bit numbers hold exactly, and sums are made in 64 bits: only so
do the answers agree to the cent. A year holds twelve months with this pay and the amounts of July 2026, as ours.
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

YEAR, MONTH, SINCE = "2026", "2026-07", "2026-01-01"
HALF_UP = 0.5 + 1e-6


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
    "wajong": _since(minimum_wage=233_700.0, share=0.7),
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
        premium=211_900.0, own=0.01912, threshold=2_973_600.0, above=0.1373, least=2_400.0, holiday=0.08
    ),
}  # fmt: skip


def system() -> TaxBenefitSystem:
    """Entities, parameters and variables of the chain."""
    person = build_entity("person", "persons", "One person", is_person=True)
    adult = {"key": "adult", "plural": "adults", "label": "Adult"}
    household = build_entity("household", "households", "Those who live together", roles=[adult])
    made = TaxBenefitSystem([person, household])
    made.parameters = ParameterNode("", data=PARAMETERS)
    for name, (unit, formula) in FORMULAS.items():
        made.add_variable(_variable(name, household if name == "zorgtoeslag" else person, unit, formula))
    return made


def _variable(name: str, entity: Any, unit: DateUnit, formula: Any) -> type[Variable]:
    body = {"value_type": int, "entity": entity, "definition_period": unit, "label": name}
    how = {"formula": formula} if formula else {"set_input": set_input_dispatch_by_period}
    return type(name, (Variable,), body | how)


def built(prepared: TaxBenefitSystem, count: int) -> Simulation:
    """So many persons, each a household."""
    return SimulationBuilder().build_default_simulation(prepared, count=count)


def asked(simulation: Simulation, pay: Column) -> dict[str, Column]:
    """Set the pay and ask for the amounts of the month."""
    simulation.set_input("pay", YEAR, pay.astype(np.int32))
    benefit, tax = simulation.calculate("benefit", MONTH), simulation.calculate("tax", YEAR)
    care, disposable = simulation.calculate("zorgtoeslag", YEAR), simulation.calculate("disposable", MONTH)
    return {"benefit": benefit, "tax": tax, "zorgtoeslag": care, "disposable": disposable}


def _wide(population: Any, name: str, period: Any, **options: Any) -> Column:
    return np.asarray(population(name, period, **options), dtype=np.float64)


def _month(year: Column) -> Column:
    return np.floor(year / 12.0 + HALF_UP)


def benefit(person: Any, period: Any, parameters: Any) -> Column:
    law = parameters(period).wajong
    return np.maximum(np.floor(law.share * (law.minimum_wage - _wide(person, "pay", period)) + HALF_UP), 0.0)


def work(person: Any, period: Any) -> Column:
    return _wide(person, "pay", period, options=[ADD])


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


def zorgtoeslag(household: Any, period: Any, parameters: Any) -> Column:
    """By the month, from the income of the household in the year."""
    law = parameters(period).care
    earned = household.sum(household.members("income", period).astype(np.float64))
    above = np.maximum(np.round(earned * (1.0 + law.holiday)) - law.threshold, 0.0)
    year = household.nb_persons() * law.premium - law.own * law.threshold - law.above * above
    euros = np.floor(year / 100.0 + HALF_UP) * 100.0
    return _month(np.where(euros >= law.least, euros, 0.0))


def disposable(person: Any, period: Any) -> Column:
    year = period.this_year
    net = _wide(person, "pay", period) + _wide(person, "benefit", period) - _wide(person, "tax", year)
    return net + person.household("zorgtoeslag", year)


FORMULAS: dict[str, tuple[DateUnit, Any]] = {
    "pay": (DateUnit.MONTH, None), "benefit": (DateUnit.MONTH, benefit), "work": (DateUnit.YEAR, work),
    "income": (DateUnit.YEAR, income), "before_credits": (DateUnit.YEAR, before_credits),
    "general_credit": (DateUnit.YEAR, general_credit), "employment_credit": (DateUnit.YEAR, employment_credit),
    "tax": (DateUnit.YEAR, tax), "zorgtoeslag": (DateUnit.YEAR, zorgtoeslag),
    "disposable": (DateUnit.MONTH, disposable),
}  # fmt: skip
