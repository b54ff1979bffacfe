"""Every break over the hours has its rule, and lies where the law puts it."""

from typing import Any

import pytest

from plek.engines.benefit_rules import RULES, Grid, Situation, grid, read_situation
from plek.engines.benefit_rules.breaks import CLIFFS

PAY_OF_AN_HOUR = 14.99 * 52 / 12
"""Minimum wage of one hour a week, by the month."""
WIA: dict[str, Any] = {"former_wage": 2700, "disability_class": "45-55", "remaining_capacity": 1500}
WAO: dict[str, Any] = {"kind": "wao", "former_wage": 2700, "disability_class": "80-100", "reference_wage": 3000}


def over_hours(benefit: dict[str, Any], **rest: Any) -> Grid:
    situation = read_situation({"on": "2026-09-15", "benefit": benefit, **rest})
    assert isinstance(situation, Situation), situation
    return grid(situation, range(41))


@pytest.mark.parametrize(
    ("benefit", "pays"),
    [
        # Pay by the month at which each rule bends, worked out from the amounts of July 2026.
        ({"kind": "none"}, {
            "income_tax.no_refund": [3115 / (0.3575 - 0.08324) / 12],
            "income_tax.employment_credit": [11965 / 12, 25845 / 12],
            "care_allowance": [29736 / 12.96],
            "income_tax.general_credit": [29736 / 12],
        }),
        ({"kind": "wajong"}, {
            "income_tax.employment_credit": [11965 / 12, 25845 / 12],
            "care_allowance": [(29736 / 12.96 - 1635.90) / 0.3],
            "wajong": [2337.00],
            "income_tax.general_credit": [29736 / 12],
        }),
        ({"kind": "wajong", "supplement": True}, {
            "tw": [0.05 * 2337, 0.05 * 2337 + 0.10 * 2337 / 0.3, 19.5 * PAY_OF_AN_HOUR],
            "income_tax.employment_credit": [11965 / 12, 25845 / 12],
            "care_allowance": [(29736 / 12.96 - 1635.90) / 0.3],
            "wajong": [2337.00],
            "income_tax.general_credit": [29736 / 12],
        }),
        ({"kind": "wia_lau", **WIA}, {
            "wia.supplement": [2700 / 1.08 - 0.35 * 2337 / 0.7, 2700 / 1.08],
            "care_allowance": [(29736 / 12 - 0.7 * 2700) / (1.08 * 0.3)],
            "income_tax.employment_credit": [11965 / 12, 25845 / 12],
        }),
        (WAO, {
            "care_allowance": [29736 / 12.96 - share * 2500 for share in (0.75, 0.5075, 0.42, 0.35)],
            "income_tax.general_credit": [29736 / 12 - 0.28 * 2500],
            "wao": [600, 1050, 1350, 1650, 1950, 2250, 2550],
            "income_tax.employment_credit": [11965 / 12, 25845 / 12],
        }),
        ({"kind": "ww", "former_wage": 2400}, {
            "income_tax.employment_credit": [11965 / 12, 25845 / 12],
            "care_allowance": [29736 / 12.96],
            "ww.ends": [2100],
            "income_tax.general_credit": [29736 / 12],
        }),
        ({"kind": "bijstand"}, {
            "income_tax.no_refund": [3115 / (0.3575 - 0.08324) / 12.96],
            "exemption.first_months": [285 / 0.25 / 1.08],
            "participation_act.not_below_zero": [25 * PAY_OF_AN_HOUR],
            "income_tax.employment_credit": [25845 / 12.96],
            "care_allowance": [29736 / 12.96],
            "income_tax.general_credit": [29736 / 12.96],
        }),
    ],
    ids=lambda given: given.get("kind") if isinstance(given, dict) and "kind" in given else "",
)  # fmt: skip
def test_each_break_lies_where_the_law_puts_it(benefit: dict[str, Any], pays: dict[str, list[float]]) -> None:
    found: dict[str, list[tuple[float, float]]] = {}
    for one in over_hours(benefit).breaks:
        found.setdefault(one.rule.code, []).append((one.from_hours, one.until_hours))
    assert found.keys() == pays.keys()
    for code, places in found.items():
        assert len(places) == len(pays[code]), code
        for (begin, end), pay in zip(places, pays[code], strict=True):
            assert begin - 1 <= pay / PAY_OF_AN_HOUR <= end + 1, code


def test_two_rules_may_break_in_one_place() -> None:
    rented = over_hours({"kind": "wajong"}, rent={"monthly": 600, "reference_income": 25_000})
    at_fifteen = {one.rule.code for one in rented.breaks if one.from_hours == 15}
    assert at_fifteen == {"rent_allowance", "income_tax.employment_credit"}


FALLING_WIA = WIA | {
    "kind": "wia_vvu",
    "former_wage": 2000,
    "disability_class": "65-80",
    "remaining_capacity": 1900,
}


@pytest.mark.parametrize(
    ("benefit", "code"),
    [
        ({"kind": "ww", "former_wage": 2400}, "ww.ends"),
        (WAO, "wao"),
        (WAO | {"disability_class": "45-55"}, "wao"),
        (FALLING_WIA, "wia.follow_up"),
    ],
)
def test_less_to_spend_with_more_hours_is_always_a_cliff_that_the_law_has(benefit: Any, code: str) -> None:
    found = over_hours(benefit)
    cliffs = [one for one in found.breaks if one.is_cliff]
    assert {one.rule.code for one in cliffs} == {code}
    assert code in CLIFFS
    falls = [two.hours for one, two in zip(found.points, found.points[1:], strict=False) if _falls(one, two)]
    assert falls == [one.until_hours for one in cliffs]


def test_each_cliff_of_the_list_is_shown_above() -> None:
    assert set(CLIFFS) == {"ww.ends", "wao", "wia.follow_up"}
    assert all(RULES[code].article for code in CLIFFS)


def _falls(one: Any, two: Any) -> bool:
    before, after = (point.result.with_work.disposable.values for point in (one, two))
    return bool(after < before)


@pytest.mark.parametrize("kind", ["none", "bijstand", "wajong", "wia_lgu", "iva", "zw", "tw"])
def test_other_benefits_have_no_cliff_over_the_hours(kind: str) -> None:
    found = over_hours({"kind": kind, "former_wage": 2500, "underlying": 1300})
    assert not [one for one in found.breaks if one.is_cliff]
    assert not any(_falls(*pair) for pair in zip(found.points, found.points[1:], strict=False))


def test_an_allowance_that_becomes_known_is_no_break() -> None:
    """What can be spent jumps there only because the allowance was left out before."""
    parent = {"born": "1990-01-01", "children": ["2016-01-01", "2020-01-01"]}
    rent = {"monthly": 650, "reference_income": 25_000}
    found = over_hours({"kind": "bijstand"}, person=parent, rent=rent)
    known = [float(point.result.with_work.allowances["huurtoeslag"].values) > 0 for point in found.points]
    first = known.index(True)
    assert 0 < first < 40
    assert found.points[first].marginal_rate is None
    assert not [one for one in found.breaks if one.from_hours <= first <= one.until_hours]


def test_a_break_is_of_a_rule_of_the_register() -> None:
    assert {one.rule.code for one in over_hours(WAO).breaks} <= set(RULES)
