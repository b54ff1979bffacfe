"""Yes and no, choices, text and the fixed shapes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plek.exchange.tests.books import TODAY
from plek.exchange.workbook import words
from plek.exchange.workbook.escaping import escaped, unescaped
from plek.exchange.workbook.findings import Odd, Wrong
from plek.exchange.workbook.kinds import Choice, Code, Kind, Many, Phone, Postcode, Text, YesNo, clean
from plek.exchange.workbook.names import folded
from plek.exchange.workbook.sheets import EMAIL, ISCO, KVK, SHEETS
from plek.exchange.workbook.words import Words

NAMES = sorted({column.name for sheet in SHEETS for column in sheet.columns} | {sheet.name for sheet in SHEETS})
TYPED = st.text(st.characters(blacklist_categories=("Cs",)), max_size=60)
LISTS = [one for one in vars(words).values() if isinstance(one, Words)]


@pytest.mark.parametrize("raw", ["ja", "J", " x ", "1", "waar", "YES", "true", True, 1.0, 1])
def test_yes(raw: object) -> None:
    assert YesNo().parse(raw, TODAY) is True  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", ["nee", "N", "0", "onwaar", "No", "FALSE", False, 0.0, 0])
def test_no(raw: object) -> None:
    assert YesNo().parse(raw, TODAY) is False  # type: ignore[arg-type]


@given(TYPED)
def test_yes_and_no_are_never_guessed(text: str) -> None:
    try:
        found = YesNo().parse(text, TODAY)
    except Wrong as wrong:
        found = wrong.code
    listed = {"ja", "j", "x", "1", "waar", "yes", "true", "nee", "n", "0", "onwaar", "no", "false"}
    assert found == "yes_no" if folded(clean(text)) not in listed else found in {True, False}


@given(st.sampled_from(NAMES), st.randoms())
def test_names_are_known_in_any_case_with_or_without_accents_and_spaces(name: str, random: object) -> None:
    bare = "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
    for typed in (
        name.upper(),
        name.title(),
        bare,
        f"  {name} * ",
        name.replace(" ", "  "),
        unicodedata.normalize("NFD", name),
    ):
        assert folded(typed) == folded(name)


def test_no_two_columns_of_a_sheet_look_alike() -> None:
    for sheet in SHEETS:
        assert len({column.folded for column in sheet.columns}) == len(sheet.columns)


@pytest.mark.parametrize("listed", LISTS)
def test_every_word_of_a_list_reads_back(listed: Words) -> None:
    choice = Choice(listed)
    for code in listed.of:
        assert choice.parse(str(choice.cell(code)).upper(), TODAY) == code


@given(TYPED)
def test_a_guarded_formula_reads_back_the_same(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert escaped(text)[:1] not in {"=", "+", "-", "@"} or not text


@given(TYPED)
def test_clean_text_stays_clean_through_a_file(text: str) -> None:
    once = clean(text)
    assert clean(escaped(once)) == once


def test_controls_are_taken_out_and_lines_kept() -> None:
    assert clean("a\x00b\x07c\r\nd\u202ee\ufeff") == "abc\nde"


@pytest.mark.parametrize("raw", ["9712cd", "9712 CD", " 9712  cd", "9712-CD"])
def test_a_postcode_is_written_one_way(raw: str) -> None:
    assert Postcode().parse(raw, TODAY) == "9712 CD"


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        (Postcode(), "0712 CD", "postcode"),
        (Postcode(), "9712", "postcode"),
        (Postcode(), "9712 SS", "postcode"),
        (KVK, "1234567", "kvk"),
        (KVK, "123456789", "kvk"),
        (KVK, "١٢٣٤٥٦٧٨", "kvk"),
        (ISCO, "513", "isco"),
        (ISCO, "51a1", "isco"),
        (EMAIL, "karin", "email"),
        (EMAIL, "karin@voorbeeld", "email"),
        (EMAIL, "a@b.nl, c@d.nl", "email"),
        (Text(5), "abcdef", "too_long"),
        (Code(), "A;B", "code_marks"),
        (Choice(words.MEANS), "duif", "choice"),
        (Many(Choice(words.TOPIC)), "uitkering;weer", "choice"),
    ],
)
def test_refused(kind: Kind, raw: str, code: str) -> None:
    with pytest.raises(Wrong) as wrong:
        kind.parse(raw, TODAY)
    assert wrong.value.code == code


def test_numbers_in_cells_of_codes_lose_their_point() -> None:
    assert Code().parse(1000.0, TODAY) == "1000"
    assert KVK.parse(64596917.0, TODAY) == "64596917"


def test_several_are_read_once_each_in_order() -> None:
    assert Many(Code()).parse(" F2 ;F1;; F2;", TODAY) == ("F2", "F1")


def test_a_phone_number_that_lost_its_zero_gets_it_back() -> None:
    odd = Phone().parse(612345678.0, TODAY)
    assert isinstance(odd, Odd)
    assert odd.value == "0612345678"
    assert Phone().parse("06-12 34 56 78", TODAY) == "06-12 34 56 78"
    assert isinstance(Phone().parse("bel moeder", TODAY), Odd)


def test_a_curly_apostrophe_is_an_apostrophe() -> None:
    assert Choice(words.OPENNESS).parse("Collega\u2019s", TODAY) == "collega's"
