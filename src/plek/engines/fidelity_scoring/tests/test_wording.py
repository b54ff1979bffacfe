"""Official words over own words: checked, and without any effect on a score."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from plek.engines.fidelity_scoring import Evidence, ScaleError, load_scale, score_item, with_wording

SCALE = load_scale()
WORDING: dict[str, Any] = {
    "scale": "IPS-25",
    "version": "2008-01-07",
    "language": "nl",
    "source": "De officiële vertaling",
    "right": "licentie van 1 mei 2026",
    "items": {"ST1": {"name": "Officiële naam", "anchors": {5: "Officieel anker"}}, "SE4": {"about": "Officieel"}},
}


def test_the_given_words_replace_the_own_words_in_their_language_only() -> None:
    scale = with_wording(SCALE, WORDING)
    st1 = scale.item("ST1")
    assert (st1.name.nl, st1.name.en) == ("Officiële naam", "Caseload size")
    assert (st1.anchors[5].text.nl, st1.anchors[4].text.nl) == (
        "Officieel anker",
        SCALE.item("ST1").anchors[4].text.nl,
    )
    assert scale.item("SE4").about.nl == "Officieel"
    assert scale.wording == "De officiële vertaling (licentie van 1 mei 2026)"
    assert SCALE.item("ST1").name.nl == "Omvang van de caseload"


def test_figures_stay_as_they_are() -> None:
    scale = with_wording(SCALE, WORDING)
    assert [item.rule for item in scale.items] == [item.rule for item in SCALE.items]
    evidence = Evidence({"clients": 74, "fte": 4.25})
    assert score_item(scale.item("ST1"), evidence).score == 5


def test_a_wording_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "official.yaml"
    path.write_text(yaml.safe_dump(WORDING, allow_unicode=True), "utf-8")
    assert with_wording(SCALE, path) == with_wording(SCALE, WORDING)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": "2019"}, "the wording: is meant for IPS-25 2019, not for IPS-25 2008-01-07"),
        ({"language": "de"}, "language is de; it must be one of en, nl"),
        ({"right": ""}, "the wording: right must be words"),
        ({"items": {"ST9": {}}}, "items: IPS-25 has no item ST9"),
        ({"items": {"ST1": {"anchors": {6: "x"}}}}, "item ST1, anchors: there is no anchor 6"),
        ({"items": {"ST1": {"anchors": {5: ""}}}}, "item ST1, anchors: 5 must be words"),
        ({"items": {"ST1": {"limit": "25"}}}, "item ST1: does not know limit; it takes name, about, anchors"),
        ({"items": {"ST1": "words"}}, "items: ST1 must be a mapping"),
        ({"colour": "red"}, "the wording: does not know colour"),
    ],
)
def test_a_wording_that_cannot_be_right(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ScaleError) as refused:
        with_wording(SCALE, {**WORDING, **changes})
    assert said in str(refused.value)
