"""A study as a plan: which rights stop, change or stay by which article, and nothing invented beside them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.choices import Kind, PlanKind
from plek.benefits.estimates import Estimate, Plan, estimated
from plek.benefits.figures import range_of
from plek.benefits.forms.conversation import PlanForm
from plek.benefits.kept import content_of, kept_in
from plek.benefits.presenters.page import estimate_page
from plek.benefits.study import Does, rules_of, study_rules, what_it_does

ON = date(2026, 11, 24)
STUDY = PlanDetails(PlanKind.STUDY, "Mbo", starts_on=date(2027, 1, 4), study_hours=24, student_finance=True)
YOUNG = Answers(kind=Kind.SOCIAL_ASSISTANCE, born=date(2003, 5, 1), partner=False, housemates=0, exemption="31-2")
OLDER = replace(YOUNG, born=date(1990, 4, 12))


def planned(answers: Answers, *plans: PlanDetails) -> tuple[Estimate, tuple[Plan, ...]]:
    found = estimated(answers, ON, plans)
    assert isinstance(found, Estimate)
    return found, found.plans


@pytest.mark.parametrize(
    ("answers", "student_finance", "does"),
    [
        (YOUNG, True, Does.STOPS),
        (YOUNG, False, Does.STAYS),
        (YOUNG, None, Does.BOTH),
        (replace(YOUNG, partner=True), True, Does.CHANGES),
        (replace(YOUNG, partner=None), None, Does.CHANGES),
        (replace(YOUNG, born=None), True, Does.CHANGES),
        (OLDER, True, Does.CHANGES),
        (OLDER, False, Does.STAYS),
        (replace(YOUNG, kind=Kind.WAJONG_ABLE), True, Does.STAYS),
        (replace(YOUNG, kind=Kind.WW), None, Does.STAYS),
    ],
)
def test_what_can_be_calculated(answers: Answers, student_finance: bool | None, does: Does) -> None:
    assert what_it_does(answers, replace(STUDY, student_finance=student_finance), ON) == does


def test_the_age_counts_on_the_first_day_of_the_study() -> None:
    almost = replace(YOUNG, born=date(2000, 1, 1))
    assert what_it_does(almost, replace(STUDY, starts_on=date(2026, 12, 1)), ON) == Does.STOPS
    assert what_it_does(almost, STUDY, ON) == Does.CHANGES


def test_without_the_right_the_benefit_is_nothing_and_the_year_ends_where_it_is_not_known() -> None:
    found, (plan,) = planned(YOUNG, STUDY)
    assert not [line for line in plan.figures.lines if line.code == "benefit"]
    assert plan.figures.difference.high is not None
    assert plan.figures.difference.high < 0
    months = found.years[1].months
    assert [month.is_known for month in months] == [False] * len(months), "the year begins with the study"
    assert any("Studiefinanciering zit niet" in nl for nl, _en in plan.figures.unknown)


def test_not_knowing_shows_both_ends() -> None:
    _found, (both, stays, stops) = planned(
        YOUNG, replace(STUDY, student_finance=None), replace(STUDY, student_finance=False), STUDY
    )
    assert both.figures.left.high == stays.figures.left.low
    assert both.figures.left.low == stops.figures.left.high


def test_what_changes_is_not_calculated_and_no_sum_is_told() -> None:
    found, (plan,) = planned(OLDER, replace(STUDY, hours=8))
    assert {line.code for line in plan.figures.lines} <= {"pay", "holiday"}
    assert plan.figures.left.ends == plan.figures.difference.ends == ()
    page = estimate_page(found, with_year=True)
    assert page.plans[1].left == "niet bekend"
    assert page.plans[1].title == "Opleiding: Mbo, 8 uur werk"
    again = kept_in(json.dumps(content_of(found)))
    assert again.plans[0].figures == plan.figures
    assert again.years == found.years


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.NONE])
def test_every_benefit_says_something_of_a_study_with_where_it_stands(kind: Kind) -> None:
    found, _plans = planned(replace(YOUNG, kind=kind, former_wage=2400, disability_class="80-100"), STUDY)
    [part] = estimate_page(found).studies
    assert part.calculated
    assert all(line.sentence and line.source for line in part.lines)


def test_each_rule_has_both_languages_a_source_and_says_how_sure_it_is() -> None:
    for rule in study_rules():
        assert rule.said.nl
        assert rule.said.en
        assert rule.source.text
        assert rule.source.article or rule.source.confidence in ("secondary", "unverified"), rule.code
    assert not rules_of(YOUNG, PlanDetails(hours=12), ON), "work is no study"


def test_where_the_tax_credits_count_is_a_range_until_it_is_known() -> None:
    wajong = Answers(kind=Kind.WAJONG_ABLE, born=date(1990, 4, 12), partner=False)
    found, _plans = planned(
        wajong,
        PlanDetails(hours=20),
        PlanDetails(hours=20, credit_at="benefit"),
        PlanDetails(hours=20, credit_at="work"),
    )
    _now, unknown, benefit, work = found.years
    assert [month.total for month in unknown.months] == [month.total for month in benefit.months]
    both = zip(benefit.months, work.months, strict=True)
    assert [month.ends for month in unknown.months] == [range_of((one.total, two.total)) for one, two in both]
    assert benefit.ends.ends == (benefit.total,)
    assert len(unknown.months[1].ends.ends) == 2
    page = estimate_page(found, with_year=True).year
    assert page is not None
    assert " tot " in page.lines[1].totals[1].replace("\N{NO-BREAK SPACE}", " ")
    assert "tot" not in page.lines[1].totals[2]
    assert any("heffingskorting" in note for note in page.notes)
    paid_net, _plans = planned(OLDER, PlanDetails(hours=20))
    assert paid_net.years[1].are_credits_known, "beside social assistance only the employer takes off tax"


def test_a_study_is_asked_its_hours_and_student_finance_and_another_plan_keeps_none_of_it() -> None:
    typed = {"kind": "study", "title": "Mbo", "hours": "", "per": "hour", "starts_on": "2027-01-04",
             "study_hours": "24", "student_finance": "yes", "credit_at": ""}  # fmt: skip
    form = PlanForm(typed, today=ON, kind=Kind.WAJONG_ABLE)
    assert form.is_valid()
    assert form.is_about_study
    assert form.details == replace(STUDY, title="Mbo")
    other = PlanForm({**typed, "kind": "hours", "hours": "12"}, today=ON, kind=Kind.SOCIAL_ASSISTANCE)
    assert other.is_valid()
    assert "credit_at" not in other.fields
    assert (other.details.study_hours, other.details.student_finance) == (None, None)
