"""Safety nets: which right comes back, until when, by which article."""

from datetime import date
from typing import Any

import pytest

from plek.engines.benefit_rules import Situation, read_situation
from plek.engines.benefit_rules.book import CONFIDENCES
from plek.engines.benefit_rules.nets import WHEN, LifeDates, SafetyNet, nets, nets_as_json, safety_nets
from plek.engines.benefit_rules.situation import KINDS

DATES = LifeDates(work_starts=date(2026, 3, 1), work_ends=date(2027, 1, 31), benefit_ends=date(2026, 9, 1))


def situation(kind: str, born: str = "1990-04-12", **benefit: Any) -> Situation:
    found = read_situation({"on": "2026-09-15", "person": {"born": born}, "benefit": {"kind": kind, **benefit}})
    assert isinstance(found, Situation)
    return found


def found(kind: str, dates: LifeDates | None = DATES, **answers: Any) -> dict[str, SafetyNet]:
    return {net.code: net for net in safety_nets(situation(kind, **answers), dates)}


@pytest.mark.parametrize(
    ("kind", "code", "until"),
    [
        ("wajong", "wajong_runs_on", date(2031, 3, 1)),
        ("wajong", "wajong_revives", None),
        ("wajong", "no_risk_endless", None),
        ("wia_vvu", "wga_grace", date(2027, 3, 1)),
        ("wia_lau", "wga_revives", date(2031, 9, 1)),
        ("wia_lgu", "no_risk_five_years", date(2031, 3, 1)),
        ("iva", "iva_revives", date(2031, 9, 1)),
        ("iva", "iva_not_looked_at_again", date(2027, 10, 1)),
        ("wao", "wao_five_years", date(2031, 3, 1)),
        ("wao", "wao_reopens", date(2031, 9, 1)),
        ("ww", "ww_after_own_request", date(2027, 3, 1)),
        ("ww", "ww_revives", None),
        ("zw", "ill_after_job", date(2027, 2, 28)),
        ("bijstand", "bijstand_again", None),
        ("bijstand", "bijstand_easier", date(2027, 9, 1)),
    ],
)
def test_a_right_comes_back_until_a_day(kind: str, code: str, until: date | None) -> None:
    assert found(kind)[code].until == until


def test_without_dates_the_nets_are_there_and_their_days_are_not() -> None:
    without = found("wia_vvu", None)
    assert without.keys() == found("wia_vvu").keys()
    assert without["wga_revives"].until is None
    assert without["wga_revives"].counted_from == "benefit_ends"


def test_who_ended_the_wajong_waits_a_year() -> None:
    net = found("wajong")["wajong_after_own_request"]
    assert net.begins == date(2027, 9, 1)
    assert "1a:10(3)" in net.article


def test_answers_decide_which_nets_hold() -> None:
    able, unable = found("wajong"), found("wajong", capacity=False)
    assert "wajong_runs_on" in able
    assert "wajong_runs_on" not in unable
    assert "wajong_revives_without_capacity" in unable
    assert "wajong_transition" in found("wajong", transitional_amount=120)
    assert "wajong_transition" not in able
    assert "no_risk_subsidised" in found("bijstand", wage_cost_subsidy=True)
    assert "no_risk_subsidised" not in found("bijstand")


@pytest.mark.parametrize(
    ("born", "code"), [("1999-09-15", "bijstand_again"), ("1999-09-16", "bijstand_again_young")]
)
def test_the_search_period_is_for_who_is_under_27(born: str, code: str) -> None:
    assert code in {net.code for net in safety_nets(situation("bijstand", born))}


def test_a_day_that_a_month_does_not_have_becomes_its_last() -> None:
    dates = LifeDates(benefit_ends=date(2026, 8, 31))
    assert found("ww", dates)["ww_after_own_request"].until == date(2027, 2, 28)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_benefit_has_a_net_for_the_end_of_work(kind: str) -> None:
    held = safety_nets(situation(kind))
    assert any("job_ends" in net.when for net in held)
    places = [list(WHEN).index(net.when[0]) for net in held]
    assert places == sorted(places)


@pytest.mark.parametrize("net", nets(), ids=lambda net: net.code)
def test_every_net_says_what_to_do_in_both_languages_and_where_it_comes_from(net: Any) -> None:
    assert net.source.law
    assert net.source.article
    assert net.source.text
    assert net.source.confidence in CONFIDENCES
    assert set(net.when) <= set(WHEN)
    assert net.kinds <= set(KINDS)
    for sentence in (net.right, net.first, net.limit):
        assert sentence.nl != sentence.en
        assert sentence.nl.endswith(".")
        assert max(len(part.split()) for part in sentence.nl.split(". ")) <= 25, "too long for level B1"


def test_no_two_nets_share_a_code_and_nothing_old_is_called_law() -> None:
    assert len({net.code for net in nets()}) == len(nets())
    assert not [net.code for net in nets() if "2017" in net.source.text and net.source.confidence == "law"]


def test_the_json_is_plain() -> None:
    plain = nets_as_json(safety_nets(situation("wia_lgu"), DATES), "nl")
    revives = next(net for net in plain if net["code"] == "wga_revives")
    assert revives["until"] == "2031-09-01"
    assert revives["when"] == ["Je uitkering is gestopt en werken lukt niet meer"]
    assert revives["article"] == "57"
