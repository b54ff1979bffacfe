"""The vignettes: whole in both languages, and the expert's score is the scale's wherever it can be counted."""

from pathlib import Path

import pytest

from plek.engines.fidelity_scoring import ScaleError, load_scale, score_item
from plek.engines.fidelity_scoring.vignettes import Situation, load_vignettes, read_vignette

SCALE = load_scale()
VIGNETTES = load_vignettes()
SITUATIONS = [(vignette, one) for vignette in VIGNETTES for one in vignette.items]
GOOD = """
code: "99"
name: {en: a, nl: a}
situation: {en: a, nl: a}
items:
  - {item: ST1, found: {en: a, nl: a}, score: 4, reason: {en: a, nl: a}, evidence: {counts: {clients: 44, fte: 2}}}
  - {item: OR6, found: {en: a, nl: a}, score: 3, reason: {en: a, nl: a}}
  - {item: SE8, found: {en: a, nl: a}, score: 5, reason: {en: a, nl: a}}
"""


def test_there_are_enough_and_every_item_is_practised() -> None:
    assert len(VIGNETTES) >= 12
    assert len({vignette.code for vignette in VIGNETTES}) == len(VIGNETTES)
    assert {one.item.code for _, one in SITUATIONS} == {item.code for item in SCALE.items}
    assert {one.score for _, one in SITUATIONS} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    "situation",
    [one for _, one in SITUATIONS if one.evidence],
    ids=[f"{vignette.code}-{one.item.code}" for vignette, one in SITUATIONS if one.evidence],
)
def test_the_expert_agrees_with_the_scale(situation: Situation) -> None:
    assert situation.evidence is not None
    assert score_item(situation.item, situation.evidence).score == situation.score


def test_only_what_nobody_can_count_has_no_counts() -> None:
    assert {one.item.code for _, one in SITUATIONS if one.evidence is None} == {"OR6", "SE7"}


def test_a_vignette_of_ones_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(GOOD, "utf-8")
    assert read_vignette(tmp_path / "own.yaml", SCALE).items[0].score == 4


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("item: SE8", "item: XX1", "has no item XX1"),
        ("item: SE8", "item: ST1", "three to five different items"),
        ("score: 5", "score: 6", "score runs from 1 to 5"),
        ("clients: 44", "dreams: 44", "unknown count dreams"),
        ("name: {en: a, nl: a}", "name: {en: a}", "nl must be words"),
    ],
)
def test_a_slip_is_refused(right: str, wrong: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(GOOD.replace(right, wrong), "utf-8")
    with pytest.raises(ScaleError, match=said):
        read_vignette(tmp_path / "own.yaml", SCALE)
