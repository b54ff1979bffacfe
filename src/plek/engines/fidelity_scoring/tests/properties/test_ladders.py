"""Items on an axis: one score for every value, never worse for better work, the same as the slow version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plek.engines.fidelity_scoring import Evidence, load_scale, score_item
from plek.engines.fidelity_scoring.placing import placed
from plek.engines.fidelity_scoring.rules import Ladder
from plek.engines.fidelity_scoring.tests.properties.slow import PRINTED, slow_score
from plek.engines.fidelity_scoring.tests.properties.strategies import quickly
from plek.engines.fidelity_scoring.tests.spec.tables import at_value

SCALE = load_scale()
LADDERS = [item.code for item in SCALE.items if isinstance(item.rule, Ladder)]
hundredths = st.integers(0, 10_000)


def _score(code: str, value: float) -> int:
    found = score_item(SCALE.item(code), at_value(SCALE.item(code), value)).score
    assert found is not None
    return found


@pytest.mark.parametrize("code", sorted(PRINTED))
@quickly
@given(hundredths)
def test_the_slow_version_agrees(code: str, value: int) -> None:
    assert _score(code, value / 100) == slow_score(code, value)


def test_the_slow_version_knows_every_ladder_but_the_waits() -> None:
    assert set(PRINTED) == set(LADDERS) - {"SE4"}


@pytest.mark.parametrize("code", sorted(PRINTED))
def test_the_slow_version_agrees_around_every_limit(code: str) -> None:
    rule = SCALE.item(code).rule
    assert isinstance(rule, Ladder)
    limits = {limit for step in rule.steps for limit in (step.low, step.high) if abs(limit) < 1000}
    for limit in limits:
        for away in (-51, -50, -49, -1, 0, 1, 49, 50, 51):
            value = int(limit * 100) + away
            if 0 <= value <= 10_000:
                assert _score(code, value / 100) == slow_score(code, value), (limit, away)


@pytest.mark.parametrize("code", LADDERS)
@quickly
@given(st.tuples(hundredths, hundredths).map(sorted))
def test_better_work_never_scores_lower(code: str, values: list[int]) -> None:
    rule = SCALE.item(code).rule
    assert isinstance(rule, Ladder)
    less, more = (_score(code, value / 100) for value in values)
    assert less >= more if rule.better == "lower" else less <= more


@pytest.mark.parametrize("code", LADDERS)
@quickly
@given(hundredths)
def test_every_value_has_its_place_and_anchors_do_not_overlap(code: str, value: int) -> None:
    rule = SCALE.item(code).rule
    assert isinstance(rule, Ladder)
    covering = [step for step in rule.steps if step.covers(value / 100)]
    assert len(covering) <= (2 if (code, value) == ("SE13", 3000) else 1)
    assert placed(rule.steps, value / 100).is_nearest is not bool(covering)


@quickly
@given(st.permutations([(156, 26), (40, 10), (3, 7), (111, 23), (0, 5)]))
def test_the_order_of_specialists_does_not_matter(rows: list[tuple[int, int]]) -> None:
    own = tuple({"contacts": float(part), "weeks_worked": float(whole)} for part, whole in rows)
    found = score_item(SCALE.item("SE6"), Evidence(by_specialist=own)).found.measured
    assert found.value == pytest.approx((156 / 26 + 4 + 3 / 7 + 111 / 23) / 5, rel=1e-15)
    assert (found.numerator, found.denominator) == (310, 71)
