"""The employer's side."""

from typing import Any

import pytest

from plek.engines.benefit_rules import Arrangement, Situation, arrangements, read_situation


def of(kind: str, work: dict[str, Any], on: str = "2026-07-01", **rest: Any) -> dict[str, Arrangement]:
    situation = read_situation({"on": on, "benefit": {"kind": kind}, "work": work})
    assert isinstance(situation, Situation), situation
    return {one.code: one for one in arrangements(situation, **rest)}


def test_wage_cost_subsidy_for_social_assistance() -> None:
    found = of("bijstand", {"hours_week": 36}, wage_value=0.5)["employer.wage_cost_subsidy"]
    assert (found.amount, found.per, found.article) == (1261.98, "month", "10c, 10d")


@pytest.mark.parametrize(
    ("kind", "rest"), [("wajong", {"wage_value": 0.5}), ("bijstand", {}), ("ww", {"wage_value": 0.5})]
)
def test_no_wage_cost_subsidy_otherwise(kind: str, rest: dict[str, float]) -> None:
    assert "employer.wage_cost_subsidy" not in of(kind, {"hours_week": 36}, **rest)


def test_dispensed_pay() -> None:
    found = of("wajong", {"hours_week": 36, "wage_dispensation": 0.5})
    assert found["employer.dispensation"].amount == 1169.22


def test_no_risk_five_years_with_wia_and_without_end_with_wajong() -> None:
    assert of("iva", {})["employer.no_risk"].months == 60
    assert of("wajong", {})["employer.no_risk"].months is None
    assert of("bijstand", {}, in_target_group=True)["employer.no_risk"].article == "29b(2)"
    assert "employer.no_risk" not in of("bijstand", {})


@pytest.mark.parametrize("kind", ["wajong", "bijstand", "ww", "wia_lgu"])
def test_trial_placement_of_six_months(kind: str) -> None:
    assert of(kind, {})["employer.trial_placement"].months == 6


def test_no_trial_placement_without_benefit() -> None:
    assert of("none", {"hours_week": 36}) == {}


def test_only_the_highest_wage_cost_benefit() -> None:
    found = of("iva", {"hours_week": 36}, in_target_group=True)
    assert found["employer.benefit_disabled"].amount == 5709.60
    assert found["employer.benefit_disabled"].per == "year"
    assert "employer.benefit_target_group" not in found


def test_wage_cost_benefit_of_the_job_agreement_has_a_limit() -> None:
    assert of("bijstand", {"hours_week": 40}, in_target_group=True)["employer.benefit_target_group"].amount == 2000


def test_wage_cost_benefit_before_2026_is_not_known() -> None:
    found = of("bijstand", {"hours_week": 40}, on="2025-12-31", in_target_group=True)
    assert found["employer.benefit_target_group"].amount is None


def test_the_formula_is_shown_by_the_year() -> None:
    found = of("bijstand", {"hours_week": 40}, in_target_group=True)["employer.benefit_target_group"]
    assert found.formula == "(min(40 x 52 x 1.01, 2000.00))"
    assert found.sentence.nl.startswith("De werkgever krijgt € 2.000,00 per jaar")
