"""Each rule by itself: the tables in ``spec/*.yaml`` give numbers, what comes out, and the formula as it is shown.

The same tables make the examples on the pages of the manual.
"""

from pathlib import Path
from typing import Any

import pytest

from plek.engines.benefit_rules import RULES, TITLES, book
from plek.engines.benefit_rules.examples import step_of
from plek.engines.benefit_rules.located import read_located
from plek.engines.benefit_rules.tests.arithmetic import exact, to_cent

FILES = sorted(Path(__file__).with_name("spec").glob("*.yaml"))
ROWS = [row for path in FILES for row in read_located(path.read_text("utf-8")).content]
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['rule']} {row['given']}")


@each_row
def test_a_rule_gives_what_the_table_says(row: dict[str, Any]) -> None:
    step = step_of(row)
    is_money = step.rule.kinds["return"] == "money"
    found = round(float(step.figure.values)) / 100 if is_money else float(step.figure.values)
    assert found == row["gives"]


@each_row
def test_the_formula_shows_its_numbers_and_comes_out_the_same(row: dict[str, Any]) -> None:
    step = step_of(row)
    assert step.formula == row["formula"]
    if not {">", "<"} & set(row["formula"]) and "months" not in row["formula"]:
        worth = to_cent(exact(row["formula"].replace(" x ", " * ")))
        divisor = 12 if step.rule.per == "year" else 1
        assert worth == to_cent(exact(row["gives"]) / divisor)


def test_every_rule_is_in_the_tables() -> None:
    assert {row["rule"] for row in ROWS} == set(RULES)


@each_row
def test_the_sentence_says_it_in_both_languages(row: dict[str, Any]) -> None:
    sentence = step_of(row).sentence
    assert sentence.nl != sentence.en
    for text in (sentence.nl, sentence.en):
        assert "{" not in text
        assert text.endswith(".")
    assert max(len(part.split()) for part in sentence.nl.split(". ")) <= 22, "too long for level B1"


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_names_its_source(code: str) -> None:
    rule = RULES[code]
    assert rule.law
    assert rule.article
    assert rule.function.__doc__
    assert rule.says.nl
    assert set(rule.uses) <= set(rule.kinds)
    assert set(rule.uses.values()) <= set(book().parameters)


def test_every_rule_has_a_short_name_in_both_languages_and_no_two_share_one() -> None:
    assert set(TITLES) == set(RULES)
    for language in ("nl", "en"):
        assert len({title.in_(language) for title in TITLES.values()}) == len(RULES)
