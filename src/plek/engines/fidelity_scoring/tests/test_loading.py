"""A scale is read as it was written, and what cannot be right is refused with file, item and anchor."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from plek.engines.fidelity_scoring import Evidence, ScaleError, as_json, load_scale, read_scale, score
from plek.engines.fidelity_scoring.tests import tiny
from plek.engines.measures import Period

Spoil = Callable[[dict[str, Any]], Any]


def test_the_scale_of_25_items() -> None:
    scale = load_scale()
    assert (scale.code, scale.version) == ("IPS-25", "2008-01-07")
    assert [item.code for item in scale.items] == [
        *[f"ST{n}" for n in range(1, 4)],
        *[f"OR{n}" for n in range(1, 9)],
        *[f"SE{n}" for n in range(1, 15)],
    ]
    assert {
        section.code: len([i for i in scale.items if i.section == section.code]) for section in scale.sections
    } == {
        "staffing": 3,
        "organisation": 8,
        "services": 14,
    }
    bands = [(band.code, band.low, band.high) for band in scale.totals[0].bands]
    assert bands == [("exemplary", 115, 125), ("good", 100, 114), ("fair", 74, 99), ("not_ips", 25, 73)]


def test_only_two_items_were_compared_with_a_published_copy() -> None:
    """The figures of the others come from knowledge of the field, and say so."""
    seen = {item.code for item in load_scale().items if {a.confidence for a in item.anchors.values()} == {"seen"}}
    assert seen == {"ST1", "ST2"}
    assert load_scale().item("SE10").anchors[1].confidence == "medium"


def test_every_item_says_in_both_languages_what_it_is_and_who_settles_it() -> None:
    for item in load_scale().items:
        texts = [item.name, item.about, item.unit, *[a.text for a in item.anchors.values()], *item.choices]
        texts += [one.text for one in item.inputs.values()] + [sign.name for sign in item.signs.values()]
        assert all(text.en and text.nl and text.en != text.nl for text in texts), item.code
        assert bool(item.because) == (item.how != "computed"), item.code
        assert all(anchor.source for anchor in item.anchors.values())


def test_how_each_item_is_obtained() -> None:
    how = {item.code: item.how for item in load_scale().items}
    assert {code for code, one in how.items() if one == "rater"} == {"OR6", "OR8", "SE7"}
    computed = {"ST1", "ST2", "OR1", "OR3", "SE4", "SE6", "SE8", "SE9", "SE10", "SE12", "SE13"}
    assert {code for code, one in how.items() if one == "computed"} == computed


def test_an_unknown_scale_or_version() -> None:
    with pytest.raises(ScaleError, match="Plek has no scale IPS-99"):
        load_scale("IPS-99")
    with pytest.raises(ScaleError, match="Plek has no scale IPS-25 1999-01-01"):
        load_scale("IPS-25", "1999-01-01")
    assert load_scale("IPS-25", "2008-01-07") == load_scale()


def test_a_scale_with_two_subscales_has_two_totals(tmp_path: Path) -> None:
    scale = read_scale(tiny.write(tmp_path))
    result = score(scale, {"A1": Evidence({"part": 9, "whole": 10})}, Period.months_up_to(tiny.DAY))
    written = as_json(result, team="IPS")
    assert written["total"] == {"score": 5, "rated": 1, "of": 1, "band": "high"}
    assert written["totals"]["learning"] == {"score": 0, "rated": 0, "of": 1, "band": None}


def _out_of_reach(item: dict[str, Any]) -> None:
    item["rule"]["change"]["grows"] = "both"
    item["anchors"][4]["below"] = item["anchors"][5]["at_least"] = 100


def _back_to_front(item: dict[str, Any]) -> None:
    item["anchors"][1]["is"], item["anchors"][2]["is"] = 1, 0


LADDER = "tiny/A1.yaml"
ELEMENTS = "tiny/B1.yaml"
HEAD = "tiny.yaml"
REFUSED: list[tuple[str, Spoil, str]] = [
    (LADDER, lambda d: d["anchors"].pop(3), "A1.yaml, item A1, anchors: must be given for the scores 1, 2, 3, 4"),
    (LADDER, lambda d: d["anchors"][2].update(below=45), "overlap between the anchors of 2 and 3, at 40"),
    (LADDER, lambda d: d["anchors"][2].update(below=35), "gap between the anchors of 2 and 3, from 35 to 40"),
    (LADDER, lambda d: d["anchors"][2].update(at_most=39), "item A1, anchor 2: has two lower or two upper limits"),
    (LADDER, lambda d: d["anchors"][2].update(at_least=45), "item A1, anchor 2: its lower limit lies above"),
    (LADDER, lambda d: d["anchors"][3].update(at_most="many"), "item A1, anchor 3: at_most must be a number"),
    (LADDER, lambda d: d["anchors"][1].update(at_least=0), "leave one end of the axis without a score"),
    (
        LADDER,
        lambda d: d["anchors"].update({1: d["anchors"][2], 2: d["anchors"][1]}),
        "do not run from low to high",
    ),
    (LADDER, lambda d: d["anchors"][5].update(below=90), "leave one end of the axis without a score"),
    (LADDER, lambda d: d["anchors"][4].update(text={"en": "only"}), "item A1, anchor 4, text: nl must be words"),
    (
        LADDER,
        lambda d: d["anchors"][4].update(confidence="hunch"),
        "anchor 4: confidence is hunch; it must be one of",
    ),
    (LADDER, lambda d: d["anchors"][4].update(colour="red"), "item A1, anchor 4: does not know colour"),
    (
        LADDER,
        lambda d: d.update(how="magic"),
        "item A1: how is magic; it must be one of computed, assisted, rater",
    ),
    (LADDER, lambda d: d.update(how="assisted"), "item A1: because must be a mapping"),
    (LADDER, lambda d: d.update(sources=["RUMOUR"]), "sources must be some of MIS, DOC, INT, OBS, ISP"),
    (LADDER, lambda d: d.update(code="A9"), "the file of A1 describes A9"),
    (
        LADDER,
        lambda d: d["inputs"].update(extra={"en": "x", "nl": "y"}),
        "declares the input extra, which nothing uses",
    ),
    (LADDER, lambda d: d["inputs"].pop("whole"), "names the input whole, which it does not declare"),
    (LADDER, lambda d: d["rule"].update(kind="guess"), "rule: kind is guess"),
    (LADDER, lambda d: d["rule"].update(measure="mode"), "rule: measure is mode"),
    (LADDER, lambda d: d["rule"].update(caps=[{"unless": "s", "at": 9}]), "caps 1: must name one sign"),
    (LADDER, lambda d: d["rule"].update(caps=[{"unless": "s", "at": 2}]), "names the sign s, which it does not"),
    (
        LADDER,
        lambda d: _out_of_reach(d),
        "a share that grows with its whole never gets to 100%",
    ),
    (LADDER, lambda d: d["rule"].update(measure="median_wait"), "a wait is better when it is shorter"),
    (LADDER, lambda d: d.update(rule={"kind": "described"}), "is only described, so it waits for a rater"),
    (ELEMENTS, lambda d: d["anchors"][5].update(at_least=6), "4 elements must have exactly one score"),
    (
        ELEMENTS,
        lambda d: d["anchors"].update({1: {**d["anchors"][1], "at_most": 1}}),
        "has two lower or two upper limits",
    ),
    (ELEMENTS, lambda d: d["anchors"][1].update({"is": 1}), "0 elements must have exactly one"),
    (ELEMENTS, lambda d: _back_to_front(d), "more elements may not lead to a lower score"),
    (ELEMENTS, lambda d: d["signs"].pop("d"), "no records can ever lead to anchor 5"),
    (ELEMENTS, lambda d: d["signs"]["a"].update(presumed=True), "signs, a: may only be presumed absent"),
    (ELEMENTS, lambda d: d["signs"]["a"].update(count="n", rate=["n", "m"]), "is counted in two ways"),
    (ELEMENTS, lambda d: d["signs"]["a"].update(count="n"), "needs one limit for what it counts"),
    (
        ELEMENTS,
        lambda d: d["signs"]["a"].update(share=["n"], at_least=1),
        "share takes two counts: a part and a whole",
    ),
    (
        ELEMENTS,
        lambda d: d["signs"]["a"].update(share=["n", "m"], at_least="mostly"),
        "at_least is mostly, which the",
    ),
    (ELEMENTS, lambda d: d.update(signs=[]), "item B1: signs must be a mapping"),
    (
        ELEMENTS,
        lambda d: d["rule"].update(kind="pattern"),
        "the lowest of its anchors, and only that one, must hold",
    ),
    (HEAD, lambda d: d["sections"][0].update(items=["A1", "A1"]), "item A1 is listed twice"),
    (HEAD, lambda d: d["sections"][0].update(items=[]), "item A1 has a file but stands in no section"),
    (HEAD, lambda d: d["sections"][0].update(items=["A1", "A2"]), "A2.yaml: cannot be read"),
    (HEAD, lambda d: d["sections"][0].update(total="none"), "section work adds to no total"),
    (
        HEAD,
        lambda d: d["totals"][0]["bands"][0].update({"from": 4}),
        "the bands of work leave a gap, overlap, or do not",
    ),
    (HEAD, lambda d: d["totals"][0]["bands"][0].pop("to"), "must say from and to"),
    (HEAD, lambda d: d.update(checked_on="lately"), "tiny.yaml: checked_on must be a day"),
    (HEAD, lambda d: d.update(code=""), "tiny.yaml: code must be words"),
    (HEAD, lambda d: d.update(choices="none"), "tiny.yaml: choices must be a list of mappings"),
    (HEAD, lambda d: d.update(author="me"), "tiny.yaml: does not know author"),
]


@pytest.mark.parametrize(("name", "spoil", "said"), REFUSED, ids=[said for _, _, said in REFUSED])
def test_what_cannot_be_right_is_refused(tmp_path: Path, name: str, spoil: Spoil, said: str) -> None:
    head = tiny.write(tmp_path)
    written = yaml.safe_load((tmp_path / name).read_text("utf-8"))
    spoil(written)
    (tmp_path / name).write_text(yaml.safe_dump(written), "utf-8")
    with pytest.raises(ScaleError) as refused:
        read_scale(head)
    assert said in str(refused.value)
    assert str(refused.value).startswith((Path(name).name, "A2.yaml"))


def test_a_file_that_is_no_mapping_or_no_yaml(tmp_path: Path) -> None:
    head = tiny.write(tmp_path)
    head.write_text("- one\n", "utf-8")
    with pytest.raises(ScaleError, match=r"tiny\.yaml: must be a mapping"):
        read_scale(head)
    head.write_text("a: [", "utf-8")
    with pytest.raises(ScaleError, match=r"tiny\.yaml: cannot be read"):
        read_scale(head)


def test_a_pattern_with_odd_alternatives(tmp_path: Path) -> None:
    head = tiny.write(tmp_path)
    path = tmp_path / "tiny/B1.yaml"
    item = yaml.safe_load(path.read_text("utf-8"))
    texts = {score: {"text": anchor["text"]} for score, anchor in item["anchors"].items()}
    item["rule"], item["anchors"] = {"kind": "pattern"}, {**texts, 5: {**texts[5], "any": "a"}}
    path.write_text(yaml.safe_dump(item), "utf-8")
    with pytest.raises(ScaleError, match="item B1, anchor 5: any must be a list of lists of signs"):
        read_scale(head)
