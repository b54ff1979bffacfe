"""What a team can move: the data fits the scale, and every lever does what its words say."""

from pathlib import Path

import pytest

from plek.engines.fidelity_scoring import (
    Amount,
    Evidence,
    Habit,
    ScaleError,
    Wait,
    load_levers,
    load_scale,
    score,
    simulate,
)
from plek.engines.fidelity_scoring.moving import read_levers
from plek.engines.fidelity_scoring.tests.test_simulation import PERIOD, SCALE, TEAM

LEVERS = load_levers()
FULL = TEAM | {
    "ST2": Evidence({"hours_employment": 800.0, "hours_total": 1000.0}),
    "SE4": Evidence(waits=(Wait(100, has_ended=True),)),
    "SE5": Evidence({"contacts_for_clients": 10.0, "contacts_fitting": 5.0}),
    "SE10": Evidence({"jobs": 10.0, "competitive_jobs": 8.0, "current_jobs": 10.0}),
    "SE13": Evidence(by_specialist=({"hours_outside": 18.0, "hours_scheduled": 36.0},)),
    "OR4": Evidence({"full_time_specialists": 1.0}),
    "OR5": Evidence({"specialists": 4.0, "leader_fte": 0.4}),
}


@pytest.mark.parametrize("lever", LEVERS.amounts, ids=lambda lever: lever.code)
def test_more_of_an_amount_changes_only_its_own_items(lever: Amount) -> None:
    changes = LEVERS.changes({lever.code: 1.0}, (), FULL)
    found = simulate(SCALE, FULL, changes, PERIOD)
    assert {one.code for one in found.changed} == lever.items


@pytest.mark.parametrize("lever", [one for one in LEVERS.amounts if one.code not in ("clients", "staff", "fte")])
def test_more_of_what_the_model_asks_never_lowers_a_score(lever: Amount) -> None:
    found = simulate(SCALE, FULL, LEVERS.changes({lever.code: 3.0}, (), FULL), PERIOD)
    assert all(one.after.at_least >= one.before.at_least for one in found.changed)


@pytest.mark.parametrize("habit", LEVERS.habits, ids=lambda habit: habit.code)
def test_a_habit_can_be_kept_and_is_then_kept(habit: Habit) -> None:
    changes = LEVERS.changes({}, {habit.code}, {})
    after = simulate(SCALE, {}, changes, PERIOD).after
    kept = {item.item.code: item.evidence for item in after.items}
    assert not habit.is_kept(SCALE, {})
    assert habit.is_kept(SCALE, kept)
    assert all(
        new.at_least >= old.at_least for new, old in zip(after.items, score(SCALE, {}, PERIOD).items, strict=True)
    )


def test_what_nobody_counts_is_left_as_it_is() -> None:
    assert LEVERS.changes({"outside": 5, "quick": 5, "employers": 1}, (), {"SE4": Evidence()}) == []


def test_an_hour_outside_is_an_hour_of_a_full_week() -> None:
    found = simulate(SCALE, FULL, LEVERS.changes({"outside": 9}, (), FULL), PERIOD)
    assert found.after.item("SE13").found.measured.value == 0.75


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (
            "amounts: [{code: a, text: {en: a, nl: a}, counts: [{count: dreams, items: [ST1]}]}]",
            "ST1 does not count",
        ),
        ("amounts: [{code: a, text: {en: a, nl: a}, counts: [{count: fte, items: [XX1]}]}]", "has no item XX1"),
        ("amounts: [{code: a, text: {en: a, nl: a}, waits: {item: XX1, days: 3}}]", "has no item XX1"),
        ("habits: [{code: a, text: {en: a, nl: a}, signs: {ST1: [cover]}}]", "ST1 has no sign cover"),
        ("habits: [{code: a, text: {en: a}, signs: {}}]", "nl must be words"),
        ("heights: []", "does not know heights"),
    ],
)
def test_a_slip_in_the_data_is_refused(slip: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(slip, "utf-8")
    with pytest.raises(ScaleError, match=said):
        read_levers(tmp_path / "own.yaml", load_scale())
