"""Agreement between two raters, on published examples and by hand."""

import pytest

from plek.engines.fidelity_scoring import Agreement, agreement

# Anxiety of twenty people by two raters: the example of kappa2 in the R package irr 0.84, printed as 0.297.
ANXIETY = list(
    zip(
        [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
        [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        (ANXIETY, 0.297),
        # The textbook table of fifty grant proposals; with two scores the weights make no difference.
        ([(2, 2)] * 20 + [(2, 1)] * 5 + [(1, 2)] * 10 + [(1, 1)] * 15, 0.4),
        # Worked by hand: 7 pairs, distances found 2, between all 56: 1 - 7 x 2 / 56.
        ([(1, 1), (2, 2), (3, 3), (1, 1), (2, 2), (2, 3), (3, 2)], 0.75),
    ],
)
def test_the_kappa_of_published_examples(pairs: list[tuple[int, int]], kappa: float) -> None:
    found = agreement(pairs).kappa
    assert found is not None
    assert round(found, 3) == kappa


def test_counts_of_pairs() -> None:
    # Distances found 18, between all sixteen 94: 1 - 4 x 18 / 94.
    found = agreement([(1, 1), (2, 3), (5, 4), (5, 1)])
    assert found == Agreement(pairs=4, exact=1, within_one=3, kappa=22 / 94)


@pytest.mark.parametrize("pairs", [[], [(4, 4)], [(4, 4), (4, 4)]])
def test_there_is_no_kappa_where_chance_agrees_as_well(pairs: list[tuple[int, int]]) -> None:
    assert agreement(pairs).kappa is None


def test_one_pair_that_differs_agrees_as_chance_would() -> None:
    assert agreement([(2, 5)]).kappa == 0
