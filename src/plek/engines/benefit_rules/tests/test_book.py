"""The parameters: what is in the book, and what the reader refuses."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from plek.engines.benefit_rules import book
from plek.engines.benefit_rules.book import CONFIDENCES, KNOWN_FROM, KNOWN_UNTIL, LAST_KNOWN
from plek.engines.benefit_rules.book_reading import BadParameters, read_book

GOOD = """law: Wml
article: "8"
text: The law
checked_on: 2026-11-22
confidence: law
parameters:
  hourly:
    unit: EUR/hour
    nl: uurloon
    en: hourly wage
    values:
      - {from: 2026-01-01, until: 2026-07-01, value: 14.71}
      - {from: 2026-07-01, until: 2027-01-01, value: 14.99, confidence: secondary}
"""


def read(folder: Path, text: str) -> str:
    """What the reader says of a file with this text."""
    (folder / "wage.yaml").write_text(text, "utf-8")
    with pytest.raises(BadParameters) as refused:
        read_book(folder)
    return str(refused.value)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "minimum_wage"
    folder.mkdir()
    (folder / "wage.yaml").write_text(GOOD, "utf-8")
    hourly = read_book(tmp_path).parameters["minimum_wage/hourly"]
    assert [value.number for value in hourly.values] == [14.71, 14.99]
    assert [value.source.confidence for value in hourly.values] == ["law", "secondary"]
    assert hourly.values[0].source.checked_on == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("EUR/hour", "EUR/day", None),
        (
            "unit: EUR/hour",
            "unit: EUR/fortnight",
            "line 8, parameters.hourly.unit: 'EUR/fortnight' is no known unit",
        ),
        ("nl: uurloon", "nl: ''", "line 9, parameters.hourly.nl: says nothing"),
        (
            "from: 2026-07-01",
            "from: 2026-06-30",
            "line 13, parameters.hourly.values.1: overlaps the value before it",
        ),
        ("until: 2026-07-01, ", "", "line 13, parameters.hourly.values.1: overlaps the value before it"),
        (
            "until: 2026-07-01",
            "until: 2026-01-01",
            "line 12, parameters.hourly.values.0.until: ends before it begins",
        ),
        ("value: 14.71", "value: much", "line 12, parameters.hourly.values.0.value: is no number"),
        ("value: 14.71", "value: -14.71", "line 12, parameters.hourly.values.0.value: lies outside 0 to 250"),
        ("value: 14.71", "value: true", "line 12, parameters.hourly.values.0.value: is no number"),
        (
            "from: 2026-01-01",
            "from: 2026-02-30",
            "line 12, parameters.hourly.values.0.from: from and until are dates",
        ),
        ("text: The law\n", "", "parameters.hourly.values.0.text: the source is not complete"),
        ('article: "8"\n', "", "parameters.hourly.values.0.article: the source is not complete"),
        (
            "confidence: secondary",
            "confidence: sure",
            "line 13, parameters.hourly.values.1.confidence: 'sure' is none",
        ),
        ("confidence: law", "confidence: organisation", "confidence: 'organisation' is none of law"),
        ("checked_on: 2026-11-22\n", "", "parameters.hourly.values.0.checked_on: is no date"),
        ("    values:\n", "    value:\n", "line 7, parameters.hourly: has no list of values"),
        ("parameters:", "figures:", "line 1, parameters: there are no parameters in this file"),
        ("parameters:", "parameters: [", "wage.yaml, line"),
        ("law: Wml", "law: Wml\nlaw: WIA", "wage.yaml, line 2: 'law' stands here twice"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(
    tmp_path: Path, wrong: str, right: str, says: str | None
) -> None:
    assert wrong in GOOD
    text = GOOD.replace(wrong, right)
    if says is None:
        (tmp_path / "wage.yaml").write_text(text, "utf-8")
        assert len(read_book(tmp_path).parameters) == 1
    else:
        found = read(tmp_path, text)
        assert found.startswith("wage.yaml")
        assert says in found


def test_the_same_parameter_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wages.yaml").write_text(GOOD, "utf-8")
    assert "is in another file too" in read(tmp_path, GOOD)


def test_every_value_has_its_source() -> None:
    for parameter in book().parameters.values():
        for value in parameter.values:
            assert value.source.confidence in CONFIDENCES, parameter.name
            assert value.source.law, parameter.name


def test_yearly_and_half_yearly_amounts_end_where_the_book_ends() -> None:
    """An amount that is indexed must not go on by itself into a year of which nothing is known."""
    fixed = {"care_allowance/least"}
    for parameter in book().parameters.values():
        if parameter.is_money and parameter.values and parameter.name not in fixed:
            assert parameter.values[-1].valid_until is not None, parameter.name
            assert parameter.values[-1].valid_until <= KNOWN_UNTIL, parameter.name


def test_the_minimum_wage_is_known_on_every_day() -> None:
    day = KNOWN_FROM
    while day < KNOWN_UNTIL:
        for name in ("hourly", "month_reference"):
            assert book().number(f"minimum_wage/{name}", day) > 0
        day += timedelta(days=7)


def test_before_its_days_the_book_knows_nothing() -> None:
    known = book().known("minimum_wage/hourly", date(2023, 12, 31))
    assert known.values != known.values
    assert known.missing == {"minimum_wage/hourly"}


def test_past_its_days_an_amount_keeps_its_last_value_and_is_not_verified() -> None:
    last, carried = (book().known("minimum_wage/hourly", day) for day in (LAST_KNOWN, KNOWN_UNTIL))
    assert last.grounds == {("minimum_wage/hourly", "law")}
    assert (carried.values, carried.missing) == (last.values, frozenset())
    assert carried.grounds == {("minimum_wage/hourly", "unverified")}


NOT_KNOWN = "rent_allowance/reference_income_single"


def test_what_was_not_known_on_the_last_day_is_not_known_past_it() -> None:
    assert book().known(NOT_KNOWN, KNOWN_UNTIL).missing == {NOT_KNOWN}


def test_what_holds_without_end_is_carried_nowhere() -> None:
    known = book().known("wajong/capacity_share", KNOWN_UNTIL)
    assert known.grounds == book().known("wajong/capacity_share", LAST_KNOWN).grounds


def test_the_monthly_reference_is_a_multiple_of_sixty_cents() -> None:
    """Wml art. 14(9)."""
    for value in book().parameters["minimum_wage/month_reference"].values:
        assert round(value.number * 100) % 60 == 0
