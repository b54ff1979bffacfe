"""The kappa against the full table of weights, and what must hold for any two raters."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from plek.engines.fidelity_scoring import agreement
from plek.engines.fidelity_scoring.tests.properties.strategies import thoroughly

scores = st.integers(1, 5)
many = st.lists(st.tuples(scores, scores), min_size=1, max_size=30)


def slow_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Cell by cell: the table of scores, the table that chance would give, and a weight for each cell."""
    cells, n = Counter(pairs), len(pairs)
    rows, columns = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = expected = Fraction(0)
    for row in range(1, 6):
        for column in range(1, 6):
            weight = Fraction((row - column) ** 2, 16)
            observed += weight * Fraction(cells[row, column], n)
            expected += weight * Fraction(rows[row], n) * Fraction(columns[column], n)
    return float(1 - observed / expected) if expected else None


@thoroughly
@given(many)
def test_the_table_of_weights_agrees(pairs: list[tuple[int, int]]) -> None:
    assert agreement(pairs).kappa == slow_kappa(pairs)


@thoroughly
@given(many)
def test_order_and_who_is_first_make_no_difference(pairs: list[tuple[int, int]]) -> None:
    turned = [(other, one) for one, other in sorted(pairs)]
    assert agreement(turned) == agreement(pairs)


@thoroughly
@given(many)
def test_it_stays_within_its_limits(pairs: list[tuple[int, int]]) -> None:
    found = agreement(pairs)
    assert 0 <= found.exact <= found.within_one <= found.pairs == len(pairs)
    assert found.kappa is None or -1 <= found.kappa <= 1
    assert (found.kappa == 1) <= (found.exact == found.pairs)


@thoroughly
@given(many, st.integers(0, 29))
def test_coming_closer_never_lowers_the_counts(pairs: list[tuple[int, int]], place: int) -> None:
    one, other = pairs[place % len(pairs)]
    assume(one != other)
    closer = [*pairs]
    closer[place % len(pairs)] = (one, other + (1 if other < one else -1))
    assert agreement(closer).exact >= agreement(pairs).exact
    assert agreement(closer).within_one >= agreement(pairs).within_one
