"""The rules of law, one file per law; importing this package registers them all."""

from plek.engines.benefit_rules.rules import (
    allowances,
    care_allowance,
    child_budget,
    counted_pay,
    employer,
    exemptions,
    income_tax,
    minimum_wage,
    participation_act,
    rent_allowance,
    sickness,
    supplement,
    unemployment,
    wajong,
    wao,
    wia,
)

__all__ = [
    "allowances",
    "care_allowance",
    "child_budget",
    "counted_pay",
    "employer",
    "exemptions",
    "income_tax",
    "minimum_wage",
    "participation_act",
    "rent_allowance",
    "sickness",
    "supplement",
    "unemployment",
    "wajong",
    "wao",
    "wia",
]
