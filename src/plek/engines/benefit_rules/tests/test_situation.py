"""Reading situations: defaults, and a sentence for each field that cannot be right."""

from datetime import date
from typing import Any

import pytest
import yaml

from plek.engines.benefit_rules import Refusal, Situation, UnreadableFile, as_json, calculate, read_situation
from plek.engines.benefit_rules import read_situations as read
from plek.engines.benefit_rules.situation import Benefit, Municipality, Person, Work
from plek.engines.benefit_rules.situation_reading import SECTIONS

ON = date(2026, 7, 1)


def problems(raw: Any) -> dict[str, str]:
    """The sentence per field."""
    refusal = read_situation(raw)
    assert isinstance(refusal, Refusal)
    return {problem.field: problem.sentence.en for problem in refusal.problems}


def test_only_the_date_is_needed() -> None:
    assert read_situation({"on": ON}) == Situation(ON, Person(), Benefit(), Work(), 0, None, Municipality())


def test_the_example_of_the_command_line() -> None:
    [situation] = read(
        """# amounts gross per month
- on: 2026-07-01
  person: {born: 1990-04-12, partner: false, children: [], housemates_27_plus: 0}
  benefit: {kind: wajong, capacity: true}
  work: {gross: 800, hours_week: 12, wage_dispensation: null}
  wealth: 0
  rent: null
  municipality: {earnings_exemption: "31-2"}
"""
    )
    [result] = calculate([situation])
    printed = as_json(result)
    assert list(printed) == [
        "on", "status", "now", "with_work", "difference", "keep_rate", "steps", "unverified", "unknown"
    ]  # fmt: skip
    months = ["benefit", "earnings", "gross", "tax", "net", "allowances", "disposable"]
    assert list(printed["now"]) == list(printed["with_work"]) == months
    assert printed["steps"][0] == {
        "rule": "wajong", "law": "Wajong", "article": "2:40", "formula": "0.7 x (2337.00 - 800.00)",
        "amount": 1075.90, "confidence": "law",
    }  # fmt: skip
    assert printed["keep_rate"] == 0.30


def test_one_situation_needs_no_list() -> None:
    assert read("on: 2026-07-01\nrent: 650") == [read_situation({"on": ON, "rent": 650})]


def test_a_key_that_another_reader_took_for_true() -> None:
    assert read_situation(yaml.safe_load("on: 2026-07-01")) == read_situation({"on": ON})


def test_not_knowing_is_an_answer_to_everything() -> None:
    unknown = {name: dict.fromkeys(readers) for name, (_, readers) in SECTIONS.items() if name != "rent"}
    assert read_situation({"on": ON, "wealth": None, "rent": None, **unknown}) == read_situation({"on": ON})


def test_children_by_birthday_alone_or_named() -> None:
    situation = read_situation({"on": ON, "person": {"children": ["2020-01-02", {"born": "2021-03-04"}]}})
    assert isinstance(situation, Situation)
    assert situation.person.children == (date(2020, 1, 2), date(2021, 3, 4))


@pytest.mark.parametrize(
    ("raw", "field", "says"),
    [
        ({}, "on", "missing"),
        ({"on": "2026-02-30"}, "on", "no date that exists"),
        ({"on": "2023-12-31"}, "on", "known from 1 January 2024 until 1 January 2027"),
        ({"on": "2028-01-01"}, "on", "known from"),
        ({"on": ON, "wrk": {}}, "wrk", "Do you mean 'work'?"),
        ({"on": ON, "zzz": 1}, "zzz", "not known."),
        ({"on": ON, "work": 3}, "work", "should be fields"),
        ({"on": ON, "work": {"gross": -1}}, "work.gross", "below zero"),
        ({"on": ON, "work": {"gross": "much"}}, "work.gross", "no number"),
        ({"on": ON, "work": {"gross": True}}, "work.gross", "no number"),
        ({"on": ON, "work": {"gross": float("nan")}}, "work.gross", "no number"),
        ({"on": ON, "work": {"gross": 1e9}}, "work.gross", "too high"),
        ({"on": ON, "work": {"hours_week": 60.5}}, "work.hours_week", "from 0 to 60"),
        ({"on": ON, "work": {"hours_week": 0, "gross": 1}}, "work.hours_week", "no hours"),
        ({"on": ON, "work": {"gross": 1, "own_contributions": 2}}, "work.own_contributions", "above the pay"),
        ({"on": ON, "work": {"wage_dispensation": 0.29}}, "work.wage_dispensation", "from 0.3 to 1"),
        ({"on": ON, "work": {"wage_dispensation": 0.5}}, "work.wage_dispensation", "only with Wajong"),
        (
            {"on": ON, "benefit": {"kind": "wajong", "capacity": False}, "work": {"wage_dispensation": 0.5}},
            "work.wage_dispensation", "capacity to work",
        ),
        ({"on": ON, "benefit": {"kind": "dole"}}, "benefit.kind", "choose from none, bijstand"),
        ({"on": ON, "benefit": {"kind": "bijstand", "supplement": True}}, "benefit.supplement", "No supplement"),
        (
            {"on": ON, "benefit": {"kind": "wia_vvu", "disability_class": "15-25"}},
            "benefit.disability_class", "no such",
        ),
        ({"on": ON, "benefit": {"former_wage": 2, "uncapped_wage": 1}}, "benefit.uncapped_wage", "below the"),
        ({"on": ON, "benefit": {"months_used": 1.5}}, "benefit.months_used", "whole number"),
        ({"on": ON, "benefit": {"capacity": "yes"}}, "benefit.capacity", "not true or false"),
        ({"on": ON, "benefit": {"kind": "wajong"}, "person": {"born": "2008-07-02"}}, "benefit.kind", "age 18"),
        ({"on": ON, "person": {"born": "2026-07-02"}}, "person.born", "alive"),
        ({"on": ON, "person": {"born": "1900-01-01"}}, "person.born", "alive"),
        ({"on": ON, "person": {"children": ["2026-07-02"]}}, "person.children", "not yet born"),
        ({"on": ON, "person": {"born": "1990-01-01", "children": ["1989-01-01"]}}, "person.children", "older"),
        ({"on": ON, "person": {"children": 2}}, "person.children", "list of days"),
        ({"on": ON, "person": {"partner_gross": 100}}, "person.partner_gross", "no partner"),
        (
            {"on": ON, "person": {"housemates_27_plus": 2, "housemates_21_plus": 1}},
            "person.housemates_21_plus", "Do you mean 'housemates_27_plus'?",
        ),
        (
            {"on": "2025-12-31", "municipality": {"earnings_exemption": "34a"}},
            "municipality.earnings_exemption", "before 2026",
        ),
        ({"on": ON, "municipality": {"earnings_exemption": "35"}}, "municipality.earnings_exemption", "31-2, 34a"),
    ],
)  # fmt: skip
def test_a_sentence_for_the_field(raw: dict[str, Any], field: str, says: str) -> None:
    assert says in problems(raw)[field]


def test_every_mistake_is_told_and_the_rest_is_kept() -> None:
    refusal = read_situation({"on": ON, "work": {"gross": -1, "hours_week": 12}, "wealth": "x"})
    assert isinstance(refusal, Refusal)
    assert [problem.field for problem in refusal.problems] == ["wealth", "work.gross"]
    assert refusal.kept == Situation(ON, work=Work(hours_week=12))


def test_a_refused_situation_does_not_stop_the_others() -> None:
    first, second = calculate(read("- on: 2026-07-01\n  work: {hours_week: 61}\n- on: 2026-07-01\n"))
    assert as_json(first) == {
        "on": "2026-07-01", "status": "refused", "message": "line 2, work.hours_week: Must be from 0 to 60."
    }  # fmt: skip
    assert as_json(first, "nl")["message"] == "regel 2, work.hours_week: Moet van 0 tot en met 60 zijn."
    assert as_json(second)["status"] == "complete"


@pytest.mark.parametrize("text", ["", "- 3", "word", "- [1]"])
def test_what_is_no_situation_is_refused_with_one_sentence(text: str) -> None:
    [one] = calculate(read(text))
    assert isinstance(one, Refusal)
    assert [problem.said("nl") for problem in one.problems] == [
        "regel 1: Hier hoort een situatie te staan: velden zoals 'on' (de datum), 'benefit' en 'work'."
    ]


def test_a_malformed_file_is_said_in_dutch_too() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read("on: 2026-07-01\nwork: {gross: 1")
    assert refused.value.said("nl").startswith("regel 2: hier is de YAML niet te lezen.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("on: [", "line 1"),
        ("a: b: c", "line 1"),
        ("on: 1\non: 2", "line 2: 'on' stands here twice"),
        ("a: &x 1\nb: *x", "line 2: references"),
        ("? [a]\n: 1", "the YAML cannot be read here"),
        ("- " * 3000, "the YAML cannot be read here"),
        ("on: \x00", "no readable text"),
    ],
)
def test_a_malformed_file_by_its_line(text: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read(text)


def test_dutch_sentences() -> None:
    [result] = calculate([read_situation({"on": ON, "rent": 650})])
    assert (
        as_json(result, "nl")["unknown"][0]
        == "Niet bekend op 1-7-2026: inkomensgrens voor huurtoeslag, één persoon."
    )
