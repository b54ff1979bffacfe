"""The cases in ``cases/*.yaml``, which a benefits adviser can read and extend."""

from dataclasses import dataclass
from functools import cached_property
from math import isnan
from pathlib import Path
from typing import Any

import pytest
import yaml

from plek.engines.benefit_rules import RULES, Refusal, Result, as_json, calculate, explained, read_situation
from plek.engines.benefit_rules.located import read_located
from plek.engines.benefit_rules.tests.arithmetic import exact, to_cent

FILES = sorted(Path(__file__).with_name("cases").glob("*.yaml"))
MONTHS = ("now", "with_work")


@dataclass(frozen=True)
class Case:
    """One case of a file; it is worked out once, whatever is asked of it."""

    file: str
    content: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.file}: {self.content['name']}"

    @property
    def expect(self) -> dict[str, Any]:
        return self.content["expect"]

    @cached_property
    def result(self) -> Result:
        situation = read_situation(self.content["situation"])
        assert not isinstance(situation, Refusal), situation
        result = calculate([situation])[0]
        assert isinstance(result, Result)
        return result

    @cached_property
    def printed(self) -> dict[str, Any]:
        return as_json(self.result)


CASES = [Case(path.stem, row) for path in FILES for row in read_located(path.read_text("utf-8")).content]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def amount_of(printed: dict[str, Any], key: str) -> Any:
    """``now.benefit`` or ``now.zorgtoeslag``, or something of the whole."""
    month, _, name = key.partition(".")
    if month not in MONTHS:
        return printed[key]
    return printed[month]["allowances"].get(name) if name.endswith(("toeslag", "budget")) else printed[month][name]


def sums(expect: dict[str, Any]) -> dict[str, Any]:
    others = {"steps", "without", "workings", "unknown", "status", "confidence"}
    return {key: value for key, value in expect.items() if key not in others}


@each_case
def test_amounts_and_what_is_not_known(case: Case) -> None:
    found = {key: amount_of(case.printed, key) for key in sums(case.expect)}
    assert found == {
        key: None if value is None else to_cent(exact(value)) for key, value in sums(case.expect).items()
    }


@each_case
def test_steps(case: Case) -> None:
    steps = {step["rule"]: step for step in case.printed["steps"]}
    for rule, value in case.expect.get("steps", {}).items():
        assert steps[rule]["amount"] == to_cent(exact(value)), steps[rule]["formula"]
    for rule, confidence in case.expect.get("confidence", {}).items():
        assert steps[rule]["confidence"] == confidence
    applied = {step.rule.code for step in case.result.workings}
    assert set(case.expect.get("workings", ())) <= applied
    assert not set(case.expect.get("without", ())) & applied


@each_case
def test_steps_explain_the_total(case: Case) -> None:
    """Pay, less contributions and costs, and the steps are what is left to spend; each formula works out."""
    month, work = case.result.with_work, case.result.situation.work
    pay = float(month.earnings.values) - 100 * (work.own_contributions + work.costs)
    known = sum(step.amount for step in case.result.steps if not isnan(step.amount))
    if not isnan(month.disposable.values):
        assert round(pay + known, 6) == float(month.disposable.values)
    for step in case.printed["steps"]:
        if step["amount"] is None or {">", "<"} & set(step["formula"]):
            continue
        worth = float(exact(step["formula"].replace(" x ", " * ")))
        assert max(worth, 0) == pytest.approx(abs(step["amount"]), abs=0.0101), step


def test_every_rule_has_a_case() -> None:
    applied = {step.rule.code for case in CASES for step in case.result.workings}
    asked_apart = {code for code in RULES if code.startswith("employer.")} | {
        "minimum_wage.hour", "minimum_wage.least_pay"
    }  # fmt: skip
    assert set(RULES) - asked_apart == applied


def test_every_case_has_a_name_of_its_own() -> None:
    assert len(CASES) >= 120
    assert len({case.name for case in CASES}) == len(CASES)


def test_cases_can_be_read_by_any_reader_of_yaml() -> None:
    for path in FILES:
        assert isinstance(yaml.safe_load(path.read_text("utf-8")), list)


def test_everything_worked_out_is_explained_in_dutch_and_english() -> None:
    case = next(case for case in CASES if case.name == "wajong: able to work, twelve hours")
    first, second, *_ = explained(case.result)
    assert first["sentence"] == "Voor uitkeringen telt op jouw leeftijd een minimumloon van € 2.337,00 per maand."
    assert first["amount"] is None
    assert second["sentence"].startswith("Je Wajong is 70% van het minimumloon min je loon: € 1.075,90.")
    assert explained(case.result, "en")[1]["sentence"].startswith("Your Wajong is 70% of the minimum wage")
