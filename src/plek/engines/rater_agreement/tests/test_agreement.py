"""Known examples by hand, properties, and an independent way to the same number."""

import math
from statistics import fmean, pvariance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plek.engines.rater_agreement import Agreement, RatingsError, agreement

FIVE = range(1, 6)
pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=40)
quick = settings(max_examples=60, deadline=None)


def compared(both: list[tuple[int, int]]) -> Agreement:
    return agreement([a for a, _ in both], [b for _, b in both], scores=FIVE)


def by_moments(both: list[tuple[int, int]]) -> float | None:
    """The concordance of two series, which quadratic-weighted kappa equals (Fleiss and Cohen 1973)."""
    first, second = [a for a, _ in both], [b for _, b in both]
    along = fmean(a * b for a, b in both) - fmean(first) * fmean(second)
    apart = pvariance(first) + pvariance(second) + (fmean(first) - fmean(second)) ** 2
    return 2 * along / apart if apart else None


def by_tables(both: list[tuple[int, int]]) -> float | None:
    """Cohen's own way: a table of weights, one of what was seen, one of what chance gives."""
    n, seen, chance = len(both), 0.0, 0.0
    for row in FIVE:
        for column in FIVE:
            weight = (row - column) ** 2 / 16
            seen += weight * sum(pair == (row, column) for pair in both) / n
            chance += weight * sum(a == row for a, _ in both) * sum(b == column for _, b in both) / n**2
    return 1 - seen / chance if chance else None


def test_two_classes_as_in_the_textbook_example_of_fifty_grants() -> None:
    """Twenty times both yes, fifteen times both no, five and ten times apart: kappa 0.4. With two classes the
    weights change nothing."""
    first = [2] * 25 + [1] * 25
    second = [2] * 20 + [1] * 5 + [2] * 10 + [1] * 15
    found = agreement(first, second, scores=(1, 2))
    assert (found.n, found.exact, found.within_one) == (50, 35, 50)
    assert found.kappa == pytest.approx(0.4)


def test_an_example_that_can_be_followed_by_hand() -> None:
    """Squared differences 0, 1 and 4 make 5, over three items. Each score of one beside each of the other makes 9
    for the four, 18 for the five and 6 for the three: 33, over nine pairs. So one minus 15/33."""
    found = agreement([4, 5, 3], [4, 4, 1], scores=FIVE)
    assert (found.exact, found.within_one) == (1, 2)
    assert found.kappa == pytest.approx(1 - 15 / 33)


@quick
@given(pairs)
def test_two_independent_ways_give_the_same(both: list[tuple[int, int]]) -> None:
    for other in (by_moments, by_tables):
        expected, found = other(both), compared(both).kappa
        assert (found is None and expected is None) or math.isclose(found or 0, expected or 0, abs_tol=1e-9)


@quick
@given(pairs)
def test_it_does_not_matter_who_is_first_or_in_which_order(both: list[tuple[int, int]]) -> None:
    assert compared(both) == compared([(b, a) for a, b in both]) == compared(both[::-1])


@quick
@given(st.lists(st.integers(1, 5), min_size=1, max_size=30))
def test_all_the_same_is_full_agreement(scores: list[int]) -> None:
    found = agreement(scores, scores, scores=FIVE)
    assert found.exact == found.within_one == found.n
    assert found.kappa == (None if len(set(scores)) == 1 else 1.0)


@quick
@given(pairs, st.data())
def test_one_item_further_apart_never_agrees_more(both: list[tuple[int, int]], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(both) - 1))
    apart = [*both[:place], (1, 5), *both[place + 1 :]]
    assert compared(apart).exact <= compared(both).exact
    assert compared(apart).within_one <= compared(both).within_one


def test_without_items_there_is_nothing_to_say() -> None:
    assert agreement([], [], scores=FIVE) == Agreement(0, 0, 0, None)


@pytest.mark.parametrize(("first", "second"), [([1], [1, 2]), ([0], [1]), ([6], [5])])
def test_what_cannot_be_compared_is_refused(first: list[int], second: list[int]) -> None:
    with pytest.raises(RatingsError):
        agreement(first, second, scores=FIVE)
