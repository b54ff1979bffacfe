"""Occupations by ISCO-08: the codes there are, and finding one by a word."""

import pytest
from django.utils import translation

from plek.employment import occupations


def test_there_are_436_unit_groups_in_130_minor_groups() -> None:
    assert len(occupations.codes()) == 436
    assert len({code[:3] for code in occupations.codes()}) == 130
    assert len({code[:2] for code in occupations.codes()}) == 43


def test_every_word_stands_beside_a_code_that_exists_once() -> None:
    assert set(occupations.in_words()) <= occupations.codes()
    assert len(occupations.in_words()) > 200
    assert all(o.nl.strip() and o.en.strip() for o in occupations.in_words().values())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("vakkenvuller", "9334"), ("bakker", "7512"), ("kok", "5120"), ("schoonmaker", "9112"),
        ("fietsenmaker", "7234"), ("heftruck", "8344"), ("gardener", "6113"), ("winkelmedwerker", "5223"),
        ("barista", "5132"), ("ervaringsdeskundige mbo", "3412"),
    ],
)  # fmt: skip
def test_the_best_answer_to_a_word(typed: str, code: str) -> None:
    assert occupations.find(typed)[0].code == code


def test_dutch_joins_words() -> None:
    assert {"7231", "7412"} <= {o.code for o in occupations.find("monteur")} | {
        o.code for o in occupations.find("automonteur")
    } | {o.code for o in occupations.find("elektromonteur")}


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy"])
def test_nothing_answers_to_nothing(typed: str) -> None:
    assert occupations.find(typed) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [("5223", "5223"), (" 5223 ", "5223"), ("winkelmedewerker, verkoper (5223)", "5223"), ("0310", "0310"),
     ("9999", ""), ("522", ""), ("in 2024", ""), ("kok", "")],
)  # fmt: skip
def test_the_code_in_what_was_typed(typed: str, code: str) -> None:
    assert occupations.code_in(typed) == code


def test_words_follow_the_language_and_a_code_without_words_shows_itself() -> None:
    with translation.override("nl"):
        assert occupations.title("5120") == "kok (5120)"
    with translation.override("en"):
        assert occupations.title("5120") == "cook (5120)"
    assert occupations.title("2113") == "2113"
