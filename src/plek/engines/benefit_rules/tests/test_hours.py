"""The grid over hours: pay at each hour, what is kept, and the rule behind each break."""

from typing import Any

import pytest

from plek.engines.benefit_rules import Grid, Situation, grid, grid_as_json, read_situation


def over_hours(benefit: dict[str, Any], work: dict[str, Any] | None = None, until: int = 40, **rest: Any) -> Grid:
    situation = read_situation({"on": "2026-07-01", "benefit": benefit, "work": work or {}, **rest})
    assert isinstance(situation, Situation), situation
    return grid(situation, range(until + 1))


def causes(found: Grid) -> list[str]:
    return [one.rule.code for one in found.breaks]


def test_pay_goes_with_the_hours() -> None:
    found = over_hours({"kind": "wajong"}, {"gross": 800, "hours_week": 10})
    assert [float(point.result.with_work.earnings.values) for point in found.points[:3]] == [0, 8000, 16000]


def test_without_pay_the_minimum_wage_is_taken() -> None:
    assert float(over_hours({"kind": "none"}).points[36].result.with_work.earnings.values) == 233_844


def test_dispensed_pay_is_the_wage_value_of_the_minimum_wage() -> None:
    found = over_hours({"kind": "wajong"}, {"wage_dispensation": 0.5})
    assert float(found.points[36].result.with_work.earnings.values) == 116_922
    assert "wajong.dispensation" in causes(found)


def test_thirty_cents_of_a_euro_until_the_wajong_ends() -> None:
    found = over_hours({"kind": "wajong"})
    assert {point.result.keep_rate for point in found.points[1:36]} == {0.3}
    end = next(one for one in found.breaks if one.rule.code == "wajong")
    assert end.from_hours <= 36 <= end.until_hours + 1
    assert not end.is_cliff


def test_the_income_requirement_is_a_step_upwards() -> None:
    found = over_hours(
        {"kind": "wia_vvu", "former_wage": 3000, "remaining_capacity": 1400, "disability_class": "45-55"}
    )
    step = found.breaks[0]
    assert (step.rule.code, step.from_hours, step.until_hours) == ("wia.supplement", 9, 10)
    assert 19_000 < step.change < 20_000


def test_the_end_of_ww_is_a_cliff() -> None:
    found = over_hours({"kind": "ww", "former_wage": 2400})
    cliff = next(one for one in found.breaks if one.is_cliff)
    assert (cliff.rule.code, cliff.rule.article) == ("ww.ends", "20")
    assert cliff.change < 0


def test_social_assistance_names_the_limit_of_the_exemption_and_its_own_end() -> None:
    found = over_hours({"kind": "bijstand"})
    assert {"exemption.first_months", "participation_act.not_below_zero"} <= set(causes(found))


def test_a_bend_that_is_passed_on_keeps_its_own_cause() -> None:
    """Past the end of social assistance the employment credit bends the net pay, and that the steps after it."""
    found = over_hours({"kind": "bijstand", "exemption_months_used": 6})
    assert causes(found).count("participation_act.not_below_zero") == 1


def test_no_break_where_nothing_bends() -> None:
    assert over_hours({"kind": "wajong"}, {"gross": 700, "hours_week": 10}, until=8).breaks == ()


def test_costs_come_with_the_first_hour() -> None:
    found = over_hours({"kind": "none"}, {"gross": 1000, "hours_week": 10, "costs": 50}, until=2)
    spendable = [float(point.result.with_work.disposable.values) for point in found.points]
    assert spendable == [12_917, 12_917 + 10_000 - 5_000, 12_917 + 20_000 - 5_000]


def test_an_amount_that_is_not_known_makes_no_breaks() -> None:
    found = over_hours({"kind": "wia_lgu"}, until=4)
    assert found.breaks == ()
    assert [point.marginal_rate for point in found.points] == [None] * 5


@pytest.mark.parametrize("kind", ["none", "wajong", "bijstand"])
def test_in_plain_values(kind: str) -> None:
    printed = grid_as_json(over_hours({"kind": kind}, until=3))
    assert [point["hours"] for point in printed["points"]] == [0, 1, 2, 3]
    assert printed["points"][0]["keep_rate"] is None
    assert set(printed["points"][1]) >= {"benefit", "disposable", "keep_rate", "spendable_rate", "marginal_rate"}


def test_breaks_in_plain_values() -> None:
    printed = grid_as_json(over_hours({"kind": "ww", "former_wage": 2400}))
    cliff = next(one for one in printed["breaks"] if one["kind"] == "cliff")
    assert set(cliff) == {"from_hours", "until_hours", "rule", "law", "article", "kind", "change"}
    assert cliff["change"] < 0
