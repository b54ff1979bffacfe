"""The two sample workbooks of a team: the tidy one is right, the messy one has eight rows that cannot be."""

import pytest

from plek.exchange.tests.books import MESSY, TIDY, Reading, reading


@pytest.fixture(scope="module")
def messy() -> Reading:
    return reading(MESSY.read_bytes())


@pytest.fixture(scope="module")
def tidy() -> Reading:
    return reading(TIDY.read_bytes())


def test_the_tidy_workbook_is_taken_in_whole_without_a_remark(tidy: Reading) -> None:
    assert tidy.outcome.refused == []
    assert tidy.outcome.warnings == []
    assert dict(tidy.outcome.accepted) == {
        "Organisatie": 1,
        "Teams": 5,
        "Medewerkers": 13,
        "Cliënten": 92,
        "Trajecten": 92,
        "Contacten": 3319,
        "Werkgevers": 60,
        "Werkgeverscontacten": 1365,
        "Banen": 34,
        "Opleidingen": 9,
        "Overleg": 774,
        "Uren": 395,
    }


def test_exactly_the_rows_that_cannot_be_right_are_refused(messy: Reading) -> None:
    assert messy.refused == [
        ("Cliënten", 96, "cliëntnummer", "key_twice"),
        ("Cliënten", 97, "geboortedatum", "born_ahead"),
        ("Trajecten", 94, "cliëntnummer", "unknown_reference"),
        ("Trajecten", 95, "trajectbegeleider", "unknown_reference"),
        ("Contacten", 3447, "datum", "day_impossible"),
        ("Werkgeverscontacten", 1182, "werkgever", "unknown_reference"),
        ("Banen", 42, "uren per week", "out_of_range"),
        ("Banen", 43, "geëindigd op", "end_before_begin"),
    ]


def test_each_refusal_shows_the_value_found(messy: Reading) -> None:
    values = [one.value for one in messy.outcome.refused]
    assert values == ["C1003", "2031-05-05", "C7777", "TB99", "31-02-2026", "W404", "120", "2026-04-01"]


def test_the_other_rows_of_the_messy_workbook_are_all_accepted(messy: Reading) -> None:
    filled = {"Cliënten": 95, "Trajecten": 94, "Contacten": 3407, "Werkgeverscontacten": 1165, "Banen": 41}
    refused = {"Cliënten": 2, "Trajecten": 2, "Contacten": 1, "Werkgeverscontacten": 1, "Banen": 2}
    for sheet, rows in filled.items():
        assert messy.outcome.accepted[sheet] == rows - refused[sheet]


def test_what_is_odd_but_possible_is_only_warned_about(messy: Reading) -> None:
    assert messy.warned == {("Cliënten", "unknown_column"), ("Cliënten", "formula_text")}


def test_a_cell_that_looks_like_a_formula_is_data(messy: Reading) -> None:
    formula = next(row for row in messy.of("Cliënten") if row.number == "C9002")
    assert formula.first_name == '=HYPERLINK("x")'


def test_typed_and_real_dates_of_the_messy_workbook_read_the_same(messy: Reading) -> None:
    clients = {row.number: row for row in messy.of("Cliënten")}
    assert clients["C1000"].born_on.isoformat() == "1993-07-13"
    assert clients["C1000"].in_care_since.isoformat() == "2020-09-01"
    assert clients["C1001"].born_on.isoformat() == "1982-11-23"
    assert clients["C1009"].benefit == "bijstand"
    assert str({row.number: row for row in messy.of("Banen")}["J1"].wage) == "547.42"
