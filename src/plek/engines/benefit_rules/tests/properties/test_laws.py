"""What must hold whatever the situation: agreement of three calculations, no cliffs but those of the law."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from plek.engines.benefit_rules import Result, Situation, amounts, as_json, calculate, read_situation
from plek.engines.benefit_rules.columns import columns_of
from plek.engines.benefit_rules.order import KEYS
from plek.engines.benefit_rules.tests import slow

careful = settings(deadline=None, derandomize=True, database=None, max_examples=100)
money = st.integers(0, 450_000).map(lambda cents: cents / 100)
CLASSES = ("35-45", "45-55", "55-65", "65-80", "80-100")
CLIFFS = {
    "ww": "WW 20: the benefit ends above 87.5% of the former wage",
    "wao": "WAO 44: the pay sets the class, and each class has one percentage",
    "wia_lau": "WIA 60: on the income requirement the follow-up benefit gives way to the supplement",
    "wia_vvu": "WIA 60: on the income requirement the follow-up benefit gives way to the supplement",
}
"""The only places where the law lets gross income fall when pay rises."""


@st.composite
def stories(draw: st.DrawFn) -> slow.Answers:
    """Plain answers that both the engine and the slow calculation can read."""
    kind = draw(st.sampled_from([*slow.BENEFITS, "bijstand"]))
    days = list(slow.NORMS) if kind == "bijstand" else list(slow.DAYS)
    former = draw(st.integers(10_000, 600_000)) / 100
    capacity = kind == "wajong" and draw(st.booleans())
    partner = kind in ("none", "bijstand") and draw(st.booleans())
    return _beside(draw, partner=partner and kind == "bijstand") | {
        "on": draw(st.sampled_from(days)), "kind": kind, "gross": draw(money), "former": former,
        "uncapped": round(former * draw(st.sampled_from([1, 1, 1.25])), 2), "months": draw(st.integers(0, 8)),
        "capacity": capacity or kind != "wajong", "class": draw(st.sampled_from(CLASSES)),
        "dispensation": draw(st.sampled_from([None, 0.3, 0.45, 0.62, 1.0])) if capacity else None,
        "capacity_left": draw(st.integers(1000, 300_000)) / 100, "partner": partner,
        "housemates": draw(st.integers(0, 4)) if kind == "bijstand" else 0,
    }  # fmt: skip


def _beside(draw: st.DrawFn, *, partner: bool) -> slow.Answers:
    """Pay, months and right of a partner."""
    if not partner:
        return {}
    return {
        "partner_gross": draw(st.integers(0, 300_000)) / 100, "partner_right": draw(st.booleans()),
        "partner_months": draw(st.sampled_from([None, 0, 5, 6])),
    }  # fmt: skip


def situation_of(answers: slow.Answers) -> Situation:
    kind = answers["kind"]
    benefit: dict[str, Any] = {
        "kind": kind,
        "capacity": answers["capacity"],
        "exemption_months_used": answers["months"],
    }
    benefit |= {"months_used": answers["months"]}
    if kind in ("wia_lgu", "wia_lau", "wia_vvu", "iva", "ww", "zw"):
        benefit |= {"former_wage": answers["former"], "uncapped_wage": answers["uncapped"]}
    if kind in ("wia_lau", "wia_vvu"):
        benefit |= {"disability_class": answers["class"], "remaining_capacity": answers["capacity_left"]}
    if answers.get("supplement"):
        benefit |= {"supplement": True, "supplement_months_used": answers["supplement_months"]}
    raw = {
        "on": answers["on"], "benefit": benefit,
        "person": {
            "partner": answers["partner"], "housemates_27_plus": answers["housemates"],
            "partner_gross": answers.get("partner_gross", 0),
            "partner_has_right": answers.get("partner_right", True),
            "partner_exemption_months_used": answers.get("partner_months"),
        },
        "work": {"gross": answers["gross"], "wage_dispensation": answers["dispensation"]},
    }  # fmt: skip
    situation = read_situation(raw)
    assert isinstance(situation, Situation), situation
    return situation


def result_of(situation: Situation) -> Result:
    result = calculate([situation])[0]
    assert isinstance(result, Result)
    return result


def with_pay(situation: Situation, euros: float) -> Situation:
    return replace(situation, work=replace(situation.work, gross=euros))


@careful
@given(stories())
def test_the_slow_calculation_agrees_to_the_cent(answers: slow.Answers) -> None:
    printed = as_json(result_of(situation_of(answers)))["with_work"]
    found = printed | printed.pop("allowances")
    # The gross value of social assistance is not known; for two partners the care allowance hangs on it.
    is_open = {"zorgtoeslag", "disposable"} if answers["kind"] == "bijstand" and answers["partner"] else set()
    expected = {name: float(amount) for name, amount in slow.story(answers).items()}
    assert {name: found[name] for name in found if name not in is_open} == {
        name: expected[name] for name in expected if name not in is_open
    }


@careful
@given(stories())
def test_no_benefit_tax_or_allowance_is_negative(answers: slow.Answers) -> None:
    month = result_of(situation_of(answers)).with_work
    for figure in (month.benefit, month.tax, month.net, *month.allowances.values()):
        assert figure.values >= 0


@careful
@given(stories())
def test_the_steps_make_the_total(answers: slow.Answers) -> None:
    result = result_of(situation_of(answers))
    pay = float(result.with_work.earnings.values)
    assert pay + sum(step.amount for step in result.steps) == float(result.with_work.disposable.values)


@careful
@given(stories(), st.integers(1, 60_000))
def test_more_pay_never_lowers_gross_income_but_where_the_law_does(answers: slow.Answers, more: int) -> None:
    situation = situation_of(answers)
    before, after = result_of(situation), result_of(with_pay(situation, round(answers["gross"] + more / 100, 2)))
    fall = float(before.with_work.gross.values) - float(after.with_work.gross.values)
    assert fall <= 0 or answers["kind"] in CLIFFS


@careful
@given(stories(), st.integers(1, 60_000))
def test_more_pay_never_lowers_net_income_beside_social_assistance(answers: slow.Answers, more: int) -> None:
    """But for a few cents of rounding, in which tax is taken by the month."""
    situation = situation_of(answers | {"kind": "bijstand", "on": "2026-09-15", "dispensation": None})
    before, after = result_of(situation), result_of(with_pay(situation, round(answers["gross"] + more / 100, 2)))
    assert float(after.with_work.net.values) >= float(before.with_work.net.values) - 3


def beside_a_supplement(answers: slow.Answers, used: int, mates: int) -> slow.Answers:
    kind = answers["kind"] if answers["kind"] in ("wajong", "wia_lgu", "iva", "zw") else "wajong"
    alone = {name: answer for name, answer in answers.items() if not name.startswith("partner_")}
    return alone | {
        "kind": kind, "on": "2026-09-15", "partner": False, "supplement": True, "supplement_months": used,
        "housemates": mates,
    }  # fmt: skip


@careful
@given(stories(), st.integers(20, 28), st.integers(0, 1))
def test_the_slow_calculation_of_a_supplement_agrees(answers: slow.Answers, used: int, mates: int) -> None:
    given_answers = beside_a_supplement(answers, used, mates)
    printed = as_json(result_of(situation_of(given_answers)))["with_work"]
    expected = slow.story(given_answers)
    assert {name: printed[name] for name in ("benefit", "gross", "tax")} == {
        name: float(expected[name]) for name in ("benefit", "gross", "tax")
    }


@careful
@given(stories(), st.integers(1, 60_000), st.integers(0, 30))
def test_more_pay_never_lowers_gross_income_beside_a_supplement(
    answers: slow.Answers, more: int, used: int
) -> None:
    situation = situation_of(beside_a_supplement(answers, used, 0))
    more_pay = with_pay(situation, round(answers["gross"] + more / 100, 2))
    assert worth(result_of(more_pay)) >= worth(result_of(situation)) - 2


def worth(result: Result) -> float:
    """Pay, benefit and supplement with the holiday allowance of each: Wajong and supplement have it on top."""
    month = result.with_work
    supplement = sum(100 * step["amount"] for step in as_json(result)["steps"] if step["rule"] == "tw")
    on_top = float(month.gross.values) if result.situation.benefit.kind == "wajong" else supplement
    pay = 0.0 if result.situation.benefit.kind == "wajong" else float(month.earnings.values)
    return float(month.gross.values) + 0.08 * (on_top + pay)


@careful
@given(stories())
def test_a_cent_more_changes_cents_where_there_is_no_cliff(answers: slow.Answers) -> None:
    situation = situation_of(answers)
    before, after = result_of(situation), result_of(with_pay(situation, round(answers["gross"] + 0.01, 2)))
    change = abs(float(after.with_work.net.values) - float(before.with_work.net.values))
    # A wage value of 0.3 lets a cent of pay become three of income, and tax is rounded in four places.
    assert change <= 8 or answers["kind"] in CLIFFS


@settings(careful, max_examples=60)
@given(stories(), st.lists(money, min_size=2, max_size=8), st.integers(1, 5))
def test_one_situation_and_many_agree_to_the_cent(answers: slow.Answers, pays: list[float], rows: int) -> None:
    situation = situation_of(answers)
    one_by_one = [result_of(with_pay(situation, pay)).with_work for pay in pays]
    columns = replace(columns_of(situation, with_work=True), earnings=np.round(np.array(pays) * 100))
    together = amounts(columns, (*KEYS, "zorgtoeslag"), rows=rows)
    for key in KEYS:
        assert together[key].tolist() == [float(getattr(month, key).values) for month in one_by_one]
    assert together["zorgtoeslag"].tolist() == [
        float(month.allowances["zorgtoeslag"].values) for month in one_by_one
    ]


def test_the_listed_cliffs_are_there() -> None:
    """Each cliff named above can be shown, so that the list does not grow stale."""
    base = {
        "on": "2026-09-15",
        "months": 5,
        "capacity": True,
        "dispensation": None,
        "partner": False,
        "housemates": 0,
    }
    shown = [
        ({"kind": "ww", "former": 2800, "uncapped": 2800}, 2450, 2450.01),
        (
            {"kind": "wia_vvu", "former": 2000, "uncapped": 2000, "class": "65-80", "capacity_left": 1900},
            879.62,
            879.63,
        ),
    ]
    for answers, low, high in shown:
        situation = situation_of(base | answers | {"gross": low})
        before, after = result_of(situation), result_of(with_pay(situation, high))
        assert after.with_work.gross.values < before.with_work.gross.values
