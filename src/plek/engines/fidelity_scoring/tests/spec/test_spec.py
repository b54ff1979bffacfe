"""Every row of the spec tables, through the whole engine."""

import pytest

from plek.engines.fidelity_scoring import load_scale, score_item
from plek.engines.fidelity_scoring.rules import Described, Elements, Ladder, Pattern
from plek.engines.fidelity_scoring.tests.spec.manual import manual_page
from plek.engines.fidelity_scoring.tests.spec.tables import at_value, table, with_signs
from plek.engines.fidelity_scoring.texts import Language

SCALE = load_scale()
ON_ANCHORS = [(code, v, s) for code, rows in table("ladders").items() for v, s in rows["anchors"].items()]
BETWEEN = [(code, v, s) for code, rows in table("ladders").items() for v, s in rows.get("nearest", {}).items()]
COUNTED = [(code, n, s) for code, row in table("elements").items() for n, s in enumerate(row)]
TOGETHER = [(code, row["signs"], row["score"]) for code, rows in table("patterns").items() for row in rows]


@pytest.mark.parametrize(("code", "value", "score"), ON_ANCHORS)
def test_a_value_on_an_anchor(code: str, value: float, score: int) -> None:
    found = score_item(SCALE.item(code), at_value(SCALE.item(code), value))
    assert found.score == score
    assert "between two anchors" not in found.note.en


@pytest.mark.parametrize(("code", "value", "score"), BETWEEN)
def test_a_value_between_anchors_goes_to_the_nearest_and_says_so(code: str, value: float, score: int) -> None:
    found = score_item(SCALE.item(code), at_value(SCALE.item(code), value))
    assert found.score == score
    assert f"between two anchors; the nearest is {score}" in found.note.en
    assert f"tussen twee ankers; het naaste is {score}" in found.note.nl


@pytest.mark.parametrize(("code", "there", "score"), COUNTED)
def test_so_many_elements(code: str, there: int, score: int) -> None:
    item = SCALE.item(code)
    found = score_item(item, with_signs(item, list(item.signs)[:there]))
    assert (found.score, found.found.measured.value) == (score, there)


@pytest.mark.parametrize(("code", "signs", "score"), TOGETHER)
def test_signs_together(code: str, signs: list[str], score: int) -> None:
    item = SCALE.item(code)
    assert set(signs) <= set(item.signs)
    assert score_item(item, with_signs(item, signs)).score == score


def test_every_item_has_its_table() -> None:
    kinds = {Ladder: "ladders", Elements: "elements", Pattern: "patterns"}
    for kind, name in kinds.items():
        assert {item.code for item in SCALE.items if isinstance(item.rule, kind)} == set(table(name))
    assert {item.code for item in SCALE.items if isinstance(item.rule, Described)} == {"OR6", "SE7"}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_manual_tells_every_item_with_its_anchors(language: Language) -> None:
    page = manual_page(SCALE, language)
    for item in SCALE.items:
        assert f"### {item.code} {item.name.in_language(language)}" in page
        assert all(anchor.text.in_language(language) in page for anchor in item.anchors.values())
    assert "20.5: 4" in page
