"""A range holds every way in which the answers may turn out, and no more than that."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plek.engines.benefit_rules import Result, Situation, calculate, read_situation
from plek.engines.benefit_rules.possible import POSSIBLE, possible_answers
from plek.engines.benefit_rules.printing import month_as_json
from plek.engines.benefit_rules.ranges import MOST_WAYS, Ranges, ranges

careful = settings(deadline=None, derandomize=True, database=None, max_examples=15)
OPEN = sorted(set(POSSIBLE) - {"benefit.supplement"})
KINDS: dict[str, dict[str, Any]] = {
    "none": {},
    "bijstand": {},
    "wajong": {},
    "wia_vvu": {"former_wage": 2700, "disability_class": "45-55", "remaining_capacity": 1500},
    "ww": {"former_wage": 2600},
}


@st.composite
def questions(draw: st.DrawFn) -> tuple[Situation, dict[str, tuple[Any, ...]]]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    raw = {
        "on": draw(st.sampled_from(["2025-03-15", "2026-03-15", "2026-09-15"])),
        "benefit": {"kind": kind, **KINDS[kind]},
        "work": {"gross": draw(st.integers(0, 300_000)) / 100},
        "person": {"children": draw(st.sampled_from([[], ["2016-02-03"]]))},
        "rent": draw(st.sampled_from([None, 640])),
    }
    found = read_situation(raw)
    assert isinstance(found, Situation)
    return found, possible_answers(draw(st.lists(st.sampled_from(OPEN), max_size=4, unique=True)))


def printed(situation: Situation) -> dict[str, float | None]:
    (result,) = calculate([situation])
    assert isinstance(result, Result)
    found = {}
    for prefix, month in (("now", result.now), ("with_work", result.with_work)):
        plain = month_as_json(month)
        found |= {f"{prefix}.{name}": amount for name, amount in (plain | plain.pop("allowances")).items()}
    return found


def inside(found: Ranges, situation: Situation) -> None:
    for name, amount in printed(situation).items():
        one = found.amounts[name]
        assert amount is None or one.low / 100 - 0.001 <= amount <= one.high / 100 + 0.001, name
        assert amount is not None or one.not_known > 0, name


@careful
@given(questions())
def test_every_way_lies_within_the_range_and_the_ends_are_reached(
    question: tuple[Situation, dict[str, tuple[Any, ...]]],
) -> None:
    found = ranges(*question)
    assert 0 < len(found.ways) <= MOST_WAYS
    for way in found.ways[:: max(len(found.ways) // 6, 1)]:
        inside(found, way.situation)
    one = found.amounts["with_work.disposable"]
    ends = [way for way in found.ways if way.assumed in (one.low_with, one.high_with)]
    assert {printed(way.situation)["with_work.disposable"] for way in ends} == {one.low / 100, one.high / 100}


@careful
@given(questions(), st.data())
def test_an_answer_that_is_given_never_makes_a_range_wider(
    question: tuple[Situation, dict[str, tuple[Any, ...]]], data: st.DataObject
) -> None:
    situation, open_answers = question
    whole = ranges(situation, open_answers)
    way = data.draw(st.sampled_from(whole.ways))
    given_answers = {name: (way.assumed[name],) for name in list(open_answers)[:2]}
    part = ranges(situation, open_answers | given_answers)
    for name, one in part.amounts.items():
        assert one.low >= whole.amounts[name].low or one.not_known == len(part.ways)
        assert one.high <= whole.amounts[name].high or one.not_known == len(part.ways)


@careful
@given(questions())
def test_an_answer_that_moves_nothing_is_not_called_decisive(
    question: tuple[Situation, dict[str, tuple[Any, ...]]],
) -> None:
    found = ranges(*question)
    one = found.amounts["with_work.disposable"]
    assert bool(found.decisive) == (one.high > one.low)
    assert all(most <= one.high - one.low for most in found.decisive.values())
