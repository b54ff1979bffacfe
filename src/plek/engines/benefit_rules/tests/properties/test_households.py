"""Households of every sort, calculated together and each alone."""

from dataclasses import replace

import numpy as np

from plek.engines.benefit_rules import amounts
from plek.engines.benefit_rules.columns import Columns, columns_of
from plek.engines.benefit_rules.order import KEYS
from plek.engines.benefit_rules.tests.properties.test_laws import situation_of


def mixed_columns() -> tuple[Columns, list[dict[str, float]]]:
    """Households of every sort side by side on one day."""
    rows = [
        {"age": age, "has_partner": partner, "children": child, "child_below_12": child, "housemates_27": mates,
         "earnings": pay, "wealth": wealth, "exemption_months": months, "wage_cost_subsidy": subsidy,
         "partner_has_right": 1.0 - child, "partner_age": 50.0 - age, "partner_gross": partner * 70_000.0,
         "partner_exemption_months": months, "partner_wage_cost_subsidy": subsidy}
        for age in (20.0, 30.0) for partner in (0.0, 1.0) for child in (0.0, 1.0) for mates in (0.0, 2.0)
        for pay in (0.0, 64_321.0) for wealth in (0.0, 900_000.0)
        for months in (0.0, 8.0) for subsidy in (0.0, 1.0)
    ]  # fmt: skip
    situation = situation_of(
        {"on": "2026-09-15", "kind": "bijstand", "gross": 0, "capacity": True, "months": 0, "partner": False,
         "housemates": 0, "dispensation": None}
    )  # fmt: skip
    arrays = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    return replace(columns_of(situation, with_work=True), **arrays), rows


def test_households_of_every_sort_side_by_side_are_as_each_alone() -> None:
    together, rows = mixed_columns()
    names = (*KEYS, "zorgtoeslag", "kindgebonden_budget")
    found = amounts(together, names)
    for place, row in enumerate(rows):
        alone = replace(together, **{name: np.array([value]) for name, value in row.items()})
        for name, column in amounts(alone, names).items():
            assert np.array_equal(column, found[name][place : place + 1], equal_nan=True), (row, name)
