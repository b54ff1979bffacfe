"""From answers to plans: the figures are those of the engine, and what is not known is calculated both ways."""

from dataclasses import replace
from datetime import date
from math import isnan

import pytest

from plek.benefits.answers import Answers
from plek.benefits.choices import Exemption, Kind, Per, Step
from plek.benefits.estimates import PLANS, Estimate, Missing, estimated
from plek.benefits.extremes import spendable
from plek.benefits.presenters.figures import money
from plek.benefits.presenters.page import estimate_page
from plek.engines.benefit_rules import Result, calculate, grid, read_situation
from plek.engines.benefit_rules.situation import Situation

ON = date(2026, 11, 24)
WAJONG = Answers(kind=Kind.WAJONG_ABLE, born=date(1990, 4, 12), partner=False, hours=16, pay=15.5)
ASSISTANCE = replace(WAJONG, kind=Kind.SOCIAL_ASSISTANCE, housemates=0, exemption=Exemption.OLD)


def made(answers: Answers, on: date = ON) -> Estimate:
    found = estimated(answers, on)
    assert isinstance(found, Estimate)
    return found


def wrong(answers: Answers) -> list[str]:
    found = estimated(answers, ON)
    assert isinstance(found, tuple)
    return [problem.field for problem in found]


def result_of(**sections: object) -> Result:
    situation = read_situation({"on": ON, **sections})
    assert isinstance(situation, Situation)
    found = calculate([situation])[0]
    assert isinstance(found, Result)
    return found


@pytest.mark.parametrize("hours", [12, 16, 20, 28])
def test_each_plan_is_what_the_engine_says(hours: int) -> None:
    plan = next(plan for plan in made(WAJONG).plans if plan.hours == hours)
    expected = result_of(
        person={"born": date(1990, 4, 12)}, benefit={"kind": "wajong"},
        work={"gross": round(15.5 * hours * 52 / 12, 2), "hours_week": hours},
    )  # fmt: skip
    assert spendable(plan.results[0]) == spendable(expected)
    assert plan.results[0].difference == expected.difference
    assert plan.is_own is (hours == 16)


def test_now_is_the_month_without_work() -> None:
    found = made(WAJONG)
    now = found.now.results[0]
    assert found.now.hours == 0
    assert spendable(now) == float(now.now.disposable.values)
    assert float(now.with_work.earnings.values) == 0


def test_own_hours_stand_among_the_others_once() -> None:
    assert [plan.hours for plan in made(WAJONG).plans] == [12, 16, 20, 28]
    assert [plan.hours for plan in made(replace(WAJONG, hours=20)).plans] == list(PLANS)
    assert [plan.hours for plan in made(replace(WAJONG, hours=None)).plans] == list(PLANS)
    assert [plan.hours for plan in made(replace(WAJONG, hours=33.5)).plans] == [12, 20, 28, 33.5]


def test_without_pay_it_is_the_minimum_wage() -> None:
    situation = read_situation({"on": ON, "person": {"born": date(1990, 4, 12)}, "benefit": {"kind": "wajong"}})
    assert isinstance(situation, Situation)
    by_engine = grid(situation, [12, 20, 28])
    plans = made(replace(WAJONG, hours=None, pay=None)).plans
    assert [spendable(p.results[0]) for p in plans] == [spendable(p.result) for p in by_engine.points]


def test_pay_by_the_hour_counts_without_hours_too() -> None:
    for hours in (None, 0):
        plan = made(replace(WAJONG, hours=hours)).plans[0]
        assert float(plan.results[0].with_work.earnings.values) == 80_600


def test_pay_by_the_month_gives_the_pay_per_hour() -> None:
    plans = made(replace(WAJONG, hours=16, pay=1000, per=Per.MONTH)).plans
    assert [float(p.results[0].with_work.earnings.values) for p in plans] == [75_000, 100_000, 125_000, 175_000]


def test_pay_by_the_month_without_hours_is_a_plan_of_its_own() -> None:
    *usual, own = made(replace(WAJONG, hours=None, pay=1000, per=Per.MONTH)).plans
    assert [plan.hours for plan in usual] == list(PLANS)
    assert (own.hours, own.is_own) == (None, True)
    assert float(own.results[0].with_work.earnings.values) == 100_000


@pytest.mark.parametrize(
    ("answers", "ways"),
    [
        (WAJONG, 1),
        (replace(WAJONG, partner=None), 2),
        (replace(WAJONG, kind=Kind.WAJONG), 2),
        (replace(WAJONG, kind=Kind.WAJONG, partner=None), 4),
        (replace(WAJONG, housemates=None, exemption=None), 1),
        (ASSISTANCE, 1),
        (replace(ASSISTANCE, housemates=None), 2),
        (replace(ASSISTANCE, housemates=None, exemption=None, partner=None), 8),
        (Answers(kind=Kind.WW, partner=False), 2),
        (Answers(kind=Kind.WW, partner=False, former_wage=2600.0), 1),
    ],
)
def test_what_is_not_known_and_matters_is_calculated_both_ways(answers: Answers, ways: int) -> None:
    found = made(answers)
    assert len(found.alternatives) == ways
    assert all(len(plan.results) == ways for plan in (found.now, *found.plans))


def test_the_ends_of_a_range_are_those_of_knowing() -> None:
    able, unable = (made(replace(WAJONG, kind=kind)) for kind in (Kind.WAJONG_ABLE, Kind.WAJONG_UNABLE))
    unsure = made(replace(WAJONG, kind=Kind.WAJONG))
    for place, plan in enumerate(unsure.plans):
        known = [spendable(one.plans[place].results[0]) for one in (able, unable)]
        assert [spendable(result) for result in plan.results] == known


def test_an_unknown_former_wage_lies_between_the_minimum_wage_and_the_highest_daily_wage() -> None:
    unsure = made(Answers(kind=Kind.WW, partner=False))
    known = [made(Answers(kind=Kind.WW, partner=False, former_wage=wage)) for wage in (2523.96, 6740.54)]
    for place, plan in enumerate(unsure.plans):
        assert [spendable(result) for result in plan.results] == [
            spendable(one.plans[place].results[0]) for one in known
        ]
    assert list(unsure.decisive) == ["former_wage"]


def test_before_2026_there_are_no_new_rules_to_choose_from() -> None:
    assert len(made(replace(ASSISTANCE, exemption=None), date(2025, 11, 24)).alternatives) == 1


def test_the_line_is_drawn_for_the_least_and_the_most() -> None:
    assert len(made(WAJONG).grids) == 1
    found = made(replace(ASSISTANCE, housemates=None, partner=None))
    low, high, *_rest = found.grids
    assert all(
        spendable(a.result) <= spendable(b.result) for a, b in zip(low.points[:20], high.points[:20], strict=True)
    )
    assert [point.hours for point in low.points] == list(range(41))


def test_drawing_plans_and_months_tell_the_same_ends() -> None:
    """Which rules of the municipality leave most turns with the hours, so that two ways are not enough."""
    found = made(replace(ASSISTANCE, exemption=None, left_open=("exemption_months_used",)))
    for plan in (found.now, *found.plans):
        left = [spendable(one.points[int(plan.hours or 0)].result) for one in found.grids]
        ends = tuple(dict.fromkeys((min(left), max(left))))
        assert ends == pytest.approx(plan.figures.left.ends, abs=50), "pay by the hour is rounded by the month"
    now, *_plans = found.years
    assert now.ends.ends == (now.total,), "without work no rule for pay matters"
    assert all(len(year.months[1].ends.ends) == 2 for year in found.years[1:3])


def test_an_unknown_wage_leaves_no_month_with_one_number() -> None:
    for year in made(Answers(kind=Kind.WIA_WAGE_RELATED, partner=False)).years:
        assert all(len(month.ends.ends) == 2 for month in (*year.months, year))


def test_an_allowance_that_is_not_known_in_one_of_the_ways_is_marked() -> None:
    """Beside social assistance with pay of a partner the care allowance is not known in all ways."""
    found = made(Answers(kind=Kind.SOCIAL_ASSISTANCE, partner=True, partner_gross=900))
    care = next(line for line in found.now.figures.lines if line.code == "zorgtoeslag")
    assert (care.is_complete, found.now.figures.is_complete, found.plans[2].figures.is_complete) == (
        False, False, True,
    )  # fmt: skip
    assert not found.plans[2].figures.is_comparable, "what is left out of now makes the difference too high"


def test_the_months_of_a_partner_with_pay_are_asked_and_not_knowing_gives_both_ends() -> None:
    told = replace(ASSISTANCE, partner=True, partner_gross=900)
    asked = ("partner_exemption_months_used", "partner_limited_hours", "partner_wage_cost_subsidy")
    names = set(asked[:2])
    assert names <= set(made(replace(told, left_open=asked)).assumed)
    assert not names & set(made(replace(told, partner=False, partner_gross=None, left_open=asked)).assumed)
    first, after = (
        spendable(made(replace(told, partner_exemption_months_used=months)).now.results[0]) for months in (0, 36)
    )
    assert first > after, "part of the partner's pay is left out in the first months"


def test_what_cannot_be_told_is_not_drawn() -> None:
    found = made(Answers(kind=Kind.WIA_SUPPLEMENT))
    assert all(isnan(spendable(plan.results[0])) for plan in found.plans)
    assert found.grids == ()


def test_without_the_kind_of_benefit_nothing_is_told() -> None:
    assert estimated(Answers(), ON) == Missing("kind")


def test_the_pay_of_a_partner_counts_only_with_a_partner() -> None:
    assert wrong(replace(WAJONG, partner_gross=1500)) == ["person.partner_gross"]
    unsure = made(replace(WAJONG, partner=None, partner_gross=1500))
    assert [one.situation.person.partner_gross for one in unsure.alternatives] == [0, 1500]


def test_from_67_one_is_past_pension_age() -> None:
    flags = [made(replace(WAJONG, born=date(1959, 11, day))).now.results for day in (24, 25)]
    assert [one[0].situation.person.past_pension_age for one in flags] == [True, False]


def test_children_have_the_ages_that_were_typed_on_any_day() -> None:
    found = estimated(replace(WAJONG, children=(4, 15)), date(2024, 2, 29))
    assert isinstance(found, Estimate)
    assert found.alternatives[0].situation.person.children == (date(2020, 2, 28), date(2009, 2, 28))


def test_a_day_outside_the_book_is_said() -> None:
    found = estimated(WAJONG, date(2028, 1, 1))
    assert isinstance(found, tuple)
    assert [problem.field for problem in found] == ["on"]


def test_the_question_that_decides_most_comes_first() -> None:
    open_both = replace(ASSISTANCE, partner=None, housemates=None)
    found = made(open_both)
    assert list(found.decisive) == ["partner", "housemates"]
    alone = made(replace(open_both, housemates=0))
    moved = [one.figures.left.high - one.figures.left.low for one in (alone.now, *alone.plans)]
    assert alone.decisive == {"partner": max(moved)}, "the widest range of one question is what it moves"
    assert not made(ASSISTANCE).decisive, "all is known"
    page = estimate_page(found)
    assert page.ask_first is not None
    assert page.ask_first.step == Step.HOUSEHOLD
    assert page.open_ends[0] == "met en zonder partner"
    assert page.ask_first.most == money(found.decisive["partner"])
