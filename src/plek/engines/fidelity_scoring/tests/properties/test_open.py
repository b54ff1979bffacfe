"""What is open widens the score and never decides it; more that is good never lowers it; needs are enough."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plek.engines.fidelity_scoring import Evidence, load_scale, score, score_item
from plek.engines.fidelity_scoring.measuring import measured
from plek.engines.fidelity_scoring.needs import after
from plek.engines.fidelity_scoring.placing import placed
from plek.engines.fidelity_scoring.rules import Elements, Ladder, Pattern
from plek.engines.fidelity_scoring.tests.properties.strategies import evidence_for, quickly
from plek.engines.measures import Period

SCALE = load_scale()
PERIOD = Period.months_up_to(date(2026, 9, 30))
CODES = [item.code for item in SCALE.items]
ON_SIGNS = [item.code for item in SCALE.items if isinstance(item.rule, Elements | Pattern)]


@pytest.mark.parametrize("code", CODES)
@quickly
@given(st.data())
def test_whatever_turns_out_lies_between_the_bounds(code: str, data: st.DataObject) -> None:
    item = SCALE.item(code)
    evidence = data.draw(evidence_for(item))
    before = score_item(item, evidence)
    settled = {sign.code: data.draw(st.booleans()) for sign in before.open}
    later = score_item(item, replace(evidence, facts={**evidence.facts, **settled}))
    assert before.at_least <= later.at_least <= later.at_most <= before.at_most
    assert (before.score is None) == (before.at_least < before.at_most)


@pytest.mark.parametrize("code", ON_SIGNS)
@quickly
@given(st.data())
def test_both_bounds_can_come_true(code: str, data: st.DataObject) -> None:
    item = SCALE.item(code)
    evidence = data.draw(evidence_for(item))
    found = score_item(item, evidence)
    rule = item.rule
    bad = {cap.sign for cap in rule.caps} if isinstance(rule, Pattern) else set()
    worst = {sign.code: sign.code in bad for sign in found.open}
    best = {sign.code: sign.code not in bad for sign in found.open}
    assert score_item(item, replace(evidence, facts={**evidence.facts, **worst})).score == found.at_least
    assert score_item(item, replace(evidence, facts={**evidence.facts, **best})).score == found.at_most


@pytest.mark.parametrize("code", ON_SIGNS)
@quickly
@given(st.data())
def test_one_more_good_sign_never_lowers_the_score(code: str, data: st.DataObject) -> None:
    item = SCALE.item(code)
    bad = {cap.sign for cap in item.rule.caps} if isinstance(item.rule, Pattern) else set()
    there = {sign: data.draw(st.booleans()) for sign in item.signs}
    more = {**there, data.draw(st.sampled_from(sorted(set(item.signs) - bad))): True}
    before, later = (score_item(item, Evidence(facts=facts)).score for facts in (there, more))
    assert before is not None
    assert later is not None
    assert before <= later


@pytest.mark.parametrize("code", [code for code in CODES if isinstance(SCALE.item(code).rule, Ladder)])
@quickly
@given(st.data())
def test_what_the_next_score_needs_is_enough(code: str, data: st.DataObject) -> None:
    item = SCALE.item(code)
    rule, evidence = item.rule, data.draw(evidence_for(item))
    assert isinstance(rule, Ladder)
    found = score_item(item, evidence)
    need = found.need
    if need is None or need.amount is None or rule.measure == "median_wait":
        return
    reached = after(rule, measured(item, rule, evidence), need.amount)
    assert need.score == (found.score or 0) + 1
    assert placed(rule.steps, reached * rule.factor).score >= need.score
    assert str(need.amount).rstrip("0").rstrip(".") in need.text.en.replace(",", "")


@quickly
@given(st.data())
def test_the_waits_to_shorten_are_enough_and_no_more(data: st.DataObject) -> None:
    item = SCALE.item("SE4")
    evidence = replace(data.draw(evidence_for(item)), facts={"tracked": True})
    found = score_item(item, evidence)
    if found.need is None or found.need.amount is None:
        return
    limits = {2: 270, 3: 150, 4: 60, 5: 30}
    limit = limits[found.need.score]
    slow = sorted((w for w in evidence.waits if not (w.has_ended and w.days <= limit)), key=lambda w: -w.days)
    quick = [w for w in evidence.waits if w not in slow]
    for amount, is_enough in ((int(found.need.amount), True), (int(found.need.amount) - 1, False)):
        sooner = [replace(w, days=limit, has_ended=True) for w in slow[:amount]]
        later = score_item(item, replace(evidence, waits=(*quick, *sooner, *slow[amount:])))
        assert (later.at_least >= found.need.score) is is_enough


@quickly
@given(st.data())
def test_the_total_is_the_sum_of_what_is_rated(data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(CODES), max_size=6))
    evidence = {code: data.draw(evidence_for(SCALE.item(code))) for code in sorted(chosen)}
    result = score(SCALE, evidence, PERIOD)
    scores = [found.score for found in result.items if found.score]
    total = result.totals[0]
    assert (total.score, total.rated, total.of, total.band) == (sum(scores), len(scores), 25, None)
