"""The median of waits that have not all ended."""

import random
from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from plek.engines.fidelity_scoring import Wait, median_wait
from plek.engines.fidelity_scoring.survival import followed_for
from plek.engines.fidelity_scoring.tests.properties.slow import slow_median
from plek.engines.fidelity_scoring.tests.properties.strategies import thoroughly, waits

some = st.lists(st.builds(Wait, st.integers(0, 60), st.booleans()), min_size=1, max_size=30)


@thoroughly
@given(some)
def test_the_slow_version_agrees(found: list[Wait]) -> None:
    assert median_wait(found) == slow_median([(wait.days, wait.has_ended) for wait in found])


@thoroughly
@given(st.lists(st.integers(0, 300), min_size=1, max_size=40))
def test_when_all_have_ended_it_is_the_ordinary_lower_median(days: list[int]) -> None:
    assert median_wait([Wait(day, has_ended=True) for day in days]) == median_low(days)


@thoroughly
@given(waits, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(found: list[Wait], chance: random.Random) -> None:
    mixed = list(found)
    chance.shuffle(mixed)
    assert median_wait(mixed) == median_wait(found)


@thoroughly
@given(st.lists(st.integers(0, 60), min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 100))
def test_waiting_longer_never_makes_the_median_shorter(days: list[int], who: int, more: int) -> None:
    """Only where all have ended: a wait that outlasts someone's leaving changes what that leaving weighs."""
    longer = list(days)
    longer[who % len(days)] += more
    before, after = ([Wait(day, has_ended=True) for day in some_days] for some_days in (days, longer))
    assert (median_wait(after) or 0) >= (median_wait(before) or 0)


@thoroughly
@given(some)
def test_a_median_that_is_not_reached_lies_beyond_everyone(found: list[Wait]) -> None:
    median = median_wait(found)
    assert (median or 0) <= followed_for(found)
    if median is None:
        assert median_wait([Wait(wait.days, has_ended=True) for wait in found]) is not None
        assert not max(found, key=lambda wait: (wait.days, not wait.has_ended)).has_ended


def test_ties_of_an_event_and_a_leaving_count_the_leaver_as_waiting() -> None:
    assert median_wait([Wait(10, has_ended=True), Wait(10, has_ended=False)]) == 10
    assert median_wait([Wait(10, has_ended=True), Wait(10, has_ended=False), Wait(20, has_ended=True)]) == 20


def test_a_worked_example() -> None:
    """Ten followed: 9/10 wait after day 6; two leave; 5/7 of that after day 13; 3/5 of that after 20."""
    ended = [6, 13, 13, 20, 20]
    left = [8, 9, 30, 30, 30]
    found = [Wait(day, has_ended=True) for day in ended] + [Wait(day, has_ended=False) for day in left]
    assert median_wait(found) == slow_median([(wait.days, wait.has_ended) for wait in found]) == 20


def test_nobody_waits() -> None:
    assert median_wait([]) is None
    assert followed_for([]) == 0
