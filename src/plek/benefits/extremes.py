"""Which of the ways in which open answers may turn out leave least and most. Pure."""

from collections.abc import Iterable, Sequence
from math import isnan

from plek.engines.benefit_rules import Result


def spendable(result: Result) -> float:
    """What can be spent in the month with work, in cents; not-a-number when that is not known."""
    return float(result.with_work.disposable.values)


def extremes(plans: Iterable[Sequence[Result]]) -> tuple[int, ...]:
    """The places of the ways that leave least or most in one of the plans, those of the first plan first.

    One way may leave most with little work and another with much, so that no two ways are the ends of all plans.
    """
    return tuple(dict.fromkeys(place for results in plans for place in _ends(results)))


def _ends(results: Sequence[Result]) -> tuple[int, ...]:
    left = {place: spendable(one) for place, one in enumerate(results)}
    known = [place for place in left if not isnan(left[place])]
    return (min(known, key=left.__getitem__), max(known, key=left.__getitem__)) if known else ()
