"""The procedure as data, whose turn it is, terms, and the sample: pure."""

import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plek.fidelity.choices import OVER, ReviewState, Source
from plek.fidelity.policies import STATES_BACK
from plek.fidelity.procedure import Desk, Standing, Turn, drawn, due_on, procedure, seed_of, turn_of
from plek.fidelity.procedure.book import NOTES_REMOVED

VISIT = date(2026, 11, 24)
BOTH = frozenset({1, 2})
quick = settings(max_examples=40, deadline=None)
numbers = st.sets(st.integers(1, 500).map(lambda n: f"C{n}"), max_size=60)


def standing(state: str, **known: object) -> Standing:
    return Standing(state, VISIT, VISIT + timedelta(days=1), **known)  # type: ignore[arg-type]


def test_every_step_has_a_term_with_where_it_comes_from_and_how_sure() -> None:
    rules = procedure()
    assert set(rules.terms) == ({*ReviewState.values} - OVER) | {NOTES_REMOVED}
    for term in rules.terms.values():
        assert term.confidence in {"high", "medium", "low", "own"}
        assert set(term.source) == {"nl", "en"}
    assert {*rules.talks} == {*Source} - {Source.RECORDS}
    assert rules.charts_with_work <= rules.charts


@pytest.mark.parametrize(
    ("state", "day"),
    [
        ("planning", date(2026, 11, 24)), ("visit", date(2026, 11, 25)), ("report", date(2026, 12, 23)),
        ("response", date(2027, 1, 6)), ("closed", None),
    ],
)  # fmt: skip
def test_report_within_four_weeks_and_plan_within_six_of_the_visit(state: str, day: date | None) -> None:
    assert due_on(standing(state)) == day


def test_notes_go_two_weeks_after_the_report_is_final() -> None:
    assert due_on(standing("response", final_on=date(2026, 12, 20)), NOTES_REMOVED) == date(2027, 1, 3)
    assert due_on(standing("report"), NOTES_REMOVED) is None


@pytest.mark.parametrize(
    ("known", "desk", "turn"),
    [
        ({"state": "planning"}, Desk.PLANNER, Turn.MAKE_BOOK),
        ({"state": "planning", "has_book": True}, Desk.REVIEWERS, Turn.SIGN),
        ({"state": "planning", "has_book": True, "signed": {1}, "mine": 2}, Desk.REVIEWERS, Turn.SIGN),
        ({"state": "planning", "has_book": True, "signed": {1}, "mine": 1}, Desk.REVIEWERS, Turn.WAIT_TO_BEGIN),
        ({"state": "planning", "has_book": True, "signed": BOTH, "mine": 1}, Desk.REVIEWERS, Turn.BEGIN_VISIT),
        ({"state": "visit"}, Desk.REVIEWERS, Turn.END_VISIT), ({"state": "rating"}, Desk.REVIEWERS, Turn.RATE),
        ({"state": "rating", "mine": 1, "finished": {1}}, Desk.REVIEWERS, Turn.WAIT_FOR_OTHER),
        ({"state": "rating", "mine": 2, "finished": {1}}, Desk.REVIEWERS, Turn.RATE),
        ({"state": "consensus"}, Desk.REVIEWERS, Turn.AGREE),
        ({"state": "report"}, Desk.REVIEWERS, Turn.WRITE_REPORT),
        ({"state": "response"}, Desk.PLANNER, Turn.RESPOND), ({"state": "closed"}, Desk.NOBODY, Turn.NOTHING),
        ({"state": "cancelled"}, Desk.NOBODY, Turn.NOTHING),
    ],
)  # fmt: skip
def test_whose_turn_it_is(known: dict[str, object], desk: Desk, turn: Turn) -> None:
    assert turn_of(standing(**known)) == (desk, turn)  # type: ignore[arg-type]


def test_there_is_no_way_back_from_consensus_to_rating() -> None:
    assert ReviewState.CONSENSUS not in STATES_BACK
    order = list(ReviewState)
    assert all(order.index(to) == order.index(state) - 1 for state, to in STATES_BACK.items())


@quick
@given(numbers, st.data())
def test_the_sample_is_the_same_again_and_holds_who_worked(every: set[str], data: st.DataObject) -> None:
    working = data.draw(st.sets(st.sampled_from(sorted(every)))) if every else set()
    seed = seed_of(uuid.UUID(int=7), VISIT)
    sample = drawn(every, working, seed=seed, size=10, of_work=5)
    assert sample == drawn(sorted(every, reverse=True), working, seed=seed, size=10, of_work=5)
    assert len(sample) == min(10, len(every)) == len(set(sample))
    assert set(sample) <= every
    others = len(every) - len(working)
    assert len(set(sample) & working) == min(len(working), max(5, 10 - others))


def test_another_review_or_another_day_draws_others() -> None:
    every = {f"C{n}" for n in range(100)}
    seeds = {seed_of(uuid.UUID(int=n), VISIT + timedelta(days=d)) for n in (1, 2) for d in (0, 1)}
    assert len(seeds) == 4
    assert len({tuple(drawn(every, (), seed=seed, size=10, of_work=5)) for seed in seeds}) == 4
