"""Official words over own words: checked, and without any effect on a score."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from plek.engines.fidelity_scoring import (
    Evidence,
    ScaleError,
    WordingError,
    load_scale,
    read_wording,
    score_item,
    with_wording,
)

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
    assert (scale.wording.nl, scale.wording.en) == (
        "De officiële vertaling (licentie van 1 mei 2026)", "Plek's own words"
    )  # fmt: skip
    assert [item.code for item in scale.items if item.wording.nl == scale.wording.nl] == ["ST1", "SE4"]
    assert not st1.wording.en
    assert SCALE.item("ST1").name.nl == "Omvang van de caseload"


def test_a_wording_that_was_kept_as_json_is_the_same() -> None:
    assert with_wording(SCALE, json.loads(json.dumps(WORDING))) == with_wording(SCALE, WORDING)


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


HEAD = """scale: IPS-25
version: "2008-01-07"
language: nl
source: De officiële vertaling
right: licentie van 1 mei 2026
"""


def test_a_file_that_is_right_is_the_document_itself() -> None:
    found = read_wording(HEAD + "items:\n  ST1: {name: Naam, anchors: {5: Hoog}}\n", SCALE)
    assert with_wording(SCALE, found).item("ST1").anchors[5].text.nl == "Hoog"


def test_every_fault_is_told_with_its_line_in_both_languages() -> None:
    text = HEAD.replace("nl", "de") + (
        "items:\n  ST9: {}\n  ST1:\n    name: Naam\n    anchors:\n      5: Hoog\n      6: Te hoog\n"
        "  SE4:\n    limit: 30\n  SE5: {about: ''}\n"
    )
    with pytest.raises(WordingError) as refused:
        read_wording(text, SCALE)
    assert [fault.line for fault in refused.value.faults] == [3, 7, 12, 14, 15]
    said = [fault.said for fault in refused.value.faults]
    assert said[0].nl == "language is de; het moet een zijn van en, nl."
    assert (said[2].en, said[2].nl) == (
        "there is no anchor 6; they run from 1 to 5.", "Er is geen anker 6; ze lopen van 1 tot en met 5."
    )  # fmt: skip
    assert "line 12: there is no anchor 6" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("scale: [", 1, "Dit is geen YAML"),
        ("[" * 5_000, 1, "Dit is geen YAML"),
        ("scale: IPS-25\nversion: {\n", 3, "Dit is geen YAML"),
        ("just words", 1, "Dit is geen lijst van namen en waarden."),
        ("", 1, "Dit is geen lijst"),
        ("x" * 300_000, 1, "te lang"),
        (HEAD, 1, "items moet uit regels met een naam en een waarde bestaan."),
        (HEAD.replace("IPS-25", "IPS-Y") + "items: {}", 1, "voor IPS-Y 2008-01-07, niet voor IPS-25"),
        (HEAD.replace("2008-01-07", "2019") + "items: {}", 2, "voor IPS-25 2019"),
        (HEAD + "colour: red\nitems: {}", 6, "colour is hier niet bekend"),
    ],
)
def test_a_file_that_cannot_be_right(text: str, line: int, said: str) -> None:
    with pytest.raises(WordingError) as refused:
        read_wording(text, SCALE)
    (fault,) = refused.value.faults
    assert fault.line == line
    assert said in fault.said.nl


def test_a_file_can_make_nothing_but_words() -> None:
    with pytest.raises(WordingError, match="line 1"):
        read_wording("!!python/object/apply:os.system ['true']", SCALE)
