"""What one rule makes of the numbers of an example, for the manual and for whoever checks the rule."""

from collections.abc import Mapping
from typing import Any

from plek.engines.benefit_rules import RULES, book
from plek.engines.benefit_rules.amounts import cents, column
from plek.engines.benefit_rules.working import Step, Working


def step_of(row: Mapping[str, Any]) -> Step:
    """The step of a row with ``rule`` (a code), ``on`` (a day) and ``given`` (money in euros, by argument)."""
    rule = RULES[row["rule"]]
    working = Working(row["on"], book(), keeps_steps=True)
    given = {
        name: column(cents(value) if rule.kinds[name] == "money" else value)
        for name, value in row["given"].items()
    }
    working.apply(rule, **given)
    return working.steps[0]
